"""Teachers' notebooks, made from their cells. All are of our own writing."""

import json
from typing import Any

Cell = dict[str, Any]


def text(source: str, **nbgrader: object) -> Cell:
    return {"cell_type": "markdown", "metadata": {"nbgrader": nbgrader} if nbgrader else {}, "source": source}


def raw(source: str) -> Cell:
    return {"cell_type": "raw", "metadata": {}, "source": source}


def code(source: str, result: str | None = None, printed: str = "", **nbgrader: object) -> Cell:
    outputs: list[Cell] = [{"output_type": "stream", "name": "stdout", "text": [printed]}] if printed else []
    if result is not None:
        data = {"text/plain": [result]}
        outputs.append({"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 1})
    metadata = {"nbgrader": nbgrader} if nbgrader else {}
    return {"cell_type": "code", "metadata": metadata, "source": source, "outputs": outputs, "execution_count": None}


def solution(source: str, id: str = "answer") -> Cell:
    return code(source, grade=False, solution=True, grade_id=id)


def graded(source: str, id: str = "check", points: object = 1) -> Cell:
    return code(source, grade=True, solution=False, grade_id=id, points=points)


def notebook(*cells: Cell) -> bytes:
    content = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": list(cells)}
    return json.dumps(content).encode()


def question(said: str, solved: list[Cell], tests: list[Cell]) -> list[Cell]:
    """One of Otter's, in raw cells."""
    inside = [raw("# BEGIN TESTS"), *tests, raw("# END TESTS")] if tests else []
    solved = [raw("# BEGIN SOLUTION"), *solved, raw("# END SOLUTION")]
    return [raw(f"# BEGIN QUESTION\n{said}"), text("What is asked."), *solved, *inside, raw("# END QUESTION")]


NBGRADER = notebook(
    text("# Growth\n\nA bank pays interest."),
    code("import math"),
    text("## Part A"),
    solution(
        'def grown(start, rate, years):\n    """The sum after some years."""\n    ### BEGIN SOLUTION\n'
        "    if years < 0:\n        raise ValueError('no such year')\n    return start * (1 + rate) ** years\n"
        "    ### END SOLUTION",
        "grown",
    ),
    graded(
        '"""Some sums."""\nassert grown(100, 0, 5) == 100\n### BEGIN HIDDEN TESTS\n'
        "assert math.isclose(grown(100, 0.5, 2), 225)\n### END HIDDEN TESTS",
        "sums",
        3,
    ),
    graded("try:\n    grown(1, 1, -1)\nexcept ValueError:\n    pass\nelse:\n    raise AssertionError", "negative", 1),
    solution(
        "def doubled_after(rate):\n    ### BEGIN SOLUTION\n    years = 0\n    while grown(1, rate, years) < 2:\n"
        "        years += 1\n    return years\n    ### END SOLUTION",
        "doubled",
    ),
    graded("assert doubled_after(0.5) == 2", "doubling", "0.5"),
    graded("kept = grown\ndel grown\ntry:\n    doubled_after(1)\nexcept NameError:\n    pass", "uses_grown", 0.5),
    text("Because money grows.", grade=True, solution=True, grade_id="why", points=2),
)
"""Two tasks, of which one builds on the other; a hidden part, a test that takes a name away, a question for a person."""

OTTER = notebook(
    raw("# ASSIGNMENT CONFIG\nname: growth\nfiles:\n    - rates.csv"),
    code("import numpy as np\nimport otter\ngrader = otter.Notebook()"),
    *question(
        "name: q1\npoints: 3",
        [code("rate = 0.5 # SOLUTION")],
        [code("0 < rate < 1", "True"), code('""" # BEGIN TEST CONFIG\nhidden: true\npoints: 2\n""" # END TEST CONFIG\nrate', "0.5")],
    ),
    *question(
        "name: q2",
        [code("def grown(start, years):\n    total = start * (1 + rate) ** years # SOLUTION\n    return total # SOLUTION")],
        [
            code('""" # BEGIN TEST CONFIG\nfailure_message: think of the interest\n""" # END TEST CONFIG\ngrown(4, 1)', "6.0"),
            code("# HIDDEN\ngrown(np.array([1, 2]), 1)", "array([1.5, 3. ])"),
        ],
    ),
    *question("name: q3\nmanual: true\npoints: 1", [text("**SOLUTION**: it grows.")], []),
)  # fmt: skip
"""A value and a function, judged by saved output; a question for a person."""

OLDER_OTTER = notebook(
    text("```\nBEGIN ASSIGNMENT\ngenerate: true\n```"),
    text("**Question 1.** Write `square`.\n\n```\nBEGIN QUESTION\nname: q1\npoints: 2\n```"),
    code("def square(x):\n    return x * x # SOLUTION"),
    code("## Test ##\nsquare(3)", "9"),
    code("## Hidden Test ##\nsquare(-2) == 4", "True"),
    text("**Question 2.** Why?\n\n```\nBEGIN QUESTION\nname: q2\nmanual: true\n```"),
    text("**SOLUTION:** because."),
)
"""The format of fenced blocks."""
