"""SQLite's failures as one-line gradebook errors: the place, the fact, the way out."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from grader.errors import GradebookError

_MOVE_AWAY = "move it away and a new one is made, or restore a copy"
_RIGHTS = "give yourself write access to it and to its folder"
_FULL = "the disk is full; free some space and try again"
_LOCKED = "locked by another program; try again when it has finished"

_FACTS = {
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

_ERRNOS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: f"cannot be written; {_RIGHTS}",
    errno.EPERM: f"cannot be written; {_RIGHTS}",
    errno.EROFS: "on a read-only file system; name another place",
}


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another connection held the lock."""
    return _primary_code(error) == sqlite3.SQLITE_BUSY


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system raise inside the block into a GradebookError that names `path`.

    A misuse of the sqlite3 module (ProgrammingError) is a bug of ours and passes through unchanged.
    """
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        fact = _FACTS.get(_primary_code(error), f"the gradebook cannot be used: {error}; {_MOVE_AWAY}")
        raise GradebookError(f"{path}: {fact}") from error
    except UnicodeError as error:
        raise GradebookError(f"{path}: asked with text that is not valid Unicode; clean the text first") from error
    except OSError as error:
        fact = _ERRNOS.get(error.errno or 0, f"{(error.strerror or str(error)).lower()}; name another place")
        raise GradebookError(f"{path}: {fact}") from error


def _primary_code(error: sqlite3.Error) -> int:
    # An extended code keeps its family in the low byte.
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
