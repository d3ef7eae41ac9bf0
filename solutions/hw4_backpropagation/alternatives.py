# ruff: noqa: F821  (each function runs in the model answer's notebook and may use its names)
"""Right answers to homework 4, written otherwise: each must get full marks."""

import itertools
import math
from collections import namedtuple
from functools import reduce

import numpy as np

from grader.testing import alternative

# sigmoid


@alternative(task="sigmoid")
def textbook_sigmoid(z):
    return 1 / (1 + np.exp(-z))


@alternative(task="sigmoid")
def by_tanh(z):
    return 0.5 * (1.0 + np.tanh(0.5 * z))


@alternative(task="sigmoid")
def by_masks(z):
    result = np.empty_like(z)
    positive = z >= 0
    result[positive] = 1.0 / (1.0 + np.exp(-z[positive]))
    e = np.exp(z[~positive])
    result[~positive] = e / (1.0 + e)
    return result


@alternative(task="sigmoid")
def both_forms_and_a_choice(z):
    return np.where(z < 0, np.exp(z) / (1 + np.exp(z)), 1 / (1 + np.exp(-z)))


@alternative(task="sigmoid")
def clipped_far_out(z):
    return 1.0 / (1.0 + np.exp(-np.clip(z, -500, 500)))


@alternative(task="sigmoid")
def part_by_part(z):
    if np.ndim(z):
        return np.array([part_by_part(part) for part in z])
    return 1.0 / (1.0 + math.exp(-z)) if z > 0 else math.exp(z) / (1.0 + math.exp(z))


@alternative(task="sigmoid")
def in_long_doubles(z):
    return 1 / (1 + np.exp(-np.asarray(z, dtype=np.longdouble)))


# sigmoid_derivative


@alternative(task="sigmoid_derivative")
def difference_of_squares(z):
    s = sigmoid(z)
    return s - s**2


@alternative(task="sigmoid_derivative")
def product_of_both_sides(z):
    return sigmoid(z) * sigmoid(-z)


@alternative(task="sigmoid_derivative")
def by_cosh(z):
    return 0.25 / np.cosh(np.clip(z, -700, 700) / 2) ** 2


@alternative(task="sigmoid_derivative")
def quotient_of_the_size(z):
    e = np.exp(-abs(z))
    return e / (1 + e) ** 2


@alternative(task="sigmoid_derivative")
def slopes_one_by_one(z):
    result = np.zeros(z.shape)
    for i, v in np.ndenumerate(z):
        s = 1 / (1 + np.exp(-v))
        result[i] = s * (1 - s)
    return result.tolist()


# relu


@alternative(task="relu")
def times_a_truth_value(z):
    return z * (z > 0)


@alternative(task="relu")
def half_the_sum_with_the_size(z):
    return (z + np.abs(z)) / 2


@alternative(task="relu")
def copied_and_cleared(z):
    result = z.copy()
    result[result < 0] = 0
    return result


@alternative(task="relu")
def vectorized_max(z):
    return np.vectorize(lambda v: max(v, 0.0), otypes=[float])(z)


@alternative(task="relu")
def relu_part_by_part(z):
    return np.stack([relu_part_by_part(part) for part in z]) if np.ndim(z) else max(0, float(z))


@alternative(task="relu")
def clipped_below(z):
    return np.clip(z, 0, None)


# relu_derivative


@alternative(task="relu_derivative")
def truth_values(z):
    return z > 0


@alternative(task="relu_derivative")
def whole_numbers(z):
    return (z > 0).astype(int)


@alternative(task="relu_derivative")
def heaviside_at_zero(z):
    return np.heaviside(z, 0)


@alternative(task="relu_derivative")
def sign_of_relu(z):
    return np.sign(relu(z))


@alternative(task="relu_derivative")
def nested_tuples_of_slopes(z):
    return tuple(nested_tuples_of_slopes(part) for part in z) if np.ndim(z) else (1 if z > 0 else 0)


@alternative(task="relu_derivative")
def ones_where_positive(z):
    slopes = np.zeros_like(z)
    slopes[z > 0] = 1
    return slopes


# softmax


@alternative(task="softmax")
def row_by_row(Z):
    rows = []
    for row in Z:
        e = np.exp(row - np.max(row))
        rows.append(e / np.sum(e))
    return np.array(rows)


@alternative(task="softmax")
def by_log_sum_exp(Z):
    largest = np.max(Z, axis=-1)[:, None]
    return np.exp(Z - largest - np.log(np.exp(Z - largest).sum(-1)[:, None]))


@alternative(task="softmax")
def transposed_there_and_back(Z):
    E = np.exp(Z.T - Z.max(axis=1))
    return (E / E.sum(axis=0)).T


@alternative(task="softmax")
def python_floats(Z):
    result = []
    for row in Z.tolist():
        e = [math.exp(z - max(row)) for z in row]
        result.append([v / math.fsum(e) for v in e])
    return np.array(result)


@alternative(task="softmax")
def by_differences(Z):
    with np.errstate(over="ignore"):
        return 1.0 / np.exp(Z[:, None, :] - Z[:, :, None]).sum(axis=2)


@alternative(task="softmax")
def by_apply_along_axis(Z):
    def one(z):
        e = np.exp(z - z.max())
        return e / e.sum()

    return np.apply_along_axis(one, 1, Z)


# cross_entropy


@alternative(task="cross_entropy")
def by_onehot(P, y):
    onehot = np.zeros(P.shape)
    onehot[np.arange(len(y)), y] = 1
    return -(onehot * np.log(P)).sum() / P.shape[0]


@alternative(task="cross_entropy")
def guarded(P, y):
    return np.mean(-np.log(P[range(len(y)), y] + 1e-12))


@alternative(task="cross_entropy")
def clipped_copy(P, y):
    Q = np.clip(P, 1e-12, 1 - 1e-12)
    return -np.log(Q[np.arange(len(Q)), y]).mean()


@alternative(task="cross_entropy")
def error_by_error(P, y):
    total = 0
    for row, label in zip(P, y):
        total -= math.log(row[label])
    return total / len(y)


@alternative(task="cross_entropy")
def by_take_along_axis(P, y):
    return np.asarray(np.average(-np.log(np.take_along_axis(P, y[:, None], axis=1))))


@alternative(task="cross_entropy")
def picked_by_choose(P, y):
    logs = np.log(P)
    return float(-np.trace(logs[:, y]) / y.size)


# dense_backward


@alternative(task="dense_backward")
def by_einsum(dY, X, W):
    return [np.einsum("ij,kj->ik", dY, W), np.einsum("ik,ij->kj", X, dY), np.einsum("ij->j", dY)]


@alternative(task="dense_backward")
def sample_by_sample(dY, X, W):
    dX, dW, db = np.zeros(X.shape), np.zeros(W.shape), np.zeros(W.shape[1])
    for i in range(len(X)):
        dX[i] = W @ dY[i]
        dW += np.outer(X[i], dY[i])
        db += dY[i]
    return dX, dW, db


@alternative(task="dense_backward")
def products_transposed(dY, X, W):
    return np.dot(W, dY.T).T, np.dot(dY.T, X).T, np.ones(len(dY)) @ dY


@alternative(task="dense_backward")
def lists_of_gradients(dY, X, W):
    dX = [[sum(d * w for d, w in zip(row, weights)) for weights in W.tolist()] for row in dY.tolist()]
    dW = [[float(sum(X[i, k] * dY[i, j] for i in range(len(X)))) for j in range(W.shape[1])] for k in range(W.shape[0])]
    return dX, dW, [sum(column) for column in zip(*dY.tolist())]


Gradients = namedtuple("Gradients", "inputs weights biases")


@alternative(task="dense_backward")
def bias_as_a_weight(dY, X, W):
    joined = np.hstack([X, np.ones((len(X), 1))]).T @ dY
    return Gradients(np.tensordot(dY, W, axes=(1, 1)), joined[:-1], joined[-1])


# softmax_cross_entropy_backward


@alternative(task="softmax_cross_entropy_backward")
def identity_matrix_for_onehot(P, y):
    return (P - np.eye(P.shape[1])[y]) / P.shape[0]


@alternative(task="softmax_cross_entropy_backward")
def divided_first(P, y):
    dZ = P / len(P)
    for i, label in enumerate(y):
        dZ[i, label] -= 1 / len(P)
    return dZ


@alternative(task="softmax_cross_entropy_backward")
def labels_compared(P, y):
    onehot = y[:, np.newaxis] == np.arange(P.shape[1])
    return np.mean([1.0 / len(y)]) * (P - onehot)


@alternative(task="softmax_cross_entropy_backward")
def through_the_jacobian(P, y):
    dP = np.zeros_like(P)
    dP[np.arange(len(y)), y] = -1 / (P[np.arange(len(y)), y] * len(y))
    return np.array([(np.diag(p) - np.outer(p, p)) @ d for p, d in zip(P, dP)])


@alternative(task="softmax_cross_entropy_backward")
def place_by_place(P, y):
    n = len(P)
    return np.array([[(p - (1 if j == label else 0)) / n for j, p in enumerate(row)] for row, label in zip(P, y)])


# forward


@alternative(task="forward")
def last_layer_by_its_number(layers, X):
    A = X
    for k, (W, b) in enumerate(layers):
        Z = np.dot(A, W) + b
        A = softmax(Z) if k == len(layers) - 1 else relu(Z)
    return A


@alternative(task="forward")
def by_recursion(layers, X):
    (W, b), *rest = layers
    if not rest:
        return softmax(X @ W + b)
    return by_recursion(rest, np.where(X @ W + b > 0, X @ W + b, 0))


@alternative(task="forward")
def folded(layers, X):
    *hidden, (W, b) = layers
    A = reduce(lambda A, layer: relu(A @ layer[0] + layer[1]), hidden, X)
    scores = A @ W + b
    E = np.exp(scores - np.max(scores, axis=1)[:, None])
    return E / np.sum(E, axis=1, keepdims=True)


class Dense:
    """A helper class: a layer that is called like a function."""

    def __init__(self, W, b, activation):
        self.W, self.b, self.activation = np.array(W), np.array(b), activation

    def __call__(self, X):
        return self.activation(np.einsum("ij,jk->ik", X, self.W) + self.b)


@alternative(task="forward")
def with_a_class(layers, X):
    for k, (W, b) in enumerate(layers, start=1):
        X = Dense(W, b, softmax if k == len(layers) else relu)(X)
    return X


@alternative(task="forward")
def sample_after_sample(layers, X):
    rows = []
    for x in X:
        a = x
        for W, b in layers:
            z = W.T @ a + b
            a = np.maximum(z, 0)
        rows.append(softmax(z[np.newaxis])[0].tolist())
    return rows


@alternative(task="forward")
def bias_as_one_more_weight(layers, X):
    for W, b in layers:
        Z = np.hstack([X, np.ones((len(X), 1))]) @ np.vstack([W, b])
        X = relu(Z)
    return softmax(Z)


# loss_and_gradients


@alternative(task="loss_and_gradients")
def by_the_activations(layers, X, y):
    activations = [X]
    for W, b in layers[:-1]:
        activations.append(relu(activations[-1] @ W + b))
    P = forward(layers, X)
    gradients = [None] * len(layers)
    delta = softmax_cross_entropy_backward(P, y)
    for k in range(len(layers) - 1, -1, -1):
        delta, dW, db = dense_backward(delta, activations[k], layers[k][0])
        gradients[k] = (dW, db)
        delta *= activations[k] > 0
    return cross_entropy(P, y), gradients


@alternative(task="loss_and_gradients")
def recursively(layers, X, y):
    def go(layers, A):
        (W, b), *rest = layers
        Z = A @ W + b
        if rest:
            loss, dA, gradients = go(rest, relu(Z))
            dZ = relu_derivative(Z) * dA
        else:
            P = softmax(Z)
            loss, dZ, gradients = cross_entropy(P, y), softmax_cross_entropy_backward(P, y), []
        return loss, dZ @ W.T, [(A.T @ dZ, dZ.sum(0)), *gradients]

    loss, _, gradients = go(layers, X)
    return loss, gradients


@alternative(task="loss_and_gradients")
def mean_over_the_samples(layers, X, y):
    losses, totals = [], [[np.zeros_like(W), np.zeros_like(b)] for W, b in layers]
    for x, label in zip(X, y):
        given = [x]
        for W, b in layers:
            z = given[-1] @ W + b
            given.append(np.maximum(z, 0))
        z = z - z.max()
        p = np.exp(z) / np.exp(z).sum()
        losses.append(-math.log(p[label]))
        d = p - np.eye(len(p))[label]
        for k in reversed(range(len(layers))):
            totals[k][0] += np.outer(given[k], d) / len(X)
            totals[k][1] += d / len(X)
            d = (layers[k][0] @ d) * np.sign(given[k])
    return np.asarray(np.mean(losses)), tuple(map(tuple, totals))


class Layer:
    """A helper class: a layer that remembers what it was given."""

    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, A):
        self.A = A
        return A @ self.W + self.b

    def backward(self, dZ):
        self.dW, self.db = self.A.T @ dZ, dZ.sum(axis=0)
        return dZ @ self.W.T


@alternative(task="loss_and_gradients")
def with_remembering_layers(layers, X, y):
    network = [Layer(W, b) for W, b in layers]
    A, masks = X, []
    for layer in network[:-1]:
        Z = layer.forward(A)
        masks.append(Z > 0)
        A = Z * masks[-1]
    P = softmax(network[-1].forward(A))
    d = network[-1].backward(softmax_cross_entropy_backward(P, y))
    for layer, mask in zip(reversed(network[:-1]), reversed(masks)):
        d = layer.backward(d * mask)
    return [cross_entropy(P, y), ([layer.dW.tolist(), layer.db.tolist()] for layer in network)]


@alternative(task="loss_and_gradients")
def built_backwards_and_turned_round(layers, X, y):
    cache, A = [], X
    for i, (W, b) in enumerate(layers):
        Z = A @ W + b
        cache.append((A, Z))
        A = relu(Z) if i < len(layers) - 1 else softmax(Z)
    N, grads = X.shape[0], []
    dZ = A.copy()
    dZ[range(N), y] -= 1
    dZ /= N
    for (W, _), (A_before, _), (_, Z_before) in zip(layers[::-1], cache[::-1], [*cache[-2::-1], (None, None)]):
        grads.append((np.dot(A_before.T, dZ), np.sum(dZ, axis=0)))
        if Z_before is not None:
            dZ = np.dot(dZ, W.T)
            dZ[Z_before <= 0] = 0
    grads.reverse()
    return float(-np.mean(np.log(A[range(N), y] + 1e-12))), grads


# numerical_gradient


@alternative(task="numerical_gradient")
def nudged_in_place(f, w, eps=1e-5):
    gradient = np.zeros_like(w)
    it = np.nditer(w, flags=["multi_index"])
    while not it.finished:
        i = it.multi_index
        old = w[i]
        w[i] = old + eps
        above = f(w)
        w[i] = old - eps
        below = f(w)
        w[i] = old
        gradient[i] = (above - below) / (2 * eps)
        it.iternext()
    return gradient


@alternative(task="numerical_gradient")
def by_the_flat_array(f, w, eps=1e-5):
    flat, slopes = w.ravel(), []
    for k in range(w.size):
        e = np.zeros(w.size)
        e[k] = eps
        slopes.append((f((flat + e).reshape(w.shape)) - f((flat - e).reshape(w.shape))) / 2 / eps)
    return np.reshape(slopes, w.shape)


@alternative(task="numerical_gradient")
def by_unit_arrays(f, w, eps=1e-5):
    directions = np.eye(w.size).reshape(w.size, *w.shape)
    return np.array([0.5 * (f(w + eps * d) - f(w - eps * d)) / eps for d in directions]).reshape(w.shape)


@alternative(task="numerical_gradient")
def mean_of_both_sides(f, w, eps=1e-5):
    here, gradient = f(w), np.empty(w.shape)
    for i in itertools.product(*map(range, w.shape)):
        up, down = np.array(w), np.array(w)
        up[i], down[i] = w[i] + eps, w[i] - eps
        gradient[i] = ((f(up) - here) / eps + (here - f(down)) / eps) / 2
    return gradient.tolist()


@alternative(task="numerical_gradient")
def half_a_step_on_each_side(f, w, eps=1e-5):
    gradient = np.zeros(w.shape)
    for i, _ in np.ndenumerate(w):
        e = np.zeros(w.shape)
        e[i] = eps / 2
        gradient[i] = (f(w + e) - f(w - e)) / eps
    return gradient


@alternative(task="numerical_gradient")
def by_the_flat_iterator(f, w, eps=1e-5):
    moved, gradient = w.astype(float), np.zeros(w.shape)
    for k in range(w.size):
        values = []
        for step in (eps, -eps):
            moved.flat[k] = w.flat[k] + step
            values.append(float(f(moved)))
        moved.flat[k] = w.flat[k]
        gradient.flat[k] = (values[0] - values[1]) / (eps + eps)
    return gradient
