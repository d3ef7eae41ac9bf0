"""The cells' time ends with the submission's: the suite's own patience is only a little longer."""

import time
from typing import Any

import pytest

from grader.errors import StudentCrashed, StudentTimeout
from grader.records import Cell, Limits
from grader.sandbox.notebook import SandboxedNotebook
from grader.sandbox.zygote import Processes
from grader.wire.messages import CellStarted, Message


class Silent:
    """A conversation that says these messages and nothing more. Keeps until when it was waited for."""

    def __init__(self, *messages: Message) -> None:
        self._messages = list(messages)
        self.waited: list[float] = []

    def send(self, *_: Any) -> None:
        pass

    def receive(self, deadline: float) -> Message:
        self.waited.append(deadline)
        if not self._messages:
            raise StudentTimeout("no answer in time")
        return self._messages.pop(0)

    def close(self) -> None:
        pass


@pytest.mark.parametrize(("cpu_seconds", "wall_seconds"), [(60, 10), (10, 900)])
def test_cells_are_waited_for_no_longer_than_either_limit(cpu_seconds: int, wall_seconds: int) -> None:
    limits = Limits(notebook_cpu_seconds=cpu_seconds, wall_factor=6, submission_wall_seconds=wall_seconds)
    notebooks: list[Any] = []

    def spawn() -> Processes:
        keeper: Any = Silent()
        notebooks.append(Silent(CellStarted(0)))
        return Processes(keeper, notebooks[-1])

    with pytest.raises(StudentCrashed):
        SandboxedNotebook(spawn, [Cell(index=0, source="")], limits)
    waited = [deadline for notebook in notebooks for deadline in notebook.waited]
    assert waited
    assert max(waited) <= time.monotonic() + min(cpu_seconds * 6, wall_seconds)
