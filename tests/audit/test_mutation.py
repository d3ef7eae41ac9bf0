"""Which mutants a hidden suite notices, and that every way to be wrong is noticed."""

from collections.abc import Callable
from typing import Any

import pytest

from grader.audit.mutants import mutants_of
from grader.audit.mutation import survivors
from grader.course.layout import Assignment
from grader.errors import SuiteError
from grader.records import Mutant

MakeAssignment = Callable[..., Assignment]
Apart = Callable[..., Any]

DOUBLE = 1
"""The cell of the function `double`: the heading comes before it."""

NOTICED = {
    "a wrong value": "def double(x):\n    return x",
    "a function that raises": "def double(x):\n    raise ValueError(x)",
    "a name that is gone": "def twice(x):\n    return x + x",
    "a cell that raises": "def double(x):\n    return x + x\n1 / 0",
    "a cell that exits": "def double(x):\n    return x + x\nraise SystemExit(0)",
    "an endless loop in a cell": "def double(x):\n    return x + x\nwhile True:\n    pass",
    "an endless loop in a function": "def double(x):\n    while True:\n        pass",
    "an endless loop that catches everything": (
        "def double(x):\n    while True:\n        try:\n            while True:\n                pass\n"
        "        except BaseException:\n            pass"
    ),
    "a function that exits": "def double(x):\n    raise SystemExit(0)",
    "a process that ends well": "import os\ndef double(x):\n    os._exit(0)",
    "a process that ends with 1": "import os\ndef double(x):\n    os._exit(1)",
    "a process that ends with 2": "import os\ndef double(x):\n    os._exit(2)",
    "a process that is ended": "import os\ndef double(x):\n    os.kill(os.getpid(), 9)",
    "a segmentation fault": "import ctypes\ndef double(x):\n    return ctypes.string_at(0)",
    "a huge memory": "def double(x):\n    return len(bytearray(2**45))",
    "one long call of C": "def double(x):\n    return sum(range(2**62))",
    "an answer of no kind": "def double(x):\n    return lambda: x",
}
SURVIVING = {
    "another way to the same": "def double(x):\n    return 2 * x",
    "wrong where no test looks": "def double(x):\n    return 2 * x if x < 99 else 0",
    "prints": "import os\ndef double(x):\n    print('printed')\n    os.write(2, b'')\n    return 2 * x",
}


def mutant(source: str, change: str, *, cell: int = DOUBLE, task: str = "double") -> Mutant:
    return Mutant(task=task, line=5, text="return x + x", change=change, cell=cell, source=source)


@pytest.fixture(scope="module")
def left(make_assignment: MakeAssignment, apart: Apart) -> list[str]:
    """The names of those that the suite does not notice, all tried in one run."""
    mutants = [mutant(source, change) for change, source in (NOTICED | SURVIVING).items()]
    return [survivor.change for survivor in apart(survivors, make_assignment(), mutants)]


@pytest.mark.parametrize("change", NOTICED)
def test_a_mutant_is_noticed_by(left: list[str], change: str) -> None:
    assert change not in left


def test_what_passes_every_test_is_left_in_the_given_order(left: list[str]) -> None:
    assert left == list(SURVIVING)


def test_a_mutant_is_noticed_by_the_tests_of_another_task_too(make_assignment: MakeAssignment, apart: Apart) -> None:
    given = [mutant("def double(x):\n    return x", "in a helper", task=""), mutant("pass", "gone", task="answers")]
    assert apart(survivors, make_assignment(), given) == ()


def test_the_mutants_of_a_sound_course_are_all_noticed(
    make_assignment: MakeAssignment, apart: Apart, model_text: str
) -> None:
    mutants = mutants_of(model_text, ["double", "quadruple", "negate", "subtract", "answers"])
    assert len(mutants) > 10
    assert apart(survivors, make_assignment(), mutants) == ()


BROKEN = {
    "does not import": ("import no_such_module\n", "test_hw1.py: ModuleNotFoundError"),
    "is no Python": ("def test_double(:\n", "test_hw1.py: SyntaxError"),
    "exits": ("raise SystemExit(0)\n", ""),
    "has a test without points": (
        'import pytest\n@pytest.mark.task("double")\ndef test_double(student): ...\n',
        "points",
    ),
    "asks for what is no fixture": (
        'import pytest\n@pytest.mark.task("double")\n@pytest.mark.points(30)\ndef test_double(nothing): ...\n',
        "the suite itself breaks: run it with pytest",
    ),
    "holds no test": ("x = 1\n", "no test in it"),
}


@pytest.mark.parametrize(("hidden", "words"), BROKEN.values(), ids=BROKEN.keys())
def test_a_suite_that_is_broken_tells_no_mutant_from_the_model(
    make_assignment: MakeAssignment, apart: Apart, hidden: str, words: str
) -> None:
    assignment = make_assignment(hidden=hidden)
    with pytest.raises(SuiteError, match=rf"^hw1_double: .*{words}"):
        apart(survivors, assignment, [mutant("def double(x):\n    return x", "wrong")])


def test_a_model_that_does_not_run_tells_no_mutant_from_itself(make_assignment: MakeAssignment, apart: Apart) -> None:
    assignment = make_assignment(model="# %%\n1 / 0\n")
    with pytest.raises(SuiteError, match=r"^hw1_double: hw1\.py: cell 1: ZeroDivisionError"):
        apart(survivors, assignment, [mutant("x = 1", "wrong", cell=0)])
