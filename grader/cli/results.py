"""`grade results` and `grade show`: what the gradebook holds."""

from pathlib import Path

import click

from grader.cli.common import GRADEBOOK, course_option, json_option, open_course, print_json
from grader.cli.common import show as show_on_screen


@click.command()
@click.argument("assignment", required=False)
@course_option
@json_option
def results(assignment: str | None, course: Path | None, as_json: bool) -> None:
    """List the latest result of each student, for ASSIGNMENT or for all.

    \b
    Example:
        grade results hw1
    """
    from grader.feedback.terminal import class_table
    from grader.gradebook.store import Gradebook

    here = open_course(course)
    if assignment is not None:
        here.assignment(assignment)
    with Gradebook.open(here.state / GRADEBOOK) as book:
        found = book.results(assignment)
    if as_json:
        print_json(list(found))
    else:
        show_on_screen(class_table(found))


@click.command()
@click.argument("student")
@click.argument("assignment", required=False)
@click.option("--staff", is_flag=True, help="Also what only staff may read: the values that a test compared.")
@course_option
@json_option
def show(student: str, assignment: str | None, staff: bool, course: Path | None, as_json: bool) -> None:
    """Show the latest result of STUDENT, for ASSIGNMENT or for each.

    \b
    Example:
        grade show ada hw1 --staff
    """
    from grader.course.identity import student_of
    from grader.errors import RequestError
    from grader.feedback.terminal import result_tables, usage_table
    from grader.gradebook.store import Gradebook

    here = open_course(course)
    whose = student_of(student, None, None)
    ids = [here.assignment(assignment).id] if assignment is not None else list(here.assignment_ids)
    with Gradebook.open(here.state / GRADEBOOK) as book:
        found = [result for id in ids if (result := book.latest(whose, id)) is not None]
        notes = {result.assignment: book.notes(result.submission, result.suite) for result in found}
    if not found:
        raise RequestError(f"{whose}: no result in the gradebook: grade submit makes one")
    if as_json:
        print_json(
            [{"result": result, "notes": notes[result.assignment]} for result in found] if staff else list(found)
        )
        return
    for result in found:
        show_on_screen(result_tables(result))
        if staff:
            show_on_screen(usage_table(result))
        for note in notes[result.assignment] if staff else []:
            click.echo(f"\n{note.test}\n{note.detail}" + (f"\nprinted: {note.output}" if note.output else ""))
