"""When a class hands in."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from grader.records import Attempt, Record

_DAYS: Final = 2  # a shorter span is shown by the hour
_WEEKS: Final = 60  # a longer one by the week


class Period(Record, frozen=True, kw_only=True):
    """Attempts from `start` on; `first` counts those that are their student's first."""

    start: datetime
    attempts: int
    first: int


def over_time(attempts: Sequence[Attempt], zone: tzinfo = UTC) -> tuple[Period, ...]:
    """Attempts by the hour, the day or the week, by the span that they cover; every period between is there.

    At most 400 periods: of a span of many years, the last ones.
    """
    moments = [(datetime.fromisoformat(each.submitted_at).astimezone(zone), each.student) for each in attempts]
    if not moments:
        return ()
    moments.sort(key=lambda moment: moment[0])
    span = moments[-1][0] - moments[0][0]
    hourly, weekly = span <= timedelta(days=_DAYS), span > timedelta(days=_WEEKS)
    step = timedelta(hours=1) if hourly else timedelta(weeks=1) if weekly else timedelta(days=1)
    starts = [_start(moment, hourly, weekly) for moment, _ in moments]
    counts = Counter(starts)
    seen: set[str] = set()
    first: Counter[datetime] = Counter()
    for start, (_, student) in zip(starts, moments, strict=True):
        first[start] += student not in seen
        seen.add(student)
    found: list[Period] = []
    start = starts[-1]
    while start >= starts[0] and len(found) < 400:
        found.append(Period(start=start, attempts=counts[start], first=first[start]))
        start -= step
    return tuple(reversed(found))


def how_many_each(attempts: Sequence[Attempt]) -> dict[int, int]:
    """By a number of attempts, how many students made so many."""
    each = Counter(attempt.student for attempt in attempts)
    return dict(sorted(Counter(each.values()).items()))


def _start(moment: datetime, hourly: bool, weekly: bool) -> datetime:
    hour = moment.replace(minute=0, second=0, microsecond=0)
    if hourly:
        return hour
    day = hour.replace(hour=0)
    return day - timedelta(days=day.weekday()) if weekly else day
