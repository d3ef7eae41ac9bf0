"""A small course whose hidden suite is sound, and what is needed to break it in one place."""

import json
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from grader.course.layout import Assignment, find_course

MODEL = """# %% [markdown]
# # Doubling
# %%
def double(x):
    # BEGIN SOLUTION
    return x + x
    # END SOLUTION

# %%
def quadruple(x):
    # BEGIN SOLUTION
    return double(double(x))
    # END SOLUTION

# %%
def negate(x):
    # BEGIN SOLUTION
    return -x
    # END SOLUTION

# %%
def subtract(x, y):
    # BEGIN SOLUTION
    return x + negate(y)
    # END SOLUTION

# %%
# BEGIN SOLUTION
# STUB answers = {"two_is_even": None}
answers = {"two_is_even": True}
# END SOLUTION
"""
STUB = [
    *(f"def {head}:\n    raise NotImplementedError" for head in ("double(x)", "quadruple(x)", "negate(x)")),
    "def subtract(x, y):\n    raise NotImplementedError",
    'answers = {"two_is_even": None}',
]
ASSIGNMENT = """consequential_errors = false
[[tasks]]
name = "double"
points = 30
[[tasks]]
name = "quadruple"
points = 20
depends_on = ["double"]
[[tasks]]
name = "negate"
points = 20
[[tasks]]
name = "subtract"
points = 20
[[tasks]]
name = "answers"
points = 10
[limits]
notebook_cpu_seconds = 1
test_cpu_seconds = 1
"""
HIDDEN = """import pytest

@pytest.mark.task("double")
@pytest.mark.points(20)
@pytest.mark.parametrize("x", [3])
def test_double(student, reference, x):
    assert student.double(x) == reference.double(x)

@pytest.mark.task("double")
@pytest.mark.points(10)
def test_double_of_less_than_nothing(student):
    assert student.double(-4) == -8

@pytest.mark.task("quadruple")
@pytest.mark.points(20)
def test_quadruple(student):
    assert student.quadruple(-3) == -12

@pytest.mark.task("negate")
@pytest.mark.points(20)
def test_negate(student):
    assert student.negate(5) == -5

@pytest.mark.task("subtract")
@pytest.mark.points(20)
def test_subtract(student):
    assert student.subtract(7, 3) == 4

@pytest.mark.task("answers")
@pytest.mark.points(10)
def test_answers(student):
    assert student.answers["two_is_even"] in (True,)
"""
MISCONCEPTIONS = '''from grader.testing import misconception

@misconception(task="double")
def sign_lost(x):
    """You lose the sign."""
    return abs(x + x)
'''
ALTERNATIVES = """from grader.testing import alternative

@alternative(task="double")
def product(x):
    return 2 * x
"""

MakeCourse = Callable[..., Assignment]


def notebook(*sources: str) -> str:
    """An `.ipynb` of code cells."""
    cells = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": source}
        for source in sources
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells})


@pytest.fixture(scope="session")
def make_assignment(tmp_path_factory: pytest.TempPathFactory) -> MakeCourse:
    """Writes the course and gives its one assignment; a keyword replaces a file's text, None leaves the file out."""

    def make(
        *,
        model: str = MODEL,
        stub: str | None = notebook(*STUB),
        toml: str = ASSIGNMENT,
        hidden: str = HIDDEN,
        misconceptions: str | None = MISCONCEPTIONS,
        alternatives: str | None = ALTERNATIVES,
        equivalents: str | None = None,
    ) -> Assignment:
        root = tmp_path_factory.mktemp("course")
        files = {
            "course.toml": 'title = "Tiny"\n',
            "assignments/hw1_double/assignment.toml": toml,
            "assignments/hw1_double/hw1.ipynb": stub,
            "solutions/hw1_double/hw1.py": model,
            "solutions/hw1_double/misconceptions.py": misconceptions,
            "solutions/hw1_double/alternatives.py": alternatives,
            "solutions/hw1_double/equivalent_mutants.toml": equivalents,
            "tests/hidden/hw1_double/test_hw1.py": hidden,
        }
        for name, text in files.items():
            if text is not None:
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
        return find_course(root).assignment("hw1")

    return make


@pytest.fixture(scope="session")
def root_of() -> Callable[[Assignment], Path]:
    """The folder of an assignment's course."""
    return lambda assignment: assignment.folder.parent.parent


@pytest.fixture(scope="session")
def apart() -> Callable[..., Any]:
    """Calls a function in a process of its own: a pytest inside of this one would meet its settings."""

    def call(function: Callable[..., Any], *arguments: Any) -> Any:
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            return pool.submit(function, *arguments).result()

    return call


@pytest.fixture(scope="session")
def model_text() -> str:
    return MODEL


@pytest.fixture(scope="session")
def toml_text() -> str:
    return ASSIGNMENT


@pytest.fixture(scope="session")
def hidden_text() -> str:
    return HIDDEN
