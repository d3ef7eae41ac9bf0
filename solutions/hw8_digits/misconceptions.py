# ruff: noqa: F821  (each function runs in the model answer's notebook and may use its names)
"""Wrong answers to homework 8 that students do give: the hidden suite must catch each, and diagnose it."""

import numpy as np

from grader.testing import misconception


class GradientDescent:
    """The plainest optimizer."""

    def __init__(self, lr):
        self.lr = lr

    def step(self, w, grad):
        return w - self.lr * grad


def a_plain_training(layers, optimizers, X, y, rng, epochs):
    """A committee of one network, in the form that the model's predict reads."""
    for _ in range(epochs):
        layers = train_epoch(layers, optimizers, X, y, rng)
    return [layers]


# train


@misconception(task="train")
def returns_nothing(X, y, seed):
    """Your train gives back None: the network that it trained is lost. End it with `return model`."""
    rng = np.random.default_rng(seed)
    layers = new_network([64, 16, 10], rng)
    a_plain_training(layers, [(Adam(), Adam()) for _ in layers], X / 16, y, rng, epochs=1)


@misconception(task="train")
def scales_its_input_in_place(X, y, seed):
    """Your train divides the array it was given, so the caller's images are changed. `X = X / 16` makes a new array;
    `X /= 16` does not."""
    X /= 16
    rng = np.random.default_rng(seed)
    return [train_network(X, y, rng) for _ in range(2)]


@misconception(task="train")
def tears_pairs_apart(X, y, seed):
    """You shuffle the images but not their labels, so the network is told a wrong digit for nearly every image. Draw
    one order and use it for both: `X[order]` and `y[order]`."""
    rng = np.random.default_rng(seed)
    layers = new_network([64, 16, 10], rng)
    optimizers = [(Adam(0.002), Adam(0.002)) for _ in layers]
    for _ in range(6):
        layers = train_epoch(layers, optimizers, rng.permutation(X / 16), y, rng)
    return [layers]


@misconception(task="train")
def climbs(X, y, seed):
    """Your updates add the gradient, so the loss rises with every step. To go down, subtract it."""
    rng = np.random.default_rng(seed)
    layers = new_network([64, 16, 10], rng)
    return a_plain_training(layers, [(Adam(-0.002), Adam(-0.002)) for _ in layers], X / 16, y, rng, epochs=4)


@misconception(task="train")
def keeps_the_first_weights(X, y, seed):
    """You compute the updated weights but return those that the training began with. Put what each step gives back in
    the place of the old layers."""
    rng = np.random.default_rng(seed)
    layers = new_network([64, 32, 10], rng)
    train_epoch(layers, [(Adam(), Adam()) for _ in layers], X / 16, y, rng)
    return [layers]


@misconception(task="train")
def starts_from_zeros(X, y, seed):
    """All of your weights start at zero. Then every hidden unit stays silent, no gradient reaches the weights, and
    only the last biases learn. Start from small random weights."""
    rng = np.random.default_rng(seed)
    layers = [(np.zeros((64, 32)), np.zeros(32)), (np.zeros((32, 10)), np.zeros(10))]
    return a_plain_training(layers, [(Adam(), Adam()) for _ in layers], X / 16, y, rng, epochs=5)


@misconception(task="train")
def leaps_too_far(X, y, seed):
    """Your learning rate is far too large, the more so for pixels up to 16: the first steps throw the weights so far
    that the hidden units never fire again. Divide the pixels by 16 and take smaller steps."""
    rng = np.random.default_rng(seed)
    layers = new_network([64, 32, 10], rng)
    return a_plain_training(layers, [(GradientDescent(10.0),) * 2 for _ in layers], X, y, rng, epochs=2)


# predict


def probabilities(model, X):
    return np.mean([forward(layers, X / 16) for layers in model], axis=0)


@misconception(task="predict")
def gives_probabilities(model, X):
    """Your predict gives the ten probabilities of each row. What is asked for is the place of the largest."""
    return probabilities(model, X)


@misconception(task="predict")
def gives_one_hot_rows(model, X):
    """Your predict gives a row of zeros with a single one. What is asked for is the digit itself: the place of the
    one."""
    return np.eye(10, dtype=int)[probabilities(model, X).argmax(axis=1)]


@misconception(task="predict")
def counts_from_one(model, X):
    """Your digits are one too large: places are counted from 0, so the place of the largest is the digit."""
    return probabilities(model, X).argmax(axis=1) + 1


@misconception(task="predict")
def looks_down_the_columns(model, X):
    """You look for the largest along axis 0, which says which row is most likely to show each digit. One answer for
    each row needs axis 1."""
    return np.argmax(probabilities(model, X), axis=0)


@misconception(task="predict")
def looks_at_all_rows_at_once(model, X):
    """np.argmax without an axis gives one place in the whole table of probabilities. One answer for each row needs
    axis 1."""
    return int(np.argmax(probabilities(model, X)))


@misconception(task="predict")
def gives_a_column(model, X):
    """Your digits come as a column of shape (n, 1). They should be a flat array of shape (n,)."""
    return probabilities(model, X).argmax(axis=1).reshape(-1, 1)


@misconception(task="predict")
def squeezes_a_single_row(model, X):
    """For a single row your predict gives a bare number. One row makes an array of shape (1,): do not squeeze."""
    return np.squeeze(probabilities(model, X).argmax(axis=1))


@misconception(task="predict")
def answers_for_the_first_row(model, X):
    """Your predict answers for the first row only. It should give one digit for each row of X."""
    return probabilities(model, X[:1]).argmax(axis=1)


# learning_curve


def a_network(rng, lr=0.003):
    layers = new_network([64, 32, 10], rng)
    return layers, [(Adam(lr), Adam(lr)) for _ in layers]


def loss_of(layers, X, y):
    return loss_and_gradients(layers, X / 16, y)[0]


@misconception(task="learning_curve")
def begins_before_the_first_epoch(X, y, epochs, seed):
    """Your curve has one value too many: it begins with the loss before any training. Note the loss after each epoch
    only."""
    rng = np.random.default_rng(seed)
    layers, optimizers = a_network(rng)
    losses = [loss_of(layers, X, y)]
    for _ in range(epochs):
        layers = train_epoch(layers, optimizers, X / 16, y, rng)
        losses.append(loss_of(layers, X, y))
    return losses


@misconception(task="learning_curve")
def accuracies(X, y, epochs, seed):
    """Your curve is the accuracy, which rises. What is asked for is the loss, which falls."""
    rng = np.random.default_rng(seed)
    layers, optimizers = a_network(rng)
    curve = []
    for _ in range(epochs):
        layers = train_epoch(layers, optimizers, X / 16, y, rng)
        curve.append(np.mean(forward(layers, X / 16).argmax(axis=1) == y))
    return curve


@misconception(task="learning_curve")
def starts_anew_in_each_epoch(X, y, epochs, seed):
    """You make a new network in each epoch, so nothing that was learned is kept. Make it once, before the loop."""
    losses = []
    for epoch in range(epochs):
        rng = np.random.default_rng(seed + epoch)
        layers, optimizers = a_network(rng)
        losses.append(loss_of(train_epoch(layers, optimizers, X / 16, y, rng), X, y))
    return losses


@misconception(task="learning_curve")
def never_updates(X, y, epochs, seed):
    """Your losses stay the same: the network is never updated between them. Put what each step gives back in the place
    of the old layers."""
    rng = np.random.default_rng(seed)
    layers, optimizers = a_network(rng)
    losses = []
    for _ in range(epochs):
        train_epoch(layers, optimizers, X / 16, y, rng)
        losses.append(loss_of(layers, X, y))
    return losses


@misconception(task="learning_curve")
def adds_up_over_the_epochs(X, y, epochs, seed):
    """Your sum of the losses runs on from epoch to epoch, so the curve rises. Set it back to zero when an epoch
    begins."""
    rng = np.random.default_rng(seed)
    layers, optimizers = a_network(rng)
    losses, total = [], 0.0
    for _ in range(epochs):
        layers = train_epoch(layers, optimizers, X / 16, y, rng)
        total += loss_of(layers, X, y)
        losses.append(total)
    return losses


@misconception(task="learning_curve")
def only_the_last_loss(X, y, epochs, seed):
    """You give the last loss alone. Collect the loss of each epoch in a list and return the list."""
    rng = np.random.default_rng(seed)
    layers, optimizers = a_network(rng)
    for _ in range(epochs):
        layers = train_epoch(layers, optimizers, X / 16, y, rng)
    return loss_of(layers, X, y)


@misconception(task="learning_curve")
def a_loss_for_every_batch(X, y, epochs, seed):
    """You note a loss for every batch. What is asked for is one for each epoch: the loss over all of the training
    digits after it, or the mean over its batches."""
    rng = np.random.default_rng(seed)
    layers, optimizers = a_network(rng)
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), 32):
            batch = order[start : start + 32]
            losses.append(loss_of(layers, X[batch], y[batch]))
            layers = train_epoch(layers, optimizers, X[batch] / 16, y[batch], rng)
    return losses


@misconception(task="learning_curve")
def always_thirty_epochs(X, y, epochs, seed):
    """Your curve always has the same number of epochs. How many there are is what the argument `epochs` says."""
    rng = np.random.default_rng(seed)
    layers, optimizers = a_network(rng)
    losses = []
    for _ in range(30):
        layers = train_epoch(layers, optimizers, X / 16, y, rng)
        losses.append(loss_of(layers, X, y))
    return losses


@misconception(task="learning_curve")
def log_likelihoods(X, y, epochs, seed):
    """Your values are below 0 and rise: the sign of the cross-entropy is missing. The loss is *minus* the mean
    logarithm."""
    rng = np.random.default_rng(seed)
    layers, optimizers = a_network(rng)
    losses = []
    for _ in range(epochs):
        layers = train_epoch(layers, optimizers, X / 16, y, rng)
        losses.append(-loss_of(layers, X, y))
    return losses


@misconception(task="learning_curve")
def returns_the_network_too(X, y, epochs, seed):
    """You return the network together with the losses. Return the losses alone."""
    rng = np.random.default_rng(seed)
    layers, optimizers = a_network(rng)
    losses = []
    for _ in range(epochs):
        layers = train_epoch(layers, optimizers, X / 16, y, rng)
        losses.append(loss_of(layers, X, y))
    return layers, losses


@misconception(task="learning_curve")
def scales_the_pixels_in_place(X, y, epochs, seed):
    """Your learning_curve divides the array it was given, so the caller's images are changed. `X = X / 16` makes a new
    array; `X /= 16` does not."""
    X /= 16
    rng = np.random.default_rng(seed)
    layers, optimizers = a_network(rng)
    losses = []
    for _ in range(epochs):
        layers = train_epoch(layers, optimizers, X, y, rng)
        losses.append(loss_and_gradients(layers, X, y)[0])
    return losses
