"""The code of a class, read from the gradebook, and compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grader.analysis.class_report import Compared, compared
from grader.analysis.matches import Match, matches_of
from grader.analysis.similarity import THRESHOLD, alike, telling
from grader.analysis.tokens import defined_names, tokens_of
from grader.course.layout import Assignment
from grader.course.notebook import read_file, read_submission
from grader.errors import NotebookError
from grader.gradebook.store import Gradebook
from grader.records import Cell, Mark

Code = Mapping[str, Sequence[Cell]]


@dataclass(frozen=True)
class Classwork:
    """The code cells of the submissions that count, by student; and those that were `given`, by file.

    `submissions` tells the submission of each student in `code`; the work of the `unreadable` could not be read.
    """

    code: Code
    given: Code
    submissions: Mapping[str, str]
    unreadable: tuple[str, ...] = ()

    @property
    def given_cells(self) -> list[Cell]:
        """Everything that was given."""
        return [cell for cells in self.given.values() for cell in cells]


@dataclass(frozen=True)
class Comparison:
    """The pairs that are alike, and where."""

    classwork: Classwork
    found: Compared
    fingerprints: Mapping[str, frozenset[int]]

    def matches(self, first: str, second: str) -> list[Match]:
        """The stretches that two students share and few others have."""
        work = self.classwork
        names = defined_names(work.given_cells)
        one, two = (tokens_of(work.code[student], names) for student in (first, second))
        return matches_of(one, two, self.fingerprints[first] & self.fingerprints[second])


def read_classwork(book: Gradebook, marks: Sequence[Mark], assignment: Assignment) -> Classwork:
    """The work behind `marks`. Raises GradebookError, and NotebookError when the stub itself cannot be read."""
    code: dict[str, Sequence[Cell]] = {}
    unreadable = []
    for summary in (mark.summary for mark in marks):
        submission = book.submission(summary.submission)
        try:
            if submission is not None:
                code[summary.student] = read_submission(submission.data, submission.name, assignment.limits).cells
        except NotebookError:
            unreadable.append(summary.student)
    return Classwork(
        code=code,
        given=_given(assignment),
        submissions={mark.summary.student: mark.summary.submission for mark in marks if mark.summary.student in code},
        unreadable=tuple(unreadable),
    )


def compare(work: Classwork) -> Comparison:
    """Every two submissions of a class, compared."""
    found = telling(work.code, work.given_cells)
    pairs = alike(found)
    return Comparison(work, compared(pairs, work.submissions, THRESHOLD, work.unreadable), found.of)


def _given(assignment: Assignment) -> Code:
    given = {}
    for path in (assignment.stub_path, assignment.public_checks):
        if path.is_file():
            data = read_file(path, assignment.limits.notebook_bytes)
            given[path.stem] = read_submission(data, path.name, assignment.limits).cells
    return given
