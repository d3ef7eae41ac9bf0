"""The caller's side over a fake engine: what is handed out, lost, given up and recorded."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from grader.batch.finding import HandedIn
from grader.batch.ledger import Ledger, open_ledger
from grader.batch.run import Engine, MachineLost, Run
from grader.batch.worker import Chunk, Outcome, Where
from grader.errors import SuiteError
from grader.gradebook.store import Gradebook
from grader.records import Result, Submission

WHERE = Where(course="/nowhere", assignment="hw1", suite="s", sandbox="none")
AT = "2026-11-22T21:55:00Z"


def marked(submission: Submission, suite: str = "s") -> Result:
    return Result(
        assignment="hw1",
        student=submission.student,
        submission=submission.id,
        sha256=submission.sha256,
        suite=suite,
        submitted_at=submission.submitted_at,
        elapsed=0.0,
        status="graded",
        score=7.0,
        max_score=10.0,
    )


class Fake(Engine):
    """Works at once; `work` says what becomes of one submission, or raises."""

    def __init__(self, work: Callable[[Submission], Outcome], jobs: int = 2) -> None:
        self._work = work
        self._jobs = jobs

    @property
    def jobs(self) -> int:
        return self._jobs

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        (chunk,) = args
        assert isinstance(chunk, Chunk)
        future: Future[Any] = Future()
        try:
            future.set_result(tuple(self._work(submission) for submission in chunk.submissions))
        except BaseException as error:
            future.set_exception(error)
        return future


class Machine(Fake):
    """All that is there at a time is lost with the one that kills it."""

    def __init__(self, work: Callable[[Submission], Outcome], killer: str) -> None:
        super().__init__(work)
        self._killer = killer
        self._there: list[tuple[Future[Any], Chunk]] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        self._there.append((future, args[0]))
        threading.Timer(0.05, self._end).start()
        return future

    def _end(self) -> None:
        there, self._there = self._there, []
        lost = any(submission.student == self._killer for _, chunk in there for submission in chunk.submissions)
        for future, chunk in there:
            if lost:
                future.set_exception(MachineLost())
            else:
                future.set_result(tuple(map(self._work, chunk.submissions)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.sqlite"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with open_ledger(lambda: Gradebook.open(path), "hw1", "s") as opened:
        yield opened


def stored(ledger: Ledger, *students: str) -> Iterator[Submission]:
    for student in students:
        submission = ledger.submission(HandedIn(student, PurePosixPath(f"{student}.py"), AT), student.encode())
        ledger.store(submission)
        yield submission


def graded(submission: Submission) -> Outcome:
    return Outcome(submission=submission, result=marked(submission))


def run(ledger: Ledger, work: Callable[[Submission], Outcome], *students: str) -> list[Outcome]:
    outcomes: list[Outcome] = []
    Run(Fake(work), ledger, WHERE, 10.0, outcomes.append).grade(stored(ledger, *students))
    return outcomes


def statuses(path: Path) -> dict[str, str]:
    with Gradebook.open(path) as book:
        return {judged.student: judged.status for judged in book.judged("hw1", "s")}


STUDENTS = [f"s{number}" for number in range(11)]


def test_what_a_dead_worker_had_is_handed_out_again(ledger: Ledger, path: Path) -> None:
    tried: Counter[str] = Counter()

    def work(submission: Submission) -> Outcome:
        tried[submission.student] += 1
        if submission.student == "s5" and tried["s5"] < 3:
            raise BrokenExecutor
        return graded(submission)

    run(ledger, work, *STUDENTS)
    assert statuses(path) == dict.fromkeys(STUDENTS, "graded")
    assert tried["s5"] == 3


def test_what_kills_every_worker_is_given_up_and_costs_nobody_else(ledger: Ledger, path: Path) -> None:
    def work(submission: Submission) -> Outcome:
        if submission.student == "s5":
            raise BrokenExecutor
        return graded(submission)

    outcomes = run(ledger, work, *STUDENTS)
    failed = [outcome.result for outcome in outcomes if outcome.result and outcome.result.status == "failed"]
    assert [(one.student, one.score, one.max_score) for one in failed] == [("s5", 0.0, 10.0)]
    assert str(failed[0].error).startswith("the process that graded it died, 3 times")
    assert statuses(path) == dict.fromkeys(STUDENTS, "graded") | {"s5": "failed"}


def test_what_was_lost_with_a_machine_is_not_blamed_for_another(ledger: Ledger, path: Path) -> None:
    Run(Machine(graded, "s5"), ledger, WHERE, 10.0, lambda _: None).grade(stored(ledger, *STUDENTS))
    assert statuses(path) == dict.fromkeys(STUDENTS, "graded") | {"s5": "failed"}


def test_a_fault_of_ours_leaves_one_without_a_mark(ledger: Ledger, path: Path) -> None:
    def work(submission: Submission) -> Outcome:
        return Outcome(submission=submission, fault="broke") if submission.student == "s5" else graded(submission)

    outcomes = run(ledger, work, *STUDENTS)
    assert [outcome.submission.student for outcome in outcomes if outcome.fault] == ["s5"]
    assert sorted(statuses(path)) == sorted({*STUDENTS} - {"s5"})


def test_a_suite_that_marks_nobody_ends_the_batch(ledger: Ledger, path: Path) -> None:
    with pytest.raises(SuiteError, match="broke"):
        run(ledger, lambda submission: Outcome(submission=submission, fault="broke"), *STUDENTS)
    assert statuses(path) == {}


def test_what_was_graded_is_recorded_when_ctrl_c_comes(ledger: Ledger, path: Path) -> None:
    def interrupted() -> Iterator[Submission]:
        yield from stored(ledger, *STUDENTS[:8])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Run(Fake(graded, 8), ledger, WHERE, 10.0, lambda _: None).grade(interrupted())
    assert statuses(path) == dict.fromkeys(STUDENTS[:8], "graded")


def handed(ledger: Ledger, at: str, data: bytes) -> Submission:
    return ledger.submission(HandedIn("ada", PurePosixPath("ada.py"), at), data)


def test_the_same_bytes_are_done_whatever_their_time(ledger: Ledger, path: Path) -> None:
    run(ledger, graded, "ada")
    with open_ledger(lambda: Gradebook.open(path), "hw1", "s") as again:
        assert again.done(handed(again, AT, b"ada")) is not None
        assert again.done(handed(again, "2027-01-01T00:00:00Z", b"ada")) is not None
        assert again.done(handed(again, AT, b"other")) is None
    with open_ledger(lambda: Gradebook.open(path), "hw1", "another suite") as other:
        assert other.done(handed(other, AT, b"ada")) is None


def test_bytes_that_were_handed_in_again_after_others_are_not_done(ledger: Ledger, path: Path) -> None:
    for at, data in ((AT, b"first"), ("2026-11-23T00:00:00Z", b"second")):
        submission = handed(ledger, at, data)
        ledger.store(submission)
        ledger.record_all([(marked(submission), ())])
    with open_ledger(lambda: Gradebook.open(path), "hw1", "s") as again:
        assert again.done(handed(again, "2026-11-24T00:00:00Z", b"first")) is None
        assert again.done(handed(again, AT, b"first")) is not None
