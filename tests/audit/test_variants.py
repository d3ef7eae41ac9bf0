"""What is found when answers that are known to be right or wrong are graded."""

from collections.abc import Callable, Iterator, Sequence
from types import SimpleNamespace
from typing import Any, cast

import pytest
from msgspec import structs

from grader.audit.variants import Judge
from grader.course.layout import Assignment, find_course
from grader.course.variants import Variant, read_variants
from grader.errors import CourseError
from grader.grading import Grader
from grader.records import Limits, Submission, SuiteReport

MakeAssignment = Callable[..., Assignment]

MISCONCEPTIONS = '''import os
from grader.testing import misconception

@misconception(task="double")
def sign_lost(x):
    """You lose the sign."""
    return abs(x + x)

@misconception(task="double")
def no_mistake(x):
    """You are right."""
    return 2 * x

@misconception(task="double")
def by_chance(x):
    """You guess."""
    return int.from_bytes(os.urandom(8), "big")

@misconception(task="answers", answer="two_is_even")
def odd():
    """Two is even."""
    return False

@misconception(task="answers", answer="two_is_even")
def odd_too():
    """Two is even."""
    return 0

@misconception(task="answers", answer="two_is_even")
def odd_as_well():
    """Two is even."""
    return 0.0

@misconception(task="negate")
def sign_kept(x):
    """You keep the sign."""
    return x

@misconception(task="halve")
def no_task(x):
    """You halve."""
    return x / 2
'''
ALTERNATIVES = """from grader.testing import alternative

@alternative(task="double")
def product(x):
    return 2 * x

@alternative(task="subtract")
def backwards(x, y):
    return y - x

@alternative(task="quadruple")
def raises(x):
    raise ValueError(x)
"""

Found = list[tuple[str, str, str, str]]


def rows(findings: list[Any]) -> Found:
    return [(finding.kind, finding.task, finding.name, finding.fact) for finding in findings]


@pytest.fixture(scope="module")
def judge_of(root_of: Callable[[Assignment], Any]) -> Iterator[Callable[[Assignment], Judge]]:
    graders: list[Grader] = []

    def make(assignment: Assignment) -> Judge:
        graders.append(Grader(find_course(root_of(assignment)), assignment, "in-process"))
        return Judge(graders[-1])

    yield make
    for grader in graders:
        grader.close()


@pytest.fixture(scope="module")
def judge(make_assignment: MakeAssignment, judge_of: Callable[[Assignment], Judge]) -> Judge:
    """Of a sound suite, with answers that are not what they claim to be."""
    return judge_of(make_assignment(misconceptions=MISCONCEPTIONS, alternatives=ALTERNATIVES))


@pytest.fixture(scope="module")
def found(judge: Judge) -> Callable[[str], Found]:
    """What is found of one of these answers, by its name."""
    assignment = judge.assignment
    variants = [*read_variants(assignment.misconceptions_path), *read_variants(assignment.alternatives_path)]
    by_name: dict[str, Variant] = {variant.name: variant for variant in variants}
    return lambda name: rows(judge.variant(by_name[name]))


def fake_judge(assignment: Assignment, report: SuiteReport) -> Judge:
    """Whose grader says this of everything."""
    grader = SimpleNamespace(assignment=assignment, suite="5a17e", judge=lambda submission, only: report)
    return Judge(cast(Grader, grader))


def test_nothing_is_found_of_a_sound_stub_and_model(judge: Judge) -> None:
    assert judge.stub() == []
    assert judge.model() == []


def test_a_misconception_that_loses_and_is_named_is_clean_and_may_cost_the_tasks_that_build_on_it(
    found: Callable[[str], Found],
) -> None:
    assert found("sign_lost") == []


def test_an_alternative_that_gets_everything_is_clean(found: Callable[[str], Found]) -> None:
    assert found("product") == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("no_mistake", ("misconception", "double", "no_mistake", "loses no points")),
        ("by_chance", ("misconception", "double", "by_chance", "is not named: nothing is")),
        ("odd_as_well", ("misconception", "answers", "odd_as_well", "is not named: odd, odd_too is")),
        (
            "sign_kept",
            (
                "misconception",
                "subtract",
                "sign_kept",
                "loses points in a task that does not build on it: gets 0 of 20: test_subtract",
            ),
        ),
        ("no_task", ("misconception", "halve", "no_task", "there is no such task in assignment.toml")),
        ("backwards", ("alternative", "subtract", "backwards", "gets 0 of 20: test_subtract")),
        ("raises", ("alternative", "quadruple", "raises", "gets 0 of 20: test_quadruple")),
    ],
)
def test_an_answer_that_is_not_what_it_claims_to_be_is_found(
    found: Callable[[str], Found], name: str, expected: tuple[str, str, str, str]
) -> None:
    assert found(name) == [expected]


def test_a_stub_with_points_for_nothing_is_found(
    make_assignment: MakeAssignment, judge_of: Callable[[Assignment], Judge]
) -> None:
    stub = '{"nbformat": 4, "cells": [{"cell_type": "code", "source": "answers = {\'two_is_even\': True}"}]}'
    assert rows(judge_of(make_assignment(stub=stub)).stub()) == [
        ("stub", "answers", "hw1.ipynb", "gets 10 points for nothing")
    ]


def test_a_model_that_loses_is_found_with_its_tests(
    make_assignment: MakeAssignment, judge_of: Callable[[Assignment], Judge], model_text: str
) -> None:
    wrong = model_text.replace("return x + x", "return abs(x + x)")
    assert rows(judge_of(make_assignment(model=wrong)).model()) == [
        ("model", "double", "hw1.py", "gets 20 of 30: test_double_of_less_than_nothing"),
        ("model", "quadruple", "hw1.py", "gets 0 of 20: test_quadruple"),
    ]


def test_points_that_do_not_sum_to_100_are_found(
    make_assignment: MakeAssignment, judge_of: Callable[[Assignment], Judge], toml_text: str, hidden_text: str
) -> None:
    toml = toml_text.replace("points = 10\n", "points = 11.5\n")
    hidden = hidden_text.replace(
        '@pytest.mark.task("answers")\n@pytest.mark.points(10)',
        '@pytest.mark.task("answers")\n@pytest.mark.points(11.5)',
    )
    assert rows(judge_of(make_assignment(toml=toml, hidden=hidden)).stub()) == [
        ("suite", "", "", "its points sum to 101.5")
    ]


def test_an_answer_that_cannot_be_run_is_found(make_assignment: MakeAssignment) -> None:
    judge = fake_judge(make_assignment(), SuiteReport(cells=(), verdicts=(), failure="it died"))
    variant = Variant(kind="alternative", name="f", task="double", source="")
    assert rows(judge.stub()) == [("stub", "", "hw1.ipynb", "cannot be run: it died")]
    assert rows(judge.model()) == [("model", "", "hw1.py", "cannot be run: it died")]
    assert rows(judge.variant(variant)) == [("alternative", "double", "f", "cannot be run: it died")]


def test_a_stub_that_is_no_notebook_is_found(
    judge_of: Callable[[Assignment], Judge], make_assignment: MakeAssignment
) -> None:
    (finding,) = judge_of(make_assignment(stub="[]")).stub()
    assert finding.fact.startswith("cannot be run: hw1.ipynb: ")


def test_a_stub_that_is_not_there_is_refused_with_the_way_out(make_assignment: MakeAssignment) -> None:
    judge = fake_judge(make_assignment(stub=None), SuiteReport(cells=(), verdicts=()))
    with pytest.raises(CourseError, match=r"^hw1\.ipynb: cannot be read: no such file or directory: grade release hw1"):
        judge.stub()


@pytest.mark.parametrize(
    ("name", "judged"), [("sign_lost", {"double"}), ("product", {"double", "quadruple"}), ("sign_kept", {"negate"})]
)
def test_where_tests_may_take_long_only_those_are_run_that_the_answer_bears_on(
    make_assignment: MakeAssignment, judge_of: Callable[[Assignment], Judge], name: str, judged: set[str]
) -> None:
    assignment = make_assignment(misconceptions=MISCONCEPTIONS, alternatives=ALTERNATIVES)
    variants = [*read_variants(assignment.misconceptions_path), *read_variants(assignment.alternatives_path)]
    (variant,) = [variant for variant in variants if variant.name == name]
    asked: list[set[str]] = []

    def judge(submission: Submission, only: Sequence[str]) -> SuiteReport:
        asked.append(set(only))
        return SuiteReport(cells=(), verdicts=(), failure="")

    slow = structs.replace(assignment, limits=Limits(test_cpu_seconds=60))
    Judge(cast(Grader, SimpleNamespace(assignment=slow, suite="5a17e", judge=judge))).variant(variant)
    Judge(cast(Grader, SimpleNamespace(assignment=assignment, suite="5a17e", judge=judge))).variant(variant)
    assert asked == [judged, set()]
