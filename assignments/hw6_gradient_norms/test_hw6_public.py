"""Public checks of homework 6: easy cases, each value worked out by hand. The hidden tests go further."""

import numpy as np
import pytest

from grader.testing import as_array, as_list, assert_close, assert_raises, assert_same_shape

X = [3.0, 4.0]  # its norm is 5


@pytest.mark.task("glorot_uniform")
def test_glorot_uniform_has_the_shape(student):
    assert_same_shape(student.glorot_uniform(2, 4, 7), (2, 4), what="the weights for fan_in = 2, fan_out = 4")


@pytest.mark.task("glorot_uniform")
def test_glorot_uniform_stays_in_the_range(student):
    w = as_array(student.glorot_uniform(10, 14, 7), what="the weights")
    assert np.all(np.abs(w) <= 0.5), "for fan_in = 10, fan_out = 14 every weight should lie in [-0.5, 0.5]"


@pytest.mark.task("glorot_uniform")
def test_glorot_uniform_of_the_same_seed(student):
    first = as_array(student.glorot_uniform(2, 4, 7), what="the weights")
    assert_close(student.glorot_uniform(2, 4, 7), first, what="the weights of the same seed, drawn again")


@pytest.mark.task("clip_by_norm")
@pytest.mark.parametrize(
    ("clipnorm", "expected"), [(10.0, [3.0, 4.0]), (1.0, [0.6, 0.8])], ids=["short enough", "too long"]
)
def test_clip_by_norm_of_a_vector(student, clipnorm, expected):
    what = f"clip_by_norm([3, 4], {clipnorm}) (should be {expected})"
    assert_close(student.clip_by_norm(np.array([3.0, 4.0]), clipnorm), expected, what=what)


@pytest.mark.task("clip_by_norm")
def test_clip_by_norm_of_a_matrix(student):
    what = "clip_by_norm([[3, 0], [0, -4]]) (should be [[0.6, 0], [0, -0.8]])"
    assert_close(student.clip_by_norm(np.array([[3.0, 0.0], [0.0, -4.0]])), [[0.6, 0.0], [0.0, -0.8]], what=what)


@pytest.mark.task("max_norm")
def test_max_norm_of_two_columns(student):
    what = "max_norm([[3, 1], [4, 0]], 2.0) (should be [[1.2, 1], [1.6, 0]])"
    result = student.max_norm(np.array([[3.0, 1.0], [4.0, 0.0]]), 2.0)
    assert_close(result, [[1.2, 1.0], [1.6, 0.0]], rtol=1e-5, atol=1e-5, what=what)


@pytest.mark.task("layer_gradient_norms")
@pytest.mark.parametrize(("activation", "expected"), [("sigmoid", 1.25), ("tanh", 5.0), ("relu", 0.0)])
def test_layer_gradient_norms_where_the_sum_is_zero(student, activation, expected):
    result = as_list(student.layer_gradient_norms([np.array([[0.0, 0.0]])], np.array(X), activation))
    what = f"the norms for W_0 = [[0, 0]], x = [3, 4], {activation} (should be [{expected}])"
    assert_close(result, [expected], what=what)


@pytest.mark.task("layer_gradient_norms")
def test_layer_gradient_norms_of_two_layers(student):
    Ws = [np.array([[1.0, 0.0], [0.0, -1.0]]), np.array([[2.0, 7.0]])]
    what = "the norms for W_0 = [[1, 0], [0, -1]], W_1 = [[2, 7]], x = [3, 4], relu (should be [10, 3])"
    assert_close(as_list(student.layer_gradient_norms(Ws, np.array(X), "relu")), [10.0, 3.0], what=what)


@pytest.mark.task("layer_gradient_norms")
def test_layer_gradient_norms_refuse_an_unknown_activation(student):
    assert_raises(ValueError, student.layer_gradient_norms, [np.array([[1.0, 1.0]])], np.array(X), "cosine")


@pytest.mark.task("vanishing_ratio")
@pytest.mark.parametrize("kind", [list, np.array], ids=["list", "array"])
def test_vanishing_ratio_of_three_layers(student, kind):
    assert_close(student.vanishing_ratio(kind([0.5, 3.0, 2.0])), 0.25, what="the ratio for 0.5, 3, 2 (should be 0.25)")
