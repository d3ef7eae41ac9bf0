"""Hidden tests of `learning_curve`. Which loss it is, and by which network, is the student's choice."""

import numpy as np
import pytest

from grader.testing import as_array, as_list, assert_finite, assert_leaves_inputs_alone

pytestmark = [pytest.mark.task("learning_curve")]


def draw_seed(rng):
    return int(rng.integers(0, 2**31))


def losses_of(answer, epochs):
    """The losses, one for each epoch: finite, and none below 0."""
    losses = as_array(as_list(answer, what="the losses"), what="the losses", shape=(epochs,))
    assert_finite(losses, what="the losses")
    assert np.all(losses >= 0), "the losses: a loss is never below 0"
    return losses


def assert_halves(student, rng, digits, count, epochs):
    (X, y), seed = digits.some(rng, count), draw_seed(rng)
    losses = losses_of(student.learning_curve(X, y, epochs, seed), epochs)
    assert losses[-1] < losses[0] / 2, "the loss after the last epoch is not below half of that after the first"
    # Far fewer digits make far fewer steps: whatever the loss and however it is rounded, not every one of them is the same.
    few = losses_of(student.learning_curve(*digits.some(rng, 160), epochs, seed), epochs)
    assert np.any(few != losses), (
        "the losses are the same for other digits: they should be those of a training on X and y"
    )


@pytest.mark.points(5)
@pytest.mark.hint("one number for each epoch, taken after it, however many epochs are asked for")
def test_learning_curve_has_one_loss_for_each_epoch(student, rng, digits):
    for epochs in (1, int(rng.integers(3, 9))):
        X, y = digits.some(rng, int(rng.integers(151, 200)))
        losses_of(student.learning_curve(X, y, epochs, draw_seed(rng)), epochs)


@pytest.mark.points(7)
@pytest.mark.hint("the loss should go down: is each epoch a step on from where the last one ended?")
def test_learning_curve_halves_in_ten_epochs_of_a_thousand_digits(student, rng, digits):
    assert_halves(student, rng, digits, 1000, 10)


@pytest.mark.points(7)
@pytest.mark.hint("more epochs than ten, more digits than a thousand")
def test_learning_curve_halves_in_more_epochs_of_more_digits(student, rng, digits):
    assert_halves(student, rng, digits, int(rng.integers(1200, 1500)), int(rng.integers(14, 22)))


@pytest.mark.points(1)
def test_learning_curve_leaves_its_inputs_alone(student, rng, digits):
    X, y = digits.some(rng, 120)
    losses_of(assert_leaves_inputs_alone(student.learning_curve, X, y, 2, draw_seed(rng)), 2)
