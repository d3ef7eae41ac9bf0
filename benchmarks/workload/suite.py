"""The twelve hidden tests: plain functions of `student`, which holds the student's functions. One point each."""

from typing import Any

import numpy as np

AND: Any = (np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float), np.array([0, 0, 0, 1]))
OR: Any = (AND[0], np.array([0, 1, 1, 1]))
XOR: Any = (AND[0], np.array([0, 1, 1, 0]))


def test_step_scalar(student: Any) -> None:
    assert int(student.step(2.0)) == 1
    assert int(student.step(-2.0)) == 0


def test_step_at_zero(student: Any) -> None:
    assert int(student.step(0.0)) == 1


def test_step_array(student: Any) -> None:
    np.testing.assert_array_equal(student.step(np.array([-1.0, 0.0, 3.0])), [0, 1, 1])


def test_neuron_identity(student: Any) -> None:
    assert np.isclose(student.neuron_output(np.array([1.0, 2.0]), np.array([0.5, -1.0]), 0.25, lambda z: z), -1.25)


def test_neuron_relu(student: Any) -> None:
    x, w = np.array([1.0, 2.0]), np.array([0.5, -1.0])
    assert np.isclose(student.neuron_output(x, w, 0.25, lambda z: max(z, 0.0)), 0.0)


def test_rule_correct(student: Any) -> None:
    np.testing.assert_allclose(student.perceptron_rule(np.array([1.0, 1.0]), np.array([1.0, 0.0]), 1), [1.0, 1.0])


def test_rule_false_positive(student: Any) -> None:
    np.testing.assert_allclose(student.perceptron_rule(np.array([1.0, 1.0]), np.array([1.0, 0.0]), 0), [0.0, 1.0])


def test_rule_false_negative(student: Any) -> None:
    np.testing.assert_allclose(student.perceptron_rule(np.array([-1.0, 1.0]), np.array([1.0, 0.0]), 1), [0.0, 1.0])


def test_update_random(student: Any) -> None:
    rng = np.random.default_rng(7)
    for _ in range(20):
        w, x, b, lr = rng.normal(size=5), rng.normal(size=5), rng.normal(), rng.uniform(0.01, 1)
        target = int(rng.integers(2))
        error = int(w @ x + b >= 0) - target
        new_w, new_b = student.perceptron_update(w, b, x, target, lr)
        np.testing.assert_allclose(new_w, w - lr * error * x)
        assert np.isclose(new_b, b - lr * error)


def test_train_and(student: Any) -> None:
    w, b, _, converged = student.train_perceptron(*AND, 0.1, 1000, 0)
    assert converged
    assert ((AND[0] @ np.asarray(w) + b >= 0) == AND[1]).all()


def test_train_or(student: Any) -> None:
    w, b, _, converged = student.train_perceptron(*OR, 0.1, 1000, 1)
    assert converged
    assert ((OR[0] @ np.asarray(w) + b >= 0) == OR[1]).all()


def test_train_xor_never_converges(student: Any) -> None:
    _, _, epochs, converged = student.train_perceptron(*XOR, 0.1, 50, 2)
    assert not converged
    assert epochs == 50
