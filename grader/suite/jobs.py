"""What the suite's process is asked, and what it answers."""

from grader.errors import GraderError
from grader.records import Cell, Limits, Record, SuiteReport


class Job(Record, frozen=True, kw_only=True):
    """One submission to be judged, by the tests of these tasks; of all when none is named."""

    cells: tuple[Cell, ...]
    student: str
    limits: Limits
    tasks: tuple[str, ...] = ()


class Broken(Record, frozen=True, kw_only=True, tag=True):
    """Why there is no report: our own fault."""

    kind: str
    message: str


class Done(Record, frozen=True, kw_only=True, tag=True):
    """A report."""

    report: SuiteReport


def answer_of(outcome: SuiteReport | GraderError) -> Done | Broken:
    """The record to send: a report, or whose fault it is that there is none."""
    if isinstance(outcome, SuiteReport):
        return Done(report=outcome)
    return Broken(kind=type(outcome).__name__, message=str(outcome))
