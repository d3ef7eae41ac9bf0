"""Whatever a notebook holds, converting it ends in a result or in one clear line."""

import ast
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from grader.authoring.convert import converted
from grader.errors import RequestError
from tests.authoring.notebooks import NBGRADER, OLDER_OTTER, OTTER

LINES = st.sampled_from(
    [
        "### BEGIN SOLUTION", "### END SOLUTION", "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS", "# BEGIN SOLUTION",
        "# END SOLUTION", "# BEGIN QUESTION", "# END QUESTION", "# BEGIN TESTS", "# END TESTS", "# BEGIN PROMPT",
        "# END PROMPT", "# ASSIGNMENT CONFIG", "name: q1", "points: [1, 2]", "points: 1e999", "manual: true",
        '""" # BEGIN TEST CONFIG', '""" # END TEST CONFIG', "# HIDDEN", "## Test ##", "```", "BEGIN QUESTION", "```otter",
        "=== BEGIN MARK SCHEME ===", "# BEGIN IGNORE", "x = 1 # SOLUTION", "    y = 2 # SOLUTION NO PROMPT", "def f(x):",
        "    return x", "assert f(x) == x", "f(x)", "del x", "### AUTOTEST f(x); x", "%time f(x)", "__autotest__ = x", "__autotest__(x) + (x)", "%%bash", "# %%", "!ls",
        "from nose.tools import assert_equal", "import os", "class A: pass", "x: int = 1", "for i in x: print(i)",
        "lambda: (yield)", "a = b = {*x}", "f'{x!r:>{y}}'", "match x:", "    case [a, *b]: pass", "with f(x) as y: pass",
        "global x", "await f(x)", "é = 'é'", "'''", '"""', "(((", "}", "&a [*a]", "\ud800", "\x0b", "\x1c", "\u2028", "",
    ]
)  # fmt: skip
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**9), 10**9), st.text(max_size=9), LINES),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=9), inner, max_size=3)),
    max_leaves=6,
)
SOURCES = st.one_of(st.lists(LINES, max_size=7).map("\n".join), st.lists(LINES, max_size=3), VALUES)
MARKS = st.fixed_dictionaries(
    {},
    optional={
        "grade": st.sampled_from([True, False, 1]),
        "solution": st.sampled_from([True, False, None]),
        "task": st.booleans(),
        "points": st.one_of(VALUES, st.floats()),
        "grade_id": st.one_of(VALUES, st.just("same")),
    },
)
CELLS = st.fixed_dictionaries(
    {"cell_type": st.sampled_from(["code", "markdown", "raw"]), "source": SOURCES},
    optional={
        "metadata": st.one_of(st.fixed_dictionaries({"nbgrader": MARKS}), VALUES),
        "outputs": st.one_of(
            st.lists(
                st.fixed_dictionaries(
                    {"output_type": st.sampled_from(["execute_result", "stream"])},
                    optional={"data": st.fixed_dictionaries({"text/plain": SOURCES}), "text": SOURCES, "name": VALUES},
                ),
                max_size=2,
            ),
            VALUES,
        ),
    },
)


def convert(content: Any) -> None:
    """A result, in which every script can be parsed and every text be written; or a refusal of one line."""
    said = ""
    try:
        made = converted(json.dumps(content).encode(), "hw1.ipynb", "hw1", "x", run=False)
    except RequestError as refused:
        said = str(refused)
    assert "\n" not in said
    if said:
        return
    for name, data in made.files.items():
        assert isinstance(data, str)
        data.encode()
        if "/test_" in name:
            ast.parse(data)
    assert not made.files or round(sum(task.points for task in made.tasks), 6) == 100


@settings(max_examples=60)
@given(st.lists(CELLS, max_size=8))
def test_any_cells_end_well(cells: list[Any]) -> None:
    convert({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells})


@settings(max_examples=20)
@given(VALUES)
def test_any_json_ends_well(content: Any) -> None:
    convert(content)


@settings(max_examples=40)
@given(st.sampled_from([NBGRADER, OTTER, OLDER_OTTER]), st.integers(0), st.integers(0), LINES)
def test_a_notebook_with_one_line_more_ends_well(data: bytes, which: int, where: int, line: str) -> None:
    content = json.loads(data)
    cell = content["cells"][which % len(content["cells"])]
    lines = cell["source"].split("\n")
    lines.insert(where % (len(lines) + 1), line)
    cell["source"] = "\n".join(lines)
    convert(content)
