"""Hidden tests of `scaled_learning_rate`."""

import pytest

from grader.testing import assert_close

pytestmark = [pytest.mark.task("scaled_learning_rate")]

WHAT = "the learning rate"


def draw(rng, low, high):
    return int(rng.integers(low, high))


def draw_rate(rng):
    return float(rng.uniform(0.01, 0.2))


@pytest.mark.points(2)
@pytest.mark.hint("batches k times as large: the learning rate times k")
def test_learning_rate_when_the_batch_is_a_multiple(student, rng):
    lr, base, times = draw_rate(rng), draw(rng, 8, 100), draw(rng, 2, 9)
    assert_close(student.scaled_learning_rate(lr, base, times * base), lr * times, what=WHAT)


@pytest.mark.points(2)
@pytest.mark.hint("the ratio of the batch sizes need not be a whole number")
def test_learning_rate_when_the_batch_is_larger_but_no_multiple(student, rng):
    lr, half, odd = draw_rate(rng), draw(rng, 8, 50), 2 * draw(rng, 2, 6) + 1
    assert_close(student.scaled_learning_rate(lr, 2 * half, odd * half), lr * odd / 2, what=WHAT)


@pytest.mark.points(3)
@pytest.mark.hint("a smaller batch takes a smaller step")
def test_learning_rate_when_the_batch_is_smaller(student, rng):
    lr, batch, times = draw_rate(rng), draw(rng, 8, 50), draw(rng, 2, 9)
    larger = student.scaled_learning_rate(lr, batch, times * batch)
    smaller = student.scaled_learning_rate(lr, times * batch, batch)
    smallest = student.scaled_learning_rate(lr, 7 * times * batch, batch)
    assert_close(larger, lr * times, what=f"{WHAT} for the larger batch")
    assert_close(smaller, lr / times, what=f"{WHAT} for the smaller batch")
    assert_close(smallest, lr / (7 * times), what=f"{WHAT} for a much smaller batch")


@pytest.mark.points(1)
def test_learning_rate_when_the_batch_stays_the_same(student, rng):
    lr, batch = draw_rate(rng), draw(rng, 8, 300)
    assert_close(student.scaled_learning_rate(lr, batch, batch), lr, what=WHAT)
