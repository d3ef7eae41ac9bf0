"""What is exported of an assignment, and which results found no place."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from grader.course.layout import Assignment
from grader.export.people import Directory
from grader.records import Summary

NOT_THERE: Final = "not in the class list"


class Marks(NamedTuple):
    """One assignment's column: its names, the best score, and each student's."""

    assignment: str
    title: str
    max_score: float
    scores: Mapping[str, float]


class Unplaced(NamedTuple):
    """A result that is not in the file, and why."""

    assignment: str
    student: str
    reason: str


class Placed(NamedTuple):
    """Whose result stands in which row, by the row's place; and those that found none."""

    rows: Mapping[int, str]
    unplaced: tuple[Unplaced, ...]


def marks_of(assignment: Assignment, summaries: Iterable[Summary], *, raw: bool = False) -> Marks:
    """What counts of each student's, or with `raw` the score before any late penalty."""
    scores = {each.student: each.score if raw else each.counted for each in summaries}
    return Marks(assignment.id, assignment.title, assignment.max_score, scores)


def placed(marks: Marks, directory: Directory, shown: Sequence[str]) -> Placed:
    """Find each student's row; `shown` are what the rows are called.

    Who may be several people, and two ids of one person, get none: a mark must not go to another student.
    """
    claims: dict[int, list[str]] = {}
    unplaced = []
    for student in sorted(marks.scores):
        places = directory.find(student)
        if len(places) == 1:
            claims.setdefault(places[0], []).append(student)
            continue
        reason = f"may be {' or '.join(shown[place] for place in places[:5])}" if places else NOT_THERE
        unplaced.append(Unplaced(marks.assignment, student, reason))
    rows = {}
    for place, students in claims.items():
        if len(students) == 1:
            rows[place] = students[0]
            continue
        reason = f"{' and '.join(students)} have results, and both are {shown[place]}"
        unplaced += (Unplaced(marks.assignment, student, reason) for student in students)
    return Placed(rows, tuple(unplaced))
