"""What the gradebook keeps, and what it gives back."""

import hashlib
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import create_engine

from grader.errors import GradebookError
from grader.gradebook.address import gradebook_url
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


def asked(where: Path | str, query: str) -> list[tuple[object, ...]]:
    """The rows, by a connection of its own."""
    engine = create_engine(gradebook_url(where))
    try:
        with engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(query)]
    finally:
        engine.dispose()


def rows(where: Path | str, table: str) -> int:
    return int(str(asked(where, f"SELECT count(*) FROM {table}")[0][0]))


def test_submission_comes_back_whole_when_stored(book: Gradebook) -> None:
    submission = handed_in(data=bytes(range(256)))
    book.store(submission)
    assert book.submission(submission.id) == submission


def test_submission_is_none_when_the_id_is_unknown(book: Gradebook) -> None:
    assert book.submission("no such id") is None


def test_store_keeps_one_row_when_called_twice(book: Gradebook, where: Path | str) -> None:
    book.store(handed_in())
    book.store(handed_in())
    assert rows(where, "submissions") == 1
    assert book.ungraded() == [handed_in()]


def test_store_keeps_the_bytes_once_when_two_students_hand_in_the_same(book: Gradebook, where: Path | str) -> None:
    book.store(handed_in("ada"))
    book.store(handed_in("bob"))
    assert rows(where, "blobs") == 1
    assert rows(where, "submissions") == 2


def test_store_refuses_when_the_bytes_have_another_digest(book: Gradebook, where: Path | str) -> None:
    with pytest.raises(GradebookError, match="another sha256"):
        book.store(msgspec.structs.replace(handed_in(), data=b"other"))
    assert rows(where, "blobs") == 0


def test_store_refuses_when_the_id_belongs_to_another_submission(book: Gradebook) -> None:
    book.store(handed_in("ada"))
    with pytest.raises(GradebookError, match="belongs to another"):
        book.store(msgspec.structs.replace(handed_in("bob"), id=handed_in("ada").id))
    assert book.ungraded() == [handed_in("ada")]


def test_store_keeps_the_submission_when_the_file_name_is_no_unicode(book: Gradebook) -> None:
    submission = msgspec.structs.replace(handed_in(), name="hw1\udcff.ipynb")
    book.store(submission)
    assert book.ungraded() == [msgspec.structs.replace(submission, name="hw1?.ipynb")]


@pytest.mark.parametrize("student", ["\ud800", "a\x00b"])
def test_store_raises_a_gradebook_error_when_not_every_database_can_hold_the_student(
    book: Gradebook, where: Path | str, student: str
) -> None:
    with pytest.raises(GradebookError, match="has a NUL or is not valid Unicode"):
        book.store(handed_in(student))
    assert rows(where, "blobs") == 0


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


def test_record_replaces_when_the_same_suite_judges_again(book: Gradebook, where: Path | str) -> None:
    submission = handed_in()
    book.store(submission)
    book.record(marked(submission, 10), NOTES)
    book.record(marked(submission, 20), NOTES[:1])
    assert rows(where, "results") == 1
    assert book.results() == [marked(submission, 20)]
    assert book.notes(submission.id, SUITE) == NOTES[:1]


def test_notes_stay_with_their_suite_when_two_suites_judged(book: Gradebook) -> None:
    submission = handed_in()
    book.store(submission)
    book.record(marked(submission), NOTES)
    book.record(marked(submission, suite="other"), [])
    assert book.notes(submission.id, SUITE) == NOTES
    assert book.notes(submission.id, "other") == []


def test_notes_are_kept_when_no_database_can_hold_the_output(book: Gradebook) -> None:
    book.store(handed_in())
    book.record(marked(handed_in()), [StaffNote(test="t", detail="", output="a\udc80b\x00c")])
    assert book.notes(handed_in().id, SUITE) == [StaffNote(test="t", detail="", output="a?b\ufffdc")]


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


def test_results_are_still_there_when_the_book_is_opened_again(where: Path | str) -> None:
    with Gradebook.open(where) as book:
        book.store(handed_in())
        book.record(marked(handed_in()), NOTES)
    with Gradebook.open(where) as book:
        assert book.results() == [marked(handed_in())]
        assert book.ungraded() == []


def test_latest_raises_a_gradebook_error_when_asked_with_a_null(book: Gradebook) -> None:
    with pytest.raises(GradebookError, match="clean the text first"):
        book.latest("a\x00b", "hw1")


def test_tests_and_diagnoses_can_be_asked_for_by_sql(book: Gradebook, where: Path | str) -> None:
    for student, score in (("ada", 40), ("bob", 60)):
        book.store(handed_in(student))
        book.record(marked(handed_in(student), score), [])
    book.record(marked(handed_in("bob"), 80), [])
    assert asked(where, "SELECT task, test, outcome, sum(points) FROM outcomes GROUP BY task, test, outcome") == [
        ("step", "test_a", "passed", 120.0)
    ]
    assert asked(where, "SELECT misconception, count(*) FROM diagnoses GROUP BY misconception") == [
        ("strict_inequality", 2)
    ]


def test_record_all_keeps_none_when_one_cannot_be_kept(book: Gradebook) -> None:
    book.store(handed_in("ada"))
    with pytest.raises(GradebookError, match="not stored"):
        book.record_all([(marked(handed_in("ada")), []), (marked(handed_in("bob")), [])])
    assert book.results() == []


def test_result_is_that_of_the_suite_that_is_named(book: Gradebook) -> None:
    book.store(handed_in())
    for score, suite in ((10, "old"), (20, "new")):
        book.record(marked(handed_in(), score, suite), [])
    assert book.result(handed_in().id, "old") == marked(handed_in(), 10, "old")
    assert book.result(handed_in().id) == marked(handed_in(), 20, "new")
    assert book.result(handed_in().id, "none") is None


def test_judged_tells_what_one_suite_said_oldest_first(book: Gradebook) -> None:
    for at, suite in ((LATE, SUITE), (EARLY, SUITE), (EARLY, "other")):
        book.store(handed_in(at=at))
        book.record(marked(handed_in(at=at), suite=suite), [])
    assert [each.submission for each in book.judged("hw1", SUITE)] == [handed_in(at=EARLY).id, handed_in(at=LATE).id]


def test_submission_ids_are_all_of_an_assignment_in_order_of_storing(book: Gradebook) -> None:
    stored = [handed_in("bob"), handed_in("ada", at=LATE), handed_in("ada", at=EARLY), handed_in("ada", "hw2")]
    for submission in stored:
        book.store(submission)
    assert book.submission_ids("hw1") == [submission.id for submission in stored[:3]]
    assert book.submission_ids("hw1", "ada") == [submission.id for submission in stored[1:3]]
