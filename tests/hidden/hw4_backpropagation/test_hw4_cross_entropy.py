"""Hidden tests of `cross_entropy`.

No probability is 0, and where the tolerance is narrow that of the right class is at least 0.1: whether somebody guards
the logarithm by a tiny number decides in the tests of tiny probabilities alone.
"""

from math import log

import numpy as np
import pytest

from grader.testing import assert_close, assert_leaves_inputs_alone

pytestmark = [pytest.mark.task("cross_entropy")]


def draw_batch(rng, y, n_classes, right):
    """Probabilities of shape (N, n_classes) in which sample i has right[i] at y[i]; the others share what is left."""
    P = rng.uniform(0.5, 1.5, size=(len(y), n_classes))
    P[np.arange(len(y)), y] = 0.0
    P *= ((1.0 - right) / P.sum(axis=1))[:, np.newaxis]
    P[np.arange(len(y)), y] = right
    return P


def draw_right(rng, n_samples):
    """Probabilities of the right class. For the first sample another class is more probable."""
    return np.concatenate([rng.uniform(0.1, 0.2, size=1), rng.uniform(0.25, 0.6, size=n_samples - 1)])


def mean_error(right):
    return -sum(log(p) for p in right) / len(right)


@pytest.mark.points(1.5)
@pytest.mark.hint("the natural logarithm of one probability of each row, and the mean over the rows")
@pytest.mark.parametrize("shape", [(5, 3), (3, 6), (1, 4)], ids=["tall", "wide", "one_sample"])
def test_cross_entropy_of_a_batch(student, rng, shape):
    n_samples, n_classes = shape
    y = rng.permutation(np.arange(n_samples) + rng.integers(n_classes)) % n_classes
    right = draw_right(rng, n_samples)
    result = student.cross_entropy(draw_batch(rng, y, n_classes, right), y)
    assert_close(result, mean_error(right), what="the cross-entropy")


@pytest.mark.points(1)
@pytest.mark.hint("classes are counted from 0; one may come often, another never")
def test_cross_entropy_of_unequal_classes(student, rng):
    y = rng.permutation([0, 0, 0, 3, 3, 1]).astype(np.int64)  # of five classes the last is missing too
    right = draw_right(rng, 6)
    result = student.cross_entropy(draw_batch(rng, y, 5, right), y)
    assert_close(result, mean_error(right), what="the cross-entropy when a class is missing")
    # Roughly, so that a guard against 0 costs its own tests only.
    sure = 1.0 - rng.uniform(1e-5, 3e-5, size=6)
    result = student.cross_entropy(draw_batch(rng, y, 5, sure), y)
    assert_close(result, mean_error(sure), rtol=0.05, what="the cross-entropy of a network that is right and very sure")


@pytest.mark.points(1)
@pytest.mark.hint("a number that guards the logarithm against 0 must be much smaller than this")
def test_cross_entropy_of_a_tiny_probability(student, rng):
    y, right = rng.integers(0, 4, size=1), rng.uniform(1e-9, 2e-9, size=1)
    result = student.cross_entropy(draw_batch(rng, y, 4, right), y)
    assert_close(result, mean_error(right), rtol=1e-3, what="the cross-entropy of a tiny probability")


@pytest.mark.points(1.5)
@pytest.mark.hint("a number that guards the logarithm against 0 must be much smaller than this")
def test_cross_entropy_of_tiny_probabilities_in_a_batch(student, rng):
    y, right = rng.permutation([0, 1, 2, 1]).astype(np.int64), rng.uniform(1e-9, 2e-9, size=4)
    result = student.cross_entropy(draw_batch(rng, y, 3, right), y)
    assert_close(result, mean_error(right), rtol=1e-3, what="the cross-entropy of tiny probabilities")


@pytest.mark.points(1)
def test_cross_entropy_leaves_its_inputs_alone(student, rng):
    y = rng.permutation([0, 1, 2, 1]).astype(np.int64)
    right = np.array([1e-9, 0.1, 0.4, 0.5])
    P = draw_batch(rng, y, 3, right)
    P[3, (y[3] + 1) % 3] = 1e-15  # below any guard, and of a class that does not count
    result = assert_leaves_inputs_alone(student.cross_entropy, P, y)
    # Roughly: a guard that shows costs the tests of tiny probabilities only.
    assert_close(result, mean_error(right), rtol=0.4, what="the cross-entropy")
