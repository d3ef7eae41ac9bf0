"""The neutral work as an nbgrader course, graded by `nbgrader autograde`."""

import csv
import json
import os
import subprocess
from pathlib import Path
from typing import Final

from benchmarks.environments import programs
from benchmarks.measure import environment, measured
from benchmarks.system import Outcome
from benchmarks.workload.cells import CELLS, TASKS, student_cells, student_name
from benchmarks.workload.notebooks import Cell, code, heading, write
from benchmarks.workload.sources import Test, head, tests

VERSION: Final = "0.9.6"
ASSIGNMENT: Final = "hw"
FILE: Final = "hw.ipynb"
DIGITS: Final = "0123456789"

_CONFIG: Final = "c = get_config()\nc.CourseDirectory.course_id = 'neutral'\n"


class Nbgrader:
    """`nbgrader autograde`: one process, as it comes; or `at_once`, several, each with its share of the students."""

    def __init__(self, count: int, *, at_once: bool = False) -> None:
        self.count = count
        self._at_once = at_once
        how = "in several processes, each with its share of the class" if at_once else "for the class"
        self.name = f"nbgrader {VERSION}{', shared out' if at_once else ''}"
        self.does = (
            f"`nbgrader autograde` {how}: a kernel for each submission, in which the hidden tests run too; "
            "recorded in gradebook.db"
        )

    def grade(self, folder: Path, jobs: int) -> Outcome:
        """See `System`."""
        here = programs("nbgrader", (f"nbgrader=={VERSION}", "numpy"))
        env = _environment(folder, here)
        course = folder / "course"
        write(source_cells(), course / "source" / ASSIGNMENT / FILE)
        (course / "nbgrader_config.py").write_text(_CONFIG)
        nbgrader = str(here / "nbgrader")
        subprocess.run(
            [nbgrader, "generate_assignment", ASSIGNMENT], cwd=course, env=env, check=True, capture_output=True
        )
        self._hand_in(course)
        processes = min(jobs, len(DIGITS)) if self._at_once else 1
        shares = [DIGITS[start::processes] for start in range(processes)]
        (course / "shares").write_text("\n".join(shares))
        each = f'exec "{nbgrader}" autograde {ASSIGNMENT} --student="*[$1]"'  # by the last digit
        cost = measured(
            ["xargs", "-a", "shares", "-P", str(processes), "-I{}", "sh", "-c", each, "sh", "{}"], course, env
        )
        subprocess.run([nbgrader, "export"], cwd=course, env=env, check=True, capture_output=True)
        with (course / "grades.csv").open(newline="") as grades:
            by_student = {row["student_id"]: float(row["raw_score"]) for row in csv.DictReader(grades)}
        return Outcome(cost, [by_student[name] for name in sorted(by_student)])

    def _hand_in(self, course: Path) -> None:
        released = (course / "release" / ASSIGNMENT / FILE).read_text(encoding="utf-8")
        for number in range(self.count):
            notebook = json.loads(released)
            answers = {f"code{place}": text for place, text in enumerate(student_cells(number))}
            for cell in notebook["cells"]:
                cell["source"] = answers.get(cell["id"], cell["source"])
            file = course / "submitted" / student_name(number) / ASSIGNMENT / FILE
            file.parent.mkdir(parents=True)
            file.write_text(json.dumps(notebook), encoding="utf-8")


def source_cells() -> list[Cell]:
    """The instructor's notebook: each function a solution cell, behind it its hidden tests."""
    made = [code(CELLS[0], "code0")]
    for place, (task, text) in enumerate(zip(TASKS, CELLS[1:], strict=True), 1):
        first, rest = text.rstrip("\n").split("\n", 1)
        solution = f"{first}\n    ### BEGIN SOLUTION\n{rest}\n    ### END SOLUTION"
        of_task = [test for test in tests() if test.task == task]
        made += [
            heading(place),
            code(solution, f"code{place}", _marks(task, solution=True)),
            *(code(test_cell(test), test.cell, _marks(test.name, solution=False)) for test in of_task),
        ]
    return made


def test_cell(test: Test) -> str:
    """A hidden test; the student's names are those of the kernel that it runs in."""
    call = f"{test.name}(types.SimpleNamespace(**globals()))"
    return "\n".join(["### BEGIN HIDDEN TESTS", "import types", head(), test.text, call, "### END HIDDEN TESTS"])


def _marks(name: str, *, solution: bool) -> dict[str, object]:
    marks = {
        "grade_id": name, "grade": not solution, "solution": solution, "locked": not solution, "task": False,
        "schema_version": 3, "cell_type": "code",
    }  # fmt: skip
    return {"nbgrader": marks if solution else marks | {"points": 1}}


def _environment(folder: Path, here: Path) -> dict[str, str]:
    """Settings and caches of its own; nothing of whoever measures."""
    home = folder / "home"
    home.mkdir()
    env = environment(HOME=str(home), PATH=f"{here}:{os.environ['PATH']}")
    env.pop("PYTHONPATH")
    return {name: value for name, value in env.items() if not name.startswith(("JUPYTER", "IPYTHON", "NBGRADER"))}
