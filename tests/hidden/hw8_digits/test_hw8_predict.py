"""Hidden tests of `predict`: a quarter of the points for each accuracy on digits that were held back."""

import numpy as np
import pytest

from grader.testing import as_array

pytestmark = [pytest.mark.task("predict")]


def classes(answer, count, what):
    """The classes in an answer: `count` whole numbers from 0 to 9."""
    labels = as_array(answer, what=what, shape=(count,))
    assert np.all(np.isin(labels, np.arange(10))), f"{what}: each should be a whole number from 0 to 9"
    return labels


@pytest.mark.points(15)
@pytest.mark.parametrize("percent", [85, 90, 95, 97])
def test_predict_held_out_accuracy_in_percent(student, rng, digits, percent):
    X, y, held_X, held_y = digits.split(rng)
    model = student.train(X, y, int(rng.integers(0, 2**31)))
    right = classes(student.predict(model, held_X.copy()), len(held_y), "the predictions for many rows") == held_y
    # Digits that were told among many are told alone too: a network looks at one row at a time.
    alone = [classes(student.predict(model, held_X[[i]]), 1, "the prediction for one row")[0] == held_y[i]
             for i in np.flatnonzero(right)[:20]]  # fmt: skip
    assert len(alone) == 20, "fewer than twenty of the digits held back are right"
    assert np.mean(alone) > 0.5, "digits that are told among many rows are not told when they come as the only row"
    accuracy = np.mean(right)
    assert accuracy >= percent / 100, (
        f"{100 * accuracy:.1f} % of the digits held back are right, {percent} % are asked for"
    )
