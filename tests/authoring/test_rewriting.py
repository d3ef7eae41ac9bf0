"""A test among the student's names becomes one that asks for them: what is written, and what is refused."""

import pytest

from grader.authoring.master import Master
from grader.authoring.nbgrader import read_nbgrader
from grader.authoring.plan import Plan, planned
from grader.authoring.source import read_notebook
from tests.authoring.notebooks import Cell, code, graded, notebook, solution

SOLUTION = "def f(n):\n    return [n]\n\ng = lambda n: n\n\nx = 5\n\nclass Box:\n    pass\n\ndef reads():\n    return y\n\ny = 1"


def plan_of(*cells: Cell) -> Plan:
    master: Master = read_nbgrader(read_notebook(notebook(*cells), "hw1.ipynb"))
    return planned(master)


def body_of(test: str, *before: Cell) -> str:
    plan = plan_of(*before, solution(SOLUTION), graded(test))
    assert [left.why for left in plan.left] == []
    assert plan.tests[0].hidden is not None
    return plan.tests[0].hidden.body


@pytest.mark.parametrize(
    ("test", "body"),
    [
        ("assert f(3) == [3]  # a word", "assert student.f(3) == [3]  # a word"),
        ("assert x == 5 and g(x)", "assert student.x == 5 and student.g(student.x)"),
        ("b = Box()\nb.open()", "b = student.Box()\nb.open()"),
        ("assert f(f(1)) == [[1]]", "assert student.f(student.f(1)) == [[1]]"),
        ("assert [f(i) for i in range(2)]", "assert [student.f(i) for i in range(2)]"),
        ("assert [x for x in f(2)] == [2]", "assert [x for x in student.f(2)] == [2]"),
        ("def check(f):\n    return f(1)\ncheck(f)", "def check(f):\n    return f(1)\ncheck(student.f)"),
        ("h = lambda x: f(x)\nassert h(1)", "h = lambda x: student.f(x)\nassert h(1)"),
        ("assert f(1) == {1}", "assert set(student.f(1)) == {1}"),
        ("assert set([1]) != f(1)", "assert set([1]) != set(student.f(1))"),
        ("x.append(1)\nassert x", "x = student.x\nx.append(1)\nassert x"),
        ("x = x + 1\nassert x == 6", "x = student.x\nx = x + 1\nassert x == 6"),
        ("x = 3\nassert f(x)", "x = student.x\nx = 3\nassert student.f(x)"),
        ("assert f'{f(1)}' == '[1]'", "assert '{}'.format(student.f(1)) == '[1]'"),
        ("é = 'é'; assert f(é) == [é]", "é = 'é'; assert student.f(é) == [é]"),
        ("%timeit f(1)\nassert f(1)", "pass\nassert student.f(1)"),
        (
            "class Own:\n    pass\no = Own()\no.n = f(1)\nassert o.n",
            "class Own:\n    pass\no = Own()\no.n = student.f(1)\nassert o.n",
        ),
        (
            "a = [1]\nb = f( a)\nassert a == [1]",
            "a = [1]\nb = assert_leaves_inputs_alone(student.f, a)\nassert a == [1]",
        ),
        ("a = [1]\nassert f(a)\na = [2]\nassert a", "a = [1]\nassert student.f(a)\na = [2]\nassert a"),
        ("a = [1]\nb = f(a)\nassert b == [a]", "a = [1]\nb = student.f(a)\nassert b == [a]"),
        ("for f_ in (f, g):\n    assert f_(1)", "for f_ in (student.f, student.g):\n    assert f_(1)"),
    ],
)
def test_the_students_names_are_asked_for(test: str, body: str) -> None:
    assert body_of(test) == body


@pytest.mark.parametrize(
    ("given", "test", "body"),
    [
        ("n = 3", "assert f(n) == [3]", "n = 3\nassert student.f(n) == [3]"),
        ("n = 3\nm = n + 1", "assert f(m)", "n = 3\nm = n + 1\nassert student.f(m)"),
        ("n = []\nn.append(1)", "assert f(n)", "n = []\nn.append(1)\nassert student.f(n)"),
        ("import random\nn = random.random()", "assert f(n)", "assert student.f(student.n)"),
        ("n = open('data.csv').read()", "assert f(n)", "assert student.f(student.n)"),
        ("class Card:\n    pass", "assert f(Card())", "assert student.f(student.Card())"),
        ("def twice():\n    return f(2)", "assert twice()", "def twice():\n    return student.f(2)\nassert twice()"),
        ("x = None", "assert x == 5", "assert student.x == 5"),
    ],
)
def test_what_comes_with_the_notebook_comes_with_the_test(given: str, test: str, body: str) -> None:
    assert body_of(test, code(given)) == body


def test_what_a_cell_makes_of_an_answer_is_read_from_the_notebook() -> None:
    plan = plan_of(solution("def f(n):\n    return n"), code("made = f(3)"), graded("assert made == 3"))
    assert [test.hidden and test.hidden.body for test in plan.tests] == ["assert student.made == 3"]


def test_imports_and_helpers_stand_at_the_head_of_the_suite() -> None:
    given = code("import math\nfrom math import tau as full\ndef near(a, b):\n    return math.isclose(a, b)")
    plan = plan_of(given, solution("x = 1"), graded("assert near(x, full)"))
    assert plan.tests[0].hidden is not None
    assert plan.tests[0].hidden.imports == ("import math", "from math import tau as full")
    assert plan.tests[0].hidden.helpers == ("def near(a, b):\n    return math.isclose(a, b)",)


def test_a_later_test_has_what_an_earlier_one_made() -> None:
    tests = [graded("from nose.tools import assert_equal\nassert_equal(x, 1)", "a"), graded("assert_equal(x, 1)", "b")]
    plan = plan_of(solution("x = 1"), *tests)
    assert plan.tests[1].hidden is not None
    assert plan.tests[1].hidden.body == "assert_equal = unittest.TestCase().assertEqual\nassert_equal(student.x, 1)"
    assert plan.tests[1].hidden.imports == ("import unittest",)


def test_no_public_check_has_anything_from_a_hidden_part() -> None:
    hidden = "### BEGIN HIDDEN TESTS\nsecret = 42\n### END HIDDEN TESTS\nassert x"
    plan = plan_of(solution("x = 42"), graded(hidden, "a"), graded("assert x == secret", "b"))
    assert [test.public and test.public.body for test in plan.tests] == ["assert student.x", None]
    assert [left.why for left in plan.left] == ["no public check: secret is set nowhere before it"]


@pytest.mark.parametrize(
    ("later", "needs"),
    [
        ("for n in (1, 2):\n    v = n\n    assert f(v)", False),
        ("v: int = 1\nassert f(v)", False),
        ("assert (v := 1) and f(v)", False),
        ("v += 1\nassert f(v)", True),
        ("v = v + 1\nassert f(v)", True),
        ("for v in range(v):\n    assert f(v)", True),
    ],
)
def test_only_what_is_looked_up_first_comes_from_an_earlier_test(later: str, needs: bool) -> None:
    plan = plan_of(solution(SOLUTION), graded("v = 7\nassert f(v)", "a"), graded(later, "b"))
    assert plan.tests[1].hidden is not None
    assert ("v = 7" in plan.tests[1].hidden.body) is needs


@pytest.mark.parametrize(
    ("test", "why"),
    [
        ("del f\nassert x", "it takes the student's f away, or puts something in its place"),
        ("f = None", "it takes the student's f away, or puts something in its place"),
        ("def f(n):\n    return n\nassert f(1)", "it takes the student's f away, or puts something in its place"),
        ("y = 2\nassert reads() == 2", "it sets y, which the student's functions look up"),
        ("assert 'f' in globals()", "it looks into the notebook's namespace"),
        ("assert eval('f(1)')", "it runs text as code among the student's names"),
        ("assert open('out.txt').read()", "it opens a file: what student code writes stays in its sandbox"),
        ("import sys\nassert sys.stdout", "it looks at what student code prints, which does not cross"),
        ("from unittest.mock import patch", "it puts a mock in the place of a name that the student's code uses"),
        ("from unittest import mock", "it puts a mock in the place of a name that the student's code uses"),
        ("import matplotlib.pyplot as plt\nplt.gca()", "it looks at a plot, which stays in the sandbox"),
        ("import inspect\ninspect.getsource(f)", "it looks at the student's source"),
        ("import never_installed_anywhere", "it imports never_installed_anywhere, which is not installed here"),
        ("from math import *\nassert f(pi)", "it imports all of math: name what it needs"),
        ("b = Box()\nb.n = 1\nassert b.n", "it changes an object of the student's, which stays on the student's side"),
        (
            "import numpy as np\nassert f(np.random.default_rng().normal())",
            "it draws random numbers without a seed: give default_rng one",
        ),
        (
            "a = [1]\nf(\n    a)\nassert a == [1]",
            "it looks whether an argument was changed: write that call on one line",
        ),
        ("assert f(later)", "later is set nowhere before it"),
        ("def h():\n    global x\n    x = 1\nh()", "it sets names of the notebook's from within a function"),
        (
            "student = 1\nassert f(student)",
            "it has a name of its own called student, which means something else in a suite",
        ),
        ("assert f(", "cell 2 (check): not valid Python: '(' was never closed"),
        ("get_ipython().run_line_magic('who', '')", "it needs IPython"),
    ],
)
def test_what_cannot_be_judged_from_outside_is_left(test: str, why: str) -> None:
    plan = plan_of(solution(SOLUTION), graded(test), code("later = 1"))
    assert (plan.tests, [left.why for left in plan.left]) == ((), [why])


def test_a_module_beside_the_notebook_is_none_of_the_suite(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("beside")
    (folder / "beside_it.py").write_text("FOO = 1\n")
    monkeypatch.chdir(folder)
    monkeypatch.syspath_prepend(folder)
    plan = plan_of(solution("x = 1"), graded("import beside_it\nassert x"))
    assert [left.why for left in plan.left] == ["it imports beside_it, which is not installed here"]


def test_a_task_depends_on_those_whose_names_it_uses() -> None:
    first, second = solution("def f():\n    return 1", "a"), solution("def h():\n    return f()", "b")
    plan = plan_of(
        first, graded("assert f()", "t1"), second, graded("assert h()", "t2"), graded("assert f() == 1", "t3")
    )
    assert [(task.name, task.depends_on) for task in plan.tasks] == [("f", ()), ("h", ("f",))]
    assert [test.task for test in plan.tests] == ["f", "h", "f"]


def test_autotest_asks_the_model_answer() -> None:
    plan = plan_of(solution("def f(n):\n    return n"), graded("### AUTOTEST f(1); f(2)\n### HASHED AUTOTEST f(3)"))
    assert plan.tests[0].hidden is not None
    assert plan.tests[0].hidden.body.split("\n") == [
        f"assert_alike(student.f({n}), reference.f({n}))" for n in (1, 2, 3)
    ]
    assert plan.tests[0].public is None
