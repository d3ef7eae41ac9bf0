"""Hidden tests of `loss_and_gradients`.

Every sum of a hidden layer is well away from 0, or exactly 0, so that the side of ReLU's kink never hangs on a rounding.
"""

from itertools import pairwise

import numpy as np
import pytest

from grader.testing import as_array, as_list, assert_close, assert_leaves_inputs_alone, unpack

pytestmark = [pytest.mark.task("loss_and_gradients")]

# Samples, inputs, hidden units, classes. In the longest, neighbours may change places and everything still fits.
NETWORKS = {"one_layer": (5, 3, 4), "two_layers": (6, 3, 5, 4), "three_layers": (6, 4, 5, 5, 3)}
FIVE_LAYERS = (7, 4, 4, 6, 6, 4, 3)


def network_of(layers, X, y):
    """The loss, the gradients in the order of the layers, the hidden sums, and the last sums."""
    inputs, sums = [X], []
    for W, b in layers:
        sums.append(inputs[-1] @ W + b)
        inputs.append(np.where(sums[-1] > 0, sums[-1], 0.0))
    scores = sums[-1] - sums[-1].max(axis=1, keepdims=True)
    log_P = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    onehot = np.eye(log_P.shape[1])[y]
    slope, gradients = (np.exp(log_P) - onehot) / len(y), []
    for (W, _), A, Z in zip(layers[::-1], inputs[-2::-1], [*sums[-2::-1], None], strict=True):
        gradients = [(np.einsum("ik,ij->kj", A, slope), slope.sum(axis=0)), *gradients]
        slope = slope @ W.T * (Z > 0) if Z is not None else None
    return -(log_P * onehot).sum() / len(y), gradients, sums[:-1], sums[-1]


def draw_signs(rng, n):
    return rng.choice([-1.0, 1.0], size=n)


def draw_network(rng, n_samples, *sizes, silent=None):
    """Layers, inputs and classes in which every layer has something to learn. `silent` switches hidden units off."""
    while True:
        layers = [
            (
                rng.normal(size=(n_in, n_out)) * 1.5 / np.sqrt(n_in),
                rng.uniform(0.3, 0.9, n_out) * draw_signs(rng, n_out),
            )
            for n_in, n_out in pairwise(sizes)
        ]
        if silent is not None:
            layers[0][1][silent] = -30.0
        X = rng.normal(size=(n_samples, sizes[0]))
        y = rng.permutation(np.arange(n_samples) % sizes[-1])
        loss, gradients, hidden, last = network_of(layers, X, y)
        clear = all((Z > 0.1).any() and (Z < -0.1).any() and np.abs(Z).min() > 0.01 for Z in hidden)
        felt = all(np.abs(part).max() > 0.01 for pair in gradients for part in pair)
        if clear and felt and (last > 0.1).any() and (last < -0.1).any() and 0.1 < loss < 4.0:
            return layers, X, y


def ask(student, layers, X, y):
    """The student's loss and gradients for fresh copies."""
    copies = [(W.copy(), b.copy()) for W, b in layers]
    return unpack(student.loss_and_gradients(copies, X.copy(), y.copy()), "loss", "gradients")


def pairs_of(gradients, layers):
    """One pair (dW, db) for each layer."""
    pairs = as_list(gradients, what="gradients")
    assert len(pairs) == len(layers), "gradients should hold one pair (dW, db) for each layer"
    return [unpack(pair, "dW", "db", what=f"the gradients of layer {k}") for k, pair in enumerate(pairs, start=1)]


def assert_gradients(student, layers, X, y, *, parts=("dW", "db")):
    """The student's gradients; those of one kind only, if `parts` names one."""
    given = pairs_of(ask(student, layers, X, y)[1], layers)
    for k, (pair, right) in enumerate(zip(given, network_of(layers, X, y)[1], strict=True), start=1):
        for name, actual, expected in zip(("dW", "db"), pair, right, strict=True):
            if name in parts:
                assert_close(actual, expected, what=f"{name} of layer {k} of {len(layers)}")


@pytest.mark.points(1)
@pytest.mark.hint("the loss is the mean cross-entropy of what the network says")
@pytest.mark.parametrize("network", NETWORKS, ids=str)
def test_loss_of_a_network(student, rng, network):
    layers, X, y = draw_network(rng, *NETWORKS[network])
    loss, _ = ask(student, layers, X, y)
    assert_close(loss, network_of(layers, X, y)[0], what="the loss")


@pytest.mark.points(1)
@pytest.mark.hint("the weights of the last layer: its inputs and the slope of softmax with cross-entropy")
def test_weight_gradients_of_one_layer(student, rng):
    assert_gradients(student, *draw_network(rng, *NETWORKS["one_layer"]), parts=["dW"])


@pytest.mark.points(1)
@pytest.mark.hint("from the last layer to the first, and through ReLU in between")
@pytest.mark.parametrize("network", ["two_layers", "three_layers"], ids=str)
def test_weight_gradients_of_a_network(student, rng, network):
    assert_gradients(student, *draw_network(rng, *NETWORKS[network]), parts=["dW"])


@pytest.mark.points(1)
@pytest.mark.hint("from the last layer to the first, and through ReLU in between")
@pytest.mark.parametrize("network", NETWORKS, ids=str)
def test_bias_gradients_of_a_network(student, rng, network):
    assert_gradients(student, *draw_network(rng, *NETWORKS[network]), parts=["db"])


@pytest.mark.points(1)
@pytest.mark.hint("each call begins anew: nothing is left of the one before")
def test_gradients_of_five_layers(student, rng):
    assert_gradients(student, *draw_network(rng, *NETWORKS["two_layers"]))
    assert_gradients(student, *draw_network(rng, *FIVE_LAYERS))


@pytest.mark.points(1)
@pytest.mark.hint("a batch of one sample is still a batch")
def test_gradients_of_one_sample(student, rng):
    assert_gradients(student, *draw_network(rng, 1, 4, 6, 3))


@pytest.mark.points(2)
@pytest.mark.hint("a hidden unit that is silent for every sample passes nothing on; at a sum of exactly 0 it is silent")
def test_gradients_of_silent_units(student, rng):
    silent = rng.permutation(6)[:2]
    assert_gradients(student, *draw_network(rng, 5, 3, 6, 4, silent=silent))
    layers, X, y = draw_network(rng, 5, 3, 6, 4)
    W, b = layers[0]
    W[:, silent], b[silent] = 0.0, 0.0  # in whatever order it is added up, the sum is exactly 0
    assert_gradients(student, layers, X, y)


@pytest.mark.points(1)
@pytest.mark.hint("the last layer's softmax, too, must be finite for scores of this size")
def test_loss_and_gradients_of_large_scores(student, rng):
    layers, X, y = draw_network(rng, *NETWORKS["two_layers"])
    W, b = layers.pop()
    for shift in rng.uniform([800.0, -900.0], [900.0, -800.0]):
        shifted = [*layers, (W, b + shift)]  # what all scores have in common cancels out
        loss, _ = ask(student, shifted, X, y)
        assert_close(loss, network_of(shifted, X, y)[0], what="the loss when the scores are large")
        assert_gradients(student, shifted, X, y)


@pytest.mark.points(1)
def test_loss_and_gradients_leaves_its_inputs_alone(student, rng):
    layers, X, y = draw_network(rng, 5, 3, 6, 4)
    right_loss, right, _, _ = network_of(layers, X, y)
    result = assert_leaves_inputs_alone(student.loss_and_gradients, layers, X, y)
    loss, gradients = unpack(result, "loss", "gradients")
    parts = [part for pair in pairs_of(gradients, layers) for part in pair]
    given = [as_array(part) for part in (loss, *parts)]
    expected = [np.array(right_loss), *(part for pair in right for part in pair)]
    # A mistake in some of the parts costs nothing here.
    fits = [a.shape == e.shape and np.allclose(a, e) for a, e in zip(given, expected, strict=True)]
    assert any(fits), "neither the loss nor any of the gradients is right"
