"""Classical item analysis of the hidden tests: how hard each is, and whether it tells strong work from weak.

Difficulty is the part of the class that passes. Discrimination is the item-rest correlation (also called the corrected
item-total correlation): Pearson's r between passing, 0 or 1, and the points of all *other* tests. With one variable of
0 and 1 this r is the point-biserial. The item is taken out of the total because it would correlate with itself.
J. P. Guilford: The correlation of an item with a composite of the remaining items in a test. Educational and
Psychological Measurement 13 (1953), 87-93.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from grader.records import Outcome, Record, Result

FEWEST: Final = 3
"""Fewer students have no correlation worth the name: two points lie on a line."""

Floats = NDArray[np.float64]


class Item(Record, frozen=True, kw_only=True):
    """One test. `difficulty` is the part of the students who pass it, 0 (nobody) to 1 (everybody).

    `discrimination` is the item-rest correlation, -1 to 1; None where it is not defined: fewer than three students, or
    no variance in the test or in the rest.
    """

    task: str
    test: str
    max_points: float
    students: int
    passed: int
    difficulty: float
    discrimination: float | None
    outcomes: dict[Outcome, int]


def item_analysis(results: Sequence[Result]) -> tuple[Item, ...]:
    """The tests of results by one suite, in its order; none without results. Failed submissions must be left out."""
    columns = _columns(results)
    if not columns:
        return ()
    points = np.array([[test.points if test else 0.0 for test in column] for column in columns.values()]).T
    total = points.sum(axis=1)
    items = []
    for place, ((task, test, _), column) in enumerate(columns.items()):
        there = np.array([each is not None for each in column])
        known = [each for each in column if each is not None]
        passes = np.array([each.outcome == "passed" for each in known], dtype=np.float64)
        items.append(
            Item(
                task=task,
                test=test,
                max_points=known[0].max_points,
                students=len(known),
                passed=int(passes.sum()),
                difficulty=float(passes.mean()),
                discrimination=correlation(passes, (total - points[:, place])[there]),
                outcomes=dict(Counter(each.outcome for each in known)),
            )
        )
    return tuple(items)


def correlation(x: Floats, y: Floats) -> float | None:
    """Pearson's r of two equally long vectors, or None where it is not defined."""
    if len(x) < FEWEST:
        return None
    x, y = x - x.mean(), y - y.mean()
    # Sums of tenths leave dust, which is no variance.
    dust = 1e-9 * max(1.0, float(np.abs(y).max()))
    if np.abs(x).max() <= 1e-9 or np.abs(y).max() <= dust:
        return None
    return float(np.clip(x @ y / np.sqrt((x @ x) * (y @ y)), -1.0, 1.0))


def _columns(results: Sequence[Result]) -> dict[tuple[str, str, int], list[Any]]:
    """By task, name and how many of that name came before: each student's test, None where it is missing."""
    columns: dict[tuple[str, str, int], list[Any]] = {}
    for row, result in enumerate(results):
        for task in result.tasks:
            met: Counter[str] = Counter()
            for test in task.tests:
                key = (task.name, test.name, met[test.name])
                met[test.name] += 1
                columns.setdefault(key, [None] * len(results))[row] = test
    return columns
