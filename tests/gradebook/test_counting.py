"""Which attempt counts, and what is left of a late one."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from grader.errors import GradebookError
from grader.gradebook.ids import submission_id
from grader.gradebook.store import Gradebook
from grader.records import Counting, LatePolicy, Result, Submission

DUE = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
LATE = LatePolicy(due=DUE, percent_a_day=10, cut_off_days=7)


def attempt(book: Gradebook, score: float, days: float, student: str = "ada", assignment: str = "hw1") -> str:
    """One graded submission, `days` after the due date; its id."""
    at = (DUE + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
    sha256 = hashlib.sha256(b"").hexdigest()
    id = submission_id(assignment, student, sha256, f"{at} {score}")
    book.store(
        Submission(
            id=id, assignment=assignment, student=student, name="hw1.py", data=b"", sha256=sha256, submitted_at=at
        )
    )
    result = Result(
        assignment=assignment, student=student, submission=id, sha256=sha256, suite="s", submitted_at=at,
        elapsed=0.0, status="graded", score=score, max_score=100.0,
    )  # fmt: skip
    book.record(result, [])
    return id


Open = Callable[[Counting], Gradebook]


@pytest.fixture
def counting_by(where: Path | str, request: pytest.FixtureRequest) -> Open:
    def opened(rule: Counting) -> Gradebook:
        book = Gradebook.open(where, rules=lambda assignment: rule)
        request.addfinalizer(book.close)
        return book

    return opened


@pytest.mark.parametrize(
    ("rule", "chosen", "counted"),
    [
        (Counting(), 2, 70.0),
        (Counting(attempt="best"), 1, 90.0),
        (Counting(late=LATE), 2, 49.0),
        (Counting(attempt="best", late=LATE), 0, 80.0),
    ],
    ids=["last", "best", "last, late", "best, late"],
)
def test_the_attempt_counts_that_the_rule_names(counting_by: Open, rule: Counting, chosen: int, counted: float) -> None:
    book = counting_by(rule)
    ids = [attempt(book, 80.0, -1), attempt(book, 90.0, 1.5), attempt(book, 70.0, 2.5)]
    [summary] = book.summaries("hw1")
    assert (summary.submission, summary.counted, summary.attempts) == (ids[chosen], counted, 3)
    assert [mark.result.submission for mark in book.marks("hw1")] == [ids[chosen]]


def test_the_newer_of_two_attempts_counts_when_both_are_best(counting_by: Open) -> None:
    book = counting_by(Counting(attempt="best"))
    attempt(book, 80.0, -2)
    newer = attempt(book, 80.0, -1)
    assert [summary.submission for summary in book.summaries()] == [newer]


def test_a_summary_tells_score_penalty_and_days(counting_by: Open) -> None:
    book = counting_by(Counting(late=LATE))
    attempt(book, 80.0, 1.5)
    [summary] = book.summaries("hw1")
    assert (summary.score, summary.days_late, summary.penalty, summary.counted) == (80.0, 2, 16.0, 64.0)
    assert summary.due == DUE


def test_an_extension_moves_one_students_due_date(counting_by: Open) -> None:
    book = counting_by(Counting(late=LATE))
    for student in ("ada", "bob"):
        attempt(book, 80.0, 1.5, student)
    book.extend("ada", "hw1", DUE + timedelta(days=2))
    book.extend("ada", "hw2", DUE + timedelta(days=9))
    assert {summary.student: summary.counted for summary in book.summaries("hw1")} == {"ada": 80.0, "bob": 64.0}
    book.extend("ada", "hw1", None)
    assert {summary.counted for summary in book.summaries("hw1")} == {64.0}


def test_an_extension_is_kept_for_a_student_who_has_handed_in_nothing(book: Gradebook) -> None:
    own = datetime.fromisoformat("2026-12-03T23:59:00+01:00")
    book.extend("zoë", "hw1", DUE)
    book.extend("zoë", "hw1", own)
    [kept] = book.extensions("hw1")
    assert (kept.student, kept.due.isoformat()) == ("zoë", own.isoformat())


def test_an_extension_never_takes_away_time_that_all_have(counting_by: Open) -> None:
    book = counting_by(Counting(late=LATE))
    attempt(book, 80.0, -0.5)
    book.extend("ada", "hw1", DUE - timedelta(days=5))
    assert [summary.counted for summary in book.summaries("hw1")] == [80.0]


def test_each_assignment_counts_by_its_own_rule(where: Path | str) -> None:
    rules = {"hw1": Counting(late=LATE), "hw2": Counting()}
    with Gradebook.open(where, rules=rules.__getitem__) as book:
        for assignment in rules:
            attempt(book, 80.0, 0.5, assignment=assignment)
        assert [summary.counted for summary in book.summaries()] == [72.0, 80.0]


def test_a_time_that_is_none_is_a_damaged_row(counting_by: Open) -> None:
    book = counting_by(Counting(late=LATE))
    sha256 = hashlib.sha256(b"").hexdigest()
    book.store(
        Submission(id="x", assignment="hw1", student="ada", name="", data=b"", sha256=sha256, submitted_at="now")
    )
    book.record(
        Result(assignment="hw1", student="ada", submission="x", sha256=sha256, suite="s", submitted_at="now",
               elapsed=0.0, status="graded", score=1.0, max_score=1.0),
        [],
    )  # fmt: skip
    with pytest.raises(GradebookError, match="damaged row"):
        book.summaries()
