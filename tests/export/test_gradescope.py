"""results.json has the keys and the values of Gradescope's specification, and renders nothing of a student's."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from grader.export.gradescope import refused_json, results_json
from grader.records import CellError, CellReport, Diagnosis, Mark, Result, Summary, TaskResult
from grader.records import TestResult as OneTest

VISIBILITY = {"hidden", "after_due_date", "after_published", "visible"}
FORMATS = {"text", "html", "simple_format", "md", "ansi"}
DOCUMENT = {
    "score", "execution_time", "output", "output_format", "test_output_format", "test_name_format", "visibility",
    "stdout_visibility", "extra_data", "tests", "leaderboard",
}  # fmt: skip
CASE = {
    "score", "max_score", "status", "name", "name_format", "number", "output", "output_format", "tags", "visibility",
    "extra_data",
}  # fmt: skip
HOSTILE = "<script>x</script>\x1b]8;;http://x\x07\u202e\0"


def made(*, raw: bool = False, message: str = "wrong", error: str | None = None) -> dict[str, Any]:
    tests = (
        OneTest(name="test_step_at_zero", outcome="passed", points=4.0, max_points=4.0),
        OneTest(name=f"test_{HOSTILE}[3-0.5]", outcome="failed", points=0.0, max_points=6.0, message=message),
        OneTest(name="test_c", outcome="timeout", points=0.0, max_points=0.5),
    )
    task = TaskResult(
        name="step", score=4.0, max_score=10.5, tests=tests, consequential=("net",),
        diagnoses=(Diagnosis(misconception="strict", message="0 counts as 1"),),
    )  # fmt: skip
    result = Result(
        assignment="hw1", student="ada", submission="0f3c", sha256="5a", suite="5a17e", elapsed=0.21, error=error,
        submitted_at="2026-11-22T21:55:00Z", status="graded" if error is None else "failed", score=4.0, max_score=10.5,
        tasks=(task,), cells=(CellReport(index=3, error=CellError(type="NameError", message=HOSTILE)),),
    )  # fmt: skip
    summary = Summary(
        assignment="hw1", student="ada", submission="0f3c", suite="5a17e", submitted_at=result.submitted_at,
        status=result.status, score=4.0, max_score=10.5, attempts=1, due=datetime(2026, 11, 22, tzinfo=UTC),
        days_late=1, penalty=1.0, counted=3.0,
    )  # fmt: skip
    return results_json(Mark(summary=summary, result=result), raw=raw)


def test_keys_and_values_are_those_of_the_specification() -> None:
    for document in (made(), refused_json("no notebook", 10.0)):
        assert set(document) <= DOCUMENT
        assert {document["visibility"], document["stdout_visibility"]} <= VISIBILITY
        assert {value for key, value in document.items() if key.endswith("_format")} <= FORMATS
        for test in document["tests"]:
            assert set(test) <= CASE
            assert test["visibility"] in VISIBILITY
            assert test["status"] in {"passed", "failed"}
            assert isinstance(test["number"], str)
            assert all(isinstance(tag, str) for tag in test["tags"])


def test_the_score_is_what_counts_unless_raw_is_asked_for() -> None:
    assert (made()["score"], made(raw=True)["score"], made()["extra_data"]["raw_score"]) == (3.0, 4.0, 4.0)


def test_a_test_is_told_in_words_with_its_points() -> None:
    first, _, last = made()["tests"]
    assert (first["name"], first["number"], first["status"], first["score"], first["max_score"]) == (
        "step: step at zero", "1.1", "passed", 4.0, 4.0,
    )  # fmt: skip
    assert (last["number"], last["output"]) == ("1.3", "ran out of time")


def test_what_is_about_the_whole_is_told_first() -> None:
    assert made(error="the kernel died")["output"].splitlines() == [
        "Nothing could be run: the kernel died",
        "1 day late: -1, counts 3 / 10.5",
        "cell 3: NameError: <script>x</script>",
        "step: 0 counts as 1",
        "step: judged with the model's net in the place of yours",
    ]
    assert "late" not in made(raw=True)["output"]


def test_nothing_of_a_students_steers_or_is_rendered() -> None:
    document = made(message=HOSTILE)
    text = msgspec.json.encode(document).decode()
    assert not any(sign in text for sign in ("\\u001b", "\\u0000", "\u202e", "\x1b"))
    assert {document[name] for name in ("output_format", "test_output_format", "test_name_format")} == {"text"}
