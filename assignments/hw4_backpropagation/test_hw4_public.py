"""Public checks of homework 4: easy cases, each value worked out by hand. The hidden tests go further."""

from math import log

import numpy as np
import pytest

from grader.testing import as_list, assert_close, unpack

PROBABILITIES = [[0.5, 0.25, 0.25], [0.25, 0.25, 0.5]]
# The slope that the example of the text passes down to the first hidden unit.
C = 0.2 * log(2) - 0.5 * log(5)


def classes(*labels):
    return np.array(labels, dtype=np.int64)


def layers():
    """The network of the text: two inputs, two hidden units, three classes."""
    first = np.array([[1.0, -1.0], [-1.0, 1.0]]), np.array([0.0, 0.5])
    second = np.array([[log(2), 0.0, log(5)], [7.0, -3.0, 4.0]]), np.array([0.0, log(3), 0.0])
    return [first, second]


@pytest.mark.task("sigmoid")
def test_sigmoid_by_hand(student):
    result = student.sigmoid(np.array([-log(3), 0.0, log(3)]))
    assert_close(result, [0.25, 0.5, 0.75], what="sigmoid([-ln 3, 0, ln 3]) (should be [0.25, 0.5, 0.75])")


@pytest.mark.task("sigmoid")
def test_sigmoid_far_from_zero(student):
    assert_close(student.sigmoid(np.array([-1000.0, 1000.0])), [0, 1], what="sigmoid([-1000, 1000]) (should be [0, 1])")


@pytest.mark.task("sigmoid_derivative")
def test_sigmoid_derivative_by_hand(student):
    result = student.sigmoid_derivative(np.array([-log(3), 0.0, log(3)]))
    what = "sigmoid_derivative([-ln 3, 0, ln 3]) (should be [0.1875, 0.25, 0.1875])"
    assert_close(result, [0.1875, 0.25, 0.1875], what=what)


@pytest.mark.task("relu")
def test_relu_by_hand(student):
    result = student.relu(np.array([[-2.0, 0.0], [0.5, 3.0]]))
    assert_close(result, [[0, 0], [0.5, 3]], what="relu([[-2, 0], [0.5, 3]]) (should be [[0, 0], [0.5, 3]])")


@pytest.mark.task("relu_derivative")
def test_relu_derivative_by_hand(student):
    result = student.relu_derivative(np.array([[-2.0, 0.0], [0.5, 3.0]]))
    what = "relu_derivative([[-2, 0], [0.5, 3]]) (should be [[0, 0], [1, 1]])"
    assert_close(result, [[0, 0], [1, 1]], what=what)


@pytest.mark.task("softmax")
def test_softmax_by_hand(student):
    result = student.softmax(np.array([[0.0, log(2), log(5)], [7.0, 7.0, 7.0]]))
    expected = [[0.125, 0.25, 0.625], [1 / 3, 1 / 3, 1 / 3]]
    assert_close(result, expected, what="softmax([[0, ln 2, ln 5], [7, 7, 7]]) (should be [[1/8, 2/8, 5/8], thirds])")


@pytest.mark.task("softmax")
def test_softmax_of_large_scores(student):
    result = student.softmax(np.array([[1000.0, 1000.0]]))
    assert_close(result, [[0.5, 0.5]], what="softmax([[1000, 1000]]) (should be [[0.5, 0.5]])")


@pytest.mark.task("cross_entropy")
def test_cross_entropy_by_hand(student):
    result = student.cross_entropy(np.array(PROBABILITIES), classes(0, 1))
    assert_close(result, 1.5 * log(2), what="the cross-entropy of the text's example (should be 1.5 ln 2)")


@pytest.mark.task("dense_backward")
def test_dense_backward_by_hand(student):
    dY, X = np.array([[1.0, -1.0, 2.0], [0.0, 1.0, 1.0]]), np.array([[1.0, 2.0], [0.0, 1.0]])
    W = np.array([[1.0, 0.0, 2.0], [3.0, 1.0, -1.0]])
    dX, dW, db = unpack(student.dense_backward(dY, X, W), "dX", "dW", "db")
    assert_close(dX, [[5, 0], [2, 0]], what="dX of the text's example (should be [[5, 0], [2, 0]])")
    assert_close(dW, [[1, -1, 2], [2, -1, 5]], what="dW of the text's example (should be [[1, -1, 2], [2, -1, 5]])")
    assert_close(db, [1, 0, 3], what="db of the text's example (should be [1, 0, 3])")


@pytest.mark.task("softmax_cross_entropy_backward")
def test_softmax_cross_entropy_backward_by_hand(student):
    result = student.softmax_cross_entropy_backward(np.array(PROBABILITIES), classes(0, 1))
    expected = [[-0.25, 0.125, 0.125], [0.125, -0.375, 0.25]]
    assert_close(result, expected, what=f"dZ of the text's example (should be {expected})")


@pytest.mark.task("forward")
def test_forward_by_hand(student):
    result = student.forward(layers(), np.array([[2.0, 1.0]]))
    assert_close(result, [[0.2, 0.3, 0.5]], what="P of the text's example (should be [[0.2, 0.3, 0.5]])")


@pytest.mark.task("forward")
def test_forward_of_one_layer(student):
    layer = np.array([[0.0, log(2), 0.0]]), np.array([0.0, 0.0, log(5)])
    result = student.forward([layer], np.array([[1.0]]))
    assert_close(result, [[0.125, 0.25, 0.625]], what="P of one layer with the scores 0, ln 2, ln 5")


@pytest.mark.task("loss_and_gradients")
def test_loss_by_hand(student):
    loss, _ = unpack(student.loss_and_gradients(layers(), np.array([[2.0, 1.0]]), classes(2)), "loss", "gradients")
    assert_close(loss, log(2), what="the loss of the text's example (should be ln 2)")


@pytest.mark.task("loss_and_gradients")
def test_gradients_by_hand(student):
    _, pairs = unpack(student.loss_and_gradients(layers(), np.array([[2.0, 1.0]]), classes(2)), "loss", "gradients")
    gradients = as_list(pairs, what="gradients")
    assert len(gradients) == 2, "two layers should give a list of two pairs (dW, db)"
    expected = [([[2 * C, 0], [C, 0]], [C, 0]), ([[0.2, 0.3, -0.5], [0, 0, 0]], [0.2, 0.3, -0.5])]
    for layer, (pair, (right_dW, right_db)) in enumerate(zip(gradients, expected, strict=True), start=1):
        dW, db = unpack(pair, "dW", "db", what=f"the gradients of layer {layer}")
        assert_close(dW, right_dW, what=f"dW of layer {layer} in the text's example")
        assert_close(db, right_db, what=f"db of layer {layer} in the text's example")


@pytest.mark.task("numerical_gradient")
def test_numerical_gradient_by_hand(student):
    result = student.numerical_gradient(lambda w: w[0] ** 2 + 3 * w[0] * w[1], np.array([1.0, 2.0]))
    what = "the gradient of w1**2 + 3*w1*w2 at (1, 2) (should be close to (8, 3))"
    assert_close(result, [8, 3], rtol=1e-4, atol=1e-6, what=what)


@pytest.mark.task("numerical_gradient")
def test_numerical_gradient_with_a_large_step(student):
    result = student.numerical_gradient(lambda w: w[0] ** 3, np.array([2.0]), eps=1.0)
    assert_close(
        result, [13], rtol=1e-4, atol=1e-6, what="the central difference of w**3 at 2 with eps = 1 (should be 13)"
    )
