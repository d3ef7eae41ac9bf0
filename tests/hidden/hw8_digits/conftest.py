"""The digits, as the hidden tests of homework 8 share them out."""

from pathlib import Path

import numpy as np
import pytest

FILE = Path(__file__).parents[3] / "assignments" / "hw8_digits" / "digits.csv"

# The label under which each digit goes here. Students have the file: who looks an image up in it, or brings weights that
# were trained on it, would have the answers. A network learns these labels as easily as others. Digits change places in
# pairs of one kind only, so that training on turned and mirrored images as well remains right: 0 and 8 stay what they
# are, 2 and 5 do when they are turned, 6 and 9 become each other, and 4 and 7 become no digit.
LABELS = np.array([8, 1, 5, 3, 7, 2, 9, 4, 0, 6])


class Digits:
    """All 1,797 digits. What it gives are fresh arrays."""

    def __init__(self):
        table = np.loadtxt(FILE, delimiter=",", dtype=np.int64)
        self._X, self._y = table[:, :64].astype(np.float64), LABELS[table[:, 64]]

    def split(self, rng):
        """X and y for training, X and y held back: three quarters and one quarter of each digit, shuffled."""
        rows = [rng.permutation(np.flatnonzero(self._y == digit)) for digit in range(10)]
        edges = [round(0.75 * len(of_digit)) for of_digit in rows]
        train = rng.permutation(np.concatenate([of_digit[:edge] for of_digit, edge in zip(rows, edges, strict=True)]))
        held = rng.permutation(np.concatenate([of_digit[edge:] for of_digit, edge in zip(rows, edges, strict=True)]))
        return self._X[train], self._y[train], self._X[held], self._y[held]

    def some(self, rng, count):
        """X and y of `count` digits, shuffled, each digit as often as any other (but for a remainder)."""
        rows = [rng.permutation(np.flatnonzero(self._y == digit)) for digit in rng.permutation(10)]
        chosen = np.array([rows[place % 10][place // 10] for place in range(count)])
        chosen = rng.permutation(chosen)
        return self._X[chosen], self._y[chosen]


@pytest.fixture(scope="session")
def digits():
    return Digits()
