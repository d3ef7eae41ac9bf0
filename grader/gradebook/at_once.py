"""Storing one submission without SQLAlchemy, which takes longer to load than all else that a student waits for.

The common case alone: an SQLite file that has today's schema. Whatever else there is to say, `Gradebook.store` says.
"""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from grader.gradebook.revisions import APPLICATION, REVISIONS
from grader.gradebook.text import is_storable, storable
from grader.records import Submission

_PATIENCE = 1.0  # seconds; who finds the file locked for longer is told so by `Gradebook.store`, after its own patience
_IDENTITY = ("assignment", "student", "sha256", "submitted_at")


def store_at_once(path: Path, submission: Submission) -> bool:
    """Keep `submission` as `Gradebook.store` does. False where that is not so simple, and then nothing was done."""
    identity = tuple(getattr(submission, name) for name in _IDENTITY)
    if not all(map(is_storable, (submission.id, *identity))):
        return False
    if hashlib.sha256(submission.data).hexdigest() != submission.sha256:
        return False
    try:
        where = f"{path.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(where, uri=True, timeout=_PATIENCE, isolation_level=None)) as connection:
            return _store(connection, submission, identity)
    except (sqlite3.Error, OSError):
        return False


def _store(connection: sqlite3.Connection, submission: Submission, identity: tuple[str, ...]) -> bool:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("BEGIN IMMEDIATE")  # closing the connection takes back what is not committed
    of_file = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    if of_file != [APPLICATION, len(REVISIONS)]:
        return False
    for statement, values in (
        ("INSERT INTO blobs (sha256, data) VALUES (?, ?)", (submission.sha256, submission.data)),
        ("INSERT INTO students (id) VALUES (?)", (submission.student,)),
        (
            f"INSERT INTO submissions (id, name, {', '.join(_IDENTITY)}) VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608
            (submission.id, storable(submission.name), *identity),
        ),
    ):
        connection.execute(f"{statement} ON CONFLICT DO NOTHING", values)
    kept = f"SELECT {', '.join(_IDENTITY)} FROM submissions WHERE id = ?"  # noqa: S608  our own column names
    if connection.execute(kept, (submission.id,)).fetchone() != identity:
        return False
    connection.execute("COMMIT")
    return True
