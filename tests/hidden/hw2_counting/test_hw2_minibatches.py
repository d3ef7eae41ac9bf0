"""Hidden tests of `minibatches`.

No number occurs twice in X, and no label in y, so that each row tells where it came from. The order itself is free:
whether it is shuffled is judged by what no random order of so many samples comes near.
"""

import numpy as np
import pytest

from grader.testing import as_array, as_list, assert_close, assert_leaves_inputs_alone, assert_same_shape, unpack

pytestmark = [pytest.mark.task("minibatches")]

FEATURES = 3
SIZE = 16
LARGEST_SEED = 2**31 - 1


def draw(rng, low, high):
    return int(rng.integers(low, high))


def draw_seed(rng):
    return draw(rng, 1, LARGEST_SEED)


def draw_data(rng, n_samples):
    # No whole numbers, exact in float32, and with more digits than float16 has.
    X = (8000 + rng.permutation(n_samples * FEATURES).reshape(n_samples, FEATURES)) / 8.0
    return X, rng.choice(100_000, size=n_samples, replace=False).astype(np.int64)


def epoch_of(student, X, y, batch_size, seed):
    """The student's epoch as a list of pairs, whatever the batches hold."""
    batches = as_list(student.minibatches(X.copy(), y.copy(), batch_size, seed), what="the epoch")
    return [unpack(batch, "X_batch", "y_batch") for batch in batches]


def rows_of(X_batch, X):
    """The indices in X of a batch's rows."""
    batch = as_array(X_batch, what="X_batch")
    if batch.size == 0:
        return []
    assert batch.ndim == 2, "X_batch should have one row for each sample"
    place = {value: index for index, value in enumerate(X[:, 0].tolist())}
    rows = [place.get(value) for value in batch[:, 0].tolist()]
    assert None not in rows, "X_batch has a row that is not in X"
    return rows


def order_of(epoch, X):
    order = [row for X_batch, _ in epoch for row in rows_of(X_batch, X)]
    assert order, "the epoch has no samples"
    # X handed back as it came keeps its pairs and every sample, without any merit.
    assert len(epoch) > 1 or order != sorted(order), "the epoch is X as it was given, neither shuffled nor cut"
    return order


def assert_sizes(student, rng, batch_size, expected):
    X, y = draw_data(rng, sum(expected))
    epoch = epoch_of(student, X, y, batch_size, draw_seed(rng))
    assert len(epoch) == len(expected), "the epoch has the wrong number of batches"
    for number, ((X_batch, y_batch), right) in enumerate(zip(epoch, expected, strict=True), start=1):
        assert_same_shape(X_batch, (right, FEATURES), what=f"X_batch of batch {number}")
        assert_same_shape(y_batch, (right,), what=f"y_batch of batch {number}")


@pytest.mark.points(1)
@pytest.mark.hint("the sizes are those of batch_sizes; X_batch keeps two axes and y_batch one")
@pytest.mark.parametrize("case", ["left over", "exact", "larger than the data", "one sample"], ids=str)
def test_minibatches_have_the_right_sizes(student, rng, case):
    size, full = draw(rng, 5, 20), draw(rng, 3, 8)
    # Two samples or more are missing in the last batch, so that an even share differs from full batches.
    rest = draw(rng, 1, size - 1)
    batch_size, expected = {
        "left over": (size, [size] * full + [rest]),
        "exact": (size, [size] * full),
        "larger than the data": (size + 3, [size]),
        "one sample": (1, [1] * size),
    }[case]
    assert_sizes(student, rng, batch_size, expected)
    if case == "left over":
        assert_sizes(student, rng, 1200, [1200, 1])


@pytest.mark.points(4)
@pytest.mark.hint("no sample may be left out, none may come twice: also not in the last batch")
def test_minibatches_hold_every_sample_once(student, rng):
    X, y = draw_data(rng, 5 * SIZE + draw(rng, 1, SIZE))
    order = order_of(epoch_of(student, X, y, SIZE, draw_seed(rng)), X)
    assert len(set(order)) == len(X), "some sample is left out of the epoch"
    assert len(order) == len(X), "some sample comes twice in the epoch"


@pytest.mark.points(6)
@pytest.mark.hint("one permutation for both arrays")
def test_minibatches_keep_pairs_together(student, rng):
    X, y = draw_data(rng, 5 * SIZE + draw(rng, 1, SIZE))
    epoch = epoch_of(student, X, y, SIZE, draw_seed(rng))
    assert order_of(epoch, X)
    for number, (X_batch, y_batch) in enumerate(epoch, start=1):
        rows = rows_of(X_batch, X)
        if rows:
            assert_close(X_batch, X[rows], what=f"the features of the rows in X_batch of batch {number}")
            labels = as_array(y_batch, what="y_batch").reshape(-1)
            assert_close(labels, y[rows], what=f"the labels in y_batch of batch {number}, beside the rows of X_batch")
    X, y = draw_data(rng, 4 * SIZE)
    X[1] = X[0]
    labels = []
    for X_batch, y_batch in epoch_of(student, X, y, SIZE, draw_seed(rng)):
        values, of_values = as_array(X_batch, what="X_batch"), as_array(y_batch, what="y_batch")
        labels += of_values.reshape(len(values))[values[:, 0] == X[0, 0]].tolist()
    assert len(labels) < 2 or np.ptp(labels) > 0, "two equal rows, whose labels differ, both come under one label"


@pytest.mark.points(5)
@pytest.mark.hint("a permutation of all samples: not of the batches, and not within each batch")
def test_minibatches_are_shuffled(student, rng):
    X, y = draw_data(rng, 15 * SIZE)
    order = np.array(order_of(epoch_of(student, X, y, SIZE, draw_seed(rng)), X))
    assert len(order) > len(X) // 2, "most samples are left out of the epoch"
    _, counts = np.unique(np.diff(order), return_counts=True)
    # Of 239 steps a random order repeats one about 5 times: 60 times does not happen in the age of the universe.
    assert counts.max() < len(order) / 4, "the samples come in a regular order, not shuffled"
    block = order // SIZE
    together = np.mean(block[1:] == block[:-1])
    # Neighbours come from the same stretch of X in 1 of 16 cases; half of them is as far out of reach.
    assert together < 0.5, "samples that are close in X stay close: the whole epoch should be shuffled"


@pytest.mark.points(1)
@pytest.mark.hint("the first and the last sample are shuffled too")
def test_minibatches_shuffle_the_first_and_the_last_sample(student, rng):
    stays = []
    # Data of several sizes, and not several seeds alone: the seed may be ignored. The order within a batch is free too,
    # so that the last of n samples comes last with a chance of 4/n at most; in all of these with one of 1 in 10**12.
    for n_samples in range(40, 140, 10):
        X, y = draw_data(rng, n_samples)
        order = order_of(epoch_of(student, X, y, 4, draw_seed(rng)), X)
        stays.append((order[0] == 0, order[-1] == n_samples - 1))
    first, last = np.all(stays, axis=0)
    assert not first, "the first sample always comes first"
    assert not last, "the last sample always comes last"


@pytest.mark.points(3)
@pytest.mark.hint("call it twice with one seed, and with another seed in between")
def test_minibatches_of_the_same_seed_are_the_same(student, rng):
    X, y = draw_data(rng, 5 * SIZE)
    for seed in (0, draw_seed(rng), LARGEST_SEED):
        first = order_of(epoch_of(student, X, y, SIZE, seed), X)
        epoch_of(student, X, y, SIZE, draw_seed(rng))
        again = order_of(epoch_of(student, X, y, SIZE, seed), X)
        assert first == again, "the same seed gave another order the second time"


@pytest.mark.points(2)
def test_minibatches_leave_inputs_alone(student, rng):
    X, y = draw_data(rng, 3 * SIZE)
    epoch = assert_leaves_inputs_alone(student.minibatches, X.copy(), y.copy(), SIZE, draw_seed(rng))
    assert as_list(epoch, what="the epoch"), "the epoch has no batches"
