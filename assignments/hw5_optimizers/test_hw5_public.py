"""Public checks of homework 5: easy cases, each value worked out by hand. The hidden tests go further."""

import numpy as np
import pytest

from grader.testing import as_array, assert_close


def assert_path(optimizer, w, gradients, path):
    """Step after step with the given gradients leads along `path`. The first w is given, the next are the path's."""
    for number, (gradient, expected) in enumerate(zip(gradients, path, strict=True), start=1):
        result = optimizer.step(np.array(w), np.array(gradient))
        assert_close(result, expected, what=f"the w that step {number} returns (should be {expected})")
        w = expected


@pytest.mark.task("SGD")
def test_sgd_by_hand(student):
    assert_path(student.SGD(lr=0.25), [1.0, -2.0], [[2.0, -4.0]], [[0.5, -1.0]])


@pytest.mark.task("SGD")
def test_sgd_of_a_matrix(student):
    w, gradient = [[1.0, 0.0, -1.0], [2.0, 3.0, 4.0]], [[2.0, -2.0, 4.0], [0.0, 2.0, 4.0]]
    assert_path(student.SGD(lr=0.5), w, [gradient], [[[0.0, 1.0, -3.0], [2.0, 2.0, 2.0]]])


@pytest.mark.task("Momentum")
def test_momentum_by_hand(student):
    optimizer = student.Momentum(lr=0.5, momentum=0.5)
    assert_path(optimizer, [1.0, 0.0], [[2.0, -2.0], [2.0, -2.0]], [[-0.5, 1.5], [-2.25, 3.25]])


@pytest.mark.task("RMSprop")
def test_rmsprop_by_hand(student):
    optimizer = student.RMSprop(lr=0.5, rho=0.75, eps=0.5)
    assert_path(optimizer, [1.0, 0.0], [[4.0, -4.0], [2.0, -2.0]], [[0.2, 0.8], [-0.2, 1.2]])


@pytest.mark.task("Adam")
def test_adam_by_hand(student):
    optimizer = student.Adam(lr=0.5, beta1=0.5, beta2=0.75, eps=0.5)
    assert_path(optimizer, [1.0, 0.0], [[2.0, -2.0], [2.0, -2.0]], [[0.6, 0.4], [0.2, 0.8]])


@pytest.mark.task("minimize")
def test_minimize_by_hand(student):
    result = student.minimize(student.SGD(lr=0.25), lambda w: 2.0 * as_array(w, what="w"), np.array([4.0, -8.0]), 3)
    expected = [[4.0, -8.0], [2.0, -4.0], [1.0, -2.0], [0.5, -1.0]]
    assert_close(result, expected, what=f"the iterates (should be {expected})")
