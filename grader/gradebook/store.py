"""The gradebook: what was handed in and what it was worth. A submission is stored before it is graded."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NamedTuple, Self, TypeVar

import msgspec
from sqlalchemy import Connection, Engine, Select, delete, select

from grader.errors import GradebookError
from grader.gradebook import queries
from grader.gradebook.address import gradebook_url, is_file, place_of
from grader.gradebook.counting import Row, counting
from grader.gradebook.engine import create_private, make_engine, transaction, use_write_ahead_log
from grader.gradebook.failures import told_plainly
from grader.gradebook.rows import diagnosis_rows, document_of, note_rows, outcome_rows, result_row
from grader.gradebook.schema import (
    blobs,
    diagnoses,
    extensions,
    outcomes,
    results,
    roster,
    staff_notes,
    students,
    submissions,
)
from grader.gradebook.text import is_storable, storable
from grader.gradebook.versions import settle_file, settle_server
from grader.records import Attempt, Counting, Extension, Mark, Member, Record, Result, StaffNote, Submission, Summary

_R = TypeVar("_R", bound=Record)
_CHUNK: Final = 500  # ids in one statement


class Judged(NamedTuple):
    """A result in short: whose, of which bytes, and what came of it."""

    submission: str
    student: str
    sha256: str
    status: str
    score: float
    elapsed: float


def last_attempt(_assignment: str) -> Counting:
    """The rule where none is given: the last attempt counts, and nothing is late."""
    return Counting()


class Gradebook:
    """Submissions, results and staff notes in one database; a context manager that closes it.

    Several processes may hold the same one. Every method raises GradebookError when the database cannot be read or
    written, or is asked with text that not every database can hold (NUL, lone surrogates), and then leaves it as it
    was.
    """

    def __init__(self, place: str, engine: Engine, rules: Callable[[str], Counting]) -> None:
        """Use `Gradebook.open`."""
        self.place = place
        self._engine = engine
        self._rules = rules

    @classmethod
    def open(
        cls, where: Path | str, *, patience: float = 30.0, rules: Callable[[str], Counting] = last_attempt
    ) -> Self:
        """The gradebook at `where`: an SQLite file, made if it is not there (0600, its folder 0700), or a PostgreSQL
        URL, whose tables are made in an empty database.

        `patience` is how many seconds a call waits for another program that writes. `rules` tells, by an assignment's
        id, which attempt counts and what a late one loses. Raises RequestError when `where` is neither.
        """
        url = gradebook_url(where)
        place = place_of(url)
        engine = make_engine(url, patience)
        try:
            with told_plainly(place):
                if is_file(url):
                    create_private(Path(place))
                    use_write_ahead_log(engine, patience)
                    settle_file(engine, place)
                else:
                    settle_server(engine, place)
        except BaseException:
            engine.dispose()
            raise
        return cls(place, engine, rules)

    def close(self) -> None:
        """Close the database; a second call does nothing."""
        with told_plainly(self.place):
            self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def store(self, submission: Submission) -> None:
        """Keep a submission; one that is kept already stays as it is.

        Raises GradebookError when `data` has another digest than `sha256`, or when the id belongs to another
        submission. In the file's name, what is not Unicode becomes question marks.
        """
        if hashlib.sha256(submission.data).hexdigest() != submission.sha256:
            raise self._refused(submission.id, "its bytes have another sha256; read it again")
        identity = {name: getattr(submission, name) for name in ("assignment", "student", "sha256", "submitted_at")}
        self._check(submission.id, *identity.values())
        columns = [submissions.c[name] for name in identity]
        with told_plainly(self.place), transaction(self._engine, writes=True) as connection:
            queries.insert_if_new(connection, blobs, sha256=submission.sha256, data=submission.data)
            queries.insert_if_new(connection, students, id=submission.student)
            queries.insert_if_new(connection, submissions, **identity, id=submission.id, name=storable(submission.name))
            kept = connection.execute(select(*columns).where(submissions.c.id == submission.id)).one()
            if tuple(kept) != tuple(identity.values()):
                raise self._refused(submission.id, "the id belongs to another one; make it with submission_id")

    def record(self, result: Result, notes: Sequence[StaffNote]) -> None:
        """Keep a result and its staff notes, in place of what the same suite said of the same submission before.

        Raises GradebookError when the submission is not stored, or the result holds what JSON cannot (NaN, say).
        """
        self.record_all([(result, notes)])

    def record_all(self, graded: Iterable[tuple[Result, Sequence[StaffNote]]]) -> None:
        """As `record`, for several: all of them are kept, or none."""
        checked = [(result, self._document(result), notes) for result, notes in graded]
        with told_plainly(self.place), transaction(self._engine, writes=True) as connection:
            for result, document, notes in checked:
                self._record(connection, result, document, notes)

    def summaries(self, assignment: str | None = None, student: str | None = None) -> list[Summary]:
        """What counts of each student and assignment by the `rules`, ordered by assignment, then student.

        Without the results' documents, and so quick for a class. `ungraded` tells of submissions without a result.
        """
        found = self._select(queries.rows_of_results(assignment, student))
        rows = map(Row._make, found)
        own_dues = {(each.assignment, each.student): each.due for each in self.extensions(assignment, student)}
        try:
            return counting(rows, self._rules, own_dues)
        except (TypeError, ValueError) as error:
            raise GradebookError(f"{self.place}: damaged row ({error}); restore a copy") from error

    def marks(self, assignment: str | None = None, student: str | None = None) -> list[Mark]:
        """The `summaries`, each with the result that it comes from."""
        summaries = self.summaries(assignment, student)
        wanted = {summary.submission: summary.suite for summary in summaries}
        found: dict[str, Result] = {}
        ids = list(wanted)
        for start in range(0, len(ids), _CHUNK):
            for submission, suite, document in self._select(queries.documents(ids[start : start + _CHUNK])):
                if wanted[submission] == suite:
                    found[submission] = self._result(document, submission)
        return [Mark(summary=each, result=found[each.submission]) for each in summaries if each.submission in found]

    def results(self, assignment: str | None = None) -> list[Result]:
        """The result that counts of each student and assignment, in the order of `summaries`."""
        return [mark.result for mark in self.marks(assignment)]

    def latest(self, student: str, assignment: str) -> Result | None:
        """The one of `results` that belongs to this student and assignment."""
        return next((mark.result for mark in self.marks(assignment, student)), None)

    def judged(self, assignment: str, suite: str) -> list[Judged]:
        """What that suite has judged, without the results' documents: oldest submission first."""
        return [Judged(*row) for row in self._select(queries.judged(assignment, suite))]

    def result(self, submission_id: str, suite: str | None = None) -> Result | None:
        """What that suite said of that submission; what was recorded last, when none is named."""
        found = {row.suite: row.document for row in self._select(queries.documents([submission_id]))}
        chosen = suite if suite is not None else next(reversed(found), None)
        return self._result(found[chosen], submission_id) if chosen in found else None

    def notes(self, submission_id: str, suite: str) -> list[StaffNote]:
        """The staff notes recorded with that suite's result, in their order; empty when there is none."""
        rows = self._select(queries.notes(submission_id, suite))
        return [self._convert(("test", "detail", "output"), row, StaffNote, submission_id) for row in rows]

    def submission(self, id: str) -> Submission | None:
        """The submission of that id with its bytes, or None."""
        rows = self._select(queries.submission(id))
        return self._submission(rows[0]) if rows else None

    def submission_ids(self, assignment: str, student: str | None = None) -> list[str]:
        """Every submission of an assignment (of one student, where named), graded or not, in order of storing."""
        return [row[0] for row in self._select(queries.ids_of(assignment, student))]

    def attempts(self, assignment: str) -> list[Attempt]:
        """Every submission of an assignment without its bytes, judged or not, in order of storing."""
        names = ("student", "submission", "submitted_at")
        rows = self._select(queries.attempts(assignment))
        return [self._convert(names, row, Attempt, str(row[1])) for row in rows]

    def ungraded(self) -> list[Submission]:
        """Submissions without any result, in order of storing: what a grader that was killed left behind."""
        return [self._submission(row) for row in self._select(queries.ungraded())]

    def extend(self, student: str, assignment: str, due: datetime | None) -> None:
        """Give a student a due date of their own, in place of an earlier one; None takes it back.

        `due` has an offset from UTC. The student need not have submitted anything.
        """
        self._check(student, assignment)
        of_student = extensions.c.student == student, extensions.c.assignment == assignment
        with told_plainly(self.place), transaction(self._engine, writes=True) as connection:
            queries.insert_if_new(connection, students, id=student)
            connection.execute(delete(extensions).where(*of_student))
            if due is not None:
                row = {"student": student, "assignment": assignment, "due": due.isoformat()}
                connection.execute(extensions.insert().values(row))

    def extensions(self, assignment: str | None = None, student: str | None = None) -> list[Extension]:
        """The students' own due dates, ordered by assignment, then student."""
        found = []
        for of_assignment, whose, due in self._select(queries.extended(assignment, student)):
            try:
                own = datetime.fromisoformat(due)
            except (TypeError, ValueError) as error:
                raise GradebookError(
                    f"{self.place}: extension of {whose}: damaged row ({error}); set it anew"
                ) from error
            found.append(Extension(assignment=of_assignment, student=whose, due=own))
        return sorted(found, key=lambda each: (each.assignment, each.student))

    def roster(self) -> list[Member]:
        """The class list, in its order; empty when none was imported."""
        return [Member(**row._mapping) for row in self._select(queries.members())]

    def replace_roster(self, members: Sequence[Member]) -> list[Member]:
        """Keep these as the class list, in place of the one before, which is returned. Results are not touched."""
        rows = queries.member_rows(members)
        with told_plainly(self.place), transaction(self._engine, writes=True) as connection:
            before = [Member(**row._mapping) for row in connection.execute(queries.members())]
            connection.execute(delete(roster))
            if rows:
                connection.execute(roster.insert(), rows)
        return before

    def _record(self, connection: Connection, result: Result, document: str, notes: Sequence[StaffNote]) -> None:
        # Where rows can be locked, two programs that record of one submission go one after the other.
        of_submission = select(submissions.c.seq).where(submissions.c.id == result.submission).with_for_update()
        if connection.execute(of_submission).first() is None:
            raise self._refused(result.submission, "not stored; store it before its result")
        old = results.c.submission == result.submission, results.c.suite == result.suite
        connection.execute(delete(results).where(*old))
        made = connection.execute(results.insert().values(result_row(result, document))).inserted_primary_key
        seq = int(made[0]) if made is not None else 0
        for table, of_table in (
            (outcomes, outcome_rows(seq, result)),
            (diagnoses, diagnosis_rows(seq, result)),
            (staff_notes, note_rows(result, notes)),
        ):
            if of_table:
                connection.execute(table.insert(), of_table)

    def _select(self, query: Select[*tuple[Any, ...]]) -> Sequence[Any]:
        self._check(*(value for value in query.compile().params.values() if isinstance(value, str)))
        with told_plainly(self.place), transaction(self._engine, writes=False) as connection:
            return connection.execute(query).all()

    def _check(self, *texts: str) -> None:
        if not all(map(is_storable, texts)):
            raise GradebookError(
                f"{self.place}: asked with text that has a NUL or is not valid Unicode; clean the text first"
            )

    def _document(self, result: Result) -> str:
        self._check(result.submission, result.suite)
        try:
            return document_of(result)
        except (msgspec.MsgspecError, UnicodeError) as error:
            raise self._refused(result.submission, f"its result does not survive JSON ({error})") from error

    def _result(self, document: Any, submission: str) -> Result:
        try:
            return _decoded(document)
        except (msgspec.MsgspecError, UnicodeError, TypeError) as error:
            raise self._damaged(submission, error) from error

    def _submission(self, row: Sequence[Any]) -> Submission:
        names = ("id", "assignment", "student", "name", "data", "sha256", "submitted_at")
        submission = self._convert(names, row, Submission, str(row[0]))
        if hashlib.sha256(submission.data).hexdigest() != submission.sha256:
            raise self._damaged(submission.id, "its bytes have another sha256")
        return submission

    def _convert(self, names: Sequence[str], row: Sequence[Any], kind: type[_R], submission: str) -> _R:
        try:
            return msgspec.convert(dict(zip(names, row, strict=True)), kind, strict=True)
        except msgspec.ValidationError as error:
            raise self._damaged(submission, error) from error

    def _damaged(self, submission: str, why: object) -> GradebookError:
        return self._refused(submission, f"damaged row ({why}); restore a copy, or submit again")

    def _refused(self, submission: str, why: str) -> GradebookError:
        return GradebookError(f"{self.place}: submission {submission}: {why}")


def _decoded(document: str) -> Result:
    return msgspec.json.decode(document, type=Result, strict=True)
