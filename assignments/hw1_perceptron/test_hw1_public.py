"""Public checks of homework 1: easy cases, each value worked out by hand. The hidden tests go further."""

import numpy as np
import pytest

from grader.testing import as_array, assert_close, assert_truth, assert_whole, unpack

OR_INPUTS = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]


@pytest.mark.task("step")
@pytest.mark.parametrize(("z", "expected"), [(-2.0, 0), (0.0, 1), (3.0, 1)], ids=["negative", "zero", "positive"])
def test_step_of_a_number(student, z, expected):
    assert_close(student.step(z), expected, what=f"step({z}) (should be {expected})")


@pytest.mark.task("step")
def test_step_of_a_matrix(student):
    z = np.array([[-1.0, 0.0], [2.0, -3.0]])
    assert_close(student.step(z), [[0, 1], [1, 0]], what="step([[-1, 0], [2, -3]]) (should be [[0, 1], [1, 0]])")


@pytest.mark.task("neuron_output")
def test_neuron_output_with_the_identity(student):
    result = student.neuron_output(np.array([1.0, 2.0]), np.array([0.5, -1.0]), 0.25, lambda z: z)
    assert_close(result, -1.25, what="the output for f(z) = z (should be -1.25)")


@pytest.mark.task("neuron_output")
def test_neuron_output_with_a_square(student):
    result = student.neuron_output(np.array([1.0, 2.0]), np.array([0.5, -1.0]), 0.25, lambda z: z * z)
    assert_close(result, 1.5625, what="the output for f(z) = z * z (should be 1.5625)")


@pytest.mark.task("perceptron_rule")
@pytest.mark.parametrize(
    ("w", "target", "expected"),
    [([1.0, -1.0], 1, [1.0, -1.0]), ([1.0, -1.0], 0, [-1.0, -2.0]), ([-1.0, 0.5], 1, [1.0, 1.5])],
    ids=["correct", "false positive", "false negative"],
)
def test_perceptron_rule_by_hand(student, w, target, expected):
    result = student.perceptron_rule(np.array(w), np.array([2.0, 1.0]), target)
    what = f"the weights from w = {w}, x = [2, 1], target = {target} (should be {expected})"
    assert_close(result, expected, what=what)


@pytest.mark.task("perceptron_update")
@pytest.mark.parametrize(
    ("b", "target", "expected_w", "expected_b"),
    [(-2.0, 1, [2.0, -0.5], -1.5), (0.0, 0, [0.0, -1.5], -0.5), (-2.0, 0, [1.0, -1.0], -2.0)],
    ids=["false negative", "false positive", "correct"],
)
def test_perceptron_update_by_hand(student, b, target, expected_w, expected_b):
    result = student.perceptron_update(np.array([1.0, -1.0]), b, np.array([2.0, 1.0]), target, 0.5)
    new_w, new_b = unpack(result, "w", "b")
    assert_close(new_w, expected_w, what=f"the new w (should be {expected_w})")
    assert_close(new_b, expected_b, what=f"the new b (should be {expected_b})")


@pytest.mark.task("initial_weights")
def test_initial_weights_in_range(student):
    w = as_array(student.initial_weights(4, 7), what="the weights", shape=(4,))
    assert np.all((w >= -0.5) & (w <= 0.5)), "every weight should lie in [-0.5, 0.5)"


@pytest.mark.task("initial_weights")
def test_initial_weights_of_the_same_seed(student):
    first = as_array(student.initial_weights(4, 7), what="the weights")
    assert_close(student.initial_weights(4, 7), first, what="the weights of the same seed, drawn again")


@pytest.mark.task("train_perceptron")
def test_train_perceptron_learns_or(student):
    X, y = np.array(OR_INPUTS), np.array([0, 1, 1, 1], dtype=np.int64)
    w, b, _, converged = unpack(student.train_perceptron(X, y, 0.25, 200, 3), "w", "b", "epochs", "converged")
    sums = np.array(OR_INPUTS) @ as_array(w, what="w", shape=(2,)) + as_array(b, what="b")
    assert_truth(converged, True, what="converged, on OR")
    assert [bool(s >= 0) for s in sums] == [False, True, True, True], "the returned w and b do not compute OR"


@pytest.mark.task("train_perceptron")
def test_train_perceptron_gives_up_on_a_contradiction(student):
    X, y = np.array([[1.0, 2.0], [1.0, 2.0]]), np.array([0, 1], dtype=np.int64)
    _, _, epochs, converged = unpack(student.train_perceptron(X, y, 0.25, 6, 3), "w", "b", "epochs", "converged")
    assert_whole(epochs, 6, what="epochs, when one input has both targets and max_epochs is 6")
    assert_truth(converged, False, what="converged, when one input has both targets")


@pytest.mark.task("answers")
def test_answers_are_filled_in(student):
    what = 'answers["xor_is_linearly_separable"]'
    given = as_array(student.answers["xor_is_linearly_separable"], what=what, shape=())
    assert given in (0, 1), f"{what} should be True or False"
