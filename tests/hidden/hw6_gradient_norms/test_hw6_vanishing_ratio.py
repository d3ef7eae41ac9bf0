"""Hidden tests of `vanishing_ratio`."""

import numpy as np
import pytest

from grader.testing import assert_close, assert_leaves_inputs_alone

pytestmark = [pytest.mark.task("vanishing_ratio")]

WHAT = "the ratio"


def draw_norms(rng, n, first, last):
    """n norms, n >= 6. The largest and the smallest lie inside, and are neither the second nor the last but one."""
    low, high = sorted([first, last])
    inside = rng.uniform(1.2, 1.9, size=n - 2) * high
    smallest, largest = rng.permutation(np.arange(1, n - 3))[:2]
    inside[smallest] = low / rng.uniform(2.0, 4.0)
    inside[largest] = high * rng.uniform(2.5, 4.0)
    return [first, *inside.tolist(), last]


@pytest.mark.points(2)
@pytest.mark.hint("first over last, in this order; the layers between do not count")
def test_vanishing_ratio_of_a_vanishing_gradient(student, rng):
    for n in (6, 9):
        first, last = rng.uniform([0.02, 1.0], [0.1, 5.0]).tolist()
        assert_close(student.vanishing_ratio(draw_norms(rng, n, first, last)), first / last, what=WHAT)


@pytest.mark.points(2)
@pytest.mark.hint("a ratio above 1 is possible: the gradient explodes")
def test_vanishing_ratio_of_an_exploding_gradient(student, rng):
    for n in (6, 9):
        last, first = rng.uniform([0.02, 1.0], [0.1, 5.0]).tolist()
        assert_close(student.vanishing_ratio(draw_norms(rng, n, first, last)), first / last, what=WHAT)


@pytest.mark.points(2)
@pytest.mark.hint("norms may be an array as well as a list")
def test_vanishing_ratio_of_an_array(student, rng):
    for first, last in (rng.uniform([0.1, 2.0], [0.5, 9.0]), rng.uniform([2.0, 0.1], [9.0, 0.5])):
        norms = np.array(draw_norms(rng, 8, first, last))
        assert_close(student.vanishing_ratio(norms), first / last, what=f"{WHAT} of an array")


@pytest.mark.points(1)
@pytest.mark.hint("two layers: a first and a last, and nothing between")
def test_vanishing_ratio_of_two_layers(student, rng):
    first, last = (1e-4 * rng.uniform([0.1, 2.0], [0.5, 9.0])).tolist()  # nothing may be added to either
    assert_close(student.vanishing_ratio([first, last]), first / last, what=f"{WHAT} of two layers")
    assert_close(student.vanishing_ratio([last, first]), last / first, what=f"{WHAT} of two layers")


@pytest.mark.points(1)
@pytest.mark.hint("with one layer the first is the last")
def test_vanishing_ratio_of_one_layer(student, rng):
    norm = float(rng.uniform(2.0, 9.0))
    assert_close(student.vanishing_ratio([norm]), 1.0, what=f"{WHAT} of one layer")
    assert_close(student.vanishing_ratio(np.array([norm])), 1.0, what=f"{WHAT} of one layer, as an array")
    assert_close(student.vanishing_ratio([norm, 2.0 * norm]), 0.5, what=f"{WHAT} of one layer more")


@pytest.mark.points(1)
@pytest.mark.hint("what has nearly vanished is still a number: no rounding")
def test_vanishing_ratio_when_next_to_nothing_is_left(student, rng):
    first = float(rng.uniform(2.0, 9.0)) * 1e-6
    # The last norm is no small number, so that a guard in the divisor costs nothing.
    for last in rng.uniform([0.1, 10.0], [0.5, 20.0]).tolist():
        assert_close(student.vanishing_ratio(draw_norms(rng, 7, first, last)), first / last, what=WHAT)


@pytest.mark.points(1)
def test_vanishing_ratio_leaves_its_input_alone(student, rng):
    inside = -np.sort(-rng.uniform(1.0, 2.0, size=3))  # what sorts the norms changes them
    norms = np.array([rng.uniform(0.5, 0.9), *inside, rng.uniform(2.5, 4.0)])
    expected = norms[0] / norms[-1]
    for given in (norms.copy(), norms.tolist()):
        result = assert_leaves_inputs_alone(student.vanishing_ratio, given)
        assert_close(result, expected, rtol=1e-3, what=WHAT)  # rounding costs another test
