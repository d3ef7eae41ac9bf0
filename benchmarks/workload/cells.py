"""The notebook's code cells, wrong versions of them, and the class that is mixed of both."""

import random
from pathlib import Path
from typing import Final

from benchmarks.workload import notebooks
from benchmarks.workload.notebooks import code, heading

IMPORTS: Final = "import numpy as np\n"

STEP: Final = '''def step(z):
    """1 where z >= 0, else 0."""
    return np.where(np.asarray(z) >= 0, 1, 0)
'''

NEURON: Final = '''def neuron_output(x, w, b, f):
    """f(sum_i x_i w_i + b)"""
    return f(np.dot(x, w) + b)
'''

RULE: Final = '''def perceptron_rule(w, x, target):
    """Unchanged if right, w - x on a false positive, w + x on a false negative."""
    w, x = np.asarray(w, float), np.asarray(x, float)
    output = int(step(w @ x))
    if output == target:
        return w.copy()
    return w - x if output > target else w + x
'''

UPDATE: Final = '''def perceptron_update(w, b, x, target, lr):
    """w - lr * e * x and b - lr * e, with e = output - target."""
    w, x = np.asarray(w, float), np.asarray(x, float)
    e = int(step(w @ x + b)) - target
    return w - lr * e * x, b - lr * e
'''

TRAIN: Final = '''def train_perceptron(X, y, lr, max_epochs, seed):
    """Returns (w, b, epochs, converged)."""
    rng = np.random.default_rng(seed)
    X, y = np.asarray(X, float), np.asarray(y)
    w, b = rng.uniform(-0.5, 0.5, X.shape[1]), rng.uniform(-0.5, 0.5)
    for epoch in range(1, max_epochs + 1):
        for x, target in zip(X, y):
            w, b = perceptron_update(w, b, x, target, lr)
        if np.array_equal(step(X @ w + b), y):
            return w, b, epoch, True
    return w, b, max_epochs, False
'''

CELLS: Final = (IMPORTS, STEP, NEURON, RULE, UPDATE, TRAIN)

TASKS: Final = ("step", "neuron_output", "perceptron_rule", "perceptron_update", "train_perceptron")
"""The function of each cell after the first."""

WRONG: Final = {
    1: (STEP.replace(">= 0, 1", "> 0, 1"),),
    2: (NEURON.replace(" + b", ""),),
    3: (RULE.replace("w - x if output > target else w + x", "w + x if output > target else w - x"),),
    4: (UPDATE.replace("return w - lr * e * x, b - lr * e", "return w - lr * e * x, b"),),
    5: (
        TRAIN.replace("X @ w + b), y", "X @ w), y"),
        "def train_perceptron(X, y, lr, max_epochs, seed):\n    raise NotImplementedError\n",
    ),
}
"""Wrong versions of a cell, by its place."""

SHARE_WRONG: Final = 0.25


def student_cells(number: int) -> list[str]:
    """What student `number` hands in; the same in a class of any size."""
    choice = random.Random(number)
    cells = list(CELLS)
    for place, versions in WRONG.items():
        if choice.random() < SHARE_WRONG:
            cells[place] = choice.choice(versions)
    return cells


def student_name(number: int) -> str:
    """The id of student `number`."""
    return f"student{number:05}"


def write_class(folder: Path, count: int) -> list[Path]:
    """The notebooks of a class, in the order of their students; each cell below a heading."""
    made = []
    for number in range(count):
        cells = enumerate(student_cells(number))
        made.append(folder / f"{student_name(number)}.ipynb")
        notebooks.write([part for n, text in cells for part in (heading(n), code(text, f"code{n}"))], made[-1])
    return made
