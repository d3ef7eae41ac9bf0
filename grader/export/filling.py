"""The teacher's own export with the marks in it, and every other byte as it was."""

from collections.abc import Mapping, Sequence
from typing import Final

from grader.course.quoting import shown_name
from grader.errors import RequestError
from grader.export.cells import points
from grader.export.columns import Column, column_of, factor
from grader.export.formats import Listing
from grader.export.marks import Marks, Unplaced, placed
from grader.export.people import Directory
from grader.export.tables import Cell, Row
from grader.records import Member

_EMPTY: Final = frozenset({"", "-"})
_KEPT: Final = {"ex": "is excused in the file", "n/a": "is not assigned it in the file"}


def filled(
    listing: Listing,
    columns: Sequence[Marks],
    roster: Sequence[Member],
    names: Mapping[str, str],
    *,
    missing_zero: bool,
    scale: bool,
) -> tuple[bytes, list[Unplaced]]:
    """The file's bytes with each assignment's column filled, and the results that are not in it.

    `names` says which column an assignment has. Who has no result keeps what the file says. Raises RequestError.
    """
    people = list(listing.people())
    rows = [row for row, _ in people]
    directory = Directory([member for _, member in people])
    directory.learn(roster)
    shown = [f"line {row.line}" for row in rows]
    changes: dict[Cell, str] = {}
    unplaced: list[Unplaced] = []
    for marks, column in _columns(listing, columns, names):
        times = factor(column, marks, listing.table.place, scale=scale)
        found = placed(marks, directory, shown)
        unplaced += found.unplaced
        for place, row in enumerate(rows):
            student = found.rows.get(place)
            value = marks.scores[student] * times if student is not None else 0.0
            reason = _why_not(row, column)
            if student is not None and reason:
                unplaced.append(Unplaced(marks.assignment, student, reason))
            elif student is not None or (missing_zero and not reason and row.text(column.place) in _EMPTY):
                changes[row.cells[column.place]] = points(value)
    return listing.table.with_cells(changes), unplaced


def _columns(listing: Listing, columns: Sequence[Marks], names: Mapping[str, str]) -> list[tuple[Marks, Column]]:
    taken: dict[int, str] = {}
    found = []
    for marks in columns:
        column = column_of(listing, marks, names.get(marks.assignment))
        other = taken.setdefault(column.place, marks.assignment)
        if other != marks.assignment:
            fact = f"{shown_name(column.header)}: {other} and {marks.assignment} would both go there"
            raise RequestError(f"{listing.table.place}: {fact}: name one ASSIGNMENT, or say --column")
        found.append((marks, column))
    return found


def _why_not(row: Row, column: Column) -> str:
    if column.place >= len(row.cells):
        return f"line {row.line} is shorter than the header"
    return _KEPT.get(row.text(column.place).casefold(), "")
