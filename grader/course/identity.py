"""Whose work a file is, and for which assignment: the option, then the notebook's metadata, then what is left."""

import re
import unicodedata

from grader.course.layout import ASSIGNMENT_ID
from grader.course.quoting import quoted
from grader.errors import RequestError

SIGNS = frozenset("._-@+")
# Letters to Unicode, but nothing to the eye: two ids that look alike would be two students.
BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
MOST = 64
STEM_ENDS = re.compile(r"[_\- ]")


def assignment_of(option: str | None, metadata: object, stem: str) -> str:
    """The assignment's id: `option`, else `metadata` (raw `metadata.grader.assignment`; None is absent), else `stem`.

    Of the file's stem the part before the first `_`, `-` or space counts. The id need not exist in the course.
    Raises RequestError for the first of them that is given and is no id: no later one takes its place.
    """
    if option is not None:
        return _assignment(option, "--assignment", "letters, digits, '.' and '-'")
    if metadata is not None:
        return _assignment(metadata, "metadata.grader.assignment", "say --assignment ID")
    return _assignment(STEM_ENDS.split(stem, maxsplit=1)[0], "the file's name", "say --assignment ID")


def student_of(option: str | None, metadata: object, login: str | None) -> str:
    """The student's id, NFC: `option`, else `metadata` (raw `metadata.grader.student`; None is absent), else `login`.

    An id has 1 to 64 characters, letters and digits of any script and `. _ - @ +`, and starts with neither "." nor "-".
    Raises RequestError for the first of them that is given and is no id: a mark must not go to another student.
    """
    if option is not None:
        return _student(option, "--student")
    if metadata is not None:
        return _student(metadata, "metadata.grader.student")
    if login is None:
        raise RequestError("no login name to go by: say --student ID")
    return _student(login, "the login name")


def seed_of(option: str) -> str:
    """The student whose random inputs are asked for by `--seed`. Raises RequestError when it is no id."""
    return _student(option, "--seed")


def _assignment(value: object, place: str, way_out: str) -> str:
    if isinstance(value, str) and ASSIGNMENT_ID.fullmatch(value):
        return value
    raise RequestError(f"{place}: {quoted(value)} is no assignment's id: {way_out}")


def _student(value: object, place: str) -> str:
    if isinstance(value, str) and len(value) <= 4 * MOST:
        id = unicodedata.normalize("NFC", value)
        if 0 < len(id) <= MOST and id[0] not in ".-" and all(map(_may_be_in_an_id, id)):
            return id
    way_out = "use 1 to 64 letters, digits and . _ - @ +" if place.startswith("--") else "say --student ID"
    raise RequestError(f"{place}: {quoted(value)} is no student's id: {way_out}")


def _may_be_in_an_id(character: str) -> bool:
    if character in SIGNS:
        return True
    category = unicodedata.category(character)
    return (category.startswith("L") or category == "Nd") and character not in BLANK_LETTERS
