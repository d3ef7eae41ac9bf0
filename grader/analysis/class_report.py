"""All that a class's report says of one assignment, as one record: what `grade report --json` prints."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from grader.analysis.attempts import Period, how_many_each, over_time
from grader.analysis.items import Item, item_analysis
from grader.analysis.scores import Bin, Spread, TaskScores, by_task, histogram, spread
from grader.analysis.similarity import Alike
from grader.records import Attempt, Mark, Record, Result


class Held(Record, frozen=True, kw_only=True):
    """A misconception, what its students are told, and who they are."""

    task: str
    misconception: str
    message: str
    students: tuple[str, ...]


class Late(Record, frozen=True, kw_only=True):
    """What came late, and what counts of it."""

    student: str
    submitted_at: str
    days_late: int
    penalty: float
    counted: float


class Pair(Record, frozen=True, kw_only=True):
    """Two submissions that share more than an honest class does: a reason to read both, no verdict.

    `similarity` is 0 to 1; `shared` counts fingerprints that few others have.
    """

    first: str
    second: str
    first_submission: str
    second_submission: str
    similarity: float
    shared: int


class Compared(Record, frozen=True, kw_only=True):
    """The pairs from `threshold` on, of so many submissions; `unreadable` are the students whose code is not among."""

    submissions: int
    threshold: float
    pairs: tuple[Pair, ...]
    unreadable: tuple[str, ...] = ()


class ClassReport(Record, frozen=True, kw_only=True):
    """One assignment of one class, by the attempt of each student that counts.

    `scores` and `histogram` are of what the suite gave, before any late penalty; a failed submission has 0. `tasks`,
    `items` and `misconceptions` are of the `graded` ones. `items` are those of `suite`, which judged most of them;
    `other_suites` counts results by another one, which are not among. `missing` and `not_listed` are None without a
    class list. `ungraded` are students who handed in and have no result.
    """

    schema: int = 1
    assignment: str
    title: str
    max_score: float
    suite: str | None
    other_suites: int
    due: datetime | None
    students: int
    graded: int
    failed: tuple[str, ...]
    ungraded: tuple[str, ...]
    missing: tuple[str, ...] | None
    not_listed: tuple[str, ...] | None
    late: tuple[Late, ...]
    scores: Spread
    histogram: tuple[Bin, ...]
    tasks: tuple[TaskScores, ...]
    items: tuple[Item, ...]
    everybody_fails: tuple[tuple[str, str], ...]
    nobody_fails: tuple[tuple[str, str], ...]
    misconceptions: tuple[Held, ...]
    attempts: tuple[Period, ...]
    attempts_each: dict[int, int]
    similar: Compared | None = None


def class_report(
    *,
    assignment: str,
    title: str,
    max_score: float,
    due: datetime | None,
    marks: Sequence[Mark],
    attempts: Sequence[Attempt],
    roster: Sequence[str] | None = None,
    similar: Compared | None = None,
) -> ClassReport:
    """The report of an assignment's `marks`, one a student, and all of its `attempts`."""
    results = [mark.result for mark in marks]
    graded = [result for result in results if result.status == "graded"]
    suite = _most_common(graded)
    items = item_analysis([result for result in graded if result.suite == suite])
    judged = {result.student for result in results}
    handed_in = judged | {attempt.student for attempt in attempts}
    scores = [result.score for result in results]
    return ClassReport(
        assignment=assignment,
        title=title,
        max_score=max_score,
        suite=suite,
        other_suites=sum(result.suite != suite for result in graded),
        due=due,
        students=len(results),
        graded=len(graded),
        failed=tuple(sorted(result.student for result in results if result.status == "failed")),
        ungraded=tuple(sorted(handed_in - judged)),
        missing=None if roster is None else tuple(sorted(set(roster) - handed_in)),
        not_listed=None if roster is None else tuple(sorted(handed_in - set(roster))),
        late=_late(marks),
        scores=spread(scores),
        histogram=histogram(scores, max_score),
        tasks=by_task(graded),
        items=items,
        everybody_fails=tuple((item.task, item.test) for item in items if item.passed == 0),
        nobody_fails=tuple((item.task, item.test) for item in items if item.passed == item.students),
        misconceptions=misconceptions(graded),
        attempts=over_time(attempts, due.tzinfo or UTC if due is not None else UTC),
        attempts_each=how_many_each(attempts),
        similar=similar,
    )


def misconceptions(results: Sequence[Result]) -> tuple[Held, ...]:
    """What students hold, the most frequent first; each student once."""
    holders: dict[tuple[str, str], dict[str, str]] = {}
    for result in results:
        for task in result.tasks:
            for one in task.diagnoses:
                holders.setdefault((task.name, one.misconception), {})[result.student] = one.message
    held = [
        Held(task=task, misconception=name, message=next(iter(by.values())), students=tuple(sorted(by)))
        for (task, name), by in holders.items()
    ]
    return tuple(sorted(held, key=lambda one: (-len(one.students), one.task, one.misconception)))


def compared(
    pairs: Sequence[Alike], submissions: Mapping[str, str], threshold: float, unreadable: Sequence[str] = ()
) -> Compared:
    """The pairs of students, by their names in `submissions`, which tells the submission of each that was compared."""
    found = tuple(
        Pair(
            first=pair.first,
            second=pair.second,
            first_submission=submissions[pair.first],
            second_submission=submissions[pair.second],
            similarity=pair.similarity,
            shared=pair.shared,
        )
        for pair in pairs
    )
    return Compared(
        submissions=len(submissions), threshold=threshold, pairs=found, unreadable=tuple(sorted(unreadable))
    )


def _most_common(results: Sequence[Result]) -> str | None:
    return max(sorted(counts), key=counts.__getitem__) if (counts := Counter(each.suite for each in results)) else None


def _late(marks: Sequence[Mark]) -> tuple[Late, ...]:
    late = [
        Late(student=each.student, **{name: getattr(each, name) for name in _LATE})
        for each in (mark.summary for mark in marks)
        if each.days_late
    ]
    return tuple(sorted(late, key=lambda one: (-one.days_late, one.student)))


_LATE = ("submitted_at", "days_late", "penalty", "counted")
