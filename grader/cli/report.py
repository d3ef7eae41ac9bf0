"""`grade report`: a class and its assignment in numbers, for the teacher."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from grader.cli.common import course_option, gradebook_option, json_option, open_course, open_gradebook, print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.records import Mark, Member

_FOLDER: Final = click.Path(path_type=Path, file_okay=False)


@click.command(short_help="Write a page about the class.")
@click.argument("assignment")
@click.option("--out", type=_FOLDER, metavar="DIR", help="Where the pages go; earlier ones in it are replaced.")
@click.option(
    "--roster",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The class list, one student's id a line: tells who is missing. Otherwise what `grade roster import` read.",
)
@click.option("--jplag", type=_FOLDER, metavar="DIR", help="Also write the code there as JPlag reads it.")
@course_option
@gradebook_option
@json_option
def report(
    assignment: str,
    out: Path | None,
    roster: Path | None,
    jplag: Path | None,
    course: Path | None,
    gradebook: str | None,
    as_json: bool,
) -> None:
    """Write a page about the class in ASSIGNMENT: scores, tests, misconceptions, similar submissions.

    \b
    Example:
        grade report hw1 --out report
    """
    from grader.analysis.class_report import class_report
    from grader.report.classwork import compare, read_classwork

    if out is None and jplag is None and not as_json:
        raise click.UsageError("name a folder for the page with --out, or ask for --json or --jplag")
    here = open_course(course)
    about = here.assignment(assignment)
    with open_gradebook(here, gradebook) as book:
        marks = book.marks(about.id)
        listed = read_roster(roster) if roster is not None else listed_in(book.roster(), marks)
        attempts = book.attempts(about.id)
        work = read_classwork(book, marks, about)
    comparison = compare(work)
    found = class_report(
        assignment=about.id,
        title=about.title,
        max_score=about.max_score,
        due=about.counting.late.due,
        marks=marks,
        attempts=attempts,
        roster=listed,
        similar=comparison.found,
    )
    said = []
    if out is not None:
        from grader.report.pages import write_report

        said.append(click.format_filename(write_report(out, here.title, found, comparison)))
    if jplag is not None:
        from grader.report.jplag import write_for_jplag

        write_for_jplag(jplag, about.id, work.code, work.given)
        folder = click.format_filename(jplag)
        said.append(f"jplag --language python3 --base-code {folder}/base-code {folder}/submissions")
    if as_json:
        print_json(found)
    else:
        click.echo("\n".join(said))


def listed_in(members: "Sequence[Member]", marks: "Sequence[Mark]") -> list[str] | None:
    """Whom a class list holds: by the ids that they have results by, else as the list calls them. None for no list."""
    from grader.export.people import ids_of

    if not members:
        return None
    theirs, _ = ids_of(members, [mark.summary.student for mark in marks])
    called = [member.student or member.email or member.login or member.name for member in members]
    return [id for ids, name in zip(theirs, called, strict=True) for id in ids or [name]]


def read_roster(path: Path) -> list[str]:
    """The ids in a class list, one a line; blank lines and lines that begin with # are none.

    Raises RequestError for what cannot be read, and for a line that is no student's id.
    """
    from grader.course.identity import student_of
    from grader.course.quoting import quoted
    from grader.errors import RequestError

    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "not UTF-8").lower()
        raise RequestError(f"{path}: cannot be read: {reason}") from None
    found = []
    for number, line in enumerate(map(str.strip, lines), 1):
        if not line or line.startswith("#"):
            continue
        try:
            found.append(student_of(None, line, None))
        except RequestError:
            raise RequestError(
                f"{path}: line {number}: {quoted(line)} is no student's id: write one id a line"
            ) from None
    return found
