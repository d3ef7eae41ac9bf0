"""Whose work a file is: by its own name or its folder's, as a teacher or an LMS wrote them."""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from grader.course.identity import MOST, student_of
from grader.errors import RequestError

CANVAS: Final = re.compile(r"(?P<name>.+?)_(?:LATE_)?(?P<number>\d+)_\d+_(?P<file>.+)", re.DOTALL)
"""name_12345_67890_hw1.ipynb, and name_LATE_12345_67890_hw1.ipynb: 12345 is the user's number."""
MOODLE: Final = re.compile(
    r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)(?:_(?P<file>.*))?", re.DOTALL
)
"""Full Name_12345_assignsubmission_file_/hw1.ipynb, or one file a student without the folder."""
GRADESCOPE: Final = re.compile(r"submission_\d+")
"""submission_12345/hw1.ipynb; whose they are stands in submission_metadata.yml."""

_NOT_IN_AN_ID = re.compile(r"\.*[^\w.@+-][^\w@+-]*")


class Person(NamedTuple):
    """Somebody, as they are called where the file lies; `number` is the LMS's, which no two share."""

    name: str
    number: str = ""


class Owned(NamedTuple):
    """Whose a file is, and what they called it."""

    people: tuple[Person, ...]
    file: str


def owned(path: PurePosixPath, assignment: str, root: str, submitters: Mapping[str, tuple[str, ...]]) -> Owned:
    """Whose the file at `path` is; `root` is the name of the folder that all of it lies in.

    `submitters` are those of Gradescope's folders.
    """
    for part in path.parts:
        if found := MOODLE.fullmatch(part):
            return Owned((Person(_nfc(found["name"]), found["number"]),), found["file"] or path.name)
    for part in path.parts[:-1]:
        if GRADESCOPE.fullmatch(part):
            return Owned(tuple(Person(_nfc(name)) for name in submitters.get(part, (part,))), path.name)
    if found := CANVAS.fullmatch(path.name):
        return Owned((Person(_nfc(found["name"]), found["number"]),), found["file"])
    if is_named_for(path.name, assignment, exactly=len(path.parts) == 1):
        return Owned((Person(_nfc(path.parts[-2] if len(path.parts) > 1 else root)),), path.name)
    return Owned((Person(_nfc(path.stem)),), path.name)


def is_named_for(file: str, assignment: str, *, exactly: bool = False) -> bool:
    """Whether a file is called after the assignment: hw1.ipynb; unless `exactly`, hw1-final.ipynb and the like too."""
    stem, known = PurePosixPath(file).stem.lower(), assignment.lower()
    return stem == known or (not exactly and re.match(rf"{re.escape(known)}[ _(-]", stem) is not None)


def id_of(person: Person, *, numbered: bool = False) -> str | None:
    """A student's id made of a name: what no id may hold becomes a dot. None when nothing is left of it."""
    end = f"_{person.number}" if numbered else ""
    text = _NOT_IN_AN_ID.sub(".", person.name).lstrip(".-").rstrip(".")[: MOST - len(end)]
    try:
        return student_of(text + end, None, None)
    except RequestError:
        return None


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)
