"""Hidden tests of `clip_by_norm`.

A gradient that must be shortened has a norm of 2 or more, so that a guard of 1e-6 in the divisor costs nothing.
"""

import numpy as np
import pytest

from grader.testing import as_array, assert_close, assert_leaves_inputs_alone

pytestmark = [pytest.mark.task("clip_by_norm")]

SHAPES = {"vector": (7,), "matrix": (3, 5), "three_axes": (2, 3, 4)}
EACH_SHAPE = pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))


def draw_gradient(rng, shape, norm):
    """Mixed signs, entries of like size: each is below 0.7 of the norm, and their absolute sum above 1.9 of it."""
    signs = rng.permutation(np.resize([1.0, -1.0], int(np.prod(shape)))).reshape(shape)
    direction = rng.uniform(0.4, 1.0, size=shape) * signs
    return direction * (norm / np.sqrt(np.sum(direction**2)))


def assert_shorter(result, grad):
    """By whatever rule: what comes back as it was, or as nothing, has not been clipped."""
    shorter = as_array(result, what="a long gradient", shape=grad.shape)
    assert np.all(shorter * grad > 0), "each element of a long gradient keeps its sign"
    assert np.linalg.norm(shorter) < 0.9 * np.linalg.norm(grad), "a long gradient should come back shortened"


@pytest.mark.points(1)
@pytest.mark.hint("a gradient that is short enough comes back as it is")
@EACH_SHAPE
def test_clip_by_norm_keeps_a_short_gradient(student, rng, shape):
    for clipnorm in rng.uniform([0.2, 2.0], [0.8, 5.0]).tolist():
        grad = draw_gradient(rng, shape, rng.uniform(0.75, 0.95) * clipnorm)
        assert_close(student.clip_by_norm(grad.copy(), clipnorm), grad, what="a gradient shorter than clipnorm")
        assert_shorter(student.clip_by_norm(50.0 * grad, clipnorm), 50.0 * grad)


@pytest.mark.points(2)
@pytest.mark.hint("one norm over all elements, and the same factor for each of them")
@EACH_SHAPE
def test_clip_by_norm_shortens_a_long_gradient(student, rng, shape):
    for clipnorm in rng.uniform([0.2, 2.0], [0.8, 5.0]).tolist():
        norm = rng.uniform(1.5, 9.0) * max(clipnorm, 2.0)
        grad = draw_gradient(rng, shape, norm)
        result = student.clip_by_norm(grad.copy(), clipnorm)
        assert_close(result, grad * (clipnorm / norm), what="a gradient longer than clipnorm")


@pytest.mark.points(2)
@pytest.mark.hint("the norm may be too large although no element is")
def test_clip_by_norm_when_only_the_norm_is_too_large(student, rng):
    # No element, no row and no column of the gradient is as long as clipnorm.
    clipnorm = float(rng.uniform(3.0, 5.0))
    norm = rng.uniform(1.1, 1.2) * clipnorm
    grad = draw_gradient(rng, (4, 6), norm)
    expected = grad * (clipnorm / norm)
    assert_close(student.clip_by_norm(grad, clipnorm), expected, what="a long gradient with small elements")


@pytest.mark.points(1)
@pytest.mark.hint("the direction stays, also where every element is negative")
def test_clip_by_norm_keeps_the_direction(student, rng):
    clipnorm = float(rng.uniform(1.0, 2.0))
    norm = rng.uniform(2.0, 4.0) * clipnorm
    grad = -np.abs(draw_gradient(rng, (6,), norm))
    expected = grad * (clipnorm / norm)
    assert_close(student.clip_by_norm(grad, clipnorm), expected, what="a long gradient of negative elements")


@pytest.mark.points(2)
@pytest.mark.hint("look at the default in the signature")
def test_clip_by_norm_has_a_default(student, rng):
    norm = rng.uniform(6.0, 9.0)
    grad, short = draw_gradient(rng, (2, 4), norm), draw_gradient(rng, (2, 4), rng.uniform(0.8, 0.95))
    # All calls come before the first verdict: together they tell a wrong default from a wrong rule.
    of_short, of_long = student.clip_by_norm(short.copy()), student.clip_by_norm(grad.copy())
    by_name = student.clip_by_norm(grad.copy(), clipnorm=0.5)
    assert_close(of_short, short, what="a short gradient, clipnorm left out")
    assert_close(of_long, grad / norm, what="a long gradient, clipnorm left out")
    assert_close(by_name, grad / (2 * norm), what="a long gradient, clipnorm given by name")


@pytest.mark.points(1)
@pytest.mark.hint("a gradient exactly as long as clipnorm needs no change")
def test_clip_by_norm_at_exactly_the_norm(student, rng):
    scale = float(rng.integers(1, 9))
    # 2² + 3² + 6² = 7²: the norm is exact.
    grad = scale * rng.permutation([2.0, -3.0, 6.0])
    assert_close(student.clip_by_norm(grad.copy(), 7.0 * scale), grad, what="a gradient as long as clipnorm")
    assert_shorter(student.clip_by_norm(50.0 * grad, 7.0 * scale), 50.0 * grad)


@pytest.mark.points(2)
@pytest.mark.hint("what is the norm of zeros, and what do you divide by?")
def test_clip_by_norm_keeps_zero(student, rng):
    for shape in ((5,), (2, 3)):
        result = student.clip_by_norm(np.zeros(shape), float(rng.uniform(0.5, 2.0)))
        assert_close(result, np.zeros(shape), what="a gradient of zeros")
    assert_close(student.clip_by_norm(np.zeros(4)), np.zeros(4), what="a gradient of zeros, clipnorm left out")
    grad = draw_gradient(rng, (4,), 50.0)
    assert_shorter(student.clip_by_norm(grad.copy(), 1.5), grad)


@pytest.mark.points(1)
@pytest.mark.hint("a step far too large is no special case")
def test_clip_by_norm_of_an_exploded_gradient(student, rng):
    norm = 10.0 ** rng.uniform(6, 8)
    grad = draw_gradient(rng, (3, 4), norm)
    assert_close(student.clip_by_norm(grad.copy(), 5.0), grad * (5.0 / norm), what="a very long gradient")


@pytest.mark.points(1)
@pytest.mark.hint("a vector of one element is a gradient too")
def test_clip_by_norm_of_one_element(student, rng):
    for sign in (1.0, -1.0):
        size = float(rng.uniform(4.0, 9.0))
        assert_close(student.clip_by_norm(np.array([sign * size]), 10.0), [sign * size], what="one short element")
        assert_close(student.clip_by_norm(np.array([sign * size]), 3.0), [sign * 3.0], what="one long element")


@pytest.mark.points(1)
def test_clip_by_norm_leaves_its_input_alone(student, rng):
    grad = draw_gradient(rng, (3, 4), rng.uniform(4.0, 9.0))
    before = grad.copy()
    assert_shorter(assert_leaves_inputs_alone(student.clip_by_norm, grad, 1.5), before)
