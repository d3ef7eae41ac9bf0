"""Otter's marks, settings and saved outputs, one row a feature."""

import json

import pytest

from grader.authoring.expecting import Expected, with_expectation
from grader.authoring.inputs import CannotCarry
from grader.authoring.otter import read_otter
from grader.authoring.otter_solutions import marked
from grader.authoring.plan import Plan, planned
from grader.authoring.source import SourceCell, read_notebook
from grader.course.regions import split_regions
from grader.errors import NotebookError
from tests.authoring.notebooks import Cell, code, notebook, question, raw, text

PROMPT = '""" # BEGIN PROMPT\ntotal = ...\n""" # END PROMPT'


def cell(source: str) -> SourceCell:
    return SourceCell(index=0, kind="code", source=source, metadata={})


def plan_of(*cells: Cell) -> Plan:
    return planned(read_otter(read_notebook(notebook(*cells), "hw1.ipynb")))


@pytest.mark.parametrize(
    ("source", "student", "model"),
    [
        ("x = 2 # SOLUTION", "x = ...", "x = 2"),
        ("x, y = 2, 3 # SOLUTION", "x, y = ...", "x, y = 2, 3"),
        ("a[0] = 2  # SOLUTION", "a[0] = ...", "a[0] = 2"),
        ("x == 2 # SOLUTION", "...", "x == 2"),
        ("draw(1); # SOLUTION NO PROMPT", "", "draw(1);"),
        ("def f(n):\n    y = n # SOLUTION\n    return y # SOLUTION", "def f(n):\n    y = ...\n    ...", "def f(n):\n    y = n\n    return y"),
        ("# BEGIN SOLUTION\nx = 1\ny = 2\n# END SOLUTION\nz = 3", "...\nz = 3", "x = 1\ny = 2\nz = 3"),
        ("# BEGIN SOLUTION NO PROMPT\nx = 1\n# END SOLUTION\nz = 3", "\nz = 3", "x = 1\nz = 3"),
        (f"# BEGIN SOLUTION NO PROMPT\ntotal = 1\n# END SOLUTION\n{PROMPT}", "total = ...", "total = 1"),
        (f"# BEGIN SOLUTION NO PROMPT\ntotal = ...\ntotal = 1\n# END SOLUTION\n{PROMPT}", "total = ...\n", "total = ...\ntotal = 1"),
        (
            '# BEGIN SOLUTION NO PROMPT\nfor number in range(ten):\n    total = total + number\n# END SOLUTION\n'
            '""" # BEGIN PROMPT\nfor number in range(ten):\n    total = ...\n""" # END PROMPT',
            "for number in range(ten):\n    total = ...", "for number in range(ten):\n    total = total + number",
        ),
        ("np.random.seed(1) # SEED\nx = 1", "\nx = 1", "np.random.seed(1)\nx = 1"),
        ("# BEGIN IGNORE\nno = 1\n# END IGNORE\nx = 2 # SOLUTION\ny = 1 # IGNORE", "x = ...", "x = 2"),
    ],
)  # fmt: skip
def test_solutions_become_regions(source: str, student: str, model: str) -> None:
    made = marked(cell(source))
    assert split_regions(made, "hw1.py").stub == student
    assert "\n".join(line for line in made.split("\n") if not line.strip().startswith("# ")) == model


@pytest.mark.parametrize(
    "source",
    ["# BEGIN SOLUTION\nx = 1", "# END SOLUTION", "# BEGIN SOLUTION\n# BEGIN PROMPT\n# END SOLUTION", "# BEGIN IGNORE"],
)
def test_marks_that_do_not_pair_are_named(source: str) -> None:
    with pytest.raises(NotebookError, match="cell 1: "):
        marked(cell(source))


@pytest.mark.parametrize(
    ("body", "result", "printed", "made"),
    [
        ("student.x", "5", "", "assert student.x == 5"),
        ("student.x", "'a'", "", "assert student.x == 'a'"),
        ("student.f(1)", "True", "", "assert student.f(1) == True"),
        ("student.x > 1", "True", "", "assert student.x > 1"),
        ("student.x > 1", "False", "", "assert not (student.x > 1)"),
        ("isinstance(student.x, int)", "True", "", "assert isinstance(student.x, int)"),
        ("student.x + 1", "6", "", "assert (student.x + 1) == 6"),
        ("student.x", "0.5", "", "assert_close(student.x, 0.5)"),
        ("student.x", "[1, 0.5]", "", "assert_close(student.x, [1, 0.5])"),
        ("student.x", "array([[1., 2.],\n       [3., 4.]])", "", "assert_close(student.x, [[1.0, 2.0], [3.0, 4.0]])"),
        ("student.x", "array(['a'], dtype='<U1')", "", "assert repr(student.x) == \"array(['a'], dtype='<U1')\""),
        ("student.x", "np.float64(0.5)", "", "assert_close(student.x, 0.5)"),
        ("student.x", "{2, 3}", "", "assert set(student.x) == {2, 3}"),
        ("student.x", "<Thing 1>", "", "assert repr(student.x) == '<Thing 1>'"),
        ("y = student.x; y", "5", "", "y = student.x\nassert y == 5"),
        ("assert student.x", None, "", "assert student.x"),
        ("np.testing.assert_equal(student.x, 5)", None, "", "np.testing.assert_equal(student.x, 5)"),
    ],
)  # fmt: skip
def test_saved_output_becomes_an_assert(body: str, result: str | None, printed: str, made: str) -> None:
    assert with_expectation(body, Expected(result=result, printed=printed)) == made


def test_what_a_test_prints_is_compared(capsys: pytest.CaptureFixture[str]) -> None:
    made = with_expectation("print(3)", Expected(result=None, printed="3\n"))
    exec("import contextlib, io\n" + made, {})
    with pytest.raises(AssertionError):
        exec("import contextlib, io\n" + made.replace("print(3)", "print(4)"), {})
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("body", "result"), [("student.x", None), ("student.f(1)", None), ("x = student.x", "5"), ("None", None)]
)
def test_a_test_without_saved_output_compares_nothing(body: str, result: str | None) -> None:
    with pytest.raises(CannotCarry):
        with_expectation(body, Expected(result=result, printed=""))


@pytest.mark.parametrize(
    ("said", "tests", "worth"),
    [
        ("name: q1", ["", ""], [0.5, 0.5]),
        ("name: q1\npoints: 4", ["", ""], [2, 2]),
        ("name: q1\npoints: 4", ["points: 3", ""], [3, 1]),
        ("name: q1\npoints: [1, 3]", ["", ""], [1, 3]),
        ("name: q1\npoints:\n    each: 2", ["", ""], [2, 2]),
        ("name: q1", ["points: 2", "points: 1"], [2, 1]),
        ("name: q1\npoints: 4\nall_or_nothing: true", ["", ""], [4]),
        ("name: q1\npoints: .nan", ["", ""], [0.5, 0.5]),
        ("name: q1\npoints: lots", ["points: -1", ""], [0.5, 0.5]),
    ],
)
def test_points_are_shared_out_as_otter_does(said: str, tests: list[str], worth: list[float]) -> None:
    cells = [code(f'""" # BEGIN TEST CONFIG\n{own}\n""" # END TEST CONFIG\nx' if own else "x", "1") for own in tests]
    plan = plan_of(*question(said, [code("x = 1 # SOLUTION")], cells))
    assert [test.worth for test in plan.tests] == worth


@pytest.mark.parametrize("source", [
    "def test_it(x, f):\n    assert f(x) == 1\n    assert x",
    "def test_it(x, f):\n    assert f(x) == 1\n    assert x\n\ntest_it(x, f)  # IGNORE",
])  # fmt: skip
def test_a_test_that_is_a_function_is_taken_apart(source: str) -> None:
    solved = [code("x = 1 # SOLUTION\ndef f(n):\n    return n # SOLUTION")]
    plan = plan_of(*question("name: q1", solved, [code(source)]))
    assert plan.tests[0].hidden is not None
    assert plan.tests[0].hidden.body == "assert student.f(student.x) == 1\nassert student.x"


def test_a_test_that_is_a_function_and_returns_is_called() -> None:
    test = "def test_it(x):\n    if x:\n        return\n    assert x"
    plan = plan_of(*question("name: q1", [code("x = 1 # SOLUTION")], [code(test)]))
    assert plan.tests[0].hidden is not None
    assert plan.tests[0].hidden.body == f"{test}\n\ntest_it(student.x)"


def test_hidden_tests_are_no_public_checks() -> None:
    tests = [
        code("# HIDDEN\nx", "1"),
        code('""" # BEGIN TEST CONFIG\nhidden: true\n""" # END TEST CONFIG\nx', "1"),
        code("x", "1"),
    ]
    plan = plan_of(*question("name: q1", [code("x = 1 # SOLUTION")], tests))
    assert [test.public is not None for test in plan.tests] == [False, False, True]


def test_fenced_blocks_are_as_good_as_raw_cells() -> None:
    cells = question("name: q1", [code("x = 1 # SOLUTION")], [code("x", "1")])
    fenced = [text(f"```otter\n{one['source']}\n```") if one["cell_type"] == "raw" else one for one in cells]
    assert plan_of(*fenced).tests == plan_of(*cells).tests


@pytest.mark.parametrize(
    "cells",
    [
        [raw("# BEGIN QUESTION\nname: q1")],
        [raw("# END QUESTION")],
        [raw("# BEGIN TESTS")],
        [raw("# BEGIN QUESTION\nname: q1"), raw("# BEGIN TESTS"), raw("# END SOLUTION")],
        [raw("# BEGIN QUESTION\nname: [")],
        [raw("# BEGIN QUESTION\n- a")],
        [raw("# ASSIGNMENT CONFIG\n!!python/object/apply:os.system [id]")],
    ],
)
def test_what_is_no_master_notebook_is_named(cells: list[Cell]) -> None:
    with pytest.raises(NotebookError, match="cell "):
        plan_of(*cells, code("x = 1"))


def test_a_name_from_yaml_is_text_that_can_be_written() -> None:
    said = "name: " + json.dumps("q\ud800\n1") + "\npoints: 1"
    plan = plan_of(*question(said, [code("x = 1 # SOLUTION")], [code("x", "1")]))
    assert plan.tests[0].place.isprintable()
