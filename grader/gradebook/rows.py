"""What stands in the tables of one result. Loads no database."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from grader.gradebook.text import storable
from grader.records import Result, StaffNote

Row = dict[str, Any]


def document_of(result: Result) -> str:
    """A result as it is kept whole. Raises MsgspecError or UnicodeError when it does not survive JSON (NaN, say)."""
    document = msgspec.json.encode(result).decode()
    msgspec.json.decode(document, type=Result, strict=True)
    return document


def result_row(result: Result, document: str) -> Row:
    """The row of a result."""
    names = ("submission", "suite", "status", "score", "max_score", "elapsed")
    recorded_at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {**{name: getattr(result, name) for name in names}, "recorded_at": recorded_at, "document": document}


def note_rows(result: Result, notes: Sequence[StaffNote]) -> list[Row]:
    """A row for each staff note."""
    key = {"submission": result.submission, "suite": result.suite}
    return [{**key, **{name: storable(getattr(note, name)) for name in ("test", "detail", "output")}} for note in notes]


def outcome_rows(seq: int, result: Result) -> list[Row]:
    """A row for each test of a result."""
    tests = ((task.name, test) for task in result.tasks for test in task.tests)
    return [
        {
            "result": seq,
            "place": place,
            "task": storable(task),
            "test": storable(test.name),
            "outcome": test.outcome,
            "points": test.points,
            "max_points": test.max_points,
        }
        for place, (task, test) in enumerate(tests)
    ]


def diagnosis_rows(seq: int, result: Result) -> list[Row]:
    """A row for each diagnosis of a result."""
    named = ((task.name, one.misconception) for task in result.tasks for one in task.diagnoses)
    return [
        {"result": seq, "place": place, "task": storable(task), "misconception": storable(name)}
        for place, (task, name) in enumerate(named)
    ]
