"""Whose work a file is: by its own name or its folder's, as a teacher or an LMS wrote them.

What lies below a student's folder was named by that student. So the outermost name that says whose it is counts.
"""

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
"""Name_12345_assignsubmission_file_hw1.ipynb: one file a student, without folders."""
MOODLE_FOLDER: Final = re.compile(r"(?P<name>.+)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)_?", re.DOTALL)
"""Full Name_12345_assignsubmission_file_/hw1.ipynb."""
GRADESCOPE: Final = re.compile(r"submission_\d+")
"""submission_12345/hw1.ipynb; whose they are stands in submission_metadata.yml."""

_NOT_IN_AN_ID = re.compile(r"\.*[^\w.@+-][^\w@+-]*")


class Person(NamedTuple):
    """Somebody, as they are called where the file lies; `number` is the LMS's, which no two share."""

    name: str
    number: str = ""


class Owned(NamedTuple):
    """Whose a file is, by which place: its path up to the folder that says so; and what they called it."""

    people: tuple[Person, ...]
    place: PurePosixPath
    file: str


def owned(
    path: PurePosixPath, assignment: str, root: str, submitters: Mapping[PurePosixPath, tuple[str, ...]]
) -> Owned:
    """Whose the file at `path` is; `root` is the name of the folder that all of it lies in.

    `submitters` are those of Gradescope's folders.
    """
    for place in [*reversed(path.parents)][1:]:
        if found := MOODLE_FOLDER.fullmatch(place.name):
            return Owned((_person(found),), place, path.name)
        if GRADESCOPE.fullmatch(place.name):
            return Owned(tuple(Person(_nfc(name)) for name in submitters.get(place, (place.name,))), place, path.name)
    if found := MOODLE.fullmatch(path.name) or CANVAS.fullmatch(path.name):
        return Owned((_person(found),), path, found["file"] or path.name)
    if is_named_for(path.name, assignment, exactly=len(path.parts) == 1):
        folder = path.parent
        return Owned((Person(_nfc(folder.name or root)),), folder if folder.name else path, path.name)
    return Owned((Person(_nfc(path.stem)),), path, path.name)


def _person(found: re.Match[str]) -> Person:
    return Person(_nfc(found["name"]), found["number"])


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
