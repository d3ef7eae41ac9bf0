"""Where submissions lie: a folder or a zip. Nothing is followed out of it, and nothing of it is unpacked to a disk."""

import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple, Protocol

from grader.course.files import KINDS, read_file, too_large
from grader.course.quoting import shown_name
from grader.errors import NotebookError, RequestError

MOST_FILES: Final = 200_000
SYMLINK: Final = "a symbolic link: hand in the file itself"
_SIMPLE: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What LMSs write. The others can make gigabytes of a few bytes."""
_ENCRYPTED: Final = 0x1


class Entry(NamedTuple):
    """Something below the folder: its path in it, when it was written (seconds since 1970), why it cannot be read."""

    path: PurePosixPath
    modified: int
    refusal: str | None = None


class Source(Protocol):
    """A folder, or what looks like one."""

    name: str

    def entries(self) -> Iterator[Entry]:
        """Every file in it, in no order. Hidden ones, and what systems put beside files, are left out."""

    def read(self, path: PurePosixPath, limit_bytes: int) -> bytes:
        """A file's bytes. Raises NotebookError, which names the file."""


def open_source(path: Path) -> Source:
    """The folder or zip at `path`. Raises RequestError."""
    shown = shown_name(str(path))
    if path.is_dir():
        return Folder(path)
    if not path.exists():
        raise RequestError(f"{shown}: no such folder")
    if not path.is_file():
        raise RequestError(f"{shown}: neither a folder nor a zip file")
    try:
        return Zip(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError):  # ValueError: names that are no text
        raise RequestError(f"{shown}: neither a folder nor a zip file that can be read") from None
    except OSError as error:
        raise RequestError(f"{shown}: {(error.strerror or 'cannot be read').lower()}") from None


def _is_noise(name: str) -> bool:
    return name.startswith(".") or name in {"__MACOSX", "__pycache__"}


class Folder:
    """Implements `Source` over a folder on the disk."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.name = root.resolve().name

    def entries(self) -> Iterator[Entry]:
        """See `Source`."""
        waiting = [PurePosixPath()]
        while waiting:
            here = waiting.pop()
            try:
                with os.scandir(self._root / here) as listing:
                    found = [(entry.name, entry.stat(follow_symlinks=False)) for entry in listing]
            except OSError as error:
                yield Entry(here, 0, (error.strerror or "cannot be read").lower())
                continue
            for name, status in found:
                if _is_noise(name):
                    continue
                if stat.S_ISDIR(status.st_mode) and not name.lower().endswith(".ipynb"):
                    waiting.append(here / name)
                else:
                    yield Entry(here / name, int(status.st_mtime), _why_no_file(status.st_mode))

    def read(self, path: PurePosixPath, limit_bytes: int) -> bytes:
        """See `Source`."""
        whole = self._root / path
        if not whole.parent.resolve().is_relative_to(self._root.resolve()):  # a folder that became a link since
            raise NotebookError(f"{shown_name(path.name)}: {SYMLINK}")
        return read_file(whole, limit_bytes)


def _why_no_file(mode: int) -> str | None:
    if stat.S_ISLNK(mode):
        return SYMLINK
    return next((words for is_kind, words in KINDS if is_kind(mode)), None)


class Zip:
    """Implements `Source` over a zip file, read in place."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self._zip = _opened(path)
        if len(self._zip.infolist()) > MOST_FILES:
            raise RequestError(f"{shown_name(str(path))}: more than {MOST_FILES} files in it")
        self._infos = {_inside(info): info for info in self._zip.infolist()}

    def entries(self) -> Iterator[Entry]:
        """See `Source`. A zip knows local times and not where: they are taken as UTC, everywhere alike."""
        for path, info in self._infos.items():
            if not any(_is_noise(part) for part in path.parts if part != ".."):
                refusal = _why_refused(path, info)
                if refusal is not None or not _is_folder(info):
                    yield Entry(path, _modified(info), refusal)

    def read(self, path: PurePosixPath, limit_bytes: int) -> bytes:
        """See `Source`. What the zip says of a file's size is not believed."""
        info, shown = self._infos[path], shown_name(path.name)
        if info.file_size > limit_bytes:
            raise NotebookError(too_large(shown, limit_bytes))
        try:
            with self._zip.open(info) as file:
                data = file.read(limit_bytes + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
            raise NotebookError(f"{shown}: damaged in the zip file: get it again") from None
        if len(data) > limit_bytes:
            raise NotebookError(too_large(shown, limit_bytes))
        if not data:
            raise NotebookError(f"{shown}: the file is empty: save it again")
        return data


def _opened(path: Path) -> zipfile.ZipFile:
    """The zip. Names of which it does not say how they are written are UTF-8, as macOS has them, or else of MS-DOS."""
    try:
        return zipfile.ZipFile(path, metadata_encoding="utf-8")
    except UnicodeDecodeError:
        return zipfile.ZipFile(path)


def _inside(info: zipfile.ZipInfo) -> PurePosixPath:
    return PurePosixPath(info.filename.replace("\\", "/"))


def _is_folder(info: zipfile.ZipInfo) -> bool:
    return info.filename.endswith("/")  # a damaged zip may name nothing at all


def _why_refused(path: PurePosixPath, info: zipfile.ZipInfo) -> str | None:
    mode = info.external_attr >> 16
    if path.is_absolute() or ".." in path.parts:
        return "a path that leads out of the zip file"
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return _why_no_file(mode) or "not a regular file"
    if _is_folder(info):
        return KINDS[0][1] if path.suffix.lower() == ".ipynb" else None
    if info.flag_bits & _ENCRYPTED:
        return "encrypted: unpack it first"
    return None if info.compress_type in _SIMPLE else "compressed in a way that is not read: unpack it first"


def _modified(info: zipfile.ZipInfo) -> int:
    try:
        return int(datetime(*info.date_time, tzinfo=UTC).timestamp())
    except ValueError:
        return 0
