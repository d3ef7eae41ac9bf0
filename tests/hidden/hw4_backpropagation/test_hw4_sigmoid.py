"""Hidden tests of `sigmoid`. The expected values go by logarithms, which neither overflow nor cancel."""

import numpy as np
import pytest

from grader.testing import as_array, assert_close, assert_leaves_inputs_alone

pytestmark = [pytest.mark.task("sigmoid")]


def expected(z):
    return np.exp(-np.logaddexp(0.0, -z))


def draw(rng, shape, low, high):
    """Sizes between low and high, about as many negative as positive, and both signs at any rate."""
    signs = rng.permutation(np.resize([1.0, -1.0], int(np.prod(shape)))).reshape(shape)
    return signs * rng.uniform(low, high, size=shape)


def draw_far(rng):
    """Large numbers, and an ordinary one: the limits far from 0 are no answer by themselves."""
    return np.array([1000.0, *rng.uniform(720.0, 990.0, size=3), *rng.uniform(20.0, 600.0, size=2), rng.uniform(1, 2)])


@pytest.mark.points(2)
def test_sigmoid_of_a_vector(student, rng):
    z = draw(rng, (8,), 0.2, 4.0)
    z[:2] = rng.uniform([0.2, -0.8], [0.8, -0.2])
    assert_close(student.sigmoid(z.copy()), expected(z), what="sigmoid of a vector")


@pytest.mark.points(1)
@pytest.mark.hint("element by element: the shape does not matter")
def test_sigmoid_of_a_matrix_and_of_three_axes(student, rng):
    for shape in ((3, 4), (2, 3, 2)):
        z = draw(rng, shape, 0.2, 4.0)
        assert_close(student.sigmoid(z.copy()), expected(z), what="sigmoid of several rows")


@pytest.mark.points(0.5)
def test_sigmoid_at_zero(student):
    assert_close(student.sigmoid(np.array([0.0, -0.0])), [0.5, 0.5], what="sigmoid at 0")


@pytest.mark.points(1)
@pytest.mark.hint("the sigmoid of a negative number is small, but not 0")
def test_sigmoid_of_moderate_numbers(student, rng):
    z = draw(rng, (6,), 5.0, 8.0)
    assert_close(student.sigmoid(z.copy()), expected(z), what="sigmoid of numbers of moderate size")


@pytest.mark.points(1)
@pytest.mark.hint("which exponential overflows when z is large and positive?")
def test_sigmoid_of_large_numbers(student, rng):
    z = draw_far(rng)
    assert_close(student.sigmoid(z.copy()), expected(z), what="sigmoid of large positive numbers")
    z = rng.permutation(np.append(z, rng.uniform(-3.0, -1.0, size=3)))
    assert_close(student.sigmoid(z.copy()), expected(z), what="sigmoid of large positive and ordinary negative numbers")


@pytest.mark.points(1)
@pytest.mark.hint("which exponential overflows when z is large and negative?")
def test_sigmoid_of_large_negative_numbers(student, rng):
    z = -draw_far(rng)
    assert_close(student.sigmoid(z.copy()), expected(z), what="sigmoid of large negative numbers")


@pytest.mark.points(0.5)
def test_sigmoid_leaves_its_input_alone(student, rng):
    z = draw(rng, (3, 2), 0.2, 4.0)
    z[:2, 0] = 900.0, -900.0  # what is cut, for exp's sake, is cut in a copy
    result = as_array(assert_leaves_inputs_alone(student.sigmoid, z), what="sigmoid of a matrix", shape=(3, 2))
    assert_close(result[2], expected(z[2]), what="sigmoid of a matrix")
