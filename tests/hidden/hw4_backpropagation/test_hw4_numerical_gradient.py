"""Hidden tests of `numerical_gradient`.

For a wave and a square of a sum the central difference is known exactly, whatever the step: with
f(w) = sum(c sin w) + d sum(w)² it is c cos(w) sin(ε) / ε + 2d sum(w). A large ε shows what a small one hides, and a
wave what other rules make of it: some are exact for polynomials.
"""

import numpy as np
import pytest

from grader.testing import as_array, assert_close, assert_leaves_inputs_alone

pytestmark = [pytest.mark.task("numerical_gradient")]

RTOL, ATOL = 1e-4, 1e-6


class Wave:
    """f(w) = sum(c sin w) + d sum(w)², and its central differences."""

    def __init__(self, rng, shape):
        self.c = rng.uniform(0.5, 2.0, size=shape)
        self.d = rng.uniform(0.5, 1.0)
        self.w = rng.uniform(0.3, 1.5, size=shape)

    def __call__(self, w):
        w = np.asarray(w, dtype=np.float64)
        return float(np.sum(self.c * np.sin(w)) + self.d * np.sum(w) ** 2)

    def differences(self, eps):
        slope = np.sin(eps) / eps if eps else 1.0
        return self.c * slope * np.cos(self.w) + 2 * self.d * np.sum(self.w)


def assert_differences(actual, differences, eps, *, what):
    """Those of the step eps. A step of eps from below to above, half of it on each side, is central as well."""
    array, half = as_array(actual, what=what), differences(eps / 2)
    halved = array.shape == half.shape and np.allclose(array, half, rtol=RTOL, atol=ATOL)
    assert_close(array, half if halved else differences(eps), rtol=RTOL, atol=ATOL, what=what)


def never_comes_back(w, eps):
    """Whether some element ends elsewhere, by rounding, in whatever order the steps that cancel are added."""
    orders = [(eps, -2 * eps, eps), (eps, -eps, -eps, eps), (-eps, 2 * eps, -eps), (-eps, eps, eps, -eps)]
    return all(np.any(sum(order, start=w) != w) for order in orders)


@pytest.mark.points(2)
def test_numerical_gradient_at_a_vector(student, rng):
    f = Wave(rng, 5)
    result = student.numerical_gradient(f, f.w.copy())
    assert_close(result, f.differences(0.0), rtol=RTOL, atol=ATOL, what="the gradient at a vector")


@pytest.mark.points(1.5)
@pytest.mark.hint("the gradient has the shape of w, and each element is moved by itself")
def test_numerical_gradient_at_a_matrix_and_at_three_axes(student, rng):
    for shape in ((2, 3), (2, 3, 2)):
        f = Wave(rng, shape)
        result = student.numerical_gradient(f, f.w.copy())
        assert_close(result, f.differences(0.0), rtol=RTOL, atol=ATOL, what="the gradient at several rows")


@pytest.mark.points(1.5)
@pytest.mark.hint("close to a minimum a difference on one side only is far off")
def test_numerical_gradient_close_to_a_minimum(student, rng):
    curvature, lowest = rng.uniform(40.0, 80.0, size=4), rng.uniform(-1.0, 1.0, size=4)
    w = lowest + rng.uniform(0.002, 0.01, size=4) * rng.permutation([-1.0, 1.0, -1.0, 1.0])

    def bowl(v):
        return float(np.sum(curvature * (np.asarray(v) - lowest) ** 2))

    result = student.numerical_gradient(bowl, w.copy())
    right = 2 * curvature * (w - lowest)
    assert_close(result, right, rtol=RTOL, atol=ATOL, what="the gradient close to a minimum")


@pytest.mark.points(1)
@pytest.mark.hint("eps says how far each element is moved, up and down")
@pytest.mark.parametrize("shape", [(4,), (3, 2)], ids=["vector", "matrix"])
def test_numerical_gradient_with_a_large_step(student, rng, shape):
    f, eps = Wave(rng, shape), float(rng.uniform(0.5, 0.9))
    given = student.numerical_gradient(f, f.w.copy(), eps=eps)
    assert_differences(given, f.differences, eps, what="the central differences with a large eps")
    given = student.numerical_gradient(f, f.w.copy(), eps / 2)
    assert_differences(given, f.differences, eps / 2, what="the central differences with a large eps")


@pytest.mark.points(1)
@pytest.mark.hint("eps is 1e-5 when it is not given")
def test_numerical_gradient_with_the_step_that_is_not_given(student, rng):
    w, eps = rng.uniform(0.0, 6e-5, size=3), 1e-5

    def wave(v):
        return float(np.sum(np.sin(np.asarray(v) / eps)))

    def differences(step):
        return np.cos(w / eps) * np.sin(step / eps) / step

    assert_differences(student.numerical_gradient(wave, w.copy()), differences, eps, what="the default step's result")


@pytest.mark.points(1)
@pytest.mark.hint("is each element back in its place before the next one is moved?")
def test_numerical_gradient_moves_one_element_at_a_time(student, rng):
    f, eps = Wave(rng, 3), float(rng.uniform(0.2, 0.4))
    f.c[:] = 0.0
    given = student.numerical_gradient(f, f.w.copy(), eps)
    assert_close(given, f.differences(eps), rtol=RTOL, atol=ATOL, what="the gradient of the square of a sum")


@pytest.mark.points(1)
@pytest.mark.hint("what is moved must be put back exactly: adding and subtracting eps may end a little beside it")
def test_numerical_gradient_leaves_its_inputs_alone(student, rng):
    f, eps = Wave(rng, (2, 3)), 0.1
    while not never_comes_back(f.w, eps):
        f.w = rng.uniform(0.3, 1.5, size=(2, 3))
    result = assert_leaves_inputs_alone(student.numerical_gradient, f, f.w.copy(), eps)
    # Roughly: another rule than the central one costs its own tests.
    assert_close(result, f.differences(eps), rtol=0.2, what="the gradient")
