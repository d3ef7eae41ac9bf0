"""`from grader import check; check("step")`: the public checks of a task against the live names of a notebook."""

import sys
from collections.abc import MutableMapping, Sequence
from pathlib import Path
from typing import Any

from grader.course.layout import Assignment, find_course, read_assignment_folder
from grader.course.quoting import quoted
from grader.errors import CourseError, GraderError, RequestError
from grader.feedback.html import checks_html
from grader.feedback.plain import plain
from grader.records import TestResult
from grader.sandbox.fake import FakeNotebook
from grader.suite.checks import run_checks


class Checks:
    """What the checks found: a table in Jupyter, text elsewhere."""

    def __init__(self, rows: Sequence[tuple[str, TestResult]]) -> None:
        self.rows = rows

    @property
    def passed(self) -> bool:
        """Whether every check passes."""
        return all(test.outcome == "passed" for _, test in self.rows)

    def _repr_html_(self) -> str:
        return checks_html(self.rows)

    def __repr__(self) -> str:
        import io

        from rich.console import Console

        from grader.feedback.terminal import checks_table

        text = io.StringIO()
        Console(file=text, markup=False, highlight=False, emoji=False, width=80).print(checks_table(self.rows))
        return text.getvalue().rstrip()


def check(task: str | None = None, *, assignment: str | None = None) -> Checks | None:
    """Run the public checks of `task` (of every task when it is left out) against the notebook's own names.

    The checks are those that lie beside the notebook or in the course around it. Where there are several assignments,
    the one that has the task is meant; `assignment` says it by its id. A mistake in the call is printed, not raised.
    """
    names: MutableMapping[str, Any] = sys._getframe(1).f_globals
    try:
        chosen = _chosen(Path.cwd(), task, assignment)
        rows = run_checks(chosen, lambda: FakeNotebook(names, chosen.limits), task)
    except GraderError as error:
        print(f"check: {plain(str(error), 600, lines=True)}")  # noqa: T201  the cell's output is where a student looks
        return None
    return Checks(rows)


def _chosen(folder: Path, task: object, assignment: str | None) -> Assignment:
    """The one assignment that is meant. Raises RequestError, with the way out, when there is none or a choice."""
    if task is not None and not isinstance(task, str):
        raise RequestError(f'{quoted(task)} is no task: say its name, as in check("step")')
    if (folder / "assignment.toml").is_file():
        return read_assignment_folder(folder)
    course = find_course(folder)
    if assignment is not None:
        return course.assignment(assignment)
    known = [course.assignment(id) for id in course.assignment_ids]
    fitting = [each for each in known if task is None or task in {one.name for one in each.tasks}]
    if len(fitting) != 1:
        choice = ", ".join(each.id for each in fitting or known)
        raise CourseError(f"which assignment? say check({task!r}, assignment=…): there are {choice}")
    return fitting[0]
