"""Which known mistake was made: the calls of a task's failing tests, replayed against the task's misconceptions.

Everything here runs on the staff's side, on code that the course's author wrote. What is named gives the student's own
answers, all those of a failing test, and differs there from the model answer.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from grader.course.layout import Assignment
from grader.course.variants import Variant, read_variants
from grader.errors import CourseError, SuiteError
from grader.records import Diagnosis, Verdict
from grader.suite.reference import model_code
from grader.suite.replay import gives_the_same
from grader.suite.student import Line

MOST_SHOWN: Final = 2
ANSWERED: Final = ("failed", "error")
"""Outcomes of tests in which the student's code gave something that can be compared."""


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


class Diagnoser:
    """The misconceptions of one assignment; read when they are first needed."""

    def __init__(self, assignment: Assignment) -> None:
        self._assignment = assignment
        self._variants: dict[str, list[Variant]] | None = None
        self._code: dict[str, Any] = {}

    def prepare(self) -> None:
        """Read them now, so that no fork pays for it. Raises CourseError for a file that says nonsense."""
        if self._variants is None:
            found: dict[str, list[Variant]] = {}
            for variant in read_variants(self._assignment.misconceptions_path):
                found.setdefault(variant.task, []).append(variant)
            self._variants = found
            self._code = {v.name: compile(v.source, v.name, "exec") for of_task in found.values() for v in of_task}

    def diagnose(self, sat: Sequence[Sat]) -> tuple[Diagnosis, ...]:
        """What is named for one task, of which `sat` are all tests; the likeliest first, at most two."""
        try:
            self.prepare()
        except CourseError as error:
            raise SuiteError(str(error)) from None
        failed = [test for test in sat if test.verdict.outcome in ANSWERED]
        variants = (self._variants or {}).get(sat[0].verdict.task, []) if failed else []
        passed = [test for test in sat if test.verdict.outcome == "passed"]
        fits = [fit for variant in variants if (fit := self._fit(variant, failed, passed)).explains]
        return tuple(Diagnosis(misconception=fit.variant.name, message=fit.variant.lesson) for fit in _likeliest(fits))

    def _fit(self, variant: Variant, failed: Sequence[Sat], passed: Sequence[Sat]) -> _Fit:
        def gives(test: Sat) -> bool:
            return self._gives(test, variant)

        explains = frozenset(place for place, test in enumerate(failed) if gives(test) and not self._gives(test, None))
        return _Fit(variant, explains, sum(map(gives, passed)) if explains else 0)

    def _gives(self, test: Sat, variant: Variant | None) -> bool:
        """Whether the model answer, with the variant in its place, answers as the student did."""
        namespace = model_code(self._assignment.model_path).namespace()
        if variant is not None:
            try:
                exec(self._code[variant.name], namespace)  # noqa: S102  the teacher's own file
            except Exception as error:
                raise SuiteError(f"{variant.name}: does not run: {type(error).__name__}: {error}") from error
        answers = namespace.get("answers")
        if isinstance(answers, dict):
            namespace |= {key: value for key, value in answers.items() if key not in namespace}
        return test.line is not None and gives_the_same(test.line, namespace, self._assignment.limits, test.seed)


def _likeliest(fits: Sequence[_Fit]) -> list[_Fit]:
    """The fit that explains most; and one that does as well, or that explains what the first does not."""
    if not fits:
        return []
    likelihood: Callable[[_Fit], tuple[int, int]] = lambda fit: (len(fit.explains), fit.agrees)  # noqa: E731
    first = max(fits, key=likelihood)
    others = [fit for fit in fits if fit is not first]
    equal = [fit for fit in others if likelihood(fit) == likelihood(first)]
    beyond = [fit for fit in others if fit.explains - first.explains]
    more = sorted(beyond, key=lambda fit: len(fit.explains - first.explains), reverse=True)
    return [first, *equal, *(fit for fit in more if fit not in equal)][:MOST_SHOWN]
