"""The model answer to homework 5 against PyTorch's optimizers, in float64."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from grader.suite.reference import load_reference
from tests.assignments.conftest import ROOT
from tests.later import Later

torch = Later("torch")

HW5 = load_reference(ROOT / "solutions" / "hw5_optimizers" / "hw5.py", "hw5")
STEPS = 25

# PyTorch's velocity leaves lr out and its gradient's sign in: Nesterov's form there is the course's.
PAIRS = [
    ("SGD", {"lr": 0.3}, lambda p: torch.optim.SGD(p, lr=0.3)),
    ("Momentum", {"lr": 0.3}, lambda p: torch.optim.SGD(p, lr=0.3, momentum=0.1, nesterov=True)),
    ("Momentum", {"lr": 0.05, "momentum": 0.9}, lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True)),
    ("RMSprop", {}, lambda p: torch.optim.RMSprop(p, lr=0.001, alpha=0.9, eps=1e-7)),
    ("RMSprop", {"lr": 0.1, "rho": 0.7, "eps": 0.2}, lambda p: torch.optim.RMSprop(p, lr=0.1, alpha=0.7, eps=0.2)),
    ("Adam", {}, lambda p: torch.optim.Adam(p, lr=0.001, betas=(0.9, 0.999), eps=1e-7)),
    ("Adam", {"lr": 0.1, "beta1": 0.6, "beta2": 0.8, "eps": 0.2}, lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.6, 0.8), eps=0.2)),
]  # fmt: skip
IDS = [f"{name}({', '.join(settings)})" for name, settings, _ in PAIRS]


def torch_path(make: Callable[[list[Any]], Any], gradient_of: Callable[[Any, int], Any], w0: np.ndarray) -> np.ndarray:
    """The iterates of PyTorch's optimizer; `gradient_of` takes the weights and the number of the step."""
    w = torch.tensor(w0, requires_grad=True)
    optimizer, path = make([w]), [w0.copy()]
    for number in range(STEPS):
        w.grad = torch.as_tensor(gradient_of(w, number))
        optimizer.step()
        path.append(w.detach().numpy().copy())
    return np.array(path)


@pytest.mark.parametrize("scale", [1e-7, 1.0, 1e5])
@pytest.mark.parametrize("shape", [(4,), (3, 2)])
@pytest.mark.parametrize(("name", "settings", "make"), PAIRS, ids=IDS)
def test_steps_are_those_of_pytorch(name, settings, make, shape, scale):
    rng = np.random.default_rng(5)
    gradients = scale * rng.normal(size=(STEPS, *shape))
    optimizer, path = getattr(HW5, name)(**settings), [rng.normal(size=shape)]
    for gradient in gradients:
        path.append(optimizer.step(path[-1], gradient))
    expected = torch_path(make, lambda _, number: gradients[number].copy(), path[0])
    np.testing.assert_allclose(path, expected, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize(("name", "settings", "make"), PAIRS, ids=IDS)
def test_minimize_walks_where_pytorch_walks(name, settings, make):
    def loss(w):
        return (w[:, 0] ** 2).sum() + 0.2 * torch.logaddexp(w[:, 1], -w[:, 1]).sum()

    def gradient(w):
        held = torch.tensor(w, requires_grad=True)
        return torch.autograd.grad(loss(held), held)[0].numpy()

    w0 = np.random.default_rng(6).normal(size=(3, 2))
    path = HW5.minimize(getattr(HW5, name)(**settings), gradient, w0, STEPS)
    expected = torch_path(make, lambda w, _: torch.autograd.grad(loss(w), w)[0], w0)
    np.testing.assert_allclose(path, expected, rtol=1e-10, atol=1e-12)
