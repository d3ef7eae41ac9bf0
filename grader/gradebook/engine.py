"""Connections to the gradebook's database, and the one way in which a transaction begins."""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError

from grader.errors import GradebookError
from grader.gradebook.address import is_file
from grader.gradebook.failures import is_busy

_WRITES: Final = "grader_writes"
_creating = threading.Lock()


def make_engine(url: URL, patience: float) -> Engine:
    """An engine that waits `patience` seconds for another program that writes; nothing is connected yet.

    Raises GradebookError when the database's driver is not installed.
    """
    if is_file(url):
        engine = create_engine(url, connect_args={"timeout": patience})
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine
    options = {} if "options" in url.query else {"options": f"-c lock_timeout={max(1, round(patience * 1000))}"}
    try:
        return create_engine(url, connect_args={"connect_timeout": 10, "application_name": "grade", **options})
    except ImportError as error:
        raise GradebookError(
            "a gradebook on PostgreSQL needs psycopg, which does not load: pip install 'gradescent[postgres]'"
        ) from error


@contextmanager
def transaction(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    """All of the block or none of it.

    SQLite's write lock is taken at the beginning: a read that turns into a write could not wait for it.
    """
    with engine.connect().execution_options(**{_WRITES: writes}) as connection, connection.begin():
        yield connection


def create_private(path: Path) -> None:
    """The file, empty, if it is not there: 0600 in folders of 0700. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Closing any descriptor of a database drops this process's locks on it, so the file is only ever opened here
    # when it is new, and nobody in this process connects meanwhile.
    with _creating:
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            return


def use_write_ahead_log(engine: Engine, patience: float) -> None:
    """Readers and a writer do not wait for each other. The file remembers it."""
    # Two connections that switch a new file at the same moment would deadlock, so SQLite fails one of them at once
    # without waiting: it has to ask again.
    deadline = time.monotonic() + patience
    while True:
        try:
            with engine.connect() as connection:
                _driver(connection).execute("PRAGMA journal_mode = WAL")
        except (OperationalError, sqlite3.OperationalError) as error:  # of connecting, and of the driver itself
            if not is_busy(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def without_foreign_keys(connection: Connection) -> None:
    """For a migration that makes a table anew, before it begins: SQLite would delete what refers to the old one."""
    _driver(connection).execute("PRAGMA foreign_keys = OFF")


def _driver(connection: Connection) -> sqlite3.Connection:
    found = connection.connection.driver_connection
    assert isinstance(found, sqlite3.Connection)  # noqa: S101  for the type checker: only SQLite's callers come here
    return found


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: `_begin` does
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
