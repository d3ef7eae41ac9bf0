"""What the plugin asks for during a pytest run: which submission sits which suite, and where verdicts go."""

import contextlib
import getpass
import os
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, NoReturn, Protocol

import pytest

from grader.course.identity import student_of
from grader.course.notebook import read_file, read_submission
from grader.errors import GraderError, RequestError
from grader.records import Cell, Limits
from grader.sandbox.interface import Notebook, Sandbox
from grader.suite.marks import Marks
from grader.suite.names import shown_name
from grader.suite.places import Place, place_of
from grader.suite.reference import model_cells
from grader.suite.sitting import Sitting
from grader.suite.student import Line
from grader.suite.verdicts import is_our_fault, listen_to_authors, verdict

MODEL_STUDENT = "model"

_NOT_NEEDED = ("cacheprovider", "warnings", "logging", "faulthandler", "junitxml", "pastebin", "doctest", "stepwise",
               "setuponly", "setupplan", "debugging", "unraisableexception", "threadexception")  # fmt: skip
QUIET = [
    "-p", "grader.suite.plugin", "-c", os.devnull, "--import-mode=importlib", "--strict-markers", "--capture=no", "-q",
    *(word for name in _NOT_NEEDED for word in ("-p", f"no:{name}")),
]  # fmt: skip
"""Options for a pytest of our own: no settings but these, no plugin but ours, no output."""


@contextlib.contextmanager
def own_settings() -> Iterator[None]:
    """Meanwhile, what else is installed or configured for pytest on this machine does not count."""
    before = {
        name: os.environ.get(name) for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS", "PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    }
    for name in before:
        os.environ.pop(name, None)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


class Run(Protocol):
    """One pytest run over one or more suites."""

    def prepare(self, item: pytest.Item) -> None:
        """A test is going to run. Raises GraderError for what can be known before."""

    def sitting(self, item: pytest.Item) -> tuple[Sitting, str]:
        """The sitting a test belongs to, and the test's own name."""

    def note(
        self, item: pytest.Item, marks: Marks, line: Line | None, call: pytest.CallInfo[None], report: Any
    ) -> None:
        """Take in the end of one phase of a test."""

    def refuse(self, error: GraderError) -> None:
        """The suite cannot be run at all."""

    def close(self) -> None:
        """End the students' processes."""


class Noted(ABC):
    """How every run takes in the phases of a test: one verdict a test, and what is no student's fault set apart."""

    def __init__(self) -> None:
        listen_to_authors()
        self.broken: str | None = None

    def prepare(self, item: pytest.Item) -> None:  # noqa: B027  most runs can know nothing before
        """See `Run`."""

    @abstractmethod
    def sitting(self, item: pytest.Item) -> tuple[Sitting, str]:
        """See `Run`."""

    def note(
        self, item: pytest.Item, marks: Marks, line: Line | None, call: pytest.CallInfo[None], report: Any
    ) -> None:
        """See `Run`."""
        error = None if call.excinfo is None else call.excinfo.value
        if call.when != "call" and error is None:
            return
        asked = line is not None and line.asked
        sitting, test = self.sitting(item)
        if call.when == "teardown" or is_our_fault(error, in_setup=call.when == "setup", asked=asked):
            self.broken = self.broken or f"{test}: {type(error).__name__}: {error}"
            return
        if error is None and not report.passed:  # a strict xfail that passed, for one
            error = AssertionError("the test does not count as passed")
        output = line.output if line is not None else ""
        name = shown_name(item, visible=marks.visible)
        given = verdict(test, name, marks, error, sitting.place.folder, output)
        sitting.note(given, line)
        report.graded = [marks.task, marks.points if given.outcome == "passed" else 0.0, marks.points]
        if output and error is not None:
            report.sections.append(("Printed by the student's code", output))


class PytestRun(Noted):
    """An ordinary pytest run: the model answer in process, or `--submission` in a sandbox of its own."""

    def __init__(self, submission: str | None, sandbox: str) -> None:
        super().__init__()
        self._file = None if submission is None else Path(submission)
        self._kind = sandbox
        self._sittings: dict[Path, Sitting] = {}
        self._sandboxes: list[Sandbox] = []

    def prepare(self, item: pytest.Item) -> None:
        """See `Run`. Reads the notebook, or the model answer."""
        self.sitting(item)

    def sitting(self, item: pytest.Item) -> tuple[Sitting, str]:
        """See `Run`."""
        place = place_of(item.path.parent)
        assert place is not None  # noqa: S101  only tests of a suite come here
        if place.folder not in self._sittings:
            self._sittings[place.folder] = self._sit(place)
        sitting = self._sittings[place.folder]
        return sitting, sitting.test_id(item)

    def _sit(self, place: Place) -> Sitting:
        limits = place.assignment.limits
        if self._file is None:
            cells = model_cells(place.assignment.model_path)
            return Sitting(place, MODEL_STUDENT, lambda: _fake().load(cells, limits))
        notebook = read_submission(read_file(self._file, limits.notebook_bytes), self._file.name, limits)
        login = getpass.getuser() if notebook.student is None else None
        student = student_of(None, notebook.student, login)
        return Sitting(place, student, self._sandboxed(place, notebook.cells))

    def _sandboxed(self, place: Place, cells: tuple[Cell, ...]) -> Callable[[], Notebook]:
        from grader.sandbox.choice import open_sandbox

        def load() -> Notebook:
            root = place.assignment.folder.parent.parent
            sandbox = open_sandbox(self._kind, place.assignment.folder, [root], place.assignment.state)
            self._sandboxes.append(sandbox)
            return sandbox.load(cells, place.assignment.limits)

        return load

    def refuse(self, error: GraderError) -> NoReturn:
        """See `Run`."""
        raise pytest.UsageError(str(error))

    def close(self) -> None:
        """See `Run`."""
        for sitting in self._sittings.values():
            sitting.close()
        for sandbox in self._sandboxes:
            sandbox.close()


def check_readable(submission: str) -> None:
    """Raises RequestError for what is no notebook at all. An assignment's own limits come later."""
    file = Path(submission)
    if not file.exists():
        raise RequestError(f"{file.name}: no such file: --submission takes a notebook")
    widest = Limits(notebook_mb=1024, cells=100_000)
    read_submission(read_file(file, widest.notebook_bytes), file.name, widest)


def _fake() -> Sandbox:
    from grader.sandbox.fake import Fake

    return Fake()


_PLACE: Final = re.compile(r'([^/\\"\s]+\.py)(?:", line |:)(\d+)')
"""A file and its line, as Python and as pytest write them."""


def reason_in(text: str) -> str:
    """The last line of what pytest says about something that does not import, and where that is."""
    lines = [line.removeprefix("E ").strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return "it gives no reason"
    places = _PLACE.findall("\n".join(lines[:-1]))
    return f"{lines[-1]} ({places[-1][0]}, line {places[-1][1]})" if places else lines[-1]


def points_lines(reporter: Any) -> Iterator[str]:
    """A line for each task, and one for the sum, from the reports of a run (of its workers too)."""
    reports = [report for kind in reporter.stats.values() for report in kind if hasattr(report, "graded")]
    tasks: dict[str, list[float]] = {}
    for report in reports:
        task, score, most = report.graded
        sums = tasks.setdefault(task, [0.0, 0.0])
        sums[0] += score
        sums[1] += most
    for task, (score, most) in tasks.items():
        yield f"{task}: {score:g} / {most:g}"
    if tasks:
        yield f"score: {sum(s for s, _ in tasks.values()):g} / {sum(m for _, m in tasks.values()):g}"
