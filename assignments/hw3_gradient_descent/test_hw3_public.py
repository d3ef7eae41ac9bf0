"""Public checks of homework 3: easy cases, each value worked out by hand. The hidden tests go further."""

import numpy as np
import pytest

from grader.testing import assert_close, unpack


def two_samples():
    return np.array([[1.0, 2.0], [2.0, 0.0]]), np.array([3.0, 4.0]), np.array([1.0, 0.0])


def three_samples():
    return np.array([[1.0, 2.0], [2.0, 0.0], [0.0, 1.0]]), np.array([3.0, 4.0, 3.0]), np.array([1.0, 0.0])


@pytest.mark.task("mse")
@pytest.mark.parametrize(
    ("y_true", "y_pred", "expected"),
    [([3.0, -1.0, 2.0], [1.0, 0.0, 0.0], 3), ([1.0, 2.0], [0.5, 2.0], 0.125)],
    ids=["three samples", "two samples"],
)
def test_mse_by_hand(student, y_true, y_pred, expected):
    result = student.mse(np.array(y_true), np.array(y_pred))
    assert_close(result, expected, what=f"mse({y_true}, {y_pred}) (should be {expected})")


@pytest.mark.task("mse_gradient")
def test_mse_gradient_of_two_samples(student):
    assert_close(student.mse_gradient(*two_samples()), [-6, -4], what="the gradient (should be [-6, -4])")


@pytest.mark.task("mse_gradient")
def test_mse_gradient_of_one_sample(student):
    result = student.mse_gradient(np.array([[0.0, 1.0]]), np.array([3.0]), np.array([2.5, 1.0]))
    assert_close(result, [0, -4], what="the gradient for X = [[0, 1]], y = [3], w = [2.5, 1] (should be [0, -4])")


@pytest.mark.task("batch_step")
def test_batch_step_of_two_samples(student):
    result = student.batch_step(*two_samples(), 0.25)
    assert_close(result, [2.5, 1.0], what="the new w for lr = 0.25 (should be [2.5, 1])")


@pytest.mark.task("sgd_epoch")
@pytest.mark.parametrize(("order", "expected"), [([0, 1], [2, 2]), ([1, 0], [3, 0])], ids=["forwards", "backwards"])
def test_sgd_epoch_of_two_samples(student, order, expected):
    result = student.sgd_epoch(*two_samples(), 0.25, np.array(order, dtype=np.int64))
    assert_close(result, expected, what=f"the new w for lr = 0.25, order = {order} (should be {expected})")


@pytest.mark.task("minibatch_epoch")
def test_minibatch_epoch_of_three_samples(student):
    result = student.minibatch_epoch(*three_samples(), 0.25, 2, np.array([0, 1, 2], dtype=np.int64))
    assert_close(result, [2.5, 2.0], what="the new w for lr = 0.25, batch_size = 2 (should be [2.5, 2])")


@pytest.mark.task("fit")
@pytest.mark.parametrize(
    ("epochs", "expected_w", "expected_losses"),
    [(1, [2.5, 1.0], [1.625]), (2, [1.625, 0.25], [1.625, 0.6640625])],
    ids=["one epoch", "two epochs"],
)
def test_fit_in_one_batch(student, epochs, expected_w, expected_losses):
    w, losses = unpack(student.fit(*two_samples(), 0.25, epochs, 2, 7), "w", "losses")
    assert_close(w, expected_w, what=f"w after {epochs} epochs (should be {expected_w})")
    assert_close(losses, expected_losses, what=f"losses after {epochs} epochs (should be {expected_losses})")
