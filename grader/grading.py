"""The main path. One notebook goes in, a score by task comes out.

    read the notebook  →  start the student in a sandbox  →  run the hidden suite  →  score  →  a record

The suite runs in a staff process (`suite.server`) and calls the student's functions over a wire; the student's code
runs in a sandbox (`sandbox`), in a fork of its own for each test. Nothing here touches a database or prints.
"""

import hashlib
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Final, NamedTuple, Self

from msgspec import UNSET

from grader.course.layout import Assignment, Course
from grader.course.notebook import read_submission
from grader.errors import NotebookError, SuiteError
from grader.records import Result, StaffNote, Submission, SuiteReport, TaskResult, TestResult, Verdict
from grader.sandbox.choice import open_sandbox
from grader.suite.digest import suite_digest
from grader.suite.places import Place
from grader.suite.server import SuiteServer

PATIENCE: Final = 0.1
"""Seconds in which a sandbox that was killed is known to be dead."""


class Graded(NamedTuple):
    """A result, and what only staff may read of its tests."""

    result: Result
    notes: tuple[StaffNote, ...]
    unreadable: bool = False


class Grader:
    """Everything that is warm between submissions of one assignment: the sandbox and the collected suite.

    Make it before loading anything heavy: it forks, and the sandbox warms up while the caller goes on.
    `inputs_of` names the student whose random inputs everybody gets; otherwise each has their own.
    Raises SuiteError when the assignment has no hidden suite here.
    """

    def __init__(
        self, course: Course, assignment: Assignment, sandbox: str = "bubblewrap", inputs_of: str | None = None
    ) -> None:
        if not assignment.hidden_folder.is_dir():
            raise SuiteError(f"{assignment.hidden_folder.name}: no hidden suite: it belongs in tests/hidden")
        self.assignment = assignment
        self._inputs_of = inputs_of
        self._sandbox = open_sandbox(sandbox, assignment.folder, [course.root], course.state)
        place = Place(assignment=assignment, folder=assignment.hidden_folder, graded=True)
        self._server = SuiteServer(place, self._sandbox)
        self.suite = suite_digest(assignment)

    def judge(self, submission: Submission, only: Sequence[str] = ()) -> SuiteReport:
        """What the suite says. Raises NotebookError, or OurFault when there can be no mark."""
        limits = self.assignment.limits
        notebook = read_submission(submission.data, submission.name, limits)
        report = self._server.judge(notebook.cells, self._inputs_of or submission.student, limits, only)
        # What dies with the sandbox looks as if it had died of itself.
        self._sandbox.check(patience=PATIENCE if _died(report) else 0.0)
        return report

    def close(self) -> None:
        """End the suite's process and the sandbox."""
        self._server.close()
        self._sandbox.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def grade_one(submission: Submission, grader: Grader, only: Sequence[str] = ()) -> Graded:
    """Grade one submission, by the tests of the tasks `only` alone when some are named.

    A notebook that cannot be read, or of which nothing can be run, is a result too, with status "failed" and score 0.
    Raises OurFault when the grader itself failed: then there is no result at all.
    """
    started = time.monotonic()
    unreadable = False
    try:
        report = grader.judge(submission, only)
    except NotebookError as error:
        report, unreadable = SuiteReport(cells=(), verdicts=(), failure=str(error)), True
    tasks = score(report, [task.name for task in grader.assignment.tasks])
    earned, most = sum_of(tasks)
    result = Result(
        assignment=submission.assignment,
        student=submission.student,
        submission=submission.id,
        sha256=submission.sha256,
        suite=grader.suite,
        submitted_at=submission.submitted_at,
        elapsed=round(time.monotonic() - started, 3),
        status="graded" if report.failure is None else "failed",
        error=report.failure,
        score=earned,
        max_score=most if report.failure is None else grader.assignment.max_score,
        cells=report.cells,
        tasks=tasks,
        bounds=report.bounds,
    )
    notes = tuple(_note(verdict) for verdict in report.verdicts if verdict.detail or verdict.output)
    return Graded(result, notes, unreadable)


def score(report: SuiteReport, order: Sequence[str]) -> tuple[TaskResult, ...]:
    """The tasks in `order` (those it does not name come last), each the sum of its tests.

    Points need an explicit pass: any other outcome is worth nothing.
    """
    tests: dict[str, list[TestResult]] = {name: [] for name in order}
    for verdict in report.verdicts:
        tests.setdefault(verdict.task, []).append(_test(verdict))
    return tuple(
        TaskResult(
            name=name,
            score=rounded(sum(test.points for test in of_task)),
            max_score=rounded(sum(test.max_points for test in of_task)),
            tests=tuple(of_task),
            diagnoses=report.diagnoses.get(name, ()),
            consequential=report.consequential.get(name, UNSET),
        )
        for name, of_task in tests.items()
        if of_task
    )


def sum_of(tasks: Sequence[TaskResult]) -> tuple[float, float]:
    """Points earned and points possible."""
    return rounded(sum(task.score for task in tasks)), rounded(sum(task.max_score for task in tasks))


def rounded(points: float) -> float:
    """Points without the dust that adding tenths leaves."""
    return round(points, 6)


def digest(data: bytes) -> str:
    """What a submission's bytes are known by: SHA-256, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _died(report: SuiteReport) -> bool:
    """Whether something of the student's died, or nothing could be run."""
    crashed = any(verdict.outcome == "crashed" for verdict in report.verdicts)
    return crashed or report.failure is not None or any(cell.error.type == "Crash" for cell in report.cells)


def _test(verdict: Verdict) -> TestResult:
    return TestResult(
        name=verdict.name,
        outcome=verdict.outcome,
        points=verdict.max_points if verdict.outcome == "passed" else 0.0,
        max_points=verdict.max_points,
        message=verdict.message,
        visible=verdict.visible,
        usage=verdict.usage,
    )


def _note(verdict: Verdict) -> StaffNote:
    return StaffNote(test=verdict.test, detail=verdict.detail, output=verdict.output)
