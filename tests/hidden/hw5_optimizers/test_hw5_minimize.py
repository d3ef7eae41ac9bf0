"""Hidden tests of `minimize`, with optimizers of two kinds.

Of the student's own SGD and Momentum the path is asked step by step, before `minimize` is called. So a wrong optimizer
costs nothing here, as long as it gives weights back, keeps its state to itself, and changes nothing in place. The other
tests lend an optimizer that nobody knows. Gradients are functions of w alone.
"""

import numpy as np
import pytest

from grader.testing import as_array, assert_close, assert_finite, assert_leaves_inputs_alone, lent

pytestmark = [pytest.mark.task("minimize")]

WHAT = "the iterates"
SHAPES = pytest.mark.parametrize("shape", [(4,), (3, 2)], ids=["1-D", "2-D"])


class Restless:
    """An optimizer with a state: it counts its steps, each weighs less than the one before, and it rolls on."""

    def __init__(self, lr, momentum):
        self.lr, self.momentum = lr, momentum
        self.velocity, self.steps = 0.0, 0

    def step(self, w, grad):
        self.steps += 1
        grad = as_array(grad, what="the grad given to step")
        self.velocity = self.momentum * self.velocity - self.lr / self.steps * grad
        return as_array(w, what="the w given to step", shape=grad.shape) + self.velocity


def draw(rng, shape):
    """Numbers of either sign, none of them near 0 and none near 1."""
    return rng.uniform(1.2, 3.0, size=shape) * rng.choice([-1.0, 1.0], size=shape)


def draw_bowl(rng, shape):
    """The gradient of a bowl, steeper along some weights than along others, its minimum away from the origin."""
    steepness, minimum = rng.uniform(0.6, 1.8, size=shape), rng.uniform(-0.5, 0.5, size=shape)
    return lambda w: steepness * (as_array(w, what="the w given to gradient", shape=shape) - minimum)


def draw_settings(rng):
    """An lr and a momentum with which every path converges."""
    return float(rng.uniform(0.1, 0.3)), float(rng.uniform(0.4, 0.7))


def iterates_of(optimizer, gradient, w0, steps):
    """The path to which an optimizer leads, one call of its step after the other."""
    path = [w0.copy()]
    for _ in range(steps):
        moved = optimizer.step(path[-1].copy(), gradient(path[-1]))
        path.append(as_array(moved, what="the w that your optimizer's step returns", shape=w0.shape))
    return np.array(path)


def assert_minimizes_with_own(student, make, gradient, w0, steps):
    minimize, expected = student.minimize, iterates_of(make(), gradient, w0, steps)
    assert_close(minimize(make(), gradient, w0.copy(), steps), expected, what=WHAT)


def assert_minimizes(student, settings, gradient, w0, steps):
    result = student.minimize(lent(student, Restless)(*settings), gradient, w0.copy(), steps)
    assert_close(result, iterates_of(Restless(*settings), gradient, w0, steps), what=WHAT)


@pytest.mark.points(2)
@pytest.mark.hint("each step starts from the weights that the step before returned, with the gradient there")
@SHAPES
def test_minimize_with_sgd(student, rng, shape):
    lr, _ = draw_settings(rng)
    make = lambda: student.SGD(lr=lr)  # noqa: E731
    assert_minimizes_with_own(student, make, draw_bowl(rng, shape), draw(rng, shape), int(rng.integers(5, 9)))


@pytest.mark.points(2.5)
@pytest.mark.hint("ask the one optimizer that was given, through its step alone, once for each update")
@SHAPES
def test_minimize_with_momentum(student, rng, shape):
    lr, momentum = draw_settings(rng)
    make = lambda: student.Momentum(lr=lr, momentum=momentum)  # noqa: E731
    assert_minimizes_with_own(student, make, draw_bowl(rng, shape), draw(rng, shape), int(rng.integers(5, 9)))


@pytest.mark.points(2)
@pytest.mark.hint(
    "the optimizer is any object with a step, and the gradient any function of w, not only that of a bowl"
)
def test_minimize_with_a_curved_gradient(student, rng):
    steepness = rng.uniform(0.6, 1.8, size=5)
    gradient = lambda w: steepness * np.tanh(as_array(w, what="w"))  # noqa: E731
    assert_minimizes(student, draw_settings(rng), gradient, draw(rng, 5), 6)


@pytest.mark.points(2)
@pytest.mark.hint("w0 is the first of the steps + 1 iterates, and all of them are kept")
def test_minimize_begins_with_the_start(student, rng):
    gradient, w0, optimizer = draw_bowl(rng, (2, 3)), draw(rng, (2, 3)), lent(student, Restless)(*draw_settings(rng))
    path = as_array(student.minimize(optimizer, gradient, w0.copy(), 4), what=WHAT, shape=(5, 2, 3))
    assert_close(path[0], w0, what="the first iterate")
    assert np.all(np.any(path[1:] != path[:-1], axis=(1, 2))), "some iterate is the same as the one before it"


@pytest.mark.points(1)
@pytest.mark.hint("one step makes two iterates")
def test_minimize_with_one_step(student, rng):
    assert_minimizes(student, draw_settings(rng), draw_bowl(rng, (4,)), draw(rng, 4), 1)


@pytest.mark.points(1)
@pytest.mark.hint("no step at all makes one iterate, w0, in an array with one more axis than w0")
@SHAPES
def test_minimize_without_steps(student, rng, shape):
    settings, gradient, w0 = draw_settings(rng), draw_bowl(rng, shape), draw(rng, shape)
    for steps in (2, 0):
        assert_minimizes(student, settings, gradient, w0, steps)


@pytest.mark.points(1)
@pytest.mark.hint("every step is taken, however small the gradient and the last step are")
@pytest.mark.parametrize("distance", [0.0, 3e-7], ids=["at the minimum", "near the minimum"])
def test_minimize_goes_on(student, rng, distance):
    # So close to it, only at the origin can steps be told from no steps.
    minimum = draw(rng, 3) if distance == 0.0 else np.zeros(3)
    gradient = lambda w: as_array(w, what="w") - minimum  # noqa: E731
    assert_minimizes(student, draw_settings(rng), gradient, minimum + distance * draw(rng, 3), 8)


@pytest.mark.points(0.5)
@pytest.mark.hint("every step is taken, however little the one before it has changed")
def test_minimize_goes_on_where_it_is_nearly_flat(student, rng):
    (lr, _), w0 = draw_settings(rng), draw(rng, 3)
    edge = w0 - 0.01  # passed in the first step; each of the others moves w by less than a hundred thousandth
    gradient = lambda w: np.where(as_array(w, what="w") > edge, 1.0, 3e-5 * as_array(w))  # noqa: E731
    assert_minimizes(student, (lr, 0.0), gradient, w0, 20)


@pytest.mark.points(0.5)
@pytest.mark.hint("an optimizer may move on where the gradient is 0: every step is the optimizer's")
def test_minimize_goes_on_without_a_gradient(student, rng):
    settings, w0 = draw_settings(rng), draw(rng, 3)
    edge = w0 - 1.2 * settings[0]  # passed in the second step
    gradient = lambda w: np.where(as_array(w, what="w") > edge, 1.0, 0.0)  # noqa: E731
    assert_minimizes(student, settings, gradient, w0, 8)


@pytest.mark.points(1)
def test_minimize_leaves_inputs_alone(student, rng):
    gradient, optimizer = draw_bowl(rng, (4,)), lent(student, Restless)(*draw_settings(rng))
    result = assert_leaves_inputs_alone(student.minimize, optimizer, gradient, draw(rng, 4), 3)
    assert_finite(result, what=WHAT)
