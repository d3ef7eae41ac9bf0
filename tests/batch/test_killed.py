"""Whatever is killed, whenever: nothing is lost, nothing recorded twice, and no mark is another's or another one."""

import os
import random
import sqlite3
from pathlib import Path

import pytest

from grader.gradebook.store import Gradebook
from tests.batch.killing import kill_at_random, start

pytestmark = pytest.mark.walls

Class = tuple[Path, dict[str, float]]


def scores(course: Path) -> dict[str, float]:
    with Gradebook.open(course / ".grader/gradebook.sqlite") as book:
        assert book.ungraded() == []
        return {result.student: result.score for result in book.results("hw1")}


def count(course: Path, table: str) -> int:
    connection = sqlite3.connect(course / ".grader/gradebook.sqlite")
    (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    connection.close()
    return int(number)


def words(course: Path, folder: Path, *more: str) -> list[str]:
    return ["batch", "hw1", str(folder), "--course", str(course), *more]


def test_nothing_is_lost_or_doubled_when_processes_are_killed(course: Path, answers: Class) -> None:
    folder, expected = answers
    kills, seed = int(os.environ.get("GRADE_KILLS", "3")), int(os.environ.get("GRADE_KILLS_SEED", "7"))
    killed = kill_at_random(words(course, folder, "--jobs", "2", "--regrade"), kills, random.Random(seed), 2.5)
    last = start(words(course, folder, "--jobs", "2"))
    last.communicate()
    assert last.returncode == 0, killed
    assert scores(course) == expected, killed
    assert (count(course, "submissions"), count(course, "results")) == (12, 12)
