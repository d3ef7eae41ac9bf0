"""Hidden tests of `max_norm`. The tolerance is 1e-5, so that Keras's 1e-7 in the divisor costs nothing."""

import numpy as np
import pytest

from grader.testing import as_array, assert_close, assert_leaves_inputs_alone

pytestmark = [pytest.mark.task("max_norm")]

TOLERANCE = {"rtol": 1e-5, "atol": 1e-5}


def draw_weights(rng, n_inputs, norms):
    """Mixed signs, entries of like size; the columns have the norms given."""
    signs = rng.permutation(np.resize([1.0, -1.0], n_inputs * len(norms))).reshape(n_inputs, len(norms))
    W = rng.uniform(0.4, 1.0, size=signs.shape) * signs
    return W * (np.asarray(norms) / np.sqrt(np.sum(W**2, axis=0)))


def assert_bounded(student, W, norms, max_value, *, what):
    """The student's answer has column j of W times max_value / norms[j] where that is below 1."""
    expected = W.copy()
    for j, norm in enumerate(norms):
        if norm > max_value:
            expected[:, j] *= max_value / norm
    assert_close(student.max_norm(W.copy(), max_value), expected, **TOLERANCE, what=what)


def assert_shorter(result, W):
    """By whatever rule: what comes back as it was, or as nothing, has not been bounded."""
    shorter = as_array(result, what="long weights", shape=W.shape)
    assert np.all(shorter * W > 0), "each of the long weights keeps its sign"
    assert np.linalg.norm(shorter) < 0.9 * np.linalg.norm(W), "long weights should come back shortened"


@pytest.mark.points(3)
@pytest.mark.hint("each column is judged by itself: the weights into one unit")
@pytest.mark.parametrize("n_inputs", [7, 3], ids=["tall", "wide"])
def test_max_norm_of_long_and_short_columns(student, rng, n_inputs):
    for max_value in rng.uniform([0.5, 3.0], [0.9, 5.0]).tolist():
        factors = rng.permutation(np.concatenate([rng.uniform(1.3, 4.0, size=3), rng.uniform(0.75, 0.95, size=2)]))
        norms = factors * max_value
        W = draw_weights(rng, n_inputs, norms)
        assert_bounded(student, W, norms, max_value, what="weights with long and short columns")


@pytest.mark.points(2)
@pytest.mark.hint("columns that are short enough are not stretched")
def test_max_norm_keeps_short_columns(student, rng):
    max_value = float(rng.uniform(2.5, 5.0))
    # All columns together, and some rows, are longer than max_value.
    W = draw_weights(rng, 3, rng.uniform(0.75, 0.95, size=6) * max_value)
    assert_close(student.max_norm(W.copy(), max_value), W, **TOLERANCE, what="weights whose columns are all short")
    assert_shorter(student.max_norm(50.0 * W, max_value), 50.0 * W)


@pytest.mark.points(2)
@pytest.mark.hint("when every column is too long, each gets a factor of its own")
def test_max_norm_shortens_every_long_column(student, rng):
    max_value = float(rng.uniform(2.5, 5.0))
    norms = rng.uniform([1.2, 2.0, 4.0], [1.6, 3.0, 9.0]) * max_value
    W = draw_weights(rng, 4, norms)
    assert_bounded(student, W, norms, max_value, what="weights whose columns are all long")


@pytest.mark.points(1.5)
@pytest.mark.hint("a column may be too long although none of its elements is")
def test_max_norm_when_only_the_norm_is_too_large(student, rng):
    max_value = float(rng.uniform(2.5, 5.0))
    norms = rng.uniform(1.05, 1.15, size=2) * max_value
    W = draw_weights(rng, 9, norms)  # each row is shorter than max_value
    assert_bounded(student, W, norms, max_value, what="long columns of small elements")


@pytest.mark.points(2)
@pytest.mark.hint("look at the default in the signature")
def test_max_norm_has_a_default(student, rng):
    norms = rng.permutation(np.concatenate([rng.uniform(4.0, 9.0, size=2), rng.uniform(1.7, 1.9, size=2)]))
    W = draw_weights(rng, 3, norms)
    left_out, by_name = student.max_norm(W.copy()), student.max_norm(W.copy(), max_value=1.5)
    expected = W * np.where(norms > 2.0, 2.0 / norms, 1.0)
    assert_close(left_out, expected, **TOLERANCE, what="the weights, max_value left out")
    assert_close(by_name, W * (1.5 / norms), **TOLERANCE, what="the weights, max_value given by name")


@pytest.mark.points(2.5)
@pytest.mark.hint("what is the norm of a column of zeros, and what do you divide by?")
def test_max_norm_keeps_a_column_of_zeros(student, rng):
    norms = rng.permutation([0.0, *rng.uniform(4.0, 9.0, size=2).tolist(), float(rng.uniform(1.0, 1.4))])
    W = draw_weights(rng, 3, norms)
    assert_bounded(student, W, norms, 1.5, what="weights with a column of zeros")
    zeros = np.zeros((3, 2))
    assert_close(student.max_norm(zeros.copy(), 1.5), zeros, **TOLERANCE, what="weights that are all zero")


@pytest.mark.points(1)
@pytest.mark.hint("a column exactly as long as max_value needs no change")
def test_max_norm_at_exactly_the_norm(student, rng):
    scale = float(rng.integers(1, 9))
    # 2² + 3² + 6² = 1² + 4² + 4² + 4² = 7²: the norms are exact.
    W = scale * np.array([[2.0, -1.0], [-3.0, 4.0], [6.0, -4.0], [0.0, 4.0]])
    result = student.max_norm(W.copy(), 7.0 * scale)
    assert_close(result, W, **TOLERANCE, what="columns as long as max_value")
    long = 50.0 * W[:3]
    assert_shorter(student.max_norm(long.copy(), 7.0 * scale), long)


@pytest.mark.points(1)
@pytest.mark.hint("with one input, a column is one number")
def test_max_norm_of_one_row(student, rng):
    norms = rng.permutation([*rng.uniform(4.0, 9.0, size=2).tolist(), float(rng.uniform(1.0, 2.0))])
    assert_bounded(student, draw_weights(rng, 1, norms), norms, 3.0, what="the weights of a layer with one input")


@pytest.mark.points(1)
@pytest.mark.hint("with one unit, there is one column")
def test_max_norm_of_one_column(student, rng):
    for norm in rng.uniform([4.0, 1.0], [9.0, 2.0]).tolist():
        assert_bounded(student, draw_weights(rng, 5, [norm]), [norm], 3.0, what="the weights of a layer with one unit")


@pytest.mark.points(1)
def test_max_norm_leaves_its_input_alone(student, rng):
    W = draw_weights(rng, 3, rng.uniform(4.0, 9.0, size=4))
    W[:, 0] = 0.0
    before = W.copy()
    result = as_array(assert_leaves_inputs_alone(student.max_norm, W, 1.5), what="the weights", shape=(3, 4))
    assert_shorter(result[:, 1:], before[:, 1:])
