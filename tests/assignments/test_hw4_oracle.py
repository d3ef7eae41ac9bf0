"""The model answer of homework 4, held against PyTorch's automatic differentiation in float64."""

from itertools import pairwise

import numpy as np
import pytest

from grader.suite.reference import load_reference
from tests.assignments.conftest import ROOT
from tests.later import Later

torch = Later("torch")

RTOL, ATOL = 1e-10, 1e-12
ACTIVATIONS = ("sigmoid", "relu")
# 0 is among them, and numbers whose exponential overflows.
POINTS = np.concatenate([np.linspace(-1000.0, 1000.0, 41), np.linspace(-8.0, 8.0, 33), [-1e-12, 1e-12, -0.0]])
NETWORKS = [(1, 3, 2), (5, 3, 4), (6, 3, 5, 4), (7, 4, 5, 5, 3), (4, 2, 6, 3, 5, 4)]


@pytest.fixture(scope="module")
def model():
    return load_reference(ROOT / "solutions/hw4_backpropagation/hw4.py", "hw4")


def tensor(array):
    return torch.tensor(array, dtype=torch.float64, requires_grad=True)


def draw_network(n_samples, *sizes):
    rng = np.random.default_rng([n_samples, *sizes])
    layers = [(rng.normal(size=shape), rng.normal(size=shape[1])) for shape in pairwise(sizes)]
    return layers, rng.normal(size=(n_samples, sizes[0])), rng.integers(0, sizes[-1], size=n_samples)


def torch_scores(layers, X):
    A = tensor(X)
    for W, b in layers[:-1]:
        A = torch.relu(A @ W + b)
    return A @ layers[-1][0] + layers[-1][1]


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activation_is_that_of_torch(model, name):
    expected = getattr(torch, name)(torch.tensor(POINTS))
    np.testing.assert_allclose(getattr(model, name)(POINTS), expected.numpy(), rtol=RTOL, atol=ATOL)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_slope_is_that_of_torch(model, name):
    z = tensor(POINTS)
    getattr(torch, name)(z).sum().backward()
    np.testing.assert_allclose(getattr(model, name + "_derivative")(POINTS), z.grad.numpy(), rtol=RTOL, atol=ATOL)


@pytest.mark.parametrize("scale", [1.0, 30.0, 1000.0])
def test_softmax_is_that_of_torch(model, scale):
    Z = np.random.default_rng(1).uniform(-scale, scale, size=(6, 4))
    np.testing.assert_allclose(model.softmax(Z), torch.softmax(torch.tensor(Z), dim=1).numpy(), rtol=RTOL, atol=ATOL)


@pytest.mark.parametrize("scale", [1.0, 5.0, 20.0])
def test_cross_entropy_is_that_of_torch(model, scale):
    rng = np.random.default_rng(2)
    Z, y = tensor(rng.uniform(-scale, scale, size=(6, 4))), rng.integers(0, 4, size=6)
    expected = torch.nn.functional.cross_entropy(Z, torch.tensor(y))
    P = torch.softmax(Z, dim=1).detach().numpy()
    np.testing.assert_allclose(model.cross_entropy(P, y), expected.item(), rtol=RTOL)


@pytest.mark.parametrize("scale", [1.0, 5.0, 20.0])
def test_slope_of_softmax_with_cross_entropy_is_that_of_torch(model, scale):
    rng = np.random.default_rng(3)
    Z, y = tensor(rng.uniform(-scale, scale, size=(6, 4))), rng.integers(0, 4, size=6)
    torch.nn.functional.cross_entropy(Z, torch.tensor(y)).backward()
    P = torch.softmax(Z, dim=1).detach().numpy()
    np.testing.assert_allclose(model.softmax_cross_entropy_backward(P, y), Z.grad.numpy(), rtol=RTOL, atol=ATOL)


@pytest.mark.parametrize("sizes", [(5, 3, 2), (2, 3, 4), (3, 3, 3), (1, 4, 3)])
def test_dense_backward_is_that_of_torch(model, sizes):
    rng, (n_samples, n_in, n_out) = np.random.default_rng(sizes), sizes
    X, W, b = (tensor(rng.normal(size=shape)) for shape in ((n_samples, n_in), (n_in, n_out), (n_out,)))
    dY = rng.normal(size=(n_samples, n_out))
    (X @ W + b).backward(torch.tensor(dY))
    given = model.dense_backward(dY, X.detach().numpy(), W.detach().numpy())
    for actual, leaf in zip(given, (X, W, b), strict=True):
        np.testing.assert_allclose(actual, leaf.grad.numpy(), rtol=RTOL, atol=ATOL)


@pytest.mark.parametrize("network", NETWORKS)
def test_forward_is_that_of_torch(model, network):
    layers, X, _ = draw_network(*network)
    scores = torch_scores([(tensor(W), tensor(b)) for W, b in layers], X)
    expected = torch.softmax(scores, dim=1).detach().numpy()
    np.testing.assert_allclose(model.forward(layers, X), expected, rtol=RTOL, atol=ATOL)


@pytest.mark.parametrize("network", NETWORKS)
def test_loss_and_gradients_are_those_of_torch(model, network):
    layers, X, y = draw_network(*network)
    leaves = [(tensor(W), tensor(b)) for W, b in layers]
    expected = torch.nn.functional.cross_entropy(torch_scores(leaves, X), torch.tensor(y))
    expected.backward()
    loss, gradients = model.loss_and_gradients(layers, X, y)
    np.testing.assert_allclose(loss, expected.item(), rtol=RTOL)
    for pair, leaf_pair in zip(gradients, leaves, strict=True):
        for actual, leaf in zip(pair, leaf_pair, strict=True):
            np.testing.assert_allclose(actual, leaf.grad.numpy(), rtol=RTOL, atol=ATOL)


@pytest.mark.parametrize("shape", [(), (5,), (2, 3), (2, 1, 3)])
def test_numerical_gradient_is_close_to_that_of_torch(model, shape):
    w = np.random.default_rng(4).normal(size=shape)
    leaf = tensor(w)
    (torch.sin(leaf).sum() * torch.exp(leaf / 2).sum()).backward()
    given = model.numerical_gradient(lambda v: np.sin(v).sum() * np.exp(v / 2).sum(), w)
    np.testing.assert_allclose(given, leaf.grad.numpy(), rtol=1e-6, atol=1e-8)
