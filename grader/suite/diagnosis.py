"""Which known mistake was made: the calls of a task's failing tests, replayed against the task's misconceptions.

Everything here runs on the staff's side, on code that the course's author wrote. What is named gives the student's own
answers, all those of a failing test, and differs there from the model answer.
"""

import math
import os
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from contextlib import suppress
from types import CodeType
from typing import Any, Final, NamedTuple, cast

from grader.course.layout import Assignment
from grader.course.variants import Variant, read_variants
from grader.errors import CourseError, SuiteError
from grader.records import Diagnosis, Verdict
from grader.suite.reference import model_code
from grader.suite.replay import Alike, Replay, gives_the_same
from grader.suite.student import Line
from grader.wire.messages import Call, Get, Raised

MOST_SHOWN: Final = 2
ANSWERED: Final = ("failed", "error")
"""Outcomes of tests in which the student's code gave something that can be compared."""

SameAnswer = Callable[..., object]
"""See `hooks.pytest_same_answer`."""

HOLDS, HOLDS_NOT, BROKEN = 70, 71, 72
"""Exit statuses of a fork."""


class Sat(NamedTuple):
    """One test as the submission sat it."""

    verdict: Verdict
    line: Line | None
    seed: int


class _Fit(NamedTuple):
    """A misconception, the failing tests that it explains, and of how many passed ones it gives the answers too."""

    variant: Variant
    explains: frozenset[int]
    agrees: int


class _TimeIsUp(Exception):
    """Of the task at hand nothing is named: what has not been tried may fit better."""


class Diagnoser:
    """The misconceptions of one assignment; read when they are first needed."""

    def __init__(
        self, assignment: Assignment, same_answer: SameAnswer | None = None, clock: Callable[[], float] | None = None
    ) -> None:
        self._assignment = assignment
        self._clock = clock or _cpu_seconds
        self.same_answer = same_answer
        """What the suite says of two answers that differ in form."""
        self._variants: dict[str, list[Variant]] | None = None
        self._code: dict[str, CodeType] = {}
        self._replays: dict[tuple[str, int], Replay | None] = {}
        self._until = math.inf

    def prepare(self) -> None:
        """Read and compile them now, so that no fork pays for it. Raises CourseError for a file that says nonsense."""
        for of_task in self._read().values():
            for variant in of_task:
                self._compiled(variant)

    def _read(self) -> dict[str, list[Variant]]:
        if self._variants is None:
            found: dict[str, list[Variant]] = {}
            for variant in read_variants(self._assignment.misconceptions_path):
                found.setdefault(variant.task, []).append(variant)
            self._variants = found
        return self._variants

    def _compiled(self, variant: Variant) -> CodeType:
        if variant.name not in self._code:
            self._code[variant.name] = compile(variant.source, variant.name, "exec")
        return self._code[variant.name]

    def diagnose_all(self, tasks: Mapping[str, Sequence[Sat]], seconds: float) -> dict[str, tuple[Diagnosis, ...]]:
        """What is named for each task, in their order, as far as these CPU seconds go. Raises SuiteError."""
        self._until = self._clock() + seconds
        found = {}
        with suppress(_TimeIsUp):
            for task, sat in tasks.items():
                if named := self.diagnose(sat):
                    found[task] = named
        return found

    def diagnose(self, sat: Sequence[Sat]) -> tuple[Diagnosis, ...]:
        """What is named for one task, of which `sat` are all tests; the likeliest first, at most two."""
        try:
            known = self._read()
        except CourseError as error:
            raise SuiteError(str(error)) from None
        failed = [test for test in sat if test.verdict.outcome in ANSWERED and not _is_unwritten(test)]
        variants = known.get(sat[0].verdict.task, []) if failed else []
        passed = [test for test in sat if test.verdict.outcome == "passed"]
        fits = [fit for variant in variants if (fit := self._fit(variant, failed, passed)).explains]
        return tuple(
            Diagnosis(misconception=fit.variant.name, message=fit.variant.lesson)
            for fit in _likeliest(fits, len(failed))
        )

    def _fit(self, variant: Variant, failed: Sequence[Sat], passed: Sequence[Sat]) -> _Fit:
        def gives(test: Sat) -> bool:
            return self._gives(test, variant)

        explains = frozenset(place for place, test in enumerate(failed) if gives(test) and not self._gives(test, None))
        return _Fit(variant, explains, sum(map(gives, passed)) if explains else 0)

    def _gives(self, test: Sat, variant: Variant | None) -> bool:
        """Whether the model answer, with the variant in its place, answers as the student did."""
        if self._clock() > self._until:
            raise _TimeIsUp
        if test.line is None or not test.line.exchanges:
            return False
        if not _calls_others_first(test.line, test.verdict.task):
            return gives_the_same(
                test.line, self._names(variant), self._assignment.limits, test.seed, self._alike(test.verdict.task)
            )
        started = self._started(test.line, test)
        return started is not None and _in_a_fork(lambda: self._goes_on(started, variant))

    def _started(self, line: Line, test: Sat) -> Replay | None:
        """A test's replay up to where it asks for the task's own function; None when the student differs before that.

        What other functions do until then (a network is trained, say) is done once for all variants of the task.
        """
        key = (test.verdict.test, id(line))
        if key not in self._replays:
            alike = self._alike(test.verdict.task)
            replay = Replay(line, self._names(None), self._assignment.limits, test.seed, alike)
            self._replays[key] = replay if replay.goes_on(until=test.verdict.task) else None
        return self._replays[key]

    def _alike(self, task: str) -> Alike:
        same_answer = self.same_answer
        return lambda one, other: same_answer is not None and same_answer(task=task, student=one, other=other) is True

    def _goes_on(self, started: Replay, variant: Variant | None) -> bool:
        self._put(variant, started.namespace)
        return started.goes_on()

    def _names(self, variant: Variant | None) -> dict[str, Any]:
        """The model answer's names, with the variant's among them."""
        namespace = model_code(self._assignment.model_path).namespace()
        self._put(variant, namespace)
        answers = namespace.get("answers")
        if isinstance(answers, dict):
            namespace |= {key: value for key, value in answers.items() if key not in namespace}
        return namespace

    def _put(self, variant: Variant | None, namespace: MutableMapping[str, Any]) -> None:
        if variant is None:
            return
        try:
            exec(self._compiled(variant), cast("dict[str, Any]", namespace))  # noqa: S102  the teacher's own file
        except Exception as error:
            raise SuiteError(f"{variant.name}: does not run: {type(error).__name__}: {error}") from error


def _cpu_seconds() -> float:
    """Used by this process and by the forks of it that have ended."""
    user, system, forks_user, forks_system, _ = os.times()
    return user + system + forks_user + forks_system


def _is_unwritten(test: Sat) -> bool:
    """Whether the test came to where the stub still says that nothing is written: no mistake has been made there."""
    last = test.line.exchanges[-1].outcome if test.line is not None and test.line.exchanges else None
    return isinstance(last, Raised) and "NotImplementedError" in last.error.bases


def _calls_others_first(line: Line, task: str) -> bool:
    """Whether anything is called before the task's own function is asked for."""
    requests = [exchange.request for exchange in line.exchanges]
    before = requests[: requests.index(Get(task))] if Get(task) in requests else []
    return any(isinstance(request, Call) for request in before)


def _in_a_fork(holds: Callable[[], bool]) -> bool:
    """Whether it holds, found out without leaving a trace here. Raises SuiteError when it does not come to its end."""
    child = os.fork()
    if child == 0:
        status = BROKEN
        try:
            status = HOLDS if holds() else HOLDS_NOT
        finally:
            os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status not in (HOLDS, HOLDS_NOT):
        raise SuiteError("a misconception does not run: try `grade audit`")
    return status == HOLDS


def _likeliest(fits: Sequence[_Fit], failed: int) -> list[_Fit]:
    """The fit that explains most; and one that does as well, or that explains what the first does not.

    None when they leave more than half of the `failed` tests unexplained: one answer can be the same by chance.
    """
    if not fits:
        return []
    likelihood: Callable[[_Fit], tuple[int, int]] = lambda fit: (len(fit.explains), fit.agrees)  # noqa: E731
    first = max(fits, key=likelihood)
    others = [fit for fit in fits if fit is not first]
    equal = [fit for fit in others if likelihood(fit) == likelihood(first)]
    beyond = [fit for fit in others if fit.explains - first.explains]
    more = sorted(beyond, key=lambda fit: len(fit.explains - first.explains), reverse=True)
    shown = [first, *equal, *(fit for fit in more if fit not in equal)][:MOST_SHOWN]
    explained = frozenset[int]().union(*(fit.explains for fit in shown))
    return shown if 2 * len(explained) >= failed else []
