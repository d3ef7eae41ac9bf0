"""The whole of what a student handed in, for a page: text and outputs too, as they stood in the file."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, Final, Literal

from grader.course.notebook import read_submission
from grader.course.percent import ScriptCell, cells_of_script
from grader.course.strict_json import strict_loads
from grader.records import Limits, ShownCell

MOST_OUTPUTS: Final = 50
"""Of one cell; later ones are left out."""

_KINDS: Final[dict[str, Literal["code", "markdown", "raw"]]] = {"code": "code", "markdown": "markdown", "raw": "raw"}


def whole_submission(data: bytes, name: str, limits: Limits) -> tuple[ShownCell, ...]:
    """Every cell of an `.ipynb` or `.py` file, counted as `read_submission` counts them.

    Outputs, attachments and text that are odd are left out: they cost nobody the page, as they cost nobody a mark.
    Outputs of the old format 3 are left out too. Raises NotebookError for what `read_submission` refuses.
    """
    read_submission(data, name, limits)
    text = data.decode("utf-8-sig")
    if PurePath(name).suffix.lower() == ".py":
        return tuple(map(_of_script, cells_of_script(text.replace("\r\n", "\n").replace("\r", "\n"))))
    content = strict_loads(text)
    if content["nbformat"] == 3:
        cells = [cell for sheet in content["worksheets"] for cell in sheet["cells"]]
        return tuple(_of_format_3(index, cell) for index, cell in enumerate(cells))
    return tuple(_of_format_4(index, cell) for index, cell in enumerate(content["cells"]))


def _of_script(cell: ScriptCell) -> ShownCell:
    source = cell.source.strip("\n")
    if cell.kind == "markdown":
        source = "\n".join(line.removeprefix("#").removeprefix(" ") for line in source.split("\n"))
    return ShownCell(index=cell.index, kind=cell.kind, source=source)


def _of_format_3(index: int, cell: dict[str, Any]) -> ShownCell:
    if cell.get("cell_type") == "code":
        return ShownCell(index=index, kind="code", source=_text(cell.get("input")))
    level = cell.get("level")
    hashes = "#" * level + " " if cell.get("cell_type") == "heading" and type(level) is int and 1 <= level <= 6 else ""
    return ShownCell(index=index, kind="markdown", source=hashes + _text(cell.get("source")))


def _of_format_4(index: int, cell: dict[str, Any]) -> ShownCell:
    kind = cell.get("cell_type")
    outputs = cell.get("outputs")
    attachments = cell.get("attachments")
    return ShownCell(
        index=index,
        kind=_KINDS.get(kind, "raw") if isinstance(kind, str) else "raw",
        source=_text(cell.get("source")),
        outputs=tuple(_outputs(outputs[:MOST_OUTPUTS])) if isinstance(outputs, list) else (),
        attachments={name: _by_type(data) for name, data in attachments.items()}
        if isinstance(attachments, dict)
        else {},
    )


def _outputs(outputs: list[Any]) -> Iterator[dict[str, str]]:
    for output in outputs:
        if not isinstance(output, dict):
            continue
        match output.get("output_type"):
            case "stream":
                found = {"text/plain": _text(output.get("text"))}
            case "error":
                found = {"text/plain": _text(output.get("traceback"), "\n")}
            case _:
                found = _by_type(output.get("data"))
        if any(found.values()):
            yield found


def _by_type(data: object) -> dict[str, str]:
    return {kind: _text(value) for kind, value in data.items()} if isinstance(data, dict) else {}


def _text(value: object, between: str = "") -> str:
    """A multiline string of the notebook format as one; empty for anything else."""
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return between.join(value)
    return value if isinstance(value, str) else ""
