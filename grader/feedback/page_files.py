"""Pages as files: names that no student can choose freely, and writing that leaves no half a page."""

import hashlib
import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from grader.errors import RequestError

_PLAIN: Final = re.compile(r"[a-z0-9][a-z0-9._@+-]*(?<!\.)", re.ASCII)
_MOST: Final = 40  # characters of a name that is not plain: with four bytes each they still fit


def page_name(assignment: str, student: str) -> str:
    """The file name of a student's page: "hw1_ada.html".

    An id that has more than small ASCII letters, digits and `. _ @ + -` gets a digest after a "~", which stands in no
    id: so "Ada" and "ada" have two files where capitals do not count, too.
    """
    return f"{file_part(assignment)}_{file_part(student)}.html"


def write_page(folder: Path, name: str, html: str, option: str = "--out") -> Path:
    """Writes the page into `folder`, made if it is not there, in place of an earlier one. Only its owner may read it.

    Raises RequestError, which names the path and the `option` that names the folder, when that is not possible.
    """
    path = folder / name
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _replace(path, html.encode("utf-8", "replace"))
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "no such name").lower()
        raise RequestError(f"{path}: cannot be written: {reason}: name another folder with {option}") from error
    return path


def file_part(id: str) -> str:
    """An id as part of a file's name, as `page_name` has it."""
    if _PLAIN.fullmatch(id) and len(id) <= 100:
        return id
    kept = "".join(sign if sign.isalnum() or sign in "._@+-" else "-" for sign in id[:_MOST])
    digest = hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{kept.lstrip('.')}~{digest}"


def _replace(path: Path, data: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(prefix=".page-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise
