"""Which files are suites, and of which assignment: told by where they lie."""

from functools import cache
from pathlib import Path

import msgspec

from grader.course.layout import Assignment, find_course, read_assignment_folder


class Place(msgspec.Struct, frozen=True):
    """A folder of tests: a hidden suite (graded), or the public folder with its checks."""

    assignment: Assignment
    folder: Path
    graded: bool


@cache
def place_of(folder: Path) -> Place | None:
    """What the tests in a folder judge, or None when it belongs to no assignment.

    Raises CourseError when it does, and a file of the course says nonsense.
    """
    for here in (folder, *folder.parents):
        if (here / "assignment.toml").is_file():
            return Place(assignment=_public(here), folder=here, graded=False)
        if here.parent.name == "hidden" and here.parent.parent.name == "tests":
            root = here.parent.parent.parent
            return Place(assignment=_of_course(root, here), folder=here, graded=True) if _is_course(root) else None
    return None


def _public(folder: Path) -> Assignment:
    """In a course when there is one around it, else as a student unzipped it."""
    root = folder.parent.parent
    in_course = folder.parent.name == "assignments" and _is_course(root)
    return _of_course(root, folder) if in_course else read_assignment_folder(folder)


def _is_course(root: Path) -> bool:
    return (root / "course.toml").is_file()


def _of_course(root: Path, folder: Path) -> Assignment:
    return find_course(root).assignment(folder.name.split("_", 1)[0])
