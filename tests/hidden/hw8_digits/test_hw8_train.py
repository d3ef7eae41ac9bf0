"""Hidden tests of `train`.

A model is the student's own and only the student's `predict` can read it. Its answers are read here in whatever form
they come, so that a slip in `predict` costs that task alone. What counts is that they tell of the digits at all.
Each test trains once at most, since one training may take all of a test's time.
"""

import numpy as np
import pytest

from grader.testing import as_array, assert_finite, assert_leaves_inputs_alone, kept

pytestmark = [pytest.mark.task("train")]


def draw_seed(rng):
    return int(rng.integers(0, 2**31))


def share_of(scores, y):
    return np.mean(scores.argmax(axis=1) == y)


def readings(answer, y):
    """The share of `y` that an answer tells, in each way to read it: classes from 0, from 1, scores, places."""
    n = len(y)
    if answer.size == n:
        labels = answer.reshape(n)
        yield from (np.mean(labels - shift == y) for shift in (0, 1, -1))
    if n // 2 < answer.size < n:  # rows at the end are forgotten
        yield np.mean(answer.reshape(-1) == y[: answer.size])
    if answer.shape == (n, 10):
        yield share_of(answer, y)
    if answer.shape == (10, n):
        yield share_of(answer.T, y)
    if answer.shape == (10,) and np.all(np.isin(answer, np.arange(n))):  # the row with the highest score of each class
        yield np.mean(y[answer.astype(np.int64)] == np.arange(10))


def share_told(student, model, X, y):
    """The share of digits that predict tells, in the form in which it tells most of them."""
    answer = as_array(student.predict(model, X.copy()), what="predict's answer")
    if answer.size != 1:
        return max(readings(answer, y), default=0.0)
    # One answer for all of the rows: perhaps it reads them one at a time.
    rows = [as_array(student.predict(model, row[None].copy()), what="predict's answer") for row in X[:40]]
    return max(readings(np.array([row.reshape(-1)[0] for row in rows]), y[:40]))


def assert_learned(student, model, X, y):
    assert model is not None, "train gives None: is a return missing?"
    words = "predict does not even tell half of the digits that the model was trained on"
    assert share_told(student, model, X[:200], y[:200]) > 0.5, words


@pytest.mark.points(12)
@pytest.mark.hint("does the loss go down while you train, and is it the trained network that you return?")
def test_train_learns_its_digits(student, rng, digits):
    X, y, _, _ = digits.split(rng)
    assert_learned(student, kept(student.train)(X.copy(), y.copy(), draw_seed(rng)), X, y)


@pytest.mark.points(6)
@pytest.mark.hint("the number of rows is the length of X, whatever that is")
def test_train_learns_from_fewer_digits(student, rng, digits):
    X, y = digits.some(rng, int(rng.integers(701, 800)))
    assert_learned(student, kept(student.train)(X.copy(), y.copy(), draw_seed(rng)), X, y)


@pytest.mark.points(2)
def test_train_and_predict_leave_their_inputs_alone(student, rng, digits):
    X, y = digits.some(rng, int(rng.integers(201, 250)))
    model = assert_leaves_inputs_alone(kept(student.train), X.copy(), y.copy(), draw_seed(rng))
    assert model is not None, "train gives None: is a return missing?"
    # A network that remembers what it computed last changes the model, and may.
    answer, changed = student.predict.call_noting_changes(model, X.copy())
    assert 1 not in changed, "predict changes its input X in place: work on a copy"
    assert_finite(answer, what="predict's answer")
