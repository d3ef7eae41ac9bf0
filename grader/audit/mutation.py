"""Which mutants a hidden suite notices. The code is the author's own, so it runs here, a fork for each mutant.

pytest collects the suite once. In each fork the tests of the mutant's task come first, and the first that does not pass
is the answer; so does a fork that dies, or uses up its CPU seconds, tell a mutant from the model answer.
"""

import contextlib
import gc
import io
import os
import resource
from collections.abc import Sequence
from typing import Any, Final

import pytest
from _pytest.runner import runtestprotocol

from grader.audit.mutants import cells_with
from grader.course.layout import Assignment
from grader.errors import GraderError, StudentFault, SuiteError
from grader.records import Cell, Limits, Mutant
from grader.sandbox.fake import Fake
from grader.suite.places import Place
from grader.suite.plugin import MARKS, RUN
from grader.suite.reference import load_reference, model_cells
from grader.suite.runs import QUIET, Noted, own_settings, reason_in
from grader.suite.sitting import Sitting

STUDENT: Final = "audit"

SURVIVED: Final = 77
NOTICED: Final = 78
BROKEN: Final = 79
"""Exit statuses of a mutant's fork. Whatever else it ends with, 0 too, is the mutant's doing: it was noticed."""


def survivors(assignment: Assignment, mutants: Sequence[Mutant]) -> tuple[Mutant, ...]:
    """The mutants that pass every hidden test. Raises SuiteError for a suite that does not run."""
    place = Place(assignment=assignment, folder=assignment.hidden_folder, graded=True)
    run = _Mutation(place, mutants)
    folder = str(place.folder)
    said = io.StringIO()
    with (
        own_settings(),
        contextlib.chdir(assignment.folder),  # where the model answer finds its data
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(said),
    ):
        pytest.main([folder, "--rootdir", folder, "--confcutdir", folder, *QUIET], plugins=[run])
    if run.broken is None and not run.ended:
        run.broken = reason_in(said.getvalue())
    if run.broken is not None:
        raise SuiteError(f"{place.folder.name}: {run.broken}")
    return tuple(run.left)


class _Mutation(Noted):
    """The run, as a pytest plugin."""

    def __init__(self, place: Place, mutants: Sequence[Mutant]) -> None:
        super().__init__()
        self._place = place
        self._mutants = mutants
        self._sitting: Sitting | None = None
        self.left: list[Mutant] = []
        self.ended = False

    def sitting(self, item: pytest.Item) -> tuple[Sitting, str]:
        """See `runs.Run`."""
        assert self._sitting is not None  # noqa: S101  tests run for a mutant only
        return self._sitting, self._sitting.test_id(item)

    def refuse(self, error: GraderError) -> None:
        """See `runs.Run`."""
        self.broken = self.broken or str(error)

    def close(self) -> None:
        """See `runs.Run`. Each fork ends with its own sitting."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """This is the run of this pytest."""
        config.stash[RUN] = self

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file of the suite that does not import."""
        if report.failed:
            self.broken = self.broken or f"{report.nodeid}: {reason_in(str(report.longrepr))}"

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport:
        """pytest's own report, without the traceback that nobody would read."""
        outcome: Any = "passed" if call.excinfo is None else "failed"
        phase: Any = call.when
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, phase, duration=call.duration)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try one mutant after the other."""
        try:
            load_reference(self._place.assignment.model_path, self._place.assignment.id)
            cells = model_cells(self._place.assignment.model_path)
        except SuiteError as error:
            self.refuse(error)
        if not session.items:
            self.broken = self.broken or "no test in it"
        if self.broken is None:
            gc.collect()
            gc.freeze()
            self._try_all(session, cells)
        self.ended = True
        return True

    def _try_all(self, session: pytest.Session, cells: tuple[Cell, ...]) -> None:
        for mutant in self._mutants:
            child = os.fork()
            if child == 0:
                self._try_and_end(session, cells_with(cells, mutant), mutant)
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            if status == SURVIVED:
                self.left.append(mutant)
            elif status == BROKEN:
                self.broken = f"line {mutant.line}: {mutant.change}: the suite itself breaks: run it with pytest"
                return

    def _try_and_end(self, session: pytest.Session, cells: tuple[Cell, ...], mutant: Mutant) -> None:
        """Run in the fork. Never returns."""
        status = NOTICED
        try:
            limits = self._place.assignment.limits
            _bound(limits)
            noticed = self._notices(session, cells, mutant.task)
            status = BROKEN if self.broken is not None else NOTICED if noticed else SURVIVED
        finally:
            os._exit(status)

    def _notices(self, session: pytest.Session, cells: tuple[Cell, ...], task: str) -> bool:
        limits = self._place.assignment.limits
        self._sitting = Sitting(self._place, STUDENT, lambda: Fake().load(cells, limits))
        try:
            if self._sitting.notebook().cells:
                return True  # a cell that raises
        except StudentFault:
            return True
        for item in sorted(session.items, key=lambda item: item.stash[MARKS].task != task):
            runtestprotocol(item, log=False, nextitem=None)
            if self.broken is not None or any(verdict.outcome != "passed" for verdict in self._sitting.verdicts):
                return True
        return False


def _bound(limits: Limits) -> None:
    """What the stand-in's own timer cannot end (one long call of C), the kernel does."""
    seconds = 2 * max(limits.test_cpu_seconds, limits.notebook_cpu_seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    memory = limits.memory_bytes + 2 * 2**30  # this process holds the suite too
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
