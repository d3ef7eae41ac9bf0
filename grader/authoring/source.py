"""Reading a teacher's notebook: all its cells, with metadata and the text of saved outputs."""

from typing import Any, Literal

from grader.course.notebook import read_submission
from grader.course.quoting import shown_name
from grader.course.strict_json import strict_loads
from grader.errors import NotebookError
from grader.records import Limits, Record

LIMITS = Limits(notebook_mb=64, cells=20_000)


class SourceCell(Record, frozen=True):
    """One cell. `result` is what its last expression gave, `printed` what it printed, as the notebook saved them."""

    index: int
    kind: Literal["code", "markdown", "raw"]
    source: str
    metadata: dict[str, Any]
    result: str | None = None
    printed: str = ""

    @property
    def place(self) -> str:
        """Where it stands, counted from 1 as people do."""
        return f"cell {self.index + 1}"

    @property
    def lines(self) -> list[str]:
        """The lines of its source."""
        return self.source.split("\n")


def read_notebook(data: bytes, name: str) -> tuple[SourceCell, ...]:
    """The cells of an `.ipynb` of format 4. Raises NotebookError, which names the file, for anything else."""
    shown = shown_name(name)
    if not name.lower().endswith(".ipynb"):
        raise NotebookError(f"{shown}: not an .ipynb file")
    read_submission(data, name, LIMITS)  # says what is wrong with it
    content = strict_loads(data.decode("utf-8-sig"))
    if content["nbformat"] != 4:
        raise NotebookError(f"{shown}: notebook format {content['nbformat']}: open it in Jupyter and save it again")
    return tuple(_cell(index, cell) for index, cell in enumerate(content["cells"]))


def clean(text: str) -> str:
    """A text fit to be written as UTF-8, its lines ended by newlines alone."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").replace("\f", "")
    return plain.encode("utf-8", "replace").decode()


def _cell(index: int, cell: dict[str, Any]) -> SourceCell:
    given, metadata = cell.get("cell_type"), cell.get("metadata")
    kind: Literal["code", "markdown", "raw"] = (
        "code" if given == "code" else "markdown" if given == "markdown" else "raw"
    )
    outputs = cell.get("outputs") if kind == "code" else None
    found = [output for output in outputs if isinstance(output, dict)] if isinstance(outputs, list) else []
    results = [text for output in found if (text := _result(output)) is not None]
    return SourceCell(
        index=index,
        kind=kind,
        source=_text(cell.get("source")) or "",
        metadata=metadata if isinstance(metadata, dict) else {},
        result=results[-1] if results else None,
        printed="".join(_text(output.get("text")) or "" for output in found if output.get("name") == "stdout"),
    )


def _result(output: dict[str, Any]) -> str | None:
    data = output.get("data")
    if output.get("output_type") != "execute_result" or not isinstance(data, dict):
        return None
    return _text(data.get("text/plain"))


def _text(value: object) -> str | None:
    """A text as one string, fit to be written as UTF-8; None for what is neither text nor lines."""
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        value = "".join(value)
    if not isinstance(value, str):
        return None
    return clean(value)
