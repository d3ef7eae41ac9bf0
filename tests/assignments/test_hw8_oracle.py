"""Homework 8's model answer and its data, held against what is known of them elsewhere."""

from pathlib import Path

import numpy as np
import pytest

from grader.suite.reference import load_reference

ROOT = Path(__file__).parents[2]
FILE = ROOT / "assignments/hw8_digits/digits.csv"
EVERY_SEVENTH = slice(None, None, 7)


@pytest.fixture(scope="module")
def hw8():
    return load_reference(ROOT / "solutions/hw8_digits/hw8.py", "hw8")


@pytest.fixture(scope="module")
def table():
    return np.loadtxt(FILE, delimiter=",", dtype=np.int64)


def test_data_has_the_published_counts(table):
    assert table.shape == (1797, 65)
    assert (table[:, :64].min(), table[:, :64].max()) == (0, 16)
    # The classes' sizes as UCI's own description of the test samples gives them.
    assert np.bincount(table[:, 64]).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]


def test_data_names_its_source_and_licence():
    head = FILE.read_text(encoding="utf-8")[:600]
    assert all(words in head for words in ("UCI Machine Learning Repository", "Alpaydin", "Kaynak", "CC BY 4.0"))


def test_gradients_agree_with_finite_differences(hw8, table):
    X, y = table[:20, :64] / 16, table[:20, 64]
    layers = hw8.new_network([64, 5, 4, 10], np.random.default_rng(3))
    _, gradients = hw8.loss_and_gradients(layers, X, y)
    for k, (W, b) in enumerate(layers):
        for place in [(0, 0), (3, 2), (2, 3)]:
            losses = []
            for step in (1e-6, -1e-6):
                nudged = W.copy()
                nudged[place] += step
                losses.append(hw8.loss_and_gradients([*layers[:k], (nudged, b), *layers[k + 1 :]], X, y)[0])
            assert gradients[k][0][place] == pytest.approx((losses[0] - losses[1]) / 2e-6, rel=1e-4, abs=1e-8)


def test_slide_gives_the_worked_example(hw8):
    image = np.zeros((1, 8, 8))
    image[0, 3, 1:3] = [8.0, 4.0]
    assert hw8.slide(image, 0.25)[0, 3].tolist() == [0.0, 6.0, 5.0, 1.0, 0.0, 0.0, 0.0, 0.0]
    assert hw8.slide(image, -1.0)[0, 3].tolist() == [8.0, 4.0] + 6 * [0.0]


def test_predict_beats_the_nearest_centroid_and_keeps_up_with_the_nearest_neighbour(hw8, table):
    held = np.zeros(len(table), dtype=bool)
    held[EVERY_SEVENTH] = True
    X, y = table[:, :64].astype(np.float64), table[:, 64]
    told = hw8.predict(hw8.train(X[~held], y[~held], 5), X[held])
    centroids = np.stack([X[~held & (y == digit)].mean(axis=0) for digit in range(10)])
    by_centroid = ((X[held][:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1)
    by_neighbour = y[~held][((X[held][:, None] - X[~held]) ** 2).sum(axis=2).argmin(axis=1)]
    assert np.mean(told == y[held]) > np.mean(by_centroid == y[held])
    assert np.mean(told == y[held]) > np.mean(by_neighbour == y[held]) - 0.02


def test_learning_curve_begins_below_ignorance(hw8, table):
    losses = hw8.learning_curve(table[:1000, :64].astype(np.float64), table[:1000, 64], 10, 4)
    assert len(losses) == 10
    assert losses[0] < np.log(10)
    assert losses[-1] < losses[0] / 2
