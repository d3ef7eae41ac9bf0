"""Hidden tests of `perceptron_update`. Inputs are quarters, so every sum is exact and 0 is met exactly."""

import pytest

from grader.testing import assert_close, assert_leaves_inputs_alone, unpack

pytestmark = [pytest.mark.task("perceptron_update")]


def draw_sample(rng, n, output):
    """Weights, a bias and a sample of shape (n,), none of them 0, for which step(w·x + b) is `output`, not by a tie."""
    while True:
        w, x = rng.integers(1, 13, size=(2, n)) / 4 * rng.choice([-1.0, 1.0], size=(2, n))
        b = float(rng.integers(1, 9) / 4 * rng.choice([-1.0, 1.0]))
        if w @ x + b != 0:
            return (w, b, x) if (w @ x + b > 0) == bool(output) else (-w, -b, x)


def assert_update(student, w, b, x, *, target, error, lr=1.0):
    """The student's update of fresh copies moves w by -lr*error*x and b by -lr*error."""
    new_w, new_b = unpack(student.perceptron_update(w.copy(), b, x.copy(), target, lr), "w", "b")
    assert_close(new_w, w - lr * error * x, what="w")
    assert_close(new_b, b - lr * error, what="b")


@pytest.mark.points(1.5)
@pytest.mark.parametrize("target", [0, 1])
def test_perceptron_update_keeps_both_when_right(student, rng, target):
    for n in (2, 4):
        w, b, x = draw_sample(rng, n, target)
        assert_update(student, w, b, x, target=target, error=0)


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
        margin = 0.5 if output else -0.5
        # The bias outweighs w·x, whose sign alone would give the other output.
        w = w if (w @ x > 0) != bool(output) else -w
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
        # In sixty-fourths the correction is exact in float32 too, which a right step may give.
        lr = int(rng.integers(low, high)) / 64
        assert_update(student, w, b, x, target=1 - output, error=1 if output else -1, lr=lr)


@pytest.mark.points(1)
def test_perceptron_update_leaves_its_inputs_alone(student, rng):
    for output in (0, 1):
        w, b, x = draw_sample(rng, 3, output)
        unpack(assert_leaves_inputs_alone(student.perceptron_update, w, b, x, 1 - output, 0.5), "w", "b")
