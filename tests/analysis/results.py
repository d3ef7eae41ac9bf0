"""Results of a class, made without grading anything."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader.records import Diagnosis, Mark, Result, Summary, TaskResult
from grader.records import TestResult as OneTest


def a_result(student: str, *tasks: TaskResult, **more: Any) -> Result:
    """The result of one student."""
    given: dict[str, Any] = {
        "assignment": "hw1",
        "student": student,
        "submission": f"of-{student}",
        "sha256": "a" * 64,
        "suite": "5" * 64,
        "submitted_at": "2026-11-22T21:55:00Z",
        "elapsed": 0.1,
        "status": "graded",
        "score": round(sum(task.score for task in tasks), 6),
        "max_score": 10.0,
        "tasks": tasks,
    }
    return Result(**(given | more))


def a_task(name: str, *tests: OneTest, diagnoses: Sequence[tuple[str, str]] = ()) -> TaskResult:
    """The sum of its tests."""
    return TaskResult(
        name=name,
        score=sum(test.points for test in tests),
        max_score=sum(test.max_points for test in tests),
        tests=tests,
        diagnoses=tuple(Diagnosis(misconception=one, message=message) for one, message in diagnoses),
    )


def a_test(name: str, passes: bool, points: float = 5.0) -> OneTest:
    """One test, passed or failed."""
    outcome, earned = ("passed", points) if passes else ("failed", 0.0)
    return OneTest(name=name, outcome=outcome, points=earned, max_points=points)  # type: ignore[arg-type]


def a_class(passes: "np.ndarray[Any, Any]", points: "np.ndarray[Any, Any]", names: Sequence[str] = ()) -> list[Result]:
    """A row for each student, a column for each test."""
    names = names or [f"test_{place}" for place in range(len(points))]
    return [
        a_result(f"s{row}", a_task("one", *map(a_test, names, map(bool, passed), map(float, points))))
        for row, passed in enumerate(passes)
    ]


def a_mark(result: Result, **more: Any) -> Mark:
    """What counts of a result: all of it, unless told otherwise."""
    names = ("assignment", "student", "submission", "suite", "submitted_at", "status", "score", "max_score")
    given = {name: getattr(result, name) for name in names} | {"attempts": 1, "counted": result.score}
    return Mark(summary=Summary(**(given | more)), result=result)
