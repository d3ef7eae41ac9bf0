#!/usr/bin/env python3
"""Homework 1, written in an editor."""

from __future__ import annotations

import sys
from collections.abc import Callable

import numpy as np


def step(z: float | np.ndarray) -> np.ndarray:
    return (np.asarray(z) >= 0).astype(float)


def neuron_output(x: np.ndarray, w: np.ndarray, b: float, f: Callable[[float], float]) -> float:
    return f(float(x @ w) + b)


def perceptron_rule(w: np.ndarray, x: np.ndarray, target: int) -> np.ndarray:
    return perceptron_update(w, 0.0, x, target, 1.0)[0]


def perceptron_update(w: np.ndarray, b: float, x: np.ndarray, target: int, lr: float) -> tuple[np.ndarray, float]:
    error = float(step(x @ w + b)) - target
    return w - lr * error * x, b - lr * error


def initial_weights(n: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).uniform(-0.5, 0.5, n)


def train_perceptron(
    X: np.ndarray, y: np.ndarray, lr: float, max_epochs: int, seed: int
) -> tuple[np.ndarray, float, int, bool]:
    w, b, epochs = initial_weights(X.shape[1], seed), 0.0, 0
    while not (converged := bool(np.all(step(X @ w + b) == y))) and epochs < max_epochs:
        for x, target in zip(X, y, strict=True):
            w, b = perceptron_update(w, b, x, target, lr)
        epochs += 1
    return w, b, epochs, converged


answers = {"xor_is_linearly_separable": False}

if __name__ == "__main__":
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    print("arguments", sys.argv[1:])
    print(train_perceptron(X, np.array([0, 1, 1, 0]), 0.1, 20, 1))
