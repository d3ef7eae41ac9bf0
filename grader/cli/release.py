"""`grade release`: stub notebooks written from the model answers, and bundles for students."""

from pathlib import Path

import click

from grader.cli.common import course_option, open_course


@click.command(short_help="Write the stub notebooks that students get.")
@click.argument("assignment", required=False)
@click.option(
    "--zip", "folder", type=click.Path(path_type=Path), metavar="DIR", help="Also write a bundle for students to DIR."
)
@course_option
def release(assignment: str | None, folder: Path | None, course: Path | None) -> None:
    """Write the stub notebook of ASSIGNMENT (of all, when left out) from its model answer.

    \b
    Example:
        grade release hw1 --zip dist/
    """
    from grader.course.release import write_bundle, write_stub

    here = open_course(course)
    for id in [assignment] if assignment is not None else here.assignment_ids:
        chosen = here.assignment(id)
        changed = write_stub(chosen)
        click.echo(f"{chosen.stub_path.name}: {'written' if changed else 'is up to date'}")
        if folder is not None:
            click.echo(f"{write_bundle(chosen, folder)}: written")
