"""Numbers, names and outcomes in words."""

import pytest

from grader.feedback.words import blocks, message_lines, name_in_words, number, score_of, tally
from grader.records import Outcome
from grader.records import TestResult as OneTest


@pytest.mark.parametrize(
    ("value", "shown"),
    [(92.5, "92.5"), (100.0, "100"), (0.0, "0"), (100 / 3, "33.33"), (4, "4"), (0.1 + 0.2, "0.3"), (-2.5, "-2.5")],
)
def test_number_has_no_needless_digits(value: float, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize("value", [-0.0, -0.001])
def test_number_has_no_sign_when_it_rounds_to_zero(value: float) -> None:
    assert number(value) == "0"


def test_score_of_shows_both_sides() -> None:
    assert score_of(92.5, 100.0) == "92.5 / 100"


@pytest.mark.parametrize(
    ("score", "most", "filled"),
    [
        (0, 10, 0),
        (0.01, 10, 1),
        (5, 10, 5),
        (9.99, 10, 9),
        (10, 10, 10),
        (11, 10, 10),
        (-1, 10, 0),
        (1, 0, 0),
        (float("nan"), 10, 0),
        (float("inf"), 10, 0),
    ],
)
def test_blocks_are_all_filled_for_full_marks_alone(score: float, most: float, filled: int) -> None:
    assert blocks(score, most) == filled


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("test_step_at_zero", "step at zero"),
        ("test_step_at_zero[3-0.5]", "step at zero [3-0.5]"),
        ("test_hw1_step.py::test_step_at_zero[a::b_c]", "step at zero [a::b_c]"),
        ("test_", ""),
        ("\x1b[31mtest_step", "step"),
        ("latest_test_", "latest test"),
    ],
)
def test_name_in_words_says_what_the_test_is_about(name: str, words: str) -> None:
    assert name_in_words(name) == words


@pytest.mark.parametrize(
    ("message", "lines"),
    [
        ("", []),
        ("\n \n\t\n", []),
        ("one\n\n  two  \r\nthree", ["one", "  two", "three"]),
        ("\n".join("abcdefghijklmn"), [*"abcdefghijkl", "…"]),
        ("x" * 2000, ["x" * 999 + "…"]),
    ],
)
def test_message_lines_are_few_and_not_blank(message: str, lines: list[str]) -> None:
    assert message_lines(message) == lines


@pytest.mark.parametrize(
    ("outcomes", "says"),
    [
        ([], "no checks ran"),
        (["passed"], "1 of 1 check passes"),
        (["failed"], "0 of 1 check passes"),
        (["passed", "failed"], "1 of 2 checks passes"),
        (["passed", "passed", "skipped"], "2 of 3 checks pass"),
        (["failed", "missing"], "0 of 2 checks pass"),
    ],
)
def test_tally_counts_what_passed(outcomes: list[Outcome], says: str) -> None:
    tests = [OneTest(name="test_a", outcome=outcome, points=0.0, max_points=1.0) for outcome in outcomes]
    assert tally([("step", test) for test in tests]) == says
