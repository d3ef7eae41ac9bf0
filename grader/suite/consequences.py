"""Which tasks may have lost points through an earlier mistake alone, and what of theirs is worth judging again."""

from collections.abc import Mapping, Sequence

from grader.course.layout import Assignment
from grader.suite.diagnosis import Sat


def by_task(sat: Sequence[Sat]) -> dict[str, list[Sat]]:
    """The tests of each task, in their order."""
    tasks: dict[str, list[Sat]] = {}
    for test in sat:
        tasks.setdefault(test.verdict.task, []).append(test)
    return tasks


def points(sat: Sequence[Sat]) -> float:
    """What these tests earned."""
    return sum(test.verdict.max_points for test in sat if test.verdict.outcome == "passed")


def wrong_below(assignment: Assignment, sat: Mapping[str, Sequence[Sat]]) -> dict[str, tuple[str, ...]]:
    """The tasks that lost points and build on others that did, each with the names of those."""
    wrong = {task for task, tests in sat.items() if any(test.verdict.outcome != "passed" for test in tests)}
    below = {
        task.name: tuple(name for name in assignment.needed_by(task.name) if name in wrong)
        for task in assignment.tasks
        if task.name in wrong
    }
    return {task: names for task, names in below.items() if names}
