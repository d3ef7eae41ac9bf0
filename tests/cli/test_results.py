"""`grade results` and `grade show`: what the gradebook holds, whoever may read it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.gradebook.store import Gradebook
from grader.records import Result, StaffNote, Submission, TaskResult
from grader.records import TestResult as OneTest

Run = Callable[..., Any]

EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def recorded(course: Path, student: str, score: float, at: str = "2026-11-22T21:55:00Z", note: str = "") -> Result:
    """Puts one result into the gradebook, without grading anything."""
    test = OneTest(name="test_double", outcome="failed", points=0.0, max_points=8.0, message="not twice as much")
    result = Result(
        assignment="hw1", student=student, submission=f"{student}-{at}", sha256=EMPTY_SHA256, suite="5a17e",
        submitted_at=at, elapsed=0.1, status="graded", score=score, max_score=10.0,
        tasks=(TaskResult(name="double", score=score, max_score=10.0, tests=(test,)),),
    )  # fmt: skip
    with Gradebook.open(course / ".grader" / "gradebook.sqlite") as book:
        book.store(
            Submission(
                id=result.submission, assignment="hw1", student=student, name="hw1.py", data=b"",
                sha256=EMPTY_SHA256, submitted_at=at,
            )
        )  # fmt: skip
        book.record(result, [StaffNote(test="test_hw1_double.py::test_double", detail=note)] if note else [])
    return result


def test_results_say_so_when_there_are_none(grade: Run, course: Path) -> None:
    assert grade("results") == (0, "no results yet\n", "")
    assert json.loads(grade("results", "--json").out) == []


def test_results_list_the_latest_of_each_student(grade: Run, course: Path) -> None:
    recorded(course, "ada", 4.0)
    recorded(course, "ada", 7.5, at="2026-11-23T08:00:00Z")
    recorded(course, "bob", 10.0)
    ran = grade("results", "hw1")
    assert (ran.status, ran.err) == (0, "")
    assert ran.lines == [
        "student     assignment     score  tasks  submitted (UTC)",
        "ada         hw1         7.5 / 10  7.5    2026-11-23 08:00:00",
        "bob         hw1          10 / 10   10    2026-11-22 21:55:00",
    ]


def test_results_are_one_json_document_when_asked(grade: Run, course: Path) -> None:
    recorded(course, "ada", 4.0)
    recorded(course, "bob", 10.0)
    said = json.loads(grade("results", "--json").out)
    assert [(result["student"], result["score"]) for result in said] == [("ada", 4.0), ("bob", 10.0)]


def test_results_of_an_assignment_that_is_not_there_are_refused(grade: Run, course: Path) -> None:
    assert grade("results", "hw9") == (2, "", "grade: no assignment 'hw9' in course: known are hw1\n")


def test_show_tells_one_students_result(grade: Run, course: Path) -> None:
    recorded(course, "ada", 4.0, note="assert 7 == 8")
    ran = grade("show", "ada", "hw1")
    assert (ran.status, ran.lines[0]) == (0, "hw1  ada  4 / 10")
    assert "not twice as much" in ran.out
    assert "assert 7 == 8" not in ran.out


def test_show_tells_staff_the_values_too(grade: Run, course: Path) -> None:
    recorded(course, "ada", 4.0, note="assert 7 == 8")
    assert grade("show", "ada", "--staff").out.endswith("\ntest_hw1_double.py::test_double\nassert 7 == 8\n")


def test_show_is_one_json_document_when_asked(grade: Run, course: Path) -> None:
    recorded(course, "ada", 4.0, note="assert 7 == 8")
    assert [result["student"] for result in json.loads(grade("show", "ada", "--json").out)] == ["ada"]
    assert "assert 7 == 8" not in grade("show", "ada", "--json").out
    with_notes = json.loads(grade("show", "ada", "--json", "--staff").out)
    assert with_notes[0]["notes"][0]["detail"] == "assert 7 == 8"


def test_show_says_so_when_there_is_no_result(grade: Run, course: Path) -> None:
    assert grade("show", "eve") == (2, "", "grade: eve: no result in the gradebook: grade submit makes one\n")


@pytest.mark.parametrize("student", ["../ada", "ada\x1b[31m", "", "a" * 10_000])
def test_show_refuses_a_student_who_is_no_id(grade: Run, course: Path, student: str) -> None:
    ran = grade("show", "--", student)
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert ran.err.strip().isprintable()


@pytest.mark.walls
def test_show_tells_staff_what_a_hidden_test_compared(grade: Run, course: Path, make_notebook: Run) -> None:
    sources = "def double(x):\n    print('halving')\n    return x - 1", 'answers = {"two_is_even": True}'
    grade("submit", make_notebook(course.parent / "hw1.ipynb", *sources), "--student", "ada")
    shown = grade("show", "ada", "hw1").out
    staff = grade("show", "ada", "hw1", "--staff").out
    assert "-5 == -8" not in shown
    assert "-5 == -8" in staff
    assert "printed: halving" in staff


@pytest.mark.parametrize("words", [("results",), ("show", "ada")])
def test_a_damaged_gradebook_is_named_in_one_line(grade: Run, course: Path, words: tuple[str, ...]) -> None:
    (course / ".grader").mkdir()
    (course / ".grader/gradebook.sqlite").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    ran = grade(*words)
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (3, "", 1)
    assert "gradebook.sqlite: " in ran.err


def test_a_read_only_gradebook_is_named_in_one_line(ordinary: Run, course: Path) -> None:
    (course / ".grader").mkdir(mode=0o555)
    ran = ordinary("results")
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (3, "", 1)
    assert "gradebook.sqlite: cannot be " in ran.err


DUE = """attempt = "last"
[late]
due = 2026-11-22T20:00:00+01:00
percent_a_day = 10
"""


def make_late(course: Path) -> None:
    path = course / "assignments/hw1_double/assignment.toml"
    path.write_text(DUE + path.read_text(encoding="utf-8").replace('title = "Doubling"\n', ""), encoding="utf-8")


def test_results_tell_what_is_left_of_late_work(grade: Run, course: Path) -> None:
    make_late(course)
    recorded(course, "ada", 4.0, at="2026-11-22T18:00:00Z")
    recorded(course, "bob", 10.0)
    assert grade("results").lines == [
        "student     assignment    score       late  counts  tasks  submitted (UTC)",
        "ada         hw1          4 / 10                  4   4     2026-11-22 18:00:00",
        "bob         hw1         10 / 10  1 day: -1       9  10     2026-11-22 21:55:00",
    ]


def test_show_tells_what_is_left_of_late_work(grade: Run, course: Path) -> None:
    make_late(course)
    recorded(course, "bob", 10.0)
    assert grade("show", "bob").lines[:2] == ["hw1  bob  10 / 10", "1 day late: -1, counts 9 / 10"]


def test_json_tells_the_raw_score_and_beside_it_what_counts(grade: Run, course: Path) -> None:
    make_late(course)
    recorded(course, "bob", 10.0)
    for words in (("results",), ("show", "bob")):
        [said] = json.loads(grade(*words, "--json").out)
        assert (said["score"], said["penalty"], said["counted"], said["days_late"]) == (10.0, 1.0, 9.0, 1)
        assert said["due"] == "2026-11-22T20:00:00+01:00"


def test_extend_gives_one_student_more_time(grade: Run, course: Path) -> None:
    make_late(course)
    recorded(course, "bob", 10.0)
    assert grade("extend", "bob", "hw1", "2026-11-23T12:00+01:00").out == "bob: hw1 is due 2026-11-23 12:00+01:00\n"
    assert json.loads(grade("results", "--json").out)[0]["counted"] == 10.0
    assert grade("extend", "bob", "hw1", "--withdraw").out == "bob: no extension for hw1\n"
    assert json.loads(grade("results", "--json").out)[0]["counted"] == 9.0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("bob", "hw1", "tomorrow"), "WHEN: 'tomorrow' is no date and time"),
        (("bob", "hw1", "2026-11-23T12:00"), "has no offset from UTC"),
        (("bob", "hw1", "0001-01-01T00:00+14:00"), "is no date and time"),
        (("bob", "hw9", "2026-11-23T12:00Z"), "no assignment 'hw9'"),
        (("../bob", "hw1", "2026-11-23T12:00Z"), "is no student's id"),
        (("bob", "hw1"), "say WHEN, or --withdraw"),
        (("bob", "hw1", "2026-11-23T12:00Z", "--withdraw"), "say WHEN, or --withdraw"),
    ],
)
def test_extend_refuses_what_it_cannot_understand(grade: Run, course: Path, words: tuple[str, ...], says: str) -> None:
    ran = grade("extend", *words)
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err


def test_extend_says_so_when_nobody_can_be_late(grade: Run, course: Path) -> None:
    recorded(course, "bob", 10.0)
    ran = grade("extend", "bob", "hw1", "2026-11-23T12:00Z")
    assert (ran.status, len(ran.err.splitlines())) == (0, 1)
    assert "hw1 has no due date for all" in ran.err


def test_extend_doubts_an_id_that_nobody_has(grade: Run, course: Path) -> None:
    make_late(course)
    recorded(course, "bob", 10.0)
    ran = grade("extend", "bobb", "hw1", "2026-11-23T12:00Z")
    assert (ran.status, ran.out) == (0, "bobb: hw1 is due 2026-11-23 12:00+00:00\n")
    assert "bobb: neither a result nor in the class list" in ran.err
    assert grade("extend", "bob", "hw1", "2026-11-23T12:00Z").err == ""


def test_extend_says_what_it_replaces_and_takes_no_time_away(grade: Run, course: Path) -> None:
    make_late(course)
    recorded(course, "bob", 10.0)
    grade("extend", "bob", "hw1", "2026-11-23T12:00Z")
    ran = grade("extend", "bob", "hw1", "2026-11-24T12:00Z")
    assert ran.out == "bob: hw1 is due 2026-11-24 12:00+00:00, in place of 2026-11-23 12:00+00:00\n"
    ran = grade("extend", "bob", "hw1", "2026-11-01T12:00Z")
    assert (ran.status, ran.out) == (2, "")
    assert "an extension is later" in ran.err
