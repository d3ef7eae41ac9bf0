"""When a class hands in: every attempt is in one period."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest

from grader.analysis.attempts import how_many_each, over_time
from grader.records import Attempt


def at(*moments: str, students: str = "abcdefgh") -> list[Attempt]:
    rows = zip(moments, students, strict=False)
    return [Attempt(student=who, submission=moment, submitted_at=moment) for moment, who in rows]


@pytest.mark.parametrize(
    ("last", "step", "periods"),
    [
        ("2026-11-22T23:00:00Z", timedelta(hours=1), 14),
        ("2026-11-29T00:00:00Z", timedelta(days=1), 8),
        ("2027-03-01T00:00:00Z", timedelta(weeks=1), 16),
    ],
)
def test_periods_suit_the_span_and_leave_no_gap(last: str, step: timedelta, periods: int) -> None:
    found = over_time(at("2026-11-22T10:30:00Z", last))
    assert {after.start - before.start for before, after in pairwise(found)} == {step}
    assert (len(found), sum(each.attempts for each in found)) == (periods, 2)


def test_a_day_begins_where_the_course_is() -> None:
    east = timezone(timedelta(hours=2))
    found = over_time(at("2026-11-20T23:30:00Z", "2026-11-25T00:00:00Z"), east)
    assert found[0].start == datetime(2026, 11, 21, tzinfo=east)


def test_first_attempts_are_told_apart_whatever_the_order() -> None:
    found = over_time(at("2026-11-25T00:00:00Z", "2026-11-20T00:00:00Z", students="aa"), UTC)
    assert [(each.attempts, each.first) for each in (found[0], found[-1])] == [(1, 1), (1, 0)]


def test_attempts_of_each() -> None:
    assert how_many_each(at(*["2026-11-25T00:00:00Z"] * 4, students="aaab")) == {1: 1, 3: 1}


def test_nobody() -> None:
    assert (over_time([]), how_many_each([])) == ((), {})


def test_a_clock_gone_wrong_makes_no_endless_report() -> None:
    assert len(over_time(at("1970-01-01T00:00:00Z", "2026-11-25T00:00:00Z"))) <= 400
