"""A tiny course in a temporary folder: no test depends on the real assignments."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.course.layout import Course, find_course

MODEL = '''# %% [markdown]
# # Doubling

# %%
import math

# %% tags=["demo"]
def double(x):
    """Twice x."""
    # BEGIN SOLUTION
    twice_of_the_argument = x + x
    return twice_of_the_argument
    # END SOLUTION

# %%
# BEGIN SOLUTION
# STUB answers = {"two_is_even": None}  # True or False
answers = {"two_is_even": True}
# END SOLUTION
'''

ASSIGNMENT = """title = "Doubling"
[[tasks]]
name = "double"
points = 90
[[tasks]]
name = "answers"
points = 10.5
depends_on = ["double"]
"""

MakeCourse = Callable[..., Path]


def write_tree(root: Path, files: dict[str, str]) -> Path:
    """Writes files, named by their path below `root`."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return root


@pytest.fixture
def make_course(tmp_path: Path) -> MakeCourse:
    """Writes a course with one assignment, hw1; a keyword given as `{path: text}` adds files or replaces them."""

    def make(files: dict[str, str] | None = None) -> Path:
        given = {
            "course.toml": 'title = "Tiny"\n',
            "assignments/hw1_double/assignment.toml": ASSIGNMENT,
            "assignments/hw1_double/test_hw1_public.py": "def test_double(student): ...\n",
            "solutions/hw1_double/hw1.py": MODEL,
            "tests/hidden/hw1_double/test_hw1_double.py": "SECRET = 1\n",
        }
        return write_tree(tmp_path / "course", given | (files or {}))

    return make


@pytest.fixture
def course(make_course: MakeCourse) -> Course:
    return find_course(make_course())


@pytest.fixture
def no_root() -> Iterator[None]:
    """Root may read everything: for the test, it is nobody."""
    before = os.geteuid()
    os.seteuid(before or 65534)
    yield
    os.seteuid(before)
