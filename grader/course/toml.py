"""TOML files of a course, decoded into a given type; every error is a `CourseError` that names file and field."""

import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from grader.course.quoting import shown_name
from grader.errors import CourseError

T = TypeVar("T")
FIELD = re.compile(r" - at `\$\.?(?P<field>[^`]*)`\Z")


def read_toml(path: Path, place: str, kind: type[T]) -> T:
    """The file's content as a `kind`; `place` is the name by which errors call the file.

    Raises CourseError when it cannot be read, is no TOML, or holds a field that `kind` does not have.
    """
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except FileNotFoundError:
        raise CourseError(f"{place}: no such file") from None
    except OSError as error:
        raise CourseError(f"{place}: cannot be read: {(error.strerror or 'unknown reason').lower()}") from error
    except UnicodeDecodeError as error:
        raise CourseError(f"{place}: byte {error.start}: not UTF-8: save it as UTF-8") from error
    except RecursionError as error:
        raise CourseError(f"{place}: nested too deep to be settings") from error
    except msgspec.ValidationError as error:
        raise CourseError(in_place(place, str(error))) from error
    except msgspec.DecodeError as error:
        raise CourseError(f"{place}: not valid TOML: {_lowered(str(error))}") from error


def converted(value: dict[str, Any], place: str, table: str, kind: type[T]) -> T:
    """A table that was already decoded, as a `kind`; raises CourseError which names `place`, `table` and field."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise CourseError(in_place(place, str(error), table)) from error


def in_place(place: str, text: str, table: str = "") -> str:
    """msgspec's sentence with the place first: "course.toml: limits.cells: expected int, got str"."""
    found = FIELD.search(text)
    field = ".".join(part for part in (table, found["field"] if found else "") if part)
    fact = _lowered(text[: found.start()] if found else text).replace("`", "")
    return ": ".join(part for part in (place, shown_name(field) if field else "", fact) if part)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
