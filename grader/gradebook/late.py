"""What a late submission loses: one pure function, for when the gradebook is read. Records keep raw scores."""

from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from grader.records import LatePolicy

DAY: Final = timedelta(days=1)
_IN_TIME: Final = timedelta(0)


class Reduced(NamedTuple):
    """How many days late (each that has begun), the points that this costs, and those that count."""

    days_late: int
    penalty: float
    counted: float


def reduced(score: float, submitted_at: datetime, policy: LatePolicy) -> Reduced:
    """What counts of a `score` of 0 or more under `policy`, whose `due` is the student's own.

    Never more than `score`, never less than 0, and never more for coming later. Both times know their offset from
    UTC, so summer time and zones are no matter. Raises TypeError for a time that does not.
    """
    if policy.due is None:
        return Reduced(0, 0.0, score)
    # In UTC first: times of one zone would be compared, and subtracted, by what their clocks show.
    late_by = submitted_at.astimezone(UTC) - policy.due.astimezone(UTC)
    if late_by <= _IN_TIME or late_by <= timedelta(minutes=policy.grace_minutes):
        return Reduced(0, 0.0, score)
    days = -(-late_by // DAY)
    share = max(1 - days * policy.percent_a_day / 100, 0.0)
    if policy.cut_off_days is not None and late_by > policy.cut_off_days * DAY:
        share = 0.0
    counted = min(round(score * share, 6), score)
    return Reduced(days, round(score - counted, 6), counted)
