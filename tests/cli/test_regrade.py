"""`grade regrade`: who changes is shown before anything is recorded."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.walls

Run = Callable[..., Any]

SUITE = "tests/hidden/hw1_double/test_hw1_double.py"
ANSWERS = 'answers = {"two_is_even": True}'


@pytest.fixture
def graded(grade: Run, course: Path, make_notebook: Run) -> Path:
    """Two students' submissions, then a suite that asks less: twice zero may be anything."""
    handed_in = course.parent / "handed_in"
    make_notebook(handed_in / "ada.ipynb", "def double(x): return 2 * x", ANSWERS)
    make_notebook(handed_in / "bob.ipynb", "def double(x): return 2 * x or 1", ANSWERS)
    assert grade("batch", "hw1", handed_in, "--jobs", "1").status == 0
    path = course / SUITE
    path.write_text(path.read_text(encoding="utf-8").replace("== 0, ", "in (0, 1), "), encoding="utf-8")
    return course


def scores(grade: Run) -> dict[str, float]:
    return {said["student"]: said["score"] for said in json.loads(grade("results", "--json").out)}


def test_a_dry_run_shows_who_changes_and_records_nothing(grade: Run, graded: Path) -> None:
    ran = grade("regrade", "hw1", "--dry-run")
    assert (ran.status, ran.lines) == (0, [
        "student     before  after  change  tasks",
        "bob              8     10      +2  double +2",
        "2 graded anew, 1 changed",
    ])  # fmt: skip
    assert scores(grade) == {"ada": 10.0, "bob": 8.0}


def test_yes_records_and_json_tells_the_changes(grade: Run, graded: Path) -> None:
    ran = grade("regrade", "hw1", "--yes", "--json")
    said = json.loads(ran.out)
    assert (ran.status, said["regraded"], said["recorded"]) == (0, 2, True)
    assert [(each["student"], each["difference"], each["tasks"]) for each in said["changes"]] == [
        ("bob", 2.0, {"double": [6.0, 8.0]})
    ]
    assert scores(grade) == {"ada": 10.0, "bob": 10.0}


@pytest.mark.parametrize(("answer", "status", "bob"), [("y", 0, 10.0), ("n", 1, 8.0)])
def test_it_records_only_when_the_answer_is_yes(
    grade: Run, graded: Path, monkeypatch: pytest.MonkeyPatch, answer: str, status: int, bob: float
) -> None:
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda prompt: answer)
    assert grade("regrade", "hw1", "--student", "bob").status == status
    assert scores(grade)["bob"] == bob


def test_a_suite_that_breaks_changes_nothing(grade: Run, graded: Path) -> None:
    (graded / SUITE).write_text("import no_such_module\n")
    ran = grade("regrade", "hw1", "--yes")
    assert (ran.status, ran.out) == (3, "")
    assert scores(grade) == {"ada": 10.0, "bob": 8.0}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("hw1", "--student", "eve", "--yes"), "eve: no result for hw1 in the gradebook"),
        (("hw1", "--json"), "--json cannot ask: say --yes or --dry-run too"),
        (("hw9",), "no assignment 'hw9'"),
    ],
)
def test_what_cannot_be_served_is_refused(grade: Run, course: Path, words: tuple[str, ...], says: str) -> None:
    ran = grade("regrade", *words)
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err
