# ruff: noqa: F821  the other tasks' functions are in the notebook's namespace when one of these is judged
"""Right answers to homework 2, written otherwise: each must get full marks."""

import collections
import itertools
import math
import random

import numpy as np

from grader.testing import alternative


def check_counts(n_samples, batch_size):
    if n_samples < 0 or batch_size <= 0:
        raise ValueError


@alternative(task="iterations_per_epoch")
def ceiling_of_the_float_quotient(n_samples, batch_size):
    check_counts(n_samples, batch_size)
    return math.ceil(n_samples / batch_size)


@alternative(task="iterations_per_epoch")
def numpy_ceiling(n_samples, batch_size):
    if min(batch_size - 1, n_samples) < 0:
        raise ValueError(f"cannot cut {n_samples} samples into batches of {batch_size}")
    return np.ceil(np.divide(n_samples, batch_size))


@alternative(task="iterations_per_epoch")
def rounded_up_by_adding(n_samples, batch_size):
    check_counts(n_samples, batch_size)
    return (n_samples + batch_size - 1) // batch_size


@alternative(task="iterations_per_epoch")
def one_more_if_something_is_left(n_samples, batch_size):
    class BadBatch(ValueError):
        pass

    if batch_size < 1:
        raise BadBatch("batch_size")
    if n_samples < 0:
        raise BadBatch("n_samples")
    quotient, rest = divmod(n_samples, batch_size)
    return quotient if rest == 0 else quotient + 1


@alternative(task="iterations_per_epoch")
def counted_in_a_loop(n_samples, batch_size):
    check_counts(n_samples, batch_size)
    iterations = 0
    while n_samples > 0:
        n_samples -= batch_size
        iterations += 1
    return iterations


@alternative(task="iterations_per_epoch")
def counted_sample_by_sample(n_samples, batch_size):
    check_counts(n_samples, batch_size)
    return np.array(sum(1 for i in range(n_samples) if i % batch_size == 0))


@alternative(task="gradient_updates")
def updates_added_up(n_samples, batch_size, epochs):
    return sum(iterations_per_epoch(n_samples, batch_size) for _ in range(epochs))


@alternative(task="gradient_updates")
def updates_as_a_float(n_samples, batch_size, epochs):
    return np.ceil(n_samples / batch_size) * float(epochs)


@alternative(task="gradient_updates")
def updates_counted_in_nested_loops(n_samples, batch_size, epochs):
    updates = 0
    for _epoch in range(epochs):
        for _start in range(0, n_samples, batch_size):
            updates += 1
    return updates


@alternative(task="gradient_updates")
def updates_from_batch_sizes(n_samples, batch_size, epochs):
    return np.array(epochs * len(batch_sizes(n_samples, batch_size)))


@alternative(task="batch_sizes")
def sizes_from_starts(n_samples, batch_size):
    return [min(batch_size, n_samples - start) for start in range(0, n_samples, batch_size)]


@alternative(task="batch_sizes")
def sizes_taken_off_one_by_one(n_samples, batch_size):
    sizes = []
    while n_samples > 0:
        sizes.append(min(n_samples, batch_size))
        n_samples -= sizes[-1]
    return sizes


@alternative(task="batch_sizes")
def sizes_by_recursion(n_samples, batch_size):
    if n_samples == 0:
        return ()
    if n_samples <= batch_size:
        return (n_samples,)
    return (batch_size, *sizes_by_recursion(n_samples - batch_size, batch_size))


@alternative(task="batch_sizes")
def sizes_as_an_array(n_samples, batch_size):
    edges = np.append(np.arange(0, n_samples, batch_size), n_samples)
    return np.diff(edges)


@alternative(task="batch_sizes")
def sizes_of_real_slices(n_samples, batch_size):
    samples = list(range(n_samples))
    return [float(len(samples[start : start + batch_size])) for start in range(0, n_samples, batch_size)]


@alternative(task="batch_sizes")
def sizes_counted(n_samples, batch_size):
    return list(collections.Counter(i // batch_size for i in range(n_samples)).values())


@alternative(task="minibatches")
def yielded_batches(X, y, batch_size, seed):
    order = np.arange(len(y))
    np.random.default_rng(seed).shuffle(order)
    while len(order):
        now, order = order[:batch_size], order[batch_size:]
        yield X[now], y[now]


@alternative(task="minibatches")
def plain_lists(X, y, batch_size, seed):
    pairs = list(zip(X.tolist(), y.tolist()))
    random.Random(seed).shuffle(pairs)
    batches = []
    for start in range(0, len(pairs), batch_size):
        part = pairs[start : start + batch_size]
        batches.append([[x for x, _ in part], [label for _, label in part]])
    return batches


@alternative(task="minibatches")
def global_generator_seeded(X, y, batch_size, seed):
    np.random.seed(seed)
    order = np.random.permutation(X.shape[0])
    X, y = X[order], y[order]
    cuts = range(batch_size, len(X), batch_size)
    return list(zip(np.split(X, cuts), np.split(y, cuts)))


@alternative(task="minibatches")
def two_shuffles_of_one_seed(X, y, batch_size, seed):
    X, y = X.copy(), y.copy()
    np.random.default_rng(seed).shuffle(X)
    np.random.default_rng(seed).shuffle(y)
    return ((X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size))


@alternative(task="minibatches")
def joined_in_one_array(X, y, batch_size, seed):
    joined = np.column_stack([X, y])
    joined = joined[np.random.RandomState(seed).permutation(len(joined))]
    return [(part[:, :-1], part[:, -1]) for part in (joined[i : i + batch_size] for i in range(0, len(X), batch_size))]


@alternative(task="minibatches")
def in_order_within_each_batch(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = np.sort(order[start : start + batch_size])
        yield X[rows], y[rows]


@alternative(task="minibatches")
def loader_object(X, y, batch_size, seed):
    class Loader:
        def __init__(self):
            keys = np.random.default_rng(seed).random(len(X))
            self.order = np.argsort(keys)

        def __iter__(self):
            for numbers in itertools.count():
                rows = self.order[numbers * batch_size : (numbers + 1) * batch_size]
                if not len(rows):
                    return
                yield [X[row] for row in rows], tuple(y[row] for row in rows)

    return list(Loader())


@alternative(task="minibatches")
def drawn_from_an_urn(X, y, batch_size, seed):
    generator = random.Random(seed)
    urn = list(range(len(X)))
    batches = []
    for size in batch_sizes(len(X), batch_size):
        rows = [urn.pop(generator.randrange(len(urn))) for _ in range(size)]
        batches.append((np.array([X[row] for row in rows]), np.array([int(y[row]) for row in rows])))
    return tuple(batches)


@alternative(task="scaled_learning_rate")
def ratio_first(lr, base_batch_size, batch_size):
    ratio = batch_size / base_batch_size
    return ratio * lr


@alternative(task="scaled_learning_rate")
def rate_per_sample_first(lr, base_batch_size, batch_size):
    return np.array(lr / base_batch_size * batch_size)


@alternative(task="scaled_learning_rate")
def ratio_inverted_twice(lr, base_batch_size, batch_size):
    return np.float64(lr) / (base_batch_size / batch_size)


@alternative(task="dense_parameters")
def inputs_and_one(n_inputs, n_units, bias=True):
    return (n_inputs + bool(bias)) * n_units


@alternative(task="dense_parameters")
def sizes_of_real_arrays(n_inputs, n_units, bias=True):
    W, b = np.zeros((n_inputs, n_units)), np.zeros(n_units)
    return W.size + b.size if bias else W.size


@alternative(task="dense_parameters")
def counted_unit_by_unit(n_inputs, n_units, bias=True):
    count = 0.0
    for _unit in range(n_units):
        count += n_inputs
        if bias:
            count += 1
    return count


@alternative(task="network_parameters")
def network_with_indices(layer_sizes, bias=True):
    total = 0
    for k in range(1, len(layer_sizes)):
        total += (layer_sizes[k - 1] + (1 if bias else 0)) * layer_sizes[k]
    return total


@alternative(task="network_parameters")
def network_as_a_dot_product(layer_sizes, bias=True):
    sizes = np.array(layer_sizes)
    return sizes[:-1] @ sizes[1:] + (sizes[1:].sum() if bias else 0)


@alternative(task="network_parameters")
def network_by_recursion(layer_sizes, bias=True):
    if len(layer_sizes) < 2:
        return 0
    first, second = layer_sizes[:2]
    return dense_parameters(first, second, bias) + network_by_recursion(layer_sizes[1:], bias)


@alternative(task="network_parameters")
def network_of_real_arrays(layer_sizes, bias=True):
    weights = [np.zeros(shape) for shape in itertools.pairwise(layer_sizes)]
    biases = [np.zeros(n) for n in layer_sizes[1:]] if bias else []
    return float(sum(array.size for array in weights + biases))


@alternative(task="parameter_table")
def table_as_an_array(layer_sizes):
    n_in, n_out = np.array(layer_sizes[:-1]), np.array(layer_sizes[1:])
    return np.stack([n_in * n_out, n_out, (n_in + 1) * n_out], axis=1)


@alternative(task="parameter_table")
def table_of_lists(layer_sizes):
    return [[a * b, b, dense_parameters(a, b)] for a, b in itertools.pairwise(layer_sizes)]


@alternative(task="parameter_table")
def table_of_named_tuples(layer_sizes):
    Row = collections.namedtuple("Row", "weights biases total")
    rows = []
    previous = layer_sizes[0]
    for size in layer_sizes[1:]:
        rows.append(Row(previous * size, size, previous * size + size))
        previous = size
    return tuple(rows)


@alternative(task="parameter_table")
def table_from_columns(layer_sizes):
    weights = [a * b for a, b in zip(layer_sizes, layer_sizes[1:])]
    biases = layer_sizes[1:]
    totals = [float(w + b) for w, b in zip(weights, biases)]
    return list(zip(weights, biases, totals))


@alternative(task="answers", answer="slide_iterations")
def slide_iterations_as_a_float():
    return 2000 / 500


@alternative(task="answers", answer="mnist_iterations_per_epoch")
def mnist_iterations_from_numpy():
    return np.ceil(60000 / 128)


@alternative(task="answers", answer="mnist_gradient_updates")
def mnist_updates_as_an_array():
    return np.array(5 * 469)


@alternative(task="answers", answer="mnist_parameters")
def mnist_parameters_as_a_numpy_integer():
    return np.int64(784 * 512 + 512 + 512 * 10 + 10)


@alternative(task="answers", answer="mnist_parameters")
def mnist_parameters_from_the_function():
    return network_parameters([784, 512, 10])
