"""What a student hands in, read: the code cells and nothing else. Outputs and attachments are never looked at."""

import re
import warnings
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from grader.course.files import read_file, too_large
from grader.course.percent import cells_of_script
from grader.course.quoting import quoted, shown_name
from grader.course.strict_json import StrictJSONError, strict_loads
from grader.errors import NotebookError
from grader.records import Cell, Limits, Record

__all__ = ["Notebook", "read_file", "read_submission", "said_of"]

SAVE_AGAIN = "save it again in Jupyter"
UTF_16_OR_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
# Kernels that are often installed beside Python's and whose notebooks may lack both language fields.
OTHER_KERNELS = re.compile(
    r"(?:ir|r|julia|octave|matlab|bash|sas|scala|almond|spark|apache_toree|xcpp|xeus-cling|rust|evcxr|gophernotes|ruby|"
    r"ijavascript|javascript|jslab|tslab|deno|haskell|ihaskell|java|kotlin|\.net-.*|xsql|sql|sagemath|wolframlanguage.*)"
    r"(?:[-_]?[0-9].*)?",
    re.IGNORECASE,
)
PYTHON = re.compile(r"i?python(?:[ -]?[0-9.]+)?", re.IGNORECASE)
NEWEST_KNOWN_MINOR = 5


class Notebook(Record, frozen=True):
    """The code cells of a submission, and `metadata.grader.assignment` and `.student` raw (None when absent)."""

    cells: tuple[Cell, ...]
    assignment: object = None
    student: object = None


def read_submission(data: bytes, name: str, limits: Limits) -> Notebook:
    """The code cells of an `.ipynb` (format 3 or 4) or a `.py` file, told apart by the end of `name`.

    The index of a cell counts all cells from 0. Whether a cell is valid Python is found out when it is run.
    Raises NotebookError, one line that begins with the file's name, for what cannot be read without guessing.
    """
    shown = shown_name(name)
    if len(data) > limits.notebook_bytes:
        raise NotebookError(too_large(shown, limits.notebook_bytes))
    if not data.strip():
        raise NotebookError(f"{shown}: the file is empty: save it again")
    match PurePath(name).suffix.lower():
        case ".ipynb":
            notebook = _read_ipynb(_decoded(data, shown), shown, limits)
        case ".py":
            notebook = _read_script(_decoded(data, shown), shown, limits)
        case _:
            raise NotebookError(f"{shown}: neither an .ipynb nor a .py file")
    if not notebook.cells:
        raise NotebookError(f"{shown}: no code cell in it")
    for cell in notebook.cells:
        _check_text(cell, shown)
    return notebook


def said_of(data: bytes, name: str) -> tuple[object, object]:
    """`metadata.grader.assignment` and `.student`, raw, read without the cost of a whole check.

    None where there is none, and for what `read_submission` refuses: it says why when its turn comes.
    """
    if PurePath(name).suffix.lower() != ".ipynb":
        return None, None
    try:
        content = strict_loads(_decoded(data, name))
    except (StrictJSONError, NotebookError):
        return None, None
    own: Any = content
    for key in ("metadata", "grader"):
        own = own.get(key) if isinstance(own, dict) else None
    return (own.get("assignment"), own.get("student")) if isinstance(own, dict) else (None, None)


def _decoded(data: bytes, shown: str) -> str:
    if data.startswith(UTF_16_OR_32) or b"\0" in data[:4]:
        raise NotebookError(f"{shown}: UTF-16 or UTF-32 text: save it as UTF-8")
    try:
        return data.decode("utf-8-sig")  # editors on Windows put a byte order mark in front
    except UnicodeDecodeError as error:
        raise NotebookError(f"{shown}: byte {error.start}: not UTF-8: save it as UTF-8") from None


def _check_text(cell: Cell, shown: str) -> None:
    if "\0" in cell.source:
        raise NotebookError(f"{shown}: cell {cell.index}: a null character in the code: delete it")
    try:
        cell.source.encode()
    except UnicodeEncodeError:
        raise NotebookError(f"{shown}: cell {cell.index}: half a character (a lone surrogate): delete it") from None


def _read_script(text: str, shown: str, limits: Limits) -> Notebook:
    cells = cells_of_script(text.replace("\r\n", "\n").replace("\r", "\n"), most=limits.cells + 1)
    _check_count(len(cells), shown, limits)
    return Notebook(cells=tuple(Cell(index=cell.index, source=cell.source) for cell in cells if cell.kind == "code"))


def _read_ipynb(text: str, shown: str, limits: Limits) -> Notebook:
    try:
        content = strict_loads(text)
    except StrictJSONError as error:
        raise NotebookError(f"{shown}: {error}: {SAVE_AGAIN}") from None
    if not isinstance(content, dict) or "nbformat" not in content:
        raise NotebookError(f"{shown}: not a notebook (no nbformat in it): {SAVE_AGAIN}")
    metadata = content.get("metadata", {})
    if not isinstance(metadata, dict):
        raise NotebookError(f"{shown}: metadata is not an object: {SAVE_AGAIN}")
    _check_kernel(metadata, shown)
    own = metadata.get("grader", {})
    if not isinstance(own, dict):
        raise NotebookError(f'{shown}: metadata.grader is not an object: write {{"assignment": "hw1"}} there')
    cells = _code_cells(content, shown, limits)
    return Notebook(cells=cells, assignment=own.get("assignment"), student=own.get("student"))


def _check_kernel(metadata: dict[str, Any], shown: str) -> None:
    """What the next run would use counts first, then what the last one used, then what the kernel's name tells."""
    spec = metadata.get("kernelspec")
    info = metadata.get("language_info")
    spec = spec if isinstance(spec, dict) else {}
    info = info if isinstance(info, dict) else {}
    for language in (spec.get("language"), info.get("name")):
        if isinstance(language, str) and language:
            if not PYTHON.fullmatch(language):
                raise NotebookError(f"{shown}: the kernel's language is {quoted(language)}: choose a Python kernel")
            return
    kernel = spec.get("name")
    if isinstance(kernel, str) and OTHER_KERNELS.fullmatch(kernel):
        raise NotebookError(f"{shown}: the kernel is {quoted(kernel)}: choose a Python kernel")


def _check_count(count: int, shown: str, limits: Limits) -> None:
    if count > limits.cells:
        raise NotebookError(f"{shown}: more than {limits.cells:,} cells: delete some")


def _code_cells(content: dict[str, Any], shown: str, limits: Limits) -> tuple[Cell, ...]:
    major, minor = content["nbformat"], content.get("nbformat_minor", 0)
    if type(major) is not int or type(minor) is not int or minor < 0:
        raise NotebookError(f"{shown}: nbformat is no version number: {SAVE_AGAIN}")
    if major not in (3, 4):
        raise NotebookError(f"{shown}: notebook format {str(major)[:20]}, and only 3 and 4 can be read: {SAVE_AGAIN}")
    cells = _cells_of_worksheets(content, shown) if major == 3 else _objects(content.get("cells"), "cells", shown)
    _check_count(len(cells), shown, limits)
    if major == 3:
        return _validated(_format_3([_bare_cell_3(cell) for cell in cells]), shown)
    bare = [_bare_cell(cell, minor > NEWEST_KNOWN_MINOR) for cell in cells]
    if all(cell["cell_type"] != "unknown" and cell["source"] is not None for cell in bare):
        # Nothing is left for nbformat to refuse, and loading it costs more than all the rest of reading.
        return _code_of(bare)
    return _validated(_format_4(bare), shown)


def _objects(value: object, key: str, shown: str) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        raise NotebookError(f"{shown}: not a notebook ({key} is not a list): {SAVE_AGAIN}")
    for index, item in enumerate(value):
        if not isinstance(item, dict):
            raise NotebookError(f"{shown}: {key}[{index}]: not an object: {SAVE_AGAIN}")
    return value


def _cells_of_worksheets(content: dict[str, Any], shown: str) -> list[dict[str, Any]]:
    sheets = _objects(content.get("worksheets"), "worksheets", shown)
    cells = [cell for sheet in sheets for cell in _objects(sheet.get("cells"), "cells", shown)]
    for index, cell in enumerate(cells):
        language = cell.get("language")
        if isinstance(language, str) and not PYTHON.fullmatch(language):
            raise NotebookError(f"{shown}: cell {index}: its language is {quoted(language)}: only Python is marked")
    return cells


# Cells are judged by nbformat, but bare: type and code. So outputs, ids and metadata that are missing, doubled or odd
# cost nobody a mark, and a notebook is read in the time that its code takes.


def _bare_cell(cell: dict[str, Any], newer: bool) -> dict[str, Any]:
    kind = _kind(cell, ("code", "markdown", "raw"), "raw" if newer else "unknown")
    if kind != "code":
        return {"cell_type": kind, "metadata": {}, "source": ""}
    source = _text(cell.get("source"))
    return {"cell_type": kind, "metadata": {}, "outputs": [], "execution_count": None, "source": source}


def _bare_cell_3(cell: dict[str, Any]) -> dict[str, Any]:
    kind = _kind(cell, ("code", "markdown", "raw", "html", "heading"), "unknown")
    if kind != "code":
        return {"cell_type": "markdown" if kind == "heading" else kind, "metadata": {}, "source": ""}
    return {"cell_type": kind, "metadata": {}, "outputs": [], "language": "python", "input": _text(cell.get("input"))}


def _format_4(cells: list[dict[str, Any]]) -> dict[str, Any]:
    return {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}  # the last minor version without ids


def _format_3(cells: list[dict[str, Any]]) -> dict[str, Any]:
    sheet = {"metadata": {}, "cells": cells}
    return {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [sheet]}


def _kind(cell: dict[str, Any], known: tuple[str, ...], otherwise: str) -> str:
    kind = cell.get("cell_type")
    return kind if isinstance(kind, str) and kind in known else otherwise


def _text(source: object) -> str | None:
    """A source as one string, or None: what is neither text nor lines is for nbformat to refuse."""
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        return "".join(source)
    return source if isinstance(source, str) else None


def _validated(bare: dict[str, Any], shown: str) -> tuple[Cell, ...]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import nbformat  # here: it takes a quarter of a second, which a plain notebook need not pay

        try:
            nbformat.validate(bare)
        except nbformat.ValidationError as error:
            raise NotebookError(_words_of(error, shown)) from None
        if bare["nbformat"] == 3:
            bare = nbformat.convert(nbformat.from_dict(bare), 4)  # type: ignore[no-untyped-call]
    return _code_of(bare["cells"])


def _code_of(cells: Iterable[dict[str, Any]]) -> tuple[Cell, ...]:
    numbered = enumerate(cells)
    return tuple(Cell(index=index, source=cell["source"]) for index, cell in numbered if cell["cell_type"] == "code")


def _words_of(error: Any, shown: str) -> str:
    path = list(getattr(error, "absolute_path", None) or getattr(error, "path", None) or ())
    index = next((step for step in reversed(path) if isinstance(step, int)), None)
    place = f"{shown}: cell {index}" if index is not None else shown
    return f"{place}: neither code nor text that can be read (its type or source): {SAVE_AGAIN}"
