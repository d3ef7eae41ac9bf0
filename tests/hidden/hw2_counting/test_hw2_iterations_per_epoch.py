"""Hidden tests of `iterations_per_epoch`. Each case is built from its answer: n = full * size + rest.

A test makes all its calls before it judges the first, so that a failure shows the whole pattern of a wrong answer.
"""

import pytest

from grader.testing import assert_raises, assert_whole

pytestmark = [pytest.mark.task("iterations_per_epoch")]


def draw(rng, low, high):
    return int(rng.integers(low, high))


def assert_counts(function, cases):
    """`cases` are (n_samples, batch_size, iterations)."""
    counts = [function(n_samples, batch_size) for n_samples, batch_size, _ in cases]
    for count, (_, _, right) in zip(counts, cases, strict=True):
        assert_whole(count, right, what="the number of iterations")


def assert_all_refused(function, cases):
    function(6, 3)  # not judged, but not to be refused
    faults = []
    for arguments in cases:
        try:
            assert_raises(ValueError, function, *arguments)
        except Exception as fault:
            faults.append(fault)
    if faults:
        raise faults[0]


@pytest.mark.points(3)
@pytest.mark.hint("when the division comes out even there is no further batch")
def test_iterations_when_the_batches_fit_exactly(student, rng):
    size, half = draw(rng, 3, 200), draw(rng, 2, 30)
    # 75 * 7: here n * (1 / size) comes out a hair above the whole number.
    exact = [(2 * half, size), (2 * half + 1, size), (1, size), (7, 75)]
    assert_counts(student.iterations_per_epoch, [(full * batch, batch, full) for full, batch in exact])


@pytest.mark.points(3)
@pytest.mark.hint("what happens to the samples that do not fill a batch?")
def test_iterations_when_some_samples_are_left_over(student, rng):
    # A sample is more than a hundredth of a batch: losing it in a very large one has a test of its own.
    half, full = draw(rng, 5, 50), draw(rng, 2, 30)
    size = 2 * half
    rests = (draw(rng, 1, half), half, draw(rng, half + 1, size))
    cases = [(count * size + rest, size, count + 1) for rest in rests for count in (full, full + 1)]
    assert_counts(student.iterations_per_epoch, cases)


@pytest.mark.points(2)
@pytest.mark.hint("a batch of a single sample is an iteration too, however large the others are")
def test_iterations_when_one_sample_is_left_over(student, rng):
    size, full = draw(rng, 20_001, 60_000), draw(rng, 2, 6)
    cases = [(full * size + rest, size, full + 1) for rest in (1, size // 3, size - 1)]
    assert_counts(student.iterations_per_epoch, cases)


@pytest.mark.points(2)
@pytest.mark.hint("fewer samples than a batch holds: how many batches does it take to see them all?")
def test_iterations_when_a_batch_is_larger_than_the_data(student, rng):
    n_samples = draw(rng, 2, 50)
    larger = (n_samples + 1, 4 * n_samples + draw(rng, 0, 50))
    assert_counts(student.iterations_per_epoch, [(n_samples, batch_size, 1) for batch_size in larger])


@pytest.mark.points(1)
def test_iterations_when_a_batch_is_one_sample(student, rng):
    n_samples = draw(rng, 2, 500)
    assert_counts(student.iterations_per_epoch, [(n_samples, 1, n_samples), (n_samples + 1, 1, n_samples + 1)])


@pytest.mark.points(1)
@pytest.mark.hint("no samples, no batches; a batchful of samples, one batch")
def test_iterations_when_there_are_no_samples(student, rng):
    size = draw(rng, 2, 500)
    assert_counts(student.iterations_per_epoch, [(size, size, 1), (0, size, 0)])


@pytest.mark.points(2)
def test_iterations_refuse_a_batch_size_below_one(student, rng):
    n_samples = draw(rng, 2, 500)
    cases = [(n_samples, 0), (n_samples, -draw(rng, 1, 9)), (0, 0), (0, -draw(rng, 1, 9))]
    assert_all_refused(student.iterations_per_epoch, cases)


@pytest.mark.points(1)
def test_iterations_refuse_a_negative_number_of_samples(student, rng):
    n_samples, size = -draw(rng, 2, 500), draw(rng, 1, 500)
    cases = [(-1, size), (n_samples, size), (n_samples, 0), (n_samples, -size)]
    assert_all_refused(student.iterations_per_epoch, cases)
