"""Hidden tests of `gradient_updates`. Each case is built from its answer: n = full * size + rest.

A test makes all its calls before it judges the first, so that a failure shows the whole pattern of a wrong answer.
"""

import pytest

from grader.testing import assert_whole

pytestmark = [pytest.mark.task("gradient_updates")]


def draw(rng, low, high):
    return int(rng.integers(low, high))


def draw_counts(rng):
    """Full batches and epochs, far enough apart not to be taken for each other."""
    return draw(rng, 9, 20), draw(rng, 3, 8)


def assert_counts(function, cases):
    """`cases` are (n_samples, batch_size, epochs, updates)."""
    counts = [function(*arguments) for *arguments, _ in cases]
    for count, (*_, right) in zip(counts, cases, strict=True):
        assert_whole(count, right, what="the number of updates")


@pytest.mark.points(3)
@pytest.mark.hint("every epoch ends with its own last batch: round before you multiply")
def test_updates_when_samples_are_left_over_in_each_epoch(student, rng):
    half, (full, epochs) = draw(rng, 5, 50), draw_counts(rng)
    size, large = 2 * half, draw(rng, 20_001, 60_000)
    # At most half a batch is left over, so batches that ran on across epochs would be fewer.
    rests = [(size, draw(rng, 1, half)), (size, half), (large, 1)]
    cases = [(full * batch + rest, batch, epochs, epochs * (full + 1)) for batch, rest in rests]
    assert_counts(student.gradient_updates, cases)


@pytest.mark.points(2)
def test_updates_when_the_batches_fit_exactly(student, rng):
    size, (full, epochs) = draw(rng, 3, 100), draw_counts(rng)
    cases = [(full * size, size, times, times * full) for times in (epochs, epochs + 1)]
    assert_counts(student.gradient_updates, cases)


@pytest.mark.points(2)
@pytest.mark.hint("how many updates does an epoch make when one batch holds all samples?")
def test_updates_when_one_batch_holds_all_samples(student, rng):
    n_samples, epochs = draw(rng, 2, 30), draw(rng, 3, 12)
    cases = [(n_samples, batch_size, epochs, epochs) for batch_size in (n_samples, 3 * n_samples)]
    assert_counts(student.gradient_updates, cases)


@pytest.mark.points(1)
def test_updates_of_a_single_epoch(student, rng):
    size, (full, _) = draw(rng, 3, 100), draw_counts(rng)
    assert_counts(student.gradient_updates, [(full * size + draw(rng, 1, size), size, 1, full + 1)])
