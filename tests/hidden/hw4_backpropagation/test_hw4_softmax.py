"""Hidden tests of `softmax`."""

import numpy as np
import pytest

from grader.testing import assert_close, assert_leaves_inputs_alone

pytestmark = [pytest.mark.task("softmax")]


def expected(Z):
    rows = []
    for row in Z:
        exponentials = np.exp(row - max(row))
        rows.append(exponentials / sum(exponentials))
    return np.array(rows)


@pytest.mark.points(1.25)
@pytest.mark.hint("each row by itself: its sum is 1")
@pytest.mark.parametrize("shape", [(4, 3), (2, 5), (3, 3), (1, 4)], ids=["tall", "wide", "square", "one_sample"])
def test_softmax_of_scores(student, rng, shape):
    Z = rng.uniform(-3.0, 3.0, size=shape)
    assert_close(student.softmax(Z.copy()), expected(Z), what="softmax of a batch")


@pytest.mark.points(1.5)
@pytest.mark.hint("which exponential overflows, and what may be subtracted from a row?")
def test_softmax_of_large_scores(student, rng):
    Z = rng.uniform(994.0, 1000.0, size=(3, 4))
    Z[0, 0] = 1000.0
    assert_close(student.softmax(Z.copy()), expected(Z), what="softmax of large positive scores")


@pytest.mark.points(1)
@pytest.mark.hint("when all the exponentials of a row are 0, so is their sum")
def test_softmax_of_large_negative_scores(student, rng):
    Z = rng.uniform(-1000.0, -994.0, size=(4, 3))
    assert_close(student.softmax(Z.copy()), expected(Z), what="softmax of large negative scores")


@pytest.mark.points(1.5)
@pytest.mark.hint("rows of very different size in one batch: what is subtracted from each?")
def test_softmax_of_rows_of_very_different_size(student, rng):
    levels = rng.permutation([-900.0, 0.0, 900.0])
    Z = levels[:, np.newaxis] + rng.uniform(-3.0, 3.0, size=(3, 4))
    apart = rng.permutation([-1000.0, 0.0, 990.0, 1000.0])
    Z = np.vstack([Z, apart])[rng.permutation(4)][:, :4]
    assert_close(student.softmax(Z.copy()), expected(Z), what="softmax of rows of very different size")


@pytest.mark.points(1)
def test_softmax_leaves_its_input_alone(student, rng):
    Z = rng.uniform(-3.0, 3.0, size=(2, 3))
    right = expected(Z)
    assert_close(assert_leaves_inputs_alone(student.softmax, Z), right, what="softmax of a batch")
