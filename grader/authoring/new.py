"""A new course, and a new assignment in a course: small, complete, and right, so that a teacher changes what works."""

from importlib.resources import files
from pathlib import Path
from typing import Final

from grader.authoring.files import Files, require_jupytext, write_new
from grader.authoring.naming import folder_name, refuse_known, title_of
from grader.course.layout import Assignment, Course, find_course
from grader.course.release import write_stub

FIRST: Final = ("hw1", "example")
"""The assignment that a new course comes with: its id and its topic."""

TASK: Final = "softmax"
"""The first task of every new assignment."""

_COURSE: Final = {
    "course.toml": "course/course.toml",
    "README.md": "course/README.md",
    ".gitignore": "course/gitignore",
}
_ASSIGNMENT: Final = {
    "solutions/@FOLDER@/@ID@.py": "solution/model.py",
    "solutions/@FOLDER@/misconceptions.py": "solution/misconceptions.py",
    "solutions/@FOLDER@/alternatives.py": "solution/alternatives.py",
    "assignments/@FOLDER@/assignment.toml": "assignment/assignment.toml",
    "assignments/@FOLDER@/test_@ID@_public.py": "assignment/public.py",
    "tests/hidden/@FOLDER@/test_@ID@_softmax.py": "hidden/softmax.py",
    "tests/hidden/@FOLDER@/test_@ID@_attend.py": "hidden/attend.py",
}


def course_files(title: str) -> Files:
    """The files of a course without assignments."""
    return {name: _template(template, {"TITLE": title}) for name, template in _COURSE.items()}


def assignment_files(id: str, topic: str) -> Files:
    """The files of an assignment, but for its stub, which `grade release` writes. Raises RequestError, see `naming`."""
    words = {"ID": id, "TITLE": title_of(topic), "FOLDER": folder_name(id, topic)}
    return {_filled(name, words): _template(template, words) for name, template in _ASSIGNMENT.items()}


def add_assignment(course: Course, id: str, topic: str) -> Assignment:
    """Write a new assignment into a course, its stub too.

    Raises RequestError for a bad id or topic and where something is in the way; then nothing is written.
    """
    made = assignment_files(id, topic)
    refuse_known(course, id)
    require_jupytext()
    write_new(course.root, made)
    assignment = course.assignment(id)
    write_stub(assignment)
    return assignment


def add_course(root: Path, title: str) -> Course:
    """Write a new course without assignments. Raises RequestError where something is in the way."""
    write_new(root, course_files(title))
    return find_course(root, root)


def _template(name: str, words: dict[str, str]) -> str:
    path = files("grader.authoring").joinpath("templates", *f"{name}.template".split("/"))
    return _filled(path.read_text(encoding="utf-8"), words)


def _filled(text: str, words: dict[str, str]) -> str:
    for word, value in words.items():
        text = text.replace(f"@{word}@", value)
    return text
