"""Points sum to 100 and keep their proportions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.authoring.points import scaled


@pytest.mark.parametrize(
    ("weights", "points"),
    [
        ([], ()),
        ([7], (100,)),
        ([1, 1, 0.5], (40, 40, 20)),
        ([1, 1, 1], (33.34, 33.33, 33.33)),
        ([0, 0], (50, 50)),
        ([1, 99_999_999], (0.01, 99.99)),
    ],
)
def test_points_are_scaled(weights: list[float], points: tuple[float, ...]) -> None:
    assert scaled(weights) == points


@given(st.lists(st.floats(min_value=0.01, max_value=1e9), min_size=1, max_size=200))
def test_points_sum_to_a_hundred_and_keep_their_order(weights: list[float]) -> None:
    points = scaled(weights)
    assert round(sum(points), 6) == 100
    assert min(points) >= 0.01
