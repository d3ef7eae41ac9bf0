"""The cells' time ends with the submission's: the suite's own patience is only a little longer."""

import time
from types import SimpleNamespace
from typing import Any

import pytest

from grader.errors import StudentCrashed, StudentTimeout
from grader.records import Cell, Limits
from grader.sandbox.notebook import SandboxedNotebook, SandboxedTest
from grader.sandbox.zygote import Processes
from grader.wire.messages import CellStarted, Ended, Message, Ready, Swept


class Silent:
    """A conversation that says these messages, None for a silence, and no more. Keeps until when it was waited for."""

    def __init__(self, *messages: Message | None) -> None:
        self._messages = list(messages)
        self.waited: list[float] = []

    def send(self, *_: Any) -> None:
        pass

    def receive(self, deadline: float) -> Message:
        self.waited.append(deadline)
        message = self._messages.pop(0) if self._messages else None
        if message is None:
            raise StudentTimeout("no answer in time")
        return message

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


def test_time_that_ends_before_the_first_cell_is_the_students_own() -> None:
    def spawn() -> Processes:
        time.sleep(1.1)
        keeper: Any = Silent()
        notebook: Any = Silent()
        return Processes(keeper, notebook)

    with pytest.raises(StudentTimeout, match="used up its time"):
        SandboxedNotebook(spawn, [Cell(index=0, source="")], Limits(submission_wall_seconds=1))


@pytest.mark.parametrize("said", [[Ended(0)], [None, Ended(0)]], ids=["by itself", "once it was killed"])
def test_begin_and_end_of_a_test_are_waited_for_no_longer_than_the_submission(said: list[Message | None]) -> None:
    keeper: Any = Silent(Swept(0, None))
    notebook: Any = Silent(*said)
    conversation: Any = Silent(Ready())
    nobody: Any = SimpleNamespace(unsettled=None)
    over = time.monotonic() + 0.01
    test = SandboxedTest(nobody, Processes(keeper, notebook), conversation, Limits(), over)
    test.start()
    test.settle()
    assert test.usage is not None
    assert [*conversation.waited, *notebook.waited] == [over] * (1 + len(said))
