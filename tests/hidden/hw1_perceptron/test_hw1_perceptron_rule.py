"""Hidden tests of `perceptron_rule`. Inputs are quarters, so every sum is exact and 0 is met exactly."""

import numpy as np
import pytest

from grader.testing import as_array, assert_close, assert_leaves_inputs_alone, assert_same_shape

pytestmark = [pytest.mark.task("perceptron_rule")]


def draw_sample(rng, n, output):
    """Weights and a sample of shape (n,), no entry 0, for which step(w·x) is `output` and w·x is not 0."""
    while True:
        w, x = rng.integers(1, 13, size=(2, n)) / 4 * rng.choice([-1.0, 1.0], size=(2, n))
        if w @ x != 0:
            return (w, x) if (w @ x > 0) == bool(output) else (-w, x)


def assert_some_mistake_counts(student, rng):
    """At least one kind of mistake changes the weights: keeping them is not right by itself."""
    changes = []
    for output in (0, 1):
        w, x = draw_sample(rng, 3, output)
        result = as_array(student.perceptron_rule(w.copy(), x.copy(), 1 - output), what="the weights", shape=(3,))
        changes.append(not np.array_equal(result, w))
    assert any(changes), "the weights stay the same after a mistake"


@pytest.mark.points(2)
@pytest.mark.parametrize("target", [0, 1])
def test_perceptron_rule_keeps_the_weights_when_right(student, rng, target):
    for n in (2, 3, 5):
        w, x = draw_sample(rng, n, target)
        expected = w.copy()
        assert_close(student.perceptron_rule(w, x, target), expected, what=f"the weights after a right {target}")
    assert_some_mistake_counts(student, rng)


@pytest.mark.points(4)
@pytest.mark.hint("a false positive: output 1, target 0")
def test_perceptron_rule_on_a_false_positive(student, rng):
    for n in (2, 3, 5):
        w, x = draw_sample(rng, n, 1)
        expected = w - x
        assert_close(student.perceptron_rule(w, x, 0), expected, what="the weights after a false positive")


@pytest.mark.points(4)
@pytest.mark.hint("a false negative: output 0, target 1")
def test_perceptron_rule_on_a_false_negative(student, rng):
    for n in (2, 3, 5):
        w, x = draw_sample(rng, n, 0)
        expected = w + x
        assert_close(student.perceptron_rule(w, x, 1), expected, what="the weights after a false negative")


@pytest.mark.points(2)
@pytest.mark.hint("what is the output when w·x is exactly 0?")
def test_perceptron_rule_when_the_sum_is_zero(student, rng):
    p, q, scale = rng.permutation(12)[:3] / 4 + 0.25
    for target in (0, 1):
        w, x = scale * np.array([p, q]), np.array([q, -p])
        expected = w if target else w - x
        result = student.perceptron_rule(w.copy(), x.copy(), target)
        assert_close(result, expected, what=f"the weights when w·x is 0 and the target {target}")
    for output, target in ((0, 0), (0, 1), (1, 0), (1, 1)):
        w, x = draw_sample(rng, 3, output)
        w = w / 1024  # w·x comes close to 0 and keeps its side of it
        expected = w + (target - output) * x
        result = student.perceptron_rule(w.copy(), x.copy(), target)
        assert_close(result, expected, what=f"the weights when w·x is close to 0 and the target {target}")


@pytest.mark.points(1)
def test_perceptron_rule_leaves_its_inputs_alone(student, rng):
    for output in (0, 1):
        w, x = draw_sample(rng, 3, output)
        result = assert_leaves_inputs_alone(student.perceptron_rule, w, x, 1 - output)
        assert_same_shape(result, (3,), what="the weights")
    assert_some_mistake_counts(student, rng)
