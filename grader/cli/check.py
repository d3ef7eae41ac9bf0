"""`grade check`: the public checks, on the student's own machine."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.common import NOTEBOOK, course_option, json_option, print_json, show

if TYPE_CHECKING:
    from grader.course.layout import Assignment, Course


@click.command()
@click.argument("notebook", type=NOTEBOOK)
@click.option("--task", metavar="TASK", help="Only the checks of this task.")
@click.option("--assignment", metavar="ID", help="What it answers. Otherwise the metadata, or the file's name.")
@course_option
@json_option
def check(notebook: Path, task: str | None, assignment: str | None, course: Path | None, as_json: bool) -> int:
    """Run the public checks on NOTEBOOK. Ends with 1 when one does not pass.

    \b
    Example:
        grade check hw1.ipynb --task step
    """
    from grader.course.identity import assignment_of
    from grader.course.notebook import read_file, read_submission
    from grader.feedback.plain import plain
    from grader.records import Limits
    from grader.sandbox.fake import Fake
    from grader.suite.checks import run_checks

    data = read_file(notebook, Limits().notebook_bytes)
    content = read_submission(data, notebook.name, Limits())
    chosen = _assignment(notebook, assignment_of(assignment, content.assignment, notebook.stem), course)
    with contextlib.chdir(notebook.resolve().parent):  # where the notebook finds its data
        loaded = Fake().load(content.cells, chosen.limits)
        rows = run_checks(chosen, lambda: loaded, task)
    if as_json:
        checks = [
            {"task": name, "test": row.name, "outcome": row.outcome, "message": row.message} for name, row in rows
        ]
        cells = [
            {"index": cell.index, "error": {"type": plain(cell.error.type), "message": plain(cell.error.message)}}
            for cell in loaded.cells
        ]
        print_json({"assignment": chosen.id, "cells": cells, "checks": checks})
    else:
        from grader.feedback.terminal import checks_table

        show(checks_table(rows, loaded.cells))
    return 0 if all(test.outcome == "passed" for _, test in rows) else 1


def _assignment(notebook: Path, id: str, course: Path | None) -> "Assignment":
    """The assignment's folder: beside the notebook as it was handed out, else in the course around."""
    from grader.course.layout import read_assignment_folder

    beside = notebook.resolve().parent
    if course is None and (beside / f"test_{id}_public.py").is_file() and (beside / "assignment.toml").is_file():
        return read_assignment_folder(beside)
    return _course(notebook, course).assignment(id)


def _course(notebook: Path, option: Path | None) -> "Course":
    from grader.course.layout import find_course
    from grader.course.quoting import shown_name
    from grader.errors import NoCourseError

    if option is not None:
        return find_course(Path.cwd(), option)
    for start in (Path.cwd(), notebook.resolve().parent):
        with contextlib.suppress(NoCourseError):
            return find_course(start)
    raise NoCourseError(
        f"{shown_name(notebook.name)}: its checks do not lie beside it: put it back into the folder that it was handed "
        "out in, or say --course DIR"
    )
