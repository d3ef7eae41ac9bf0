"""`grade extend`: a student's own due date."""

from datetime import datetime
from pathlib import Path

import click

from grader.cli.common import course_option, gradebook_option, open_course, open_gradebook


@click.command()
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

    if (when is None) != withdraw:
        raise click.UsageError("say WHEN, or --withdraw")
    here = open_course(course)
    chosen = here.assignment(assignment)
    whose = student_of(student, None, None)
    due = None if when is None else _moment(when)
    with open_gradebook(here, gradebook) as book:
        book.extend(whose, chosen.id, due)
    if due is None:
        click.echo(f"{whose}: no extension for {chosen.id}")
    else:
        click.echo(f"{whose}: {chosen.id} is due {due.isoformat(' ', 'minutes')}")
    if chosen.counting.late.due is None:
        click.echo(f"grade: {chosen.id} has no due date for all, so nobody is late: see [late] in the README", err=True)


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
