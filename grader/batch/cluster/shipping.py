"""The course as bytes: what grading one assignment needs, packed by the caller and unpacked on a node.

An archive holds plain files by their path in the course, and nothing else: no links, no modes, no owners.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

import msgspec

from grader.course.layout import Assignment, Course
from grader.errors import ClusterError, RequestError

MOST_BYTES: Final = 512 * 2**20


def pack(course: Course, assignment: Assignment) -> bytes:
    """What grades `assignment`, with nothing of other assignments. Raises RequestError when it is too large."""
    files: dict[str, bytes] = {}
    total = 0
    for path in _files(course, assignment):
        files[path.relative_to(course.root).as_posix()] = data = path.read_bytes()
        total += len(data)
        if total > MOST_BYTES:
            raise RequestError(f"{assignment.folder.name}: more than {MOST_BYTES >> 20} MB of files: too large to send")
    return msgspec.msgpack.encode(files)


def digest(archive: bytes) -> str:
    """What an archive is known by: SHA-256, hexadecimal."""
    return hashlib.sha256(archive).hexdigest()


def unpack(archive: bytes, expected: str, folder: Path) -> None:
    """Write the files of an archive below `folder`. Raises ClusterError when it is not the one that is expected."""
    if digest(archive) != expected:
        raise ClusterError("the course: damaged on its way")
    files = msgspec.msgpack.decode(archive, type=dict[str, bytes])
    for name, data in files.items():
        place = PurePosixPath(name)
        if place.is_absolute() or ".." in place.parts:
            raise ClusterError("the course: a path that leads out of it")
        path = folder / place
        # Whatever umask the node has: the sandbox's own user reads the public files.
        for parent in reversed(path.relative_to(folder).parents[:-1]):
            (folder / parent).mkdir(exist_ok=True)
            (folder / parent).chmod(0o755)
        path.write_bytes(data)
        path.chmod(0o644)


def _files(course: Course, assignment: Assignment) -> Iterator[Path]:
    yield course.root / "course.toml"
    public = assignment.folder.resolve()
    for path in _below(assignment.folder):
        # A link that leads out leads nowhere in a sandbox; here it must not take a secret along.
        if path.resolve().is_relative_to(public):
            yield path
    for path in (assignment.model_path, assignment.misconceptions_path):
        if path.is_file():
            yield path
    yield from _below(assignment.hidden_folder)


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.relative_to(folder).parts:
            yield path
