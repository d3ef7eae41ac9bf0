"""Ids and topics of new assignments, held to what the course's own readers take."""

import re
from pathlib import Path
from typing import Final

from grader.course.layout import ASSIGNMENT_ID, Course
from grader.course.quoting import quoted
from grader.errors import CourseError, RequestError

TOPIC: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9])?")


def folder_name(id: str, topic: str) -> str:
    """`<id>_<topic>`, which names an assignment's three folders. Raises RequestError for what is no id or topic."""
    if not ASSIGNMENT_ID.fullmatch(id) or id.endswith("."):
        raise RequestError(f"{quoted(id)} is no assignment's id: use 1 to 64 letters, digits, '.' and '-', like hw9")
    if not TOPIC.fullmatch(topic):
        raise RequestError(f"--topic: {quoted(topic)}: use 1 to 64 letters, digits, '_' and '-', like gradient_descent")
    return f"{id}_{topic}"


def title_of(topic: str) -> str:
    """A topic as a title: "gradient_descent" is "Gradient descent"."""
    words = re.sub(r"[_-]+", " ", topic)
    return words[:1].upper() + words[1:]


def refuse_known(course: Course, id: str) -> None:
    """Raises CourseError when the course has an assignment of this id, whatever its topic, or case."""
    folder = course.root / "assignments"
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.partition("_")[0].lower() == id.lower():
            raise CourseError(f"assignments/{path.name}: is there already: choose another id than {id}")


def as_title(name: str) -> str:
    """A folder's name as the title of its course, fit to stand in a TOML string and in a heading."""
    title = title_of("".join(c for c in name if c.isprintable() and c not in '"\\'))
    return title.strip() or "A course"


def course_folder(option: Path) -> Path:
    """Where a new course goes. Raises RequestError when that is a file, or a course already."""
    root = Path(option).absolute()
    if root.exists() and not root.is_dir():
        raise RequestError(f"{quoted(str(option))}: is a file: name a folder")
    if (root / "course.toml").exists():
        raise RequestError(
            f"{quoted(str(option))}: is a course already: in it, say: grade new assignment ID --topic TOPIC"
        )
    return root
