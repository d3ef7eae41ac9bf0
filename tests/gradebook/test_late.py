"""What a late submission loses: examples worked out by hand, and laws that hold for any of them."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.gradebook.late import reduced
from grader.records import LatePolicy

DUE = datetime(2026, 11, 30, 23, 59, tzinfo=timezone(timedelta(hours=1)))
POLICY = LatePolicy(due=DUE, grace_minutes=15, percent_a_day=10, cut_off_days=3)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("late_by", "days", "counted"),
    [
        (-400 * DAY, 0, 50.0),
        (0 * DAY, 0, 50.0),
        (15 * MINUTE, 0, 50.0),
        (15 * MINUTE + timedelta(seconds=1), 1, 45.0),
        (DAY, 1, 45.0),
        (DAY + timedelta(seconds=1), 2, 40.0),
        (3 * DAY, 3, 35.0),
        (3 * DAY + timedelta(seconds=1), 4, 0.0),
    ],
)
def test_what_counts_is_as_worked_out_by_hand(late_by: timedelta, days: int, counted: float) -> None:
    assert reduced(50.0, DUE + late_by, POLICY) == (days, 50.0 - counted, counted)


def test_nothing_is_late_without_a_due_date() -> None:
    assert reduced(50.0, datetime.max.replace(tzinfo=UTC), LatePolicy(percent_a_day=100)) == (0, 0.0, 50.0)


def test_a_percentage_beyond_all_leaves_nothing() -> None:
    assert reduced(50.0, DUE + 20 * DAY, LatePolicy(due=DUE, percent_a_day=10)).counted == 0.0


# The clocks of Berlin showed 02:30 twice on 25 October 2026, an hour apart.
@pytest.mark.parametrize(("fold", "days"), [(0, 0), (1, 1)])
def test_an_hour_that_comes_twice_is_two_hours(fold: int, days: int) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    due = datetime(2026, 10, 25, 2, 45, fold=0, tzinfo=berlin)
    submitted = datetime(2026, 10, 25, 2, 30, fold=fold, tzinfo=berlin)
    assert reduced(1.0, submitted, LatePolicy(due=due)).days_late == days


scores = st.floats(0, 1000, allow_nan=False)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.timezones())
policies = st.builds(
    LatePolicy,
    due=st.none() | moments,
    grace_minutes=st.floats(0, 10_000),
    percent_a_day=st.floats(0, 100),
    cut_off_days=st.none() | st.floats(0, 3650),
)


@given(scores, moments, policies)
def test_a_score_is_never_raised_and_never_below_nothing(
    score: float, submitted_at: datetime, policy: LatePolicy
) -> None:
    days, penalty, counted = reduced(score, submitted_at, policy)
    assert 0 <= counted <= score
    assert counted + penalty == pytest.approx(score, abs=1e-5)
    assert (days == 0) <= (counted == score)


@given(scores, moments, policies, st.timedeltas(timedelta(0), timedelta(days=100)))
def test_coming_later_never_counts_more(
    score: float, submitted_at: datetime, policy: LatePolicy, later_by: timedelta
) -> None:
    first = submitted_at.astimezone(UTC)
    earlier, later = reduced(score, first, policy), reduced(score, first + later_by, policy)
    assert later.counted <= earlier.counted
    assert later.days_late >= earlier.days_late


@given(scores, moments, policies, st.timezones())
def test_the_zone_in_which_a_time_is_written_is_no_matter(
    score: float, submitted_at: datetime, policy: LatePolicy, zone: ZoneInfo
) -> None:
    assert reduced(score, submitted_at.astimezone(zone), policy) == reduced(score, submitted_at, policy)


@given(scores, moments, st.floats(0, 100))
def test_exactly_at_the_due_date_is_not_late(score: float, due: datetime, percent: float) -> None:
    assert reduced(score, due, LatePolicy(due=due, percent_a_day=percent)) == (0, 0.0, score)
