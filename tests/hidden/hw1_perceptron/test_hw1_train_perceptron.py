"""Hidden tests of `train_perceptron`.

What is judged is what every right program shares, whatever its order of the samples, its starting bias and the moment
at which it looks for convergence. The inputs and learning rates are sums of powers of two, so that the sums of a
program that starts from zeros are exact, and the side of the boundary does not hang on a rounding.

A right program makes at most k mistakes, where k*γ - D <= sqrt(D² + k*R²): R is the largest length of a sample with
the bias's 1 appended, γ the margin of the best boundary in that space, D the length of the start divided by lr
(Novikoff, 1962, with a start other than 0). Each epoch but the last has a mistake in it. With a starting bias in
[-1, 1] the samples below give k < 150, and ROOMY is more; where they are harder, k stands beside them.
"""

import numpy as np
import pytest

from grader.testing import as_array, assert_finite, assert_leaves_inputs_alone, assert_truth, assert_whole, unpack

pytestmark = [pytest.mark.task("train_perceptron")]

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
GATES = {"and": [0, 0, 0, 1], "or": [0, 1, 1, 1], "nand": [1, 1, 1, 0], "nor": [1, 0, 0, 0]}
ROOMY = 200


def draw_seeds(rng, count):
    return [int(seed) for seed in rng.integers(0, 2**31, size=count)]


def train(student, X, y, *, lr, max_epochs, seed):
    """Train on fresh copies. Returns w of shape (n_features,), b as a float, epochs and converged as they came."""
    result = student.train_perceptron(X.copy(), np.array(y, dtype=np.int64), lr, max_epochs, seed)
    w, b, epochs, converged = unpack(result, "w", "b", "epochs", "converged")
    assert_finite(w, what="w")
    assert_finite(b, what="b")
    b = as_array(b, what="b")
    assert b.size == 1, "b should be one number"
    return as_array(w, what="w", shape=(X.shape[1],)), float(b.reshape(())), epochs, converged


def assert_classified(X, y, w, b):
    wrong = np.count_nonzero((X @ w + b >= 0) != np.array(y, dtype=bool))
    assert wrong == 0, "converged is true, but the returned w and b do not classify every sample correctly"


def assert_learns(student, X, y, lr, seed, *, max_epochs=ROOMY):
    """Training converges, says so, and the weights that came back classify every sample. Returns the epochs."""
    w, b, epochs, converged = train(student, X, y, lr=lr, max_epochs=max_epochs, seed=seed)
    assert_truth(converged, True, what="converged, on separable samples")
    assert_classified(X, y, w, b)
    epochs = float(as_array(epochs, what="epochs", shape=()))
    assert epochs in range(max_epochs + 1), "epochs should be a whole number from 0 to max_epochs"
    return epochs


def assert_learns_a_sample(student, seed):
    """One update turns a single sample right. Beside samples that nobody learns: to give up is not always right."""
    return assert_learns(student, np.array([[8.0, 8.0]]), [seed % 2], 0.5, seed)


def draw_separable(rng, n_features, n_samples):
    """Samples in eighths within [-1.5, 1.5], at least 0.4 from a plane off the origin, five or more of each class."""
    while True:
        normal = rng.normal(size=n_features)
        normal /= np.linalg.norm(normal)
        offset = 0.5 * rng.choice([-1.0, 1.0])
        X = rng.integers(-12, 13, size=(20 * n_samples, n_features)) / 8
        distance = X @ normal - offset
        X, distance = X[np.abs(distance) >= 0.4][:n_samples], distance[np.abs(distance) >= 0.4][:n_samples]
        ones = np.count_nonzero(distance > 0)
        if len(X) == n_samples and 5 <= ones <= n_samples - 5:
            return X, (distance > 0).astype(np.int64)


@pytest.mark.points(2)
@pytest.mark.parametrize("gate", GATES, ids=str)
def test_train_perceptron_learns_the_function(student, rng, gate):
    for seed in draw_seeds(rng, 3):
        assert_learns(student, CORNERS, GATES[gate], float(rng.choice([0.25, 0.5, 1.0])), seed)


@pytest.mark.points(2)
@pytest.mark.hint("more samples and more features than the logical functions have")
@pytest.mark.parametrize(("n_features", "n_samples"), [(3, 24), (5, 16)])
def test_train_perceptron_learns_random_classes(student, rng, n_features, n_samples):
    for seed in draw_seeds(rng, 3):
        X, y = draw_separable(rng, n_features, n_samples)
        assert_learns(student, X, y, 0.5, seed)


@pytest.mark.points(2)
@pytest.mark.hint("training ends when every sample is classified correctly, and not before")
def test_train_perceptron_stops_when_all_are_right(student, rng):
    # The boundary between 1 and 2 takes several epochs to find, while the rows that come last are right early.
    rows = [*rng.permutation(2).tolist(), 2, 3, 4]
    X, y = np.array([[1.0], [2.0], [-1.0], [3.0], [0.0]])[rows], np.array([0, 1, 0, 1, 0])[rows]
    for seed in draw_seeds(rng, 3):
        epochs = assert_learns(student, X, y, 0.5, seed)
        assert epochs < ROOMY, "training went on after every sample was classified correctly"
    # It takes one epoch, and perhaps another one to see that no sample is wrong.
    epochs = assert_learns_a_sample(student, draw_seeds(rng, 1)[0])
    assert epochs <= 2, "training on a single sample went on after it was classified correctly"


@pytest.mark.points(1)
@pytest.mark.hint("every sample: also the last of many, and one that lies on the boundary")
def test_train_perceptron_stops_for_no_less_than_every_sample(student, rng):
    # 42 easy samples, and behind them the two on both sides of the boundary, which take longer. Here k < 600.
    for seed in draw_seeds(rng, 3):
        easy, hard = rng.permutation(np.repeat([-1.0, 0.0, 4.0], 14)), rng.permutation([2.0, 3.0])
        X = np.append(easy, hard)[:, np.newaxis]
        y = (X[:, 0] > 2.5).astype(np.int64)
        assert_learns(student, X, y, 0.5, seed, max_epochs=600)
        w, b, epochs, converged = train(student, X, y, lr=0.5, max_epochs=2, seed=seed)
        assert as_array(epochs, what="epochs", shape=()) <= 2, "epochs is more than max_epochs"
        if as_array(converged, what="converged", shape=()):
            assert_classified(X, y, w, b)
    # At the origin the sum is b, and 0 is not on the side of the zeros.
    assert_learns(student, np.zeros((3, 2)), [0, 0, 0], 0.5, draw_seeds(rng, 1)[0])


@pytest.mark.points(2)
@pytest.mark.hint("what if some sample is always wrong?")
@pytest.mark.parametrize("max_epochs", [1, 40])
def test_train_perceptron_never_learns_xor(student, rng, max_epochs):
    for seed, y in zip(draw_seeds(rng, 4), [[0, 1, 1, 0], [1, 0, 0, 1]] * 2, strict=True):
        _, _, epochs, converged = train(student, CORNERS, y, lr=0.25, max_epochs=max_epochs, seed=seed)
        assert_whole(epochs, max_epochs, what="epochs, on XOR")
        assert_truth(converged, False, what="converged, on XOR")
    assert_learns_a_sample(student, draw_seeds(rng, 1)[0])


@pytest.mark.points(1)
@pytest.mark.hint("weights that no longer change are no proof: what decides is whether every sample is right")
def test_train_perceptron_never_learns_a_contradiction(student, rng):
    # The sample at the origin has both targets, so that in the end only b moves, there and back.
    X, y = np.array([[0.0, 0.0], [0.0, 0.0], [2.0, 1.0]]), [0, 1, 1]
    for seed in draw_seeds(rng, 2):
        max_epochs = int(rng.integers(12, 20))
        _, _, epochs, converged = train(student, X, y, lr=0.5, max_epochs=max_epochs, seed=seed)
        assert_whole(epochs, max_epochs, what="epochs, when one input has both targets")
        assert_truth(converged, False, what="converged, when one input has both targets")
    assert_learns_a_sample(student, draw_seeds(rng, 1)[0])


@pytest.mark.points(1)
@pytest.mark.hint("an epoch takes every sample once")
def test_train_perceptron_takes_all_samples_in_an_epoch(student, rng):
    # Each sample has a feature of its own and turns right, if it was wrong, by one update of 0.125 * (16² + 1) = 32.1.
    # The samples after it share only the bias with it: they move its sum by less than 12 * 0.125 = 1.5.
    X, y, lr = 16.0 * np.eye(12), rng.permutation([0, 1] * 6), 0.125
    for seed in draw_seeds(rng, 4):
        w, b, epochs, _ = train(student, X, y, lr=lr, max_epochs=1, seed=seed)
        sums = X @ w + b
        assert np.any(w != 0), "w has not moved from 0, although some samples were classified incorrectly"
        assert np.all(np.where(y == 1, sums, -sums) > -1.5), "an epoch seems to leave some samples out"
        assert as_array(epochs, what="epochs", shape=()) <= 1, "epochs is more than max_epochs"


@pytest.mark.points(1)
@pytest.mark.hint("the weights start in [-0.5, 0.5), and each mistake moves them by lr times the sample")
def test_train_perceptron_starts_small_and_moves_by_the_learning_rate(student, rng):
    lr, max_epochs, n_samples = 2.0**-12, 2, 8
    for seed in draw_seeds(rng, 4):
        X = rng.integers(1, 9, size=(n_samples, 6)) / 8 * rng.choice([-1.0, 1.0], size=(n_samples, 6))
        y = rng.permutation([0, 1] * 4)
        w, _, _, _ = train(student, X, y, lr=lr, max_epochs=max_epochs, seed=seed)
        reach = 0.5 + lr * max_epochs * n_samples
        assert np.all(np.abs(w) <= reach), "w is further from 0 than its start and the updates allow"
    # At the origin b alone learns: with both targets there it ends within one step of 0, wherever it started.
    lr = 0.125
    for seed, y in zip(draw_seeds(rng, 2), ([1, 0], [0, 1]), strict=True):
        _, b, _, _ = train(student, np.zeros((2, 1)), y, lr=lr, max_epochs=ROOMY, seed=seed)
        assert abs(b) <= 0.5 + lr, "b moves further than by lr"


@pytest.mark.points(1)
@pytest.mark.hint("the learning rate is the same in every epoch, however many it takes")
def test_train_perceptron_keeps_its_learning_rate(student, rng):
    # Each weight has a sample of its own, and the first on the wrong side is hundreds of steps away. Here k < 4000.
    for seed in draw_seeds(rng, 3):
        y = rng.permutation([0, 1] * 3)
        assert_learns(student, 2.0 * np.eye(6), y, 2.0**-10, seed, max_epochs=4000)


@pytest.mark.points(1)
@pytest.mark.hint("a sample is judged with the weights that the sample before it left behind")
def test_train_perceptron_updates_after_each_sample(student, rng):
    lr, copies = 0.125, 6
    for seed in draw_seeds(rng, 3):
        x = 8.0 * rng.choice([-1.0, 1.0], size=3)
        for target in (0, 1):
            X, y = np.tile(x, (copies, 1)), [target] * copies
            w, _, _, _ = train(student, X, y, lr=lr, max_epochs=ROOMY, seed=seed)
            # One update is enough to turn the output of all the copies.
            assert np.all(np.abs(w) <= 0.5 + lr * 8.0 + 1e-9), "equal samples moved w more often than it takes"


@pytest.mark.points(1)
def test_train_perceptron_leaves_its_inputs_alone(student, rng):
    y = np.array(GATES["and"], dtype=np.int64)
    result = assert_leaves_inputs_alone(student.train_perceptron, CORNERS.copy(), y, 0.5, 20, *draw_seeds(rng, 1))
    unpack(result, "w", "b", "epochs", "converged")
