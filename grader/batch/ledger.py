"""The gradebook, as a batch sees it: what is done already, and where submissions and results go."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from grader.batch.finding import HandedIn
from grader.gradebook.ids import submission_id
from grader.gradebook.store import Gradebook, Judged
from grader.grading import digest
from grader.records import Result, StaffNote, Submission


class Ledger:
    """The results of one assignment by one suite. A result is known by student and bytes: nothing is graded twice."""

    def __init__(self, book: Gradebook, assignment: str, suite: str) -> None:
        self._book = book
        self._assignment = assignment
        self._suite = suite
        self._by_id: dict[str, Judged] = {}
        self._newest: dict[str, Judged] = {}
        for judged in book.judged(assignment, suite):
            self._by_id[judged.submission] = self._newest[judged.student] = judged

    def submission(self, handed_in: HandedIn, data: bytes) -> Submission:
        """The record of a file; the same file gives the same one, whenever and wherever it is read."""
        sha256 = digest(data)
        return Submission(
            id=submission_id(self._assignment, handed_in.student, sha256, handed_in.submitted_at),
            assignment=self._assignment,
            student=handed_in.student,
            name=handed_in.path.name.encode("utf-8", "replace").decode(),
            data=data,
            sha256=sha256,
            submitted_at=handed_in.submitted_at,
        )

    def done(self, submission: Submission) -> Judged | None:
        """Its result, or that of the same bytes where they are the newest that the student has a result for."""
        newest = self._newest.get(submission.student)
        same = newest if newest is not None and newest.sha256 == submission.sha256 else None
        return self._by_id.get(submission.id, same)

    def store(self, submission: Submission) -> None:
        """Keep it, before it is graded."""
        self._book.store(submission)

    def record_all(self, graded: Iterable[tuple[Result, tuple[StaffNote, ...]]]) -> None:
        """Keep results, each in place of one that the same suite gave the same submission: all of them, or none."""
        self._book.record_all(graded)

    def result(self, submission: str) -> Result | None:
        """The result that is kept of a submission."""
        return self._book.result(submission, self._suite)


@contextmanager
def open_ledger(open_book: Callable[[], Gradebook], assignment: str, suite: str) -> Iterator[Ledger]:
    """The ledger of a gradebook. Raises GradebookError, as all that the ledger does."""
    with open_book() as book:
        yield Ledger(book, assignment, suite)
