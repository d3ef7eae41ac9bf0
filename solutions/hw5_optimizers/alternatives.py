# ruff: noqa: F821  (each function runs in the model answer's notebook and may use its names)
"""Right answers to homework 5, written otherwise: the hidden suite must give each of them full marks."""

import math
from collections import deque
from dataclasses import dataclass, field
from itertools import accumulate, repeat
from types import SimpleNamespace

import numpy as np

from grader.testing import alternative


def elementwise(f, *arrays):
    """f of each element, as nested lists of Python floats."""
    if np.ndim(arrays[0]) == 0:
        return float(f(*map(float, arrays)))
    return [elementwise(f, *parts) for parts in zip(*arrays)]


# SGD


@alternative(task="SGD")
class nested_lists:
    def __init__(self, lr):
        self.rate = lr

    def step(self, w, grad):
        return elementwise(lambda a, b: a - self.rate * b, w, grad)


@alternative(task="SGD")
@dataclass
class with_dataclass:
    lr: float

    def step(self, w, grad):
        return np.subtract(w, np.multiply(self.lr, grad))


@alternative(task="SGD")
def function_that_makes_one(lr):
    return SimpleNamespace(step=lambda w, grad: w + -lr * grad)


@alternative(task="SGD")
class copy_and_loop:
    def __init__(self, lr):
        self.lr = np.array(lr)

    def step(self, w, grad):
        new = w.copy()
        for place in np.ndindex(w.shape):
            new[place] -= self.lr * grad[place]
        return new


# Momentum


@alternative(task="Momentum")
class velocity_made_in_the_first_step:
    def __init__(self, lr, momentum=0.1):
        self.lr, self.momentum, self.velocity = lr, momentum, None

    def step(self, w, grad):
        if self.velocity is None:
            self.velocity = np.zeros_like(w)
        self.velocity *= self.momentum
        self.velocity -= self.lr * grad
        return w + self.momentum * self.velocity - self.lr * grad


@alternative(task="Momentum")
class rate_outside_as_in_pytorch:
    def __init__(self, lr, momentum=0.1):
        self.lr, self.momentum, self.buffer = lr, momentum, 0

    def step(self, w, grad):
        self.buffer = self.momentum * self.buffer + grad
        return w - self.lr * (grad + self.momentum * self.buffer)


@alternative(task="Momentum")
class all_gradients_kept:
    def __init__(self, lr, momentum=0.1):
        self.lr, self.momentum, self.past = lr, momentum, deque()

    def step(self, w, grad):
        self.past.appendleft(np.array(grad))
        velocity = sum(-self.lr * self.momentum**age * old for age, old in enumerate(self.past))
        return w + self.momentum * velocity - self.lr * grad


@alternative(task="Momentum")
class velocity_in_lists:
    def __init__(self, lr, momentum=0.1):
        self.lr, self.momentum = lr, momentum

    def step(self, w, grad):
        past = getattr(self, "velocity", np.zeros(np.shape(w)).tolist())
        self.velocity = elementwise(lambda v, g: self.momentum * v - self.lr * g, past, grad)
        return elementwise(lambda a, v, g: a + self.momentum * v - self.lr * g, w, self.velocity, grad)


@alternative(task="Momentum")
class difference_to_the_past_velocity:
    """The usual other form of Nesterov: -m*past + (1+m)*new comes to the same."""

    past = 0.0

    def __init__(self, lr, momentum=0.1):
        self.lr, self.momentum = lr, momentum

    def step(self, w, grad):
        new = self.momentum * self.past - self.lr * grad
        moved = w - self.momentum * self.past + (1 + self.momentum) * new
        self.past = new
        return moved


# RMSprop


@alternative(task="RMSprop")
class updated_by_the_difference:
    def __init__(self, lr=0.001, rho=0.9, eps=1e-7):
        self.lr, self.rho, self.eps, self.v = lr, rho, eps, None

    def step(self, w, grad):
        if self.v is None:
            self.v = np.zeros(w.shape)
        self.v += (1 - self.rho) * (np.square(grad) - self.v)
        return w - self.lr / (self.v**0.5 + self.eps) * grad


@alternative(task="RMSprop")
class square_in_lists:
    def __init__(self, lr=0.001, rho=0.9, eps=1e-7):
        self.lr, self.rho, self.eps, self.v = lr, rho, eps, None

    def step(self, w, grad):
        past = np.zeros(np.shape(w)) if self.v is None else self.v
        self.v = elementwise(lambda v, g: self.rho * v + (1 - self.rho) * g * g, past, grad)
        return elementwise(lambda a, v, g: a - self.lr * g / (math.sqrt(v) + self.eps), w, self.v, grad)


@alternative(task="RMSprop")
@dataclass
class dataclass_with_all_squares:
    lr: float = 0.001
    rho: float = 0.9
    eps: float = 1e-7
    squares: list = field(default_factory=list)

    def step(self, w, grad):
        self.squares.append(grad * grad)
        weights = (1 - self.rho) * self.rho ** np.arange(len(self.squares) - 1, -1, -1)
        v = np.einsum("k,k...->...", weights, np.stack(self.squares))
        return w - np.divide(self.lr * grad, np.add(np.sqrt(v), self.eps))


class Averager:
    """A helper class: a running mean that starts at zero, and how often it was fed."""

    def __init__(self, keep):
        self.keep, self.value, self.fed = keep, 0.0, 0

    def feed(self, x):
        self.value = self.keep * self.value + (1 - self.keep) * x
        self.fed += 1
        return self.value

    def corrected(self):
        return self.value / (1 - self.keep**self.fed)


@alternative(task="RMSprop")
class with_an_averager:
    def __init__(self, lr=0.001, rho=0.9, eps=1e-7):
        self.lr, self.eps, self.squares = lr, eps, Averager(rho)

    def step(self, w, grad):
        root = np.sqrt(self.squares.feed(np.abs(grad) ** 2))
        return (w - self.lr * grad / (root + self.eps)).tolist()


# Adam


@alternative(task="Adam")
class with_two_averagers:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
        self.lr, self.eps, self.first, self.second = lr, eps, Averager(beta1), Averager(beta2)

    def step(self, w, grad):
        self.first.feed(grad)
        self.second.feed(grad**2)
        return w - self.lr * self.first.corrected() / (np.sqrt(self.second.corrected()) + self.eps)


@alternative(task="Adam")
class powers_multiplied_up:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
        self.settings, self.powers, self.means = (lr, beta1, beta2, eps), (1.0, 1.0), None

    def step(self, w, grad):
        lr, beta1, beta2, eps = self.settings
        m, v = self.means or (np.zeros_like(w), np.zeros_like(w))
        self.means = m, v = m + (1 - beta1) * (grad - m), v + (1 - beta2) * (grad * grad - v)
        self.powers = power1, power2 = self.powers[0] * beta1, self.powers[1] * beta2
        return w - lr * (m / (1 - power1)) / ((v / (1 - power2)) ** 0.5 + eps)


@alternative(task="Adam")
class correction_in_the_rate:
    """The faster order of Kingma and Ba's section 2, with eps scaled so that it comes to the same."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.state = {"m": 0, "v": 0, "t": 0}

    def step(self, w, grad):
        state = self.state
        state["t"] += 1
        state["m"] = self.beta1 * state["m"] + (1 - self.beta1) * grad
        state["v"] = self.beta2 * state["v"] + (1 - self.beta2) * np.power(grad, 2)
        root = math.sqrt(1 - self.beta2 ** state["t"])
        rate = self.lr * root / (1 - self.beta1 ** state["t"])
        return w - rate * state["m"] / (np.sqrt(state["v"]) + self.eps * root)


@alternative(task="Adam")
class means_in_lists:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.past = []

    def step(self, w, grad):
        self.past.append(np.array(grad).tolist())
        return elementwise(self.one, w, *self.past)

    def one(self, w, *gradients):
        m = v = 0.0
        for g in gradients:
            m = self.beta1 * m + (1 - self.beta1) * g
            v = self.beta2 * v + (1 - self.beta2) * g * g
        t = len(gradients)
        return w - self.lr * (m / (1 - self.beta1**t)) / (math.sqrt(v / (1 - self.beta2**t)) + self.eps)


@alternative(task="Adam")
class counted_from_one:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = self.v = None
        self.t = 1

    def step(self, w, grad):
        if self.m is None:
            self.m, self.v = np.zeros(grad.shape), np.zeros(grad.shape)
        self.m *= self.beta1
        self.m += (1 - self.beta1) * grad
        self.v *= self.beta2
        self.v += (1 - self.beta2) * grad**2
        m_hat, v_hat = self.m / (1 - self.beta1**self.t), self.v / (1 - self.beta2**self.t)
        self.t += 1
        return np.subtract(w, self.lr * m_hat / (np.sqrt(v_hat) + self.eps))


# minimize


@alternative(task="minimize")
def preallocated(optimizer, gradient, w0, steps):
    path = np.empty((steps + 1, *w0.shape))
    path[0] = w0
    for k in range(steps):
        path[k + 1] = optimizer.step(path[k], gradient(path[k]))
    return path


@alternative(task="minimize")
def list_of_lists(optimizer, gradient, w0, steps):
    w, path = w0.copy(), [w0.tolist()]
    while len(path) <= steps:
        grad = np.asarray(gradient(w.tolist()))
        w = np.array(optimizer.step(w, grad))
        path.append(w.tolist())
    return path


@alternative(task="minimize")
def accumulated(optimizer, gradient, w0, steps):
    return tuple(accumulate(repeat(None, steps), lambda w, _: optimizer.step(w, gradient(w)), initial=w0))


@alternative(task="minimize")
def with_a_generator(optimizer, gradient, w0, steps):
    def iterates(w):
        yield w
        for _ in range(steps):
            w = np.array(optimizer.step(w.copy(), gradient(w.copy())))
            yield w

    return np.stack(list(iterates(w0)))


@alternative(task="minimize")
def with_recursion(optimizer, gradient, w0, steps):
    if steps == 0:
        return [w0]
    return [w0, *with_recursion(optimizer, gradient, optimizer.step(w0, gradient(w0)), steps - 1)]


@alternative(task="minimize")
def grown_array(optimizer, gradient, w0, steps):
    w, path = w0, w0[np.newaxis]
    for _ in range(steps):
        gradient(w)  # asking more often than needed costs time and nothing else
        w = optimizer.step(w, gradient(w))
        path = np.concatenate([path, w[None]])
    return path
