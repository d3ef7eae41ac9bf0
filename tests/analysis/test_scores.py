"""Spreads and histograms agree with pandas and NumPy; small classes have no NaN."""

import numpy as np
import pytest

from grader.analysis.scores import Bin, by_task, histogram, spread
from tests.analysis.results import a_result, a_task, a_test
from tests.later import Later

pd = Later("pandas")

SCORES = np.round(np.random.default_rng(3).uniform(0, 100, 77), 2).tolist()


def test_a_spread_is_as_pandas_describes_it() -> None:
    told = pd.Series(SCORES).describe()
    found = spread(SCORES)
    ours = [
        found.count,
        found.mean,
        found.sd,
        found.lowest,
        found.lower_quartile,
        found.median,
        found.upper_quartile,
        found.highest,
    ]
    np.testing.assert_allclose(ours, told.to_numpy(), atol=1e-6)


@pytest.mark.parametrize(("scores", "mean", "sd"), [([], None, None), ([3.0], 3.0, None), ([3.0, 3.0], 3.0, 0.0)])
def test_small_classes(scores: list[float], mean: float | None, sd: float | None) -> None:
    assert (spread(scores).mean, spread(scores).sd) == (mean, sd)


def test_every_score_is_in_a_bin() -> None:
    assert sum(each.count for each in histogram([*SCORES, 0.0, 100.0, 100.00001], 100)) == len(SCORES) + 3


def test_full_marks_are_in_the_last_bin() -> None:
    assert histogram([10.0, 9.0, 0.0], 10.0)[-1] == Bin(low=9.0, high=10.0, count=2)


def test_there_is_no_histogram_of_nothing() -> None:
    assert histogram([], 0.0) == ()


def test_tasks_are_counted() -> None:
    results = [a_result(f"s{k}", a_task("one", a_test("a", k > 0), a_test("b", k > 1))) for k in range(3)]
    (task,) = by_task(results)
    assert (task.full, task.none, task.scores.mean, task.max_score) == (1, 1, 5.0, 10.0)
