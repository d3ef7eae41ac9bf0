"""Public checks of homework 8: easy cases, so that a training is short. The hidden tests use all of the digits."""

from pathlib import Path

import numpy as np
import pytest

from grader.testing import as_array, as_list, assert_finite

FILE = Path(__file__).with_name("digits.csv")


def digits(count):
    table = np.loadtxt(FILE, delimiter=",")[:count]
    return table[:, :64], table[:, 64].astype(np.int64)


@pytest.mark.task("train")
def test_train_gives_a_model(student):
    X, y = digits(200)
    assert student.train(X, y, 1) is not None, "train gives None: is a return missing?"


@pytest.mark.task("predict")
def test_predict_tells_most_of_the_training_digits(student):
    X, y = digits(600)
    told = as_array(student.predict(student.train(X, y, 1), X.copy()), what="the predictions", shape=(600,))
    accuracy = np.mean(told == y)
    assert accuracy > 0.85, f"{100 * accuracy:.0f} % of the 600 training digits are right (should be more than 85 %)"


@pytest.mark.task("predict")
def test_predict_of_one_row(student):
    X, y = digits(200)
    told = as_array(
        student.predict(student.train(X, y, 1), X[:1].copy()), what="the prediction for one row", shape=(1,)
    )
    assert told[0] in range(10), "the prediction for one row: it should be a whole number from 0 to 9"


@pytest.mark.task("learning_curve")
def test_learning_curve_of_three_epochs(student):
    losses = student.learning_curve(*digits(200), 3, 1)
    losses = as_array(as_list(losses, what="the losses"), what="the losses of three epochs", shape=(3,))
    assert_finite(losses, what="the losses")


@pytest.mark.task("learning_curve")
def test_learning_curve_goes_down(student):
    losses = as_array(as_list(student.learning_curve(*digits(1000), 10, 1), what="the losses"), what="the losses")
    assert losses[-1] < losses[0] / 2, "after ten epochs of 1,000 digits the loss should be below half the first"
