"""Which of a student's results counts."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

import msgspec

from grader.gradebook.late import Reduced, reduced
from grader.records import Counting, LatePolicy, Summary


class Row(NamedTuple):
    """One result beside its submission. `stored` and `recorded` are the orders of storing and of recording."""

    assignment: str
    student: str
    submission: str
    submitted_at: str
    stored: int
    recorded: int
    suite: str
    status: str
    score: float
    max_score: float


def counting(
    rows: Iterable[Row],
    rules: Callable[[str], Counting],
    extensions: Mapping[tuple[str, str], datetime],
) -> list[Summary]:
    """What counts of each student and assignment, ordered by assignment, then student.

    Of a submission that was judged more than once the result recorded last counts. `rules` tells an assignment's
    rules, `extensions` a student's own due dates by (assignment, student). Raises msgspec.ValidationError or
    ValueError for a row that is no result.
    """
    current: dict[str, Row] = {}
    for row in rows:
        known = current.get(row.submission)
        if known is None or row.recorded > known.recorded:
            current[row.submission] = row
    attempts: dict[tuple[str, str], list[Row]] = {}
    for row in current.values():
        attempts.setdefault((row.assignment, row.student), []).append(row)
    known_rules: dict[str, Counting] = {}
    found = []
    for key in sorted(attempts):
        assignment = key[0]
        if assignment not in known_rules:
            known_rules[assignment] = rules(assignment)
        rule = known_rules[assignment]
        found.append(_best_or_last(attempts[key], rule, own_policy(rule.late, extensions.get(key))))
    return found


def own_policy(policy: LatePolicy, extension: datetime | None) -> LatePolicy:
    """The policy with a student's extension in it. An extension never shortens the time that all have."""
    if extension is None or policy.due is None or extension <= policy.due:
        return policy
    return msgspec.structs.replace(policy, due=extension)


def _best_or_last(attempts: list[Row], rule: Counting, policy: LatePolicy) -> Summary:
    if len(attempts) == 1 or rule.attempt == "last":
        chosen = max(attempts, key=_moment)
        return _summary(chosen, _reduced(chosen, policy), policy.due, len(attempts))
    best, *older = sorted(attempts, key=_moment, reverse=True)
    left = _reduced(best, policy)
    for row in older:
        if row.score > left.counted and (other := _reduced(row, policy)).counted > left.counted:
            best, left = row, other
    return _summary(best, left, policy.due, len(attempts))


def _moment(row: Row) -> tuple[str, int]:
    return row.submitted_at, row.stored


def _reduced(row: Row, policy: LatePolicy) -> Reduced:
    if policy.due is None:
        return Reduced(0, 0.0, row.score)
    return reduced(row.score, datetime.fromisoformat(row.submitted_at), policy)


def _summary(row: Row, left: Reduced, due: datetime | None, attempts: int) -> Summary:
    return Summary(
        assignment=row.assignment,
        student=row.student,
        submission=row.submission,
        suite=row.suite,
        submitted_at=row.submitted_at,
        status="failed" if row.status == "failed" else "graded",
        score=row.score,
        max_score=row.max_score,
        attempts=attempts,
        due=due,
        days_late=left.days_late,
        penalty=left.penalty,
        counted=left.counted,
    )
