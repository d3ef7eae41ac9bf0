"""Hidden tests of `mse_gradient`."""

import numpy as np
import pytest

from grader.testing import assert_close, assert_leaves_inputs_alone, assert_same_shape

pytestmark = [pytest.mark.task("mse_gradient")]


def draw_signed(rng, low, high, shape):
    return rng.uniform(low, high, size=shape) * rng.choice([-1.0, 1.0], size=shape)


def gradient_of(X, residuals):
    """(2/N) Xᵀr, the residuals r being predictions minus targets."""
    return 2.0 / len(X) * np.einsum("ij,i->j", X, residuals)


def draw_problem(rng, n_samples, n_features):
    """X, y, w and the gradient there, none of whose entries is close to 0."""
    while True:
        X, w = draw_signed(rng, 0.3, 1.5, (n_samples, n_features)), draw_signed(rng, 0.5, 2.0, n_features)
        residuals = draw_signed(rng, 0.5, 2.0, n_samples)
        gradient = gradient_of(X, residuals)
        if np.all(np.abs(gradient) > 0.05):
            return X, X @ w - residuals, w, gradient


@pytest.mark.points(4)
@pytest.mark.parametrize(("n_samples", "n_features"), [(7, 3), (3, 5), (4, 4)], ids=["tall", "wide", "square"])
def test_mse_gradient_is_that_of_the_formula(student, rng, n_samples, n_features):
    for _ in range(2):
        X, y, w, expected = draw_problem(rng, n_samples, n_features)
        assert_close(student.mse_gradient(X.copy(), y.copy(), w.copy()), expected, what="the gradient")
        # The same errors of far larger predictions: float32 cannot hold them.
        away = 1000 * w
        assert_close(student.mse_gradient(X, y + X @ away, w + away), expected, what="the gradient for large weights")


@pytest.mark.points(2)
@pytest.mark.hint("one entry for each weight, whatever the number of samples")
def test_mse_gradient_of_one_row_or_one_column(student, rng):
    for n_samples, n_features in ((1, 3), (5, 1), (1, 1)):
        X, y, w, expected = draw_problem(rng, n_samples, n_features)
        what = f"the gradient for X of shape ({n_samples}, {n_features})"
        assert_close(student.mse_gradient(X, y, w), expected, what=what)


@pytest.mark.points(2)
@pytest.mark.hint("where every prediction is right there is no slope; past it the slope points away from it")
def test_mse_gradient_on_both_sides_of_the_minimum(student, rng):
    X, _, best, _ = draw_problem(rng, 5, 3)
    y = X @ best
    assert_close(student.mse_gradient(X.copy(), y.copy(), best.copy()), np.zeros(3), what="the gradient at the minimum")
    for away in (0.5, -0.25):
        expected = away * gradient_of(X, X @ best)
        result = student.mse_gradient(X.copy(), y.copy(), (1 + away) * best)
        assert_close(result, expected, what="the gradient on one side of the minimum")


@pytest.mark.points(3)
@pytest.mark.hint("the error is a mean: the same data twice over has the same error, and the same gradient")
def test_mse_gradient_of_repeated_data(student, rng):
    X, y, w, expected = draw_problem(rng, 4, 3)
    for times in (2, 5):
        result = student.mse_gradient(np.tile(X, (times, 1)), np.tile(y, times), w.copy())
        assert_close(result, expected, what=f"the gradient of the same data {times} times over")
    # A sample that is right adds nothing to the sum, and counts in the mean.
    result = student.mse_gradient(np.append(X, np.zeros((1, 3)), axis=0), np.append(y, 0.0), w.copy())
    assert_close(result, 0.8 * expected, what="the gradient with a right sample among the others")


@pytest.mark.points(1)
def test_mse_gradient_leaves_its_inputs_alone(student, rng):
    X, y, w, _ = draw_problem(rng, 5, 3)
    assert_same_shape(assert_leaves_inputs_alone(student.mse_gradient, X, y, w), (3,), what="the gradient")
