"""Hidden tests of `RMSprop`, against the sum that its recursion comes to.

After step k the mean square is (1 - rho) times the sum of rho**(k - i) * g_i**2 over the steps i up to k. All steps of
an object are made before any of them is judged, and the gradients do not depend on what the student returns.
"""

import numpy as np
import pytest

from grader.testing import as_array, assert_close, assert_leaves_inputs_alone

pytestmark = [pytest.mark.task("RMSprop")]

SHAPES = pytest.mark.parametrize("shape", [(5,), (2, 3)], ids=["1-D", "2-D"])
DEFAULTS = {"lr": 0.001, "rho": 0.9, "eps": 1e-7}


def draw(rng, shape):
    """Numbers of either sign, none of them near 0 and none near 1."""
    return rng.uniform(1.2, 3.0, size=shape) * rng.choice([-1.0, 1.0], size=shape)


def draw_with_a_zero(rng, shape):
    """A gradient as above, but for one place without any, where eps is all that there is to divide by."""
    grad = draw(rng, shape)
    grad.flat[0] = 0.0
    return grad


def draw_settings(rng):
    """A learning rate and a rho well away from 0, 1/2 and 1; what becomes of eps is not seen beside gradients around 2."""
    lr, rho = rng.uniform([0.1, 0.6], [0.4, 0.85])
    return {"lr": float(lr), "rho": float(rho), "eps": 1e-12}


def with_eps(rng, settings, size=1.0):
    """The settings with an eps that is seen beside gradients of that size."""
    return {**settings, "eps": size * float(rng.uniform(0.3, 0.7))}


def moves(gradients, lr, rho, eps):
    """What each step adds to w."""
    for k, grad in enumerate(gradients):
        mean_square = (1.0 - rho) * sum(rho ** (k - i) * earlier**2 for i, earlier in enumerate(gradients[: k + 1]))
        yield -lr * grad / (np.sqrt(mean_square) + eps)


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


def make(student, settings):
    """An optimizer as most people write it: the rate first, the others by name."""
    return student.RMSprop(settings["lr"], rho=settings["rho"], eps=settings["eps"])


@pytest.mark.points(1.5)
@pytest.mark.hint("the mean square starts at 0 and is updated before it is used")
@SHAPES
def test_rmsprop_first_step(student, rng, shape):
    settings, gradients = draw_settings(rng), [draw(rng, shape)]
    assert_path(make(student, settings), path_of(draw(rng, shape), moves(gradients, **settings)), gradients)


@pytest.mark.points(2)
@pytest.mark.hint("the mean square is kept from step to step, one for each weight")
@SHAPES
def test_rmsprop_over_several_steps(student, rng, shape):
    settings, gradients = draw_settings(rng), [draw(rng, shape) for _ in range(5)]
    assert_path(make(student, settings), path_of(draw(rng, shape), moves(gradients, **settings)), gradients)


@pytest.mark.points(0.75)
@pytest.mark.hint("RMSprop(lr=0.001, rho=0.9, eps=1e-7): what is left out has these values")
@pytest.mark.parametrize("left_out", ["lr", "rho", "eps", "all"], ids=str)
def test_rmsprop_defaults(student, rng, left_out):
    settings = draw_settings(rng)
    given = {name: value for name, value in settings.items() if left_out not in (name, "all")}
    # An eps of 1e-7 shows beside gradients of its own size only.
    size = 1e-7 if left_out in ("eps", "all") else 1.0
    gradients = [size * draw_with_a_zero(rng, 4) for _ in range(3)]
    path = path_of(draw(rng, 4), moves(gradients, **{**DEFAULTS, **given}))
    assert_path(student.RMSprop(**given), path, gradients)


@pytest.mark.points(1.5)
@pytest.mark.hint("eps is added to the root, not to what stands below it")
@pytest.mark.parametrize("size", [1e-6, 1.0], ids=["tiny gradients", "large gradients"])
def test_rmsprop_adds_eps_to_the_root(student, rng, size):
    settings = with_eps(rng, draw_settings(rng), size)
    gradients = [size * draw_with_a_zero(rng, (3, 2)) for _ in range(2)]
    assert_path(make(student, settings), path_of(draw(rng, (3, 2)), moves(gradients, **settings)), gradients)


@pytest.mark.points(0.5)
@pytest.mark.hint("the constructor is RMSprop(lr=0.001, rho=0.9, eps=1e-7)")
@pytest.mark.parametrize("how", ["position", "name"], ids=str)
def test_rmsprop_settings_by(student, rng, how):
    settings, gradients = with_eps(rng, draw_settings(rng)), [draw_with_a_zero(rng, 3) for _ in range(2)]
    backwards = dict(reversed(settings.items()))
    optimizer = student.RMSprop(*settings.values()) if how == "position" else student.RMSprop(**backwards)
    assert_path(optimizer, path_of(draw(rng, 3), moves(gradients, **settings)), gradients)


@pytest.mark.points(1)
@pytest.mark.hint("a gradient of 0 moves nothing, even in the first step, where the root is 0 too")
def test_rmsprop_without_a_gradient(student, rng):
    w, grad = draw(rng, 4), draw(rng, 4) * [0.0, 1.0, 0.0, 1.0]
    settings, gradients = draw_settings(rng), [grad, np.zeros(4), grad]
    assert_path(make(student, settings), path_of(w, moves(gradients, **settings)), gradients)


@pytest.mark.points(1)
@pytest.mark.hint("the same w and grad once more: the mean square has changed in the meantime")
def test_rmsprop_called_again_with_the_same_arrays(student, rng):
    settings, w, grad = draw_settings(rng), draw(rng, 4), draw(rng, 4)
    optimizer = make(student, settings)
    results = [optimizer.step(w.copy(), grad.copy()) for _ in range(3)]
    for number, (result, move) in enumerate(zip(results, moves([grad] * 3, **settings), strict=True), start=1):
        assert_close(result, w + move, what=f"the w that call {number} returns")


@pytest.mark.points(1)
@pytest.mark.hint("step starts from the w that it is given; only the mean square is remembered")
def test_rmsprop_starts_from_the_given_weights(student, rng):
    settings = draw_settings(rng)
    gradients = [draw(rng, (2, 3)) for _ in range(3)]
    # Steps that end near 0, where what float32 lacks is seen.
    ends = [0.001 * draw(rng, (2, 3)) for _ in gradients]
    weights = [end - move for end, move in zip(ends, moves(gradients, **settings), strict=True)]
    optimizer = make(student, settings)
    results = [optimizer.step(w.copy(), grad.copy()) for w, grad in zip(weights, gradients, strict=True)]
    for result, end in zip(results, ends, strict=True):
        assert_close(result, end, what="the new w")


@pytest.mark.points(2)
@pytest.mark.hint("several objects, two with equal settings: each has settings and a mean square of its own")
def test_rmsprop_objects_share_nothing(student, rng):
    one = draw_settings(rng)
    settings = [one, {"lr": 2.0 * one["lr"], "rho": one["rho"] - 0.3, "eps": 1e-12}, one]
    gradients = [[draw(rng, 4) for _ in range(3)] for _ in settings]
    paths = [path_of(draw(rng, 4), moves(given, **each)) for given, each in zip(gradients, settings, strict=True)]
    optimizers = [make(student, each) for each in settings]
    turns = [(0, 0), (2, 0), (0, 1), (1, 0), (2, 1), (0, 2), (1, 1), (2, 2), (1, 2)]
    results = [optimizers[which].step(paths[which][k].copy(), gradients[which][k].copy()) for which, k in turns]
    for result, (which, k) in zip(results, turns, strict=True):
        assert_close(result, paths[which][k + 1], what=f"the w of object {which + 1} after its step {k + 1}")


@pytest.mark.points(1)
def test_rmsprop_leaves_inputs_alone(student, rng, assert_leaves_what_it_returned_alone):
    optimizer = make(student, draw_settings(rng))
    for shape in [(4,), (4,)]:
        result = assert_leaves_inputs_alone(optimizer.step, draw(rng, shape), draw(rng, shape))
        as_array(result, what="the new w", shape=shape)
    assert_leaves_what_it_returned_alone(optimizer)
