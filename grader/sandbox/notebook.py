"""A submission's processes as one notebook: loaded, tested, and brought back when they die.

A cell that kills the process, or uses up its time, is left out and the rest is run again, so that a leftover
experiment costs only itself. A test that takes the notebook's process down with it costs only itself too: the cells
are run again for the next one.
"""

import contextlib
import signal
import socket
import time
from collections.abc import Callable, Sequence
from typing import Final, cast

from grader.errors import SandboxError, StudentCrashed, StudentFault, StudentTimeout
from grader.records import Bounds, Cell, CellError, CellReport, Limits, Usage
from grader.sandbox.bounds import Memory, within
from grader.sandbox.conversation import Conversation
from grader.sandbox.interface import Answer
from grader.sandbox.zygote import Processes
from grader.wire import connection
from grader.wire.messages import (
    Answered,
    CallBack,
    CellRaised,
    CellStarted,
    Ended,
    Failed,
    Fork,
    Load,
    Loaded,
    Message,
    Printed,
    Ready,
    Reply,
    Request,
    Source,
    Sweep,
    Swept,
)

NOT_YET: Final = -1

DEATHS: Final = 3
"""Cells that may kill the process before the notebook is given up."""

WATCH_SECONDS: Final = 1.0
"""How often the CPU seconds of a test that gives no answer are looked at."""

HOUSEKEEPING_SECONDS: Final = 30.0
"""For what takes milliseconds on an idle machine: a fork, a sweep."""

PARTING_SECONDS: Final = 0.05
"""In which a test's process ends by itself once the suite has hung up: mostly nothing is left to be killed then."""


class SandboxedNotebook:
    """Implements `interface.Notebook` over a zygote's processes."""

    def __init__(self, spawn: Callable[[], Processes], cells: Sequence[Cell], limits: Limits) -> None:
        self._spawn = spawn
        self._cells = [Source(cell.index, cell.source) for cell in cells]
        self._limits = limits
        self._over = time.monotonic() + limits.submission_wall_seconds
        self._fatal: list[CellReport] = []
        self._processes: Processes | None = None
        self._expected: tuple[int, SandboxedTest] | None = None
        self.unsettled: SandboxedTest | None = None
        self.memory = Memory(limits.memory_bytes)
        """For the suite's functions that the student's code calls; the suite may keep what they were given."""
        self.cells: tuple[CellReport, ...] = ()
        self.bounds: Bounds = "rlimits"
        self._load()

    def _load(self) -> None:
        while self._processes is None:
            if time.monotonic() > self._over:
                raise StudentTimeout("the submission has used up its time")
            attempt = _Loading(self._spawn(), self._cells, self._fatal, self._limits, self._over)
            if attempt.death is None:
                self._processes = attempt.processes
                self.bounds = attempt.processes.group.kind if attempt.processes.group is not None else "rlimits"
                self.cells = tuple(sorted([*self._fatal, *attempt.reports], key=lambda report: report.index))
                return
            attempt.processes.close()
            self._fatal.append(attempt.death)
            if len(self._fatal) > DEATHS:
                numbers = ", ".join(str(report.index + 1) for report in self._fatal)
                raise StudentCrashed(f"the notebook's process died again and again: in cells {numbers}")

    def expect_test(self, seed: int) -> None:
        """See `interface.Notebook`. What goes wrong here, `open_test` meets again and deals with."""
        with contextlib.suppress(StudentFault):
            self._expected = (seed, self._take_expected(seed) or self._begin(seed))

    def open_test(self, seed: int) -> "SandboxedTest":
        """See `interface.Notebook`. A notebook whose process died since the last test is loaded again first."""
        for _ in range(2):
            test = self._take_expected(seed) or self._begin(seed)
            try:
                test.start()
            except StudentFault:
                test.abandon()
                continue
            return test
        raise StudentCrashed("the notebook's process does not start a test")

    def _take_expected(self, seed: int) -> "SandboxedTest | None":
        expected, self._expected = self._expected, None
        if expected is None or expected[0] == seed:
            return expected and expected[1]
        expected[1].close()
        return None

    def _begin(self, seed: int) -> "SandboxedTest":
        """Have the next test's child forked, without waiting for it."""
        self.settle()
        self._load()
        processes = cast(Processes, self._processes)
        ours, theirs = socket.socketpair()
        test = SandboxedTest(self, processes, Conversation(ours, connection.TEST), self._limits, self._over)
        with theirs, contextlib.suppress(StudentFault):  # a test that was not forked does not start
            deadline = time.monotonic() + HOUSEKEEPING_SECONDS
            processes.notebook.send(Fork(seed, self._limits.test_cpu_seconds), deadline, [theirs.fileno()])
        return test

    def settle(self) -> None:
        """Wait until nothing is left of the test that was closed last."""
        test, self.unsettled = self.unsettled, None
        if test is not None:
            test.settle()

    def lost(self) -> None:
        """The processes are of no more use: the next test starts new ones."""
        self.unsettled = None
        if self._expected is not None:
            self._expected[1].hang_up()
            self._expected = None
        if self._processes is not None:
            self._processes.close()
            self._processes = None

    def close(self) -> None:
        """End every process of the submission."""
        self.lost()


class _Loading:
    """One run of the cells in fresh processes: what they raised, and the cell that killed the process, if one did."""

    def __init__(
        self, processes: Processes, cells: list[Source], fatal: list[CellReport], limits: Limits, over: float
    ) -> None:
        self.processes = processes
        self.reports: list[CellReport] = []
        self.death: CellReport | None = None
        self._running = NOT_YET
        deadline = min(time.monotonic() + limits.notebook_cpu_seconds * limits.wall_factor, over)
        try:
            processes.notebook.send(Load(cells, [report.index for report in fatal]), deadline)
            while not isinstance(message := processes.notebook.receive(deadline), Loaded):
                self._note(message, {cell.index for cell in cells})
        except StudentFault as fault:
            if self._running == NOT_YET:
                processes.close()
                if time.monotonic() >= over:  # the student's own doing: it was loaded again at the last moment
                    raise StudentTimeout("the submission has used up its time") from None
                raise SandboxError("sandbox: the student side died before the first cell: run `grade doctor`") from None
            self.death = CellReport(index=self._running, error=self._cause(fault, limits))

    def _note(self, message: Message, known: set[int]) -> None:
        match message:
            case CellStarted(index) if index in known and index > self._running:
                self._running = index
            case CellRaised(index, error) if index == self._running and len(self.reports) < len(known):
                self.reports.append(
                    CellReport(index=index, error=CellError(type=error.type_name, message=error.message))
                )
            case Printed():
                pass
            case _:
                raise StudentCrashed("the process sent what is no answer")

    def _cause(self, fault: StudentFault, limits: Limits) -> CellError:
        try:
            code = _swept(self.processes)
        except StudentFault:
            code = None
        if isinstance(fault, StudentTimeout) or code == -signal.SIGXCPU:
            return CellError(type="Timeout", message=f"the cells used more than {limits.notebook_cpu_seconds} s of CPU")
        return CellError(type="Crash", message=_ending(code))


class SandboxedTest:
    """Implements `interface.OpenTest` over one forked child."""

    def __init__(
        self, notebook: SandboxedNotebook, processes: Processes, test: Conversation, limits: Limits, over: float
    ) -> None:
        self._notebook = notebook
        self._processes = processes
        self._test = test
        self._limits = limits
        self._over = self._deadline = over
        self._ending: int | None = None
        self._open = True
        self._cpu_before = 0.0
        self._used_up = False
        self._usage: Usage | None = None
        self.output = ""

    def start(self) -> None:
        """Wait until the child stands."""
        if not isinstance(self._test.receive(self._patience()), Ready):
            raise StudentCrashed("the process sent what is no answer")
        seconds = self._limits.test_cpu_seconds * self._limits.wall_factor
        self._deadline = min(time.monotonic() + seconds, self._over)
        if self._processes.group is not None:
            self._cpu_before = self._processes.group.cpu_seconds()

    @property
    def usage(self) -> Usage | None:
        """See `interface.OpenTest`."""
        if self._notebook.unsettled is self:
            self._notebook.settle()
        return self._usage

    def request(self, request: Request, answer: Answer) -> Reply:
        """See `interface.OpenTest`."""
        if not self._open:
            raise StudentCrashed("the test is over")
        try:
            self._test.send(request, self._deadline)
            while True:
                message = self._receive()
                if isinstance(message, CallBack):
                    self._test.send(self._bounded(answer, message), self._deadline)
                elif isinstance(message, Printed):
                    self._keep(message.text)
                else:
                    return cast(Reply, message)  # the state table allows nothing else
        except StudentFault as fault:
            self.close()
            self._notebook.settle()
            raise self._judged(fault) from None
        finally:
            self._notebook.memory.pause()

    def _receive(self) -> Message:
        """The next message. A process's own limit does not count what it lets others do: their group's account does."""
        group = self._processes.group
        while group is not None:
            try:
                return self._test.receive(min(self._deadline, time.monotonic() + WATCH_SECONDS))
            except StudentTimeout:
                self._used_up = group.cpu_seconds() - self._cpu_before > self._limits.test_cpu_seconds + 1
                if self._used_up or time.monotonic() >= self._deadline:
                    raise
        return self._test.receive(self._deadline)

    def _bounded(self, answer: Answer, question: CallBack) -> Answered | Failed:
        left = max(0.001, self._deadline - time.monotonic())
        try:
            with within(left), self._notebook.memory.for_a_call():
                return answer(question)
        except MemoryError:
            return Failed(MemoryError.__name__)

    def _keep(self, text: str) -> None:
        self.output += text[: max(0, self._limits.output_chars - len(self.output))]

    def _judged(self, fault: StudentFault) -> StudentFault:
        """The fault as the student should read it: a process killed for its CPU seconds is a timeout."""
        if self._ending == -signal.SIGXCPU or self._used_up:
            return StudentTimeout(f"used more than {self._limits.test_cpu_seconds} s of CPU")
        if isinstance(fault, StudentTimeout):
            seconds = self._limits.test_cpu_seconds * self._limits.wall_factor
            return StudentTimeout(f"gave no answer within {seconds:g} s")
        return StudentCrashed(_ending(self._ending))

    def close(self) -> None:
        """See `interface.OpenTest`. Its process ends while the suite prepares its next test, which waits for it."""
        if not self._open:
            return
        self.hang_up()
        self._notebook.unsettled = self

    def settle(self) -> None:
        """Wait until nothing is left. What cannot be swept in time takes the notebook's processes with it."""
        try:
            ended = self._ended(min(time.monotonic() + PARTING_SECONDS, self._over))
            if _swept(self._processes) is not None:
                raise StudentCrashed("the notebook's process has ended")
            ended = ended or self._ended(self._patience())
            if ended is None:
                raise StudentTimeout("the notebook's process does not say how its test ended")
            self._ending = ended.exit_code
            self._usage = self._used(ended)
        except StudentFault:
            self._notebook.lost()

    def _ended(self, deadline: float) -> Ended | None:
        """What the notebook's process says of the end; None when it has not come by then."""
        try:
            return cast(Ended, self._processes.notebook.receive(deadline))  # the state table allows nothing else
        except StudentTimeout:
            return None

    def _patience(self) -> float:
        """Until when the notebook's process may take to begin or to end a test: it is the student's."""
        return min(time.monotonic() + HOUSEKEEPING_SECONDS, self._over)

    def _used(self, ended: Ended) -> Usage:
        group = self._processes.group
        cpu = ended.cpu_seconds if group is None else group.cpu_seconds() - self._cpu_before
        return Usage(
            cpu_seconds=round(cpu, 3), memory_mb=round(ended.memory_kb / 2**10, 1), output_chars=len(self.output)
        )

    def hang_up(self) -> None:
        """Whatever becomes of the test's process, nobody waits for it."""
        self._open = False
        self._test.close()

    def abandon(self) -> None:
        """Give up a test that did not start, and the processes that could not start it."""
        self.hang_up()
        self._notebook.lost()


def _swept(processes: Processes) -> int | None:
    """Have all killed that is left. The exit code of the notebook's own process when it is dead."""
    processes.keeper.send(Sweep(), time.monotonic() + HOUSEKEEPING_SECONDS)
    swept = processes.keeper.receive(time.monotonic() + HOUSEKEEPING_SECONDS)
    return cast(Swept, swept).notebook  # the state table allows nothing else


def _ending(code: int | None) -> str:
    if code is None:
        return "its process died or stopped answering"
    if code >= 0:
        return f"its process ended by itself (exit status {code})"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f"its process was killed ({name})"
