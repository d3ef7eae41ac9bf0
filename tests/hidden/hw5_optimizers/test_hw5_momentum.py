"""Hidden tests of `Momentum`, against the sum that its recursion comes to.

After step k the velocity is -lr times the sum of momentum**(k - i) * g_i over the steps i up to k. All steps of an
object are made before any of them is judged, and the gradients do not depend on what the student returns.
"""

import numpy as np
import pytest

from grader.testing import as_array, assert_close, assert_leaves_inputs_alone

pytestmark = [pytest.mark.task("Momentum")]

SHAPES = pytest.mark.parametrize("shape", [(5,), (2, 3)], ids=["1-D", "2-D"])


def draw(rng, shape):
    """Numbers of either sign, none of them near 0 and none near 1."""
    return rng.uniform(1.2, 3.0, size=shape) * rng.choice([-1.0, 1.0], size=shape)


def draw_settings(rng):
    """A learning rate and a momentum, well away from 0, 1/2, 1 and from each other."""
    return float(rng.uniform(0.1, 0.4)), float(rng.uniform(0.6, 0.9))


def moves(gradients, lr, momentum):
    """What each step adds to w."""
    for k, grad in enumerate(gradients):
        velocity = -lr * sum(momentum ** (k - i) * earlier for i, earlier in enumerate(gradients[: k + 1]))
        yield momentum * velocity - lr * grad


def path_of(w, steps):
    """The weights before each step and after the last."""
    path = [w]
    for step in steps:
        path.append(path[-1] + step)
    return path


def assert_path(optimizer, path, gradients):
    results = [optimizer.step(w.copy(), grad.copy()) for w, grad in zip(path, gradients, strict=False)]
    for number, (result, w) in enumerate(zip(results, path[1:], strict=True), start=1):
        assert_close(result, w, what=f"the w that step {number} returns")


@pytest.mark.points(1)
@pytest.mark.hint("the velocity starts at 0 and is updated before it is used")
@SHAPES
def test_momentum_first_step(student, rng, shape):
    lr, momentum = draw_settings(rng)
    w, grad = draw(rng, shape), draw(rng, shape)
    assert_path(student.Momentum(lr, momentum=momentum), [w, w - lr * (1.0 + momentum) * grad], [grad])


@pytest.mark.points(3)
@pytest.mark.hint("the velocity of one step is the past velocity of the next")
@SHAPES
def test_momentum_over_several_steps(student, rng, shape):
    lr, momentum = draw_settings(rng)
    gradients = [*(draw(rng, shape) for _ in range(4)), 30 * draw(rng, shape)]
    path = path_of(draw(rng, shape), moves(gradients, lr, momentum))
    assert_path(student.Momentum(lr, momentum=momentum), path, gradients)


@pytest.mark.points(2)
@pytest.mark.hint("what is momentum when it is left out?")
def test_momentum_default(student, rng):
    lr, _ = draw_settings(rng)
    gradients = [draw(rng, 4) for _ in range(3)]
    assert_path(student.Momentum(lr), path_of(draw(rng, 4), moves(gradients, lr, 0.1)), gradients)


@pytest.mark.points(1)
@pytest.mark.hint("the constructor is Momentum(lr, momentum=0.1)")
@pytest.mark.parametrize("how", ["position", "name"], ids=str)
def test_momentum_settings_by(student, rng, how):
    lr, momentum = draw_settings(rng)
    gradients = [draw(rng, 3) for _ in range(2)]
    given = student.Momentum(lr, momentum) if how == "position" else student.Momentum(momentum=momentum, lr=lr)
    assert_path(given, path_of(draw(rng, 3), moves(gradients, lr, momentum)), gradients)
    without = student.Momentum(lr, 0.0) if how == "position" else student.Momentum(lr=lr, momentum=0.0)
    assert_path(without, path_of(draw(rng, 3), [-lr * grad for grad in gradients]), gradients)


@pytest.mark.points(2)
@pytest.mark.hint("where the gradient is 0, the velocity goes on, and fades")
def test_momentum_rolls_on_without_a_gradient(student, rng):
    lr, momentum = draw_settings(rng)
    gradients = [draw(rng, 4), np.zeros(4), np.zeros(4)]
    path = path_of(draw(rng, 4), moves(gradients, lr, momentum))
    assert_path(student.Momentum(lr, momentum=momentum), path, gradients)


@pytest.mark.points(2)
@pytest.mark.hint("the same w and grad once more: the velocity has changed in the meantime")
def test_momentum_called_again_with_the_same_arrays(student, rng):
    lr, momentum = draw_settings(rng)
    w, grad = draw(rng, 4), draw(rng, 4)
    optimizer = student.Momentum(lr, momentum=momentum)
    results = [optimizer.step(w.copy(), grad.copy()) for _ in range(3)]
    for number, (result, move) in enumerate(zip(results, moves([grad] * 3, lr, momentum), strict=True), start=1):
        assert_close(result, w + move, what=f"the w that call {number} returns")


@pytest.mark.points(1)
@pytest.mark.hint("step starts from the w that it is given; only the velocity is remembered")
def test_momentum_starts_from_the_given_weights(student, rng):
    lr, momentum = draw_settings(rng)
    gradients = [draw(rng, (2, 3)) for _ in range(3)]
    # Steps that end near 0, where what float32 lacks is seen.
    ends = [0.001 * draw(rng, (2, 3)) for _ in gradients]
    weights = [end - move for end, move in zip(ends, moves(gradients, lr, momentum), strict=True)]
    optimizer = student.Momentum(lr, momentum=momentum)
    results = [optimizer.step(w.copy(), grad.copy()) for w, grad in zip(weights, gradients, strict=True)]
    for result, end in zip(results, ends, strict=True):
        assert_close(result, end, what="the new w")


@pytest.mark.points(2)
@pytest.mark.hint("several objects, two with equal settings: each has settings and a velocity of its own")
def test_momentum_objects_share_nothing(student, rng):
    lr, momentum = draw_settings(rng)
    settings = [(lr, momentum), (2.0 * lr, momentum - 0.3), (lr, momentum)]
    gradients = [[draw(rng, 4) for _ in range(3)] for _ in settings]
    paths = [path_of(draw(rng, 4), moves(given, *each)) for given, each in zip(gradients, settings, strict=True)]
    optimizers = [student.Momentum(rate, momentum=kept) for rate, kept in settings]
    turns = [(0, 0), (2, 0), (0, 1), (1, 0), (2, 1), (0, 2), (1, 1), (2, 2), (1, 2)]
    results = [optimizers[which].step(paths[which][k].copy(), gradients[which][k].copy()) for which, k in turns]
    for result, (which, k) in zip(results, turns, strict=True):
        assert_close(result, paths[which][k + 1], what=f"the w of object {which + 1} after its step {k + 1}")


@pytest.mark.points(1)
def test_momentum_leaves_inputs_alone(student, rng, assert_leaves_what_it_returned_alone):
    lr, momentum = draw_settings(rng)
    optimizer = student.Momentum(lr, momentum=momentum)
    for shape in [(4,), (4,)]:
        result = assert_leaves_inputs_alone(optimizer.step, draw(rng, shape), draw(rng, shape))
        as_array(result, what="the new w", shape=shape)
    assert_leaves_what_it_returned_alone(optimizer)
