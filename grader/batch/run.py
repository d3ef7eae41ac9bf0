"""The caller's side of a batch: submissions are stored, handed out in chunks, and their results recorded.

Only a few chunks are on their way at a time, so that memory does not grow with the class. What lost its worker is
handed out again, each submission alone; one that loses three workers by itself is given up.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from itertools import islice
from typing import Final

from grader.batch.ledger import Ledger
from grader.batch.worker import TRIES, Chunk, Outcome, Where, grade_chunk
from grader.errors import SuiteError
from grader.records import Result, Submission

CHUNK: Final = 4
AHEAD: Final = 2
"""Chunks on their way for each job: one that is worked at, and one that waits."""

KILLS: Final = "the process that graded it died, {tries} times: run `grade submit` on it to see why"

Done = Callable[[Outcome], None]


class Run:
    """One run over submissions; `done` is told of each that has an outcome, after it is recorded."""

    def __init__(
        self, executor: Executor, ledger: Ledger, where: Where, jobs: int, max_score: float, done: Done
    ) -> None:
        self._executor = executor
        self._ledger = ledger
        self._where = where
        self._most = AHEAD * jobs
        self._max_score = max_score
        self._done = done
        self._on_their_way: dict[Future[tuple[Outcome, ...]], Chunk] = {}
        self._deaths: Counter[str] = Counter()
        self._graded = 0
        self._faults: list[str] = []

    def grade(self, submissions: Iterable[Submission]) -> None:
        """Grade all of them; each is stored when its turn comes.

        Raises GradebookError; SuiteError or CourseError when no submission can be marked. Ctrl-C loses nothing that
        has been graded.
        """
        try:
            remaining = iter(submissions)
            while chunk := tuple(islice(remaining, CHUNK)):
                self._hand_out(chunk)
                while len(self._on_their_way) >= self._most:
                    self._take(wait(self._on_their_way, return_when=FIRST_COMPLETED).done)
            while self._on_their_way:
                self._take(wait(self._on_their_way, return_when=FIRST_COMPLETED).done)
        except KeyboardInterrupt:
            self._take([future for future in self._on_their_way if future.done()], last=True)
            raise

    def _hand_out(self, submissions: Sequence[Submission]) -> None:
        chunk = Chunk(where=self._where, submissions=tuple(submissions))
        self._on_their_way[self._executor.submit(grade_chunk, chunk)] = chunk

    def _take(self, futures: Iterable[Future[tuple[Outcome, ...]]], *, last: bool = False) -> None:
        for future in futures:
            chunk = self._on_their_way[future]
            try:
                outcomes = future.result()
            except BrokenExecutor:
                outcomes = () if last else self._lost(chunk)
            for outcome in outcomes:
                self._record(outcome)
            del self._on_their_way[future]

    def _lost(self, chunk: Chunk) -> tuple[Outcome, ...]:
        """Hand out again what its worker took with it; of a submission that was alone it is known who was to blame."""
        if len(chunk.submissions) == 1:
            (submission,) = chunk.submissions
            self._deaths[submission.id] += 1
            if self._deaths[submission.id] >= TRIES:
                return (Outcome(submission=submission, result=self._given_up(submission)),)
        for submission in chunk.submissions:
            self._hand_out([submission])
        return ()

    def _given_up(self, submission: Submission) -> Result:
        return Result(
            assignment=submission.assignment,
            student=submission.student,
            submission=submission.id,
            sha256=submission.sha256,
            suite=self._where.suite,
            submitted_at=submission.submitted_at,
            elapsed=0.0,
            status="failed",
            error=KILLS.format(tries=TRIES),
            score=0.0,
            max_score=self._max_score,
        )

    def _record(self, outcome: Outcome) -> None:
        if outcome.result is not None:
            self._ledger.record(outcome.result, outcome.notes)
            self._graded += outcome.result.status == "graded"
        else:
            self._faults.append(outcome.fault)
            if not self._graded and len(self._faults) >= TRIES:
                raise SuiteError(self._faults[0])  # it is not about these students
        self._done(outcome)
