"""How long a large class's gradebook takes to read: 10,000 students, three attempts each, SQLite or PostgreSQL.

Prints the median milliseconds of each question, in this process, with the gradebook open. The summaries of one
assignment are what must stay under 100 ms.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from grader.gradebook.engine import transaction
from grader.gradebook.rows import diagnosis_rows, outcome_rows
from grader.gradebook.schema import blobs, diagnoses, outcomes, results, students, submissions
from grader.gradebook.store import Gradebook
from grader.records import Counting, Diagnosis, LatePolicy, Result, TaskResult
from grader.records import TestResult as OneTest

TASKS, TESTS = 5, 5
ATTEMPTS = ("2026-11-29T10:00:00Z", "2026-11-30T10:00:00Z", "2026-12-01T10:00:00Z")
LATE = Counting(attempt="best", late=LatePolicy(due=datetime(2026, 11, 30, 9, tzinfo=UTC), percent_a_day=10))


def result(student: str, at: str, score: float) -> Result:
    """One result of an ordinary size."""
    tests = tuple(OneTest(name=f"test_{n}", outcome="passed", points=score / 25, max_points=4.0) for n in range(TESTS))
    one = Diagnosis(misconception="strict_inequality", message="0 counts as 1")
    tasks = tuple(
        TaskResult(name=f"task_{n}", score=score / 5, max_score=20.0, tests=tests, diagnoses=(one,))
        for n in range(TASKS)
    )
    return Result(
        assignment="hw1", student=student, submission=f"{student}-{at}", sha256="0", suite="s", submitted_at=at,
        elapsed=0.2, status="graded", score=score, max_score=100.0, tasks=tasks,
    )  # fmt: skip


def fill(book: Gradebook, class_size: int) -> None:
    """As `store` and `record` would, but in one transaction."""
    made = [
        result(f"student{n:05}", at, float((n * 7 + attempt) % 101))
        for attempt, at in enumerate(ATTEMPTS)
        for n in range(class_size)
    ]
    with transaction(book._engine, writes=True) as connection:
        connection.execute(blobs.insert(), {"sha256": "0", "data": b""})
        connection.execute(students.insert(), [{"id": f"student{n:05}"} for n in range(class_size)])
        names = ("assignment", "student", "sha256", "submitted_at")
        connection.execute(
            submissions.insert(),
            [{"id": one.submission, "name": "hw1.py", **{name: getattr(one, name) for name in names}} for one in made],
        )
        fields = ("submission", "suite", "status", "score", "max_score", "elapsed")
        connection.execute(
            results.insert(),
            [
                {"seq": seq, "recorded_at": one.submitted_at, "document": msgspec.json.encode(one).decode()}
                | {name: getattr(one, name) for name in fields}
                for seq, one in enumerate(made, 1)
            ],
        )
        for table, rows in ((outcomes, outcome_rows), (diagnoses, diagnosis_rows)):
            connection.execute(table.insert(), [row for seq, one in enumerate(made, 1) for row in rows(seq, one)])


def milliseconds(ask: Callable[[], object], repeat: int) -> float:
    """The median of several times."""
    times = []
    for _ in range(repeat):
        started = time.perf_counter()
        ask()
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times)


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="scripts/bench gradebook", description=__doc__)
    parser.add_argument("--students", type=int, default=10_000)
    parser.add_argument("--repeat", type=int, default=7)
    parser.add_argument("--gradebook", help="an empty PostgreSQL database's URL; otherwise a new SQLite file")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        where = options.gradebook or Path(folder) / "gradebook.sqlite"
        with Gradebook.open(where) as book:
            fill(book, options.students)
        for name, rule in (("last", Counting()), ("best, late policy", LATE)):
            with Gradebook.open(where, rules=lambda _, rule=rule: rule) as book:  # type: ignore[misc]
                asked: dict[str, Callable[[], object]] = {
                    "summaries of the class": lambda book=book: book.summaries("hw1"),  # type: ignore[misc]
                    "summary of one student": lambda book=book: book.summaries("hw1", "student00500"),  # type: ignore[misc]
                    "results of the class, whole": lambda book=book: book.results("hw1"),  # type: ignore[misc]
                }
                for question, ask in asked.items():
                    print(f"{name:18} {question:28} {milliseconds(ask, options.repeat):8.1f} ms")
