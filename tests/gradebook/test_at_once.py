"""Storing without SQLAlchemy leaves what storing with it leaves, or nothing."""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from grader import records
from grader.gradebook.at_once import record_at_once, store_at_once
from grader.gradebook.store import Gradebook
from grader.records import Diagnosis, Result, StaffNote, Submission, TaskResult


def handed_in(id: str = "0123456789abcdef", *, student: str = "ada", data: bytes = b"{}", **other: str) -> Submission:
    digest = hashlib.sha256(data).hexdigest()
    given = {"name": "hw1.ipynb", "sha256": digest, "submitted_at": "2026-11-22T21:55:00Z", **other}
    return Submission(id=id, assignment="hw1", student=student, data=data, **given)


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection, connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {
            table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "recorded_at"]
            for table in tables
        }
        return {
            table: sorted(connection.execute(f"SELECT {', '.join(names)} FROM {table}").fetchall(), key=repr)
            for table, names in columns.items()
        }


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
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA user_version = 1")


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
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
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not store_at_once(path, handed_in())


def judged(suite: str = "s", *, score: float = 7.5, id: str = "0123456789abcdef", message: str = "no") -> Result:
    tests = tuple(
        records.TestResult(
            name=f"test_{n}\0", outcome="passed", points=2.5, max_points=4.0, message=message, visible=False
        )
        for n in range(3)
    )
    task = TaskResult(
        name="step",
        score=score,
        max_score=12.0,
        tests=tests,
        diagnoses=(Diagnosis(misconception="upside_down", message="the sign"),),
    )
    return Result(
        assignment="hw1",
        student="ada",
        submission=id,
        sha256="0" * 64,
        suite=suite,
        submitted_at="2026-11-22T21:55:00Z",
        elapsed=0.25,
        status="graded",
        score=score,
        max_score=12.0,
        tasks=(task, task),
    )


NOTES = (StaffNote(test="t::a", detail="1 != 2\0", output="\udcff"), StaffNote(test="t::b", detail=""))


@pytest.mark.parametrize(
    "several",
    [
        [(judged(), NOTES)],
        [(judged(), NOTES), (judged(score=3.0), NOTES[:1])],  # in place of the one before
        [(judged(), NOTES), (judged("later"), ())],
        [(judged(message="\N{SNOWMAN} '; DROP TABLE results; --"), ())],
    ],
)
def test_record_at_once_leaves_the_rows_of_record(
    tmp_path: Path, several: list[tuple[Result, tuple[StaffNote, ...]]]
) -> None:
    quick, whole = tmp_path / "quick.sqlite", tmp_path / "whole.sqlite"
    of_today(quick)
    of_today(whole)
    assert all(record_at_once(quick, *each) for each in several)
    with Gradebook.open(whole) as book:
        for each in several:
            book.record(*each)
    assert rows_of(quick) == rows_of(whole)


@pytest.mark.parametrize(
    ("prepare", "result"),
    [
        (lambda _: None, judged()),
        (as_before, judged()),
        (of_another_program, judged()),
        (of_today, judged(id="f" * 16)),  # not stored
        (of_today, judged(score=float("nan"))),
        (of_today, judged("s\0")),
        (of_today, judged(message="\udcff")),
    ],
)
def test_record_at_once_leaves_all_else_to_record(
    tmp_path: Path, prepare: Callable[[Path], object], result: Result
) -> None:
    path = tmp_path / "gradebook.sqlite"
    prepare(path)
    before = path.read_bytes() if path.is_file() else path.exists()
    assert not record_at_once(path, result, NOTES)
    assert (path.read_bytes() if path.is_file() else path.exists()) == before
