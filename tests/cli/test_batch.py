"""`grade batch`: what it ends with, prints and writes; over the tiny course."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from grader.gradebook.store import Gradebook
from grader.records import Result
from tests.results import without_times

Run = Callable[..., Any]

RIGHT = 'def double(x):\n    return 2 * x\nanswers = {"two_is_even": True}\n'
HALF = "def double(x):\n    return abs(2 * x)\n"


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    """Five students, one of whom handed in what is no Python notebook, and a file that is nobody's."""
    folder = tmp_path / "class"
    files = {"ada.py": RIGHT, "bob/hw1.py": HALF, "cy.ipynb": "{}", "di.py": RIGHT, "eve.py": HALF, "notes.txt": "x"}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
        os.utime(folder / name, (1_700_000_000, 1_700_000_000))
    return folder


SCORES = {"ada": 10.0, "bob": 5.0, "cy": 0.0, "di": 10.0, "eve": 5.0}


def kept(course: Path) -> dict[str, float]:
    with Gradebook.open(course / ".grader/gradebook.sqlite") as book:
        return {result.student: result.score for result in book.results("hw1")}


def lines(path: Path) -> list[dict[str, Any]]:
    """Without what differs from run to run."""
    return [{**json.loads(line), "elapsed": 0} for line in path.read_text().splitlines()]


@pytest.mark.walls
def test_batch_records_and_tells_each_students_score(grade: Run, course: Path, handed_in: Path) -> None:
    out = course.parent / "out.jsonl"
    ran = grade("batch", "hw1", handed_in, "--jobs", 1, "--output", out)
    assert (ran.status, ran.lines[:2]) == (0, ["hw1  5 students  4 graded, 1 failed", "mean 6, median 5 / 10"])
    assert ran.lines[-1] == "not graded: notes.txt: neither an .ipynb nor a .py file"
    assert kept(course) == {each["student"]: each["score"] for each in lines(out)} == SCORES
    assert [each["student"] for each in lines(out)] == sorted(SCORES)

    again = grade("batch", "hw1", handed_in, "--output", course.parent / "again.jsonl")
    assert (again.status, again.lines[0]) == (0, "hw1  5 students  0 graded, 5 already done")
    assert (course.parent / "again.jsonl").read_bytes() == out.read_bytes()


@pytest.mark.walls
def test_batch_writes_the_same_by_one_job_by_two_and_by_shards(grade: Run, course: Path, handed_in: Path) -> None:
    def written(name: str, *words: object) -> list[Result]:
        assert grade("batch", "hw1", handed_in, "--regrade", "--output", course.parent / name, *words).status == 0
        return [without_times(msgspec.convert(line, Result)) for line in lines(course.parent / name)]

    alone = written("alone", "--jobs", 1)
    shards = [*written("1", "--shard", "1/2"), *written("2", "--shard", "2/2")]
    assert written("two", "--jobs", 2) == alone
    assert sorted(shards, key=lambda each: each.student) == alone
    assert len(alone) == 5


@pytest.mark.parametrize(("more", "warned"), [((), True), (("--dry-run",), False)])
def test_batch_says_that_files_tell_when_they_were_handed_in(
    grade: Run, course: Path, tmp_path: Path, more: tuple[str, ...], warned: bool
) -> None:
    settings = course / "assignments/hw1_double/assignment.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + "\n[late]\ndue = 2026-01-01T00:00:00Z\n", encoding="utf-8"
    )
    (tmp_path / "class").mkdir()
    said = grade("batch", "hw1", tmp_path / "class", *more).err
    assert ("told by the files' own times" in said) == warned


def test_batch_stores_nothing_when_it_is_a_dry_run(grade: Run, course: Path, handed_in: Path) -> None:
    ran = grade("batch", "hw1", handed_in, "--dry-run", "--json")
    said = json.loads(ran.out)
    assert (ran.status, said["submissions"], said["left"], said["graded"]) == (0, 5, 5, 0)
    assert kept(course) == {}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("hw1", "nowhere"), "grade: nowhere: no such folder"),
        (("hw9", "."), "no assignment"),
        (("hw1", "course.toml"), "neither a folder nor a zip"),
        (("hw1", "assignments/hw1_double/data"), "no notebook below it"),
        (("hw1", ".", "--shard", "3/2"), "--shard"),
        (("hw1", ".", "--jobs", "0"), "--jobs"),
        (("hw1", ".", "--tls-key", "key.pem"), "--scheduler"),
        (("hw1", ".", "--scheduler", "tcp://x:1", "--scheduler-file", "x"), "say one of them"),
        (("hw1", ".", "--scheduler", "tcp://x:1", "--jobs", "2"), "--jobs"),
        (("hw1", ".", "--scheduler-file", "nowhere.json"), "nowhere.json: no such file"),
        (("hw1", "solutions", "--output", "nowhere/x"), "cannot be written: no such folder"),
    ],
)
def test_batch_ends_with_2_when_it_cannot_be_served(
    grade: Run, course: Path, words: tuple[str, ...], says: str
) -> None:
    ran = grade("batch", *words)
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err
    assert len(ran.err.splitlines()) <= 2


@pytest.mark.walls
def test_batch_gives_no_mark_when_the_suite_is_broken(grade: Run, course: Path, handed_in: Path) -> None:
    (course / "tests/hidden/hw1_double/test_hw1_double.py").write_text("import nothing_of_that_name\n")
    ran = grade("batch", "hw1", handed_in, "--jobs", 1)
    assert (ran.status, ran.out) == (3, "")
    assert "nothing_of_that_name" in ran.err.splitlines()[-1]  # a slow machine has told of its progress before
    with Gradebook.open(course / ".grader/gradebook.sqlite") as book:
        assert "ada" in {submission.student for submission in book.ungraded()}


FULL_DISK = """
from sqlalchemy import Engine, event
from grader.cli.main import main
@event.listens_for(Engine, "connect")
def full(connection, record):
    connection.execute("PRAGMA max_page_count = 60")  # fails as a full disk does
main()
"""


@pytest.mark.walls
def test_batch_goes_on_after_the_disk_was_full(process: Run, course: Path, handed_in: Path) -> None:
    (handed_in / "di.py").write_text(RIGHT + "#" * 400_000)
    words = ("batch", "hw1", str(handed_in), "--jobs", "1", "--sandbox", "none")
    ran = process(*words, program=("-c", FULL_DISK))
    said = [line for line in ran.err.splitlines() if "the disk is full" in line]
    assert (ran.status, len(said), "Traceback" in ran.err) == (3, 1, False)
    assert process(*words).status == 0
    assert kept(course) == SCORES


def descendants(pid: int) -> set[int]:
    children = Path(f"/proc/{pid}/task").glob("*/children")
    below = {int(child) for file in children for child in file.read_text().split()}
    return below.union(*(descendants(child) for child in below)) if below else below


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_batch_says_who_failed_and_whose_notebook_is_of_another_assignment(
    grade: Run, course: Path, tmp_path: Path, make_notebook: Callable[..., Path]
) -> None:
    make_notebook(tmp_path / "class/ada.ipynb", RIGHT, grader={"assignment": "hw7"})
    (tmp_path / "class/cy.ipynb").write_text("{}")
    ran = grade("batch", "hw1", tmp_path / "class", "--sandbox", "none")
    assert (ran.status, ran.lines[0]) == (0, "hw1  2 students  1 graded, 1 failed")
    assert any(line.startswith("failed: cy: ") for line in ran.lines)
    assert "look at: ada.ipynb: says that it answers 'hw7'" in ran.lines


@pytest.mark.walls
def test_batch_ends_cleanly_on_ctrl_c_and_says_how_to_go_on(course: Path, handed_in: Path) -> None:
    (handed_in / "di.py").write_text("import time\ntime.sleep(600)\n")
    command = [sys.executable, "-m", "grader", "batch", "hw1", str(handed_in), "--jobs", "2"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    while len(kept(course)) < 1:  # bob's chunk, or eve's: di's does not come back
        time.sleep(0.05)
    children = descendants(running.pid)
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"interrupted: what was graded is recorded; the same command goes on" in said
    assert b"Traceback" not in said
    deadline = time.monotonic() + 20  # the kernel may be a moment behind with what was killed
    while left := [pid for pid in children if alive(pid)]:
        assert time.monotonic() < deadline, left
        time.sleep(0.01)
