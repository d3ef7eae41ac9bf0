"""The caller's side of a batch: submissions are stored, handed out in chunks, and their results recorded.

Only a few chunks are on their way at a time, so that memory does not grow with the class. What lost its worker is
handed out again, each submission alone; one that loses three workers by itself is given up.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from queue import Empty, SimpleQueue
from typing import Final

from grader.batch.ledger import Ledger
from grader.batch.worker import TRIES, Chunk, Outcome, Where, grade_chunk
from grader.errors import SuiteError
from grader.records import Result, Submission

FIRST: Final = 4
"""Submissions of a chunk, before it is known how long one takes."""

SECONDS: Final = 1.0
"""How long a chunk is to take: long beside what handing it out costs, and soon done again when it is lost."""

MOST: Final = 64
MOST_BYTES: Final = 4 * 2**20
AHEAD: Final = 2
"""Chunks on their way for each job: one that is worked at, and one that waits."""

KILLS: Final = "the process that graded it died, {tries} times: run `grade submit` on it to see why"

Done = Callable[[Outcome], None]


class Engine(Executor):
    """What the work is spread over; the seam. Leaving it by an error ends the work.

    A future whose worker was lost fails with BrokenExecutor, and no other one does. Where a whole machine was lost,
    and it is not known by which of the submissions there, they fail with MachineLost.
    """

    @property
    def jobs(self) -> int:
        """How many chunks are worked at at a time, just now."""
        raise NotImplementedError


class MachineLost(BrokenExecutor):
    """A machine ended, with all that ran there."""


class ChunkSize:
    """How many submissions are handed out together: as many as take about `SECONDS`, as measured."""

    def __init__(self) -> None:
        self._each: float | None = None

    def measured(self, seconds: float) -> None:
        """One submission took that long. The last twenty or so count most."""
        self._each = seconds if self._each is None else 0.95 * self._each + 0.05 * seconds

    def cut(self, submissions: Iterator[Submission]) -> tuple[Submission, ...]:
        """The next chunk; none when there are no more."""
        most = FIRST if self._each is None else min(MOST, max(1, round(SECONDS / max(self._each, 1e-3))))
        chunk: list[Submission] = []
        total = 0
        while len(chunk) < most and total < MOST_BYTES:
            submission = next(submissions, None)
            if submission is None:
                break
            chunk.append(submission)
            total += len(submission.data)
        return tuple(chunk)


class Run:
    """One run over submissions; `done` is told of each that has an outcome, after it is recorded."""

    def __init__(self, engine: Engine, ledger: Ledger, where: Where, max_score: float, done: Done) -> None:
        self._engine = engine
        self._ledger = ledger
        self._where = where
        self._max_score = max_score
        self._done = done
        self._size = ChunkSize()
        self._on_their_way: dict[Future[tuple[Outcome, ...]], Chunk] = {}
        self._finished: SimpleQueue[Future[tuple[Outcome, ...]]] = SimpleQueue()
        self._suspects: deque[Submission] = deque()
        self._on_trial: Chunk | None = None
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
            while chunk := self._size.cut(remaining):
                self._hand_out(chunk)
                while len(self._on_their_way) >= AHEAD * self._engine.jobs:
                    self._take(self._finished.get())
            while self._on_their_way:
                self._take(self._finished.get())
        except KeyboardInterrupt:
            self._take_the_last()
            raise

    def _hand_out(self, submissions: Sequence[Submission]) -> Chunk:
        chunk = Chunk(where=self._where, submissions=tuple(submissions))
        future = self._engine.submit(grade_chunk, chunk)
        self._on_their_way[future] = chunk
        future.add_done_callback(self._finished.put)
        return chunk

    def _take(self, future: Future[tuple[Outcome, ...]]) -> None:
        chunk = self._on_their_way[future]
        try:
            outcomes = future.result()
        except BrokenExecutor as error:
            outcomes = tuple(self._lost(chunk, isinstance(error, MachineLost)))
        self._record(outcomes)
        del self._on_their_way[future]
        if chunk is self._on_trial:
            self._on_trial = None
        if self._suspects and self._on_trial is None:
            self._on_trial = self._hand_out([self._suspects.popleft()])

    def _take_the_last(self) -> None:
        """Record what has come back meanwhile, and hand out nothing."""
        while True:
            try:
                future = self._finished.get_nowait()
            except Empty:
                return
            if future in self._on_their_way and not future.cancelled() and future.exception() is None:
                self._record(future.result())

    def _lost(self, chunk: Chunk, machine: bool) -> Iterator[Outcome]:
        """Hand out again what its worker took with it; of a submission that was alone it is known who was to blame.

        Of those that were lost with a machine one at a time is tried, so that none is blamed for another's deed.
        """
        alone = chunk is self._on_trial if machine else len(chunk.submissions) == 1
        for submission in chunk.submissions:
            self._deaths[submission.id] += alone
            if self._deaths[submission.id] >= TRIES:
                yield Outcome(submission=submission, result=self._given_up(submission))
            elif machine:
                self._suspects.append(submission)
            else:
                self._hand_out([submission])

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

    def _record(self, outcomes: Sequence[Outcome]) -> None:
        """A chunk's results at once: a transaction costs the gradebook more than what it holds."""
        if not outcomes:
            return
        self._ledger.record_all((outcome.result, outcome.notes) for outcome in outcomes if outcome.result is not None)
        for outcome in outcomes:
            if outcome.result is not None:
                self._graded += outcome.result.status == "graded"
                self._size.measured(outcome.result.elapsed)
            else:
                self._faults.append(outcome.fault)
            self._done(outcome)
        if not self._graded and len(self._faults) >= TRIES:
            raise SuiteError(self._faults[0])  # it is not about these students
