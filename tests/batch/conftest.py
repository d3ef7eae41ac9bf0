"""A small course, and a class that answers it in several ways."""

import os
from pathlib import Path

import pytest

HIDDEN = """import pytest

@pytest.mark.task("double")
@pytest.mark.points(6)
def test_double(student, rng):
    x = int(rng.integers(1, 1000))
    assert student.double(x) == 2 * x

@pytest.mark.task("double")
@pytest.mark.points(4)
def test_double_of_less_than_nothing(student):
    assert student.double(-4) == -8
"""
COURSE = {
    "course.toml": 'title = "Tiny"\n',
    "assignments/hw1_double/assignment.toml": '[[tasks]]\nname = "double"\npoints = 10\n',
    "solutions/hw1_double/hw1.py": "def double(x):\n    return x + x\n",
    "tests/hidden/hw1_double/test_hw1_double.py": HIDDEN,
}
ANSWERS = {
    "right": ("def double(x):\n    return 2 * x\n", 10.0),
    "abs": ("def double(x):\n    return abs(2 * x)\n", 6.0),
    "wrong": ("def double(x):\n    return 3\n", 0.0),
    "dies": ("import os\ndef double(x):\n    return 2 * x if x < 0 else os.abort()\n", 4.0),
    "warns": (
        "import sys, warnings\nwarnings.warn('w')\nprint('x', file=sys.stderr)\ndouble = lambda x: 2 * x\n",
        10.0,
    ),
    "twice": ("# %%\n1 / 0\n# %%\n1 / 0\n# %%\ndef double(x):\n    return 2 * x\n", 10.0),
}


def write(root: Path, files: dict[str, str]) -> Path:
    """Files, named by their path below `root`."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
        os.utime(root / name, (1_700_000_000, 1_700_000_000))
    return root


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write(tmp_path / "course", COURSE)


@pytest.fixture
def answers(tmp_path: Path) -> tuple[Path, dict[str, float]]:
    """A class of twelve, and what each is worth."""
    twice = {f"{name}{number}": answer for name, answer in ANSWERS.items() for number in (1, 2)}
    folder = write(tmp_path / "class", {f"{name}.py": source for name, (source, _) in twice.items()})
    return folder, {name: score for name, (_, score) in twice.items()}
