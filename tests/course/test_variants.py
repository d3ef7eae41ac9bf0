import json
import textwrap
from pathlib import Path

import pytest

from grader.course.notebook import read_submission
from grader.course.variants import Variant, read_variants, script_with_variant, with_variant
from grader.errors import CourseError
from grader.records import Cell, Limits

FILE = '''"""Wrong answers."""
# ruff: noqa: F821
from __future__ import annotations

import math

import numpy as np

from grader.testing import misconception
import grader.testing as testing

FACTOR: float = 3.0
SHIFT = math.floor(FACTOR) - 2


def scaled(x):
    return FACTOR * x


@misconception(task="double")
def tripled(x):
    """You take three times x.

        The contract says twice.
    """
    return scaled(x)  # a comment


@misconception(task="double")
def shifted(x, *, right=double):
    """You add 1 to the right answer."""
    return right(x) + SHIFT


@testing.misconception(task="Adam")
class Slow(Adam):
    """Your optimizer never moves."""

    def step(self, w, grad):
        return super().step(w, 0 * grad)


@misconception(task="answers", answer="two_is_even")
def even_taken_for_odd():
    """Two is even: 2 = 2 * 1."""
    return False
'''
MODEL = """# %% [markdown]
# # Title
# %%
def double(x):
    return 2 * x
class Adam:
    def step(self, w, grad):
        return w - grad
# %%
answers = {"two_is_even": True, "three_is_even": False}
"""


@pytest.fixture
def read(tmp_path):
    def read_text(text: str) -> tuple[Variant, ...]:
        path = tmp_path / "misconceptions.py"
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return read_variants(path)

    return read_text


def run(script: str) -> dict[str, object]:
    names: dict[str, object] = {}
    for cell in read_submission(script.encode(), "hw1.py", Limits()).cells:
        exec(compile(cell.source, "cell", "exec"), names)
    return names


def test_variants_come_in_the_order_of_the_file(read):
    assert [(variant.kind, variant.name, variant.task, variant.answer) for variant in read(FILE)] == [
        ("misconception", "tripled", "double", None),
        ("misconception", "shifted", "double", None),
        ("misconception", "Slow", "Adam", None),
        ("misconception", "even_taken_for_odd", "answers", "two_is_even"),
    ]


def test_the_lesson_is_the_docstring_cleaned(read):
    assert read(FILE)[0].lesson == "You take three times x.\n\nThe contract says twice."


def test_nothing_of_the_file_is_run(read):
    variants = read('import no_such_module\nX = 1 / 0\n@alternative(task="f")\ndef g(): ...\n')
    assert [variant.name for variant in variants] == ["g"]


def test_the_source_holds_what_the_variant_needs_and_no_other_variant(read):
    source = read(FILE)[0].source
    wanted = ("from __future__ import annotations", "import numpy as np", "FACTOR: float = 3.0", "def scaled(x)")
    assert [text for text in wanted if text not in source] == []
    assert [text for text in ("grader", "@", "shifted", "Wrong answers") if text in source] == []


@pytest.mark.parametrize(("index", "expected"), [(0, 15.0), (1, 11)])
def test_a_variant_takes_the_place_of_the_model_answer(read, index, expected):
    names = run(script_with_variant(MODEL, read(FILE)[index]))
    assert names["double"](5) == expected


def test_a_class_takes_the_place_of_the_model_answer(read):
    names = run(script_with_variant(MODEL, read(FILE)[2]))
    assert names["Adam"]().step(5, 3) == 5


def test_an_answer_takes_the_place_of_one_answer(read):
    names = run(script_with_variant(MODEL, read(FILE)[3]))
    assert names["answers"] == {"two_is_even": False, "three_is_even": False}


def test_a_variant_becomes_one_cell_after_all_others(read):
    cells = (Cell(index=1, source="a"), Cell(index=4, source="b"))
    variant = read(FILE)[0]
    assert with_variant(cells, variant) == (*cells, Cell(index=5, source=variant.source))
    assert with_variant((), variant)[0].index == 0


def test_a_script_with_a_variant_can_be_handed_in_as_a_notebook_too(read):
    variant = read(FILE)[0]
    script = read_submission(script_with_variant(MODEL, variant).encode(), "hw1.py", Limits())
    cells = [{"cell_type": "code", "source": cell.source} for cell in script.cells]
    notebook = read_submission(json.dumps({"nbformat": 4, "cells": cells}).encode(), "hw1.ipynb", Limits())
    assert notebook.cells[-1].source == variant.source


def test_an_alternative_needs_no_docstring(read):
    (variant,) = read('@alternative(task="f")\ndef g(): return 1\n')
    assert (variant.kind, variant.lesson) == ("alternative", "")


def test_a_variant_may_bear_the_name_of_its_task(read):
    own, other = read(
        '@alternative(task="f")\ndef f(x): return f(x - 1)\n@alternative(task="g")\ndef h(): return f(2)\n'
    )
    assert own.source == "def f(x):\n    return f(x - 1)\n"
    assert "return f(2)" in other.source


def test_other_decorators_stay(read):
    (variant,) = read('import functools\n@functools.cache\n@alternative(task="f")\ndef g(): return 1\n')
    assert variant.source == "import functools\n\n@functools.cache\ndef g():\n    return 1\nf = g\n"


@pytest.mark.parametrize(
    "body",
    [
        "def g(x): return [g(part) for part in x]",  # itself, by its own name
        "def g(f): return f(1)",  # an argument of that name
        "def g(x):\n    f = x + 1\n    return f",  # a local of that name
        "def g(x, right=f): return right(x)",  # the model's, kept as a default
        "class g(f):\n    twin = f\n    def step(self): return self.f",
    ],
)
def test_the_name_of_the_task_may_stand_where_it_means_something_else(read, body):
    assert len(read(f'@alternative(task="f")\n{body}\n')) == 1


@pytest.mark.parametrize(
    "text",
    [
        '@alternative(task="f")\ndef g(x): return f(x)\n',
        '@alternative(task="f")\ndef g(x): return [f(part) for part in x]\n',
        '@alternative(task="f")\ndef g(x): return (lambda y: f(y))(x)\n',
        '@alternative(task="f")\nclass g:\n    def step(self): return f()\n',
        'def helper(x): return f(x)\n@alternative(task="f")\ndef g(x): return helper(x)\n',
        'def deep(x): return f(x)\ndef helper(x): return deep(x)\n@alternative(task="f")\ndef g(x): return helper(x)\n',
    ],
)
def test_a_variant_that_would_call_itself_without_end_is_refused(read, text):
    with pytest.raises(CourseError, match=r"misconceptions\.py:\d+: g calls f, which is g itself once it is judged"):
        read(text)


def test_a_helper_that_uses_the_task_is_fine_for_another_task(read):
    assert len(read('def helper(x): return f(x)\n@alternative(task="train")\ndef g(x): return helper(x)\n')) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('@misconception(task="f")\ndef g(): return 1\n', ":2: g has no docstring"),
        ("@alternative\ndef g(): ...\n", r":1: alternative needs a task"),
        ("@alternative()\ndef g(): ...\n", ':1: write it with task="…"'),
        ('@alternative("f")\ndef g(): ...\n', ':1: write it with task="…"'),
        ('@alternative(task="f", points=3)\ndef g(): ...\n', ":1: unknown argument points"),
        ('@alternative(**{"task": "f"})\ndef g(): ...\n', r":1: unknown argument \*\*"),
        ("@alternative(task=f)\ndef g(): ...\n", ":1: task must be a string"),
        ('@alternative(task="")\ndef g(): ...\n', ":1: task must be a string"),
        ('@alternative(task="f; import os")\ndef g(): ...\n', ":1: task 'f; import os' is no name of Python"),
        ('@alternative(task="f", answer="x")\ndef g(): ...\n', ':1: answer="…" goes with task="answers"'),
        ('@alternative(task="answers")\ndef g(): ...\n', ':1: answer="…" goes with task="answers"'),
        ('@alternative(task="answers", answer="x")\ndef g(y): ...\n', ":2: g must be a function without arguments"),
        ('@alternative(task="answers", answer="x")\nclass g: ...\n', ":2: g must be a function without arguments"),
        ('@alternative(task="f")\ndef g(): ...\n\n@alternative(task="f")\ndef g(): ...\n', ":5: g is defined twice"),
        ('def g(): ...\n\n@alternative(task="f")\ndef g(): ...\n', ":4: g is defined twice"),
        ('@alternative(task="a")\n@alternative(task="b")\ndef g(): ...\n', ":3: g is marked twice"),
        (
            '@alternative(task="a")\ndef g(): ...\n@alternative(task="b")\ndef h(): return g()\n',
            ":4: h uses the variant g: make the shared part a helper",
        ),
        ("import math\nfor x in []:\n    pass\n", ":2: only imports, constants, functions and classes"),
        ("print(1)\n", ":1: only imports, constants, functions and classes"),
        ("def f(:\n", ":1: not valid Python"),
        ("x = 1\n\0\n", r":\d+: not valid Python"),
    ],
)
def test_a_file_that_breaks_the_rules_is_refused_with_its_line(read, text, words):
    with pytest.raises(CourseError, match=r"misconceptions\.py" + words):
        read(text)


def test_a_file_that_does_not_exist_holds_no_variant(tmp_path: Path):
    assert read_variants(tmp_path / "alternatives.py") == ()


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path):
    with pytest.raises(CourseError, match="cannot be read: is a directory"):
        read_variants(tmp_path)
