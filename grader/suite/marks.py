"""What an author writes on a test: `task`, `points`, `visible`, `hint`. Read strictly: a slip costs no student."""

import math
from typing import Any, Final

import msgspec
import pytest

from grader.errors import SuiteError

LINES: Final = (
    "task(name): the task of the assignment that this test belongs to",
    "points(n): what passing this test is worth",
    "visible: students may see everything of this test",
    "hint(text): what a student reads when this test fails",
)


class Marks(msgspec.Struct, frozen=True):
    """The marks of one test. `points` is 0 for a public check."""

    task: str
    points: float
    visible: bool
    hint: str


def read_marks(item: pytest.Item, *, graded: bool) -> Marks:
    """The marks of a test. Raises SuiteError for one that is missing or says nonsense; checks need no points."""
    points = _argument(item, "points", (int, float)) if graded else 0.0
    if points is None:
        raise SuiteError(f"{item.nodeid}: no points: add @pytest.mark.points(n)")
    if graded and not (math.isfinite(points) and points > 0):
        raise SuiteError(f"{item.nodeid}: points({points}): must be more than 0")
    task = _argument(item, "task", (str,))
    if task is None:
        raise SuiteError(f'{item.nodeid}: no task: add @pytest.mark.task("name")')
    return Marks(
        task=task,
        points=float(points),
        visible=not graded or item.get_closest_marker("visible") is not None,
        hint=_argument(item, "hint", (str,)) or "",
    )


def _argument(item: pytest.Item, name: str, kinds: tuple[type, ...]) -> Any:
    mark = item.get_closest_marker(name)
    if mark is None:
        return None
    if len(mark.args) != 1 or mark.kwargs or not isinstance(mark.args[0], kinds) or isinstance(mark.args[0], bool):
        raise SuiteError(f"{item.nodeid}: {name}: takes one {' or '.join(kind.__name__ for kind in kinds)}")
    return mark.args[0]
