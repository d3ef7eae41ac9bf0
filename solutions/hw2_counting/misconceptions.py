# ruff: noqa: F821  the other tasks' functions are in the notebook's namespace when one of these is judged
"""Wrong answers to homework 2 that students do give; each docstring is what to tell the student."""

import math

import numpy as np

from grader.testing import misconception


def refuse_nonsense(n_samples, batch_size):
    if batch_size < 1 or n_samples < 0:
        raise ValueError("batch_size must be at least 1, n_samples at least 0")


def cut(X, y, order, batch_size):
    starts = range(0, len(order), batch_size)
    return [(X[order[i : i + batch_size]], y[order[i : i + batch_size]]) for i in starts]


@misconception(task="iterations_per_epoch")
def leftover_samples_dropped(n_samples, batch_size):
    """You round the quotient down, so the samples that do not fill a batch are never seen. They make one more batch."""
    refuse_nonsense(n_samples, batch_size)
    return n_samples // batch_size


@misconception(task="iterations_per_epoch")
def quotient_not_rounded(n_samples, batch_size):
    """You return the plain quotient. There is no part of an iteration: round it up to a whole number."""
    refuse_nonsense(n_samples, batch_size)
    return n_samples / batch_size


@misconception(task="iterations_per_epoch")
def always_one_more(n_samples, batch_size):
    """You round down and always add 1. When the division comes out even there is no further batch."""
    refuse_nonsense(n_samples, batch_size)
    return n_samples // batch_size + 1


@misconception(task="iterations_per_epoch")
def rounded_to_nearest(n_samples, batch_size):
    """You round to the nearest whole number. However few samples are left over, they make a batch: round up."""
    refuse_nonsense(n_samples, batch_size)
    return round(n_samples / batch_size)


@misconception(task="iterations_per_epoch")
def rounded_after_adding_a_half(n_samples, batch_size):
    """You round the quotient plus one half. Python rounds halves to the even number, so exact quotients go wrong."""
    refuse_nonsense(n_samples, batch_size)
    return round(n_samples / batch_size + 0.5)


@misconception(task="iterations_per_epoch")
def nearly_one_added(n_samples, batch_size):
    """You add a fixed number before you cut off or round. It is too small for one sample left over from a large
    batch: use math.ceil, or whole numbers alone."""
    refuse_nonsense(n_samples, batch_size)
    return int(n_samples / batch_size + 0.9999)


@misconception(task="iterations_per_epoch")
def multiplied_by_the_inverse(n_samples, batch_size):
    """You multiply by 1 / batch_size, which is rounded: the product can lie just above a whole number. Divide."""
    refuse_nonsense(n_samples, batch_size)
    return math.ceil(n_samples * (1 / batch_size))


@misconception(task="iterations_per_epoch")
def quotient_upside_down(n_samples, batch_size):
    """You divide the batch size by the number of samples. It is the samples that are shared out into batches."""
    refuse_nonsense(n_samples, batch_size)
    return math.ceil(batch_size / max(n_samples, 1))


@misconception(task="iterations_per_epoch")
def one_iteration_per_sample(n_samples, batch_size):
    """You count one iteration for each sample. An iteration takes a whole batch of them."""
    refuse_nonsense(n_samples, batch_size)
    return n_samples


@misconception(task="iterations_per_epoch")
def at_least_one_iteration(n_samples, batch_size):
    """You count an iteration even where there are no samples. Without samples there is no batch."""
    refuse_nonsense(n_samples, batch_size)
    return max(1, math.ceil(n_samples / batch_size))


@misconception(task="iterations_per_epoch")
def zero_samples_refused(n_samples, batch_size):
    """You refuse 0 samples. No samples are allowed, and take 0 iterations; only negative numbers are refused."""
    if n_samples <= 0 or batch_size <= 0:
        raise ValueError("both must be positive")
    return math.ceil(n_samples / batch_size)


@misconception(task="iterations_per_epoch")
def large_batch_refused(n_samples, batch_size):
    """You refuse a batch that is larger than the data. It is allowed: all samples make one batch."""
    refuse_nonsense(n_samples, batch_size)
    if batch_size > n_samples:
        raise ValueError("batch_size must not exceed n_samples")
    return math.ceil(n_samples / batch_size)


@misconception(task="iterations_per_epoch")
def nothing_refused(n_samples, batch_size):
    """You do not check the arguments. A batch size below 1 and a negative number of samples raise a ValueError."""
    return math.ceil(n_samples / batch_size)


@misconception(task="iterations_per_epoch")
def negative_samples_not_refused(n_samples, batch_size):
    """You do not refuse a negative number of samples. It makes no sense either: raise a ValueError for it too."""
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1")
    return math.ceil(n_samples / batch_size)


@misconception(task="iterations_per_epoch")
def only_zero_refused(n_samples, batch_size):
    """You refuse a batch size of 0 only. Negative numbers make no sense either: raise a ValueError for them too."""
    if batch_size == 0:
        raise ValueError("batch_size must not be 0")
    return math.ceil(n_samples / batch_size)


@misconception(task="iterations_per_epoch")
def nonsense_gives_none(n_samples, batch_size):
    """You print or return something for arguments that make no sense. Raise a ValueError instead."""
    if batch_size < 1 or n_samples < 0:
        print("invalid arguments")
        return None
    return math.ceil(n_samples / batch_size)


@misconception(task="iterations_per_epoch")
def nonsense_asserted_away(n_samples, batch_size):
    """You use assert, which raises an AssertionError. The task asks for a ValueError: raise it yourself."""
    assert batch_size >= 1
    assert n_samples >= 0
    return math.ceil(n_samples / batch_size)


@misconception(task="gradient_updates")
def batches_run_on_across_epochs(n_samples, batch_size, epochs):
    """You round up once, at the end. Each epoch ends with its own smaller batch: round first, then multiply."""
    return math.ceil(n_samples * epochs / batch_size)


@misconception(task="gradient_updates")
def leftover_updates_dropped(n_samples, batch_size, epochs):
    """You round the iterations of an epoch down. The samples left over make one more update in each epoch."""
    return n_samples // batch_size * epochs


@misconception(task="gradient_updates")
def one_update_per_sample(n_samples, batch_size, epochs):
    """You count one update for each sample. The weights are updated once for each batch."""
    return n_samples * epochs


@misconception(task="gradient_updates")
def one_update_per_epoch(n_samples, batch_size, epochs):
    """You count one update for each epoch. The weights are updated after each batch, not after each epoch."""
    return epochs


@misconception(task="gradient_updates")
def one_epoch_only(n_samples, batch_size, epochs):
    """You count the updates of one epoch. Multiply by the number of epochs."""
    return math.ceil(n_samples / batch_size)


@misconception(task="gradient_updates")
def updates_not_rounded(n_samples, batch_size, epochs):
    """You do not round at all. Each epoch takes a whole number of updates: round the quotient up."""
    return n_samples / batch_size * epochs


@misconception(task="gradient_updates")
def one_more_in_every_epoch(n_samples, batch_size, epochs):
    """You add one update to each epoch. When the division comes out even there is no further batch."""
    return (n_samples // batch_size + 1) * epochs


@misconception(task="gradient_updates")
def nearly_one_added_in_every_epoch(n_samples, batch_size, epochs):
    """You add a fixed number before you cut off or round. It is too small for one sample left over from a large
    batch: use math.ceil, or your iterations_per_epoch."""
    return int(n_samples / batch_size + 0.9999) * epochs


@misconception(task="gradient_updates")
def one_more_in_the_whole_training(n_samples, batch_size, epochs):
    """You add the leftover batch once. It comes at the end of each epoch, so it counts once for each of them."""
    return n_samples // batch_size * epochs + (1 if n_samples % batch_size else 0)


@misconception(task="batch_sizes")
def last_batch_dropped(n_samples, batch_size):
    """You list the full batches only. The samples left over make a last, smaller batch."""
    return [batch_size] * (n_samples // batch_size)


@misconception(task="batch_sizes")
def all_batches_full(n_samples, batch_size):
    """All your batches are full, so they hold more samples than there are. The last one holds what is left over."""
    return [batch_size] * math.ceil(n_samples / batch_size)


@misconception(task="batch_sizes")
def empty_last_batch(n_samples, batch_size):
    """You always add a last batch. When the division comes out even nothing is left for it: leave it out."""
    return [batch_size] * (n_samples // batch_size) + [n_samples % batch_size]


@misconception(task="batch_sizes")
def empty_batch_without_samples(n_samples, batch_size):
    """Without samples you list one empty batch. There is no batch then: return an empty list."""
    starts = range(0, max(n_samples, 1), batch_size)
    return [min(batch_size, n_samples - start) for start in starts]


@misconception(task="batch_sizes")
def few_samples_make_no_batch(n_samples, batch_size):
    """You list no batch when there are fewer samples than batch_size. They make one batch, smaller than that."""
    sizes = [batch_size] * (n_samples // batch_size)
    return [*sizes, n_samples % batch_size] if sizes and n_samples % batch_size else sizes


@misconception(task="batch_sizes")
def few_samples_make_a_full_batch(n_samples, batch_size):
    """When there are fewer samples than batch_size you list a full batch. It holds those that there are."""
    if 0 < n_samples < batch_size:
        return [batch_size]
    return [min(batch_size, n_samples - start) for start in range(0, n_samples, batch_size)]


@misconception(task="batch_sizes")
def batch_of_one_sample_lost(n_samples, batch_size):
    """You lose a last batch of one sample behind large batches: a fixed number, added before you cut off or round, is
    too small for it. Use math.ceil, or whole numbers alone."""
    count = int(n_samples / batch_size + 0.9999)
    return [min(batch_size, n_samples - k * batch_size) for k in range(count)]


@misconception(task="batch_sizes")
def smaller_batch_first(n_samples, batch_size):
    """Your smaller batch comes first. It comes last, when the samples run out."""
    rest = n_samples % batch_size
    return ([rest] if rest else []) + [batch_size] * (n_samples // batch_size)


@misconception(task="batch_sizes")
def evenly_shared_out(n_samples, batch_size):
    """You share the samples out evenly. All batches but the last hold exactly batch_size samples."""
    count = math.ceil(n_samples / batch_size)
    return [len(part) for part in np.array_split(np.arange(n_samples), count)] if count else []


@misconception(task="batch_sizes")
def rest_joined_to_the_last_batch(n_samples, batch_size):
    """You add the samples left over to the last full batch. No batch is larger than batch_size."""
    sizes = [batch_size] * (n_samples // batch_size)
    if not sizes:
        return [n_samples] if n_samples else []
    sizes[-1] += n_samples % batch_size
    return sizes


@misconception(task="batch_sizes")
def starts_listed(n_samples, batch_size):
    """You list where the batches start. The task asks how many samples each of them holds."""
    return list(range(0, n_samples, batch_size))


@misconception(task="batch_sizes")
def running_totals_listed(n_samples, batch_size):
    """You list how many samples have been seen after each batch. The task asks for the size of each batch."""
    return [min(start + batch_size, n_samples) for start in range(0, n_samples, batch_size)]


@misconception(task="batch_sizes")
def batches_counted(n_samples, batch_size):
    """You return how many batches there are. The task asks for a list with the size of each."""
    return math.ceil(n_samples / batch_size)


@misconception(task="minibatches")
def not_shuffled(X, y, batch_size, seed):
    """You cut the samples in the order in which they come. Shuffle them first, by a permutation drawn from the seed."""
    return cut(X, y, np.arange(len(X)), batch_size)


@misconception(task="minibatches")
def turned_around(X, y, batch_size, seed):
    """You take the samples in reverse. That is not shuffled: draw a random permutation from the seed."""
    return cut(X, y, np.arange(len(X))[::-1], batch_size)


@misconception(task="minibatches")
def only_batches_shuffled(X, y, batch_size, seed):
    """You shuffle the batches, but each still holds neighbouring samples. Shuffle the samples, then cut."""
    batches = cut(X, y, np.arange(len(X)), batch_size)
    return [batches[k] for k in np.random.default_rng(seed).permutation(len(batches))]


@misconception(task="minibatches")
def only_shuffled_within_batches(X, y, batch_size, seed):
    """You cut first and shuffle within each batch, so the batches never mix. Shuffle all samples, then cut."""
    generator = np.random.default_rng(seed)
    parts = [np.arange(i, min(i + batch_size, len(X))) for i in range(0, len(X), batch_size)]
    return [(X[rows], y[rows]) for rows in map(generator.permutation, parts)]


@misconception(task="minibatches")
def last_sample_stays_last(X, y, batch_size, seed):
    """Your last sample always comes last. Draw the permutation of all samples: len(X) of them, not len(X) - 1."""
    order = np.append(np.random.default_rng(seed).permutation(len(X) - 1), len(X) - 1)
    return cut(X, y, order, batch_size)


@misconception(task="minibatches")
def last_samples_dropped(X, y, batch_size, seed):
    """You leave out the samples that do not fill a batch. Every sample comes once: they make a last, smaller batch."""
    order = np.random.default_rng(seed).permutation(len(X))
    return cut(X, y, order[: len(X) // batch_size * batch_size], batch_size)


@misconception(task="minibatches")
def empty_batch_at_the_end(X, y, batch_size, seed):
    """You always add one more batch. When the division comes out even it is empty: leave it out."""
    order = np.random.default_rng(seed).permutation(len(X))
    parts = [order[k * batch_size : (k + 1) * batch_size] for k in range(len(X) // batch_size + 1)]
    return [(X[rows], y[rows]) for rows in parts]


@misconception(task="minibatches")
def shuffled_apart(X, y, batch_size, seed):
    """You draw one permutation for X and another for y, so rows lose their labels. Use the same one for both."""
    generator = np.random.default_rng(seed)
    X, y = generator.permutation(X), generator.permutation(y)
    return cut(X, y, np.arange(len(X)), batch_size)


@misconception(task="minibatches")
def labels_left_behind(X, y, batch_size, seed):
    """You shuffle X and leave y in its old order, so rows lose their labels. Use the same permutation for both."""
    return cut(np.random.default_rng(seed).permutation(X), y, np.arange(len(X)), batch_size)


@misconception(task="minibatches")
def columns_shuffled_apart(X, y, batch_size, seed):
    """You shuffle each column of X by itself, which tears the samples apart. Move whole rows."""
    generator = np.random.default_rng(seed)
    order = generator.permutation(len(X))
    return cut(generator.permuted(X[order], axis=0), y[order], np.arange(len(X)), batch_size)


@misconception(task="minibatches")
def drawn_with_replacement(X, y, batch_size, seed):
    """You draw samples with replacement: some come twice and some never. Use a permutation."""
    return cut(X, y, np.random.default_rng(seed).integers(0, len(X), len(X)), batch_size)


@misconception(task="minibatches")
def drawn_anew_for_each_batch(X, y, batch_size, seed):
    """You draw each batch from all samples, so a sample can come in two batches. Draw one permutation and cut it."""
    generator = np.random.default_rng(seed)
    sizes = [min(batch_size, len(X) - i) for i in range(0, len(X), batch_size)]
    return [(X[rows], y[rows]) for rows in (generator.choice(len(X), size, replace=False) for size in sizes)]


@misconception(task="minibatches")
def seed_ignored(X, y, batch_size, seed):
    """You do not use the seed, so each call gives another order. Make your generator from the seed, inside."""
    return cut(X, y, np.random.permutation(len(X)), batch_size)


@misconception(task="minibatches")
def seed_zero_ignored(X, y, batch_size, seed):
    """You take seed 0 for no seed at all, so its order is another one each time. 0 is a seed like any other."""
    if seed:
        np.random.seed(seed)
    return cut(X, y, np.random.permutation(len(X)), batch_size)


@misconception(task="minibatches")
def shuffled_in_place(X, y, batch_size, seed):
    """You shuffle the arrays you were given, in place. Whoever called you still needs them: work on copies."""
    np.random.default_rng(seed).shuffle(X)
    np.random.default_rng(seed).shuffle(y)
    return cut(X, y, np.arange(len(X)), batch_size)


@misconception(task="minibatches")
def even_parts(X, y, batch_size, seed):
    """You share the samples out evenly. All batches but the last hold exactly batch_size samples."""
    order = np.random.default_rng(seed).permutation(len(X))
    return [(X[rows], y[rows]) for rows in np.array_split(order, math.ceil(len(X) / batch_size))]


@misconception(task="minibatches")
def two_lists(X, y, batch_size, seed):
    """You return a list of the X_batch and a list of the y_batch. Return one list of pairs: zip the two."""
    batches = cut(X, y, np.random.default_rng(seed).permutation(len(X)), batch_size)
    return [X_batch for X_batch, _ in batches], [y_batch for _, y_batch in batches]


@misconception(task="minibatches")
def one_random_batch(X, y, batch_size, seed):
    """You return one random batch. An epoch takes as many as it needs to see every sample."""
    order = np.random.default_rng(seed).permutation(len(X))
    return cut(X, y, order[:batch_size], batch_size)


@misconception(task="minibatches")
def labels_as_columns(X, y, batch_size, seed):
    """Your y_batch has a second axis. It should have the shape (size,), as y has (n_samples,)."""
    return cut(X, y.reshape(-1, 1), np.random.default_rng(seed).permutation(len(X)), batch_size)


@misconception(task="scaled_learning_rate")
def ratio_upside_down(lr, base_batch_size, batch_size):
    """Your ratio is upside down: a larger batch should take a larger step."""
    return lr * base_batch_size / batch_size


@misconception(task="scaled_learning_rate")
def square_root_rule(lr, base_batch_size, batch_size):
    """You scale by the square root of the ratio. There is such a rule, but the linear one has no root."""
    return lr * math.sqrt(batch_size / base_batch_size)


@misconception(task="scaled_learning_rate")
def rate_unchanged(lr, base_batch_size, batch_size):
    """You return the learning rate as it was. Multiply it by batch_size / base_batch_size."""
    return lr


@misconception(task="scaled_learning_rate")
def ratio_cut_to_whole_number(lr, base_batch_size, batch_size):
    """You use whole-number division (//). The ratio is an ordinary fraction: use /."""
    return lr * (batch_size // base_batch_size)


@misconception(task="scaled_learning_rate")
def never_scaled_down(lr, base_batch_size, batch_size):
    """You scale for larger batches only. A smaller batch takes a smaller step, by the same formula."""
    return lr * max(1.0, batch_size / base_batch_size)


@misconception(task="scaled_learning_rate")
def base_forgotten(lr, base_batch_size, batch_size):
    """You multiply by the batch size itself. It is its ratio to base_batch_size that counts."""
    return lr * batch_size


@misconception(task="scaled_learning_rate")
def averaged_over_the_batch(lr, base_batch_size, batch_size):
    """You divide by the batch size. The gradient is averaged already: multiply by the ratio of the sizes."""
    return lr / batch_size


@misconception(task="dense_parameters")
def dense_biases_forgotten(n_inputs, n_units, bias=True):
    """You count the weights only. Unless bias is False each unit has a bias too."""
    return n_inputs * n_units


@misconception(task="dense_parameters")
def bias_for_each_input(n_inputs, n_units, bias=True):
    """You count one bias for each input. It is the units that have one each."""
    return n_inputs * n_units + (n_inputs if bias else 0)


@misconception(task="dense_parameters")
def one_bias_for_the_layer(n_inputs, n_units, bias=True):
    """You count one bias for the whole layer. Each unit has one of its own."""
    return n_inputs * n_units + (1 if bias else 0)


@misconception(task="dense_parameters")
def biases_always_counted(n_inputs, n_units, bias=True):
    """You count the biases whatever bias says. With bias=False there are none."""
    return n_inputs * n_units + n_units


@misconception(task="dense_parameters")
def biases_left_out_by_default(n_inputs, n_units, bias=False):
    """Your default for bias is False. A layer has biases unless the caller says otherwise."""
    return n_inputs * n_units + (n_units if bias else 0)


@misconception(task="dense_parameters")
def bias_condition_turned(n_inputs, n_units, bias=True):
    """You count the biases when bias is False and leave them out when it is True. Turn the condition around."""
    return n_inputs * n_units + (0 if bias else n_units)


@misconception(task="dense_parameters")
def one_more_on_both_sides(n_inputs, n_units, bias=True):
    """You add 1 to the inputs and to the units. The bias is one more input of each unit, and no more unit."""
    return (n_inputs + 1) * (n_units + 1) if bias else n_inputs * n_units


@misconception(task="dense_parameters")
def inputs_and_units_added(n_inputs, n_units, bias=True):
    """You add inputs and units. Every unit has a weight for every input: multiply them."""
    return n_inputs + n_units + (n_units if bias else 0)


@misconception(task="network_parameters")
def network_biases_forgotten(layer_sizes, bias=True):
    """You count the weights only. Unless bias is False every unit of every layer has a bias too."""
    return sum(a * b for a, b in zip(layer_sizes, layer_sizes[1:]))


@misconception(task="network_parameters")
def network_biases_left_out_by_default(layer_sizes, bias=False):
    """Your default for bias is False. A network has biases unless the caller says otherwise."""
    return sum(a * b + (b if bias else 0) for a, b in zip(layer_sizes, layer_sizes[1:]))


@misconception(task="network_parameters")
def network_biases_always_counted(layer_sizes, bias=True):
    """You count the biases whatever bias says. Hand it on to each layer."""
    return sum(a * b + b for a, b in zip(layer_sizes, layer_sizes[1:]))


@misconception(task="network_parameters")
def biases_for_the_input_too(layer_sizes, bias=True):
    """You give the inputs biases as well. The first size is no layer: it has none."""
    return sum(a * b for a, b in zip(layer_sizes, layer_sizes[1:])) + (sum(layer_sizes) if bias else 0)


@misconception(task="network_parameters")
def biases_of_the_wrong_side(layer_sizes, bias=True):
    """You count a bias for each input of a layer. It is the units that have one each."""
    return sum(a * b + (a if bias else 0) for a, b in zip(layer_sizes, layer_sizes[1:]))


@misconception(task="network_parameters")
def one_bias_for_each_layer(layer_sizes, bias=True):
    """You count one bias for each layer. Each of its units has one of its own."""
    return sum(a * b + (1 if bias else 0) for a, b in zip(layer_sizes, layer_sizes[1:]))


@misconception(task="network_parameters")
def first_layer_only(layer_sizes, bias=True):
    """You count the first layer only. Perhaps a return stands inside your loop?"""
    return dense_parameters(layer_sizes[0], layer_sizes[1], bias=bias)


@misconception(task="network_parameters")
def output_layer_forgotten(layer_sizes, bias=True):
    """You stop one layer early. The last size is a layer as well."""
    pairs = [(layer_sizes[k], layer_sizes[k + 1]) for k in range(len(layer_sizes) - 2)]
    return sum(dense_parameters(a, b, bias=bias) for a, b in pairs)


@misconception(task="network_parameters")
def all_sizes_multiplied(layer_sizes, bias=True):
    """You multiply all sizes. Weights join neighbouring layers only: multiply in pairs and add up."""
    return math.prod(layer_sizes) + (sum(layer_sizes[1:]) if bias else 0)


@misconception(task="network_parameters")
def layers_looked_up_by_size(layer_sizes, bias=True):
    """You find a layer's place by its size (index). Two layers may have the same size: count through the places."""
    total = 0
    for n_units in layer_sizes[1:]:
        n_inputs = layer_sizes[layer_sizes.index(n_units) - 1]
        total += dense_parameters(n_inputs, n_units, bias=bias)
    return total


@misconception(task="network_parameters")
def list_used_up(layer_sizes, bias=True):
    """You take the sizes out of the list you were given. Whoever called you still needs it: leave it as it is."""
    total = 0
    n_inputs = layer_sizes.pop(0)
    while layer_sizes:
        n_units = layer_sizes.pop(0)
        total += dense_parameters(n_inputs, n_units, bias=bias)
        n_inputs = n_units
    return total


@misconception(task="parameter_table")
def table_biases_of_the_inputs(layer_sizes):
    """You list one bias for each input of a layer. It is the units that have one each."""
    return [(a * b, a, a * b + a) for a, b in zip(layer_sizes, layer_sizes[1:])]


@misconception(task="parameter_table")
def table_one_bias_a_layer(layer_sizes):
    """You list one bias for each layer. Each of its units has one of its own."""
    return [(a * b, 1, a * b + 1) for a, b in zip(layer_sizes, layer_sizes[1:])]


@misconception(task="parameter_table")
def totals_without_biases(layer_sizes):
    """Your totals leave out the biases. The total of a row is its weights and its biases."""
    return [(a * b, b, a * b) for a, b in zip(layer_sizes, layer_sizes[1:])]


@misconception(task="parameter_table")
def running_totals(layer_sizes):
    """Your totals run on from row to row. The total of a row counts its own layer only."""
    rows, total = [], 0
    for a, b in zip(layer_sizes, layer_sizes[1:]):
        total += a * b + b
        rows.append((a * b, b, total))
    return rows


@misconception(task="parameter_table")
def columns_in_another_order(layer_sizes):
    """Your columns are in another order. Each row is (weights, biases, total)."""
    return [(b, a * b, a * b + b) for a, b in zip(layer_sizes, layer_sizes[1:])]


@misconception(task="parameter_table")
def last_layer_first(layer_sizes):
    """Your rows go from the last layer to the first. The first row is the first layer."""
    return [(a * b, b, a * b + b) for a, b in zip(layer_sizes, layer_sizes[1:])][::-1]


@misconception(task="parameter_table")
def rows_looked_up_by_size(layer_sizes):
    """You find a layer's place by its size (index). Two layers may have the same size: count through the places."""
    pairs = [(layer_sizes[layer_sizes.index(b) - 1], b) for b in layer_sizes[1:]]
    return [(a * b, b, a * b + b) for a, b in pairs]


@misconception(task="parameter_table")
def row_for_the_input(layer_sizes):
    """You have a row for the input as well. It is no layer and has no parameters: leave the row out."""
    return [(0, 0, 0), *((a * b, b, a * b + b) for a, b in zip(layer_sizes, layer_sizes[1:]))]


@misconception(task="parameter_table")
def row_for_the_sum(layer_sizes):
    """You have a last row with the sums. The task asks for one row a layer, and no more."""
    rows = [(a * b, b, a * b + b) for a, b in zip(layer_sizes, layer_sizes[1:])]
    return [*rows, tuple(sum(column) for column in zip(*rows))]


@misconception(task="parameter_table")
def table_without_the_output_layer(layer_sizes):
    """You stop one layer early. The last size is a layer as well."""
    sizes = layer_sizes[:-1]
    return [(a * b, b, a * b + b) for a, b in zip(sizes, sizes[1:])]


@misconception(task="parameter_table")
def table_of_columns(layer_sizes):
    """You return the three columns. The task asks for rows, one for each layer: zip the columns."""
    rows = [(a * b, b, a * b + b) for a, b in zip(layer_sizes, layer_sizes[1:])]
    return list(zip(*rows))


@misconception(task="parameter_table")
def sizes_pushed_out_of_the_list(layer_sizes):
    """You take the sizes out of the list you were given. Whoever called you still needs it: leave it as it is."""
    rows = []
    while len(layer_sizes) > 1:
        a = layer_sizes.pop(0)
        b = layer_sizes[0]
        rows.append((a * b, b, a * b + b))
    return rows


@misconception(task="answers", answer="slide_iterations")
def the_batch_size():
    """500 is the batch size. An iteration takes one batch: how many batches make 2,000 samples?"""
    return 500


@misconception(task="answers", answer="slide_iterations")
def an_iteration_for_each_sample():
    """2,000 iterations would be batches of a single sample."""
    return 2000


@misconception(task="answers", answer="slide_iterations")
def an_epoch_is_one_iteration():
    """An epoch is one iteration only when a single batch holds all samples."""
    return 1


@misconception(task="answers", answer="slide_iterations")
def one_batch_too_many():
    """You count one batch too many: 2,000 / 500 comes out even, nothing is left over."""
    return 5


@misconception(task="answers", answer="slide_iterations")
def quotient_inverted():
    """You divide the batch size by the number of samples. Turn the quotient around."""
    return 0.25


@misconception(task="answers", answer="mnist_iterations_per_epoch")
def images_left_over_dropped():
    """468 batches hold 59,904 images. The 96 that are left over make one more."""
    return 468


@misconception(task="answers", answer="mnist_iterations_per_epoch")
def part_of_an_iteration():
    """There is no part of an iteration. The last batch is smaller, and counts in full."""
    return 468.75


@misconception(task="answers", answer="mnist_iterations_per_epoch")
def one_iteration_too_many():
    """You rounded up and added one more. Rounding up has counted the smaller batch already."""
    return 470


@misconception(task="answers", answer="mnist_iterations_per_epoch")
def mnist_batch_size():
    """128 is the batch size. How many such batches does it take to see 60,000 images?"""
    return 128


@misconception(task="answers", answer="mnist_iterations_per_epoch")
def number_of_images():
    """60,000 iterations would be batches of a single image."""
    return 60000


@misconception(task="answers", answer="mnist_gradient_updates")
def rounded_after_five_epochs():
    """You rounded after multiplying. Each epoch ends with its own smaller batch: round first."""
    return 2344


@misconception(task="answers", answer="mnist_gradient_updates")
def five_times_the_full_batches():
    """You counted the full batches only. The smaller last one is an update too, in each of the 5 epochs."""
    return 2340


@misconception(task="answers", answer="mnist_gradient_updates")
def updates_rounded_down():
    """You multiplied first and rounded down. Each epoch ends with its own smaller batch: round up, then multiply."""
    return 2343


@misconception(task="answers", answer="mnist_gradient_updates")
def updates_with_a_fraction():
    """The weights are updated a whole number of times. Round the iterations of an epoch up, then multiply."""
    return 2343.75


@misconception(task="answers", answer="mnist_gradient_updates")
def updates_of_one_epoch():
    """That is one epoch. The training goes through 5 of them."""
    return 469


@misconception(task="answers", answer="mnist_gradient_updates")
def five_updates():
    """The weights are updated after every batch, not once in an epoch."""
    return 5


@misconception(task="answers", answer="mnist_gradient_updates")
def updates_for_each_image():
    """300,000 updates would be batches of a single image. The weights are updated once for each batch."""
    return 300000


@misconception(task="answers", answer="mnist_parameters")
def weights_only():
    """You counted the weights only. The question includes the biases, one for each unit."""
    return 784 * 512 + 512 * 10


@misconception(task="answers", answer="mnist_parameters")
def biases_of_the_inputs_too():
    """You gave the 784 inputs biases as well. Only the units of the two layers have them."""
    return 784 * 512 + 512 * 10 + 784 + 512 + 10


@misconception(task="answers", answer="mnist_parameters")
def biases_of_the_wrong_layer():
    """You counted a bias for each input of a layer. It is the units that have one each."""
    return 784 * 512 + 784 + 512 * 10 + 512


@misconception(task="answers", answer="mnist_parameters")
def hidden_layer_only():
    """You counted the first layer only. The output layer has weights and biases too."""
    return 784 * 512 + 512


@misconception(task="answers", answer="mnist_parameters")
def output_biases_forgotten():
    """You left out the 10 biases of the output layer."""
    return 784 * 512 + 512 + 512 * 10


@misconception(task="answers", answer="mnist_parameters")
def hidden_biases_forgotten():
    """You left out the 512 biases of the hidden layer."""
    return 784 * 512 + 512 * 10 + 10


@misconception(task="answers", answer="mnist_parameters")
def one_bias_each_layer():
    """You counted one bias for each layer. Each of its units has one of its own."""
    return 784 * 512 + 1 + 512 * 10 + 1


@misconception(task="answers", answer="mnist_parameters")
def sizes_multiplied_through():
    """You multiplied all three sizes. Weights join neighbouring layers only: multiply in pairs and add up."""
    return 784 * 512 * 10


@misconception(task="answers", answer="mnist_parameters")
def sizes_added():
    """You added up the sizes. That is the number of units, not of the weights between them."""
    return 784 + 512 + 10
