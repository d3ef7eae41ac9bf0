# ruff: noqa: F821  (each function runs in the model answer's notebook and may use its names)
"""Right answers to homework 6, written otherwise: the hidden suite must give each of them full marks."""

import math
import random
from functools import reduce

import numpy as np

from grader.testing import alternative

# glorot_uniform


@alternative(task="glorot_uniform")
def unit_interval_stretched(fan_in, fan_out, seed):
    limit = 6**0.5 / (fan_in + fan_out) ** 0.5
    return (2 * np.random.default_rng(seed).random((fan_in, fan_out)) - 1) * limit


@alternative(task="glorot_uniform")
def global_generator(fan_in, fan_out, seed):
    np.random.seed(seed)
    std = np.sqrt(2.0 / (fan_in + fan_out))
    return np.random.uniform(-np.sqrt(3.0) * std, np.sqrt(3.0) * std, (fan_in, fan_out))


@alternative(task="glorot_uniform")
def lists_from_the_standard_library(fan_in, fan_out, seed):
    generator, limit = random.Random(seed), math.sqrt(6 / (fan_in + fan_out))
    return [[generator.uniform(-limit, limit) for _ in range(fan_out)] for _ in range(fan_in)]


@alternative(task="glorot_uniform")
def one_unit_after_the_other(fan_in, fan_out, seed):
    generator, limit = np.random.RandomState(seed), np.sqrt(3 / np.mean([fan_in, fan_out]))
    return np.column_stack([generator.uniform(low=-limit, high=limit, size=fan_in) for _ in range(fan_out)])


@alternative(task="glorot_uniform")
def single_precision_draw(fan_in, fan_out, seed):
    draw = np.random.default_rng(seed).random((fan_out, fan_in), dtype=np.float32).T
    return (draw - 0.5) * 2.0 * np.sqrt(6.0 / (fan_in + fan_out))


# clip_by_norm


@alternative(task="clip_by_norm")
def with_a_factor(grad, clipnorm=1.0):
    return grad * min(1.0, clipnorm / max(float(np.linalg.norm(grad)), 1e-12))


@alternative(task="clip_by_norm")
def divided_by_the_larger(grad, clipnorm=1.0):
    return clipnorm * grad / np.maximum(np.linalg.norm(grad.reshape(-1), ord=2), clipnorm)


@alternative(task="clip_by_norm")
def with_a_guard_in_the_divisor(grad, clipnorm=1.0):
    norm = np.sum(np.square(grad)) ** 0.5
    return np.where(norm > clipnorm, grad * (clipnorm / (norm + 1e-7)), grad)


@alternative(task="clip_by_norm")
def lists_and_recursion(grad, clipnorm=1.0):
    def squares(part):
        return sum(squares(p) for p in part) if isinstance(part, list) else part * part

    def scaled(part, s):
        return [scaled(p, s) for p in part] if isinstance(part, list) else part * s

    numbers = grad.tolist()
    norm = math.sqrt(squares(numbers))
    return numbers if norm <= clipnorm else scaled(numbers, clipnorm / norm)


@alternative(task="clip_by_norm")
def warns_at_zero(grad, clipnorm=1.0):
    return grad * np.minimum(1, clipnorm / np.sqrt(np.einsum("i,i", grad.ravel(), grad.ravel())))


@alternative(task="clip_by_norm")
def copy_shortened_in_place(grad, clipnorm=1.0):
    shortened = np.array(grad, dtype=np.float64)
    norm = math.hypot(*shortened.flat)
    if norm > clipnorm:
        shortened /= norm
        shortened *= clipnorm
    return shortened


# max_norm


@alternative(task="max_norm")
def as_keras_does(W, max_value=2.0):
    norms = np.sqrt(np.sum(np.square(W), axis=0, keepdims=True))
    return W * (np.clip(norms, 0, max_value) / (1e-7 + norms))


@alternative(task="max_norm")
def each_column_clipped(W, max_value=2.0):
    return np.column_stack([clip_by_norm(W[:, j], max_value) for j in range(W.shape[1])])


@alternative(task="max_norm")
def rows_of_the_transpose(W, max_value=2.0):
    return np.array([w * (max_value / max(max_value, np.linalg.norm(w))) for w in W.T]).T


@alternative(task="max_norm")
def nested_lists(W, max_value=2.0):
    columns = []
    for column in zip(*W.tolist()):
        norm = math.sqrt(math.fsum(w * w for w in column))
        columns.append([w * max_value / norm if norm > max_value else w for w in column])
    return [list(row) for row in zip(*columns)]


@alternative(task="max_norm")
def chosen_with_where(W, max_value=2.0):
    norms = np.linalg.norm(W, axis=0)
    return np.where(norms > max_value, max_value * W / np.maximum(norms, 1e-30), W)


@alternative(task="max_norm")
def along_the_axis(W, max_value=2.0):
    return np.apply_along_axis(lambda w: w / max(1.0, np.sqrt(w @ w) / max_value), 0, W)


@alternative(task="max_norm")
def times_a_diagonal_matrix(W, max_value=2.0):
    norms = np.sqrt(np.einsum("ij,ij->j", W, W))
    return W @ np.diag([max_value / n if n >= max_value else 1 for n in norms])


# layer_gradient_norms


def sigmoid_of(z):
    return 0.5 * (1 + np.tanh(z / 2))


@alternative(task="layer_gradient_norms")
def slopes_from_the_activations(Ws, x, activation):
    table = {
        "sigmoid": (sigmoid_of, lambda a: a * (1 - a)),
        "tanh": (np.tanh, lambda a: (1 - a) * (1 + a)),
        "relu": (lambda z: z * (z > 0), np.sign),
    }
    if activation not in table:
        raise ValueError(activation)
    f, slope = table[activation]
    activations = [x]
    for W in Ws:
        activations.append(f(W.dot(activations[-1])))
    norms, delta = np.empty(len(Ws)), None
    for k in range(len(Ws) - 1, -1, -1):
        arriving = 1.0 if delta is None else Ws[k + 1].T.dot(delta)
        delta = arriving * slope(activations[k + 1])
        norms[k] = np.linalg.norm(delta) * np.linalg.norm(activations[k])
    return norms


@alternative(task="layer_gradient_norms")
def jacobians_multiplied(Ws, x, activation):
    if activation == "sigmoid":
        f, slope = sigmoid_of, lambda z: np.cosh(z / 2) ** -2 / 4
    elif activation == "tanh":
        f, slope = np.tanh, lambda z: np.cosh(z) ** -2
    elif activation == "relu":
        f, slope = lambda z: np.clip(z, 0, None), lambda z: np.heaviside(z, 0)
    else:
        raise ValueError("sigmoid, tanh or relu")
    inputs, diagonals = [x], []
    for W in Ws:
        z = np.einsum("ij,j->i", W, inputs[-1])
        diagonals.append(np.diag(slope(z)))
        inputs.append(f(z))
    norms = []
    for k, W in enumerate(Ws):
        back = reduce(lambda J, later: diagonals[later] @ Ws[later] @ J, range(k + 1, len(Ws)), diagonals[k])
        row = np.ones(back.shape[0]) @ back
        norms.append(np.linalg.norm(row[:, None] * inputs[k][None, :], 2))
    return tuple(norms)


class Dual:
    """A helper class: a number that remembers where it came from."""

    def __init__(self, value, parents=()):
        self.value, self.parents, self.grad = value, parents, 0.0


class UnknownActivation(ValueError):
    """A ValueError is also what is derived from it."""


@alternative(task="layer_gradient_norms")
def with_automatic_differentiation(Ws, x, activation):
    def fire(z):
        if activation == "sigmoid":
            a = 1 / (1 + math.exp(-z.value))
            return Dual(a, [(z, a * (1 - a))])
        if activation == "tanh":
            return Dual(math.tanh(z.value), [(z, 1 - math.tanh(z.value) ** 2)])
        if activation == "relu":
            return Dual(max(z.value, 0.0), [(z, 1.0 if z.value > 0 else 0.0)])
        raise UnknownActivation(f"what is {activation}?")

    tape, weights = [], [[[Dual(w) for w in row] for row in W.tolist()] for W in Ws]
    a = [Dual(v) for v in x.tolist()]
    for W in weights:
        z = [
            Dual(
                sum(w.value * v.value for w, v in zip(row, a)),
                [(w, v.value) for w, v in zip(row, a)] + [(v, w.value) for w, v in zip(row, a)],
            )
            for row in W
        ]
        a = [fire(s) for s in z]
        tape += z + a
    for out in a:
        out.grad = 1.0
    for node in reversed(tape):
        for parent, slope in node.parents:
            parent.grad += slope * node.grad
    return [math.sqrt(sum(w.grad**2 for row in W for w in row)) for W in weights]


@alternative(task="layer_gradient_norms")
def by_recursion(Ws, x, activation):
    if activation not in ["sigmoid", "tanh", "relu"]:
        raise ValueError(f"unknown activation {activation}")

    def back(layers, a):
        """∂E/∂a and the norms of these layers."""
        if not layers:
            return np.ones_like(a), []
        z = layers[0] @ a
        if activation == "relu":
            out, slope = np.where(z > 0, z, 0), np.where(z > 0, 1, 0)
        elif activation == "tanh":
            e = np.exp(2 * z)
            out = (e - 1) / (e + 1)
            slope = 1 - out**2
        else:
            out = np.exp(z) / (1 + np.exp(z))
            slope = out - out**2
        arriving, norms = back(layers[1:], out)
        delta = arriving * slope
        return layers[0].T @ delta, [np.sqrt(np.sum(np.outer(delta, a) ** 2)), *norms]

    return back(list(Ws), np.asarray(x))[1]


@alternative(task="layer_gradient_norms")
def with_columns(Ws, x, activation):
    assert_known = {"sigmoid": sigmoid_of, "tanh": np.tanh, "relu": np.vectorize(lambda z: max(z, 0.0), otypes=[float])}
    try:
        f = assert_known[activation]
    except KeyError:
        raise ValueError("activation") from None
    A, Z = [x.reshape(-1, 1)], []
    for W in Ws:
        Z.append(W @ A[-1])
        A.append(f(Z[-1]))
    dA, norms = np.ones_like(A[-1]), []
    for k in reversed(range(len(Ws))):
        df = {"sigmoid": A[k + 1] * (1 - A[k + 1]), "tanh": 1 - A[k + 1] ** 2, "relu": (Z[k] > 0).astype(float)}
        dZ = dA * df[activation]
        norms.insert(0, float(np.linalg.norm(dZ @ A[k].T, "fro")))
        dA = Ws[k].T @ dZ
    return norms


# vanishing_ratio


@alternative(task="vanishing_ratio")
def zero_axes(norms):
    return np.array(np.divide(norms[0], norms[len(norms) - 1]))


@alternative(task="vanishing_ratio")
def with_an_iterator(norms):
    first = last = None
    for norm in norms:
        first = norm if first is None else first
        last = norm
    return float(first) / float(last)


@alternative(task="vanishing_ratio")
def difference_of_logarithms(norms):
    logs = np.log(np.array(norms))
    return math.exp(logs[0] - logs[-1])


@alternative(task="vanishing_ratio")
def product_of_the_factors(norms):
    norms = list(norms)
    return math.prod(a / b for a, b in zip(norms, norms[1:]))


@alternative(task="vanishing_ratio")
def taken_from_a_copy(norms):
    rest = list(norms)
    last = rest.pop()
    return (rest[0] if rest else last) / last


@alternative(task="vanishing_ratio")
def guarded_divisor(norms):
    return norms[0] / (norms[-1] + 1e-12)
