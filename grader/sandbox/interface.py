"""What a sandbox is to the rooms above: it loads notebooks; a loaded notebook opens tests; a test answers requests."""

from collections.abc import Callable, Sequence
from typing import Protocol

from grader.records import Bounds, Cell, CellReport, Limits, Usage
from grader.wire.messages import (
    Answered,
    CallBack,
    Failed,
    Reply,
    Request,
)

Answer = Callable[[CallBack], Answered | Failed]


class OpenTest(Protocol):
    """The student's side of one test: the state after the notebook, seen by no other test."""

    output: str
    """What the student's code has printed so far, up to a limit."""

    @property
    def usage(self) -> Usage | None:
        """What the test used, once it is closed; None when nobody can say."""

    def request(self, request: Request, answer: Answer) -> Reply:
        """The reply to one request; `answer` serves the callbacks that the student's code makes meanwhile.

        Raises StudentTimeout or StudentCrashed; the test is over then.
        """

    def close(self) -> None:
        """End the test and every process it left behind."""


class Notebook(Protocol):
    """A submission whose cells have been run."""

    cells: tuple[CellReport, ...]
    """The cells that did not run to their end."""

    bounds: Bounds
    """What holds all its processes to their limits together."""

    def expect_test(self, seed: int) -> None:
        """The next test is going to have this seed: what it needs may be made ready meanwhile."""

    def open_test(self, seed: int) -> OpenTest:
        """A new test. `seed` is what `random` and `numpy.random` start from.

        Raises StudentTimeout or StudentCrashed when the submission has used up what it may, and SandboxError.
        """

    def close(self) -> None:
        """End every process of the submission."""


class Sandbox(Protocol):
    """A place where submissions can be loaded, one after the other."""

    def load(self, cells: Sequence[Cell], limits: Limits) -> Notebook:
        """Run a notebook's cells. Raises SandboxError, and StudentCrashed when nothing of it can be run."""

    def check(self, *, patience: float) -> None:
        """Raises SandboxError when the sandbox itself has died, or does within `patience` seconds.

        Whatever was in it died too, and that was no student's doing.
        """

    def close(self) -> None:
        """End everything."""
