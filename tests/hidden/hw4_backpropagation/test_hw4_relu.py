"""Hidden tests of `relu`."""

import numpy as np
import pytest

from grader.testing import assert_close, assert_leaves_inputs_alone

pytestmark = [pytest.mark.task("relu")]


def draw(rng, shape, low, high):
    """Sizes between low and high and their signs: about as many negative as positive, and both at any rate."""
    signs = rng.permutation(np.resize([1.0, -1.0], int(np.prod(shape)))).reshape(shape)
    return rng.uniform(low, high, size=shape), signs


def assert_relu(student, sizes, signs, *, what):
    assert_close(student.relu(signs * sizes), np.where(signs > 0, sizes, 0.0), what=what)


@pytest.mark.points(1.5)
def test_relu_of_a_vector(student, rng):
    sizes, signs = draw(rng, (7,), 1.5, 5.0)
    sizes[:2], signs[:2] = rng.uniform(0.2, 0.8, size=2), [1.0, -1.0]
    assert_relu(student, sizes, signs, what="relu of a vector")


@pytest.mark.points(1)
@pytest.mark.hint("element by element: the shape does not matter")
def test_relu_of_a_matrix_and_of_three_axes(student, rng):
    for shape in ((3, 4), (2, 3, 2)):
        assert_relu(student, *draw(rng, shape, 0.2, 5.0), what="relu of several rows")


@pytest.mark.points(0.5)
def test_relu_at_zero(student, rng):
    sizes = np.array([0.0, 0.0, *rng.uniform(0.2, 5.0, size=2)])  # 0 times -1 is -0.0, which is 0 as well
    assert_relu(student, sizes, np.array([1.0, -1.0, 1.0, -1.0]), what="relu of an array that holds zeros")


@pytest.mark.points(1)
@pytest.mark.hint("relu has no upper end, and nothing of a negative number is left")
def test_relu_of_large_numbers(student, rng):
    assert_relu(student, *draw(rng, (6,), 50.0, 1000.0), what="relu of large numbers")


@pytest.mark.points(1)
def test_relu_leaves_its_input_alone(student, rng):
    sizes, signs = draw(rng, (3, 2), 0.2, 5.0)
    result = assert_leaves_inputs_alone(student.relu, signs * sizes)
    assert_close(result, np.where(signs > 0, sizes, 0.0), what="relu of a matrix")
