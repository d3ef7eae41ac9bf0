"""`student`, `reference` and `rng`, and the fixtures of a suite's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.suite.seeds import seed

# The verdict's message carries what was drawn out of the suite's process.
DRAWS = """
def test_drawn(student, rng): student.double(1); pytest.fail(repr(rng.integers(2**60)))
def test_drawn_too(student, rng): student.double(1); pytest.fail(repr(rng.integers(2**60)))
def test_of_the_student(student): pytest.fail(repr(student.draw()))
def test_same_as_the_student(student, rng): student.double(1); pytest.fail(repr(np.random.default_rng(0).integers(9)))
"""
NOTEBOOK = """
import random, numpy as np
def double(x): return 2 * x
def draw(): return int(np.random.randint(2**31)), random.random()
"""


@pytest.fixture(scope="module")
def drawn(make_course, judge, verdicts_by_name):
    root = make_course(DRAWS, tasks={"double": 40})

    def draw(student):
        return {
            name: verdict.message for name, verdict in verdicts_by_name(judge(root, NOTEBOOK, student=student)).items()
        }

    return {"first": draw("ada"), "regrade": draw("ada"), "other": draw("bob")}


def test_a_regrade_draws_the_same(drawn):
    assert drawn["first"] == drawn["regrade"]


@pytest.mark.parametrize("test", ["drawn", "of_the_student"])
def test_another_student_draws_others(drawn, test):
    assert drawn["first"][test] != drawn["other"][test]


def test_another_test_draws_others(drawn):
    assert drawn["first"]["drawn"] != drawn["first"]["drawn_too"]


def test_the_students_own_stream_and_that_of_the_hidden_inputs_have_seeds_of_their_own(make_course, judge):
    words = ("ada", "hw1", "test_hw1.py::test_a")
    root = make_course(
        "def test_a(student, rng):\n"
        f"    assert student.draw()[0] == np.random.RandomState({seed('student', *words) % 2**32}).randint(2**31)\n"
        f"    assert rng.random() == np.random.default_rng({seed('inputs', *words)}).random()\n"
    )
    (verdict,) = judge(root, NOTEBOOK).verdicts
    assert (verdict.outcome, verdict.detail) == ("passed", "")
    assert seed("student", *words) % 2**32 != seed("inputs", *words) % 2**32


@given(st.lists(st.text(max_size=8), min_size=4, max_size=4), st.lists(st.text(max_size=8), min_size=4, max_size=4))
def test_a_seed_is_of_its_four_words_alone(one, other):
    assert 0 <= seed(*one) < 2**63
    assert (seed(*one) == seed(*other)) is (one == other)


def test_words_do_not_run_into_each_other():
    assert seed("inputs", "ada", "hw1", "t") != seed("inputs", "adah", "w1", "t") != seed("inputsa", "da", "hw1", "t")


def test_a_seed_is_the_same_on_every_machine():
    # SHA-256 of each part behind its length in 8 bytes, big-endian; the first 63 bits. Computed with sha256sum.
    assert seed("inputs", "ada", "hw1", "test_hw1.py::test_a") == 5812997104292925736


def test_the_reference_is_the_model_answer_in_process(make_course, judge):
    suite = (
        "import sys\n"
        "def test_a(student, reference):\n"
        "    assert reference.double(4) == student.double(4) == 8 and reference.Point(1).x == 1\n"
        "    assert sys.modules[reference.Point.__module__] is reference and reference.__file__.endswith('hw1.py')\n"
    )
    model = (
        "from dataclasses import dataclass\n@dataclass\nclass Point:\n    x: int\n# %%\ndef double(x): return 2 * x\n"
    )
    (verdict,) = judge(make_course(suite, model=model)).verdicts
    assert (verdict.outcome, verdict.detail) == ("passed", "")


def test_fixtures_of_a_suites_own_and_tables(make_course, judge):
    suite = """
@pytest.fixture(scope="session")
def numbers(): return []

@pytest.fixture(params=["int", "float"])
def kind(request): return {"int": int, "float": float}[request.param]

@pytest.mark.parametrize("n", [1, 2])
def test_a(student, numbers, kind, n, rng):
    numbers.append(int(rng.integers(2**60)))
    assert student.double(kind(n)) == 2 * n and len(set(numbers)) == len(numbers)
"""
    verdicts = judge(make_course(suite, tasks={"double": 40})).verdicts
    assert [verdict.name for verdict in verdicts] == [f"test_a[{row}]" for row in (1, 2, 3, 4)]
    rows = {f"test_hw1.py::test_a[{kind}-{n}]" for kind in ("int", "float") for n in (1, 2)}
    assert {verdict.test for verdict in verdicts} == rows
    assert {verdict.outcome for verdict in verdicts} == {"passed"}


def test_the_line_is_one_for_fixture_and_test(make_course, judge):
    suite = (
        "@pytest.fixture\ndef f(student): return student.double\ndef test_a(f, student): assert f is student.double\n"
    )
    (verdict,) = judge(make_course(suite)).verdicts
    assert verdict.outcome == "passed"
