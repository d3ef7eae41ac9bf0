"""The gradebook: what was handed in and what it was worth. A submission is stored before it is graded."""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

import msgspec

from grader.errors import GradebookError
from grader.gradebook import schema
from grader.gradebook.failures import told_plainly
from grader.records import Record, Result, StaffNote, Submission

_R = TypeVar("_R", bound=Record)

_SUBMISSION = """
    SELECT s.id, s.assignment, s.student, s.name, b.data, s.sha256, s.submitted_at
    FROM submissions AS s JOIN blobs AS b ON b.sha256 = s.sha256
    WHERE s.id = :id
"""
_UNGRADED = """
    SELECT s.id, s.assignment, s.student, s.name, b.data, s.sha256, s.submitted_at
    FROM submissions AS s JOIN blobs AS b ON b.sha256 = s.sha256
    WHERE NOT EXISTS (SELECT 1 FROM results AS r WHERE r.submission = s.id)
    ORDER BY s.seq
"""

_NOTES = "SELECT test, detail, output FROM staff_notes WHERE submission = :id AND suite = :suite ORDER BY seq"

_JUDGED = """
    SELECT r.submission, s.student, s.sha256, r.status, r.score, r.elapsed
    FROM results AS r JOIN submissions AS s ON s.id = r.submission
    WHERE s.assignment = :assignment AND r.suite = :suite
    ORDER BY s.submitted_at, s.seq
"""
_RESULT = "SELECT document FROM results WHERE submission = :id AND suite = :suite"

# One line a student and assignment: the newest submission that has a result, and that one's newest result.
_NEWEST_RESULTS = """
    SELECT document, submission FROM (
        SELECT r.document, r.submission, s.assignment, s.student, row_number() OVER (
            PARTITION BY s.assignment, s.student ORDER BY s.submitted_at DESC, s.seq DESC, r.seq DESC
        ) AS place
        FROM results AS r JOIN submissions AS s ON s.id = r.submission
        WHERE (:assignment IS NULL OR s.assignment = :assignment) AND (:student IS NULL OR s.student = :student)
    )
    WHERE place = 1
    ORDER BY assignment, student
"""


class Judged(NamedTuple):
    """A result in short: whose, of which bytes, and what came of it."""

    submission: str
    student: str
    sha256: str
    status: str
    score: float
    elapsed: float


class Gradebook:
    """Submissions, results and staff notes in one SQLite file; a context manager that closes it.

    Several processes may hold the same file; one object belongs to the thread that opened it. Every method raises
    GradebookError when the file cannot be read or written, and then leaves it as it was.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Use `Gradebook.open`."""
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: Path, *, patience: float = 30.0) -> Self:
        """The gradebook at `path`, made with its folder if it is not there (file 0600, folder 0700).

        `patience` is how many seconds a call waits for another program that writes.
        """
        with told_plainly(path):
            return cls(path, schema.connect(path, patience))

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        with told_plainly(self.path):
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def store(self, submission: Submission) -> None:
        """Keep a submission; one that is kept already stays as it is.

        Raises GradebookError when `data` has another digest than `sha256`, or when the id belongs to another
        submission. Bytes of the file's name that are not Unicode become question marks.
        """
        if hashlib.sha256(submission.data).hexdigest() != submission.sha256:
            raise self._refused(submission.id, "its bytes have another sha256; read it again")
        identity = (submission.assignment, submission.student, submission.sha256, submission.submitted_at)
        with self._transaction() as connection:
            connection.execute(
                "INSERT INTO blobs (sha256, data) VALUES (?, ?) ON CONFLICT DO NOTHING",
                (submission.sha256, submission.data),
            )
            connection.execute(
                "INSERT INTO submissions (assignment, student, sha256, submitted_at, id, name)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                (*identity, submission.id, _unicode(submission.name)),
            )
            kept = connection.execute(
                "SELECT assignment, student, sha256, submitted_at FROM submissions WHERE id = ?", (submission.id,)
            ).fetchone()
            if kept != identity:
                raise self._refused(submission.id, "the id belongs to another one; make it with submission_id")

    def record(self, result: Result, notes: Sequence[StaffNote]) -> None:
        """Keep a result and its staff notes, in place of what the same suite said of the same submission before.

        Raises GradebookError when the submission is not stored, or the result holds what JSON cannot (NaN, say).
        """
        key = (result.submission, result.suite)
        document = self._document(result)
        recorded_at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        with self._transaction() as connection:
            stored = connection.execute("SELECT 1 FROM submissions WHERE id = ?", (result.submission,)).fetchone()
            if stored is None:
                raise self._refused(result.submission, "not stored; store it before its result")
            connection.execute("DELETE FROM results WHERE submission = ? AND suite = ?", key)
            connection.execute(
                "INSERT INTO results (submission, suite, status, score, max_score, elapsed, recorded_at, document)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*key, result.status, result.score, result.max_score, result.elapsed, recorded_at, document),
            )
            connection.executemany(
                "INSERT INTO staff_notes (submission, suite, test, detail, output) VALUES (?, ?, ?, ?, ?)",
                ((*key, _unicode(note.test), _unicode(note.detail), _unicode(note.output)) for note in notes),
            )

    def results(self, assignment: str | None = None) -> list[Result]:
        """One result for each student and assignment, ordered by assignment, then student.

        It is that of the newest submission (by `submitted_at`, then by order of storing) that has been graded, as
        last recorded. `ungraded` tells of newer ones without a result.
        """
        return self._newest(assignment=assignment, student=None)

    def latest(self, student: str, assignment: str) -> Result | None:
        """The one of `results` that belongs to this student and assignment."""
        return next(iter(self._newest(assignment=assignment, student=student)), None)

    def judged(self, assignment: str, suite: str) -> list[Judged]:
        """What that suite has judged, without the results' documents: oldest submission first."""
        rows = self._select(_JUDGED, {"assignment": assignment, "suite": suite})
        return [Judged(*row) for row in rows]

    def result(self, submission_id: str, suite: str) -> Result | None:
        """What that suite said of that submission."""
        for (document,) in self._select(_RESULT, {"id": submission_id, "suite": suite}):
            try:
                return _result(document)
            except (msgspec.MsgspecError, UnicodeError) as error:
                raise self._damaged(submission_id, error) from error
        return None

    def notes(self, submission_id: str, suite: str) -> list[StaffNote]:
        """The staff notes recorded with that suite's result, in their order; empty when there is none."""
        rows = self._select(_NOTES, {"id": submission_id, "suite": suite})
        return [self._convert(("test", "detail", "output"), row, StaffNote, submission_id) for row in rows]

    def submission(self, id: str) -> Submission | None:
        """The submission of that id with its bytes, or None."""
        rows = self._select(_SUBMISSION, {"id": id})
        return self._submission(rows[0]) if rows else None

    def ungraded(self) -> list[Submission]:
        """Submissions without any result, in order of storing: what a grader that was killed left behind."""
        return [self._submission(row) for row in self._select(_UNGRADED, {})]

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """All of the block or none of it. The write lock is taken at once: upgrading a read could not wait for it."""
        with told_plainly(self.path), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            yield self._connection

    def _select(self, query: str, values: dict[str, str | None]) -> list[tuple[Any, ...]]:
        with told_plainly(self.path):
            return self._connection.execute(query, values).fetchall()

    def _newest(self, *, assignment: str | None, student: str | None) -> list[Result]:
        rows = self._select(_NEWEST_RESULTS, {"assignment": assignment, "student": student})
        results = []
        for document, submission in rows:
            try:
                results.append(_result(document))
            except (msgspec.MsgspecError, UnicodeError) as error:
                raise self._damaged(submission, error) from error
        return results

    def _document(self, result: Result) -> str:
        with told_plainly(self.path):
            document = msgspec.json.encode(result).decode()
        try:
            _result(document)
        except msgspec.MsgspecError as error:
            raise self._refused(result.submission, f"its result does not survive JSON ({error})") from error
        return document

    def _submission(self, row: tuple[Any, ...]) -> Submission:
        names = ("id", "assignment", "student", "name", "data", "sha256", "submitted_at")
        submission = self._convert(names, row, Submission, str(row[0]))
        if hashlib.sha256(submission.data).hexdigest() != submission.sha256:
            raise self._damaged(submission.id, "its bytes have another sha256")
        return submission

    def _convert(self, names: Sequence[str], row: tuple[Any, ...], kind: type[_R], submission: str) -> _R:
        try:
            return msgspec.convert(dict(zip(names, row, strict=True)), kind, strict=True)
        except msgspec.ValidationError as error:
            raise self._damaged(submission, error) from error

    def _damaged(self, submission: str, why: object) -> GradebookError:
        return self._refused(submission, f"damaged row ({why}); restore a copy, or submit again")

    def _refused(self, submission: str, why: str) -> GradebookError:
        return GradebookError(f"{self.path}: submission {submission}: {why}")


def _result(document: str) -> Result:
    return msgspec.json.decode(document, type=Result, strict=True)


def _unicode(text: str) -> str:
    """`text` with a question mark for each lone surrogate, which no UTF-8 file can hold."""
    return text.encode("utf-8", "replace").decode()
