"""Hidden tests of `batch_step`."""

import numpy as np
import pytest

from grader.testing import assert_close, assert_leaves_inputs_alone, assert_same_shape

pytestmark = [pytest.mark.task("batch_step")]


def draw_signed(rng, low, high, shape):
    return rng.uniform(low, high, size=shape) * rng.choice([-1.0, 1.0], size=shape)


def gradient_of(X, residuals):
    return 2.0 / len(X) * np.einsum("ij,i->j", X, residuals)


def draw_problem(rng, n_samples, n_features):
    """X, y, w and the gradient there, none of whose entries is close to 0."""
    while True:
        X, w = draw_signed(rng, 0.3, 1.5, (n_samples, n_features)), draw_signed(rng, 0.5, 2.0, n_features)
        residuals = draw_signed(rng, 0.5, 2.0, n_samples)
        gradient = gradient_of(X, residuals)
        if np.all(np.abs(gradient) > 0.05):
            return X, X @ w - residuals, w, gradient


@pytest.mark.points(3)
@pytest.mark.hint("against the gradient, lr times as far")
@pytest.mark.parametrize(("low", "high"), [(0.02, 0.2), (1.5, 4.0)], ids=["small_lr", "large_lr"])
def test_batch_step_goes_against_the_gradient(student, rng, low, high):
    for shape in ((6, 3), (3, 4), (4, 4)):
        X, y, w, gradient = draw_problem(rng, *shape)
        lr = float(rng.uniform(low, high))
        expected = w - lr * gradient
        assert_close(student.batch_step(X.copy(), y.copy(), w.copy(), lr), expected, what="the new weights")
        # Thirty times as large, and moved so that the step ends near 0: float32 is too coarse for that.
        near = draw_signed(rng, 0.1, 0.4, shape[1])
        away = 30 * expected - near
        result = student.batch_step(X.copy(), 30 * y - X @ away, 30 * w - away, lr)
        assert_close(result, near, what="the new weights after a long step")


@pytest.mark.points(2)
def test_batch_step_of_one_row_or_one_column(student, rng):
    for n_samples, n_features in ((1, 3), (5, 1)):
        X, y, w, gradient = draw_problem(rng, n_samples, n_features)
        lr = float(rng.uniform(0.1, 0.4))
        expected = w - lr * gradient
        what = f"the new weights for X of shape ({n_samples}, {n_features})"
        assert_close(student.batch_step(X, y, w, lr), expected, what=what)


@pytest.mark.points(1)
@pytest.mark.hint("at the minimum there is no slope to follow; beside it the step leads towards it")
def test_batch_step_at_the_minimum_and_beside_it(student, rng):
    X, _, best, _ = draw_problem(rng, 6, 3)
    y, lr = X @ best, float(rng.uniform(0.1, 0.4))
    assert_close(student.batch_step(X.copy(), y.copy(), best.copy(), lr), best, what="the weights from the minimum")
    expected = 1.5 * best - lr * gradient_of(X, 0.5 * (X @ best))
    result = student.batch_step(X.copy(), y.copy(), 1.5 * best, lr)
    assert_close(result, expected, what="the weights from beside the minimum")


@pytest.mark.points(1)
def test_batch_step_leaves_its_inputs_alone(student, rng):
    X, y, w, _ = draw_problem(rng, 5, 3)
    assert_same_shape(assert_leaves_inputs_alone(student.batch_step, X, y, w, 0.3), (3,), what="the new weights")
