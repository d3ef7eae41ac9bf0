"""Hidden tests of `mse`."""

import pytest

from grader.testing import assert_close, assert_leaves_inputs_alone, assert_same_shape

pytestmark = [pytest.mark.task("mse")]


def draw_signed(rng, low, high, n):
    """n numbers of either sign, `low` to `high` in size."""
    return rng.uniform(low, high, size=n) * rng.choice([-1.0, 1.0], size=n)


def draw_targets(rng, n):
    return draw_signed(rng, 0.5, 4.0, n)


@pytest.mark.points(4)
def test_mse_is_the_mean_of_the_squares(student, rng):
    for n in (2, 5, 9):
        y_true, errors = draw_targets(rng, n), draw_signed(rng, 1.2, 3.0, n)
        expected = sum((errors**2).tolist()) / n
        assert_close(student.mse(y_true.copy(), y_true - errors), expected, what=f"the error of {n} predictions")
        result = student.mse(y_true.copy(), y_true - 20 * errors)
        assert_close(result, 400 * expected, what=f"the error of {n} predictions far off")
        # The same errors of far larger targets: float32 cannot hold them.
        far = 1000 * y_true
        assert_close(student.mse(far.copy(), far - errors), expected, what=f"the error of {n} large predictions")


@pytest.mark.points(2)
@pytest.mark.hint("errors of opposite sign do not cancel: square each of them before you take the mean")
def test_mse_of_errors_that_cancel(student, rng):
    for pairs in (1, 3):
        size = float(rng.uniform(1.5, 3.0))
        y_true, errors = draw_targets(rng, 2 * pairs), size * rng.permutation([1.0, -1.0] * pairs)
        assert_close(
            student.mse(y_true, y_true - errors), size**2, what="the error when half of it is above, half below"
        )


@pytest.mark.points(2)
@pytest.mark.hint("right predictions add nothing to the sum, but they count in the mean")
def test_mse_when_few_predictions_are_wrong(student, rng):
    n = int(rng.integers(4, 9))
    y_true = draw_targets(rng, n)
    assert_close(student.mse(y_true.copy(), y_true.copy()), 0.0, what="the error of perfect predictions")
    wrong, error = int(rng.integers(n)), float(draw_signed(rng, 0.3, 0.8, 1)[0])
    y_pred = y_true.copy()
    y_pred[wrong] += error
    assert_close(student.mse(y_true.copy(), y_pred), error**2 / n, what="the error when one prediction is wrong")


@pytest.mark.points(1)
def test_mse_of_one_sample(student, rng):
    y_true, error = draw_targets(rng, 1), float(draw_signed(rng, 1.2, 3.0, 1)[0])
    assert_close(student.mse(y_true, y_true - error), error**2, what="the error of a single prediction")


@pytest.mark.points(1)
def test_mse_leaves_its_inputs_alone(student, rng):
    y_true = draw_targets(rng, 5)
    result = assert_leaves_inputs_alone(student.mse, y_true, y_true - draw_signed(rng, 1.2, 3.0, 5))
    assert_same_shape(result, (), what="the error")
