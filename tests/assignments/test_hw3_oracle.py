"""The model answer to homework 3, held against exact fractions, difference quotients, closed forms and NumPy's solver."""

from fractions import Fraction

import numpy as np
import pytest

from grader.suite.reference import load_reference
from tests.assignments.conftest import ROOT

SHAPES = [(1, 1), (1, 4), (5, 1), (4, 4), (3, 6), (20, 3)]


@pytest.fixture(scope="module")
def hw3():
    return load_reference(ROOT / "solutions/hw3_gradient_descent/hw3.py", "hw3")


def problem(n_samples, n_features, seed=0):
    rng = np.random.default_rng([seed, n_samples, n_features])
    return rng.normal(size=(n_samples, n_features)), rng.normal(size=n_samples), rng.normal(size=n_features)


def exact_steps(X, y, w, lr, batches):
    """Descent in fractions: nothing is rounded, so the order of the sums does not matter."""
    rows = [[Fraction(value) for value in row] for row in X.tolist()]
    targets, w, lr = [Fraction(t) for t in y.tolist()], [Fraction(v) for v in w.tolist()], Fraction(lr)
    for batch in batches:
        errors = {i: sum(p * q for p, q in zip(rows[i], w, strict=True)) - targets[i] for i in batch}
        slope = [2 * sum(errors[i] * rows[i][j] for i in batch) / len(batch) for j in range(len(w))]
        w = [v - lr * s for v, s in zip(w, slope, strict=True)]
    return np.array([float(v) for v in w])


@pytest.mark.parametrize(("n_samples", "n_features"), SHAPES)
def test_mse_is_the_residual_of_the_solver_at_its_solution(hw3, n_samples, n_features):
    X, y, _ = problem(n_samples, n_features)
    best, residual, _, _ = np.linalg.lstsq(X, y, rcond=None)
    least = residual[0] / n_samples if residual.size else 0.0
    assert hw3.mse(y, X @ best) == pytest.approx(least, rel=1e-9, abs=1e-20)


@pytest.mark.parametrize(("y_true", "y_pred", "exact"), [
    ([1.0], [4.0], Fraction(9)),
    ([0.5, -0.25], [0.0, 1.0], Fraction(29, 32)),
    ([1.0, 2.0, 3.0], [2.0, 2.0, 1.0], Fraction(5, 3)),
])  # fmt: skip
def test_mse_is_the_exact_fraction(hw3, y_true, y_pred, exact):
    assert hw3.mse(np.array(y_true), np.array(y_pred)) == pytest.approx(float(exact), rel=1e-15)


@pytest.mark.parametrize(("n_samples", "n_features"), SHAPES)
def test_gradient_is_the_difference_quotient(hw3, n_samples, n_features):
    X, y, w = problem(n_samples, n_features)
    nudges = 1e-3 * np.eye(n_features)
    error = [[np.sum((X @ (w + sign * nudge) - y) ** 2) / n_samples for sign in (1, -1)] for nudge in nudges]
    assert hw3.mse_gradient(X, y, w) == pytest.approx([(up - down) / 2e-3 for up, down in error], rel=1e-9, abs=1e-11)


def test_gradient_vanishes_at_the_solution_of_the_solver(hw3):
    X, y, _ = problem(20, 3)
    assert hw3.mse_gradient(X, y, np.linalg.lstsq(X, y, rcond=None)[0]) == pytest.approx(np.zeros(3), abs=1e-14)


@pytest.mark.parametrize(("n_samples", "n_features"), SHAPES)
def test_batch_step_is_the_exact_step(hw3, n_samples, n_features):
    X, y, w = problem(n_samples, n_features)
    exact = exact_steps(X, y, w, 0.3, [range(n_samples)])
    assert hw3.batch_step(X, y, w, 0.3) == pytest.approx(exact, rel=1e-12, abs=1e-14)


@pytest.mark.parametrize(("n_samples", "n_features"), SHAPES)
def test_sgd_epoch_is_the_exact_walk(hw3, n_samples, n_features):
    X, y, w = problem(n_samples, n_features)
    order = np.random.default_rng(1).permutation(n_samples)
    exact = exact_steps(X, y, w, 0.125, [[i] for i in order.tolist()])
    assert hw3.sgd_epoch(X, y, w, 0.125, order) == pytest.approx(exact, rel=1e-10, abs=1e-12)


@pytest.mark.parametrize(("batch_size", "batches"), [
    (1, [[4], [0], [2], [1], [3]]),
    (2, [[4, 0], [2, 1], [3]]),
    (3, [[4, 0, 2], [1, 3]]),
    (4, [[4, 0, 2, 1], [3]]),
    (5, [[4, 0, 2, 1, 3]]),
])  # fmt: skip
def test_minibatch_epoch_is_the_exact_walk(hw3, batch_size, batches):
    X, y, w = problem(5, 3)
    result = hw3.minibatch_epoch(X, y, w, 0.25, batch_size, np.array([4, 0, 2, 1, 3]))
    assert result == pytest.approx(exact_steps(X, y, w, 0.25, batches), rel=1e-10, abs=1e-12)


def test_fit_in_one_batch_is_the_closed_form_of_batch_descent(hw3):
    X, y, w0 = problem(20, 3)
    best, lr, epochs = np.linalg.lstsq(X, y, rcond=None)[0], 0.1, 7
    # Each step multiplies the distance to the solution by I - 2 lr XᵀX / N.
    shrink = np.linalg.matrix_power(np.eye(3) - 2 * lr / len(X) * X.T @ X, epochs)
    w, losses = hw3.fit(X, y, w0, lr, epochs, 20, 5)
    assert w == pytest.approx(best + shrink @ (w0 - best), rel=1e-10)
    assert losses[-1] == pytest.approx(np.sum((X @ w - y) ** 2) / 20, rel=1e-12)
    assert len(losses) == epochs


@pytest.mark.parametrize("batch_size", [1, 3, 4, 8])
def test_fit_of_equal_samples_takes_as_many_steps_as_there_are_batches(hw3, batch_size):
    X, y, w0, lr, epochs = np.full((8, 1), 0.5), np.full(8, 3.0), np.array([1.0]), 0.25, 3
    # One step multiplies the error, which is 0.5 w - 3, by 1 - 2 lr 0.5².
    steps = -(-8 // batch_size)
    errors = [-2.5 * (1 - 2 * lr * 0.25) ** (steps * epoch) for epoch in range(1, epochs + 1)]
    w, losses = hw3.fit(X, y, w0, lr, epochs, batch_size, 9)
    assert losses == pytest.approx([error**2 for error in errors], rel=1e-12)
    assert w == pytest.approx([(3.0 + errors[-1]) / 0.5], rel=1e-12)


@pytest.mark.parametrize("batch_size", [1, 7, 40])
def test_fit_finds_the_solution_of_the_solver_on_data_without_noise(hw3, batch_size):
    X, _, best = problem(40, 3)
    w, losses = hw3.fit(X, X @ best, np.zeros(3), 0.05, 300, batch_size, 2)
    assert w == pytest.approx(np.linalg.lstsq(X, X @ best, rcond=None)[0], rel=1e-6)
    assert losses[-1] < 1e-10


def test_fit_changes_none_of_its_arrays(hw3):
    arrays = problem(9, 3)
    kept = [array.copy() for array in arrays]
    hw3.fit(*arrays, 0.1, 3, 4, 5)
    assert all(np.array_equal(array, before) for array, before in zip(arrays, kept, strict=True))
