"""`grade report`: the class's pages, and the same numbers for programs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.gradebook.store import Gradebook
from grader.grading import digest
from grader.records import Submission
from tests.cli.test_feedback import recorded

Run = Callable[..., Any]

LONG = "\n".join(
    f"    {name} = {name}{sign}x * {number}"
    for number, (name, sign) in enumerate(zip("abcdefgh", "+-*/%|&^", strict=True))
)
COPIED = f"def double(x):\n{LONG}\n    return a if x else h\n".encode()
RENAMED = COPIED.replace(b"x", b"value").replace(b"def", b"# by me\ndef")
OTHERS = [f"def double(x):\n    return x {sign} x\n".encode() for sign in "+*"]


def a_class(course: Path) -> None:
    for student, data in zip(("ada", "bob", "carla", "dora"), (COPIED, RENAMED, *OTHERS), strict=True):
        recorded(course, student, 4.0, data=data)


def test_the_class_has_a_page_and_so_has_each_similar_pair(grade: Run, course: Path, tmp_path: Path) -> None:
    a_class(course)
    ran = grade("report", "hw1", "--out", tmp_path / "out")
    assert (ran.status, ran.out, ran.err) == (0, f"{tmp_path / 'out' / 'report-hw1.html'}\n", "")
    report, pair = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert pair in (tmp_path / "out" / report).read_text(encoding="utf-8")


def test_pairs_that_are_similar_no_more_leave_no_page(grade: Run, course: Path, tmp_path: Path) -> None:
    a_class(course)
    for name in ("similar-hw1-0123456789ab.html", "similar-hw2-0123456789ab.html", "hw1_ada.html"):
        (tmp_path / name).write_text("old")
    grade("report", "hw1", "--out", tmp_path)
    kept = {path.name for path in tmp_path.iterdir() if path.is_file() and path.read_bytes() == b"old"}
    assert kept == {"hw1_ada.html", "similar-hw2-0123456789ab.html"}


KEYS = {
    "schema", "assignment", "title", "max_score", "suite", "other_suites", "due", "students", "graded", "failed",
    "ungraded", "missing", "not_listed", "late", "scores", "histogram", "tasks", "items", "everybody_fails",
    "nobody_fails", "misconceptions", "attempts", "attempts_each", "similar",
}  # fmt: skip


def test_json_has_the_same_numbers_under_keys_that_stay(grade: Run, course: Path) -> None:
    a_class(course)
    said = json.loads(grade("report", "hw1", "--json").out)
    assert (set(said), said["schema"]) == (KEYS, 1)
    assert [(pair["first"], pair["second"]) for pair in said["similar"]["pairs"]] == [("ada", "bob")]
    assert (said["students"], said["scores"]["mean"], said["items"][0]["discrimination"]) == (4, 4.0, None)


@pytest.mark.parametrize("size", [0, 1])
def test_a_class_of_nobody_or_one_has_a_report(grade: Run, course: Path, tmp_path: Path, size: int) -> None:
    for student in ["ada"][:size]:
        recorded(course, student, 4.0)
    ran = grade("report", "hw1", "--out", tmp_path / "out", "--json")
    assert (ran.status, json.loads(ran.out)["students"]) == (0, size)


def test_what_waits_for_its_mark_is_told(grade: Run, course: Path) -> None:
    data = b"x = 1"
    submission = Submission(
        id="w", assignment="hw1", student="waits", name="hw1.py", data=data, sha256=digest(data),
        submitted_at="2026-11-22T21:55:00Z",
    )  # fmt: skip
    with Gradebook.open(course / ".grader" / "gradebook.sqlite") as book:
        book.store(submission)
    assert json.loads(grade("report", "hw1", "--json").out)["ungraded"] == ["waits"]


def test_a_class_list_tells_who_is_missing(grade: Run, course: Path, tmp_path: Path) -> None:
    a_class(course)
    (tmp_path / "class.txt").write_text("\ufeff# the class\nada\n\nbob\nZoe\u0308\n", encoding="utf-8")
    said = json.loads(grade("report", "hw1", "--json", "--roster", tmp_path / "class.txt").out)
    assert (said["missing"], said["not_listed"]) == (["Zo\u00eb"], ["carla", "dora"])


def test_the_imported_class_list_tells_who_is_missing(grade: Run, course: Path, tmp_path: Path) -> None:
    a_class(course)
    rows = "student,name,email\nada,Ada Lovelace,\n,Zo,zo@example.org\n"
    (tmp_path / "class.csv").write_text(rows, encoding="utf-8")
    assert grade("roster", "import", tmp_path / "class.csv").status == 0
    said = json.loads(grade("report", "hw1", "--json").out)
    assert (said["missing"], said["not_listed"]) == (["zo@example.org"], ["bob", "carla", "dora"])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"ada\nada, lovelace\n", "class.txt: line 2: 'ada, lovelace' is no student's id: write one id a line"),
        (b"\xff\xfe", "class.txt: cannot be read: not utf-8"),
        (None, "class.txt: cannot be read: no such file or directory"),
    ],
)
def test_a_class_list_that_is_none_is_refused(
    grade: Run, course: Path, tmp_path: Path, data: bytes | None, words: str
) -> None:
    if data is not None:
        (tmp_path / "class.txt").write_bytes(data)
    ran = grade("report", "hw1", "--json", "--roster", tmp_path / "class.txt")
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err.lower().replace("\n", " ")


@pytest.mark.parametrize("option", ["--out", "--jplag"])
def test_a_folder_that_cannot_be_written_is_refused(grade: Run, course: Path, tmp_path: Path, option: str) -> None:
    recorded(course, "ada", 4.0)
    (tmp_path / "file").write_text("")
    ran = grade("report", "hw1", option, tmp_path / "file" / "in")
    assert (ran.status, ran.out) == (2, "")
    assert f"name another folder with {option}" in ran.err


@pytest.mark.parametrize("words", [["hw1"], ["hw9", "--json"], []])
def test_what_cannot_be_served_is_refused(grade: Run, course: Path, words: list[str]) -> None:
    assert grade("report", *words).status == 2


def test_code_goes_to_jplag(grade: Run, course: Path, tmp_path: Path) -> None:
    a_class(course)
    ran = grade("report", "hw1", "--jplag", tmp_path / "j")
    assert ran.out == f"jplag --language python3 --base-code {tmp_path}/j/base-code {tmp_path}/j/submissions\n"
    assert (tmp_path / "j" / "submissions" / "ada" / "hw1.py").read_bytes() == COPIED + b"\n"
