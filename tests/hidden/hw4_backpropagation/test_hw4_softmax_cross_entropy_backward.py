"""Hidden tests of `softmax_cross_entropy_backward`."""

import numpy as np
import pytest

from grader.testing import assert_close, assert_leaves_inputs_alone

pytestmark = [pytest.mark.task("softmax_cross_entropy_backward")]


def draw_probabilities(rng, y, n_classes):
    """Rows with the sum 1. The first sample's most probable class is not its own."""
    P = rng.uniform(0.2, 2.0, size=(len(y), n_classes))
    P[0, y[0]] = 0.2
    return P / P.sum(axis=1, keepdims=True)


def expected(P, y):
    return (P - np.eye(P.shape[1])[y]) / len(y)


def assert_gradient(student, P, y, *, what="dZ"):
    assert_close(student.softmax_cross_entropy_backward(P.copy(), y.copy()), expected(P, y), what=what)


@pytest.mark.points(1.5)
@pytest.mark.hint("what was said minus what should have been said, and the mean over the samples")
@pytest.mark.parametrize("shape", [(5, 3), (3, 6), (4, 4), (1, 3)], ids=["tall", "wide", "square", "one_sample"])
def test_softmax_cross_entropy_backward_of_a_batch(student, rng, shape):
    n_samples, n_classes = shape
    y = rng.permutation(np.arange(n_samples) + rng.integers(n_classes)) % n_classes
    assert_gradient(student, draw_probabilities(rng, y, n_classes), y)


@pytest.mark.points(2)
@pytest.mark.hint("classes are counted from 0; one may come often, another never")
def test_softmax_cross_entropy_backward_of_unequal_classes(student, rng):
    y = rng.permutation([0, 0, 0, 3, 3, 1, 1]).astype(np.int64)  # of five classes the last is missing too
    assert_gradient(student, draw_probabilities(rng, y, 5), y, what="dZ when a class is missing")


@pytest.mark.points(1)
def test_softmax_cross_entropy_backward_leaves_its_inputs_alone(student, rng):
    y = rng.permutation([0, 1, 2, 1]).astype(np.int64)
    P = draw_probabilities(rng, y, 3)
    right = expected(P, y)
    assert_close(assert_leaves_inputs_alone(student.softmax_cross_entropy_backward, P, y), right, what="dZ")
