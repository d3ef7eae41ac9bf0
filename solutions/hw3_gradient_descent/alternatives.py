# ruff: noqa: F821  (each function runs in the model answer's notebook and may use its names)
"""Right answers to homework 3, written otherwise: the hidden suite must give each of them full marks."""

import math
import random
from collections import deque
from functools import reduce

import numpy as np

from grader.testing import alternative


def in_batches(order, batch_size):
    """A generator of the batches."""
    rest = deque(order)
    while rest:
        yield [rest.popleft() for _ in range(min(batch_size, len(rest)))]


class Linear:
    """A helper class: a linear model that learns from a batch."""

    def __init__(self, w, lr):
        self.w, self.lr = w, lr

    def predict(self, X):
        return X.dot(self.w)

    def loss(self, X, y):
        return float(np.square(y - self.predict(X)).mean())

    def learn(self, X, y):
        self.w = self.w - 2 * self.lr * ((self.predict(X) - y)[:, None] * X).mean(axis=0)
        return self


# mse


@alternative(task="mse")
def with_a_loop(y_true, y_pred):
    total = 0
    for target, prediction in zip(y_true, y_pred):
        total += (target - prediction) ** 2
    return total / len(y_true)


@alternative(task="mse")
def exact_sum(y_true, y_pred):
    return math.fsum((float(p) - float(t)) ** 2 for t, p in zip(y_true, y_pred)) / y_true.shape[0]


@alternative(task="mse")
def with_zero_axes(y_true, y_pred):
    return np.asarray(np.square(np.subtract(y_pred, y_true)).mean())


@alternative(task="mse")
def with_a_dot_product(y_true, y_pred):
    e = y_pred - y_true
    return (e @ e) / e.size


@alternative(task="mse")
def with_the_norm(y_true, y_pred):
    return np.linalg.norm(y_true - y_pred) ** 2 / np.size(y_true)


@alternative(task="mse")
def variance_and_bias(y_true, y_pred):
    return np.var(y_pred - y_true) + np.mean(y_pred - y_true) ** 2


# mse_gradient


@alternative(task="mse_gradient")
def with_two_loops(X, y, w):
    n_samples, n_features = X.shape
    gradient = [0.0] * n_features
    for i in range(n_samples):
        error = sum(float(X[i][j]) * float(w[j]) for j in range(n_features)) - y[i]
        for j in range(n_features):
            gradient[j] += 2 * error * X[i, j] / n_samples
    return np.array(gradient)


@alternative(task="mse_gradient")
def mean_of_the_samples_gradients(X, y, w):
    return np.mean([2 * (x @ w - target) * x for x, target in zip(X, y)], axis=0)


@alternative(task="mse_gradient")
def target_minus_prediction(X, y, w):
    return -2 * np.average(X * (y - np.dot(X, w)).reshape(-1, 1), axis=0)


@alternative(task="mse_gradient")
def with_einsum(X, y, w):
    return np.einsum("ij,i->j", X, np.einsum("ij,j->i", X, w) - y) * 2 / X.shape[0]


@alternative(task="mse_gradient")
def multiplied_out(X, y, w):
    return 2 * (X.T @ X @ w - X.T @ y) / len(y)


@alternative(task="mse_gradient")
def with_matrices(X, y, w):
    residuals = X @ w.reshape(-1, 1) - y.reshape(-1, 1)
    return (2 / X.shape[0] * X.T @ residuals).ravel()


@alternative(task="mse_gradient")
def central_differences(X, y, w):
    nudges = 1e-2 * np.eye(len(w))  # exact for a parabola, up to rounding
    return np.array([(mse(y, X @ (w + nudge)) - mse(y, X @ (w - nudge))) / 2e-2 for nudge in nudges])


# batch_step


@alternative(task="batch_step")
def written_out(X, y, w, lr):
    return w - lr * 2 / len(X) * X.T @ (X @ w - y)


@alternative(task="batch_step")
def towards_the_targets(X, y, w, lr):
    return w + (2 * lr / y.size) * ((y - X @ w) @ X)


@alternative(task="batch_step")
def on_a_copy(X, y, w, lr):
    new = w.copy()
    new -= lr * np.asarray(mse_gradient(X, y, w))
    return new


@alternative(task="batch_step")
def list_of_weights(X, y, w, lr):
    return [float(v - lr * g) for v, g in zip(w, mse_gradient(X=X, y=y, w=w))]


@alternative(task="batch_step")
def as_an_affine_map(X, y, w, lr):
    A = np.eye(len(w)) - 2 * lr / len(X) * X.T @ X
    return A @ w + 2 * lr / len(X) * X.T @ y


@alternative(task="batch_step")
def with_a_class(X, y, w, lr):
    return Linear(w, lr).learn(X, y).w


# sgd_epoch


@alternative(task="sgd_epoch")
def batch_steps_of_one_row(X, y, w, lr, order):
    for i in order:
        w = batch_step(X[i : i + 1], y[i : i + 1], w, lr)
    return w


@alternative(task="sgd_epoch")
def gradients_of_one_row(X, y, w, lr, order):
    w = np.array(w, dtype=float)
    for k in range(len(X)):
        w -= lr * mse_gradient(X[[order[k]]], y[[order[k]]], w)
    return w


@alternative(task="sgd_epoch")
def with_python_lists(X, y, w, lr, order):
    rows, targets, w = X.tolist(), y.tolist(), w.tolist()
    for i in order.tolist():
        error = targets[i] - sum(p * q for p, q in zip(rows[i], w))
        w = [q + 2 * lr * error * p for p, q in zip(rows[i], w)]
    return w


@alternative(task="sgd_epoch")
def folded(X, y, w, lr, order):
    return reduce(lambda v, i: v - 2 * lr * (np.dot(X[i], v) - y[i]) * X[i], order, w)


@alternative(task="sgd_epoch")
def rows_put_in_order(X, y, w, lr, order):
    for x, target in zip(X[order], y[order]):
        w = w + lr * 2 * (target - np.sum(x * w)) * x
    return tuple(w)


@alternative(task="sgd_epoch")
def batches_of_one(X, y, w, lr, order):
    return minibatch_epoch(X, y, w, lr, 1, order)


@alternative(task="sgd_epoch")
def with_a_model(X, y, w, lr, order):
    model = Linear(w, lr)
    for i in order:
        model.learn(X[None, i], y[None, i])
    return model.w


# minibatch_epoch


@alternative(task="minibatch_epoch")
def with_a_while_loop(X, y, w, lr, batch_size, order):
    start = 0
    while start < len(X):
        rows, targets = X[order][start : start + batch_size], y[order][start : start + batch_size]
        w = w - lr * mse_gradient(rows, targets, w)
        start += batch_size
    return w


@alternative(task="minibatch_epoch")
def split_at_places(X, y, w, lr, batch_size, order):
    for batch in np.array_split(order, range(batch_size, len(order), batch_size)):
        w = w + 2 * lr * np.mean((y[batch] - X[batch] @ w)[:, np.newaxis] * X[batch], axis=0)
    return w


@alternative(task="minibatch_epoch")
def summed_sample_by_sample(X, y, w, lr, batch_size, order):
    for batch in in_batches(order, batch_size):
        total = np.zeros_like(w)
        for i in batch:
            total += 2 * (X[i] @ w - y[i]) * X[i]
        w = w - lr * total / len(batch)
    return list(w)


@alternative(task="minibatch_epoch")
def step_when_full(X, y, w, lr, batch_size, order):
    batch = []
    for place, i in enumerate(order, start=1):
        batch.append(int(i))
        if len(batch) == batch_size or place == len(order):
            w, batch = batch_step(X[batch], y[batch], w, lr), []
    return w


@alternative(task="minibatch_epoch")
def with_counted_batches(X, y, w, lr, batch_size, order):
    model = Linear(w, lr)
    for k in range(math.ceil(len(order) / batch_size)):
        rows = order[k * batch_size : min((k + 1) * batch_size, len(order))]
        model.learn(np.take(X, rows, axis=0), np.take(y, rows))
    return model.w.tolist()


@alternative(task="minibatch_epoch")
def recursive(X, y, w, lr, batch_size, order):
    if len(order) == 0:
        return w
    batch, rest = order[:batch_size], order[batch_size:]
    return recursive(X, y, batch_step(X[batch], y[batch], w, lr), lr, batch_size, rest)


# fit


@alternative(task="fit")
def shuffled_copies(X, y, w0, lr, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    rows, targets, w, losses = X.copy(), y.copy(), w0.copy(), np.empty(epochs)
    for k in range(epochs):
        order = rng.permutation(len(X))
        rows, targets = rows[order], targets[order]
        for i in range(0, len(X), batch_size):
            w -= lr * mse_gradient(rows[i : i + batch_size], targets[i : i + batch_size], w)
        losses[k] = mse(targets, rows @ w)
    return w, losses


@alternative(task="fit")
def with_the_standard_library(X, y, w0, lr, epochs, batch_size, seed):
    generator, order = random.Random(seed), list(range(len(X)))
    w, losses = w0.tolist(), []
    for _ in range(epochs):
        generator.shuffle(order)
        for batch in in_batches(order, batch_size):
            w = batch_step(X[batch], y[batch], np.array(w), lr).tolist()
        losses.append(float(mse(y, X @ np.array(w))))
    return [w, losses]


@alternative(task="fit")
def with_the_global_generator(X, y, w0, lr, epochs, batch_size, seed):
    np.random.seed(seed)
    w, losses, order = w0, (), np.arange(len(X))
    for _ in range(epochs):
        np.random.shuffle(order)
        w = minibatch_epoch(X, y, w, lr, batch_size, order)
        losses += (np.asarray(mse(y, X @ w)),)
    return w, losses


@alternative(task="fit")
def a_seed_for_each_epoch(X, y, w0, lr, epochs, batch_size, seed):
    w, losses = w0, []
    for k in range(epochs):
        order = np.random.RandomState((seed + k) % 2**32).permutation(len(X))
        w = minibatch_epoch(X, y, w, lr=lr, batch_size=batch_size, order=order)
        losses.append(mse(X @ w, y))
    return w, np.array(losses)


@alternative(task="fit")
def orders_drawn_beforehand(X, y, w0, lr, epochs, batch_size, seed):
    orders = np.random.default_rng(seed).random((epochs, len(X))).argsort(axis=1)
    path = [w0]
    for order in orders:
        path.append(minibatch_epoch(X, y, path[-1], lr, batch_size, order.tolist()))
    return path[-1], [mse(y, X @ w) for w in path[1:]]


@alternative(task="fit")
def with_a_linear_model(X, y, w0, lr, epochs, batch_size, seed):
    model, rng, losses = Linear(w0, lr), np.random.default_rng(seed), []
    pairs = np.column_stack([X, y])
    for _ in range(epochs):
        rng.shuffle(pairs)
        for start in range(0, len(pairs), batch_size):
            batch = pairs[start : start + batch_size]
            model.learn(batch[:, :-1], batch[:, -1])
        losses.append(model.loss(X, y))
    return model.w, losses


@alternative(task="fit")
def by_kind_of_descent(X, y, w0, lr, epochs, batch_size, seed):
    rng, w, losses = np.random.default_rng(seed), w0, []
    for _ in range(epochs):
        if batch_size == len(X):
            w = batch_step(X, y, w, lr)
        elif batch_size == 1:
            w = sgd_epoch(X, y, w, lr, rng.permutation(len(X)))
        else:
            w = minibatch_epoch(X, y, w, lr, batch_size, rng.permutation(len(X)))
        losses.append(mse(y, X @ w))
    return w, losses
