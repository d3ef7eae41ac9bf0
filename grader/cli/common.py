"""What several commands share: options, the course, and printing."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import RenderableType

    from grader.course.layout import Course
    from grader.gradebook.store import Gradebook
    from grader.grading import Graded
    from grader.records import Counting, Record, Submission

_F = TypeVar("_F", bound=Callable[..., Any])

GRADEBOOK: Final = "gradebook.sqlite"
# Whether it can be read is found out by reading it, which says why not in our own words.
NOTEBOOK: Final = click.Path(path_type=Path, readable=False)


def course_option(command: _F) -> _F:
    """`--course DIR`, or the variable GRADE_COURSE."""
    return click.option(
        "--course",
        type=click.Path(path_type=Path),
        envvar="GRADE_COURSE",
        metavar="DIR",
        help="The course's folder. Otherwise the nearest one above the working directory.",
    )(command)


def gradebook_option(command: _F) -> _F:
    """`--gradebook WHERE`, or the variable GRADE_GRADEBOOK."""
    return click.option(
        "--gradebook",
        envvar="GRADE_GRADEBOOK",
        metavar="WHERE",
        help="A file, or postgresql+psycopg://… Otherwise what course.toml says, or .grader/gradebook.sqlite.",
    )(command)


def json_option(command: _F) -> _F:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")(command)


def open_course(option: Path | None) -> "Course":
    """The course that the command is about."""
    from grader.course.layout import find_course

    return find_course(Path.cwd(), option)


def open_gradebook(course: "Course", option: str | None) -> "Gradebook":
    """The course's gradebook: `option` (a path from the working directory, or a URL), else what `course.toml` says.

    It counts by the course's rules. Raises GradebookError, also where the extra `staff` is not installed.
    """
    from grader.errors import GradebookError

    try:
        from grader.gradebook.store import Gradebook
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "sqlalchemy":
            raise
        raise GradebookError("the gradebook needs SQLAlchemy: pip install 'gradescent[staff]'") from error
    return Gradebook.open(_where(course, option), rules=lambda id: _rules(course, id))


def store(course: "Course", option: str | None, submission: "Submission") -> None:
    """Keep a submission in the gradebook that `open_gradebook` opens. Raises GradebookError."""
    from grader.gradebook.at_once import store_at_once

    where = _where(course, option)
    if "://" in str(where) or not store_at_once(Path(where), submission):
        with open_gradebook(course, option) as book:
            book.store(submission)


def record(course: "Course", option: str | None, graded: "Graded") -> None:
    """Keep the result of a stored submission in the same gradebook. Raises GradebookError."""
    from grader.gradebook.at_once import record_at_once

    where = _where(course, option)
    if "://" in str(where) or not record_at_once(Path(where), graded.result, graded.notes):
        with open_gradebook(course, option) as book:
            book.record(graded.result, graded.notes)


def _where(course: "Course", option: str | None) -> Path | str:
    if option:
        return option
    if course.gradebook is None:
        return course.state / GRADEBOOK
    return course.gradebook if "://" in course.gradebook else course.root / course.gradebook


def _rules(course: "Course", assignment: str) -> "Counting":
    from grader.errors import CourseError

    known = assignment in course.assignment_ids
    try:
        return course.assignment(assignment).counting
    except CourseError:
        if known:
            raise
        return course.counting  # results of an assignment that the course no longer has


def show(renderable: "RenderableType") -> None:
    """Print something of rich's on stdout. Strings from students reach it as plain text, never as markup."""
    from rich.console import Console

    Console(markup=False, highlight=False, emoji=False).print(renderable)


def print_json(record: "Record | list[Any] | dict[str, Any]") -> None:
    """One JSON document on stdout, indented for people, with a newline at its end."""
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(record), indent=2))


def write_file(path: Path, data: bytes) -> None:
    """Write what the user asked for, into a folder that is made if it is not there. Raises RequestError."""
    from grader.errors import RequestError

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise RequestError(f"{path}: cannot be written: {(error.strerror or 'unknown reason').lower()}") from error
