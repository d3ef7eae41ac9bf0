"""`grade regrade`: grade anew after a suite was mended, and show what that changes before it is recorded."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.common import (
    course_option,
    gradebook_option,
    json_option,
    open_course,
    open_gradebook,
    print_json,
    show,
)
from grader.sandbox.choice import KINDS

if TYPE_CHECKING:
    from grader.gradebook.store import Gradebook
    from grader.grading import Graded, Grader
    from grader.records import Change, Result, Submission


@click.command(short_help="Grade a class anew; show who changes before it counts.")
@click.argument("assignment")
@click.option("--student", "students", multiple=True, metavar="ID", help="Of this student alone; may be repeated.")
@click.option("--all", "every", is_flag=True, help="Every attempt, not only those that count.")
@click.option("--yes", is_flag=True, help="Record without asking.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and record nothing.")
@click.option(
    "--sandbox", type=click.Choice(KINDS), default=KINDS[0], show_default=True, help="none: no isolation at all."
)
@course_option
@gradebook_option
@json_option
def regrade(
    assignment: str,
    students: tuple[str, ...],
    every: bool,
    yes: bool,
    dry_run: bool,
    sandbox: str,
    course: Path | None,
    gradebook: str | None,
    as_json: bool,
) -> int:
    """Grade the submissions of ASSIGNMENT that count anew; show who changes, and by how much; then ask.

    Either all of the new results are recorded or none. Ends with 1 when you say no.

    \b
    Example:
        grade regrade hw1 --dry-run
    """
    from grader.feedback.terminal import changes_table
    from grader.grading import Grader

    if as_json and not (yes or dry_run):
        raise click.UsageError("--json cannot ask: say --yes or --dry-run too")
    here = open_course(course)
    chosen = here.assignment(assignment)
    if sandbox == "none":
        click.echo("grade: --sandbox none: these notebooks' code can read every file that you can", err=True)
    with Grader(here, chosen, sandbox) as grader, open_gradebook(here, gradebook) as book:
        ids = _chosen(book, chosen.id, students, every)
        graded = list(graded_anew(_submissions(book, ids), grader))
        changes = [change for each in graded if (change := _change(book.result(each.result.submission), each.result))]
        if not as_json:
            show(changes_table(changes, len(graded)))
        wanted = not dry_run and (yes or click.confirm(f"record {len(graded)} new results?", err=True))
        if wanted:
            book.record_all((each.result, each.notes) for each in graded)
    if as_json:
        said = {"assignment": chosen.id, "suite": grader.suite, "regraded": len(graded), "recorded": wanted}
        print_json({**said, "changes": changes})
    elif not wanted:
        click.echo("grade: nothing recorded", err=True)
    return 0 if wanted or dry_run else 1


def graded_anew(submissions: "Iterable[Submission]", grader: "Grader") -> "Iterator[Graded]":
    """Each submission's result by the suite as it is now, in the order given. Raises OurFault: then there is none."""
    from grader.grading import grade_one

    for submission in submissions:
        yield grade_one(submission, grader)


def _chosen(book: "Gradebook", assignment: str, students: Sequence[str], every: bool) -> list[str]:
    """The ids of the submissions that are meant. Raises RequestError for a student without any."""
    from grader.course.identity import student_of
    from grader.errors import RequestError

    found: list[str] = []
    for whose in dict.fromkeys(student_of(one, None, None) for one in students) if students else (None,):
        of_student = (
            book.submission_ids(assignment, whose)
            if every
            else [summary.submission for summary in book.summaries(assignment, whose)]
        )
        if not of_student:
            of_whom = f"{whose}: " if whose is not None else ""
            raise RequestError(f"{of_whom}no result for {assignment} in the gradebook: grade submit makes one")
        found.extend(of_student)
    return found


def _submissions(book: "Gradebook", ids: Sequence[str]) -> "Iterator[Submission]":
    for id in ids:
        submission = book.submission(id)
        if submission is not None:
            yield submission


def _change(before: "Result | None", after: "Result") -> "Change | None":
    """What differs; None when nothing does."""
    from grader.grading import rounded
    from grader.records import Change

    old = {task.name: task.score for task in before.tasks} if before is not None else {}
    new = {task.name: task.score for task in after.tasks}
    tasks = {name: (old.get(name, 0.0), new.get(name, 0.0)) for name in [*new, *(old.keys() - new.keys())]}
    differing = {name: pair for name, pair in tasks.items() if pair[0] != pair[1]}
    if before is not None and not differing and (before.score, before.status) == (after.score, after.status):
        return None
    return Change(
        student=after.student,
        submission=after.submission,
        before=None if before is None else before.score,
        after=after.score,
        difference=rounded(after.score - (before.score if before is not None else 0.0)),
        max_score=after.max_score,
        tasks=differing,
    )
