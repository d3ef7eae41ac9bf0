"""A converted suite tried before it is written: its own solution must pass, and the untouched stub must not.

The notebook's code runs in a process of its own, as it does when a suite is audited: it is the teacher's.
"""

import contextlib
import io
import multiprocessing
import os
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, Final, Literal

import pytest

from grader.authoring.files import Files, write_new
from grader.course.layout import find_course
from grader.course.notebook import read_submission
from grader.course.release import write_stub
from grader.errors import GraderError, RequestError
from grader.records import Cell, Record
from grader.sandbox.fake import Afresh
from grader.suite.marks import Marks
from grader.suite.places import Place
from grader.suite.plugin import RUN
from grader.suite.reference import model_cells
from grader.suite.runs import QUIET, PytestRun, own_settings, reason_in
from grader.suite.sitting import Sitting
from grader.suite.student import Line
from grader.workers import begin

Who = Literal["model", "stub"]

ASKS_NOTHING: Final = "it asks nothing of the student"

PATIENCE: Final = 600
"""Seconds in which the notebook and its tests have to be done."""


class Tried(Record, frozen=True):
    """Why each test failed, by its name; "" for those that passed. `broken` is why there is no stub."""

    hidden_on_model: Mapping[str, str]
    hidden_on_stub: Mapping[str, str]
    public_on_model: Mapping[str, str]
    broken: str = ""


def tried(files: Files, id: str) -> Tried:
    """Run an assignment's suite on its model answer and stub. Raises RequestError when the code ends the process."""
    with tempfile.TemporaryDirectory() as folder, _pool() as pool:
        future = pool.submit(_in_process, folder, dict(files), id)
        try:
            return future.result(PATIENCE)
        except BrokenProcessPool:
            raise RequestError("the notebook's own code ends the process that runs it") from None
        except TimeoutError:
            for process in list(getattr(pool, "_processes", {}).values()):
                process.kill()
            raise RequestError(f"the notebook's own code runs for more than {PATIENCE} seconds") from None


def _pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        1, mp_context=multiprocessing.get_context("spawn"), initializer=begin, initargs=(os.getpid(),)
    )


def _in_process(folder: str, files: Files, id: str) -> Tried:
    root = Path(folder) / "course"
    write_new(root, {"course.toml": "", **files})
    assignment = find_course(root, root).assignment(id)
    os.chdir(assignment.folder)
    model, stub, broken = model_cells(assignment.model_path), tuple[Cell, ...](), ""
    try:
        write_stub(assignment)
        stub = read_submission(assignment.stub_path.read_bytes(), assignment.stub_path.name, assignment.limits).cells
    except GraderError as error:
        broken = str(error)
    public = assignment.public_checks
    return Tried(
        hidden_on_model=_outcomes(assignment.hidden_folder, model),
        hidden_on_stub=_outcomes(assignment.hidden_folder, stub),
        public_on_model=_outcomes(public, model) if public.is_file() else {},
        broken=broken,
    )


def _outcomes(target: Path, cells: Sequence[Cell]) -> Mapping[str, str]:
    run = _Trial(cells)
    options = [str(target), "--rootdir", str(target.parent), "--confcutdir", str(target.parent), *QUIET]
    with own_settings(), contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        pytest.main(options, plugins=[run])
    return run.outcomes


class _Trial(PytestRun):
    """A pytest run, and a plugin of it, in which the student is the cells that are given."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        super().__init__(None, "none")
        self._cells = tuple(cells)
        self.outcomes: dict[str, str] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """This is the run of this pytest."""
        config.stash[RUN] = self

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that does not import."""
        if report.failed:
            self.outcomes[report.nodeid] = reason_in(str(report.longrepr))

    def _sit(self, place: Place) -> Sitting:
        return Sitting(place, "model", lambda: Afresh().load(self._cells, place.assignment.limits))

    def note(
        self, item: pytest.Item, marks: Marks, line: Line | None, call: pytest.CallInfo[None], report: Any
    ) -> None:
        """See `runs.Run`."""
        error = None if call.excinfo is None else call.excinfo.value
        if call.when == "call" and error is None and report.passed:
            asked = line is not None and line.asked
            self.outcomes.setdefault(item.name, "" if asked else ASKS_NOTHING)
        elif error is not None or not report.passed:
            self.outcomes[item.name] = _words(error)


def _words(error: BaseException | None) -> str:
    if error is None:
        return "it does not count as passed"
    lines = [line for line in str(error).split("\n") if line.strip()]
    return f"{type(error).__name__}: {lines[0]}"[:200] if lines else type(error).__name__
