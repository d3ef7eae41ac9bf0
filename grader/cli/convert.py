"""`grade convert`: an assignment out of another grader's notebook."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.common import NOTEBOOK, course_option, json_option, open_course, print_json

if TYPE_CHECKING:
    from grader.authoring.convert import Converted
    from grader.course.layout import Course


@click.command(short_help="Make an assignment of nbgrader's or otter's source notebook.")
@click.argument("notebook", metavar="FILE", type=NOTEBOOK)
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), metavar="DIR", help="The course; made if there is none."
)
@click.option("--assignment", metavar="ID", help="Otherwise the file's name up to the first _, - or space.")
@click.option("--topic", default="converted", show_default=True, metavar="TOPIC", help="What it is about.")
@click.option(
    "--data", type=NOTEBOOK, multiple=True, metavar="FILE", help="A file that the notebook reads; students get it."
)
@click.option("--run/--no-run", default=True, help="Whether to try each test on its own solution and on the stub.")
@course_option
@json_option
def convert(
    notebook: Path,
    folder: Path | None,
    assignment: str | None,
    topic: str,
    data: tuple[Path, ...],
    run: bool,
    course: Path | None,
    as_json: bool,
) -> None:
    """Make an assignment of FILE, a source notebook of nbgrader or a master notebook of Otter.

    The solution becomes the model answer, its tests a hidden suite, those that students see public checks. What cannot
    be carried over is listed. The notebook's own code is run, unless you say --no-run: convert what you trust.

    \b
    Example:
        grade convert ps1/problem1.ipynb --to networks --assignment hw1
    """
    from grader.authoring.convert import converted
    from grader.authoring.files import require_jupytext
    from grader.authoring.naming import refuse_known
    from grader.authoring.source import LIMITS
    from grader.course.files import read_file
    from grader.course.identity import assignment_of
    from grader.errors import RequestError

    if folder is not None and course is not None:
        raise click.UsageError("say --to DIR or --course DIR, not both")
    require_jupytext()
    here = _course(folder, course)
    id = assignment_of(assignment, None, notebook.stem)
    if here is not None:
        refuse_known(here, id)
    beside = {_below(path, notebook.parent): read_file(path, LIMITS.notebook_bytes) for path in data}
    for name in beside:
        if name.lower().endswith((".py", ".ipynb", ".toml")) or name.startswith("."):
            raise RequestError(f"--data: {name}: no data that students could be given: put code into a cell")
    made = converted(read_file(notebook, LIMITS.notebook_bytes), notebook.name, id, topic, beside=beside, run=run)
    if not made.files:
        _list_left(made, err=True)
        raise RequestError(f"{notebook.name}: no test in it can be carried over: nothing was written")
    root = _written(made, here, folder)
    if as_json:
        print_json({"assignment": id, "course": str(root), "tasks": list(made.tasks), "left": list(made.left)})
    else:
        _tell(made, root, topic)


def _below(path: Path, folder: Path) -> str:
    """Where the notebook looks for a file: below its own folder, else beside it."""
    path, folder = path.absolute(), folder.absolute()
    parts = path.relative_to(folder).parts if path.is_relative_to(folder) else (path.name,)
    return "/".join(parts) if ".." not in parts else path.name


def _course(folder: Path | None, course: Path | None) -> "Course | None":
    """The course to write into; None where `--to` names one that is to be made."""
    if folder is None:
        return open_course(course)
    return open_course(folder) if (folder / "course.toml").is_file() else None


def _written(made: "Converted", here: "Course | None", folder: Path | None) -> Path:
    from grader.authoring.files import write_new
    from grader.authoring.naming import as_title, course_folder
    from grader.authoring.new import course_files
    from grader.course.layout import find_course
    from grader.course.release import write_stub
    from grader.errors import CourseError

    if here is not None:
        root, files = here.root, dict(made.files)
    else:
        root = course_folder(folder or Path())
        files = {**course_files(as_title(root.name)), **made.files}
    write_new(root, files)
    try:
        write_stub(find_course(root, root).assignment(made.assignment))
    except CourseError as error:  # listed among what is left, with the way out
        click.echo(f"grade: no stub yet: {error}", err=True)
    return root


def _tell(made: "Converted", root: Path, topic: str) -> None:
    from grader.feedback.plain import plain

    width = max(len(task.name) for task in made.tasks)
    click.echo(f"{made.assignment}: converted, in {plain(root.name, 80)}\n")
    for task in made.tasks:
        tests = f"{task.tests} test{'s' if task.tests > 1 else ''}"
        click.echo(f"  {plain(task.name, 60):{width}}  {tests:9}  {task.was:g} points, now {task.points:g}")
    _list_left(made)
    folder = f"{made.assignment}_{topic}"
    click.echo(f"\nAll of this stands in solutions/{folder}/converted.md. Try:")
    for command in (
        f"pytest tests/hidden/{folder}",
        f"grade audit {made.assignment}",
        f"grade submit solutions/{folder}/{made.assignment}.py --student model",
    ):
        click.echo(f"  {command}")


def _list_left(made: "Converted", *, err: bool = False) -> None:
    from grader.feedback.plain import plain

    if made.left:
        click.echo("\nNot carried over:", err=err)
    for left in made.left:
        click.echo(f"  {plain(left.place, 120)}: {plain(left.why, 300)}", err=err)
