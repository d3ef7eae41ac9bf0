"""`grade submit`: store one notebook, grade it with the hidden suite, record and print the score."""

import getpass
import os
import threading
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.common import (
    NOTEBOOK,
    course_option,
    gradebook_option,
    json_option,
    open_course,
    open_gradebook,
    print_json,
    record,
    show,
    store,
)
from grader.cli.progress import shown_waiting
from grader.sandbox.choice import KINDS

if TYPE_CHECKING:
    from grader.course.layout import Assignment, Course
    from grader.records import Result, Submission, Summary


@click.command(short_help="Grade NOTEBOOK with the hidden suite, and record the mark.")
@click.argument("notebook", type=NOTEBOOK)
@click.option("--student", metavar="ID", help="Whose work it is. Otherwise the notebook's metadata, or your login.")
@click.option("--assignment", metavar="ID", help="What it answers. Otherwise the metadata, or the file's name.")
@click.option(
    "--sandbox", type=click.Choice(KINDS), default=KINDS[0], show_default=True, help="none: no isolation at all."
)
@click.option("--seed", metavar="ID", help="Draw the hidden tests' inputs as for this student, to repeat their result.")
@course_option
@gradebook_option
@json_option
def submit(
    notebook: Path,
    student: str | None,
    assignment: str | None,
    sandbox: str,
    seed: str | None,
    course: Path | None,
    gradebook: str | None,
    as_json: bool,
) -> int:
    """Grade NOTEBOOK (.ipynb or .py) with the hidden suite and record the result.

    \b
    Example:
        grade submit hw1.ipynb --student ada
    """
    from grader.course.identity import assignment_of, seed_of, student_of
    from grader.course.notebook import read_file, said_of
    from grader.grading import Grader, grade_one

    here = open_course(course)
    data = read_file(notebook, here.limits.notebook_bytes)
    said_assignment, said_student = said_of(data, notebook.name)
    chosen = here.assignment(assignment_of(assignment, said_assignment, notebook.stem))
    whose = student_of(student, said_student, _login())
    inputs_of = None if seed is None else seed_of(seed)
    submission = _handed_in_now(chosen.id, whose, notebook.name, data)
    if sandbox == "none":
        click.echo("grade: --sandbox none: this notebook's code can read every file that you can", err=True)
    with ExitStack() as opened:
        try:
            grader = opened.enter_context(Grader(here, chosen, sandbox, inputs_of))  # warms up meanwhile
        finally:  # whatever fails, before or after: what was handed in is not lost
            store(here, gradebook, submission)
        if not as_json:
            threading.Thread(target=_load_tables, daemon=True).start()  # after the grader's own forks
        with shown_waiting(f"grading {chosen.id}"):
            graded = grade_one(submission, grader)
        record(here, gradebook, graded)
    if as_json:
        print_json(graded.result)
    if graded.unreadable:
        click.echo(f"grade: {graded.result.error}", err=True)
        return 2
    if not as_json:
        _show(graded.result, _what_counts(here, gradebook, chosen, whose))
    return 0


def _handed_in_now(assignment: str, student: str, name: str, data: bytes) -> "Submission":
    from grader.gradebook.ids import submission_id
    from grader.grading import digest
    from grader.records import Submission

    sha256, now = digest(data), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Submission(
        id=submission_id(assignment, student, sha256, f"{now} {time.time_ns()}"),
        assignment=assignment,
        student=student,
        name=name,
        data=data,
        sha256=sha256,
        submitted_at=now,
    )


def _show(result: "Result", counts: "Summary | None") -> None:
    from grader.feedback.terminal import result_tables

    ours = counts is not None and counts.submission == result.submission
    show(result_tables(result, counts if ours else None))
    if counts is not None and not ours:
        click.echo(f"\nAnother attempt counts: {counts.counted:g} / {counts.max_score:g}, of {counts.submitted_at}")


def _what_counts(here: "Course", gradebook: str | None, chosen: "Assignment", student: str) -> "Summary | None":
    """Where it need not be what was just recorded: with a due date, or when the best attempt counts."""
    if chosen.counting.late.due is None and chosen.counting.attempt == "last":
        return None
    with open_gradebook(here, gradebook) as book:
        return next(iter(book.summaries(chosen.id, student)), None)


def _load_tables() -> None:
    """Load what prints the result while the suite runs, out of its way."""
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)  # Linux: of this thread alone
    import grader.feedback.terminal  # noqa: F401


def _login() -> str | None:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a user without a name, as containers have
        return None
