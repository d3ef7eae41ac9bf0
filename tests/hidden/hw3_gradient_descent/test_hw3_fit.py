"""Hidden tests of `fit`.

Which orders a seed gives is free, so what is judged holds for every order, or names the few results that are possible:
- in one batch the order does not matter, and every number is known;
- of few samples all the orders can be tried: the student's result must be that of one of them, and over many epochs
  most of them must come;
- when each sample has a feature of its own, its weight tells which batches the sample was in.
"""

from itertools import permutations

import numpy as np
import pytest

from grader.testing import as_array, assert_close, assert_leaves_inputs_alone, assert_same_shape, unpack

pytestmark = [pytest.mark.task("fit")]

LARGEST_SEED = 2**31 - 1


def draw_signed(rng, low, high, shape):
    return rng.uniform(low, high, size=shape) * rng.choice([-1.0, 1.0], size=shape)


def draw_problem(rng, n_samples, n_features):
    """X, y and w0. No prediction is right at the start, and the rows' lengths are such that an lr of 0.3 is calm."""
    X = draw_signed(rng, 0.4, 1.0, (n_samples, n_features))
    w0 = draw_signed(rng, 0.5, 2.0, n_features)
    return X, X @ w0 - draw_signed(rng, 0.5, 2.0, n_samples), w0


def draw_lr(rng):
    return float(rng.uniform(0.1, 0.3))


def draw_seed(rng):
    return int(rng.integers(1, LARGEST_SEED))


def loss_of(X, y, w):
    return float(np.mean((X @ w - y) ** 2))


def step(X, y, w, lr):
    return w - lr * 2.0 / len(X) * np.einsum("ij,i->j", X, X @ w - y)


def fit(student, X, y, w0, lr, epochs, batch_size, seed):
    """The student's w and losses, from fresh copies."""
    w, losses = unpack(student.fit(X.copy(), y.copy(), w0.copy(), lr, epochs, batch_size, seed), "w", "losses")
    return w, losses


def batch_descent(X, y, w, lr, epochs):
    """The weights and the losses after each full-batch step."""
    losses = []
    for _ in range(epochs):
        w = step(X, y, w, lr)
        losses.append(loss_of(X, y, w))
    return w, losses


def draw_descent(rng, factor):
    """A problem, and an lr that is `factor` times what makes the steepest direction vanish in two steps.

    With a factor above 1 the error grows: then the last weights are the worst, and nevertheless those to return.
    """
    while True:
        X, y, w0 = draw_problem(rng, 6, 3)
        lr = factor / float(np.linalg.eigvalsh(X.T @ X / len(X))[-1])
        losses = [loss_of(X, y, w0), *batch_descent(X, y, w0, lr, 4)[1]]
        steps = np.diff(losses)
        if (factor > 1 and steps[-1] > 0.1 and losses[-1] > losses[0]) or (factor < 1 and np.all(steps < -1e-4)):
            return X, y, w0, lr


def partitions(n_samples, batch_size):
    """The different ways to cut an order of the samples into batches."""
    found = {}
    for order in permutations(range(n_samples)):
        batches = [sorted(order[start : start + batch_size]) for start in range(0, n_samples, batch_size)]
        found[str(batches)] = batches
    return list(found.values())


def after_an_epoch(X, y, w, lr, batch_size):
    """All the weights that an epoch from w can lead to."""
    results = []
    for batches in partitions(len(X), batch_size):
        after = w
        for batch in batches:
            after = step(X[batch], y[batch], after, lr)
        results.append(after)
    return results


def is_close(actual, expected):
    return bool(np.all(np.abs(actual - expected) <= 1e-8 + 1e-6 * np.abs(expected)))


@pytest.mark.points(2)
@pytest.mark.hint("batch_size == n_samples is batch gradient descent, from w0, one step an epoch")
@pytest.mark.parametrize("factor", [0.4, 1.3], ids=["falling", "growing"])
def test_fit_in_one_batch_is_batch_descent(student, rng, factor):
    for epochs in (1, 4):
        X, y, w0, lr = draw_descent(rng, factor)
        seed = draw_seed(rng)
        for rate in (lr, 0.7 * lr):
            w, _ = fit(student, X, y, w0, rate, epochs, len(X), seed)
            expected, _ = batch_descent(X, y, w0, rate, epochs)
            assert_close(w, expected, what=f"w after {epochs} epochs in one batch")


@pytest.mark.points(3)
@pytest.mark.hint("one loss for each epoch, measured after it, over all samples")
def test_fit_losses_in_one_batch(student, rng):
    for epochs, factor in ((1, 0.4), (4, 0.4), (4, 1.3)):
        X, y, w0, lr = draw_descent(rng, factor)
        _, losses = fit(student, X, y, w0, lr, epochs, len(X), draw_seed(rng))
        _, expected = batch_descent(X, y, w0, lr, epochs)
        assert_close(losses, expected, what=f"the losses of {epochs} epochs in one batch")


@pytest.mark.points(1)
@pytest.mark.hint("an epoch takes every sample once, with its target, in batches of batch_size and a smaller last one")
@pytest.mark.parametrize("batch_size", [1, 2, 3])
def test_fit_epoch_is_one_that_shuffling_can_give(student, rng, batch_size):
    for _ in range(3):
        X, y, w0 = draw_problem(rng, 4, 3)
        lr = draw_lr(rng)
        w = as_array(fit(student, X, y, w0, lr, 1, batch_size, draw_seed(rng))[0], what="w", shape=(3,))
        possible = after_an_epoch(X, y, w0, lr, batch_size)
        assert any(is_close(w, result) for result in possible), "w is not what any order of the samples leads to"


@pytest.mark.points(3)
@pytest.mark.hint("losses[k] is the MSE over all of X, with the weights as they are after epoch k+1")
def test_fit_losses_of_minibatches(student, rng):
    for n_samples, batch_size in ((4, 3), (4, 2), (3, 1)):
        X, y, w0 = draw_problem(rng, n_samples, 3)
        lr, epochs = draw_lr(rng), 3
        w, losses = fit(student, X, y, w0, lr, epochs, batch_size, draw_seed(rng))
        losses = as_array(losses, what="losses", shape=(epochs,))
        reached = [w0]
        for loss in losses:
            possible = [after for before in reached for after in after_an_epoch(X, y, before, lr, batch_size)]
            reached = [after for after in possible if is_close(loss, loss_of(X, y, after))]
            assert reached, "a loss is not the error over all samples after an epoch, whatever its order"
        w = as_array(w, what="w", shape=(3,))
        assert any(is_close(w, after) for after in reached), "w and the last loss do not belong together"


@pytest.mark.points(1.5)
@pytest.mark.hint(
    "count how often each sample ends up in the smaller last batch: a new order in each epoch varies that"
)
def test_fit_shuffles_anew_in_each_epoch(student, rng):
    X, y, w0 = draw_problem(rng, 12, 3)
    w, losses = fit(student, X, y, w0, draw_lr(rng), 3, 4, draw_seed(rng))
    last = loss_of(X, y, as_array(w, what="w", shape=(3,)))
    assert_close(as_array(losses, what="losses", shape=(3,))[-1], last, what="the last loss, beside the w returned")

    # Sample i has the feature i to itself. Its error shrinks by one factor in a full batch, by another in the last one.
    n_samples, epochs, batch_size = 30, 6, int(rng.integers(18, 23))
    rest, lr = n_samples - batch_size, 0.1 * batch_size
    signs = rng.choice([-1.0, 1.0], n_samples)
    w0, errors = draw_signed(rng, 0.5, 2.0, n_samples), draw_signed(rng, 1.0, 3.0, n_samples)
    X, y = np.diag(signs), signs * (w0 - errors)
    w, _ = fit(student, X, y, w0, lr, epochs, batch_size, draw_seed(rng))
    left = (as_array(w, what="w", shape=(n_samples,)) - (w0 - errors)) / errors
    in_full, in_last = 1 - 2 * lr / batch_size, 1 - 2 * lr / rest
    assert np.all(left > 0), "the weights of samples with features of their own went astray"
    times_last = np.log(left / in_full**epochs) / np.log(in_last / in_full)
    whole = np.rint(times_last)
    assert np.all(np.abs(times_last - whole) < 1e-5), "the samples are not each taken once in an epoch, batch by batch"
    assert whole.sum() == epochs * rest, "the last batches do not hold as many samples as they should"
    # That all six last batches hold the same samples happens once in 10**30.
    assert np.any((whole > 0) & (whole < epochs)), "every epoch takes the samples in the same batches: shuffle anew"


# The only feature, the targets and an lr. After an epoch next to nothing is left of the weight before it, and the losses
# that different orders lead to are a fiftieth of them apart, or more, from whatever weight between -3 and 3.
TELLING = {
    1: ([-0.9, -0.8, -0.7], [2.0, -3.0, -6.0], 0.9),
    2: ([0.9, 0.9, -0.9, 0.1], [-6.0, 5.0, 3.0, 3.0], 1.2),
    3: ([0.9, -0.8, -0.7, 1.0, -1.0], [-5.0, 9.0, 3.0, -4.0, -6.0], 0.7),
}


def draw_telling_problem(rng, batch_size):
    """X, y, w0 and lr from the table: in other units, in another sequence, and with other signs."""
    x, y, lr = TELLING[batch_size]
    of_x, of_y = rng.uniform(0.5, 2.0, size=2)
    sequence, signs = rng.permutation(len(x)), rng.choice([-1.0, 1.0], len(x))
    x, y = (np.array(x) * signs)[sequence] * of_x, (np.array(y) * signs)[sequence] * of_y
    return x[:, np.newaxis], y, rng.uniform(-3.0, 3.0, 1) * of_y / of_x, lr / of_x**2


def share_of_orders(X, y, w, lr, batch_size, losses):
    """Which part of all orders the epochs took, each of them read from its loss."""
    # An epoch is a straight line in the one weight.
    shift = np.array(after_an_epoch(X, y, np.zeros(1), lr, batch_size))
    slope = np.array(after_an_epoch(X, y, np.ones(1), lr, batch_size)) - shift
    came = set()
    for loss in losses:
        possible = shift + slope * w
        possible_losses = np.mean((possible * X[:, 0] - y) ** 2, axis=1)
        order = int(np.argmin(np.abs(possible_losses - loss)))
        assert is_close(loss, possible_losses[order]), "a loss is not that after an epoch, whatever its order"
        came.add(order)
        w = possible[order]
    return len(came) / len(shift)


@pytest.mark.points(0.5)
@pytest.mark.hint("in the long run all orders of a few samples come, whatever batch_size is")
@pytest.mark.parametrize("batch_size", [1, 2, 3])
def test_fit_draws_all_orders(student, rng, batch_size):
    epochs, shares = 80, []
    for _ in range(3):  # one seed's only order may happen to be that of another mistake
        X, y, w0, lr = draw_telling_problem(rng, batch_size)
        _, losses = fit(student, X, y, w0, lr, epochs, batch_size, draw_seed(rng))
        shares.append(share_of_orders(X, y, w0, lr, batch_size, as_array(losses, what="losses", shape=(epochs,))))
    # Of the 6 or 10 ways to cut an order, half or less come to fair dice once in 10**20. They do whenever one order is
    # only shifted, mirrored, or takes turns with another, and when a sample has a fixed place.
    assert min(shares) > 0.5, "many orders of the samples never come: shuffle all of them in each epoch"


@pytest.mark.points(1)
@pytest.mark.hint("call it twice with one seed, and with another seed in between")
def test_fit_of_the_same_seed_is_the_same(student, rng):
    X, y, w0 = draw_problem(rng, 30, 3)
    lr, epochs = draw_lr(rng), 2
    for seed in (0, draw_seed(rng), LARGEST_SEED):
        first_w, first_losses = fit(student, X, y, w0, lr, epochs, 4, seed)
        first_w = as_array(first_w, what="w", shape=(3,))
        first_losses = as_array(first_losses, what="losses", shape=(epochs,))
        assert_close(first_losses[-1], loss_of(X, y, first_w), what="the last loss, beside the w returned")
        fit(student, X, y, w0, lr, 1, 4, draw_seed(rng))
        w, losses = fit(student, X, y, w0, lr, epochs, 4, seed)
        assert_close(w, first_w, what="w of the same seed, the second time")
        assert_close(losses, first_losses, what="the losses of the same seed, the second time")


@pytest.mark.points(2)
@pytest.mark.hint("without noise the weights that made the data are found, and every epoch that is asked for is done")
def test_fit_finds_the_weights_that_made_the_data(student, rng):
    epochs = 60
    for batch_size in (5, 24):
        while True:
            X, _, w0 = draw_problem(rng, 24, 3)
            if np.linalg.eigvalsh(X.T @ X / len(X))[0] > 0.3:
                break
        best = -w0 + draw_signed(rng, 0.1, 0.4, 3)
        w, losses = fit(student, X, X @ best, w0, 0.3, epochs, batch_size, draw_seed(rng))
        # No step leads away from the weights sought, whatever the order; one batch of all shrinks each error by 0.82.
        assert_close(w, best, atol=1e-2, rtol=0, what="w, on data without noise")
        losses = as_array(losses, what="losses", shape=(epochs,))
        assert 0 <= losses[-1] < 1e-3, "the last loss should be nearly nothing"
        assert losses[0] > losses[-1], "the losses should fall"


@pytest.mark.points(1)
def test_fit_leaves_its_inputs_alone(student, rng):
    X, y, w0 = draw_problem(rng, 9, 3)
    w, losses = unpack(assert_leaves_inputs_alone(student.fit, X, y, w0, 0.1, 2, 4, draw_seed(rng)), "w", "losses")
    assert_same_shape(w, (3,), what="w")
    assert_same_shape(losses, (2,), what="losses")
