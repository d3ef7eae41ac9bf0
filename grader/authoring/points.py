"""Points that sum to 100, in the proportions in which they were."""

import math
from collections.abc import Sequence
from typing import Final

TOTAL: Final = 100
SHARES: Final = 100
"""Hundredths of a point."""


def scaled(weights: Sequence[float]) -> tuple[float, ...]:
    """Points for each weight, in hundredths, that sum to 100; weights that are all 0 count alike.

    What rounding leaves over goes to those that lost most by it. Each weight over 0 gets at least a hundredth.
    """
    if not weights:
        return ()
    whole = math.fsum(weights)
    parts = [weight / whole if whole else 1 / len(weights) for weight in weights]
    exact = [part * TOTAL * SHARES for part in parts]
    given = [max(math.floor(round(share, 6)), 1) for share in exact]
    order = sorted(range(len(weights)), key=lambda i: exact[i] - given[i], reverse=True)
    over = TOTAL * SHARES - sum(given)
    for i in order[: max(over, 0)]:
        given[i] += 1
    for _ in range(max(-over, 0)):
        given[max(range(len(given)), key=given.__getitem__)] -= 1
    return tuple(share / SHARES for share in given)


def summed(points: Sequence[float]) -> float:
    """The sum of points, without the dust of adding hundredths."""
    return round(math.fsum(points), 2)
