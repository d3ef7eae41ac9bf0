"""Hidden tests of `relu_derivative`."""

import numpy as np
import pytest

from grader.testing import as_array, assert_close, assert_leaves_inputs_alone

pytestmark = [pytest.mark.task("relu_derivative")]


def draw(rng, shape, low, high):
    """Sizes between low and high and their signs: about as many negative as positive, and both at any rate."""
    signs = rng.permutation(np.resize([1.0, -1.0], int(np.prod(shape)))).reshape(shape)
    return rng.uniform(low, high, size=shape), signs


def assert_slopes(student, sizes, signs, *, what):
    assert_close(student.relu_derivative(signs * sizes), np.where(signs > 0, 1.0, 0.0), what=what)


@pytest.mark.points(1.5)
def test_relu_derivative_of_a_vector(student, rng):
    assert_slopes(student, *draw(rng, (7,), 1.5, 5.0), what="the derivative at a vector")


@pytest.mark.points(1)
@pytest.mark.hint("element by element: the shape does not matter, nor how large z is")
def test_relu_derivative_of_a_matrix_and_of_three_axes(student, rng):
    for shape in ((3, 4), (2, 3, 2)):
        sizes, signs = draw(rng, shape, 0.1, 0.9)
        sizes[0], signs[0].flat[:2] = sizes[0] + 1.5, [1.0, -1.0]
        assert_slopes(student, sizes, signs, what="the derivative at several rows")


@pytest.mark.points(1.5)
@pytest.mark.hint("look at the convention: what is the derivative at exactly z = 0?")
def test_relu_derivative_at_zero(student, rng):
    sizes = np.concatenate([[0.0, 0.0], rng.uniform(0.2, 0.8, size=2), rng.uniform(1.5, 5.0, size=2)])
    signs, order = np.array([1.0, -1.0] * 3), rng.permutation(6)  # 0 times -1 is -0.0, which is 0 as well
    z, slopes = (signs * sizes)[order], np.array([0, 0, 1, 0, 1, 0])[order]
    assert_close(student.relu_derivative(z), slopes, what="the derivative at an array that holds zeros")
    assert_close(student.relu_derivative(np.array([0.0, -0.0])), [0, 0], what="the derivative at 0")


@pytest.mark.points(1)
@pytest.mark.hint("close to 0 is not 0")
def test_relu_derivative_close_to_zero(student, rng):
    sizes, signs = draw(rng, (8,), 1e-12, 1e-10)
    # What is right further out and wrong close to 0 is another mistake than a wrong threshold.
    sizes[:4], signs[:4] = rng.uniform([0.2, 0.2, 1.5, 1.5], [0.8, 0.8, 5.0, 5.0]), [1.0, -1.0, 1.0, -1.0]
    signs[4:6] = 1.0, -1.0
    assert_slopes(student, sizes, signs, what="the derivative close to 0")


@pytest.mark.points(1)
def test_relu_derivative_leaves_its_input_alone(student, rng):
    sizes, signs = draw(rng, (4, 2), 1.5, 5.0)
    sizes[0], signs[1:3] = 0.0, [[1.0, -1.0], [-1.0, 1.0]]
    result = assert_leaves_inputs_alone(student.relu_derivative, signs * sizes)
    slopes = as_array(result, what="the derivative at a matrix", shape=(4, 2))
    assert_close(slopes[1:3], [[1, 0], [0, 1]], what="the derivative at a matrix")
