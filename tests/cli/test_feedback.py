"""`grade feedback`: a page for each student, and nothing on it that is not theirs to read."""

import json
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from grader.cli.feedback import shown_now
from grader.course.layout import find_course
from grader.errors import CourseError
from grader.gradebook.store import Gradebook
from grader.grading import digest
from grader.records import Result, StaffNote, Submission, TaskResult
from grader.records import TestResult as OneTest

Run = Callable[..., Any]

TOML = "assignments/hw1_double/assignment.toml"
SOURCE = b"# %% [markdown]\n# My words\n\n# %%\ndef double(x):\n    return x\n"
DUE = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)


def recorded(course: Path, student: str, score: float, at: str = "2026-11-22T21:55:00Z", data: bytes = SOURCE) -> None:
    """Puts one result into the gradebook, without grading anything."""
    id = f"{student}-{at}"
    test = OneTest(name="test_double[17-34]", outcome="failed", points=0.0, max_points=8.0, message="not twice as much")
    result = Result(
        assignment="hw1", student=student, submission=id, sha256=digest(data), suite="5a17e", submitted_at=at,
        elapsed=0.1, status="graded", score=score, max_score=10.0,
        tasks=(TaskResult(name="double", score=score, max_score=10.0, tests=(test,)),),
    )  # fmt: skip
    submission = Submission(
        id=id, assignment="hw1", student=student, name="hw1.py", data=data, sha256=digest(data), submitted_at=at
    )
    with Gradebook.open(course / ".grader" / "gradebook.sqlite") as book:
        book.store(submission)
        book.record(result, [StaffNote(test="test_double", detail="assert 7 == 8", output="printed in secret")])


def add(course: Path, text: str, place: str = TOML) -> None:
    path = course / place
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")


def test_each_student_has_a_page(grade: Run, course: Path, tmp_path: Path) -> None:
    recorded(course, "ada", 4.0)
    recorded(course, "bob", 10.0)
    ran = grade("feedback", "--out", tmp_path / "pages")
    assert (ran.status, ran.out, ran.err) == (0, f"2 pages in {tmp_path / 'pages'}\n", "")
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == ["hw1_ada.html", "hw1_bob.html"]


def test_a_page_is_that_of_its_student(grade: Run, course: Path, tmp_path: Path) -> None:
    recorded(course, "ada", 4.0)
    grade("feedback", "hw1", "--out", tmp_path)
    html = (tmp_path / "hw1_ada.html").read_text(encoding="utf-8")
    assert "<title>hw1 ada: 4 / 10</title>" in html
    assert "My words" in html
    assert "not twice as much" in html


def test_what_staff_alone_may_read_is_on_no_page(grade: Run, course: Path, tmp_path: Path) -> None:
    recorded(course, "ada", 4.0)
    grade("feedback", "hw1", "--out", tmp_path)
    html = (tmp_path / "hw1_ada.html").read_text(encoding="utf-8")
    assert [secret for secret in ("assert 7", "secret", "17-34", "a_word_that_no") if secret in html] == []


def test_json_lists_what_was_written(grade: Run, course: Path, tmp_path: Path) -> None:
    recorded(course, "Ada", 4.0)
    (said,) = json.loads(grade("feedback", "--out", tmp_path, "--json").out)
    assert Path(said.pop("file")).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert said == {
        "assignment": "hw1", "student": "Ada", "submission": "Ada-2026-11-22T21:55:00Z", "shows": "all",
    }  # fmt: skip


def test_the_attempt_that_counts_is_shown(grade: Run, course: Path, tmp_path: Path) -> None:
    recorded(course, "ada", 8.0)
    recorded(course, "ada", 4.0, at="2026-11-23T21:55:00Z")
    grade("feedback", "--out", tmp_path)
    html = (tmp_path / "hw1_ada.html").read_text(encoding="utf-8")
    assert "4 / 10" in html
    assert "the last of your 2" in html


def test_one_student_can_be_asked_for(grade: Run, course: Path, tmp_path: Path) -> None:
    for student in ("ada", "bob", "eve"):
        recorded(course, student, 4.0)
    ran = grade("feedback", "hw1", "--student", "ada", "--student", "eve", "--out", tmp_path)
    assert ran.out.startswith("2 pages")
    assert sorted(path.name for path in tmp_path.glob("*.html")) == ["hw1_ada.html", "hw1_eve.html"]


def test_a_notebook_that_cannot_be_read_has_a_page(grade: Run, course: Path, tmp_path: Path) -> None:
    recorded(course, "ada", 4.0, data=b"\xff\xfe")
    assert grade("feedback", "--out", tmp_path).status == 0
    assert "Your notebook" not in (tmp_path / "hw1_ada.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--out", "pages"), "grade: no result in the gradebook: grade submit or grade batch makes them"),
        (("--student", "ada", "--out", "pages"), "grade: ada: no result in the gradebook: grade submit makes one"),
        (("hw9", "--out", "pages"), "grade: no assignment 'hw9' in course: known are hw1"),
        ((), "grade: Missing option '--out'."),
        (("--student", "../x", "--out", "pages"), "grade: --student: '../x' is no student's id"),
    ],
)
def test_what_cannot_be_served_is_refused(grade: Run, course: Path, words: Sequence[str], said: str) -> None:
    ran = grade("feedback", *words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(said)
    assert not Path("pages").exists()


def test_a_folder_that_may_not_be_written_is_refused(ordinary: Run, course: Path, tmp_path: Path) -> None:
    recorded(course, "ada", 4.0)
    pages = tmp_path / "pages"
    pages.mkdir(mode=0o500)
    ran = ordinary("feedback", "--out", pages)
    assert ran.status == 2
    assert ran.err == (
        f"grade: {pages}/hw1_ada.html: cannot be written: permission denied: name another folder with --out\n"
    )


@pytest.mark.parametrize(
    ("visibility", "said", "unsaid"),
    [("tasks", "My words", "not twice as much"), ("score", "4 / 10", "My words")],
)
def test_a_page_shows_what_the_course_allows(
    grade: Run, course: Path, tmp_path: Path, visibility: str, said: str, unsaid: str
) -> None:
    add(course, f'[feedback]\nvisibility = "{visibility}"', "course.toml")
    recorded(course, "ada", 4.0)
    grade("feedback", "--out", tmp_path)
    html = (tmp_path / "hw1_ada.html").read_text(encoding="utf-8")
    assert said in html
    assert unsaid not in html


def test_after_due_is_when_nobody_has_time_left(course: Path) -> None:
    add(course, f'[late]\ndue = {DUE.isoformat()}\ngrace_minutes = 5\n[feedback]\nvisibility = "after_due"')
    hw1 = find_course(course).assignment("hw1")
    late = DUE + timedelta(days=3)
    graced = DUE + timedelta(minutes=5)
    assert shown_now(hw1, [], DUE) == ("score", graced)
    assert shown_now(hw1, [], graced + timedelta(seconds=1)) == ("all", None)
    assert shown_now(hw1, [DUE - timedelta(days=1), late], late) == ("score", late)


def test_an_extension_keeps_every_page_short(grade: Run, course: Path, tmp_path: Path) -> None:
    add(course, '[late]\ndue = 2020-01-01T00:00:00Z\n[feedback]\nvisibility = "after_due"')
    recorded(course, "ada", 4.0)
    recorded(course, "bob", 4.0)
    (said, _) = json.loads(grade("feedback", "--out", tmp_path, "--json").out)
    assert said["shows"] == "all"
    grade("extend", "bob", "hw1", "9999-01-01T00:00+00:00")
    (said, _) = json.loads(grade("feedback", "--out", tmp_path, "--json").out)
    assert said["shows"] == "score"


def test_after_due_without_a_due_date_is_refused(course: Path) -> None:
    add(course, '[feedback]\nvisibility = "after_due"')
    hw1 = find_course(course).assignment("hw1")
    with pytest.raises(CourseError, match=rf"{TOML}: feedback\.visibility is after_due, and there is no late\.due: "):
        shown_now(hw1, [], DUE)


def test_pages_say_what_they_need_when_it_is_not_installed(
    grade: Run, course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(course, "ada", 4.0)
    monkeypatch.setitem(sys.modules, "nh3", None)
    for name in ("student_page", "notebook_view", "sanitised", "markdown"):
        monkeypatch.delitem(sys.modules, f"grader.feedback.{name}", raising=False)
    ran = grade("feedback", "--out", tmp_path)
    assert (ran.status, ran.err) == (2, "grade: pages need nh3: pip install 'gradescent[staff]'\n")


@pytest.mark.walls
def test_a_graded_page_tells_nothing_of_the_suite(grade: Run, course: Path, make_notebook: Run, tmp_path: Path) -> None:
    notebook = make_notebook(course.parent / "hw1.ipynb", "def double(x): return x", 'answers = {"two_is_even": 3}')
    grade("submit", notebook, "--student", "ada")
    assert "-4 == -8" in grade("show", "ada", "--staff").out
    grade("feedback", "--out", tmp_path)
    html = (tmp_path / "hw1_ada.html").read_text(encoding="utf-8")
    assert "think of the sign" in html
    assert [
        secret for secret in ("== -8", "assert", "reference", "a_word_that_no_student_reads") if secret in html
    ] == []
