# ruff: noqa: F821  (each function runs in the model answer's notebook and may use its names)
"""Wrong answers to homework 3 that students do give; each docstring is what to tell the student."""

import math

import numpy as np

from grader.testing import misconception

GENERATOR = np.random.default_rng(11)


def slope(X, y, w):
    """The right gradient, for answers that go wrong elsewhere."""
    return 2 / len(X) * (X.T @ (X @ w - y))


def cut(order, batch_size):
    return [order[start : start + batch_size] for start in range(0, len(order), batch_size)]


def epoch(X, y, w, lr, batches):
    """A right epoch over these batches."""
    for batch in batches:
        w = w - lr * slope(X[batch], y[batch], w)
    return w


def loss(X, y, w):
    return np.mean((X @ w - y) ** 2)


def with_losses_of_batches(X, y, w, lr, epochs, batch_size, seed, *, ahead, weighted):
    """A right training, whose losses are means of those of the batches, before each step or after it."""
    rng, losses = np.random.default_rng(seed), []
    for _ in range(epochs):
        seen, sizes = [], []
        for batch in cut(rng.permutation(len(X)), batch_size):
            after = epoch(X, y, w, lr, [batch])
            seen.append(loss(X[batch], y[batch], w if ahead else after))
            sizes.append(len(batch) if weighted else 1)
            w = after
        losses.append(np.average(seen, weights=sizes))
    return w, losses


# mse


@misconception(task="mse")
def sum_of_squares(y_true, y_pred):
    """You add the squared errors up. The error is their mean: divide by the number of samples."""
    return np.sum((y_true - y_pred) ** 2)


@misconception(task="mse")
def halved(y_true, y_pred):
    """You divide by 2N, as some books do. Here the error is the plain mean: divide by N."""
    return np.mean((y_true - y_pred) ** 2) / 2


@misconception(task="mse")
def mean_absolute_error(y_true, y_pred):
    """You take the mean of the absolute errors. Square the errors instead."""
    return np.mean(np.abs(y_true - y_pred))


@misconception(task="mse")
def root_mean_squared_error(y_true, y_pred):
    """You take the square root in the end, which gives the RMSE. Leave the root out."""
    return np.sqrt(np.mean((y_true - y_pred) ** 2))


@misconception(task="mse")
def mean_squared(y_true, y_pred):
    """You take the mean first and square it, so errors of opposite sign cancel. Square first, then take the mean."""
    return np.mean(y_true - y_pred) ** 2


@misconception(task="mse")
def not_squared(y_true, y_pred):
    """You take the mean of the errors without squaring them, so they cancel. Square each error first."""
    return np.mean(y_true - y_pred)


@misconception(task="mse")
def divided_by_one_less(y_true, y_pred):
    """You divide by N - 1, as one does for a variance. The mean of N squares divides by N."""
    return np.sum((y_true - y_pred) ** 2) / max(len(y_true) - 1, 1)


@misconception(task="mse")
def difference_of_squares(y_true, y_pred):
    """You square the targets and the predictions and subtract then. Subtract first, and square the difference."""
    return np.mean(y_true**2 - y_pred**2)


@misconception(task="mse")
def squares_not_averaged(y_true, y_pred):
    """You return one squared error for each sample. The error is one number, their mean."""
    return (y_true - y_pred) ** 2


@misconception(task="mse")
def relative_errors(y_true, y_pred):
    """You divide the errors by the targets. The mean squared error takes them as they are."""
    return np.mean(((y_true - y_pred) / y_true) ** 2)


@misconception(task="mse")
def predictions_written_over(y_true, y_pred):
    """You subtract in place and so write over the predictions you were given. Make a new array: y_pred - y_true."""
    y_pred -= y_true
    return np.mean(y_pred**2)


# mse_gradient


@misconception(task="mse_gradient")
def factor_two_forgotten(X, y, w):
    """Your gradient is half of what it should be: the derivative of a square has the factor 2."""
    return X.T @ (X @ w - y) / len(X)


@misconception(task="mse_gradient")
def summed_over_samples(X, y, w):
    """You add the samples' gradients up. The error is a mean over the samples, so its gradient is divided by N too."""
    return 2 * X.T @ (X @ w - y)


@misconception(task="mse_gradient")
def factor_two_and_mean_forgotten(X, y, w):
    """You return Xᵀ(Xw - y) alone. The factor 2/N belongs to it: 2 from the square, 1/N from the mean."""
    return X.T @ (X @ w - y)


@misconception(task="mse_gradient")
def downhill(X, y, w):
    """Your gradient has the wrong sign. It points uphill, so the error in it is prediction minus target; the minus of
    the descent comes in the step."""
    return 2 / len(X) * (X.T @ (y - X @ w))


@misconception(task="mse_gradient")
def divided_by_features(X, y, w):
    """You divide by the number of features. The mean is over the samples: the rows of X, len(X)."""
    return 2 / X.shape[1] * (X.T @ (X @ w - y))


@misconception(task="mse_gradient")
def divided_by_size(X, y, w):
    """You divide by the number of all entries of X, perhaps with X.size or a mean over the whole array. Divide by the
    number of samples."""
    return 2 / X.size * (X.T @ (X @ w - y))


@misconception(task="mse_gradient")
def inner_derivative_forgotten(X, y, w):
    """You forgot the inner derivative: each sample's error is multiplied by its row of X before the mean is taken."""
    return np.full(len(w), 2 * np.mean(X @ w - y))


@misconception(task="mse_gradient")
def means_multiplied(X, y, w):
    """You average the errors and the rows of X apart and multiply the means. Multiply each error by its own row first,
    then average."""
    return 2 * np.mean(X @ w - y) * X.mean(axis=0)


@misconception(task="mse_gradient")
def one_gradient_per_sample(X, y, w):
    """You return a gradient for each sample. Average them over the samples: one entry for each weight."""
    return 2 * (X @ w - y)[:, None] * X


@misconception(task="mse_gradient")
def targets_forgotten(X, y, w):
    """You differentiate the square of the prediction. It is the square of the error: subtract the targets."""
    return 2 / len(X) * (X.T @ (X @ w))


@misconception(task="mse_gradient")
def one_sided_difference(X, y, w):
    """You take a one-sided difference quotient, which is only nearly right. Use the formula 2/N Xᵀ(Xw - y)."""
    nudges = 1e-3 * np.eye(len(w))
    return np.array([(loss(X, y, w + nudge) - loss(X, y, w)) / 1e-3 for nudge in nudges])


@misconception(task="mse_gradient")
def targets_as_a_column(X, y, w):
    """You subtract a column from a row, and NumPy makes a table of all pairs. Give both the shape (N,)."""
    return 2 / len(X) * (X.T @ (X @ w - y.reshape(-1, 1))).sum(axis=1)


@misconception(task="mse_gradient")
def targets_written_over(X, y, w):
    """You compute the errors in place and so write over the targets you were given. Make a new array: X @ w - y."""
    y -= X @ w
    return -2 / len(X) * (X.T @ y)


# batch_step


@misconception(task="batch_step")
def uphill(X, y, w, lr):
    """You step along the gradient, which leads uphill. Subtract it."""
    return w + lr * slope(X, y, w)


@misconception(task="batch_step")
def learning_rate_forgotten(X, y, w, lr):
    """You subtract the whole gradient. Multiply it by the learning rate first."""
    return w - slope(X, y, w)


@misconception(task="batch_step")
def step_without_the_weights(X, y, w, lr):
    """You return the step alone. Add it to the weights and return these."""
    return -lr * slope(X, y, w)


@misconception(task="batch_step")
def divided_by_learning_rate(X, y, w, lr):
    """You divide the gradient by the learning rate. Multiply: a small rate makes a small step."""
    return w - slope(X, y, w) / lr


@misconception(task="batch_step")
def half_a_step(X, y, w, lr):
    """Your step is half as long as it should be: the gradient of the squared error has a factor 2."""
    return w - lr * slope(X, y, w) / 2


@misconception(task="batch_step")
def step_of_the_sum(X, y, w, lr):
    """You step along the sum of the samples' gradients. The gradient of the mean is divided by N."""
    return w - lr * slope(X, y, w) * len(X)


@misconception(task="batch_step")
def averaged_twice(X, y, w, lr):
    """You divide by the number of samples although the gradient is a mean already."""
    return w - lr * slope(X, y, w) / len(X)


@misconception(task="batch_step")
def only_the_direction(X, y, w, lr):
    """You scale the gradient to length 1. The step is lr times the gradient as it is: long on a steep slope."""
    gradient = slope(X, y, w)
    return w - lr * gradient / (np.linalg.norm(gradient) + 1e-12)


@misconception(task="batch_step")
def a_step_for_each_sample(X, y, w, lr):
    """You take one step for each sample. Batch descent looks at all samples, then takes a single step."""
    return epoch(X, y, w, lr, [[i] for i in range(len(X))])


@misconception(task="batch_step")
def one_sample_only(X, y, w, lr):
    """Your step looks at one sample only. Take the gradient of the error over all rows of X."""
    return w - lr * slope(X[:1], y[:1], w)


@misconception(task="batch_step")
def a_step_for_each_weight(X, y, w, lr):
    """You change one weight after another, each by a gradient in which the earlier ones have moved already. Compute the
    gradient once, then move all weights together."""
    w = w.copy()
    for j in range(len(w)):
        w[j] -= lr * slope(X, y, w)[j]
    return w


@misconception(task="batch_step")
def weights_written_over(X, y, w, lr):
    """You use -= on the weights, which changes the array you were given. Write w = w - …, which makes a new one."""
    w -= lr * slope(X, y, w)
    return w


# sgd_epoch


@misconception(task="sgd_epoch")
def order_ignored(X, y, w, lr, order):
    """You take the samples as they lie in X. Take them in the sequence of order."""
    return epoch(X, y, w, lr, [[i] for i in range(len(X))])


@misconception(task="sgd_epoch")
def gradients_at_the_start(X, y, w, lr, order):
    """You compute every gradient with the weights from before the epoch. Each step starts from the weights that the
    step before it left behind."""
    return w - lr * sum(slope(X[[i]], y[[i]], w) for i in order)


@misconception(task="sgd_epoch")
def one_full_batch_step(X, y, w, lr, order):
    """You take one step on the mean over all samples: that is batch descent. Step once for each sample."""
    return w - lr * slope(X[order], y[order], w)


@misconception(task="sgd_epoch")
def a_full_step_for_each_sample(X, y, w, lr, order):
    """You take a step per sample, but on the gradient over all of X each time. Use the row and the target of the one
    sample whose turn it is."""
    for _ in order:
        w = w - lr * slope(X, y, w)
    return w


@misconception(task="sgd_epoch")
def step_without_factor_two(X, y, w, lr, order):
    """Your steps are half as long as they should be: the derivative of the square has a factor 2."""
    return epoch(X, y, w, lr / 2, [[i] for i in order])


@misconception(task="sgd_epoch")
def divided_by_all_samples(X, y, w, lr, order):
    """You divide each step by the number of samples. The error of a single sample is not averaged."""
    return epoch(X, y, w, lr / len(X), [[i] for i in order])


@misconception(task="sgd_epoch")
def every_step_uphill(X, y, w, lr, order):
    """Your steps lead uphill. With prediction minus target in the gradient, subtract it; with target minus prediction,
    add it."""
    return epoch(X, y, w, -lr, [[i] for i in order])


@misconception(task="sgd_epoch")
def stops_after_one_sample(X, y, w, lr, order):
    """You stop after the first sample, perhaps by a return inside the loop. An epoch takes every sample once."""
    return epoch(X, y, w, lr, [[order[0]]])


@misconception(task="sgd_epoch")
def last_sample_left_out(X, y, w, lr, order):
    """You leave out the last sample of the order. An epoch takes every sample once."""
    return epoch(X, y, w, lr, [[i] for i in order[:-1]])


@misconception(task="sgd_epoch")
def targets_not_in_order(X, y, w, lr, order):
    """You take the rows of X in the order given, but the targets as they lie in y. Sample i has the target y[i]."""
    return epoch(X[order], y, w, lr, [[i] for i in range(len(X))])


@misconception(task="sgd_epoch")
def backwards(X, y, w, lr, order):
    """You go through the order backwards, perhaps with pop(). Its first entry is the sample that comes first."""
    return epoch(X, y, w, lr, [[i] for i in order[::-1]])


@misconception(task="sgd_epoch")
def order_read_as_places(X, y, w, lr, order):
    """You read order[i] as the place of sample i. It is the index of the sample whose turn comes in step i."""
    return epoch(X, y, w, lr, [[i] for i in np.argsort(order)])


@misconception(task="sgd_epoch")
def weights_changed_on_the_way(X, y, w, lr, order):
    """You use -= on the weights, which changes the array you were given. Write w = w - …, or start from w.copy()."""
    for i in order:
        w -= lr * slope(X[[i]], y[[i]], w)
    return w


# minibatch_epoch


@misconception(task="minibatch_epoch")
def smaller_batch_dropped(X, y, w, lr, batch_size, order):
    """You leave out the samples that do not fill a batch. They make a last, smaller batch."""
    full = len(order) // batch_size * batch_size
    return epoch(X, y, w, lr, cut(order[:full], batch_size))


@misconception(task="minibatch_epoch")
def smaller_batch_divided_by_batch_size(X, y, w, lr, batch_size, order):
    """You divide the last batch by batch_size although it holds fewer samples. Divide by its own size."""
    for batch in cut(order, batch_size):
        w = w - lr * slope(X[batch], y[batch], w) * len(batch) / batch_size
    return w


@misconception(task="minibatch_epoch")
def summed_over_the_batch(X, y, w, lr, batch_size, order):
    """You add up the gradients of a batch. The error is averaged over the batch: divide by its size."""
    for batch in cut(order, batch_size):
        w = w - lr * slope(X[batch], y[batch], w) * len(batch)
    return w


@misconception(task="minibatch_epoch")
def averaged_over_all_samples(X, y, w, lr, batch_size, order):
    """You divide by the number of all samples. A batch is averaged over its own samples."""
    for batch in cut(order, batch_size):
        w = w - lr * slope(X[batch], y[batch], w) * len(batch) / len(X)
    return w


@misconception(task="minibatch_epoch")
def batches_in_natural_order(X, y, w, lr, batch_size, order):
    """You cut the batches from X as it lies. Cut them from order: its first entries are the first batch."""
    return epoch(X, y, w, lr, cut(np.arange(len(X)), batch_size))


@misconception(task="minibatch_epoch")
def targets_as_they_lie(X, y, w, lr, batch_size, order):
    """You put X into the order given, but cut the targets from y as it lies. A sample keeps its target."""
    return epoch(X[order], y, w, lr, cut(np.arange(len(X)), batch_size))


@misconception(task="minibatch_epoch")
def batches_at_the_start(X, y, w, lr, batch_size, order):
    """You compute every batch's gradient with the weights from before the epoch. Each step starts from the weights that
    the step before it left behind."""
    return w - lr * sum(slope(X[batch], y[batch], w) for batch in cut(order, batch_size))


@misconception(task="minibatch_epoch")
def one_batch_only(X, y, w, lr, batch_size, order):
    """You stop after the first batch, perhaps by a return inside the loop. An epoch takes every batch."""
    return epoch(X, y, w, lr, [order[:batch_size]])


@misconception(task="minibatch_epoch")
def single_samples(X, y, w, lr, batch_size, order):
    """You step after each sample. Take one step per batch, on the gradient averaged over it."""
    return epoch(X, y, w, lr, [[i] for i in order])


@misconception(task="minibatch_epoch")
def that_many_batches(X, y, w, lr, batch_size, order):
    """You cut batch_size batches. It says how many samples a batch holds, not how many batches there are."""
    return epoch(X, y, w, lr, np.array_split(order, batch_size))


@misconception(task="minibatch_epoch")
def batches_of_equal_share(X, y, w, lr, batch_size, order):
    """You share the samples out evenly, perhaps with np.array_split. All batches but the last hold batch_size."""
    return epoch(X, y, w, lr, np.array_split(order, math.ceil(len(order) / batch_size)))


@misconception(task="minibatch_epoch")
def smaller_batch_first(X, y, w, lr, batch_size, order):
    """Your smaller batch comes first. Cut from the beginning of order, so that it comes last."""
    rest = len(order) % batch_size
    batches = [order[:rest]] if rest else []
    return epoch(X, y, w, lr, batches + cut(order[rest:], batch_size))


@misconception(task="minibatch_epoch")
def last_batch_filled_up(X, y, w, lr, batch_size, order):
    """You fill the last batch up with samples that have had their turn. It holds those that are left over, fewer than
    batch_size."""
    batches = cut(order, batch_size)
    return epoch(X, y, w, lr, [*batches[:-1], order[-batch_size:]])


@misconception(task="minibatch_epoch")
def weights_changed_batch_by_batch(X, y, w, lr, batch_size, order):
    """You use -= on the weights, which changes the array you were given. Write w = w - …, or start from w.copy()."""
    for batch in cut(order, batch_size):
        w -= lr * slope(X[batch], y[batch], w)
    return w


# fit


@misconception(task="fit")
def same_order_in_each_epoch(X, y, w0, lr, epochs, batch_size, seed):
    """Every epoch takes the samples in the same order: you draw it once, or make the generator anew in each epoch. Make
    the generator once, and draw a new order from it in each epoch."""
    w, losses = w0, []
    for _ in range(epochs):
        order = np.random.default_rng(seed).permutation(len(X))
        w = epoch(X, y, w, lr, cut(order, batch_size))
        losses.append(loss(X, y, w))
    return w, losses


@misconception(task="fit")
def global_seed_set_in_each_epoch(X, y, w0, lr, epochs, batch_size, seed):
    """You call np.random.seed, or shuffle once, so that every epoch takes the samples in the same order. Set the seed
    once, before the first epoch, and shuffle in each."""
    w, losses = w0, []
    for _ in range(epochs):
        np.random.seed(seed)
        w = epoch(X, y, w, lr, cut(np.random.permutation(len(X)), batch_size))
        losses.append(loss(X, y, w))
    return w, losses


@misconception(task="fit")
def never_shuffled(X, y, w0, lr, epochs, batch_size, seed):
    """You take the samples as they lie in X. Shuffle them anew in each epoch, by a permutation drawn from the seed."""
    w, losses = w0, []
    for _ in range(epochs):
        w = epoch(X, y, w, lr, cut(np.arange(len(X)), batch_size))
        losses.append(loss(X, y, w))
    return w, losses


@misconception(task="fit")
def generator_outside(X, y, w0, lr, epochs, batch_size, seed):
    """Your order does not depend on the seed: the generator lives outside of fit, so each call gives another result.
    Make it inside, from the seed."""
    w, losses = w0, []
    for _ in range(epochs):
        w = epoch(X, y, w, lr, cut(GENERATOR.permutation(len(X)), batch_size))
        losses.append(loss(X, y, w))
    return w, losses


@misconception(task="fit")
def targets_not_shuffled(X, y, w0, lr, epochs, batch_size, seed):
    """You shuffle X and leave y as it lies, so samples lose their targets. Use the same order for both."""
    rng = np.random.default_rng(seed)
    w, losses = w0, []
    for _ in range(epochs):
        w = epoch(X[rng.permutation(len(X))], y, w, lr, cut(np.arange(len(X)), batch_size))
        losses.append(loss(X, y, w))
    return w, losses


@misconception(task="fit")
def losses_before_the_epoch(X, y, w0, lr, epochs, batch_size, seed):
    """You measure the loss before each epoch. losses[k] is that of the weights after epoch k+1."""
    rng = np.random.default_rng(seed)
    w, losses = w0, []
    for _ in range(epochs):
        losses.append(loss(X, y, w))
        w = epoch(X, y, w, lr, cut(rng.permutation(len(X)), batch_size))
    return w, losses


@misconception(task="fit")
def loss_of_the_start_too(X, y, w0, lr, epochs, batch_size, seed):
    """Your losses begin with that of w0, one too many. There is one for each epoch, measured after it."""
    rng = np.random.default_rng(seed)
    w, losses = w0, [loss(X, y, w0)]
    for _ in range(epochs):
        w = epoch(X, y, w, lr, cut(rng.permutation(len(X)), batch_size))
        losses.append(loss(X, y, w))
    return w, losses


@misconception(task="fit")
def losses_along_the_way(X, y, w0, lr, epochs, batch_size, seed):
    """You average the losses of the batches, each with the weights of its moment. Measure once, after the epoch,
    over all of X."""
    return with_losses_of_batches(X, y, w0, lr, epochs, batch_size, seed, ahead=False, weighted=False)


@misconception(task="fit")
def weighted_losses_along_the_way(X, y, w0, lr, epochs, batch_size, seed):
    """You add up the losses of the batches, each with the weights of its moment, and divide by N. Measure once, after
    the epoch, over all of X."""
    return with_losses_of_batches(X, y, w0, lr, epochs, batch_size, seed, ahead=False, weighted=True)


@misconception(task="fit")
def losses_before_each_step(X, y, w0, lr, epochs, batch_size, seed):
    """You average the losses of the batches, each from before its step. Measure once, after the epoch, over all of
    X."""
    return with_losses_of_batches(X, y, w0, lr, epochs, batch_size, seed, ahead=True, weighted=False)


@misconception(task="fit")
def weighted_losses_before_each_step(X, y, w0, lr, epochs, batch_size, seed):
    """You add up the losses of the batches, each from before its step, and divide by N, as Keras prints it. Measure
    once, after the epoch, over all of X."""
    return with_losses_of_batches(X, y, w0, lr, epochs, batch_size, seed, ahead=True, weighted=True)


@misconception(task="fit")
def loss_of_the_last_batch(X, y, w0, lr, epochs, batch_size, seed):
    """You measure the loss on the last batch only. losses[k] is the error over all of X."""
    rng = np.random.default_rng(seed)
    w, losses = w0, []
    for _ in range(epochs):
        batches = cut(rng.permutation(len(X)), batch_size)
        w = epoch(X, y, w, lr, batches)
        losses.append(loss(X[batches[-1]], y[batches[-1]], w))
    return w, losses


@misconception(task="fit")
def a_loss_for_each_batch(X, y, w0, lr, epochs, batch_size, seed):
    """You keep a loss for each batch. There is one for each epoch, measured after it."""
    rng = np.random.default_rng(seed)
    w, losses = w0, []
    for _ in range(epochs):
        for batch in cut(rng.permutation(len(X)), batch_size):
            w = epoch(X, y, w, lr, [batch])
            losses.append(loss(X, y, w))
    return w, losses


@misconception(task="fit")
def start_ignored(X, y, w0, lr, epochs, batch_size, seed):
    """You start from zeros. Start from w0."""
    rng = np.random.default_rng(seed)
    w, losses = np.zeros(len(w0)), []
    for _ in range(epochs):
        w = epoch(X, y, w, lr, cut(rng.permutation(len(X)), batch_size))
        losses.append(loss(X, y, w))
    return w, losses


@misconception(task="fit")
def best_weights_of_all_epochs(X, y, w0, lr, epochs, batch_size, seed):
    """You return the weights of the epoch with the smallest loss. Return those after the last epoch."""
    rng = np.random.default_rng(seed)
    w, losses, best = w0, [], w0
    for _ in range(epochs):
        w = minibatch_epoch(X, y, w, lr, batch_size, rng.permutation(len(X)))
        losses.append(mse(y, X @ w))
        best = w if losses[-1] == min(losses) else best
    return best, losses


@misconception(task="fit")
def one_random_batch(X, y, w0, lr, epochs, batch_size, seed):
    """Your epoch is one random batch. An epoch takes as many batches as it needs to see every sample."""
    rng = np.random.default_rng(seed)
    w, losses = w0, []
    for _ in range(epochs):
        w = epoch(X, y, w, lr, [rng.permutation(len(X))[:batch_size]])
        losses.append(loss(X, y, w))
    return w, losses


@misconception(task="fit")
def left_over_samples_dropped(X, y, w0, lr, epochs, batch_size, seed):
    """You leave out the samples that do not fill a batch. They make a last, smaller batch of the epoch."""
    rng, full = np.random.default_rng(seed), len(X) // batch_size * batch_size
    w, losses = w0, []
    for _ in range(epochs):
        w = epoch(X, y, w, lr, cut(rng.permutation(len(X))[:full], batch_size))
        losses.append(loss(X, y, w))
    return w, losses


@misconception(task="fit")
def always_all_samples(X, y, w0, lr, epochs, batch_size, seed):
    """You take one step an epoch, whatever batch_size is. Cut the shuffled samples into batches and step after each."""
    w, losses = w0, []
    for _ in range(epochs):
        w = epoch(X, y, w, lr, [np.arange(len(X))])
        losses.append(loss(X, y, w))
    return w, losses


@misconception(task="fit")
def start_written_over(X, y, w0, lr, epochs, batch_size, seed):
    """Your training changes the array w0 that it was given, by -= or by writing into it. Start from w0.copy()."""
    rng = np.random.default_rng(seed)
    losses = []
    for _ in range(epochs):
        w0[:] = epoch(X, y, w0, lr, cut(rng.permutation(len(X)), batch_size))
        losses.append(loss(X, y, w0))
    return w0, losses


@misconception(task="fit")
def data_shuffled_in_place(X, y, w0, lr, epochs, batch_size, seed):
    """You shuffle the arrays X and y that you were given, in place. Draw an order, and leave the data where it lies."""
    rng = np.random.default_rng(seed)
    w, losses = w0, []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        X[:], y[:] = X[order], y[order]
        w = epoch(X, y, w, lr, cut(np.arange(len(X)), batch_size))
        losses.append(loss(X, y, w))
    return w, losses
