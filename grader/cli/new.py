"""`grade new`: a course, or an assignment, that works at once and waits to be changed."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.common import course_option, open_course

if TYPE_CHECKING:
    from grader.course.layout import Assignment


@click.group(short_help="Begin a course, or an assignment of one.")
def new() -> None:
    """Begin a course, or an assignment of one: small and complete, to be changed into yours.

    \b
    Example:
        grade new course networks
    """


@new.command(short_help="Make DIR a course.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", metavar="TEXT", help="The course's title. Otherwise DIR's name.")
@click.option("--empty", is_flag=True, help="Without an example assignment.")
def course(folder: Path, title: str | None, empty: bool) -> None:
    """Make DIR a course: its settings, a README for staff, and an example assignment.

    Nothing that is there is overwritten.

    \b
    Example:
        grade new course networks --title "Neural networks"
    """
    from grader.authoring.files import require_jupytext
    from grader.authoring.naming import as_title, course_folder
    from grader.authoring.new import FIRST, add_assignment, add_course

    root = course_folder(folder)
    require_jupytext()
    made = add_course(root, as_title(title if title is not None else root.name))
    click.echo(f"{root.name}: a new course")
    if empty:
        _say_next(root, ["grade new assignment hw1 --topic TOPIC"], [])
    else:
        _tell(add_assignment(made, *FIRST), root)


@new.command(short_help="Add the assignment ID to the course.")
@click.argument("id")
@click.option("--topic", required=True, metavar="TOPIC", help="What it is about, like gradient_descent.")
@course_option
def assignment(id: str, topic: str, course: Path | None) -> None:
    """Add the assignment ID to the course: model answer, stub, hidden suite, public checks, misconceptions.

    The example in it, two tasks of which one builds on the other, is the same for every topic: change it.

    \b
    Example:
        grade new assignment hw9 --topic attention
    """
    from grader.authoring.new import add_assignment

    here = open_course(course)
    added = add_assignment(here, id, topic)
    click.echo(f"{added.id}: a new assignment in {here.root.name}")
    listed = open_course(here.root).assignment_ids
    _tell(added, None)
    if added.id not in listed:
        click.echo(f'\nAnd add "{added.id}" to `assignments` in course.toml, which lists those that are taught.')


def _tell(added: "Assignment", root: Path | None) -> None:
    from grader.authoring.new import TASK

    base = added.folder.parent.parent
    changed = [
        (added.model_path, "the lesson and the model answer: the stub is made from it"),
        (added.folder / "assignment.toml", "the tasks and their points"),
        (added.hidden_folder, "the hidden suite"),
        (added.public_checks, "the checks that students get"),
        (added.misconceptions_path, "wrong answers, and what to tell the student"),
        (added.alternatives_path, "right answers written otherwise"),
    ]
    width = max(len(str(path.relative_to(base))) for path, _ in changed)
    commands = [
        f"pytest {added.hidden_folder.relative_to(base)}",
        f"grade audit {added.id}",
        f"grade check {added.model_path.relative_to(base)} --task {TASK}",
        f"grade submit {added.model_path.relative_to(base)} --student model",
        f"grade release {added.id} --zip dist/",
    ]
    _say_next(root, commands, [f"{path.relative_to(base)!s:{width}}  {what}" for path, what in changed])


def _say_next(root: Path | None, commands: list[str], changed: list[str]) -> None:
    if changed:
        click.echo("\nChange what is in:")
        for line in changed:
            click.echo(f"  {line}")
    click.echo("\nTry:")
    for command in ([f"cd {root}"] if root is not None else []) + commands:
        click.echo(f"  {command}")
