"""Hidden tests of `perceptron_update`. Inputs are quarters, so every sum is exact and 0 is met exactly."""

import numpy as np
import pytest

from grader.testing import as_array, assert_close, assert_leaves_inputs_alone, unpack

pytestmark = [pytest.mark.task("perceptron_update")]


def draw_sample(rng, n, output):
    """Weights, a bias and a sample of shape (n,), none of them 0, for which step(w·x + b) is `output`.

    The bias is too small to decide it: what is wrong with the bias's part in the sum has a test of its own.
    """
    while True:
        w, x = rng.integers(1, 13, size=(2, n)) / 4 * rng.choice([-1.0, 1.0], size=(2, n))
        b = float(rng.integers(1, 5) / 4 * rng.choice([-1.0, 1.0]))
        if abs(w @ x) > abs(b):
            return (w, b, x) if (w @ x > 0) == bool(output) else (-w, -b, x)


def assert_update(student, w, b, x, *, target, error, lr=1.0):
    """The student's update of fresh copies moves w by -lr*error*x and b by -lr*error."""
    new_w, new_b = unpack(student.perceptron_update(w.copy(), b, x.copy(), target, lr), "w", "b")
    assert_close(new_w, w - lr * error * x, what="w")
    assert_close(new_b, b - lr * error, what="b")


def assert_some_mistake_counts(student, rng):
    """At least one kind of mistake moves w or b: keeping them is not right by itself."""
    changes = []
    for output in (0, 1):
        w, b, x = draw_sample(rng, 3, output)
        new_w, new_b = unpack(student.perceptron_update(w.copy(), b, x.copy(), 1 - output, 1.0), "w", "b")
        changes += [not np.array_equal(as_array(new_w, what="w"), w), not np.array_equal(as_array(new_b, what="b"), b)]
    assert any(changes), "w and b stay the same after a mistake"


@pytest.mark.points(1.5)
@pytest.mark.parametrize("target", [0, 1])
def test_perceptron_update_keeps_both_when_right(student, rng, target):
    for n in (2, 4):
        w, b, x = draw_sample(rng, n, target)
        assert_update(student, w, b, x, target=target, error=0)
    assert_some_mistake_counts(student, rng)


@pytest.mark.points(3)
@pytest.mark.hint("a false positive: the error is +1")
def test_perceptron_update_on_a_false_positive(student, rng):
    for n in (2, 3, 5):
        w, b, x = draw_sample(rng, n, 1)
        assert_update(student, w, b, x, target=0, error=1)


@pytest.mark.points(3)
@pytest.mark.hint("a false negative: the error is -1")
def test_perceptron_update_on_a_false_negative(student, rng):
    for n in (2, 3, 5):
        w, b, x = draw_sample(rng, n, 0)
        assert_update(student, w, b, x, target=1, error=-1)


@pytest.mark.points(3)
@pytest.mark.hint("the bias is part of the sum that decides the output")
def test_perceptron_update_when_the_bias_decides(student, rng):
    for output in (0, 1):
        w, _, x = draw_sample(rng, 3, output)
        # Of one sign with w·x, and larger: the wrong output comes of subtracting the bias, not of leaving it out.
        assert_update(student, w, 2 * float(w @ x), x, target=output, error=0)
    for output, margin in ((0, -0.5), (1, 0.5), (0, -(2.0**-10)), (1, 2.0**-10)):
        w, _, x = draw_sample(rng, 3, 1 - output)
        # The bias outweighs w·x, whose sign alone would give the other output.
        b = margin - float(w @ x)
        assert_update(student, w, b, x, target=output, error=0)
        assert_update(student, w, b, x, target=1 - output, error=1 if output else -1)


@pytest.mark.points(2)
@pytest.mark.hint("what is the output when w·x + b is exactly 0?")
def test_perceptron_update_when_the_sum_is_zero(student, rng):
    w, _, x = draw_sample(rng, 3, 1)
    assert_update(student, w, -float(w @ x), x, target=1, error=0)
    assert_update(student, w, -float(w @ x), x, target=0, error=1)


@pytest.mark.points(2.5)
@pytest.mark.hint("lr scales the correction of w and that of b")
@pytest.mark.parametrize(("low", "high"), [(3, 26), (96, 256)], ids=["small", "large"])
def test_perceptron_update_with_a_learning_rate(student, rng, low, high):
    for output in (0, 1):
        w, b, x = draw_sample(rng, 3, output)
        # |w·x + b| is a sixteenth or more: too much for this step to turn the output, so it stays wrong after the update.
        assert_update(student, w, b, x, target=1 - output, error=1 if output else -1, lr=2.0**-10)
        # In sixty-fourths the correction is exact in float32 too, which a right step may give.
        lr = int(rng.integers(low, high)) / 64
        assert_update(student, w, b, x, target=1 - output, error=1 if output else -1, lr=lr)


@pytest.mark.points(1)
def test_perceptron_update_leaves_its_inputs_alone(student, rng):
    for output in (0, 1):
        w, b, x = draw_sample(rng, 3, output)
        unpack(assert_leaves_inputs_alone(student.perceptron_update, w, b, x, 1 - output, 0.5), "w", "b")
    assert_some_mistake_counts(student, rng)
