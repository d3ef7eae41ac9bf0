"""Public checks, run in this process: on a student's machine, with nothing hidden and nothing isolated."""

import contextlib
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.course.layout import Assignment
from grader.errors import CourseError, GraderError, RequestError, SuiteError
from grader.records import TestResult, Verdict
from grader.sandbox.interface import Notebook
from grader.suite.places import Place
from grader.suite.plugin import MARKS, RUN
from grader.suite.runs import QUIET, Noted, own_settings, reason_in
from grader.suite.sitting import Sitting


def run_checks(
    assignment: Assignment, load: Callable[[], Notebook], task: str | None = None
) -> list[tuple[str, TestResult]]:
    """The public checks of an assignment, or of one task, each with its task's name.

    Raises RequestError for a task that has no checks, SuiteError when the checks themselves are broken.
    """
    file = assignment.public_checks
    if not file.is_file():
        raise CourseError(f"{assignment.id}: no public checks: {file.name} belongs beside the notebook")
    place = Place(assignment=assignment, folder=assignment.folder, graded=False)
    checks = _Checks(Sitting(place, "student", load), task)
    options = [str(file), "--rootdir", str(file.parent), "--confcutdir", str(file.parent), *QUIET]
    with own_settings(), contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        pytest.main(options, plugins=[checks])
    _forget(file)
    if checks.interrupted:
        raise KeyboardInterrupt
    return checks.results()


def _forget(file: Path) -> None:
    """The modules of checks that have run: a kernel that lives on is to see the next ones, not these again."""
    ours = {str(file), str(file.with_name("conftest.py"))}
    for name, module in list(sys.modules.items()):
        if getattr(module, "__file__", None) in ours:
            del sys.modules[name]


class _Checks(Noted):
    """The run, as a pytest plugin."""

    def __init__(self, sitting: Sitting, task: str | None) -> None:
        super().__init__()
        self._sitting = sitting
        self._task = task
        self._tasks: list[str] = []
        self._expected = 0
        self.interrupted = False
        self._refused: GraderError | None = None

    def sitting(self, item: pytest.Item) -> tuple[Sitting, str]:
        """See `runs.Run`."""
        return self._sitting, self._sitting.test_id(item)

    def refuse(self, error: GraderError) -> None:
        """See `runs.Run`."""
        self._refused = self._refused or error

    def close(self) -> None:
        """See `runs.Run`."""
        self._sitting.close()

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """This is the run of this pytest."""
        config.stash[RUN] = self

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Ctrl-C, which pytest itself would end with a word of its own. What pytest raises to stop is of a subclass."""
        self.interrupted = type(excinfo.value) is KeyboardInterrupt

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file of checks that does not import."""
        if report.failed:
            self.refuse(SuiteError(f"{report.nodeid}: {reason_in(str(report.longrepr))}"))

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> Any:
        """Keep the checks of the task that was asked for, once their marks have been read."""
        result = yield
        self._tasks = list(dict.fromkeys(item.stash[MARKS].task for item in items if MARKS in item.stash))
        if self._task is not None:
            items[:] = [item for item in items if MARKS in item.stash and item.stash[MARKS].task == self._task]
        self._expected = len(items)
        return result

    def results(self) -> list[tuple[str, TestResult]]:
        """What the checks found."""
        if self._refused is not None:
            raise self._refused
        if self._task is not None and self._task not in self._tasks:
            known = ", ".join(self._tasks)
            raise RequestError(
                f"{self._sitting.place.assignment.id}: no checks for task {self._task!r}: there are {known}"
            )
        if self.broken is not None:
            raise SuiteError(self.broken)
        if not self._expected or len(self._sitting.verdicts) != self._expected:
            name = self._sitting.place.assignment.public_checks.name
            raise SuiteError(f"{name}: the checks do not come to their end: run them with pytest to see why")
        return [(verdict.task, _test(verdict)) for verdict in self._sitting.verdicts]


def _test(verdict: Verdict) -> TestResult:
    return TestResult(
        name=verdict.name,
        outcome=verdict.outcome,
        points=verdict.max_points if verdict.outcome == "passed" else 0.0,
        max_points=verdict.max_points,
        message=verdict.message,
        visible=verdict.visible,
    )
