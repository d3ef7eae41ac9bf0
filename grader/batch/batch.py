"""A class graded: who handed in what, what is done already, the rest graded, and what came of it all."""

import hashlib
import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final, NamedTuple

from grader.batch.finding import Found, HandedIn, find
from grader.batch.ledger import Ledger, open_ledger
from grader.batch.output import check_writable, write_lines
from grader.batch.pool import LocalPool
from grader.batch.run import Engine, Run
from grader.batch.sources import Source, open_source
from grader.batch.worker import Outcome, Where
from grader.course.layout import Assignment, Course
from grader.course.notebook import said_of
from grader.course.quoting import quoted, shown_name
from grader.errors import NotebookError, RequestError, SuiteError
from grader.gradebook.store import Gradebook
from grader.records import BatchSummary, Doubtful, Failed, Refused, Slow, Submission, Unmarked
from grader.suite.digest import suite_digest

SLOWEST: Final = 3

Progress = Callable[[int, int], None]
"""Told how many submissions are through, and of how many."""

OpenEngine = Callable[[Where], AbstractContextManager[Engine]]
"""Makes what the work is spread over; leaving it by an error ends the work."""


class Wanted(NamedTuple):
    """What of a folder is asked for. `shard` is (i, n): of n parts of the class the i-th, counted from 1."""

    jobs: int
    sandbox: str = "bubblewrap"
    limit: int | None = None
    shard: tuple[int, int] = (1, 1)
    regrade: bool = False
    dry_run: bool = False


def cores() -> int:
    """How many processes this one may keep busy."""
    return len(os.sched_getaffinity(0))


def grade_batch(
    course: Course,
    assignment: Assignment,
    folder: Path,
    open_book: Callable[[], Gradebook],
    wanted: Wanted,
    *,
    output: Path | None = None,
    progress: Progress = lambda *_: None,
    engine: OpenEngine | None = None,
) -> BatchSummary:
    """Grade what lies below `folder` (a zip, too) and is not done yet; `output` gets a line a result.

    Ctrl-C ends it well: what was graded is recorded, and the summary says so.
    Raises RequestError, GradebookError, and SuiteError or CourseError when nothing can be marked.
    """
    if not assignment.hidden_folder.is_dir():
        raise SuiteError(f"{assignment.hidden_folder.name}: no hidden suite: it belongs in tests/hidden")
    if output is not None:
        check_writable(output)
    source = open_source(folder)
    found = find(source, assignment.id)
    if not found.handed_in:
        raise RequestError(f"{shown_name(str(folder))}: no notebook below it that is some student's{_why(found)}")
    chosen = chosen_of(found.handed_in, wanted)
    where = Where(
        course=str(course.root), assignment=assignment.id, suite=suite_digest(assignment), sandbox=wanted.sandbox
    )
    with open_ledger(open_book, assignment.id, where.suite) as ledger:
        batch = _Batch(source, ledger, assignment, wanted, len(chosen), progress)
        batch.run(chosen, where, engine or (lambda _: LocalPool(wanted.jobs)))
        if output is not None and not wanted.dry_run:
            kept = (ledger.result(batch.ids[one.student]) for one in chosen if one.student in batch.ids)
            write_lines(output, (result for result in kept if result is not None))
        return batch.summary(where.suite, found)


def chosen_of(handed_in: tuple[HandedIn, ...], wanted: Wanted) -> tuple[HandedIn, ...]:
    """Those of the shard, as many as the limit allows; by a student's id alone it is known in which shard they are."""
    place, parts = wanted.shard
    mine = (one for one in handed_in if _hash(one.student) % parts == place - 1)
    return tuple(mine)[: wanted.limit]


def _hash(student: str) -> int:
    return int.from_bytes(hashlib.sha256(student.encode()).digest()[:8], "big")


def _why(found: Found) -> str:
    return f": {found.refused[0].file}: {found.refused[0].reason}" if found.refused else ""


class _Batch:
    """What is known so far."""

    def __init__(
        self, source: Source, ledger: Ledger, assignment: Assignment, wanted: Wanted, total: int, progress: Progress
    ) -> None:
        self._source = source
        self._ledger = ledger
        self._assignment = assignment
        self._wanted = wanted
        self._total = total
        self._progress = progress
        self._started = time.monotonic()
        self._through = self._graded = self._already = 0
        self._scores: list[float] = []
        self._slowest: list[tuple[float, str]] = []
        self._unmarked: list[Unmarked] = []
        self._failures: list[Failed] = []
        self._doubtful: list[Doubtful] = []
        self._unreadable: list[Refused] = []
        self._interrupted = False
        self.ids: dict[str, str] = {}
        """The submission whose result counts, by student."""

    def run(self, chosen: tuple[HandedIn, ...], where: Where, engine: OpenEngine) -> None:
        """Grade those of `chosen` that have no result."""
        to_do = self._to_do(chosen)
        if self._wanted.dry_run:
            for _ in to_do:
                pass
            return
        try:
            first = next(to_do, None)
            if first is None:
                return  # no process is started for nothing
            with engine(where) as workers:
                run = Run(workers, self._ledger, where, self._assignment.max_score, self._take)
                run.grade(_and_then(first, to_do))
        except KeyboardInterrupt:
            self._interrupted = True

    def _to_do(self, chosen: tuple[HandedIn, ...]) -> Iterator[Submission]:
        """What has no result yet, stored."""
        for one in chosen:
            try:
                data = self._source.read(one.path, self._assignment.limits.notebook_bytes)
            except NotebookError as error:
                reason = str(error).removeprefix(f"{shown_name(one.path.name)}: ")
                self._unreadable.append(Refused(file=shown_name(str(one.path), 200), reason=reason))
                self._step()
                continue
            self._doubt(one, data)
            submission = self._ledger.submission(one, data)
            done = None if self._wanted.regrade else self._ledger.done(submission)
            if done is not None:
                self._already += 1
                self._note(one.student, done.submission, done.score, done.elapsed)
                self._step()
            elif not self._wanted.dry_run:
                self._ledger.store(submission)
                yield submission

    def _doubt(self, one: HandedIn, data: bytes) -> None:
        """A notebook tells which assignment it was handed out for. What it says decides nothing here."""
        said, _ = said_of(data, one.path.name)
        if said not in (None, self._assignment.id):
            reason = f"says that it answers {quoted(said)}"
            self._doubtful.append(Doubtful(file=shown_name(str(one.path), 200), reason=reason))

    def _take(self, outcome: Outcome) -> None:
        result, student = outcome.result, outcome.submission.student
        if result is None:
            self._unmarked.append(Unmarked(student=student, reason=outcome.fault))
        else:
            self._graded += result.status == "graded"
            if result.status == "failed":
                self._failures.append(Failed(student=student, reason=result.error or ""))
            self._note(student, result.submission, result.score, result.elapsed)
        self._step()

    def _note(self, student: str, submission: str, score: float, elapsed: float) -> None:
        self.ids[student] = submission
        self._scores.append(score)
        self._slowest = sorted([*self._slowest, (elapsed, student)], reverse=True)[:SLOWEST]

    def _step(self) -> None:
        self._through += 1
        self._progress(self._through, self._total)

    def summary(self, suite: str, found: Found) -> BatchSummary:
        """What became of it."""
        return BatchSummary(
            assignment=self._assignment.id,
            suite=suite,
            submissions=self._total,
            graded=self._graded,
            failed=len(self._failures),
            already_done=self._already,
            unmarked=tuple(sorted(self._unmarked, key=lambda one: one.student)),
            failures=tuple(sorted(self._failures, key=lambda one: one.student)),
            doubtful=tuple(self._doubtful),
            refused=(*found.refused, *self._unreadable),
            left=self._total - self._through,
            mean=round(statistics.fmean(self._scores), 6) if self._scores else None,
            median=round(statistics.median(self._scores), 6) if self._scores else None,
            max_score=self._assignment.max_score,
            slowest=tuple(Slow(student=student, elapsed=elapsed) for elapsed, student in self._slowest),
            elapsed=round(time.monotonic() - self._started, 3),
            interrupted=self._interrupted,
        )


def _and_then(first: Submission, rest: Iterator[Submission]) -> Iterator[Submission]:
    yield first
    yield from rest
