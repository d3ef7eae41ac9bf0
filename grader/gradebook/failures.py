"""What databases and file systems raise, as one-line gradebook errors: the place, the fact, the way out."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from grader.errors import GradebookError

_MOVE_AWAY = "move it away and a new one is made, or restore a copy"
_RIGHTS = "give yourself write access to it and to its folder"
_FULL = "the disk is full; free some space and try again"
_LOCKED = "locked by another program; try again when it has finished"

_OF_SQLITE = {
    sqlite3.SQLITE_NOTADB: f"not a gradebook; {_MOVE_AWAY}",
    sqlite3.SQLITE_CORRUPT: f"the gradebook is damaged; {_MOVE_AWAY}",
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: f"cannot be written; {_RIGHTS}",
    sqlite3.SQLITE_PERM: f"cannot be written; {_RIGHTS}",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; it must be a file, and you need write access to it and to its folder",
    sqlite3.SQLITE_IOERR: "the disk does not read or write; check its space, its quota and its health",
}

# By SQLSTATE, or its class (the first two characters).
_OF_POSTGRESQL = {
    "53100": "the server's disk is full; free some space and try again",
    "53": "the server has no room for this now; try again later",
    "55P03": _LOCKED,
    "40P01": _LOCKED,
    "42501": "you have no right to do this; ask the database's owner to grant it",
    "25006": "cannot be written; the server or the user is read-only",
    "28": "the server refuses the user or the password; see PostgreSQL's .pgpass",
    "3D": "no such database; make it with createdb",
    "57": "the server is shutting down or ended the request; try again",
}

_OF_FILES = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: f"cannot be written; {_RIGHTS}",
    errno.EPERM: f"cannot be written; {_RIGHTS}",
    errno.EROFS: "on a read-only file system; name another place",
}


def is_busy(error: DBAPIError | sqlite3.Error) -> bool:
    """Whether another connection of SQLite's held the lock."""
    return _primary_code(error.orig if isinstance(error, DBAPIError) else error) == sqlite3.SQLITE_BUSY


@contextmanager
def told_plainly(place: str) -> Iterator[None]:
    """Turn what the database and the file system raise inside the block into a GradebookError that names `place`.

    A misuse of ours (SQLAlchemy's own errors, or a driver's ProgrammingError without a word from the server) is a
    bug and passes through unchanged.
    """
    try:
        yield
    except DBAPIError as error:
        fact = _fact(error)
        if fact is None:
            raise
        raise GradebookError(f"{place}: {fact}") from error
    except SQLAlchemyError:
        raise
    except sqlite3.OperationalError as error:  # of the driver itself, which is asked for what is no transaction
        raise GradebookError(f"{place}: {_of_sqlite(error)}") from error
    except OSError as error:
        fact = _OF_FILES.get(error.errno or 0, f"{(error.strerror or str(error)).lower()}; name another place")
        raise GradebookError(f"{place}: {fact}") from error


def _fact(error: DBAPIError) -> str | None:
    if isinstance(error.orig, sqlite3.ProgrammingError):
        return None
    if isinstance(error.orig, sqlite3.Error):
        return _of_sqlite(error.orig)
    state = str(getattr(error.orig, "sqlstate", None) or "")
    known = _OF_POSTGRESQL.get(state) or _OF_POSTGRESQL.get(state[:2])
    if known is not None:
        return known
    first_line = next(iter(str(error.orig).splitlines()), "")
    if not state or state.startswith("08"):  # libpq itself: no answer came from a server
        return _unreached(first_line)
    return f"the server says {state}: {first_line}"


def _of_sqlite(error: sqlite3.Error) -> str:
    return _OF_SQLITE.get(_primary_code(error)) or f"cannot be used: {error}; {_MOVE_AWAY}"


def _unreached(said: str) -> str:
    # libpq tells most refusals at the start of a connection in words alone.
    if "does not exist" in said and "database" in said:
        return _OF_POSTGRESQL["3D"]
    if "password" in said or "authentication" in said or "role" in said:
        return _OF_POSTGRESQL["28"]
    return f"the server cannot be reached ({said.rpartition('failed: ')[2]}); check the address, and that it runs"


def _primary_code(error: BaseException | None) -> int:
    # An extended code keeps its family in the low byte.
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
