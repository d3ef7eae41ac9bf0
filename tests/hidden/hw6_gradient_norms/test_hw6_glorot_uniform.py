"""Hidden tests of `glorot_uniform`. Which weights a seed gives is free; their range and their evenness are not.

The large draws have n = fan_in * fan_out >= 13,500 weights and fans that add up to s <= 280. A right draw fails

- to reach sqrt(6 / (s + 1)), the limit if there were one input more, with probability (s / (s + 1))**(n / 2) < 1e-11;
- to put between -8 and 8 deviations from n / 10 weights into each tenth of the range, with probability
  < 20 * exp(-29) by Bernstein's inequality, that is less than 1e-11.
"""

import numpy as np
import pytest

from grader.testing import as_array, assert_close, assert_finite

pytestmark = [pytest.mark.task("glorot_uniform")]

LARGEST_SEED = 2**31 - 1
TALL_AND_WIDE = pytest.mark.parametrize("tall", [True, False], ids=["tall", "wide"])


def draw_seed(rng):
    return int(rng.integers(1, LARGEST_SEED))


def draw_fans(rng, tall):
    few, many = int(rng.integers(90, 101)), int(rng.integers(150, 171))
    return (many, few) if tall else (few, many)


def many_weights(student, fans, seed):
    w = as_array(student.glorot_uniform(*fans, seed), what="the weights", shape=fans)
    assert_finite(w, what="the weights")
    return w


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", ["tall", "wide", "one input", "one unit"], ids=str)
def test_glorot_uniform_has_the_shape(student, rng, shape):
    few, many = int(rng.integers(2, 5)), int(rng.integers(5, 9))
    fans = {"tall": (many, few), "wide": (few, many), "one input": (1, many), "one unit": (many, 1)}[shape]
    w = as_array(student.glorot_uniform(*fans, draw_seed(rng)), what="the weights", shape=fans)
    assert np.ptp(w) > 0, "the weights are all the same"


@pytest.mark.points(2.5)
@pytest.mark.hint("where do the smallest and the largest of many weights lie? Both fans count")
@TALL_AND_WIDE
def test_glorot_uniform_lies_within_the_limits_and_comes_close(student, rng, tall):
    fans = draw_fans(rng, tall)
    sizes = np.abs(many_weights(student, fans, draw_seed(rng)))
    # The margin is for rounding: a weight drawn in float32, or a limit computed in another order.
    assert sizes.max() <= np.sqrt(6 / sum(fans)) * (1 + 1e-6), "some of many weights lie outside the limits"
    assert sizes.max() > np.sqrt(6 / (sum(fans) + 1)), "of many weights none comes close to the limits"


@pytest.mark.points(2.5)
@pytest.mark.hint("uniform: every part of the range is equally likely, and each weight is drawn by itself")
@TALL_AND_WIDE
def test_glorot_uniform_fills_the_range_evenly(student, rng, tall):
    fans = draw_fans(rng, tall)
    w = many_weights(student, fans, draw_seed(rng))
    # Each tenth is taken of the range that the weights span, so that a wrong limit costs its own test only.
    counts, _ = np.histogram(w, bins=10, range=(w.min(), w.max()))
    allowed = 8 * np.sqrt(0.09 * w.size)
    assert np.all(np.abs(counts - w.size / 10) < allowed), "many weights do not fill their range evenly"
    assert abs(w.min() + w.max()) < 0.01 * w.max(), "the range of many weights is not symmetric about 0"
    # Real numbers all differ.
    assert len(np.unique(w)) > w.size / 2, "the weights repeat: draw each of them by itself, as a real number"
    assert 0.4 < np.mean(np.diff(w.ravel()) > 0) < 0.6, "the weights come in order: they are not random"


@pytest.mark.points(3)
@pytest.mark.hint("call it twice with one seed, and with another seed in between")
def test_glorot_uniform_of_the_same_seed_is_the_same(student, rng):
    for seed in (0, draw_seed(rng), LARGEST_SEED):
        first = as_array(student.glorot_uniform(3, 2, seed), what="the weights", shape=(3, 2))
        assert np.ptp(first) > 0, "the weights are all the same"
        student.glorot_uniform(2, 4, draw_seed(rng))
        as_array(student.glorot_uniform(2, 4, seed), what="other weights of the same seed", shape=(2, 4))
        assert_close(student.glorot_uniform(3, 2, seed), first, what="the weights of the same seed, drawn again")


@pytest.mark.points(3)
def test_glorot_uniform_of_another_seed_is_another(student, rng):
    seed = draw_seed(rng) // 2
    seeds = (seed, seed + 1, seed + 2, seed + 1000, seed + 2**16, draw_seed(rng))
    drawn = [as_array(student.glorot_uniform(3, 2, s), what="the weights", shape=(3, 2)) for s in seeds]
    for i, j in ((0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (0, 4), (0, 5)):
        assert not np.allclose(drawn[i], drawn[j]), "different seeds gave the same weights"
