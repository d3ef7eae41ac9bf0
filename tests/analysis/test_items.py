"""Item analysis agrees with SciPy and pandas, which compute it independently."""

import numpy as np
import pytest

from grader.analysis.items import Item, item_analysis
from grader.records import Result
from tests.analysis.results import a_class
from tests.later import Later

pd, stats = Later("pandas"), Later("scipy.stats")

RNG = np.random.default_rng(7)
ABILITY = RNG.normal(size=300)
PASSES = ABILITY[:, None] + RNG.normal(size=(300, 12)) > np.linspace(-1.5, 1.5, 12)
POINTS = np.array([0.1, 0.2, 0.3, 1, 2, 3.3, 4, 5, 6.7, 8, 9, 10])


def found(passes: np.ndarray, points: np.ndarray = POINTS) -> tuple[Item, ...]:
    return item_analysis(a_class(passes, points))


def test_difficulty_and_discrimination_as_scipy_and_pandas_have_them() -> None:
    table = pd.DataFrame(PASSES)
    earned = table * POINTS
    rest = [earned.drop(columns=place).sum(axis="columns") for place in table]
    expected = [stats.pointbiserialr(table[place], rest[place]).statistic for place in table]
    items = found(PASSES)
    np.testing.assert_allclose([item.discrimination for item in items], expected, rtol=1e-12)
    np.testing.assert_allclose([item.difficulty for item in items], table.mean(), rtol=1e-12)


def test_pandas_has_the_same_correlations() -> None:
    earned = pd.DataFrame(PASSES) * POINTS
    rest = earned.rsub(earned.sum(axis="columns"), axis="index")
    expected = pd.DataFrame(PASSES).astype(float).corrwith(rest)
    np.testing.assert_allclose([item.discrimination for item in found(PASSES)], expected, rtol=1e-9)


def test_the_item_itself_is_not_in_the_total() -> None:
    # A test that has nothing to do with the others, but nearly all of the points.
    passes = np.column_stack([RNG.random(300) > 0.5, PASSES])
    items = found(passes, np.array([1000.0, *POINTS]))
    assert abs(items[0].discrimination or 0) < 0.2


@pytest.mark.parametrize(
    "passes",
    [
        np.ones((20, 3)),
        np.zeros((20, 3)),
        np.ones((1, 3)),
        np.array([[1, 0, 1], [0, 1, 0]]),
        np.column_stack([np.arange(20) % 2, np.ones(20), np.ones(20)]),
    ],
    ids=["all pass", "all fail", "one student", "two students", "no variance in the rest"],
)
def test_what_is_not_defined_is_none(passes: np.ndarray) -> None:
    assert found(passes, np.array([0.1, 0.2, 0.7]))[0].discrimination is None


def test_dust_of_adding_tenths_is_no_variance() -> None:
    # Everybody's other points are 0.6 in all, added up in another order.
    passes = np.array([[1, 1, 1, 1, 0, 0], [0, 1, 1, 1, 0, 0], [1, 0, 0, 0, 1, 1], [0, 0, 0, 0, 1, 1]])
    items = found(passes, np.array([5, 0.1, 0.2, 0.3, 0.3, 0.3]))
    assert items[0].discrimination is None


def test_a_class_of_nobody_has_no_items() -> None:
    assert item_analysis([]) == ()


def test_tests_of_one_name_are_told_apart() -> None:
    results: list[Result] = a_class(PASSES[:, :2], POINTS[:2], names=["test_same", "test_same"])
    assert [item.passed for item in item_analysis(results)] == PASSES[:, :2].sum(axis=0).tolist()


def test_outcomes_are_counted() -> None:
    assert found(np.array([[1.0], [0.0], [0.0]]), np.array([1.0]))[0].outcomes == {"passed": 1, "failed": 2}
