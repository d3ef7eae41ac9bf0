"""One assignment's audit: every known answer judged, every mutant tried, what does not hold as findings.

The work is spread over processes of its own, each with a warm sandbox and a collected suite.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec

from grader.audit.equivalents import FILE, Equivalents
from grader.audit.mutants import mutants_of
from grader.audit.mutation import survivors
from grader.audit.variants import Judge, task_names
from grader.audit.workers import Call, at_work
from grader.course.layout import Assignment, Course, find_course
from grader.course.variants import Variant, read_variants
from grader.errors import CourseError, SuiteError
from grader.grading import Grader
from grader.records import Audit, Finding, Mutant, Survivor
from grader.suite.digest import suite_digest
from grader.suite.reference import model_code
from grader.workers import held

LEAST_KILLED: Final = 0.97
"""Of the mutants that are not marked equivalent, at least this part must be noticed."""

CHUNK: Final = 8
"""Mutants that one process tries in a row: the suite is collected once for them."""

Done = Callable[[int, int], None]
"""Told how many answers and mutants have been judged, and of how many."""

Which = tuple[Path, str, str]
"""A course's folder, an assignment's id, and the sandbox."""


def audit(
    course: Course,
    assignment: Assignment,
    sandbox: str,
    *,
    mutants: bool,
    jobs: int,
    trust_list: bool = False,
    done: Done = lambda *_: None,
) -> Audit:
    """Judge the hidden suite of one assignment. `sandbox` is where the known answers run (see `sandbox.choice`).

    With `trust_list`, mutants that the author's list calls equivalent are not tried: they have to pass every test.
    Raises CourseError for files that say nonsense, SuiteError for a suite that does not run.
    """
    variants = [*read_variants(assignment.misconceptions_path), *read_variants(assignment.alternatives_path)]
    tried = mutants_of(_model(assignment), task_names(assignment)) if mutants else ()
    equivalents = Equivalents(assignment)
    trusted = [mutant for mutant in tried if trust_list and equivalents.reason(mutant) is not None]
    doubted = [mutant for mutant in tried if mutant not in trusted]
    findings, passed = _judged(jobs, (course.root, assignment.id, sandbox), variants, doubted, done)
    left = [mutant for mutant in tried if mutant in trusted or mutant in passed]
    found = _Mutants(equivalents, tried, left)
    return Audit(
        assignment=assignment.id,
        suite=suite_digest(assignment),
        misconceptions=sum(variant.kind == "misconception" for variant in variants),
        alternatives=sum(variant.kind == "alternative" for variant in variants),
        findings=(*findings, *(found.findings() if mutants else ())),
        mutants=len(tried),
        killed=len(tried) - len(left),
        survivors=found.survivors,
    )


def cores() -> int:
    """How many processes this one may keep busy."""
    return len(os.sched_getaffinity(0))


def _model(assignment: Assignment) -> str:
    path = assignment.model_path
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{path.name}: no model answer to audit with") from error
    model_code(path)  # says which cell is not Python
    return text


def _judged(
    jobs: int, which: Which, variants: Sequence[Variant], mutants: Sequence[Mutant], done: Done
) -> tuple[list[Finding], list[Mutant]]:
    """What was found of the answers, and which mutants are left; both in their own order."""
    parts = [mutants[start : start + CHUNK] for start in range(0, len(mutants), CHUNK)]
    answers: list[Call] = [(_judge_whole, which), *((_judge, which, variant) for variant in variants)]
    sizes = [1] * len(answers) + [len(part) for part in parts]
    calls = [*answers, *((_try, which, part) for part in parts)]
    try:
        results = _results(jobs, calls, sizes, done)
    except BrokenProcessPool:
        raise SuiteError(f"{which[1]}: a process of the audit died: run the suite with pytest to see why") from None
    findings = [finding for result in results[: len(answers)] for finding in result]
    return findings, [mutant for result in results[len(answers) :] for mutant in result]


def _results(jobs: int, calls: Sequence[Call], sizes: Sequence[int], done: Done) -> list[Any]:
    with at_work(jobs, calls) as futures:
        size_of = dict(zip(futures, sizes, strict=True))
        so_far = 0
        for future in as_completed(futures):
            future.result()  # the first error ends it all
            so_far += size_of[future]
            done(so_far, sum(sizes))
        return [future.result() for future in futures]


@cache
def _judge_of(which: Which) -> Judge:
    root, id, sandbox = which
    course = find_course(root, root)
    # A task that builds on a wrong one loses or not, and either is right: the second sitting would say nothing.
    assignment = msgspec.structs.replace(course.assignment(id), consequential_errors=False)
    return Judge(held.enter_context(Grader(course, assignment, sandbox)))


def _judge_whole(which: Which) -> list[Finding]:
    judge = _judge_of(which)
    return [*judge.stub(), *judge.model()]


def _judge(which: Which, variant: Variant) -> list[Finding]:
    return _judge_of(which).variant(variant)


def _try(which: Which, mutants: Sequence[Mutant]) -> tuple[Mutant, ...]:
    root, id, _ = which
    return survivors(find_course(root, root).assignment(id), mutants)


class _Mutants:
    """What is to be said of the mutants that are left."""

    def __init__(self, equivalents: Equivalents, tried: Sequence[Mutant], left: Sequence[Mutant]) -> None:
        self._equivalents = equivalents
        self._tried = tried
        self.survivors = tuple(Survivor(mutant=mutant, equivalent=self._equivalents.reason(mutant)) for mutant in left)

    def findings(self) -> Iterator[Finding]:
        """Too many survivors, and entries of the author's list that fit none."""
        judged = len(self._tried) - sum(survivor.equivalent is not None for survivor in self.survivors)
        killed = len(self._tried) - len(self.survivors)
        if killed < LEAST_KILLED * judged:
            fact = f"{killed} of {judged} are noticed, less than {LEAST_KILLED:.0%}: see the survivors"
            yield Finding(kind="mutants", task="", name="", fact=fact)
        for entry in self._equivalents.stale(survivor.mutant for survivor in self.survivors):
            yield Finding(kind="mutants", task="", name=FILE, fact=f"no survivor fits this entry: {entry}")
