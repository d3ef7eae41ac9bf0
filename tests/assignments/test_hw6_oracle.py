"""The model answer of homework 6, held against PyTorch in float64."""

from itertools import pairwise

import numpy as np
import pytest

from grader.suite.reference import load_reference
from tests.assignments.conftest import ROOT
from tests.later import Later

torch = Later("torch")
MODEL = load_reference(ROOT / "solutions" / "hw6_gradient_norms" / "hw6.py", "hw6")


@pytest.fixture
def rng():
    return np.random.default_rng(6)


def norms_by_autograd(Ws, x, activation):
    weights = [torch.tensor(W, dtype=torch.float64, requires_grad=True) for W in Ws]
    a = torch.tensor(x, dtype=torch.float64)
    for W in weights:
        a = getattr(torch, activation)(W @ a)
    a.sum().backward()
    return [float(torch.linalg.norm(W.grad)) for W in weights]


@pytest.mark.parametrize("sizes", [(3, 4), (4, 2, 5), (2, 5, 3, 4, 1), (3, 5, 4, 2, 4, 3), (6,) * 21], ids=str)
@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_layer_gradient_norms_are_those_of_autograd(rng, activation, sizes):
    Ws = [rng.standard_normal((n_out, n_in)) for n_in, n_out in pairwise(sizes)]
    x = rng.standard_normal(sizes[0])
    expected = norms_by_autograd(Ws, x, activation)
    np.testing.assert_allclose(MODEL.layer_gradient_norms(Ws, x, activation), expected, rtol=1e-10, atol=1e-300)


@pytest.mark.parametrize(
    ("Ws", "x"),
    [
        ([[[1.0, -1.0], [1.0, 1.0]]], [2.0, 2.0]),
        ([[[1.0, -1.0], [1.0, 1.0]], [[3.0, 2.0], [1.0, -2.0]]], [2.0, 2.0]),
        ([[[-1.0, -1.0], [-2.0, -1.0]], [[3.0, 2.0]]], [2.0, 2.0]),
    ],
    ids=["last layer", "hidden layer", "dead layer"],
)
def test_layer_gradient_norms_where_relu_meets_zero(Ws, x):
    Ws, x = [np.array(W) for W in Ws], np.array(x)
    np.testing.assert_allclose(MODEL.layer_gradient_norms(Ws, x, "relu"), norms_by_autograd(Ws, x, "relu"), rtol=1e-12)


@pytest.mark.parametrize("shape", [(5,), (3, 4), (2, 3, 4)], ids=str)
@pytest.mark.parametrize("clipnorm", [0.3, 1.0, 100.0])
def test_clip_by_norm_is_torch_clip_grad_norm(rng, shape, clipnorm):
    grad = rng.standard_normal(shape) * 3
    weights = torch.zeros(shape, dtype=torch.float64, requires_grad=True)
    weights.grad = torch.tensor(grad)
    torch.nn.utils.clip_grad_norm_([weights], clipnorm)
    # PyTorch adds 1e-6 to the norm that it divides by.
    np.testing.assert_allclose(MODEL.clip_by_norm(grad, clipnorm), weights.grad.numpy(), rtol=1e-6)


@pytest.mark.parametrize("max_value", [0.5, 2.0, 3.0, 50.0])
def test_max_norm_is_torch_renorm_of_columns(rng, max_value):
    W = rng.standard_normal((4, 7)) * rng.uniform(0.1, 4.0, size=7)
    W[:, 2] = 0.0
    expected = torch.renorm(torch.tensor(W), p=2, dim=1, maxnorm=max_value).numpy()
    np.testing.assert_allclose(MODEL.max_norm(W, max_value), expected, rtol=1e-6)


@pytest.mark.parametrize(("fan_in", "fan_out"), [(120, 200), (200, 120), (300, 300)])
def test_glorot_uniform_has_the_range_and_spread_of_xavier_uniform(fan_in, fan_out):
    torch.manual_seed(0)
    theirs = torch.nn.init.xavier_uniform_(torch.empty(fan_out, fan_in, dtype=torch.float64)).numpy().T
    ours = MODEL.glorot_uniform(fan_in, fan_out, 0)
    assert ours.shape == theirs.shape
    assert [ours.min(), ours.max()] == pytest.approx([theirs.min(), theirs.max()], rel=2e-3)
    assert ours.std() == pytest.approx(theirs.std(), rel=0.02)
