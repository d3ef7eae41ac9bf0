"""What the gradebook keeps, and what it gives back."""

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from grader.errors import GradebookError
from grader.gradebook.ids import submission_id
from grader.gradebook.store import Gradebook
from grader.records import CellError, CellReport, Diagnosis, Result, StaffNote, Submission, TaskResult
from grader.records import TestResult as OneTest

EARLY, LATE = "2026-11-22T21:55:00Z", "2026-11-23T08:00:00Z"
SUITE = "5a17e"
NOTES = [StaffNote(test="test_b", detail="assert 1 == 2", output="hello\n"), StaffNote(test="test_a", detail="")]


def handed_in(student: str = "ada", assignment: str = "hw1", at: str = EARLY, data: bytes = b"{}") -> Submission:
    digest = hashlib.sha256(data).hexdigest()
    return Submission(
        id=submission_id(assignment, student, digest, at),
        assignment=assignment,
        student=student,
        name=f"{assignment}.ipynb",
        data=data,
        sha256=digest,
        submitted_at=at,
    )


def marked(submission: Submission, score: float = 92.5, suite: str = SUITE) -> Result:
    test = OneTest(name="test_a", outcome="passed", points=score, max_points=100.0, message="é ✓ \x00")
    diagnosis = Diagnosis(misconception="strict_inequality", message="0 counts as 1")
    return Result(
        assignment=submission.assignment,
        student=submission.student,
        submission=submission.id,
        sha256=submission.sha256,
        suite=suite,
        submitted_at=submission.submitted_at,
        elapsed=0.21,
        status="graded",
        score=score,
        max_score=100.0,
        cells=(CellReport(index=3, error=CellError(type="NameError", message="npp")),),
        tasks=(TaskResult(name="step", score=score, max_score=100.0, tests=(test,), diagnoses=(diagnosis,)),),
    )


def rows(path: Path, table: str) -> int:
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    finally:
        connection.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".grader" / "gradebook.db"


@pytest.fixture
def book(path: Path) -> Iterator[Gradebook]:
    with Gradebook.open(path) as book:
        yield book


def test_submission_comes_back_whole_when_stored(book: Gradebook) -> None:
    submission = handed_in(data=bytes(range(256)))
    book.store(submission)
    assert book.submission(submission.id) == submission


def test_submission_is_none_when_the_id_is_unknown(book: Gradebook) -> None:
    assert book.submission("no such id") is None


def test_store_keeps_one_row_when_called_twice(book: Gradebook, path: Path) -> None:
    book.store(handed_in())
    book.store(handed_in())
    assert rows(path, "submissions") == 1
    assert book.ungraded() == [handed_in()]


def test_store_keeps_the_bytes_once_when_two_students_hand_in_the_same(book: Gradebook, path: Path) -> None:
    book.store(handed_in("ada"))
    book.store(handed_in("bob"))
    assert rows(path, "blobs") == 1
    assert rows(path, "submissions") == 2


def test_store_refuses_when_the_bytes_have_another_digest(book: Gradebook, path: Path) -> None:
    with pytest.raises(GradebookError, match="another sha256"):
        book.store(msgspec.structs.replace(handed_in(), data=b"other"))
    assert rows(path, "blobs") == 0


def test_store_refuses_when_the_id_belongs_to_another_submission(book: Gradebook) -> None:
    book.store(handed_in("ada"))
    with pytest.raises(GradebookError, match="belongs to another"):
        book.store(msgspec.structs.replace(handed_in("bob"), id=handed_in("ada").id))
    assert book.ungraded() == [handed_in("ada")]


def test_store_keeps_the_submission_when_the_file_name_is_no_unicode(book: Gradebook) -> None:
    submission = msgspec.structs.replace(handed_in(), name="hw1\udcff.ipynb")
    book.store(submission)
    assert book.ungraded() == [msgspec.structs.replace(submission, name="hw1?.ipynb")]


def test_store_raises_a_gradebook_error_when_the_student_is_no_unicode(book: Gradebook, path: Path) -> None:
    with pytest.raises(GradebookError, match="not valid Unicode"):
        book.store(handed_in("\ud800"))
    assert rows(path, "blobs") == 0


@pytest.mark.parametrize("student", ["", "'; DROP TABLE results; --", "عمر", "x" * 10_000, "%", "_"])
def test_latest_finds_the_student_when_the_id_is_odd(book: Gradebook, student: str) -> None:
    submission = handed_in(student)
    for stored in (handed_in("somebody else"), submission):
        book.store(stored)
        book.record(marked(stored), [])
    assert book.latest(student, "hw1") == marked(submission)


def test_latest_is_none_when_nothing_is_graded(book: Gradebook) -> None:
    book.store(handed_in())
    assert book.latest("ada", "hw1") is None
    assert book.results() == []


@pytest.mark.parametrize(
    ("first", "second", "newest"),
    [(EARLY, LATE, 1), (LATE, EARLY, 0), (EARLY, EARLY, 1)],
    ids=["in order", "the earlier one stored later", "in the same second"],
)
def test_latest_is_the_newest_when_a_student_submits_twice(
    book: Gradebook, first: str, second: str, newest: int
) -> None:
    submissions = [handed_in(at=first, data=b"one"), handed_in(at=second, data=b"two")]
    for submission in submissions:
        book.store(submission)
    for submission in reversed(submissions):
        book.record(marked(submission), [])
    assert book.latest("ada", "hw1") == marked(submissions[newest])
    assert book.results() == [marked(submissions[newest])]


def test_latest_stays_at_the_graded_one_when_a_newer_has_no_result(book: Gradebook) -> None:
    old, new = handed_in(at=EARLY), handed_in(at=LATE)
    book.store(old)
    book.record(marked(old), [])
    book.store(new)
    assert book.latest("ada", "hw1") == marked(old)
    assert book.ungraded() == [new]


def test_latest_is_the_one_recorded_last_when_two_suites_judged(book: Gradebook) -> None:
    submission = handed_in()
    book.store(submission)
    for score, suite in ((10, "old"), (20, "new"), (30, "old")):
        book.record(marked(submission, score, suite), [])
    assert book.latest("ada", "hw1") == marked(submission, 30, "old")


def test_record_replaces_when_the_same_suite_judges_again(book: Gradebook, path: Path) -> None:
    submission = handed_in()
    book.store(submission)
    book.record(marked(submission, 10), NOTES)
    book.record(marked(submission, 20), NOTES[:1])
    assert rows(path, "results") == 1
    assert book.results() == [marked(submission, 20)]
    assert book.notes(submission.id, SUITE) == NOTES[:1]


def test_notes_stay_with_their_suite_when_two_suites_judged(book: Gradebook) -> None:
    submission = handed_in()
    book.store(submission)
    book.record(marked(submission), NOTES)
    book.record(marked(submission, suite="other"), [])
    assert book.notes(submission.id, SUITE) == NOTES
    assert book.notes(submission.id, "other") == []


def test_notes_are_kept_when_the_output_is_no_unicode(book: Gradebook) -> None:
    book.store(handed_in())
    book.record(marked(handed_in()), [StaffNote(test="t", detail="", output="a\udc80b")])
    assert book.notes(handed_in().id, SUITE) == [StaffNote(test="t", detail="", output="a?b")]


def test_record_refuses_when_the_submission_is_not_stored(book: Gradebook) -> None:
    with pytest.raises(GradebookError, match="not stored; store it before its result"):
        book.record(marked(handed_in()), NOTES)
    assert book.notes(handed_in().id, SUITE) == []


@pytest.mark.parametrize("change", [{"score": float("nan")}, {"error": "\ud800"}, {"status": "lost"}])
def test_record_refuses_when_a_result_cannot_be_read_back(book: Gradebook, change: dict[str, object]) -> None:
    book.store(handed_in())
    with pytest.raises(GradebookError):
        book.record(msgspec.structs.replace(marked(handed_in()), **change), [])
    assert book.ungraded() == [handed_in()]


def test_results_are_one_a_student_in_order_when_there_are_many(book: Gradebook) -> None:
    wanted = [("hw1", "ada"), ("hw1", "bob"), ("hw2", "ada"), ("hw2", "cy")]
    for assignment, student in reversed(wanted):
        for at in (LATE, EARLY):
            submission = handed_in(student, assignment, at)
            book.store(submission)
            book.record(marked(submission), [])
    assert [(result.assignment, result.student) for result in book.results()] == wanted
    assert [(result.assignment, result.student) for result in book.results("hw2")] == wanted[2:]
    assert {result.submitted_at for result in book.results()} == {LATE}


def test_results_are_still_there_when_the_book_is_opened_again(path: Path) -> None:
    with Gradebook.open(path) as book:
        book.store(handed_in())
        book.record(marked(handed_in()), NOTES)
    with Gradebook.open(path) as book:
        assert book.results() == [marked(handed_in())]
        assert book.ungraded() == []
