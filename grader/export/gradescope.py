"""A result as Gradescope's results.json. All of it is plain text: no markup of a student's is rendered."""

from collections.abc import Iterator
from typing import Any, Final

from grader.feedback.plain import plain
from grader.feedback.words import OUTCOMES, lateness, name_in_words
from grader.records import Mark, Result, Summary, TaskResult, TestResult

_MOST: Final = 4000
_NAME: Final = 120


def results_json(mark: Mark, *, raw: bool = False, notes: tuple[str, ...] = ()) -> dict[str, Any]:
    """The document, ready for JSON. The score is what counts, or with `raw` what the suite gave.

    `notes` stand first in what the student reads.
    """
    result, summary = mark.result, mark.summary
    lines = [*notes, *_lines(result, summary, raw=raw)]
    return {
        "score": result.score if raw else summary.counted,
        "execution_time": result.elapsed,
        "output": plain("\n".join(lines), _MOST, lines=True),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {
            "assignment": result.assignment,
            "submission": result.submission,
            "suite": result.suite,
            "status": result.status,
            "raw_score": result.score,
            "max_score": result.max_score,
        },
        "tests": list(_tests(result)),
    }


def refused_json(reason: str, max_score: float) -> dict[str, Any]:
    """The document for what was handed in and is no notebook: no points, and why."""
    return {
        "score": 0.0,
        "output": plain(reason, _MOST, lines=True),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {"status": "failed", "raw_score": 0.0, "max_score": max_score},
        "tests": [],
    }


def _lines(result: Result, summary: Summary, *, raw: bool) -> Iterator[str]:
    if result.error is not None:
        yield f"Nothing could be run: {result.error}"
    if not raw and (late := lateness(summary)):
        yield late
    for cell in result.cells:
        yield f"cell {cell.index}: {cell.error.type}: {cell.error.message}"
    for task in result.tasks:
        yield from (f"{task.name}: {diagnosis.message}" for diagnosis in task.diagnoses)
        if isinstance(task.consequential, tuple):
            yield f"{task.name}: judged with the model's {', '.join(task.consequential)} in the place of yours"


def _tests(result: Result) -> Iterator[dict[str, Any]]:
    for number, task in enumerate(result.tasks, 1):
        for place, test in enumerate(task.tests, 1):
            yield _test(task, test, f"{number}.{place}")


def _test(task: TaskResult, test: TestResult, number: str) -> dict[str, Any]:
    said = "" if test.outcome == "passed" else plain(test.message or OUTCOMES[test.outcome], _MOST, lines=True)
    return {
        "score": test.points,
        "max_score": test.max_points,
        "status": "passed" if test.outcome == "passed" else "failed",
        "name": plain(f"{task.name}: {name_in_words(test.name)}", _NAME),
        "number": number,
        "output": said,
        "tags": [plain(task.name, _NAME)],
        "visibility": "visible",
    }
