"""One submission's page for its student: the score, each task, each test, and the notebook with the verdicts in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

import msgspec

from grader.feedback.groups import Group, grouped
from grader.feedback.notebook_view import notebook_view
from grader.feedback.page import page
from grader.feedback.words import OUTCOMES, message_lines, name_in_words
from grader.records import CellReport, Mark, ShownCell, TaskResult, TestResult, Usage

DEAREST: Final = 5
"""How many tests are named of those that used most."""


@dataclass(frozen=True)
class StudentPage:
    """What a page is made of. `shows` how much of the result; `opens`: when it will be all, where that is later."""

    course: str
    title: str
    mark: Mark
    attempt: Literal["last", "best"] = "last"
    shows: Literal["all", "tasks", "score"] = "all"
    opens: datetime | None = None
    cells: tuple[ShownCell, ...] = ()

    def html(self) -> str:
        """The page."""
        result = self.mark.result
        shown = result.tasks if self.shows != "score" else ()
        tasks = [_TaskView.of(task, place, whole=self.shows == "all") for place, task in enumerate(shown, 1)]
        cells, left_out = notebook_view(self.cells if self.shows != "score" else (), [task.name for task in tasks])
        return page(
            "student.html",
            about=self,
            result=result,
            summary=self.mark.summary,
            error=message_lines(result.error or "nothing could be run"),
            tasks=tasks,
            by_name={task.name: task for task in tasks},
            raised=_raised(result.cells if self.shows != "score" else ()),
            used=_Used.of(result.tasks) if self.shows == "all" else None,
            cells=cells,
            left_out=left_out,
            outcomes=OUTCOMES,
        )


@dataclass(frozen=True)
class _TaskView:
    name: str
    anchor: str
    score: float
    max_score: float
    passed: int
    tests: int
    lost: Sequence[Group]
    passes: Sequence[str]
    reasons: Sequence[str]
    consequential: Sequence[str]
    whole: bool

    @classmethod
    def of(cls, task: TaskResult, place: int, *, whole: bool) -> "_TaskView":
        tests = [(task.name, test) for test in without_inputs(task.tests)] if whole else []
        return cls(
            name=task.name,
            anchor=f"task-{place}",
            score=task.score,
            max_score=task.max_score,
            passed=sum(test.outcome == "passed" for test in task.tests),
            tests=len(task.tests),
            lost=[group for group in grouped(tests) if group.outcome != "passed"],
            passes=[name_in_words(test.name) for _, test in tests if test.outcome == "passed"],
            reasons=[one.message or one.misconception for one in task.diagnoses] if whole else (),
            consequential=task.consequential if whole and isinstance(task.consequential, tuple) else (),
            whole=whole,
        )

    @property
    def full(self) -> bool:
        return self.score >= self.max_score


@dataclass(frozen=True)
class _Used:
    cpu_seconds: float
    memory_mb: float
    tests: int
    dearest: Sequence[tuple[str, Usage]]

    @classmethod
    def of(cls, tasks: Sequence[TaskResult]) -> "_Used | None":
        used = [
            (name_in_words(test.name), test.usage)
            for task in tasks
            for test in without_inputs(task.tests)
            if isinstance(test.usage, Usage)
        ]
        if not used:
            return None
        return cls(
            cpu_seconds=sum(usage.cpu_seconds for _, usage in used),
            memory_mb=max(usage.memory_mb for _, usage in used),
            tests=len(used),
            dearest=sorted(used, key=lambda each: -each[1].cpu_seconds)[:DEAREST],
        )


def without_inputs(tests: Sequence[TestResult]) -> list[TestResult]:
    """The tests, with "[2 of 3]" where the name of a hidden one ends in its parameters: they may be its inputs."""
    of_function: dict[str, int] = {}
    for test in tests:
        function = test.name.partition("[")[0]
        of_function[function] = of_function.get(function, 0) + 1
    met: dict[str, int] = {}
    shown = []
    for test in tests:
        function, bracket, _ = test.name.partition("[")
        met[function] = met.get(function, 0) + 1
        if bracket and not test.visible:
            alone = of_function[function] == 1
            name = function if alone else f"{function}[{met[function]} of {of_function[function]}]"
            test = msgspec.structs.replace(test, name=name)  # noqa: PLW2901
        shown.append(test)
    return shown


def _raised(cells: Sequence[CellReport]) -> dict[int, list[str]]:
    """By the number of the cell, counted from 1, what it ended with."""
    return {
        cell.index + 1: message_lines(f"{cell.error.type}: {cell.error.message}".removesuffix(": ")) for cell in cells
    }
