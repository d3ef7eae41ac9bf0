"""Cells as Python: their statements, with IPython's own lines taken out."""

import ast
import re
import warnings
from typing import Final, NamedTuple

from grader.authoring.nose import replaced_nose
from grader.authoring.scopes import Names
from grader.errors import NotebookError

MAGIC: Final = re.compile(r"(?P<indent>[ \t]*)(?:[%!?].*|[\w.]+\?{1,2}\s*)$")
CELL_MAGIC: Final = re.compile(r"\s*%%(?P<name>\S*)")
STILL_PYTHON: Final = frozenset({"time", "timeit", "capture", "prun"})


class Statement(NamedTuple):
    """One statement of a cell at its top level."""

    text: str
    node: ast.stmt
    names: Names


def foreign_magic(source: str) -> str | None:
    """The cell magic that makes a cell something else than Python, `%%bash` say; None for most cells."""
    found = CELL_MAGIC.match(source)
    return None if found is None or found["name"] in STILL_PYTHON else f"%%{found['name']}"


def plain_python(source: str) -> str:
    """A cell without the lines that are IPython's, and with unittest for nose."""
    if not _parses(source):
        lines = [f"{found['indent']}pass" if (found := MAGIC.match(line)) else line for line in source.split("\n")]
        source = "\n".join(lines)
    return replaced_nose(source)


def has_magics(source: str) -> bool:
    """Whether a cell has lines that are IPython's."""
    return not _parses(source) and any(MAGIC.match(line) for line in source.split("\n"))


def statements(source: str, place: str) -> list[Statement]:
    """The statements of a cell. Raises NotebookError for what is no Python."""
    text = plain_python(source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(text).body
        return [Statement(source_of(text, node), node, Names([node])) for node in body]
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        words = error.msg if isinstance(error, SyntaxError) else "it cannot be parsed"
        raise NotebookError(f"{place}: not valid Python: {words}") from None


def source_of(text: str, node: ast.stmt) -> str:
    """A statement's own text, with its decorators."""
    first = min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", []))])
    if first < node.lineno:
        return "\n".join(text.split("\n")[first - 1 : node.end_lineno])
    return ast.get_source_segment(text, node) or ast.unparse(node)


def _parses(source: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
