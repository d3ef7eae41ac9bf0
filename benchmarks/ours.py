"""The neutral work as a course of our own, graded by `grade batch`."""

import ast
import copy
import json
import sys
from pathlib import Path
from typing import Final

from benchmarks.measure import measured
from benchmarks.system import Outcome
from benchmarks.workload.cells import CELLS, TASKS, write_class
from benchmarks.workload.sources import Test, head, tests
from grader import __version__

ASSIGNMENT: Final = "hw"


class Ours:
    """`grade batch` on a class."""

    name = f"gradescent {__version__}"
    does = "`grade batch`: a sandbox for each submission, a fork for each test; stored and recorded in the gradebook"

    def __init__(self, count: int) -> None:
        self.count = count

    def grade(self, folder: Path, jobs: int) -> Outcome:
        """See `System`."""
        course = write_course(folder / "course")
        handed_in, results = folder / "class", folder / "results.jsonl"
        write_class(handed_in, self.count)
        command = [sys.executable, "-m", "grader", "batch", ASSIGNMENT, str(handed_in), "--course", str(course)]
        cost = measured([*command, "--jobs", str(jobs), "--output", str(results)], folder)
        found = map(json.loads, results.read_text(encoding="utf-8").splitlines())
        by_student = {result["student"]: result["score"] for result in found}
        return Outcome(cost, [by_student[name] for name in sorted(by_student)])


def write_course(folder: Path) -> Path:
    """The neutral work as a course folder."""
    points = {task: sum(test.task == task for test in tests()) for task in TASKS}
    listed = "".join(f'\n[[tasks]]\nname = "{task}"\npoints = {number}\n' for task, number in points.items())
    suite = "\n\n".join([head(), "import pytest", *map(_marked, tests())])
    files = {
        "course.toml": 'title = "Neutral work"\n',
        f"assignments/{ASSIGNMENT}_neutral/assignment.toml": f'title = "Five functions"\n{listed}',
        f"solutions/{ASSIGNMENT}_neutral/{ASSIGNMENT}.py": "\n\n".join(f"# %%\n{cell}" for cell in CELLS),
        f"tests/hidden/{ASSIGNMENT}_neutral/test_{ASSIGNMENT}_neutral.py": suite + "\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _marked(test: Test) -> str:
    function = copy.deepcopy(test.function)
    marks = (f"pytest.mark.task({test.task!r})", "pytest.mark.points(1)")
    function.decorator_list = [ast.parse(mark, mode="eval").body for mark in marks]
    return ast.unparse(function)
