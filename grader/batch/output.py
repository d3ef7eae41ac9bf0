"""Results as JSON lines, in the order that they are asked for, whatever the order they were made in."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

import msgspec

from grader.errors import RequestError
from grader.records import Result


def write_lines(path: Path, results: Iterable[Result]) -> None:
    """Write one line a result; a file that was there stays until all is written. Raises RequestError."""
    try:
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):  # a pipe, or /dev/stdout
            _write(path, results)
            return
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            _write(beside, results)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise RequestError(f"{path.name}: cannot be written: {(error.strerror or 'unknown reason').lower()}") from error


def check_writable(path: Path) -> None:
    """Find out before an hour's work that its results have nowhere to go. Raises RequestError."""
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise RequestError(f"{path.name}: cannot be written: {'a folder' if path.is_dir() else 'no such folder'}")
    if not os.access(path if path.exists() else path.absolute().parent, os.W_OK):
        raise RequestError(f"{path.name}: cannot be written: permission denied")


def _write(path: Path, results: Iterable[Result]) -> None:
    encoder = msgspec.json.Encoder()
    with path.open("wb") as file:
        for result in results:
            file.write(encoder.encode(result) + b"\n")
