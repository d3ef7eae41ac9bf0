"""What a suite's process does: pytest collects once, then a fork of it runs all tests for each submission."""

import contextlib
import gc
import io
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, cast

import msgspec
import pytest
from _pytest.runner import runtestprotocol

from grader.errors import CourseError, GraderError, SandboxError, StudentFault, SuiteError
from grader.records import SuiteReport, Verdict
from grader.sandbox.interface import Sandbox
from grader.suite.allowance import DIAGNOSIS_TESTS
from grader.suite.consequences import by_task, points, wrong_below
from grader.suite.diagnosis import Diagnoser, Sat
from grader.suite.jobs import Job, answer_of
from grader.suite.places import Place
from grader.suite.plugin import MARKS, RUN
from grader.suite.reference import load_reference
from grader.suite.runs import QUIET, Noted, own_settings, reason_in
from grader.suite.sitting import Sitting, test_id
from grader.suite.verdicts import shown_cells
from grader.workers import end_with

SENT: Final = 77
"""Exit status of a fork that has sent its answer. A suite that exits, with 0 say, has sent none."""

Receive = Callable[[], Job | None]
Send = Callable[[Any], None]


def serve(place: Place, sandbox: Sandbox, receive: Receive, send: Send) -> None:
    """Collect the suite of `place`, then answer jobs until there are no more."""
    server = Served(place, sandbox, receive, send)
    folder = str(place.folder)
    options = [folder, "--rootdir", folder, "--confcutdir", folder, *QUIET]
    said = io.StringIO()
    # Why pytest does not start is written to stderr and nowhere else.
    with own_settings(), contextlib.redirect_stderr(said):
        pytest.main(options, plugins=[server])
    server.explain(said.getvalue())


class Served(Noted):
    """The run of a suite's process, as a pytest plugin: its own test loop, and reports without a traceback's text."""

    def __init__(self, place: Place, sandbox: Sandbox, receive: Receive, send: Send) -> None:
        super().__init__()
        self._place = place
        self._sandbox = sandbox
        self._receive = receive
        self._send = send
        self._sitting: Sitting | None = None
        self._diagnoser = Diagnoser(place.assignment)
        self._looped = False
        self.collected: str | None = None

    # The run, as the plugin sees it.

    def sitting(self, item: pytest.Item) -> tuple[Sitting, str]:
        """See `runs.Run`."""
        assert self._sitting is not None  # noqa: S101  tests run for a submission only
        return self._sitting, self._sitting.test_id(item)

    def refuse(self, error: GraderError) -> None:
        """See `runs.Run`."""
        self.collected = self.collected or str(error)

    def close(self) -> None:
        """See `runs.Run`. Each fork closes its own sitting."""

    # The plugin.

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """This is the run of this pytest."""
        config.stash[RUN] = self
        self._diagnoser.same_answer = config.hook.pytest_same_answer

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Any:
        """Keep the compiled suite in the course's state folder: beside the suite nothing is written, nor trusted."""
        import grader.testing  # noqa: F401  with NumPy: what suites import has its compiled form elsewhere

        before = sys.pycache_prefix, sys.dont_write_bytecode
        sys.pycache_prefix, sys.dont_write_bytecode = str(self._place.assignment.state / "compiled"), False
        try:
            return (yield)
        finally:
            sys.pycache_prefix, sys.dont_write_bytecode = before

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file of the suite that does not import."""
        if report.failed:
            self.collected = self.collected or f"{report.nodeid}: {reason_in(str(report.longrepr))}"

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport:
        """pytest's own report, without the traceback that it would format and nobody would read."""
        skipped = call.excinfo is not None and isinstance(call.excinfo.value, pytest.skip.Exception)
        outcome: Any = "passed" if call.excinfo is None else "skipped" if skipped else "failed"
        phase: Any = call.when
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, phase, duration=call.duration)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Judge submissions, each in a fork of this process."""
        self._looped = True
        self._check_points(session)
        # Loaded here, so that no fork pays for it; and what lives now need not be looked at by the collector again.
        import numpy.random  # noqa: F401

        if any("reference" in getattr(item, "fixturenames", ()) for item in session.items):
            self._load_reference()

        gc.collect()
        gc.freeze()
        prepared = False
        server = os.getpid()
        while (job := self._receive()) is not None:
            child = os.fork()
            if child == 0:
                end_with(server)
                self._judge_and_end(session, job)
            _, status = os.waitpid(child, 0)
            if os.waitstatus_to_exitcode(status) != SENT:
                self._send(answer_of(SuiteError("the suite's process died: run the suite with pytest to see why")))
            if not prepared:  # with the answer sent, nobody waits
                self._prepare(session)
                prepared = True
        return True

    def _prepare(self, session: pytest.Session) -> None:
        """Load and find out what forks would otherwise load and find out, each anew."""
        import resource  # noqa: F401

        import numpy.testing  # noqa: F401

        for item in session.items:
            test_id(item, self._place)  # remembered, as is the next
            _ = item.location
        with contextlib.suppress(CourseError):  # said by the first fork that needs them
            self._diagnoser.prepare()
        self._load_reference()
        gc.collect()
        gc.freeze()

    def _load_reference(self) -> None:
        with contextlib.suppress(SuiteError):  # said by what asks for it
            load_reference(self._place.assignment.model_path, self._place.assignment.id)

    def explain(self, said: str) -> None:
        """When pytest never came to the loop: say why, to each who asks. `said` is what pytest wrote."""
        if not self._looped:
            reason = self.collected or f"pytest does not start on it: {reason_in(said)}"
            while self._receive() is not None:
                self._send(answer_of(SuiteError(f"{self._place.folder.name}: {reason}")))

    def _check_points(self, session: pytest.Session) -> None:
        """The points of a task's tests are the task's."""
        if not session.items:
            self.collected = self.collected or "no test in it"
        if self.collected is not None:
            return
        sums: dict[str, float] = {}
        for item in session.items:
            if MARKS in item.stash:
                sums[item.stash[MARKS].task] = sums.get(item.stash[MARKS].task, 0.0) + item.stash[MARKS].points
        for task in self._place.assignment.tasks:
            found = sums.pop(task.name, 0.0)
            if abs(found - task.points) > 1e-6:
                self.collected = (
                    f"task {task.name}: its tests give {found:g} points, assignment.toml says {task.points:g}"
                )
                return
        if sums and self._place.assignment.tasks:
            self.collected = f"task {next(iter(sums))}: not in assignment.toml"

    def _judge_and_end(self, session: pytest.Session, job: Job) -> None:
        """Run in the fork. Never returns."""
        status = 1
        try:
            self._send(answer_of(self._judge(session, job)))
            status = SENT
        finally:
            os._exit(status)

    def _judge(self, session: pytest.Session, job: Job) -> SuiteReport | GraderError:
        if self.collected is not None:
            return SuiteError(f"{self._place.folder.name}: {self.collected}")
        sitting = self._sitting = Sitting(self._place, job.student, lambda: self._sandbox.load(job.cells, job.limits))
        try:
            notebook = sitting.notebook()
            items = [item for item in session.items if not job.tasks or _task_of(item) in job.tasks]
            self._run(items, sitting)
            tasks = by_task(sitting.sat)
            helped = (
                self._second_sitting(session, sitting, tasks) if self._place.assignment.consequential_errors else {}
            )
            tasks |= {task: second for task, (second, _) in helped.items()}
            report = SuiteReport(
                cells=shown_cells(notebook.cells),
                verdicts=tuple(_with_usage(test) for of_task in tasks.values() for test in of_task),
                diagnoses=self._diagnoser.diagnose_all(tasks, DIAGNOSIS_TESTS * job.limits.test_cpu_seconds),
                consequential={task: replaced for task, (_, replaced) in helped.items()},
                bounds=notebook.bounds,
            )
        except StudentFault as fault:
            return SuiteReport(cells=(), verdicts=(), failure=str(fault))
        except (SandboxError, SuiteError) as error:
            return error
        finally:
            sitting.close()
        if self.broken is not None:
            return SuiteError(f"{self._place.folder.name}: {self.broken}")
        if len(report.verdicts) != len(items):
            return SuiteError(f"{self._place.folder.name}: a test gave no verdict")
        return report

    def _run(self, items: Sequence[pytest.Item], sitting: Sitting) -> None:
        for item, following in zip(items, [*items[1:], None], strict=True):
            runtestprotocol(item, log=False, nextitem=following)
            if following is not None:
                sitting.expect(following)  # its process is forked while pytest makes ready

    def _second_sitting(
        self, session: pytest.Session, sitting: Sitting, first: Mapping[str, list[Sat]]
    ) -> dict[str, tuple[list[Sat], tuple[str, ...]]]:
        """The tasks that are better off with the model's functions in place of wrong ones that they build on.

        A task keeps the better of its two sittings; a function that lost points stands replaced in the second.
        """
        better = {}
        for task, wrong in wrong_below(self._place.assignment, first).items():
            names = vars(sitting.reference())
            sitting.replaced = {name: names[name] for name in wrong if callable(names.get(name))}
            if not sitting.replaced:  # answers that are no functions, or a task that is named for what it is about
                continue
            sitting.sat = []
            items = [item for item in session.items if _task_of(item) == task]
            for item in items:
                cast(Any, item)._initrequest()  # its fixtures are made anew
            self._run(items, sitting)
            if points(sitting.sat) > points(first[task]):
                better[task] = (sitting.sat, tuple(sitting.replaced))
        return better


def _with_usage(test: Sat) -> Verdict:
    """The verdict, and what its test used: known only since its processes have ended."""
    usage = test.line.usage if test.line is not None else None
    return test.verdict if usage is None else msgspec.structs.replace(test.verdict, usage=usage)


def _task_of(item: pytest.Item) -> str | None:
    return item.stash[MARKS].task if MARKS in item.stash else None
