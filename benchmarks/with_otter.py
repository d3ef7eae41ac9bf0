"""The neutral work as an otter-grader assignment, graded without containers: `otter run`, or otter's own function."""

import json
import os
import re
import subprocess
import textwrap
from pathlib import Path
from typing import Final

from benchmarks.environments import programs
from benchmarks.measure import environment, measured
from benchmarks.system import Outcome
from benchmarks.workload.cells import CELLS, TASKS, write_class
from benchmarks.workload.notebooks import Cell, code, heading, raw, write
from benchmarks.workload.sources import Test, head, tests

VERSION: Final = "7.0.0"

_CONFIG: Final = """# ASSIGNMENT CONFIG
export_cell: false
check_all_cell: false
tests:
    files: true
    ok_format: false
"""
_WARM: Final = Path(__file__).with_name("otter_worker.py")


class OtterRun:
    """`otter run`, a process for each submission."""

    name = f"otter-grader {VERSION}, otter run"
    does = "`otter run` (no container): a process and a kernel for each submission, in which the hidden tests run too"

    def __init__(self, count: int) -> None:
        self.count = count

    def grade(self, folder: Path, jobs: int) -> Outcome:
        """See `System`."""
        here = programs("otter", (f"otter-grader[grading]=={VERSION}",))
        env = otter_environment(folder, here)
        autograder = assign(folder / "assignment", here, env)
        names = [file.stem for file in write_class(folder / "class", self.count)]
        (folder / "names").write_text("\n".join(names))
        for name in names:
            (folder / "results" / name).mkdir(parents=True)
        each = f'exec "{here}/otter" run --no-logo -a "{autograder}" -o "results/$1" "class/$1.ipynb"'
        cost = measured(["xargs", "-a", "names", "-P", str(jobs), "-I{}", "sh", "-c", each, "sh", "{}"], folder, env)
        return Outcome(cost, [_points(folder / "results" / name / "results.json") for name in names])


class OtterWarm:
    """otter's function `grade_submission`, in workers that stay: the start of a process is paid once a worker."""

    name = f"otter-grader {VERSION}, warm workers"
    does = "`otter.api.grade_submission` (no container) in processes that stay: a kernel for each submission"

    def __init__(self, count: int) -> None:
        self.count = count

    def grade(self, folder: Path, jobs: int) -> Outcome:
        """See `System`."""
        here = programs("otter", (f"otter-grader[grading]=={VERSION}",))
        env = otter_environment(folder, here)
        autograder = assign(folder / "assignment", here, env)
        notebooks = write_class(folder / "class", self.count)
        words = [str(here / "python"), str(_WARM), str(jobs), str(autograder), "points.json"]
        cost = measured([*words, *map(str, notebooks)], folder, env)
        return Outcome(cost, json.loads((folder / "points.json").read_text()))


def assign(folder: Path, here: Path, env: dict[str, str]) -> Path:
    """Run `otter assign` on the instructor's notebook; the configuration that grading needs."""
    write(master_cells(), folder / "hw.ipynb")
    subprocess.run(
        [str(here / "otter"), "assign", "hw.ipynb", "made"], cwd=folder, env=env, check=True, capture_output=True
    )
    return next((folder / "made/autograder").glob("*.zip"))


def master_cells() -> list[Cell]:
    """The instructor's notebook: a question for each function, with its hidden tests."""
    made = [raw(_CONFIG, "settings"), code(CELLS[0], "code0")]
    for place, (task, text) in enumerate(zip(TASKS, CELLS[1:], strict=True), 1):
        first, rest = text.rstrip("\n").split("\n", 1)
        solution = f"{first}\n    # BEGIN SOLUTION\n{rest}\n    # END SOLUTION"
        of_task = [test for test in tests() if test.task == task]
        made += [
            raw(f"# BEGIN QUESTION\nname: q{place}\npoints:\n    each: 1\n", f"question{place}"),
            heading(place),
            raw("# BEGIN SOLUTION", f"solution{place}"),
            code(solution, f"code{place}"),
            raw("# END SOLUTION", f"solved{place}"),
            raw("# BEGIN TESTS", f"tests{place}"),
            *(code(test_cell(test), test.cell) for test in of_task),
            raw("# END TESTS", f"tested{place}"),
            raw("# END QUESTION", f"end{place}"),
        ]
    return made


def test_cell(test: Test) -> str:
    """Otter allows one function in a cell, of the student's names: the suite's constants go inside."""
    inside = [head(), "from types import SimpleNamespace", test.text, f"{test.name}(SimpleNamespace(**env))"]
    settings = '""" # BEGIN TEST CONFIG\nhidden: true\npoints: 1\n""" # END TEST CONFIG'
    return f"{settings}\ndef {test.name}(env):\n{textwrap.indent(chr(10).join(inside), '    ')}"


def _points(results: Path) -> float:
    return float(sum(test.get("score", 0) for test in json.loads(results.read_text())["tests"]))


def otter_environment(folder: Path, here: Path) -> dict[str, str]:
    """Caches of its own, below the folder; nothing of whoever measures."""
    home, temporary = folder / "home", folder / "tmp"
    home.mkdir()
    temporary.mkdir()
    env = environment(HOME=str(home), TMPDIR=str(temporary), PATH=f"{here}:{os.environ['PATH']}")
    env.pop("PYTHONPATH")
    return {name: value for name, value in env.items() if not re.match("JUPYTER|IPYTHON", name)}
