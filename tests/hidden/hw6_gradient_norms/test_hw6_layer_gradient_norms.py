"""Hidden tests of `layer_gradient_norms`.

The weighted sums of the chains lie between 0.2 and 3 in size, so that slopes differ and no ReLU hangs on a rounding.
"""

import numpy as np
import pytest

from grader.testing import as_array, as_list, assert_close, assert_leaves_inputs_alone, assert_raises, assert_same_shape

pytestmark = [pytest.mark.task("layer_gradient_norms")]

WHAT = "the norms of the gradients"
EACH_ACTIVATION = pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"], ids=str)
FUNCTIONS = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}
SLOPES = {
    "sigmoid": lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2,
    "tanh": lambda z: 1 / np.cosh(z) ** 2,
    "relu": lambda z: (z > 0) * 1.0,
}


def draw_signed(rng, shape):
    return rng.uniform(0.4, 1.4, size=shape) * rng.choice([-1.0, 1.0], size=shape)


def draw_layer(rng, n_units, a):
    """Weights whose sums are neither small nor large; of two units or more, one has a negative sum, one a positive."""
    while True:
        W = draw_signed(rng, (n_units, len(a)))
        z = W @ a
        signs_fit = z.max() > 0 and (n_units == 1 or z.min() < 0)
        if signs_fit and np.abs(z).min() > 0.2 and np.abs(z).max() < 3:
            return W


def draw_chain(rng, reference, sizes, activation):
    """(Ws, x, norms): layers of these sizes, the input's first; no norm is close to 0."""
    while True:
        a = x = draw_signed(rng, sizes[0])
        Ws = []
        for n_units in sizes[1:]:
            Ws.append(draw_layer(rng, n_units, a))
            a = FUNCTIONS[activation](Ws[-1] @ a)
        norms = reference.layer_gradient_norms([W.copy() for W in Ws], x.copy(), activation)
        if min(norms) > 0.01:
            return Ws, x, norms


def norms_of(student, Ws, x, activation):
    """The student's answer to fresh copies."""
    return as_list(student.layer_gradient_norms([W.copy() for W in Ws], x.copy(), activation), what=WHAT)


@pytest.mark.points(2)
@pytest.mark.hint("the activation follows the last layer too, and its slope is part of the gradient")
@EACH_ACTIVATION
def test_layer_gradient_norms_of_one_layer(student, rng, activation):
    for n_units, n_inputs in ((3, 4), (4, 2)):
        x = draw_signed(rng, n_inputs)
        W = draw_layer(rng, n_units, x)
        for weights in (W, W * 6.0 / np.abs(W @ x).min()):  # where the slopes are flat, too
            slopes = SLOPES[activation](weights @ x)
            # The gradient is the outer product of the slopes and x.
            expected = np.sqrt(sum((s * v) ** 2 for s in slopes for v in x))
            assert_close(norms_of(student, [weights], x, activation), [expected], what=f"{WHAT}, one layer")


@pytest.mark.points(4)
@pytest.mark.hint("go back layer by layer: first the slope, then the gradient of the weights, then W transposed")
@EACH_ACTIVATION
def test_layer_gradient_norms_of_a_chain(student, rng, reference, activation):
    for sizes in ((3, 4, 2), (4, 3, 5, 1), (2, 4, 3, 5, 3), (5, 2, 4, 3, 5, 2)):
        Ws, x, expected = draw_chain(rng, reference, sizes, activation)
        assert_close(norms_of(student, Ws, x, activation), expected, what=f"{WHAT}, {len(Ws)} layers")


def weights_for(rng, x, sums):
    """Weights in quarters whose sums at x are exactly these. The last entry of x must be 1."""
    W = rng.integers(1, 9, size=(len(sums), len(x))) / 4 * rng.choice([-1.0, 1.0], size=(len(sums), len(x)))
    W[:, -1] = np.asarray(sums) - W[:, :-1] @ x[:-1]
    return W


def draw_quarters(rng, n):
    """An input in quarters, its last entry 1: all sums of products with such weights are exact."""
    return np.append(rng.integers(1, 9, size=n - 1) / 4 * rng.choice([-1.0, 1.0], size=n - 1), 1.0)


@pytest.mark.points(2)
@pytest.mark.hint("what is ReLU's slope at exactly 0?")
def test_layer_gradient_norms_when_a_last_sum_is_zero(student, rng):
    x = draw_quarters(rng, 4)
    W = weights_for(rng, x, rng.permutation([0.0, 1.5, -2.0]))
    assert_close(norms_of(student, [W], x, "relu"), [np.sqrt(x @ x)], what=f"{WHAT}, ReLU at exactly 0")


@pytest.mark.points(2)
@pytest.mark.hint("ReLU's slope at exactly 0 counts in every layer")
def test_layer_gradient_norms_when_a_hidden_sum_is_zero(student, rng):
    x, sums = draw_quarters(rng, 3), rng.permutation([0.0, 1.5, -2.0])
    W_first = weights_for(rng, x, sums)
    W_last = rng.integers(2, 9, size=(2, 3)) / 4  # positive: both units are active, and so would be a slope at 0
    through = W_last[:, sums > 0].sum()
    expected = [through * np.sqrt(x @ x), np.sqrt(2) * 1.5]
    assert_close(norms_of(student, [W_first, W_last], x, "relu"), expected, what=f"{WHAT}, ReLU at exactly 0")


@pytest.mark.points(1)
@pytest.mark.hint("a layer in which no unit is active lets nothing through")
def test_layer_gradient_norms_of_a_dead_layer(student, rng):
    x = rng.uniform(0.5, 1.5, size=3)
    Ws = [-rng.uniform(0.5, 1.5, size=(4, 3)), draw_signed(rng, (2, 4))]
    assert_close(norms_of(student, Ws, x, "relu"), [0.0, 0.0], what=f"{WHAT}, no unit active")
    alive = as_array(norms_of(student, [np.abs(W) for W in Ws], x, "relu"), what=WHAT)
    assert alive.min() > 0, "with every unit active the norms are not 0"


@pytest.mark.points(3)
@pytest.mark.hint("exactly three names are known; any other raises ValueError")
def test_layer_gradient_norms_refuse_another_activation(student, rng, reference):
    Ws, x, _ = draw_chain(rng, reference, (3, 4, 2), "tanh")
    for known in ("sigmoid", "tanh", "relu"):
        assert_same_shape(norms_of(student, Ws, x, known), (2,), what=WHAT)
    for unknown in ("softmax", "linear", "leaky_relu", "elu", "relu6", "ReLU", " tanh"):
        assert_raises(ValueError, student.layer_gradient_norms, [W.copy() for W in Ws], x.copy(), unknown)


@pytest.mark.points(3)
@pytest.mark.hint("the sigmoid's slope is at most 1/4, and each layer multiplies by it")
def test_layer_gradient_norms_vanish_in_a_long_chain(student, rng, reference):
    x = rng.uniform(0.5, 1.5, size=4)
    Ws = [rng.uniform(0.1, 0.2, size=(4, 4)) for _ in range(8)]  # the first norm is about a millionth
    expected = reference.layer_gradient_norms([W.copy() for W in Ws], x.copy(), "sigmoid")
    assert_close(norms_of(student, Ws, x, "sigmoid"), expected, what=f"{WHAT}, a long chain")


@pytest.mark.points(1)
def test_layer_gradient_norms_leave_inputs_alone(student, rng, reference):
    Ws, x, _ = draw_chain(rng, reference, (3, 4, 2), "tanh")
    Ws[0][0, 0], Ws[1][0, 0] = 6.0, -6.0  # what is cut is cut in a copy
    expected = reference.layer_gradient_norms([W.copy() for W in Ws], x.copy(), "tanh")
    result = assert_leaves_inputs_alone(student.layer_gradient_norms, Ws, x, "tanh")
    assert_close(as_list(result, what=WHAT), expected, what=WHAT)
