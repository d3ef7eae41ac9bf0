"""The gradebook's statements: all of its SQL stands here and in `migrations/`."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, exists, select
from sqlalchemy.dialects.sqlite import insert as insert_on_sqlite

from grader.gradebook.schema import blobs, extensions, results, roster, staff_notes, submissions
from grader.gradebook.text import storable
from grader.records import Member

_SUBMISSION = (
    submissions.c.id,
    submissions.c.assignment,
    submissions.c.student,
    submissions.c.name,
    blobs.c.data,
    blobs.c.sha256,
    submissions.c.submitted_at,
)
# In the order of `counting.Row`.
_ROW = (
    submissions.c.assignment,
    submissions.c.student,
    submissions.c.id,
    submissions.c.submitted_at,
    submissions.c.seq,
    results.c.seq,
    results.c.suite,
    results.c.status,
    results.c.score,
    results.c.max_score,
)


def rows_of_results(assignment: str | None, student: str | None) -> Select[*tuple[Any, ...]]:
    """Every result, without its document, beside its submission."""
    query = select(*_ROW).select_from(results.join(submissions, results.c.submission == submissions.c.id))
    if assignment is not None:
        query = query.where(submissions.c.assignment == assignment)
    return query if student is None else query.where(submissions.c.student == student)


def documents(ids: Sequence[str]) -> Select[*tuple[Any, ...]]:
    """The results of these submissions by each suite, whole."""
    return (
        select(results.c.submission, results.c.suite, results.c.document)
        .where(results.c.submission.in_(ids))
        .order_by(results.c.seq)
    )


def judged(assignment: str, suite: str) -> Select[*tuple[Any, ...]]:
    """What one suite has judged, oldest submission first."""
    return (
        select(
            results.c.submission,
            submissions.c.student,
            submissions.c.sha256,
            results.c.status,
            results.c.score,
            results.c.elapsed,
        )
        .join(submissions, results.c.submission == submissions.c.id)
        .where(submissions.c.assignment == assignment, results.c.suite == suite)
        .order_by(submissions.c.submitted_at, submissions.c.seq)
    )


def submission(id: str) -> Select[*tuple[Any, ...]]:
    """One submission with its bytes."""
    return select(*_SUBMISSION).join(blobs, blobs.c.sha256 == submissions.c.sha256).where(submissions.c.id == id)


def ids_of(assignment: str, student: str | None) -> Select[*tuple[Any, ...]]:
    """All submissions of an assignment, in order of storing."""
    query = select(submissions.c.id).where(submissions.c.assignment == assignment).order_by(submissions.c.seq)
    return query if student is None else query.where(submissions.c.student == student)


def attempts(assignment: str) -> Select[*tuple[Any, ...]]:
    """Every submission of an assignment, judged or not, in order of storing: who, its id, and when."""
    columns = submissions.c.student, submissions.c.id, submissions.c.submitted_at
    return select(*columns).where(submissions.c.assignment == assignment).order_by(submissions.c.seq)


def ungraded() -> Select[*tuple[Any, ...]]:
    """Submissions without any result, in order of storing."""
    graded = exists().where(results.c.submission == submissions.c.id)
    joined = select(*_SUBMISSION).join(blobs, blobs.c.sha256 == submissions.c.sha256)
    return joined.where(~graded).order_by(submissions.c.seq)


def notes(id: str, suite: str) -> Select[*tuple[Any, ...]]:
    """The staff notes of one result."""
    of_result = staff_notes.c.submission == id, staff_notes.c.suite == suite
    columns = staff_notes.c.test, staff_notes.c.detail, staff_notes.c.output
    return select(*columns).where(*of_result).order_by(staff_notes.c.seq)


def extended(assignment: str | None, student: str | None) -> Select[*tuple[Any, ...]]:
    """Students' own due dates."""
    query = select(extensions.c.assignment, extensions.c.student, extensions.c.due)
    if assignment is not None:
        query = query.where(extensions.c.assignment == assignment)
    return query if student is None else query.where(extensions.c.student == student)


def members() -> Select[*tuple[Any, ...]]:
    """The roster, in its order."""
    return select(*(roster.c[name] for name in Member.__struct_fields__)).order_by(roster.c.place)


def member_rows(members: Sequence[Member]) -> list[dict[str, object]]:
    """A row for each member of a roster."""
    return [
        {"place": place, **{name: storable(getattr(member, name)) for name in Member.__struct_fields__}}
        for place, member in enumerate(members)
    ]


def insert_if_new(connection: Connection, table: Table, **values: object) -> None:
    """Insert a row unless there is one of its key, or another program is just inserting it."""
    if connection.dialect.name == "sqlite":
        connection.execute(insert_on_sqlite(table).values(**values).on_conflict_do_nothing())
        return
    from sqlalchemy.dialects.postgresql import insert

    connection.execute(insert(table).values(**values).on_conflict_do_nothing())
