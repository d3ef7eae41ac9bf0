"""Hidden tests of `step`."""

import numpy as np
import pytest

from grader.testing import as_array, assert_close, assert_leaves_inputs_alone

pytestmark = [pytest.mark.task("step")]


@pytest.mark.points(2)
def test_step_of_a_number(student, rng):
    for size in rng.uniform(0.1, 0.9, size=2).tolist() + rng.uniform(2.0, 50.0, size=2).tolist():
        assert_close(student.step(size), 1, what="step of a positive number")
        assert_close(student.step(-size), 0, what="step of a negative number")


@pytest.mark.points(1)
def test_step_of_a_whole_number(student, rng):
    size = int(rng.integers(1, 40))
    assert_close(student.step(size), 1, what="step of a positive whole number")
    assert_close(student.step(-size), 0, what="step of a negative whole number")


@pytest.mark.points(2)
@pytest.mark.hint("look at the convention: what is asked at exactly z = 0?")
def test_step_at_zero(student):
    assert_close(student.step(0.0), 1, what="step at exactly 0")
    assert_close(student.step(-0.0), 1, what="step of the float -0.0, which equals 0")
    assert_close(student.step(np.array([0.0, 0.0])), [1, 1], what="step of an array of zeros")
    negative, positive = (as_array(student.step(z), what="step of a number", shape=()) for z in (-2.0, 2.0))
    assert negative != positive, "step gives the same for a negative and a positive number"


@pytest.mark.points(1)
def test_step_close_to_zero(student, rng):
    tiny, part = float(rng.uniform(1e-12, 1e-10)), float(rng.uniform(0.1, 0.4))
    # All calls come before the first is judged: a tolerance around 0 is another mistake than cutting off the decimals.
    above, below, further = [student.step(z) for z in (tiny, -tiny, -part)]
    assert_close(above, 1, what="step just above 0")
    assert_close(below, 0, what="step just below 0")
    assert_close(further, 0, what="step of a small negative number")


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(6,), (3, 4), (2, 3, 2)], ids=["vector", "matrix", "three_axes"])
def test_step_of_an_array(student, rng, shape):
    for of_shape in (shape, (*shape[:-1], 1)):
        sizes = rng.integers(1, 12, size=of_shape) / 4
        signs = rng.permutation(np.resize([1.0, -1.0, 1.0, -1.0, 0.0], sizes.size)).reshape(of_shape)
        expected = np.where(signs >= 0, 1.0, 0.0)
        assert_close(student.step(sizes * signs), expected, what="step of an array")


@pytest.mark.points(1)
def test_step_leaves_its_input_alone(student, rng):
    z = rng.uniform(2.0, 3.0, size=4) * np.array([1.0, -1.0, 1.0, -1.0])
    fires = as_array(assert_leaves_inputs_alone(student.step, z), what="step of an array", shape=(4,))
    assert np.ptp(fires) > 0, "step gives the same for negative and positive numbers"
