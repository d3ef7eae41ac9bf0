"""The gradebook's file: how it is made, opened, and told from other files."""

import sqlite3
import threading
import time
from pathlib import Path

from grader.errors import GradebookError
from grader.gradebook.failures import is_busy

VERSION = 1
_APPLICATION = 0x67726164  # "grad", in the file's header: tells a gradebook from another program's database

# `seq` is the order of storing: it settles which of two submissions of one second is the later one.
_TABLES = (
    """
    CREATE TABLE blobs (
        sha256 TEXT PRIMARY KEY,
        data BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE submissions (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        assignment TEXT NOT NULL,
        student TEXT NOT NULL,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL REFERENCES blobs (sha256),
        submitted_at TEXT NOT NULL
    )
    """,
    "CREATE INDEX submissions_by_student ON submissions (assignment, student, submitted_at, seq)",
    """
    CREATE TABLE results (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        submission TEXT NOT NULL REFERENCES submissions (id),
        suite TEXT NOT NULL,
        status TEXT NOT NULL,
        score REAL NOT NULL,
        max_score REAL NOT NULL,
        elapsed REAL NOT NULL,
        recorded_at TEXT NOT NULL,
        document TEXT NOT NULL,
        UNIQUE (submission, suite)
    )
    """,
    """
    CREATE TABLE staff_notes (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        submission TEXT NOT NULL,
        suite TEXT NOT NULL,
        test TEXT NOT NULL,
        detail TEXT NOT NULL,
        output TEXT NOT NULL,
        FOREIGN KEY (submission, suite) REFERENCES results (submission, suite) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX staff_notes_by_result ON staff_notes (submission, suite)",
)

_creating = threading.Lock()


def connect(path: Path, patience: float) -> sqlite3.Connection:
    """An open connection to the gradebook at `path`, made if it is not there; `patience` is in seconds.

    Raises GradebookError for a file that is no gradebook of this version, sqlite3.Error and OSError for the rest.
    """
    path = path.absolute()
    _create_private(path)
    connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
    try:
        _use_write_ahead_log(connection, patience)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        _settle_schema(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _create_private(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Closing any descriptor of a database drops this process's locks on it, so the file is only ever opened here
    # when it is new, and nobody in this process connects meanwhile.
    with _creating:
        try:
            path.touch(mode=0o600, exist_ok=False)
        except FileExistsError:
            return


def _use_write_ahead_log(connection: sqlite3.Connection, patience: float) -> None:
    # Two connections that switch a new file at the same moment would deadlock, so SQLite fails one of them at once
    # without waiting: it has to ask again.
    deadline = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _settle_schema(connection: sqlite3.Connection, path: Path) -> None:
    # Looked at in one transaction: what another connection is just making is seen whole or not at all. Only a file
    # that seems empty is looked at a second time with the write lock, which an open must not need otherwise.
    with connection:
        connection.execute("BEGIN")
        current = _is_current(connection, path)
    if current:
        return
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        if _is_current(connection, path):
            return
        for statement in _TABLES:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _is_current(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the tables are there; False for an empty file. Raises GradebookError for anything else."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables == 0 and version == 0:
        return False
    if application != _APPLICATION:
        raise GradebookError(f"{path}: another program's database; name another file")
    if version > VERSION:
        raise GradebookError(f"{path}: schema {version}, but this `grade` knows up to {VERSION}; update gradescent")
    return True
