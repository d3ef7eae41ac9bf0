"""`grade extend`: a student's own due date."""

from datetime import datetime
from pathlib import Path

import click

from grader.cli.common import course_option, gradebook_option, open_course, open_gradebook


@click.command(short_help="Give a student more time.")
@click.argument("student")
@click.argument("assignment")
@click.argument("when", required=False)
@click.option("--withdraw", is_flag=True, help="Take the extension back.")
@course_option
@gradebook_option
def extend(
    student: str, assignment: str, when: str | None, withdraw: bool, course: Path | None, gradebook: str | None
) -> None:
    """Give STUDENT until WHEN for ASSIGNMENT: a date and time with its offset from UTC.

    Results recorded before count by it too. An extension never takes away time that all have.

    \b
    Example:
        grade extend ada hw1 2026-12-03T23:59+01:00
    """
    from grader.course.identity import student_of
    from grader.errors import RequestError
    from grader.export.people import Directory

    if (when is None) != withdraw:
        raise click.UsageError("say WHEN, or --withdraw")
    here = open_course(course)
    chosen = here.assignment(assignment)
    whose = student_of(student, None, None)
    due = None if when is None else _moment(when)
    common = chosen.counting.late.due
    if due is not None and common is not None and due <= common:
        raise RequestError(f"WHEN: {chosen.id} is due {_shown(common)} for all: an extension is later")
    with open_gradebook(here, gradebook) as book:
        before = next((each.due for each in book.extensions(chosen.id, whose)), None)
        known = bool(Directory(book.roster()).find(whose) or book.summaries(student=whose))
        book.extend(whose, chosen.id, due)
    if due is None:
        click.echo(f"{whose}: no extension for {chosen.id}")
    else:
        instead = f", in place of {_shown(before)}" if before is not None and before != due else ""
        click.echo(f"{whose}: {chosen.id} is due {_shown(due)}{instead}")
    if not known:
        click.echo(f"grade: {whose}: neither a result nor in the class list, so far: is the id right?", err=True)
    if common is None:
        nobody = f"{chosen.id} has no due date for all, so nobody is late"
        click.echo(f"grade: {nobody}: say `due` in the [late] of its assignment.toml", err=True)


def _shown(due: datetime) -> str:
    return due.isoformat(" ", "minutes")


def _moment(when: str) -> datetime:
    from grader.course.quoting import quoted
    from grader.errors import RequestError

    try:
        due = datetime.fromisoformat(when)
        due.utctimetuple()  # the first and last days of the calendar have no UTC in some zones
    except (ValueError, OverflowError) as error:
        raise RequestError(f"WHEN: {quoted(when)} is no date and time: write it like 2026-12-03T23:59+01:00") from error
    if due.tzinfo is None:
        raise RequestError(f"WHEN: {quoted(when)} has no offset from UTC: write it like 2026-12-03T23:59+01:00")
    return due
