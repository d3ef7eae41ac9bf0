"""Hidden tests of `neuron_output`."""

import numpy as np
import pytest

from grader.testing import as_array, assert_close, assert_leaves_inputs_alone

pytestmark = [pytest.mark.task("neuron_output")]


def identity(z):
    """Give back the number that the student's code passes in, whatever it is held in."""
    return as_array(z, what="the argument of f") + 0.0


def step(z):
    return np.where(as_array(z, what="the argument of f") >= 0, 1.0, 0.0) + 0.0


def square_plus_one(z):
    return as_array(z, what="the argument of f") ** 2 + 1.0


def tanh(z):
    return np.tanh(as_array(z, what="the argument of f"))


def draw_neuron(rng, n):
    """Inputs and weights of shape (n,) with |x·w| > 0.5, and a bias with 0.5 <= |b| <= 1.5."""
    while True:
        x, w = rng.uniform(0.3, 1.2, size=(2, n)) * rng.choice([-1.0, 1.0], size=(2, n))
        if abs(x @ w) > 0.5:
            return x, w, float(rng.uniform(0.5, 1.5) * rng.choice([-1.0, 1.0]))


@pytest.mark.points(4)
def test_neuron_output_is_the_weighted_sum(student, rng):
    for n in (2, 4, 7):
        x, w, b = draw_neuron(rng, n)
        expected = float(x @ w) + b
        assert_close(student.neuron_output(x, w, b, identity), expected, what="the output for f(z) = z")
    without = student.neuron_output(x, w, 0.0, identity)
    assert_close(without, float(x @ w), what="the output for f(z) = z when the bias is 0")


@pytest.mark.points(3)
@pytest.mark.hint("f is applied once, to the weighted sum with the bias in it")
@pytest.mark.parametrize("f", [tanh, square_plus_one], ids=["tanh", "square_plus_one"])
def test_neuron_output_applies_the_activation(student, rng, f):
    for _ in range(3):
        x, w, b = draw_neuron(rng, 3)
        expected = f(float(x @ w) + b)
        assert_close(student.neuron_output(x, w, b, f), expected, what=f"the output for f = {f.__name__}")


@pytest.mark.points(3)
@pytest.mark.hint("the bias is part of the sum that f sees")
def test_neuron_output_with_a_step_decided_by_the_bias(student, rng):
    x, w, _ = draw_neuron(rng, 3)
    total = float(x @ w)
    for margin, expected in ((0.5, 1.0), (-0.5, 0.0)):
        result = student.neuron_output(x.copy(), w.copy(), margin - total, step)
        assert_close(result, expected, what="the output for f = step")


@pytest.mark.points(1)
def test_neuron_output_of_one_input(student, rng):
    x, w, b = draw_neuron(rng, 1)
    expected = float(x[0] * w[0]) + b
    assert_close(student.neuron_output(x, w, b, identity), expected, what="the output of a neuron with one input")


@pytest.mark.points(1)
def test_neuron_output_leaves_its_inputs_alone(student, rng):
    results = [assert_leaves_inputs_alone(student.neuron_output, *draw_neuron(rng, 4), identity) for _ in range(2)]
    first, second = (as_array(result, what="the output", shape=()) for result in results)
    assert first != second, "two different neurons give the same output"
