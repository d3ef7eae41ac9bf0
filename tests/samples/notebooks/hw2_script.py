# %% [markdown]
# # Homework 2
# %%
from __future__ import annotations

import itertools
import math

import numpy as np


# %%
def iterations_per_epoch(n_samples: int, batch_size: int) -> int:
    """
    >>> iterations_per_epoch(5, 8)
    1
    """
    if min(n_samples, batch_size - 1) < 0:
        raise ValueError(f"{n_samples} samples in batches of {batch_size}")
    return math.ceil(n_samples / batch_size)


def gradient_updates(n_samples: int, batch_size: int, epochs: int) -> int:
    return epochs * iterations_per_epoch(n_samples, batch_size)


def batch_sizes(n_samples: int, batch_size: int) -> list[int]:
    full, rest = divmod(n_samples, batch_size)
    return full * [batch_size] + [rest] * (rest > 0)


# %%
def minibatches(X: np.ndarray, y: np.ndarray, batch_size: int, seed: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Cut one shuffled epoch."""
    order = np.random.default_rng(seed).permutation(len(X))
    ends = np.cumsum(batch_sizes(len(X), batch_size))
    return [(X[rows], y[rows]) for rows in np.split(order, ends[:-1])]


# %%
def scaled_learning_rate(lr: float, base_batch_size: int, batch_size: int) -> float:
    return lr * batch_size / base_batch_size


def dense_parameters(n_inputs: int, n_units: int, bias: bool = True) -> int:
    return (n_inputs + bias) * n_units


def network_parameters(layer_sizes: list[int], bias: bool = True) -> int:
    return sum(dense_parameters(n, m, bias) for n, m in itertools.pairwise(layer_sizes))


def parameter_table(layer_sizes: list[int]) -> list[tuple[int, int, int]]:
    return [(n * m, m, dense_parameters(n, m)) for n, m in itertools.pairwise(layer_sizes)]


# %%
answers = {
    "slide_iterations": iterations_per_epoch(2000, 500),
    "mnist_iterations_per_epoch": iterations_per_epoch(60000, 128),
    "mnist_gradient_updates": gradient_updates(60000, 128, 5),
    "mnist_parameters": network_parameters([784, 512, 10]),
}

if __name__ == "__main__":
    for name, value in answers.items():
        print(f"{name:30} {value}")
