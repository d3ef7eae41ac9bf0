"""Storing without SQLAlchemy leaves what storing with it leaves, or nothing."""

import hashlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.gradebook.at_once import store_at_once
from grader.gradebook.store import Gradebook
from grader.records import Submission


def handed_in(id: str = "0123456789abcdef", *, student: str = "ada", data: bytes = b"{}", **other: str) -> Submission:
    digest = hashlib.sha256(data).hexdigest()
    given = {"name": "hw1.ipynb", "sha256": digest, "submitted_at": "2026-11-22T21:55:00Z", **other}
    return Submission(id=id, assignment="hw1", student=student, data=data, **given)


def rows_of(path: Path) -> list[list[tuple[object, ...]]]:
    tables = ("blobs", "students", "submissions")
    with sqlite3.connect(path) as connection:
        return [connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables]


@pytest.mark.parametrize(
    "several",
    [
        [handed_in()],
        [handed_in(), handed_in()],
        [
            handed_in("1" * 16),
            handed_in("2" * 16, submitted_at="2026-11-23T00:00:00Z"),
            handed_in("3" * 16, student="bo"),
        ],
        [handed_in(name="a\0b\udcff.ipynb"), handed_in("4" * 16, data=b"\0\xff")],
        [handed_in(student="'; DROP TABLE students; --")],
    ],
)
def test_store_at_once_leaves_the_rows_of_store(tmp_path: Path, several: list[Submission]) -> None:
    quick, whole = tmp_path / "quick ?#%.sqlite", tmp_path / "whole.sqlite"
    Gradebook.open(quick).close()
    assert all(store_at_once(quick, each) for each in several)
    with Gradebook.open(whole) as book:
        for each in several:
            book.store(each)
    assert rows_of(quick) == rows_of(whole)


def as_before(path: Path) -> None:
    Gradebook.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 1")


def of_another_program(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE blobs (sha256, data)")


def of_today(path: Path) -> None:
    with Gradebook.open(path) as book:
        book.store(handed_in())


@pytest.mark.parametrize(
    ("prepare", "submission"),
    [
        (lambda _: None, handed_in()),
        (Path.mkdir, handed_in()),
        (lambda path: path.write_bytes(b""), handed_in()),
        (lambda path: path.write_bytes(b"no database" * 100), handed_in()),
        (as_before, handed_in()),
        (of_another_program, handed_in()),
        (of_today, handed_in(student="bo")),  # the id belongs to another
        (of_today, handed_in("5" * 16, sha256="0" * 64)),
        (of_today, handed_in("6" * 16, student="a\0b")),
        (of_today, handed_in("7" * 16, student="\udcff")),
    ],
)
def test_store_at_once_leaves_all_else_to_store(
    tmp_path: Path, prepare: Callable[[Path], object], submission: Submission
) -> None:
    path = tmp_path / "gradebook.sqlite"
    prepare(path)
    before = path.read_bytes() if path.is_file() else path.exists()
    assert not store_at_once(path, submission)
    assert (path.read_bytes() if path.is_file() else path.exists()) == before


def test_store_at_once_leaves_a_locked_file_to_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.gradebook.at_once._PATIENCE", 0.0)
    path = tmp_path / "gradebook.sqlite"
    Gradebook.open(path).close()
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not store_at_once(path, handed_in())
