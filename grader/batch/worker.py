"""The worker's side: a chunk of submissions goes in, results come out. Nothing here knows which engine it runs in."""

from pathlib import Path
from typing import Final

from grader.course.layout import find_course
from grader.errors import OurFault, SuiteError
from grader.grading import Grader, grade_one
from grader.records import Record, Result, StaffNote, Submission
from grader.workers import held

TRIES: Final = 3
"""How often a submission is tried before it is given up; each time with a fresh sandbox and suite."""


class Where(Record, frozen=True, kw_only=True):
    """What submissions are graded by. `suite` is the digest that the worker's own copy must have."""

    course: str
    assignment: str
    suite: str
    sandbox: str


class Chunk(Record, frozen=True, kw_only=True):
    """A unit of work."""

    where: Where
    submissions: tuple[Submission, ...]


class Outcome(Record, frozen=True, kw_only=True):
    """What became of one submission: a result, or why there is no mark."""

    submission: Submission
    result: Result | None = None
    notes: tuple[StaffNote, ...] = ()
    fault: str = ""


_warm: Final[dict[Where, Grader]] = {}


def grade_chunk(chunk: Chunk) -> tuple[Outcome, ...]:
    """Grade submissions one after the other, with a sandbox and a suite that stay warm for the next chunk.

    Raises CourseError, or SuiteError when the course here is not the caller's.
    """
    return tuple(_grade(chunk.where, submission) for submission in chunk.submissions)


def warm_up(where: Where) -> None:
    """Start what `grade_chunk` keeps warm. Raises OurFault or CourseError when nothing can be graded here."""
    _grader(where)


def _grade(where: Where, submission: Submission) -> Outcome:
    fault = ""
    for _ in range(TRIES):
        try:
            graded = grade_one(submission, _grader(where))
        except OurFault as error:
            fault = str(error)
        except Exception as error:  # noqa: BLE001  a bug of ours: it costs no other student anything
            fault = f"{type(error).__name__}: {error}"
        else:
            return Outcome(submission=_without_data(submission), result=graded.result, notes=graded.notes)
        _forget(where)
    return Outcome(submission=_without_data(submission), fault=fault)


def _grader(where: Where) -> Grader:
    if where not in _warm:
        root = Path(where.course)
        course = find_course(root, root)
        grader = Grader(course, course.assignment(where.assignment), where.sandbox)
        _warm[where] = grader
        held.callback(_forget, where)
    if _warm[where].suite != where.suite:
        raise SuiteError(f"{where.assignment}: the hidden suite changed while the batch ran: run it again")
    return _warm[where]


def _forget(where: Where) -> None:
    grader = _warm.pop(where, None)
    if grader is not None:
        grader.close()


def _without_data(submission: Submission) -> Submission:
    """What the caller knows already need not travel back."""
    import msgspec

    return msgspec.structs.replace(submission, data=b"")
