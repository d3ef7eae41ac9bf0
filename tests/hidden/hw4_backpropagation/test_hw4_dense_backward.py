"""Hidden tests of `dense_backward`. The expected values are the sums of the chain rule, index by index."""

import numpy as np
import pytest

from grader.testing import as_array, assert_close, assert_leaves_inputs_alone, unpack

pytestmark = [pytest.mark.task("dense_backward")]

TALL, WIDE = (5, 3, 2), (2, 3, 4)  # n_samples, n_in, n_out


def draw_layer(rng, sizes):
    """dY, X and W."""
    n_samples, n_in, n_out = sizes
    return rng.normal(size=(n_samples, n_out)), rng.normal(size=(n_samples, n_in)), rng.normal(size=(n_in, n_out))


def backward(student, dY, X, W):
    """The student's (dX, dW, db) for fresh copies."""
    return unpack(student.dense_backward(dY.copy(), X.copy(), W.copy()), "dX", "dW", "db")


def expected(dY, X, W):
    return np.einsum("ij,kj->ik", dY, W), np.einsum("ik,ij->kj", X, dY), np.einsum("ij->j", dY)


@pytest.mark.points(2.5)
@pytest.mark.hint("dX has the shape of X: which product of dY and W gives it?")
def test_dense_backward_gives_the_gradient_of_the_inputs(student, rng):
    for sizes in (TALL, WIDE):
        layer = draw_layer(rng, sizes)
        dX, _, _ = backward(student, *layer)
        assert_close(dX, expected(*layer)[0], what="dX")


@pytest.mark.points(3)
@pytest.mark.hint("dW has the shape of W and adds up what all samples say")
def test_dense_backward_gives_the_gradient_of_the_weights(student, rng):
    for sizes in (TALL, WIDE):
        layer = draw_layer(rng, sizes)
        _, dW, _ = backward(student, *layer)
        assert_close(dW, expected(*layer)[1], what="dW")


@pytest.mark.points(2.5)
@pytest.mark.hint("db has one element for each unit and adds up what all samples say")
def test_dense_backward_gives_the_gradient_of_the_biases(student, rng):
    for sizes in (TALL, WIDE):
        layer = draw_layer(rng, sizes)
        _, _, db = backward(student, *layer)
        assert_close(db, expected(*layer)[2], what="db")


@pytest.mark.points(2)
@pytest.mark.hint("when all lengths are equal, every product fits: which is the right one?")
def test_dense_backward_of_square_arrays(student, rng):
    layer = draw_layer(rng, (3, 3, 3))
    given = backward(student, *layer)
    for name, actual, right in zip(("dX", "dW", "db"), given, expected(*layer), strict=True):
        assert_close(actual, right, what=f"{name}, when all arrays are square")


@pytest.mark.points(1)
def test_dense_backward_of_one_sample(student, rng):
    layer = draw_layer(rng, (1, 4, 3))
    given = backward(student, *layer)
    for name, actual, right in zip(("dX", "dW", "db"), given, expected(*layer), strict=True):
        assert_close(actual, right, what=f"{name} of a single sample")


@pytest.mark.points(1)
def test_dense_backward_leaves_its_inputs_alone(student, rng):
    layer = draw_layer(rng, (4, 3, 2))
    right = expected(*layer)
    given = unpack(assert_leaves_inputs_alone(student.dense_backward, *layer), "dX", "dW", "db")
    fits = [
        np.allclose(as_array(part, what=name, shape=e.shape), e)
        for name, part, e in zip(("dX", "dW", "db"), given, right, strict=True)
    ]
    # A mistake in two of the three costs nothing here.
    assert any(fits), "none of the three gradients is right"
