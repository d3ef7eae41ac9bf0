"""Hidden tests of `minibatch_epoch`."""

import numpy as np
import pytest

from grader.testing import assert_close, assert_leaves_inputs_alone, assert_same_shape

pytestmark = [pytest.mark.task("minibatch_epoch")]


def draw_signed(rng, low, high, shape):
    return rng.uniform(low, high, size=shape) * rng.choice([-1.0, 1.0], size=shape)


def draw_problem(rng, n_samples, n_features):
    """X, y and w. No prediction is right at the start, and no step is so long that the weights run away."""
    X = draw_signed(rng, 0.4, 1.0, (n_samples, n_features))
    w = draw_signed(rng, 0.5, 2.0, n_features)
    return X, X @ w - draw_signed(rng, 0.5, 2.0, n_samples), w


def draw_lr(rng):
    return float(rng.uniform(0.1, 0.3))


def cut(order, batch_size):
    return [order[start : start + batch_size] for start in range(0, len(order), batch_size)]


def draw_order(rng, n, batch_size):
    """A permutation whose first batch holds other samples than that of the natural order, and of its own inverse."""
    while True:
        order = rng.permutation(n)
        first = {*order[:batch_size].tolist()}
        if first != {*range(batch_size)} and first != {*np.argsort(order)[:batch_size].tolist()}:
            return order


def walk(X, y, w, lr, batch_size, order):
    for batch in cut(order, batch_size):
        residuals = X[batch] @ w - y[batch]
        w = w - lr * 2.0 / len(batch) * np.einsum("ij,i->j", X[batch], residuals)
    return w


def ending_near_zero(rng, X, y, w, lr, batch_size, order):
    """The same epoch thirty times as large, and moved so that its end is near 0: float32 is too coarse for the way."""
    away = walk(X, 30 * y, 30 * w, lr, batch_size, order) - draw_signed(rng, 0.1, 0.4, len(w))
    return X, 30 * y - X @ away, 30 * w - away, lr, batch_size, order


def assert_epoch(student, X, y, w, lr, batch_size, order, *, what="the weights after the epoch"):
    """The student's epoch from fresh copies gives what the formula gives, batch by batch."""
    result = student.minibatch_epoch(X.copy(), y.copy(), w.copy(), lr, batch_size, order.copy())
    assert_close(result, walk(X, y, w, lr, batch_size, order), what=what)


@pytest.mark.points(4)
@pytest.mark.hint("the batches are cut from order, one after the other; the error is averaged over the batch")
def test_minibatch_epoch_of_full_batches(student, rng):
    for batch_size, batches, n_features in ((3, 4, 3), (4, 2, 2), (2, 5, 5)):
        n_samples = batch_size * batches
        X, y, w = draw_problem(rng, n_samples, n_features)
        assert_epoch(student, X, y, w, draw_lr(rng), batch_size, draw_order(rng, n_samples, batch_size))
        far = ending_near_zero(rng, X, y, w, draw_lr(rng), batch_size, draw_order(rng, n_samples, batch_size))
        assert_epoch(student, *far, what="the weights after an epoch from far away")


@pytest.mark.points(5)
@pytest.mark.hint("the samples left over make a smaller batch, and are averaged over their own number")
def test_minibatch_epoch_with_a_smaller_last_batch(student, rng):
    for batch_size, batches, rest in ((4, 2, 2), (3, 3, 1), (5, 1, 3)):
        n_samples = batch_size * batches + rest
        X, y, w = draw_problem(rng, n_samples, 3)
        assert_epoch(student, X, y, w, draw_lr(rng), batch_size, draw_order(rng, n_samples, batch_size))


@pytest.mark.points(3)
@pytest.mark.hint("the order 0, 1, 2, …")
def test_minibatch_epoch_in_natural_order(student, rng):
    for n_samples, batch_size in ((9, 3), (8, 2)):
        X, y, w = draw_problem(rng, n_samples, 3)
        assert_epoch(student, X, y, w, draw_lr(rng), batch_size, np.arange(n_samples))


@pytest.mark.points(3)
@pytest.mark.hint("batches of one sample: the epoch of stochastic gradient descent")
def test_minibatch_epoch_of_single_samples(student, rng):
    for n_samples in (6, 9):
        X, y, w = draw_problem(rng, n_samples, 3)
        assert_epoch(student, X, y, w, draw_lr(rng), 1, draw_order(rng, n_samples, 1))


@pytest.mark.points(3)
@pytest.mark.hint("one batch that holds all samples: a single step of batch gradient descent")
def test_minibatch_epoch_of_one_batch(student, rng):
    for n_samples in (5, 8):
        X, y, w = draw_problem(rng, n_samples, 3)
        assert_epoch(student, X, y, w, draw_lr(rng), n_samples, rng.permutation(n_samples))


@pytest.mark.points(1)
@pytest.mark.hint("samples that are predicted rightly move nothing; the others do")
def test_minibatch_epoch_with_one_wrong_sample(student, rng):
    n_samples, batch_size = 8, 3
    X, _, w = draw_problem(rng, n_samples, 3)
    order, lr = draw_order(rng, n_samples, batch_size), draw_lr(rng)
    y = X @ w
    assert_epoch(student, X, y, w, lr, batch_size, order, what="the weights when every sample is right")
    for place in (batch_size - 1, batch_size):  # the last of the first batch, the first of the second
        targets = y.copy()
        targets[order[place]] += float(rng.uniform(1.0, 2.0))
        assert_epoch(student, X, targets, w, lr, batch_size, order, what="the weights when one sample is wrong")


@pytest.mark.points(1)
def test_minibatch_epoch_leaves_its_inputs_alone(student, rng):
    X, y, w = draw_problem(rng, 7, 3)
    result = assert_leaves_inputs_alone(student.minibatch_epoch, X, y, w, draw_lr(rng), 3, draw_order(rng, 7, 3))
    assert_same_shape(result, (3,), what="the weights after the epoch")
