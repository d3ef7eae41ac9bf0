"""Hidden tests of `initial_weights`. Which weights a seed gives is free; what they have in common is not."""

import numpy as np
import pytest

from grader.testing import as_array, assert_close, assert_finite, assert_same_shape

pytestmark = [pytest.mark.task("initial_weights")]

MANY = 2000
LARGEST_SEED = 2**31 - 1


def draw_seed(rng):
    return int(rng.integers(1, LARGEST_SEED))


@pytest.mark.points(1)
@pytest.mark.parametrize("n", [1, 6])
def test_initial_weights_have_the_shape(student, rng, n):
    assert_same_shape(student.initial_weights(n, draw_seed(rng)), (n,), what="the weights")


@pytest.mark.points(2)
@pytest.mark.hint("where do the smallest and the largest of many weights lie?")
def test_initial_weights_stay_in_the_range(student, rng):
    w = as_array(student.initial_weights(MANY, draw_seed(rng)), what="the weights", shape=(MANY,))
    # A weight of exactly 0.5 is only a rounding away from the largest that is allowed.
    assert np.all((w >= -0.5) & (w <= 0.5)), "some of many weights lie outside [-0.5, 0.5)"
    assert np.ptp(w) > 0.25, "many weights all lie close together"  # which 2,000 random ones never do


@pytest.mark.points(2)
@pytest.mark.hint("uniform: every part of the range is equally likely")
def test_initial_weights_fill_the_range_evenly(student, rng):
    w = as_array(student.initial_weights(MANY, draw_seed(rng)), what="the weights", shape=(MANY,))
    assert_finite(w, what="the weights")
    counts, _ = np.histogram(w, bins=10, range=(-0.5, 0.5))
    # Each tenth expects 200 with a deviation of 13: an even draw leaves 110 … 290 less than once in 10**10.
    assert np.all((counts > 110) & (counts < 290)), "many weights do not fill [-0.5, 0.5) evenly"
    # 2,000 real numbers all differ; numbers rounded to three digits repeat until fewer than 900 are left.
    assert len(np.unique(w)) > MANY / 2, "the weights take a few values only: draw real numbers"
    in_order = np.diff(w) > 0
    assert 0.4 < np.mean(in_order) < 0.95, "the weights come in order: they are not random"


@pytest.mark.points(2)
@pytest.mark.hint("call it twice with one seed, and with another seed in between")
def test_initial_weights_of_the_same_seed_are_the_same(student, rng):
    drawn = []
    for seed in (0, draw_seed(rng), LARGEST_SEED):
        first = as_array(student.initial_weights(5, seed), what="the weights", shape=(5,))
        student.initial_weights(3, draw_seed(rng))
        as_array(student.initial_weights(4, seed), what="fewer weights of the same seed", shape=(4,))
        assert_close(student.initial_weights(5, seed), first, what="the weights of the same seed, drawn again")
        drawn.append(first)
    assert np.ptp(drawn) > 0, "every weight is the same, whatever the seed"


@pytest.mark.points(2)
def test_initial_weights_of_another_seed_are_others(student, rng):
    seed = draw_seed(rng) // 2
    seeds = (seed, seed + 1, seed + 2, seed + 1000, draw_seed(rng), seed + 2**16)
    drawn = [as_array(student.initial_weights(5, s), what="the weights", shape=(5,)) for s in seeds]
    for i, j in ((0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (0, 4), (0, 5)):
        assert not np.allclose(drawn[i], drawn[j]), "different seeds gave the same weights"
