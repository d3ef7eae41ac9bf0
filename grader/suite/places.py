"""Which files are suites, and of which assignment: told by where they lie."""

from functools import cache
from pathlib import Path

import msgspec

from grader.course.layout import Assignment, find_course, read_assignment_folder
from grader.errors import CourseError


class Place(msgspec.Struct, frozen=True):
    """A folder of tests: a hidden suite (graded), or the public folder with its checks."""

    assignment: Assignment
    folder: Path
    graded: bool


@cache
def place_of(folder: Path) -> Place | None:
    """What the tests in a folder judge, or None when it belongs to no assignment."""
    for here in (folder, *folder.parents):
        if (here / "assignment.toml").is_file():
            return Place(assignment=_public(here), folder=here, graded=False)
        if here.parent.name == "hidden" and here.parent.parent.name == "tests":
            try:
                course = find_course(here)
            except CourseError:
                return None
            if here.parent.resolve() == course.root / "tests" / "hidden":  # a course's root has no links in its path
                assignment = course.assignment(here.name.split("_", 1)[0])
                return Place(assignment=assignment, folder=here, graded=True)
    return None


def _public(folder: Path) -> Assignment:
    """In a course when there is one around it, else as a student unzipped it."""
    try:
        course = find_course(folder)
        if folder.parent.resolve() == course.root / "assignments":
            return course.assignment(folder.name.split("_", 1)[0])
    except CourseError:
        if folder.parent.name == "assignments":
            raise
    return read_assignment_folder(folder)
