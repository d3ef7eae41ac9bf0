"""The plain records that cross between rooms, and out as JSON. Frozen; nothing here does anything.

`Result` is the document of `grade submit --json` and of each line of `grade batch --output`.
"""

from datetime import datetime
from typing import Annotated, Final, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

Bounds = Literal["cgroup v2", "cgroup v1", "rlimits", "none"]
"""What held all processes of a submission to their limits together; with rlimits, each is held alone."""

Outcome = Literal["passed", "failed", "error", "timeout", "crashed", "missing", "skipped"]


DAY: Final = 86_400
Seconds = Annotated[int, Meta(ge=1, le=DAY)]
Megabytes = Annotated[int, Meta(ge=1, le=2**20)]
Count = Annotated[int, Meta(ge=1, le=2**16)]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all records: frozen, named fields only."""


class Limits(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Bounds on one submission; a megabyte is 2**20 bytes, a kilobyte 2**10. `course.toml` shows these defaults."""

    notebook_cpu_seconds: Seconds = 60
    test_cpu_seconds: Seconds = 10
    wall_factor: Annotated[float, Meta(ge=1, le=1000)] = 6.0  # wall seconds allowed for each CPU second
    submission_wall_seconds: Seconds = 900
    # Below about 140 MB of address space NumPy's import spins for ever instead of failing.
    memory_mb: Annotated[int, Meta(ge=160, le=2**20)] = 2048
    processes: Count = 64
    open_files: Annotated[int, Meta(ge=16, le=2**16)] = 256
    disk_mb: Megabytes = 64
    output_kb: Annotated[int, Meta(ge=1, le=2**20)] = 64
    notebook_mb: Annotated[int, Meta(ge=1, le=1024)] = 10
    cells: Annotated[int, Meta(ge=1, le=100_000)] = 2000

    @property
    def notebook_bytes(self) -> int:
        """Size limit of the file that is handed in, in bytes."""
        return self.notebook_mb * 2**20

    @property
    def memory_bytes(self) -> int:
        """Address space of each process, in bytes."""
        return self.memory_mb * 2**20

    @property
    def disk_bytes(self) -> int:
        """All that the student's code may write, in bytes."""
        return self.disk_mb * 2**20

    @property
    def output_chars(self) -> int:
        """Printed text that is kept, in characters."""
        return self.output_kb * 2**10


class Cell(Record, frozen=True, kw_only=True):
    """One code cell of a submission; `index` counts all cells of the notebook, text too, from 0."""

    index: int
    source: str


class Submission(Record, frozen=True, kw_only=True):
    """What was handed in, as it was handed in."""

    id: str
    assignment: str
    student: str
    name: str  # the file's own name, for messages
    data: bytes
    sha256: str
    submitted_at: str  # ISO 8601, UTC, whole seconds, ends in Z


class CellError(Record, frozen=True, kw_only=True):
    """The exception a cell ended with."""

    type: str
    message: str


class CellReport(Record, frozen=True, kw_only=True):
    """A cell that did not run to its end."""

    index: int
    error: CellError


class Diagnosis(Record, frozen=True, kw_only=True):
    """A known misconception that gives the student's own answers, and what to tell the student."""

    misconception: str
    message: str


class Usage(Record, frozen=True, kw_only=True):
    """What one test used. CPU is that of all its processes, memory the largest that its first process held at once."""

    cpu_seconds: float
    memory_mb: float
    output_chars: int


class TestResult(Record, frozen=True, kw_only=True):
    """One hidden test. `message` is what the student may read."""

    name: str
    outcome: Outcome
    points: float
    max_points: float
    message: str = ""
    visible: bool = False
    usage: Usage | UnsetType = UNSET


class TaskResult(Record, frozen=True, kw_only=True):
    """One task: the sum of its tests."""

    name: str
    score: float
    max_score: float
    tests: tuple[TestResult, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    consequential: tuple[str, ...] | UnsetType = UNSET
    """The student's own functions in whose place the model's stood; set when the task was better off so."""


class Result(Record, frozen=True, kw_only=True):
    """A submission's mark. `status` is "failed" when nothing could be run; `error` then says why."""

    schema: int = 1
    assignment: str
    student: str
    submission: str
    sha256: str
    suite: str
    submitted_at: str
    elapsed: float
    status: Literal["graded", "failed"]
    error: str | None = None
    score: float
    max_score: float
    cells: tuple[CellReport, ...] = ()
    tasks: tuple[TaskResult, ...] = ()
    bounds: Bounds | UnsetType = UNSET


class StaffNote(Record, frozen=True, kw_only=True):
    """What only staff may read of one test: pytest's introspection of the values, and what the student printed."""

    test: str
    detail: str
    output: str = ""


class LatePolicy(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a late submission loses. A day is 24 hours from `due`; each that has begun counts.

    Without `due` nothing is late. Up to `grace_minutes` after it costs nothing; later than that, the days count from
    `due` itself, and each takes `percent_a_day` of the work's own score. What comes more than `cut_off_days` late
    counts 0.
    """

    due: datetime | None = None
    grace_minutes: Annotated[float, Meta(ge=0, le=525_600)] = 0
    percent_a_day: Annotated[float, Meta(ge=0, le=100)] = 0
    cut_off_days: Annotated[float, Meta(ge=0, le=3650)] | None = None


class Counting(Record, frozen=True, kw_only=True):
    """Which of a student's attempts counts, the "last" one or the "best" after the late penalty; and that policy."""

    attempt: Literal["last", "best"] = "last"
    late: LatePolicy = LatePolicy()


class FeedbackPolicy(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much of a result a student's page shows.

    "score": the score and what counts of it. "tasks": the score of each task too, and the notebook. "all": the tests,
    their messages and likely reasons too. "after_due": the score until the assignment is due for everybody, then all.
    """

    visibility: Literal["all", "tasks", "score", "after_due"] = "all"


class ShownCell(Record, frozen=True, kw_only=True):
    """One cell as it was handed in. `index` counts all cells from 0.

    Each output, and each attachment by its name, is text by media type; that of an image is base64.
    """

    index: int
    kind: Literal["code", "markdown", "raw"]
    source: str
    outputs: tuple[dict[str, str], ...] = ()
    attachments: dict[str, dict[str, str]] = {}


class Summary(Record, frozen=True, kw_only=True):
    """The result that counts of one student and assignment, without its document.

    `score` is what the suite gave, `counted` what is left of it after `penalty`. `due` is the student's own, with any
    extension; `days_late` counts each day that has begun, 0 when in time. `attempts` have a result.
    """

    assignment: str
    student: str
    submission: str
    suite: str
    submitted_at: str
    status: Literal["graded", "failed"]
    score: float
    max_score: float
    attempts: int
    due: datetime | None = None
    days_late: int = 0
    penalty: float = 0.0
    counted: float


class Mark(Record, frozen=True, kw_only=True):
    """What counts, and the result that it comes from."""

    summary: Summary
    result: Result


class Attempt(Record, frozen=True, kw_only=True):
    """One submission, judged or not, without its bytes."""

    student: str
    submission: str
    submitted_at: str


class Extension(Record, frozen=True, kw_only=True):
    """A student's own due date for one assignment."""

    student: str
    assignment: str
    due: datetime


class Member(Record, frozen=True, kw_only=True):
    """Somebody in a class list. What the list does not say is empty.

    `student` is the id that submissions have, where the list tells it; `login`, `sis` and `lms` are what the LMS, the
    university and the LMS's database call them.
    """

    student: str = ""
    name: str = ""
    email: str = ""
    login: str = ""
    sis: str = ""
    lms: str = ""
    section: str = ""


class Change(Record, frozen=True, kw_only=True):
    """What grading a submission anew changes. `before`: None if it had no result; `tasks`: those that differ."""

    student: str
    submission: str
    before: float | None
    after: float
    difference: float
    max_score: float
    tasks: dict[str, tuple[float, float]] = {}  # by name: points before and after


class Verdict(Record, frozen=True, kw_only=True):
    """What a suite says of one test, before points are summed."""

    test: str  # the test's id below the suite's folder, for example "test_hw1_step.py::test_step_at_zero"
    name: str
    task: str
    outcome: Outcome
    max_points: float
    message: str = ""
    visible: bool = False
    detail: str = ""
    output: str = ""
    usage: Usage | UnsetType = UNSET


class SuiteReport(Record, frozen=True, kw_only=True):
    """What a suite says of one submission."""

    cells: tuple[CellReport, ...]
    verdicts: tuple[Verdict, ...]
    failure: str | None = None  # set when nothing could be run
    diagnoses: dict[str, tuple[Diagnosis, ...]] = msgspec.field(default_factory=dict)  # by task
    consequential: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)  # by task
    bounds: Bounds | UnsetType = UNSET


class Mutant(Record, frozen=True, kw_only=True):
    """The model answer with one small change. `source` is the whole cell; `text` its line as it was."""

    task: str  # "" in a helper, which several tasks may use
    line: int
    text: str
    change: str
    cell: int
    source: str


class Survivor(Record, frozen=True, kw_only=True):
    """A mutant that passes every hidden test; `equivalent` says why no test can tell it from the model answer."""

    mutant: Mutant
    equivalent: str | None = None


class Finding(Record, frozen=True, kw_only=True):
    """What an audit found not to hold: of which answer, and what."""

    kind: Literal["suite", "stub", "model", "alternative", "misconception", "mutants"]
    task: str
    name: str
    fact: str


class Audit(Record, frozen=True, kw_only=True):
    """What an audit says of one assignment's hidden suite; it is clean when there is no finding."""

    assignment: str
    suite: str
    misconceptions: int
    alternatives: int
    findings: tuple[Finding, ...]
    mutants: int = 0
    killed: int = 0
    survivors: tuple[Survivor, ...] = ()

    @property
    def kill_rate(self) -> float:
        """Of the mutants that are not marked equivalent, the part that the suite notices, 0 to 1."""
        judged = self.mutants - sum(survivor.equivalent is not None for survivor in self.survivors)
        return self.killed / judged if judged else 1.0


class Refused(Record, frozen=True, kw_only=True):
    """A file that a batch does not grade, and why."""

    file: str
    reason: str


class Unmarked(Record, frozen=True, kw_only=True):
    """A submission that is stored but has no mark, for the grader itself failed on it."""

    student: str
    reason: str


class Failed(Record, frozen=True, kw_only=True):
    """A submission of which nothing can be run: its mark is 0, and why."""

    student: str
    reason: str


class Doubtful(Record, frozen=True, kw_only=True):
    """A file that a batch graded, and what speaks against it."""

    file: str
    reason: str


class Slow(Record, frozen=True, kw_only=True):
    """How long one student's submission took, in seconds."""

    student: str
    elapsed: float


class BatchSummary(Record, frozen=True, kw_only=True):
    """What became of a batch. `mean` and `median` are of all its results, earlier ones too; None without any."""

    assignment: str
    suite: str
    submissions: int
    graded: int
    failed: int
    already_done: int
    unmarked: tuple[Unmarked, ...] = ()
    failures: tuple[Failed, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()
    refused: tuple[Refused, ...] = ()
    left: int = 0
    """Submissions that were not reached: the batch was interrupted, or was a dry run."""
    mean: float | None = None
    median: float | None = None
    max_score: float = 0.0
    slowest: tuple[Slow, ...] = ()
    elapsed: float = 0.0
    interrupted: bool = False
