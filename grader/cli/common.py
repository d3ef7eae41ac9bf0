"""What several commands share: options, the course, and printing."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import RenderableType

    from grader.course.layout import Course
    from grader.records import Record

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


def json_option(command: _F) -> _F:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")(command)


def open_course(option: Path | None) -> "Course":
    """The course that the command is about."""
    from grader.course.layout import find_course

    return find_course(Path.cwd(), option)


def show(renderable: "RenderableType") -> None:
    """Print something of rich's on stdout. Strings from students reach it as plain text, never as markup."""
    from rich.console import Console

    Console(markup=False, highlight=False, emoji=False).print(renderable)


def print_json(record: "Record | list[Any] | dict[str, Any]") -> None:
    """One JSON document on stdout, indented for people, with a newline at its end."""
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(record), indent=2))
