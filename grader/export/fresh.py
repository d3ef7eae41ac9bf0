"""A file made anew: the class list's people (without one, whoever has a result), and a column an assignment."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import msgspec

from grader.export.cells import harmless, points
from grader.export.marks import NOT_THERE, Marks, Unplaced, placed
from grader.export.people import Directory
from grader.export.tables import lines_of
from grader.records import Member


class _Kind(NamedTuple):
    header: Sequence[str]
    person: Callable[[Member], Sequence[str]]
    title: Callable[[Marks], str] = lambda marks: marks.assignment
    mark: bool = False  # a byte order mark, without which Excel takes UTF-8 for something else
    quoted: bool = False
    points_row: bool = False
    everybody: bool = False


def _last_first(member: Member) -> tuple[str, str]:
    last, comma, first = member.name.partition(",")
    if not comma:
        first, _, last = member.name.rpartition(" ")
    return last.strip(), first.strip()


_KINDS: Final = {
    "canvas": _Kind(
        ("Student", "ID", "SIS User ID", "SIS Login ID", "Section"),
        lambda member: (member.name or member.student, member.lms, member.sis, member.login, member.section),
        points_row=True,
    ),
    "moodle": _Kind(
        ("Full name", "Username", "ID number", "Email address"),
        lambda member: (member.name or member.student, member.login, member.sis, member.email),
    ),
    "blackboard": _Kind(
        ("Last Name", "First Name", "Username", "Student ID"),
        lambda member: (*_last_first(member), member.login, member.sis),
        title=lambda marks: f"{marks.assignment} [Total Pts: {marks.max_score:g} Score]",
        mark=True,
        quoted=True,
    ),
    "csv": _Kind(
        ("student", "name", "email", "section"),
        lambda member: (member.student, member.name, member.email, member.section),
        mark=True,
        everybody=True,
    ),
}

KINDS: Final = tuple(_KINDS)


class _Line(NamedTuple):
    member: Member
    cells: Sequence[str]


def fresh(
    kind: str, columns: Sequence[Marks], roster: Sequence[Member], *, missing_zero: bool
) -> tuple[bytes, list[Unplaced]]:
    """The file's bytes, and the results that are in nobody's row. A plain "csv" has lines of their own for these."""
    layout = _KINDS[kind]
    members = list(roster) or [_alone(student) for student in _students(columns)]
    directory = Directory(members)
    shown = [member.name or member.student or member.login or member.email for member in members]
    found = [placed(marks, directory, shown) for marks in columns]
    unplaced = [each for of_column in found for each in of_column.unplaced]
    lines = []
    for row, member in enumerate(members):
        theirs = [of_column.rows.get(row) for of_column in found]
        cells = [_cell(marks, student, missing_zero) for marks, student in zip(columns, theirs, strict=True)]
        lines.append(_Line(_called(member, theirs) if layout.everybody else member, cells))
    if layout.everybody:
        lines += _strays(columns, unplaced)
        doubted = [each for each in unplaced if each.reason != NOT_THERE]
        unplaced = [each._replace(reason=f"{each.reason}: has a line of its own") for each in doubted]
    rows = [*_head(layout, columns), *([*map(harmless, layout.person(line.member)), *line.cells] for line in lines)]
    return lines_of(rows, always=layout.quoted, mark=layout.mark), unplaced


def _head(layout: _Kind, columns: Sequence[Marks]) -> Iterator[Sequence[str]]:
    yield [*layout.header, *map(layout.title, columns)]
    if layout.points_row:
        empty = [""] * (len(layout.header) - 1)
        yield ["    Points Possible", *empty, *(points(marks.max_score) for marks in columns)]


def _strays(columns: Sequence[Marks], unplaced: Sequence[Unplaced]) -> Iterator[_Line]:
    """A line of their own for those whose results stand in nobody's."""
    for student in sorted({each.student for each in unplaced}):
        ids = {each.assignment for each in unplaced if each.student == student}
        cells = [points(marks.scores[student]) if marks.assignment in ids else "" for marks in columns]
        yield _Line(Member(student=student), cells)


def _students(columns: Iterable[Marks]) -> list[str]:
    return sorted({student for marks in columns for student in marks.scores})


def _alone(student: str) -> Member:
    """Somebody of whom the id is all that is known."""
    if "@" in student:
        return Member(student=student, email=student, login=student)
    return Member(student=student, login=student)


def _called(member: Member, students: Iterable[str | None]) -> Member:
    """A member of whom the list does not tell the id, with that of the first result."""
    return msgspec.structs.replace(member, student=member.student or next(filter(None, students), ""))


def _cell(marks: Marks, student: str | None, missing_zero: bool) -> str:
    if student is not None:
        return points(marks.scores[student])
    return points(0.0) if missing_zero else ""
