"""Opening a file that somebody else put there: a regular file, of bounded size, or a clear refusal."""

import errno
import os
import stat
from pathlib import Path

from grader.course.quoting import shown_name
from grader.errors import NotebookError

# NOFOLLOW and NONBLOCK: a symlink or a FIFO must neither lead elsewhere nor hang. Windows knows only some of these.
FLAGS = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY"):
    FLAGS |= getattr(os, _flag, 0)

KINDS = (
    (stat.S_ISDIR, "a folder, not a file"),
    (stat.S_ISFIFO, "a pipe, not a file"),
    (stat.S_ISSOCK, "a socket, not a file"),
    (stat.S_ISCHR, "a device, not a file"),
    (stat.S_ISBLK, "a device, not a file"),
)
SYMLINK = "a symbolic link: name the file itself"
REASONS = {
    errno.ENOENT: "no such file",
    errno.ENOTDIR: "no such file",
    errno.EACCES: "no permission to read it",
    errno.EPERM: "no permission to read it",
    errno.ELOOP: SYMLINK,
    errno.EMLINK: SYMLINK,  # what FreeBSD says for O_NOFOLLOW
    errno.ENXIO: "a socket or device, not a file",
    errno.ENAMETOOLONG: "the name is too long",
}


def read_file(path: Path, limit_bytes: int) -> bytes:
    """The bytes of a regular file of 1 to `limit_bytes` bytes; never follows a symlink at the path's end, never waits.

    Raises NotebookError, which names the file, for anything else.
    """
    name = shown_name(path.name or str(path))
    try:
        if path.is_symlink():  # once more by O_NOFOLLOW where the system has it: a link may come after this look
            raise NotebookError(f"{name}: {SYMLINK}")
        data = _read_at_most(path, limit_bytes + 1, name)
    except ValueError as error:  # a name with a null byte, or one that cannot be encoded
        raise NotebookError(f"{name}: no file can have this name") from error
    except OSError as error:
        reason = REASONS.get(error.errno or 0) or (error.strerror or "cannot be read").lower()
        raise NotebookError(f"{name}: {_reason_for_folder(path, reason)}") from error
    if not data:
        raise NotebookError(f"{name}: the file is empty: save it again")
    if len(data) > limit_bytes:
        raise NotebookError(too_large(name, limit_bytes))
    return data


def too_large(name: str, limit_bytes: int) -> str:
    """The sentence for a file over the limit."""
    return f"{name}: larger than {limit_bytes / 2**20:g} MB: clear all outputs and save it again"


def _read_at_most(path: Path, most: int, name: str) -> bytes:
    descriptor = os.open(path, FLAGS)
    try:
        _refuse_what_is_no_file(os.fstat(descriptor), name)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(most)
    finally:
        os.close(descriptor)


def _refuse_what_is_no_file(status: os.stat_result, name: str) -> None:
    for is_kind, words in KINDS:
        if is_kind(status.st_mode):
            raise NotebookError(f"{name}: {words}")
    if not stat.S_ISREG(status.st_mode):
        raise NotebookError(f"{name}: not a regular file")


def _reason_for_folder(path: Path, reason: str) -> str:
    # Windows answers "no permission" when a folder is opened.
    try:
        return KINDS[0][1] if path.is_dir() else reason
    except OSError:
        return reason
