"""How scores are spread."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from grader.records import Record, Result

BINS: Final = 10


class Spread(Record, frozen=True, kw_only=True):
    """Of `count` scores. `sd` is the sample's (n - 1), None for fewer than two; the others are None without any."""

    count: int
    mean: float | None = None
    sd: float | None = None
    lowest: float | None = None
    lower_quartile: float | None = None
    median: float | None = None
    upper_quartile: float | None = None
    highest: float | None = None


class Bin(Record, frozen=True, kw_only=True):
    """Scores from `low` on and below `high`; the last bin holds `high` itself, too."""

    low: float
    high: float
    count: int


class TaskScores(Record, frozen=True, kw_only=True):
    """One task: the spread of its scores, and how many students have all its points, or none."""

    task: str
    max_score: float
    scores: Spread
    full: int
    none: int


def spread(scores: Sequence[float]) -> Spread:
    """The spread of any number of finite scores."""
    if not scores:
        return Spread(count=0)
    lowest, lower, median, upper, highest = (
        round(float(each), 6) for each in np.quantile(scores, [0, 0.25, 0.5, 0.75, 1])
    )
    return Spread(
        count=len(scores),
        mean=round(float(np.mean(scores)), 6),
        sd=round(float(np.std(scores, ddof=1)), 6) if len(scores) > 1 else None,
        lowest=lowest,
        lower_quartile=lower,
        median=median,
        upper_quartile=upper,
        highest=highest,
    )


def histogram(scores: Sequence[float], most: float) -> tuple[Bin, ...]:
    """The scores in ten equal bins from 0 to `most`; none where `most` is not above 0."""
    if not most > 0:
        return ()
    counts, edges = np.histogram(np.clip(scores, 0, most), bins=BINS, range=(0, most))
    edges = np.round(edges, 6)
    return tuple(
        Bin(low=float(low), high=float(high), count=int(count))
        for low, high, count in zip(edges[:-1], edges[1:], counts, strict=True)
    )


def by_task(results: Sequence[Result]) -> tuple[TaskScores, ...]:
    """The tasks in the order in which results name them. Failed submissions must be left out."""
    found: dict[str, list[tuple[float, float]]] = {}
    for result in results:
        for task in result.tasks:
            found.setdefault(task.name, []).append((task.score, task.max_score))
    return tuple(
        TaskScores(
            task=name,
            max_score=max(most for _, most in pairs),
            scores=spread([score for score, _ in pairs]),
            full=sum(score >= most for score, most in pairs),
            none=sum(score <= 0 for score, _ in pairs),
        )
        for name, pairs in found.items()
    )
