"""Public checks of homework 2: easy cases, each value worked out by hand. The hidden tests go further."""

import numpy as np
import pytest

from grader.testing import as_array, as_list, assert_close, assert_raises, assert_whole, unpack

QUESTIONS = ["slide_iterations", "mnist_iterations_per_epoch", "mnist_gradient_updates", "mnist_parameters"]


@pytest.mark.task("iterations_per_epoch")
@pytest.mark.parametrize(
    ("n_samples", "batch_size", "expected"),
    [(1500, 500, 3), (50000, 128, 391), (5, 8, 1)],
    ids=["even", "left over", "one batch"],
)
def test_iterations_of_an_epoch(student, n_samples, batch_size, expected):
    result = student.iterations_per_epoch(n_samples, batch_size)
    assert_whole(result, expected, what=f"iterations_per_epoch({n_samples}, {batch_size}) (should be {expected})")


@pytest.mark.task("iterations_per_epoch")
def test_iterations_refuse_an_empty_batch(student):
    assert_raises(ValueError, student.iterations_per_epoch, 10, 0)


@pytest.mark.task("gradient_updates")
@pytest.mark.parametrize(
    ("n_samples", "batch_size", "expected"), [(1500, 500, 24), (50000, 128, 3128)], ids=["even", "left over"]
)
def test_updates_of_eight_epochs(student, n_samples, batch_size, expected):
    result = student.gradient_updates(n_samples, batch_size, 8)
    assert_whole(result, expected, what=f"gradient_updates({n_samples}, {batch_size}, 8) (should be {expected})")


@pytest.mark.task("batch_sizes")
@pytest.mark.parametrize(("n_samples", "expected"), [(10, [4, 4, 2]), (8, [4, 4])], ids=["left over", "even"])
def test_batch_sizes_of_four(student, n_samples, expected):
    sizes = as_list(student.batch_sizes(n_samples, 4), what="the list of sizes")
    assert_close(sizes, expected, what=f"batch_sizes({n_samples}, 4) (should be {expected})")


def small_epoch(student):
    """Ten samples in batches of four: sample i is [i, 10 * i] and has the label i."""
    numbers = np.arange(10)
    X = np.stack([numbers, 10 * numbers], axis=1).astype(np.float64)
    batches = as_list(student.minibatches(X, numbers.astype(np.int64), 4, 7), what="the epoch")
    pairs = [unpack(batch, "X_batch", "y_batch") for batch in batches]
    return [(as_array(X_batch, what="X_batch"), as_array(y_batch, what="y_batch")) for X_batch, y_batch in pairs]


@pytest.mark.task("minibatches")
def test_minibatches_cut_ten_samples(student):
    sizes = [y_batch.shape for _, y_batch in small_epoch(student)]
    assert sizes == [(4,), (4,), (2,)], "10 samples in batches of 4 should make y_batch of the sizes 4, 4, 2"


@pytest.mark.task("minibatches")
def test_minibatches_deal_each_sample_once(student):
    labels = [label for _, y_batch in small_epoch(student) for label in y_batch.reshape(-1).tolist()]
    assert sorted(labels) == list(range(10)), "each of the 10 samples should come exactly once"


@pytest.mark.task("minibatches")
def test_minibatches_match_rows_and_labels(student):
    for X_batch, y_batch in small_epoch(student):
        expected = np.stack([y_batch, 10 * y_batch], axis=-1)
        assert_close(X_batch, expected, what="X_batch (label i belongs to the row [i, 10 * i])")


@pytest.mark.task("scaled_learning_rate")
@pytest.mark.parametrize(("batch_size", "expected"), [(1024, 0.4), (64, 0.025)], ids=["larger", "smaller"])
def test_learning_rate_of_another_batch(student, batch_size, expected):
    result = student.scaled_learning_rate(0.1, 256, batch_size)
    assert_close(result, expected, what=f"scaled_learning_rate(0.1, 256, {batch_size}) (should be {expected})")


@pytest.mark.task("dense_parameters")
def test_dense_parameters_of_three_inputs_and_two_units(student):
    assert_whole(student.dense_parameters(3, 2), 8, what="dense_parameters(3, 2) (should be 8)")
    assert_whole(student.dense_parameters(3, 2, bias=False), 6, what="dense_parameters(3, 2, bias=False) (should be 6)")


@pytest.mark.task("network_parameters")
def test_network_parameters_of_two_layers(student):
    result = student.network_parameters([64, 32, 10])
    assert_whole(result, 2410, what="network_parameters([64, 32, 10]) (should be 2410)")
    result = student.network_parameters([64, 32, 10], bias=False)
    assert_whole(result, 2368, what="network_parameters([64, 32, 10], bias=False) (should be 2368)")


@pytest.mark.task("parameter_table")
def test_parameter_table_of_two_layers(student):
    table = as_list(student.parameter_table([3, 2, 4]), what="the table")
    rows = [unpack(row, "weights", "biases", "total") for row in table]
    assert_close(rows, [[6, 2, 8], [8, 4, 12]], what="parameter_table([3, 2, 4]) (should be [(6, 2, 8), (8, 4, 12)])")


@pytest.mark.task("answers")
@pytest.mark.parametrize("name", QUESTIONS)
def test_answers_are_whole_numbers(student, name):
    given = as_array(student.answers[name], what=f"answers[{name!r}]", shape=())
    assert given % 1 == 0, f"answers[{name!r}] should be a whole number"
