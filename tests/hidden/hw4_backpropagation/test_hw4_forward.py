"""Hidden tests of `forward`."""

from itertools import pairwise

import numpy as np
import pytest

from grader.testing import assert_close, assert_leaves_inputs_alone

pytestmark = [pytest.mark.task("forward")]


def copies(layers):
    return [(W.copy(), b.copy()) for W, b in layers]


def probabilities(layers, X):
    """The network's answer, and the sums of every layer."""
    sums, A = [], X
    for W, b in layers:
        sums.append(A @ W + b)
        A = np.maximum(sums[-1], 0.0)
    exponentials = np.exp(sums[-1])
    return exponentials / exponentials.sum(axis=1, keepdims=True), sums


def draw_signs(rng, n):
    return rng.choice([-1.0, 1.0], size=n)


def draw_network(rng, n_samples, *sizes):
    """Layers and inputs for which no layer is idle: sums of both signs in each, and no class that is certain."""
    while True:
        layers = [
            (
                rng.normal(size=(n_in, n_out)) * 1.5 / np.sqrt(n_in),
                rng.uniform(0.3, 0.9, n_out) * draw_signs(rng, n_out),
            )
            for n_in, n_out in pairwise(sizes)
        ]
        X = rng.normal(size=(n_samples, sizes[0]))
        P, sums = probabilities(layers, X)
        both_signs = all((Z > 0.1).any() and (Z < -0.1).any() for Z in [X, *sums])
        if both_signs and P.max() < 0.95:
            return layers, X


def assert_forward(student, layers, X, *, what):
    P, _ = probabilities(layers, X)
    assert_close(student.forward(copies(layers), X.copy()), P, what=what)


@pytest.mark.points(2)
@pytest.mark.hint("nothing is hidden here: a single layer ends in softmax, and ReLU does not occur")
def test_forward_of_one_layer(student, rng):
    assert_forward(student, *draw_network(rng, 5, 3, 4), what="P of one layer")


@pytest.mark.points(2)
def test_forward_of_two_layers(student, rng):
    layers, X = draw_network(rng, 5, 3, 6, 4)
    assert_forward(student, layers, X, what="P of two layers")
    assert_forward(student, [(-W, b) for W, b in layers], X, what="P of two other layers, for the same X")


@pytest.mark.points(2)
def test_forward_of_three_and_of_four_layers(student, rng):
    assert_forward(student, *draw_network(rng, 5, 4, 6, 5, 5, 3), what="P of four layers")
    assert_forward(student, *draw_network(rng, 6, 4, 5, 5, 3), what="P of three layers")


@pytest.mark.points(1)
def test_forward_of_five_layers(student, rng):
    # All but the last of one size: what is left out, or taken from the wrong layer, still fits.
    assert_forward(student, *draw_network(rng, 6, 5, 5, 5, 5, 5, 3), what="P of five layers")


@pytest.mark.points(1)
@pytest.mark.hint("the last layer's softmax, too, must be finite for scores of this size")
def test_forward_of_large_scores(student, rng):
    layers, X = draw_network(rng, 5, 3, 6, 4)
    right, _ = probabilities(layers, X)
    W, b = layers.pop()
    for shift in rng.uniform([800.0, -900.0], [900.0, -800.0]):  # what all scores have in common cancels out
        given = student.forward(copies([*layers, (W, b + shift)]), X.copy())
        assert_close(given, right, what="P when the scores are large")


@pytest.mark.points(1)
@pytest.mark.hint("a batch of one sample is still a batch")
def test_forward_of_one_sample(student, rng):
    assert_forward(student, *draw_network(rng, 1, 4, 6, 3), what="P of a single sample")


@pytest.mark.points(1)
def test_forward_leaves_its_inputs_alone(student, rng):
    layers, X = draw_network(rng, 5, 3, 6, 4)
    right, _ = probabilities(layers, X)
    assert_close(assert_leaves_inputs_alone(student.forward, layers, X), right, what="P")
