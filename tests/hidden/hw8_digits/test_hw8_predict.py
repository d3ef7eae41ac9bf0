"""Hidden tests of `predict`: a quarter of the points for each accuracy on digits that were held back."""

import numpy as np
import pytest

from grader.testing import as_array, kept

pytestmark = [pytest.mark.task("predict")]


def classes(answer, count, what):
    """The classes in an answer: `count` whole numbers from 0 to 9."""
    labels = as_array(answer, what=what, shape=(count,))
    assert np.all(np.isin(labels, np.arange(10))), f"{what}: each should be a whole number from 0 to 9"
    return labels


@pytest.mark.points(15)
@pytest.mark.parametrize("percent", [85, 90, 95, 97], ids=str)
def test_predict_held_out_accuracy_in_percent(student, rng, digits, percent):
    X, y, held_X, held_y = digits.split(rng)
    model = kept(student.train)(X, y, int(rng.integers(0, 2**31)))
    answers = classes(student.predict(model, held_X.copy()), len(held_y), "the predictions for many rows")
    accuracy = np.mean(answers == held_y)
    words = f"{100 * accuracy:.1f} % of the digits held back are right, {percent} % are asked for"
    assert accuracy >= percent / 100, words
    # A network looks at one row at a time, whatever stands beside it; a few may hang on a rounding, or on luck. Where
    # what stands beside it matters a little, as when rows are scaled by each other, one of the four tests is lost.
    alone = [classes(student.predict(model, held_X[[i]]), 1, "the prediction for one row")[0] for i in range(60)]
    words = "digits are told among many rows in one way, and in another when each comes as the only row"
    assert np.mean(alone == answers[:60]) > (0.95 if percent == 97 else 0.5), words
