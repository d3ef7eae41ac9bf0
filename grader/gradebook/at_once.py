"""One submission stored, and its result recorded, without SQLAlchemy, which would be half of what a student waits for.

The common case alone: an SQLite file that has today's schema. Whatever else there is to say, the `Gradebook` says.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path

import msgspec

from grader.gradebook.revisions import APPLICATION, REVISIONS
from grader.gradebook.rows import Row, diagnosis_rows, document_of, note_rows, outcome_rows, result_row
from grader.gradebook.text import is_storable, storable
from grader.records import Result, StaffNote, Submission

_PATIENCE = 1.0  # seconds; who finds the file locked for longer is told so by `Gradebook.store`, after its own patience
_IDENTITY = ("assignment", "student", "sha256", "submitted_at")
_SIGNS = ("application_id", "user_version")


def store_at_once(path: Path, submission: Submission) -> bool:
    """Keep `submission` as `Gradebook.store` does. False where that is not so simple, and then nothing was done."""
    identity = tuple(getattr(submission, name) for name in _IDENTITY)
    if hashlib.sha256(submission.data).hexdigest() != submission.sha256:
        return False
    return _written(path, (submission.id, *identity), lambda connection: _store(connection, submission, identity))


def record_at_once(path: Path, result: Result, notes: Sequence[StaffNote]) -> bool:
    """Keep a result as `Gradebook.record` does. False where that is not so simple, and then nothing was done."""
    try:
        document = document_of(result)
    except (msgspec.MsgspecError, UnicodeError):
        return False
    texts = (result.submission, result.suite)
    return _written(path, texts, lambda connection: _record(connection, result, document, notes))


def _written(path: Path, texts: Iterable[str], write: Callable[[sqlite3.Connection], bool]) -> bool:
    """What `write` does, all of it or nothing: whether it was done."""
    if not all(map(is_storable, texts)):
        return False
    try:
        where = f"{path.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(where, uri=True, timeout=_PATIENCE, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("BEGIN IMMEDIATE")  # closing the connection takes back what is not committed
            of_file = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in _SIGNS]
            if of_file != [APPLICATION, len(REVISIONS)] or not write(connection):
                return False
            connection.execute("COMMIT")
            return True
    except (sqlite3.Error, OSError):
        return False


def _store(connection: sqlite3.Connection, submission: Submission, identity: tuple[str, ...]) -> bool:
    named = dict(zip(_IDENTITY, identity, strict=True))
    _insert(connection, "blobs", {"sha256": submission.sha256, "data": submission.data}, new=True)
    _insert(connection, "students", {"id": submission.student}, new=True)
    row = {"id": submission.id, "name": storable(submission.name), **named}
    _insert(connection, "submissions", row, new=True)
    kept = f"SELECT {', '.join(_IDENTITY)} FROM submissions WHERE id = ?"  # noqa: S608  our own column names
    return bool(connection.execute(kept, (submission.id,)).fetchone() == identity)


def _record(connection: sqlite3.Connection, result: Result, document: str, notes: Sequence[StaffNote]) -> bool:
    stored = connection.execute("SELECT 1 FROM submissions WHERE id = ?", (result.submission,)).fetchone()
    if stored is None:
        return False
    key = (result.submission, result.suite)
    connection.execute("DELETE FROM results WHERE submission = ? AND suite = ?", key)
    seq = _insert(connection, "results", result_row(result, document))
    for table, rows in (
        ("outcomes", outcome_rows(seq, result)),
        ("diagnoses", diagnosis_rows(seq, result)),
        ("staff_notes", note_rows(result, notes)),
    ):
        for row in rows:
            _insert(connection, table, row)
    return True


def _insert(connection: sqlite3.Connection, table: str, row: Row, *, new: bool = False) -> int:
    """Insert a row; `new`: unless there is one of its key. Its number, in tables that number their rows."""
    words = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"  # noqa: S608  our own names
    made = connection.execute(words + " ON CONFLICT DO NOTHING" * new, tuple(row.values()))
    return made.lastrowid or 0
