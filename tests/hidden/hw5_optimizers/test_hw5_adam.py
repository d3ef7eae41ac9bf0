"""Hidden tests of `Adam`, against the sums that its recursions come to.

After step t the mean of the gradients is (1 - beta1) times the sum of beta1**(t - i) * g_i over the steps i up to t,
that of their squares likewise; the corrections divide by 1 - beta**t. All steps of an object are made before any of
them is judged, and the gradients do not depend on what the student returns.
"""

import numpy as np
import pytest

from grader.testing import as_array, assert_close, assert_leaves_inputs_alone

pytestmark = [pytest.mark.task("Adam")]

SHAPES = pytest.mark.parametrize("shape", [(5,), (2, 3)], ids=["1-D", "2-D"])
DEFAULTS = {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-7}


def draw(rng, shape):
    """Numbers of either sign, none of them near 0 and none near 1."""
    return rng.uniform(1.2, 3.0, size=shape) * rng.choice([-1.0, 1.0], size=shape)


def draw_settings(rng):
    """A learning rate, betas away from 0, 1/2, 1 and from each other; eps is not seen beside gradients around 2."""
    lr, beta1, beta2 = rng.uniform([0.1, 0.6, 0.8], [0.4, 0.7, 0.95])
    return {"lr": float(lr), "beta1": float(beta1), "beta2": float(beta2), "eps": 1e-12}


def with_eps(rng, settings, size=1.0):
    """The settings with an eps that is seen beside gradients of that size."""
    return {**settings, "eps": size * float(rng.uniform(0.3, 0.7))}


def corrected_mean(values, beta):
    """The weighted mean with weights beta**0, beta**1, … from the last value back to the first."""
    weights = beta ** np.arange(len(values))[::-1]
    return np.tensordot((1.0 - beta) * weights, np.array(values), axes=1) / (1.0 - beta ** len(values))


def moves(gradients, lr, beta1, beta2, eps):
    """What each step adds to w."""
    for t in range(1, len(gradients) + 1):
        mean, mean_square = corrected_mean(gradients[:t], beta1), corrected_mean(np.square(gradients[:t]), beta2)
        yield -lr * mean / (np.sqrt(mean_square) + eps)


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
    return student.Adam(settings["lr"], beta1=settings["beta1"], beta2=settings["beta2"], eps=settings["eps"])


@pytest.mark.points(1.5)
@pytest.mark.hint("in the first step t is 1, and the corrected means are the gradient and its square")
@SHAPES
def test_adam_first_step(student, rng, shape):
    settings, gradients = draw_settings(rng), [draw(rng, shape)]
    assert_path(make(student, settings), path_of(draw(rng, shape), moves(gradients, **settings)), gradients)


@pytest.mark.points(2.5)
@pytest.mark.hint("both means are kept from step to step, uncorrected, and t counts the steps")
@SHAPES
def test_adam_over_several_steps(student, rng, shape):
    settings, gradients = draw_settings(rng), [draw(rng, shape) for _ in range(6)]
    assert_path(make(student, settings), path_of(draw(rng, shape), moves(gradients, **settings)), gradients)


@pytest.mark.points(0.8)
@pytest.mark.hint("Adam(lr=0.001, beta1=0.9, beta2=0.999, eps=1e-7): what is left out has these values")
@pytest.mark.parametrize("left_out", ["lr", "beta1", "beta2", "eps", "all"], ids=str)
def test_adam_defaults(student, rng, left_out):
    settings = draw_settings(rng)
    given = {name: value for name, value in settings.items() if left_out not in (name, "all")}
    # An eps of 1e-7 shows beside gradients of its own size only.
    size = 1e-7 if left_out in ("eps", "all") else 1.0
    # A gradient that changes its size, and not only its sign, is what tells one beta2 from another.
    gradients = [size * factor * draw(rng, 4) for factor in (1.0, 4.0, 1.0, 0.25)]
    path = path_of(draw(rng, 4), moves(gradients, **{**DEFAULTS, **given}))
    assert_path(student.Adam(**given), path, gradients)


@pytest.mark.points(2)
@pytest.mark.hint("eps is added to the root of the corrected mean, not below it and not before the correction")
@pytest.mark.parametrize("size", [1e-6, 1.0], ids=["tiny gradients", "large gradients"])
def test_adam_adds_eps_to_the_root(student, rng, size):
    settings = with_eps(rng, draw_settings(rng), size)
    gradients = [size * draw(rng, (3, 2)) for _ in range(2)]
    assert_path(make(student, settings), path_of(draw(rng, (3, 2)), moves(gradients, **settings)), gradients)


@pytest.mark.points(1)
@pytest.mark.hint("the constructor is Adam(lr=0.001, beta1=0.9, beta2=0.999, eps=1e-7)")
@pytest.mark.parametrize("how", ["position", "name"], ids=str)
def test_adam_settings_by(student, rng, how):
    settings, gradients = with_eps(rng, draw_settings(rng)), [draw(rng, 3) for _ in range(2)]
    backwards = dict(reversed(settings.items()))
    optimizer = student.Adam(*settings.values()) if how == "position" else student.Adam(**backwards)
    assert_path(optimizer, path_of(draw(rng, 3), moves(gradients, **settings)), gradients)


@pytest.mark.points(1)
@pytest.mark.hint("a gradient of 0 in the first step moves nothing, although the root is 0 too")
def test_adam_without_a_gradient(student, rng):
    w, grad = draw(rng, 4), draw(rng, 4) * [0.0, 1.0, 0.0, 1.0]
    settings, gradients = draw_settings(rng), [grad, grad]
    assert_path(make(student, settings), path_of(w, moves(gradients, **settings)), gradients)


@pytest.mark.points(2)
@pytest.mark.hint("where the gradient has become 0, the mean of the gradients goes on, and fades")
def test_adam_rolls_on_without_a_gradient(student, rng):
    settings, gradients = draw_settings(rng), [draw(rng, 4), draw(rng, 4), np.zeros(4), np.zeros(4)]
    assert_path(make(student, settings), path_of(draw(rng, 4), moves(gradients, **settings)), gradients)


@pytest.mark.points(2)
@pytest.mark.hint("with a constant gradient the corrected means are that gradient and its square, at every step")
def test_adam_called_again_with_the_same_arrays(student, rng):
    settings, w, grad = draw_settings(rng), draw(rng, 4), draw(rng, 4)
    optimizer = make(student, settings)
    results = [optimizer.step(w.copy(), grad.copy()) for _ in range(3)]
    for number, result in enumerate(results, start=1):
        expected = w - settings["lr"] * np.sign(grad)  # eps is far below the tolerance
        assert_close(result, expected, what=f"the w that call {number} returns")


@pytest.mark.points(2)
@pytest.mark.hint("the correction fades as t grows")
def test_adam_over_many_steps(student, rng):
    settings, gradients = draw_settings(rng), [draw(rng, 3) for _ in range(40)]
    assert_path(make(student, settings), path_of(draw(rng, 3), moves(gradients, **settings)), gradients)


@pytest.mark.points(1)
@pytest.mark.hint("step starts from the w that it is given; only the means and t are remembered")
def test_adam_starts_from_the_given_weights(student, rng):
    settings = draw_settings(rng)
    gradients = [draw(rng, (2, 3)) for _ in range(3)]
    # Steps that end near 0, where what float32 lacks is seen.
    ends = [0.001 * draw(rng, (2, 3)) for _ in gradients]
    weights = [end - move for end, move in zip(ends, moves(gradients, **settings), strict=True)]
    optimizer = make(student, settings)
    results = [optimizer.step(w.copy(), grad.copy()) for w, grad in zip(weights, gradients, strict=True)]
    for result, end in zip(results, ends, strict=True):
        assert_close(result, end, what="the new w")


@pytest.mark.points(3)
@pytest.mark.hint("several objects, two with equal settings: each has settings, means and a count t of its own")
def test_adam_objects_share_nothing(student, rng):
    one = draw_settings(rng)
    other = {"lr": 2.0 * one["lr"], "beta1": one["beta1"] - 0.3, "beta2": one["beta2"] - 0.2, "eps": 1e-12}
    settings = [one, other, one]
    gradients = [[draw(rng, 4) for _ in range(3)] for _ in settings]
    paths = [path_of(draw(rng, 4), moves(given, **each)) for given, each in zip(gradients, settings, strict=True)]
    optimizers = [make(student, each) for each in settings]
    turns = [(0, 0), (2, 0), (0, 1), (1, 0), (2, 1), (0, 2), (1, 1), (2, 2), (1, 2)]
    results = [optimizers[which].step(paths[which][k].copy(), gradients[which][k].copy()) for which, k in turns]
    for result, (which, k) in zip(results, turns, strict=True):
        assert_close(result, paths[which][k + 1], what=f"the w of object {which + 1} after its step {k + 1}")


@pytest.mark.points(1)
def test_adam_leaves_inputs_alone(student, rng, assert_leaves_what_it_returned_alone):
    optimizer = make(student, draw_settings(rng))
    for shape in [(4,), (4,)]:
        result = assert_leaves_inputs_alone(optimizer.step, draw(rng, shape), draw(rng, shape))
        as_array(result, what="the new w", shape=shape)
    assert_leaves_what_it_returned_alone(optimizer)
