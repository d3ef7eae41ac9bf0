"""Hidden tests of `batch_sizes`. Each case is built from its answer: `full` batches, and the rest."""

import pytest

from grader.testing import as_list, assert_whole

pytestmark = [pytest.mark.task("batch_sizes")]


def draw(rng, low, high):
    return int(rng.integers(low, high))


def assert_sizes(actual, expected):
    sizes = as_list(actual, what="the list of sizes")
    assert len(sizes) == len(expected), "the list has the wrong number of batches"
    for number, (size, right) in enumerate(zip(sizes, expected, strict=True), start=1):
        assert_whole(size, right, what=f"the size of batch {number}")


@pytest.mark.points(3)
@pytest.mark.hint("when the division comes out even every batch is full, and none is empty")
def test_batch_sizes_when_the_batches_fit_exactly(student, rng):
    size, full = draw(rng, 3, 200), draw(rng, 2, 40)
    assert_sizes(student.batch_sizes(full * size, size), [size] * full)


@pytest.mark.points(5)
@pytest.mark.hint("only the last batch may be smaller, and it holds what is left over")
def test_batch_sizes_when_samples_are_left_over(student, rng):
    # Two samples or more are missing in the last batch, so that an even share differs from full batches.
    size, full, large = draw(rng, 8, 100), draw(rng, 3, 40), draw(rng, 20_001, 60_000)
    for batch, rest in ((large, 1), (size, 1), (size, draw(rng, 2, size - 1))):
        assert_sizes(student.batch_sizes(full * batch + rest, batch), [batch] * full + [rest])


@pytest.mark.points(2)
def test_batch_sizes_when_a_batch_is_larger_than_the_data(student, rng):
    n_samples = draw(rng, 2, 50)
    assert_sizes(student.batch_sizes(n_samples, n_samples + draw(rng, 1, 50)), [n_samples])


@pytest.mark.points(1)
def test_batch_sizes_when_a_batch_is_one_sample(student, rng):
    n_samples = draw(rng, 3, 60)
    assert_sizes(student.batch_sizes(n_samples, 1), [1] * n_samples)


@pytest.mark.points(1)
@pytest.mark.hint("no samples, no batches")
def test_batch_sizes_when_there_are_no_samples(student, rng):
    assert_sizes(student.batch_sizes(0, draw(rng, 2, 50)), [])
