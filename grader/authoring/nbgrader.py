"""nbgrader's source notebooks: cells are marked in `metadata.nbgrader`, solutions and hidden tests by comments."""

import ast
import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

import msgspec

from grader.authoring.marking import hidden_text, whole
from grader.authoring.master import Left, Master, Part, Piece, Test, marked_by_a_person
from grader.authoring.rewriting import AUTOTEST
from grader.authoring.source import SourceCell
from grader.course.regions import BEGIN, END
from grader.errors import NotebookError

SOLUTION: Final = ("solution", re.compile(r"\s*#+ ?BEGIN SOLUTION\b"), re.compile(r"\s*#+ ?END SOLUTION\b"))
HIDDEN: Final = ("hidden tests", re.compile(r".*### BEGIN HIDDEN TESTS"), re.compile(r".*### END HIDDEN TESTS"))
SCHEME: Final = ("mark scheme", re.compile(r".*=== BEGIN MARK SCHEME ==="), re.compile(r".*=== END MARK SCHEME ==="))

AUTOTEST_LINE: Final = re.compile(r"###\s*(?:HASHED )?AUTOTEST\s(?P<code>.*)")

Marks = tuple[str, re.Pattern[str], re.Pattern[str]]


def is_nbgrader(cells: tuple[SourceCell, ...]) -> bool:
    """Whether a notebook is nbgrader's."""
    return any(isinstance(cell.metadata.get("nbgrader"), dict) for cell in cells)


def read_nbgrader(cells: tuple[SourceCell, ...]) -> Master:
    """The parts of a source notebook. Raises NotebookError for marks that do not pair."""
    reader = _Reader()
    parts = tuple(part for cell in cells for part in reader.parts(cell))
    return Master(parts=parts, left=tuple(reader.left))


class _Reader:
    def __init__(self) -> None:
        self.left: list[Left] = []

    def parts(self, cell: SourceCell) -> Iterator[Part]:
        said = cell.metadata.get("nbgrader")
        said = said if isinstance(said, dict) else {}
        graded, solution = said.get("grade") is True, said.get("solution") is True
        id = said.get("grade_id") if isinstance(said.get("grade_id"), str) else ""
        place = f"{cell.place} ({id})" if id else cell.place
        if (graded and solution) or said.get("task") is True:
            self.left.append(Left(place=place, why=marked_by_a_person(_points(said))))
        if cell.kind != "code":
            yield Part(kind="text", place=place, source=self._text(cell, solution))
        elif graded and not solution:
            yield Part(kind="test", place=place, test=self._test(cell, place, id or cell.place, _points(said)))
        elif solution or any(SOLUTION[1].match(line) for line in cell.lines):
            yield Part(kind="solution", place=place, source=_marked(self._shown(cell, place)), name=id or cell.place)
        elif cell.source.strip():
            yield Part(kind="given", place=place, source=self._shown(cell, place).source)

    def _text(self, cell: SourceCell, solution: bool) -> str:
        if solution:
            return hidden_text(cell.source)
        split = [*_split(cell, SCHEME if any(SCHEME[1].match(line) for line in cell.lines) else SOLUTION)]
        texts = []
        for inside, found in groupby(split, key=lambda one: one[0]):
            text = "\n".join(line for _, line in found)
            texts.append(hidden_text(text, shown="") if inside else text)
        return "\n".join(texts)

    def _shown(self, cell: SourceCell, place: str) -> SourceCell:
        """A cell that is no test, without the hidden tests that stand in it all the same."""
        split = list(_split(cell, HIDDEN))
        hidden = "\n".join(line for inside, line in split if inside)
        if hidden.strip():
            self.left.append(Left(place=place, why="hidden tests in a cell that earns no points", source=hidden))
        return msgspec.structs.replace(cell, source="\n".join(line for inside, line in split if not inside))

    def _test(self, cell: SourceCell, place: str, name: str, points: float) -> Test:
        split = [(inside, made) for inside, line in _split(cell, HIDDEN) for made in _autotests(line)]
        source = "\n".join(line for _, line in split)
        public = "\n".join(line for inside, line in split if not inside)
        piece = Piece(place=place, source=source, public=public if public.strip() else "")
        return Test(name=name, pieces=(piece,), weight=points)


def _autotests(line: str) -> list[str]:
    """What stands behind AUTOTEST is to give what it gives with the model answer."""
    found = AUTOTEST_LINE.match(line)
    if found is None:
        return [line]
    try:
        body = ast.parse(found["code"].strip()).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return [line]
    return [f"{AUTOTEST}({ast.unparse(one.value)})" if isinstance(one, ast.Expr) else line for one in body]


def _points(said: dict[str, Any]) -> float:
    points = said.get("points")
    try:
        number = float(points) if isinstance(points, str | int | float) else 0.0
    except (ValueError, OverflowError):
        return 0.0
    return number if 0 < number < 1e9 else 0.0


def _marked(cell: SourceCell) -> str:
    lines: list[str] = []
    for line in cell.lines:
        indent = line[: len(line) - len(line.lstrip())]
        mark = BEGIN if SOLUTION[1].match(line) else END if SOLUTION[2].match(line) else None
        lines.append(line if mark is None else indent + mark)
    inside = [inside for inside, _ in _split(cell, SOLUTION)]
    return "\n".join(lines) if len(inside) < len(lines) else whole(cell.source)


def _split(cell: SourceCell, marks: Marks) -> Iterator[tuple[bool, str]]:
    """The cell's lines but for the marks themselves, and whether each stands between a pair of them."""
    what, begin, end = marks
    inside = False
    for line in cell.lines:
        if begin.match(line) or end.match(line):
            if inside == bool(begin.match(line)):
                raise NotebookError(f"{cell.place}: the marks around its {what} do not pair: {line.strip()}")
            inside = not inside
        else:
            yield inside, line
    if inside:
        raise NotebookError(f"{cell.place}: the mark that ends its {what} is missing")
