"""`grade results` and `grade show`: what the gradebook holds."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.cli.common import course_option, gradebook_option, json_option, open_course, open_gradebook, print_json
from grader.cli.common import show as show_on_screen

if TYPE_CHECKING:
    from grader.records import Mark


@click.command(short_help="List the results that count.")
@click.argument("assignment", required=False)
@course_option
@gradebook_option
@json_option
def results(assignment: str | None, course: Path | None, gradebook: str | None, as_json: bool) -> None:
    """List the result that counts of each student, for ASSIGNMENT or for all.

    \b
    Example:
        grade results hw1
    """
    from grader.feedback.terminal import class_table

    here = open_course(course)
    if assignment is not None:
        here.assignment(assignment)
    with open_gradebook(here, gradebook) as book:
        found = book.marks(assignment)
    if as_json:
        print_json([with_counted(mark) for mark in found])
    else:
        show_on_screen(class_table([mark.result for mark in found], [mark.summary for mark in found]))


@click.command(short_help="Show one student's results, test by test.")
@click.argument("student")
@click.argument("assignment", required=False)
@click.option("--staff", is_flag=True, help="Also what only staff may read: the values that a test compared.")
@course_option
@gradebook_option
@json_option
def show(
    student: str, assignment: str | None, staff: bool, course: Path | None, gradebook: str | None, as_json: bool
) -> None:
    """Show the result that counts of STUDENT, for ASSIGNMENT or for each.

    \b
    Example:
        grade show ada hw1 --staff
    """
    from grader.course.identity import student_of
    from grader.errors import RequestError
    from grader.feedback.terminal import result_tables, usage_table

    here = open_course(course)
    whose = student_of(student, None, None)
    ids = [here.assignment(assignment).id] if assignment is not None else list(here.assignment_ids)
    with open_gradebook(here, gradebook) as book:
        found = [mark for id in ids for mark in book.marks(id, whose)]
        notes = {mark.result.assignment: book.notes(mark.result.submission, mark.result.suite) for mark in found}
    if not found:
        raise RequestError(f"{whose}: no result in the gradebook: grade submit makes one")
    if as_json:
        documents = [with_counted(mark) for mark in found]
        print_json([{"result": each, "notes": notes[each["assignment"]]} for each in documents] if staff else documents)
        return
    for mark in found:
        show_on_screen(result_tables(mark.result, mark.summary))
        if staff:
            show_on_screen(usage_table(mark.result))
        for note in notes[mark.result.assignment] if staff else []:
            click.echo(f"\n{note.test}\n{note.detail}" + (f"\nprinted: {note.output}" if note.output else ""))


def with_counted(mark: "Mark") -> dict[str, Any]:
    """The result's document, and after it what counts of its score."""
    import msgspec

    document: dict[str, Any] = msgspec.to_builtins(mark.result)
    summary = mark.summary
    counts = {name: getattr(summary, name) for name in ("due", "days_late", "penalty", "counted", "attempts")}
    return {**document, **counts}
