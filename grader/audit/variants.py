"""Answers that are known to be right or wrong, graded as students' work is: in the real sandbox, by the whole suite."""

import math
from collections.abc import Iterator, Sequence

from grader.course.layout import Assignment
from grader.course.variants import Variant
from grader.errors import CourseError
from grader.grading import Grader, digest, grade_one
from grader.records import Finding, Limits, Result, Submission, TaskResult
from grader.suite.reference import model_cells

STUDENT = "audit"


class Judge:
    """One assignment's suite and sandbox, warm."""

    def __init__(self, grader: Grader) -> None:
        self._grader = grader
        self.assignment = grader.assignment

    def result(self, data: bytes, name: str, tasks: Sequence[str] = ()) -> Result:
        """The result of some bytes, as a student's."""
        submission = Submission(
            id="0" * 16, assignment=self.assignment.id, student=STUDENT, name=name, data=data, sha256=digest(data),
            submitted_at="2000-01-01T00:00:00Z",
        )  # fmt: skip
        return grade_one(submission, self._grader, tasks).result

    def stub(self) -> list[Finding]:
        """An untouched stub gets nothing, and what its tests are worth is what the tasks are worth."""
        path = self.assignment.stub_path
        result = self.result(self._stub(), path.name)
        if result.status == "failed":
            return [Finding(kind="stub", task="", name=path.name, fact=f"cannot be run: {result.error}")]
        findings = [
            Finding(kind="stub", task=task.name, name=path.name, fact=f"gets {task.score:g} points for nothing")
            for task in result.tasks
            if task.score
        ]
        if not math.isclose(result.max_score, 100):
            findings.append(Finding(kind="suite", task="", name="", fact=f"its points sum to {result.max_score:g}"))
        return findings

    def model(self) -> list[Finding]:
        """The model answer gets everything."""
        name = self.assignment.model_path.name
        result = self.result(self._script(), name)
        if result.status == "failed":
            return [Finding(kind="model", task="", name=name, fact=f"cannot be run: {result.error}")]
        return [
            Finding(kind="model", task=task.name, name=name, fact=_lost(task)) for task in result.tasks if _loses(task)
        ]

    def variant(self, variant: Variant) -> list[Finding]:
        """An alternative gets everything; a misconception loses in its task alone, and is named there."""
        if variant.task not in task_names(self.assignment):
            return [self._finding(variant, variant.task, "there is no such task in assignment.toml")]
        result = self.result(self._script(variant), f"{self.assignment.id}.py", self._judged_with(variant))
        if result.status == "failed":
            return [self._finding(variant, variant.task, f"cannot be run: {result.error}")]
        if variant.kind == "alternative":
            return [self._finding(variant, task.name, _lost(task)) for task in result.tasks if _loses(task)]
        return list(self._wrong(variant, result.tasks))

    def _judged_with(self, variant: Variant) -> tuple[str, ...]:
        """The tasks whose tests are run. All of them, unless the author lets a test take longer than is usual.

        Then a misconception sits its own task's tests, an alternative those of the tasks that build on it too.
        """
        if self.assignment.limits.test_cpu_seconds <= Limits().test_cpu_seconds:
            return ()
        above = [task for task in task_names(self.assignment) if variant.task in self.assignment.needed_by(task)]
        return (variant.task, *(above if variant.kind == "alternative" else ()))

    def _wrong(self, variant: Variant, tasks: Sequence[TaskResult]) -> Iterator[Finding]:
        (own,) = [task for task in tasks if task.name == variant.task]
        if not _loses(own):
            yield self._finding(variant, own.name, "loses no points")
        elif variant.name not in [diagnosis.misconception for diagnosis in own.diagnoses]:
            named = ", ".join(diagnosis.misconception for diagnosis in own.diagnoses)
            yield self._finding(variant, own.name, f"is not named: {named or 'nothing'} is")
        for task in tasks:
            depends = variant.task in self.assignment.needed_by(task.name)
            if task is not own and _loses(task) and not depends:
                yield self._finding(
                    variant, task.name, f"loses points in a task that does not build on it: {_lost(task)}"
                )

    def _finding(self, variant: Variant, task: str, fact: str) -> Finding:
        return Finding(kind=variant.kind, task=task, name=variant.name, fact=fact)

    def _stub(self) -> bytes:
        path = self.assignment.stub_path
        try:
            return path.read_bytes()
        except OSError as error:
            why = (error.strerror or "unknown reason").lower()
            raise CourseError(f"{path.name}: cannot be read: {why}: grade release {self.assignment.id}") from error

    def _script(self, variant: Variant | None = None) -> bytes:
        """The model answer but for what it only shows, and the variant after it: a script as one would submit it."""
        sources = [cell.source for cell in model_cells(self.assignment.model_path)]
        sources += [variant.source] if variant is not None else []
        return "\n\n".join(f"# %%\n{source.strip()}" for source in sources).encode() + b"\n"


def _loses(task: TaskResult) -> bool:
    return any(test.outcome != "passed" for test in task.tests)


def _lost(task: TaskResult) -> str:
    tests = ", ".join(test.name for test in task.tests if test.outcome != "passed")
    return f"gets {task.score:g} of {task.max_score:g}: {tests}"


def task_names(assignment: Assignment) -> tuple[str, ...]:
    """The names of an assignment's tasks."""
    return tuple(task.name for task in assignment.tasks)
