"""Hidden tests of `minimize`: its iterates are those to which the student's own fresh optimizer leads step by step.

So a wrong optimizer costs nothing here, as long as it gives weights back, keeps its state to itself, and changes
nothing in place. Gradients are functions of w alone; the step sizes make every path converge.
"""

import numpy as np
import pytest

from grader.testing import as_array, assert_close, assert_finite, assert_leaves_inputs_alone

pytestmark = [pytest.mark.task("minimize")]

WHAT = "the iterates"
SHAPES = pytest.mark.parametrize("shape", [(4,), (3, 2)], ids=["1-D", "2-D"])


def draw(rng, shape):
    """Numbers of either sign, none of them near 0 and none near 1."""
    return rng.uniform(1.2, 3.0, size=shape) * rng.choice([-1.0, 1.0], size=shape)


def draw_bowl(rng, shape):
    """The gradient of a bowl, steeper along some weights than along others, its minimum away from the origin."""
    steepness, minimum = rng.uniform(0.6, 1.8, size=shape), rng.uniform(-0.5, 0.5, size=shape)
    return lambda w: steepness * (as_array(w, what="the w given to gradient", shape=shape) - minimum)


def draw_optimizer(student, rng, name):
    """A function that makes the same optimizer of the student's afresh."""
    lr, momentum = float(rng.uniform(0.1, 0.3)), float(rng.uniform(0.4, 0.7))
    if name == "SGD":
        return lambda: student.SGD(lr=lr)
    return lambda: student.Momentum(lr=lr, momentum=momentum)


def iterates_of(optimizer, gradient, w0, steps):
    """The path to which an optimizer leads, one call of its step after the other."""
    path = [w0.copy()]
    for _ in range(steps):
        moved = optimizer.step(path[-1].copy(), gradient(path[-1]))
        path.append(as_array(moved, what="the w that your optimizer's step returns", shape=w0.shape))
    return np.array(path)


def assert_minimizes(student, make, gradient, w0, steps):
    result = student.minimize(make(), gradient, w0.copy(), steps)
    assert_close(result, iterates_of(make(), gradient, w0, steps), what=WHAT)


@pytest.mark.points(2)
@pytest.mark.hint("each step starts from the weights that the step before returned, with the gradient there")
@SHAPES
def test_minimize_with_sgd(student, rng, shape):
    gradient, make = draw_bowl(rng, shape), draw_optimizer(student, rng, "SGD")
    assert_minimizes(student, make, gradient, draw(rng, shape), int(rng.integers(5, 9)))


@pytest.mark.points(2.5)
@pytest.mark.hint("ask the one optimizer that was given, through its step alone, once for each update")
@SHAPES
def test_minimize_with_momentum(student, rng, shape):
    gradient, make = draw_bowl(rng, shape), draw_optimizer(student, rng, "Momentum")
    assert_minimizes(student, make, gradient, draw(rng, shape), int(rng.integers(5, 9)))


@pytest.mark.points(2)
@pytest.mark.hint("the gradient is any function of w, not only that of a bowl")
def test_minimize_with_a_curved_gradient(student, rng):
    steepness, make = rng.uniform(0.6, 1.8, size=5), draw_optimizer(student, rng, "SGD")
    assert_minimizes(student, make, lambda w: steepness * np.tanh(as_array(w, what="w")), draw(rng, 5), 6)


@pytest.mark.points(2)
@pytest.mark.hint("w0 is the first of the steps + 1 iterates, and all of them are kept")
def test_minimize_begins_with_the_start(student, rng):
    gradient, make, w0 = draw_bowl(rng, (2, 3)), draw_optimizer(student, rng, "SGD"), draw(rng, (2, 3))
    path = as_array(student.minimize(make(), gradient, w0.copy(), 4), what=WHAT, shape=(5, 2, 3))
    assert_close(path[0], w0, what="the first iterate")
    assert np.all(np.any(path[1:] != path[:-1], axis=(1, 2))), "some iterate is the same as the one before it"


@pytest.mark.points(1)
@pytest.mark.hint("one step makes two iterates")
def test_minimize_with_one_step(student, rng):
    gradient, make = draw_bowl(rng, (4,)), draw_optimizer(student, rng, "SGD")
    assert_minimizes(student, make, gradient, draw(rng, 4), 1)


@pytest.mark.points(1)
@pytest.mark.hint("no step at all makes one iterate, w0, in an array with one more axis than w0")
@SHAPES
def test_minimize_without_steps(student, rng, shape):
    w0, make = draw(rng, shape), draw_optimizer(student, rng, "SGD")
    assert_minimizes(student, make, draw_bowl(rng, shape), w0, 2)
    assert_close(student.minimize(make(), draw_bowl(rng, shape), w0.copy(), 0), w0[np.newaxis], what=WHAT)


def slope_of(minimum):
    return lambda w: as_array(w, what="w") - minimum


@pytest.mark.points(1)
@pytest.mark.hint("every step is taken, however small the gradient and the last step are")
@pytest.mark.parametrize("distance", [0.0, 3e-7], ids=["at the minimum", "near the minimum"])
def test_minimize_goes_on(student, rng, distance):
    # So close to it, only at the origin can steps be told from no steps.
    minimum, make = draw(rng, 3) if distance == 0.0 else np.zeros(3), draw_optimizer(student, rng, "SGD")
    assert_minimizes(student, make, slope_of(minimum), minimum + distance * draw(rng, 3), 8)


@pytest.mark.points(0.5)
@pytest.mark.hint("every step is taken, however little the one before it has changed")
def test_minimize_goes_on_where_it_is_nearly_flat(student, rng):
    w0, make = draw(rng, 3), draw_optimizer(student, rng, "SGD")
    edge = w0 - 0.01  # passed in the first step; each of the others moves w by less than a hundred thousandth
    assert_minimizes(student, make, lambda w: np.where(as_array(w, what="w") > edge, 1.0, 3e-5 * np.asarray(w)), w0, 20)


@pytest.mark.points(0.5)
@pytest.mark.hint("an optimizer may move on where the gradient is 0: every step is the optimizer's")
def test_minimize_goes_on_without_a_gradient(student, rng):
    w0, lr, momentum = draw(rng, 3), float(rng.uniform(0.1, 0.3)), float(rng.uniform(0.4, 0.7))
    edge = w0 - 1.5 * lr * (1.0 + momentum)  # passed in the second step
    make = lambda: student.Momentum(lr=lr, momentum=momentum)  # noqa: E731
    assert_minimizes(student, make, lambda w: np.where(as_array(w, what="w") > edge, 1.0, 0.0), w0, 8)


@pytest.mark.points(1)
def test_minimize_leaves_inputs_alone(student, rng):
    gradient, make = draw_bowl(rng, (4,)), draw_optimizer(student, rng, "SGD")
    result = assert_leaves_inputs_alone(student.minimize, make(), gradient, draw(rng, 4), 3)
    assert_finite(result, what=WHAT)
