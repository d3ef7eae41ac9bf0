"""The same seam in this very process: for a student's own checks, for the model answer, and for tests. No wall at all.

Values still cross as bytes, so that what a check accepts is what the hidden suite will be given.
"""

import ast
import contextlib
import io
import linecache
import random
import sys
from collections.abc import Iterator, MutableMapping, Sequence
from functools import lru_cache
from types import CodeType
from typing import Any, Final, cast

from grader.errors import StudentTimeout
from grader.records import Bounds, Cell, CellError, CellReport, Limits
from grader.sandbox.bounds import within
from grader.sandbox.interface import Answer
from grader.wire import connection
from grader.wire.answering import CELL_FILE, Answering, describe
from grader.wire.connection import Connection, Role
from grader.wire.messages import (
    Answered,
    CallBack,
    Error,
    Failed,
    Message,
    Raised,
    Ready,
    Reply,
    Request,
)

_SHELL_NAMES: Final = frozenset({"get_ipython", "display", "In", "Out", "_", "__", "___"})


class Fake:
    """Implements `interface.Sandbox`."""

    def load(self, cells: Sequence[Cell], limits: Limits) -> "FakeNotebook":
        """See `interface.Sandbox`."""
        namespace: dict[str, Any] = {"__name__": "__main__", "__builtins__": __builtins__}
        return FakeNotebook(namespace, limits, _run(cells, namespace, limits.notebook_cpu_seconds))

    def check(self, *, patience: float) -> None:
        """It cannot die but with its user."""

    def close(self) -> None:
        """Nothing to end."""


class FakeNotebook:
    """Implements `interface.Notebook` over live names; all tests share them."""

    def __init__(self, namespace: MutableMapping[str, Any], limits: Limits, cells: tuple[CellReport, ...] = ()) -> None:
        self._namespace = namespace
        self._limits = limits
        self.cells = cells

    def expect_test(self, seed: int) -> None:
        """Nothing to make ready."""

    bounds: Bounds = "none"

    def open_test(self, seed: int) -> "FakeTest":
        """See `interface.Notebook`."""
        import numpy as np

        random.seed(seed)
        np.random.seed(seed % 2**32)
        return FakeTest(self._namespace, self._limits.test_cpu_seconds)

    def close(self) -> None:
        """Nothing to end."""


class Afresh:
    """Implements `interface.Sandbox` for code that can be trusted: each test gets names made by the cells anew."""

    def load(self, cells: Sequence[Cell], limits: Limits) -> "FreshNotebook":
        """See `interface.Sandbox`."""
        return FreshNotebook(cells, limits)

    def check(self, *, patience: float) -> None:
        """It cannot die but with its user."""

    def close(self) -> None:
        """Nothing to end."""


class FreshNotebook:
    """Implements `interface.Notebook`: no test sees what another did to the notebook's names."""

    def __init__(self, cells: Sequence[Cell], limits: Limits) -> None:
        self._sources = cells
        self._limits = limits
        self._next: FakeNotebook | None = Fake().load(cells, limits)
        self.cells = self._next.cells

    bounds: Bounds = "none"

    def expect_test(self, seed: int) -> None:
        """Nothing to make ready."""

    def open_test(self, seed: int) -> "FakeTest":
        """See `interface.Notebook`."""
        notebook, self._next = self._next or Fake().load(self._sources, self._limits), None
        return notebook.open_test(seed)

    def close(self) -> None:
        """Nothing to end."""


class FakeTest:
    """Implements `interface.OpenTest`: both ends of a conversation, joined in memory."""

    usage = None

    def __init__(self, namespace: MutableMapping[str, Any], seconds: float) -> None:
        self._staff = Connection(Role.STAFF, connection.TEST)
        self._student = Connection(Role.STUDENT, connection.TEST)
        self._answering = Answering(namespace, self._ask)
        self._answers: list[Answer] = []
        self._judged: BaseException | None = None
        self._seconds = seconds
        self.output = ""
        self._cross(self._student, self._staff, Ready())

    def request(self, request: Request, answer: Answer) -> Reply:
        """See `interface.OpenTest`. The limit is wall time here, the same number of seconds as CPU elsewhere."""
        self._answers.append(answer)
        printed = io.StringIO()
        try:
            arrived = cast(Request, self._cross(self._staff, self._student, request))
            with _streams(printed), within(self._seconds):
                reply = self._answering.answer(arrived)
        finally:
            self._answers.pop()
            self.output += printed.getvalue()
        if self._judged is not None:
            raise self._judged
        if isinstance(reply, Raised) and reply.error.type_name == "KeyboardInterrupt":
            raise KeyboardInterrupt
        return cast(Reply, self._cross(self._student, self._staff, reply))

    def _ask(self, question: CallBack) -> Answered | Failed:
        arrived = cast(CallBack, self._cross(self._student, self._staff, question))
        try:
            given = self._answers[-1](arrived)
        except BaseException as error:
            self._judged = error  # the suite's own verdict: the student's code may catch it here, but not end it
            raise
        return cast("Answered | Failed", self._cross(self._staff, self._student, given))

    def _cross(self, sender: Connection, receiver: Connection, message: Message) -> Message:
        receiver.receive(sender.send(message))
        return cast(Message, receiver.next_message())

    def close(self) -> None:
        """See `interface.OpenTest`. The names stay, so those that were replaced are put back."""
        self._answering.restore()


@contextlib.contextmanager
def _streams(printed: io.StringIO) -> Iterator[None]:
    """What student code prints goes to `printed`; there is nothing for it to read, and the caller's input stays."""
    before, sys.stdin = sys.stdin, io.StringIO()
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            yield
    finally:
        sys.stdin = before


def _run(cells: Sequence[Cell], namespace: dict[str, Any], seconds: float) -> tuple[CellReport, ...]:
    reports = []
    with _streams(io.StringIO()):
        run = _run_in_shell if any(_needs_shell(cell.source) for cell in cells) else _run_plainly
        for cell, error in run(cells, namespace, seconds):
            if error is not None:
                reports.append(
                    CellReport(index=cell.index, error=CellError(type=error.type_name, message=error.message))
                )
    return tuple(reports)


@lru_cache(maxsize=256)
def _needs_shell(source: str) -> bool:
    """Whether a cell is more than Python: a magic, a shell line, or a name that only IPython gives."""
    try:
        tree = ast.parse(source)
        compile(tree, "<cell>", "exec")  # an await outside a function parses, and only IPython runs it
    except (SyntaxError, ValueError):
        return True
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    own = {node.id for node in names if isinstance(node.ctx, ast.Store)}  # `for _ in range(3)` asks nothing of IPython
    return any(node.id in _SHELL_NAMES and node.id not in own for node in names)


@lru_cache(maxsize=256)
def _compiled(source: str, name: str) -> CodeType:
    return compile(source, name, "exec")


_Ran = Iterator[tuple[Cell, Error | None]]


def _run_plainly(cells: Sequence[Cell], namespace: dict[str, Any], seconds: float) -> _Ran:
    for cell in cells:
        name = CELL_FILE.format(cell.index + 1)
        linecache.cache[name] = (len(cell.source), None, cell.source.splitlines(keepends=True), name)
        try:
            with within(seconds):
                exec(_compiled(cell.source, name), namespace)  # noqa: S102  the student's own machine
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001  a cell may raise anything, SystemExit too
            yield cell, describe(error)
        else:
            yield cell, None


def _run_in_shell(cells: Sequence[Cell], namespace: dict[str, Any], seconds: float) -> _Ran:
    from grader.sandbox.shell import fake_shell

    run_cell = fake_shell(namespace)
    for cell in cells:
        try:
            with within(seconds):
                error = run_cell(cell.index + 1, cell.source)
        except StudentTimeout as late:
            error = describe(late)
        yield cell, error
