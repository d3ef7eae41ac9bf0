"""Tests of one task that fail alike are one entry; whatever differs stays to be seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.feedback.groups import grouped
from grader.records import Outcome
from grader.records import TestResult as OneTest

OUTCOMES: tuple[Outcome, ...] = ("passed", "failed", "error", "timeout", "crashed", "missing", "skipped")


def one(name: str, outcome: Outcome, message: str = "", points: float = 1.0) -> OneTest:
    earned = points if outcome == "passed" else 0.0
    return OneTest(name=name, outcome=outcome, points=earned, max_points=points, message=message)


def told(*tests: OneTest) -> list[tuple[str, list[str]]]:
    return [(group.title("tests"), group.lines) for group in grouped([("step", test) for test in tests])]


def test_all_tests_of_a_task_that_raise_alike_are_one() -> None:
    tests = [one(f"test_{name}", "error", "NotImplementedError: your code here") for name in "abc"]
    assert told(*tests) == [("all 3 tests", ["NotImplementedError: your code here"])]


def test_hints_that_differ_are_kept_when_the_error_is_the_same() -> None:
    assert told(
        one("test_a", "missing", "no step\nwhat of zero?"),
        one("test_b", "missing", "no step"),
        one("test_c", "missing", "no step\nwhat of arrays?"),
    ) == [("all 3 tests", ["no step", "what of zero?", "what of arrays?"])]


def test_some_tests_of_a_task_are_named() -> None:
    assert told(
        one("test_of_an_array[vector]", "failed", "shape is lost"),
        one("test_of_an_array[matrix]", "failed", "shape is lost"),
        one("test_at_zero", "failed", "shape is lost"),
        one("test_of_one", "passed"),
    ) == [("of an array [vector], [matrix], at zero", ["shape is lost"]), ("of one", [])]


@pytest.mark.parametrize(
    "second",
    [
        one("test_b", "failed", "another message"),
        one("test_b", "failed", "message\nand a hint"),
        one("test_b", "error", "message"),
        one("test_b", "passed", "message"),
    ],
)
def test_tests_that_differ_stay_apart(second: OneTest) -> None:
    assert [title for title, _ in told(one("test_a", "failed", "message"), second)] == ["a", "b"]


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_lone_test_keeps_its_name(outcome: Outcome) -> None:
    assert [title for title, _ in told(one("test_at_zero[3]", outcome, "message"))] == ["at zero [3]"]


def test_tests_of_two_tasks_stay_apart() -> None:
    rows = [("step", one("test_a", "error", "x")), ("rule", one("test_b", "error", "x"))]
    assert [group.task for group in grouped(rows)] == ["step", "rule"]


def test_the_points_of_a_group_are_their_sum() -> None:
    (group,) = grouped([("step", one("test_a", "error", "x", 1.5)), ("step", one("test_b", "error", "x", 2.0))])
    assert group.points == (0.0, 3.5)


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["step", "rule"]),
        st.builds(
            one,
            st.sampled_from(["test_a", "test_b[1]"]),
            st.sampled_from(OUTCOMES),
            st.sampled_from(["", "x", "x\ny", "y"]),
        ),
    )
)


@given(ROWS)
def test_every_test_is_in_one_group_and_every_line_in_sight(rows: list[tuple[str, OneTest]]) -> None:
    groups = grouped(rows)
    held = [(group.task, test) for group in groups for test in group.tests]
    assert sorted(held, key=repr) == sorted(rows, key=repr)
    for group in groups:
        assert {test.outcome for test in group.tests} == {group.outcome}
        lines = {line for test in group.tests for line in test.message.split("\n") if line}
        assert set(group.lines) == (set() if group.outcome == "passed" else lines)


@given(ROWS)
def test_no_two_groups_of_a_task_say_the_same(rows: list[tuple[str, OneTest]]) -> None:
    said = [
        (group.task, group.outcome, *group.lines)
        for group in grouped(rows)
        if group.lines and group.outcome == "failed"
    ]
    assert len(said) == len(set(said))
