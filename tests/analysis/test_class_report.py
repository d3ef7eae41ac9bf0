"""The whole record, and what it does with classes that are small, equal or odd."""

import math

import msgspec
import numpy as np
import pytest

from grader.analysis.class_report import ClassReport, class_report
from grader.records import Attempt, Mark
from tests.analysis.results import a_class, a_mark, a_result, a_task, a_test


def reported(*marks: Mark, **more: object) -> ClassReport:
    given = {"attempts": [], "assignment": "hw1", "title": "One", "max_score": 10.0, "due": None}
    return class_report(marks=marks, **(given | more))  # type: ignore[arg-type]


def a_student(name: str, passes: bool = True, *diagnoses: tuple[str, str], **more: object) -> Mark:
    task = a_task("one", a_test("test_a", passes), a_test("test_b", passes), diagnoses=diagnoses)
    return a_mark(a_result(name, task), **more)


@pytest.mark.parametrize("students", range(4))
@pytest.mark.parametrize("passes", [True, False])
def test_small_and_equal_classes_have_no_nan(students: int, passes: bool) -> None:
    report = reported(*(a_student(f"s{k}", passes) for k in range(students)))
    numbers = [value for value in _leaves(msgspec.to_builtins(report)) if isinstance(value, float)]
    assert all(map(math.isfinite, numbers))
    assert [item.discrimination for item in report.items] == [None] * (2 if students else 0)


def test_tests_that_everybody_and_nobody_fails() -> None:
    passes = np.array([[1, 0, k] for k in (0, 1, 1)])
    report = reported(*map(a_mark, a_class(passes, np.ones(3))))
    assert report.everybody_fails == (("one", "test_1"),)
    assert report.nobody_fails == (("one", "test_0"),)


def test_misconceptions_are_sorted_by_how_many_hold_them() -> None:
    rare, often = ("rare", "Told once."), ("often", "Told often.")
    report = reported(a_student("bob", False, often), a_student("ada", False, often, rare))
    assert [(one.misconception, one.students) for one in report.misconceptions] == [
        ("often", ("ada", "bob")),
        ("rare", ("ada",)),
    ]


def test_a_failed_submission_has_a_score_and_no_tests() -> None:
    failed = a_mark(a_result("torn", status="failed", error="torn", score=0.0))
    report = reported(a_student("ada"), failed)
    assert (report.failed, report.scores.lowest, report.graded) == (("torn",), 0.0, 1)
    assert {item.students for item in report.items} == {1}


def test_who_is_missing() -> None:
    report = reported(a_student("ada"), a_student("eve"), roster=["ada", "bob", "carla"])
    assert (report.missing, report.not_listed) == (("bob", "carla"), ("eve",))


def test_who_handed_in_and_has_no_result_is_not_missing() -> None:
    attempt = Attempt(student="bob", submission="x", submitted_at="2026-11-22T21:55:00Z")
    report = reported(a_student("ada"), attempts=[attempt], roster=["ada", "bob"])
    assert (report.missing, report.ungraded) == ((), ("bob",))


def test_without_a_list_nobody_is_missing() -> None:
    assert reported(a_student("ada")).missing is None


def test_the_late_with_what_counts() -> None:
    report = reported(a_student("ada"), a_student("bob", days_late=2, penalty=1.0, counted=9.0))
    assert [(one.student, one.days_late, one.penalty, one.counted) for one in report.late] == [("bob", 2, 1.0, 9.0)]


def test_tests_of_another_suite_are_not_mixed_in() -> None:
    other = a_mark(a_result("old", a_task("one", a_test("test_a", False)), suite="0" * 64))
    report = reported(a_student("ada"), a_student("bob"), other)
    assert (report.other_suites, {item.students for item in report.items}) == (1, {2})


def _leaves(value: object) -> list[object]:
    if isinstance(value, dict):
        return [leaf for each in value.values() for leaf in _leaves(each)]
    return [leaf for each in value for leaf in _leaves(each)] if isinstance(value, list) else [value]
