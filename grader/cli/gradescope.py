"""`grade gradescope`: the autograder for a programming assignment on Gradescope."""

from pathlib import Path

import click

from grader.cli.common import course_option, open_course, write_file

SANDBOXES = ("best", "bubblewrap", "none")


@click.command(short_help="Write the zip that grades an assignment on Gradescope.")
@click.argument("assignment")
@click.option(
    "--output",
    required=True,
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE.zip",
    help="Where to write.",
)
@click.option(
    "--sandbox", type=click.Choice(SANDBOXES), default="best", show_default=True, help="none: no isolation at all."
)
@click.option("--raw", is_flag=True, help="Scores before any late penalty.")
@course_option
def gradescope(assignment: str, output: Path, sandbox: str, raw: bool, course: Path | None) -> None:
    """Write the zip that grades ASSIGNMENT on Gradescope. It holds the hidden suite: upload it, give it to nobody.

    There bubblewrap may be forbidden. With `best` student code runs as a user of its own then: what is hidden stays
    hidden and no score can be forged, but the network is open to it. With `bubblewrap` there is no mark then.

    \b
    Example:
        grade gradescope hw1 --output hw1_autograder.zip
    """
    import msgspec

    from grader.export.autograder import Settings, autograder_zip

    here = open_course(course)
    chosen = here.assignment(assignment)
    if sandbox == "none":
        click.echo("grade: --sandbox none: on Gradescope student code can read the suite and write any score", err=True)
    settings = msgspec.convert({"assignment": chosen.id, "sandbox": sandbox, "raw": raw}, Settings)
    write_file(output, autograder_zip(here, chosen, settings))
    click.echo(f"{output}: written: it holds the hidden suite and the model answer, so it is for Gradescope alone")
