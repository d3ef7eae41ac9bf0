"""Hidden tests of `sgd_epoch`."""

import numpy as np
import pytest

from grader.testing import assert_close, assert_leaves_inputs_alone, assert_same_shape

pytestmark = [pytest.mark.task("sgd_epoch")]


def draw_signed(rng, low, high, shape):
    return rng.uniform(low, high, size=shape) * rng.choice([-1.0, 1.0], size=shape)


def draw_problem(rng, n_samples, n_features):
    """X, y and w. No prediction is right at the start, and no step is so long that the weights run away."""
    X = draw_signed(rng, 0.4, 1.0, (n_samples, n_features))
    w = draw_signed(rng, 0.5, 2.0, n_features)
    return X, X @ w - draw_signed(rng, 0.5, 2.0, n_samples), w


def draw_lr(rng):
    return float(rng.uniform(0.1, 0.3))


def draw_order(rng, n):
    """A permutation that no mistake leaves as it is: not the natural order, and not its own inverse."""
    while True:
        order = rng.permutation(n)
        if not np.array_equal(order[order], np.arange(n)):
            return order


def walk(X, y, w, lr, order):
    for i in order.tolist():
        w = w - lr * 2.0 * (float(np.dot(X[i], w)) - y[i]) * X[i]
    return w


def ending_near_zero(rng, X, y, w, lr, order):
    """The same epoch thirty times as large, and moved so that its end is near 0: float32 is too coarse for the way."""
    away = walk(X, 30 * y, 30 * w, lr, order) - draw_signed(rng, 0.1, 0.4, len(w))
    return X, 30 * y - X @ away, 30 * w - away, lr, order


def assert_epoch(student, X, y, w, lr, order, *, what="the weights after the epoch"):
    """The student's epoch from fresh copies gives what the formula gives, step by step."""
    result = student.sgd_epoch(X.copy(), y.copy(), w.copy(), lr, order.copy())
    assert_close(result, walk(X, y, w, lr, order), what=what)


@pytest.mark.points(4)
@pytest.mark.hint("each step uses the weights that the step before it left behind")
def test_sgd_epoch_in_natural_order(student, rng):
    for n_samples, n_features in ((6, 3), (3, 4), (4, 4)):
        X, y, w = draw_problem(rng, n_samples, n_features)
        assert_epoch(student, X, y, w, draw_lr(rng), np.arange(n_samples))


@pytest.mark.points(7)
@pytest.mark.hint("order[0] is the index of the sample that comes first")
def test_sgd_epoch_in_the_order_given(student, rng):
    for n_samples, n_features in ((7, 3), (5, 2), (12, 4)):
        X, y, w = draw_problem(rng, n_samples, n_features)
        assert_epoch(student, X, y, w, draw_lr(rng), draw_order(rng, n_samples))
        far = ending_near_zero(rng, X, y, w, draw_lr(rng), draw_order(rng, n_samples))
        assert_epoch(student, *far, what="the weights after an epoch from far away")


@pytest.mark.points(3)
@pytest.mark.hint("there and back: the two orders lead to different weights")
def test_sgd_epoch_of_two_samples_in_both_orders(student, rng):
    for _ in range(2):
        X, y, w = draw_problem(rng, 2, 3)
        lr = draw_lr(rng)
        for order in ([0, 1], [1, 0]):
            assert_epoch(student, X, y, w, lr, np.array(order), what="the weights after two samples")


@pytest.mark.points(2)
@pytest.mark.hint("the error of one sample is not averaged, and its derivative has a factor 2")
def test_sgd_epoch_of_one_sample(student, rng):
    for n_features in (1, 3):
        X, y, w = draw_problem(rng, 1, n_features)
        assert_epoch(student, X, y, w, draw_lr(rng), np.array([0]), what="the weights after a single sample")


@pytest.mark.points(2)
def test_sgd_epoch_with_one_feature(student, rng):
    X, y, w = draw_problem(rng, 6, 1)
    assert_epoch(student, X, y, w, draw_lr(rng), draw_order(rng, 6), what="the weights for one feature")


@pytest.mark.points(1)
@pytest.mark.hint("samples that are predicted rightly move nothing; the others do")
def test_sgd_epoch_with_one_wrong_sample(student, rng):
    n_samples = 6
    X, _, w = draw_problem(rng, n_samples, 3)
    order, lr = draw_order(rng, n_samples), draw_lr(rng)
    y = X @ w
    assert_epoch(student, X, y, w, lr, order, what="the weights when every sample is right")
    # The first two have features of their own, so that those in the middle are still right when it is their turn.
    own, places = np.zeros_like(X), [0, 1, *[2] * (n_samples - 2)]
    own[order, places] = X[order, places]
    targets = own @ w
    targets[order[[0, 1, -2, -1]]] += draw_signed(rng, 1.0, 2.0, 4)
    assert_epoch(student, own, targets, w, lr, order, what="the weights when only samples in the middle are right")
    y[order[-1]] += float(rng.uniform(1.0, 2.0))
    assert_epoch(student, X, y, w, lr, order, what="the weights when only the last sample is wrong")


@pytest.mark.points(1)
def test_sgd_epoch_leaves_its_inputs_alone(student, rng):
    X, y, w = draw_problem(rng, 5, 3)
    result = assert_leaves_inputs_alone(student.sgd_epoch, X, y, w, draw_lr(rng), draw_order(rng, 5))
    assert_same_shape(result, (3,), what="the weights after the epoch")
