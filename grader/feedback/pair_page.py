"""Two similar submissions side by side, with the stretches that both have marked and numbered."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Final

from grader.analysis.class_report import Pair
from grader.analysis.matches import Line, Match
from grader.feedback.page import page
from grader.feedback.plain import plain
from grader.records import Cell

MOST_LINES: Final = 3000
"""Of one submission; the lines below are left out."""


@dataclass(frozen=True)
class PairPage:
    """What the page of a pair is made of. `given` are the sources that were handed out: such cells are not shown."""

    course: str
    assignment: str
    title: str
    pair: Pair
    cells: tuple[Sequence[Cell], Sequence[Cell]]
    matches: Sequence[Match]
    given: Container[str] = frozenset()
    back: str = ""

    def html(self) -> str:
        """The page."""
        marks = [_marks([match[side] for match in self.matches]) for side in (0, 1)]
        sides = [_side(self.cells[side], marks[side], self.given) for side in (0, 1)]
        students = (self.pair.first, self.pair.second)
        return page("pair.html", about=self, pair=self.pair, sides=list(zip("ab", "ba", students, sides, strict=True)))


@dataclass(frozen=True)
class LineView:
    """A line of code. `match` is the number of its stretch, 0 for none; `begins`: the stretch begins here."""

    number: int
    text: str
    match: int
    begins: bool


@dataclass(frozen=True)
class CellView:
    """A cell; `lines` is empty when it is `given`."""

    number: int
    lines: Sequence[LineView]
    given: bool


def _marks(stretches: Sequence[Sequence[Line]]) -> dict[Line, int]:
    """By line, the number of the stretch that it belongs to, counted from 1; the first of several."""
    marks: dict[Line, int] = {}
    for number, lines in enumerate(stretches, 1):
        for line in lines:
            marks.setdefault(line, number)
    return marks


def _side(cells: Sequence[Cell], marks: dict[Line, int], given: Container[str]) -> list[CellView]:
    shown: list[CellView] = []
    begun: set[int] = set()
    left = MOST_LINES
    for cell in cells:
        if left <= 0:
            break
        if cell.source.strip() in given:
            shown.append(CellView(cell.index + 1, (), True))
            continue
        lines = []
        for number, text in enumerate(cell.source.rstrip().split("\n")[:left], 1):
            match = marks.get((cell.index, number), 0)
            lines.append(LineView(number, plain(text.expandtabs(4), 500), match, match > 0 and match not in begun))
            begun.add(match)
        left -= len(lines)
        shown.append(CellView(cell.index + 1, lines, False))
    return shown
