"""The bare limit: the same cells and tests in one warm process, with nothing between the two.

Started as a program with notebooks as its arguments, it prints a line of JSON: each one's points, and the seconds that
all of them took after the first had warmed the process up.
"""

import contextlib
import gc
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from benchmarks.measure import Cost, measured
from benchmarks.ours import ASSIGNMENT, write_course
from benchmarks.system import Outcome
from benchmarks.workload.cells import write_class


class Bare:
    """Cells by `exec`, tests by a call."""

    name = "bare calls"
    does = "cells by `exec` and tests by a plain call, in one warm process: no isolation, no pytest, no record"

    def __init__(self, count: int) -> None:
        self.count = count

    def grade(self, folder: Path, jobs: int) -> Outcome:
        """See `System`. One process, whatever `jobs`: the others would do the same beside it."""
        notebooks = write_class(folder / "class", self.count)
        program = measured([sys.executable, "-m", "benchmarks.bare", *map(str, notebooks)], folder)
        return _outcome(_said(folder), program, jobs)


class BareSuite:
    """Cells by `exec`, tests as a pytest suite."""

    name = "bare pytest"
    does = "cells by `exec` and tests by pytest, collected once, in one warm process: no isolation, no record"

    def __init__(self, count: int) -> None:
        self.count = count

    def grade(self, folder: Path, jobs: int) -> Outcome:
        """See `System`. One process, as with `Bare`."""
        course = write_course(folder / "course")
        notebooks = write_class(folder / "class", self.count)
        program = measured(_suite_program(course, ASSIGNMENT, notebooks), folder)
        return _outcome(_said(folder), program, jobs)


def bare_suite(course: Path, assignment: str, notebooks: Sequence[Path], folder: Path) -> dict[str, Any]:
    """What `bare_suite.py` finds of any course's assignment."""
    measured(_suite_program(course, assignment, notebooks), folder)
    return _said(folder)


def _suite_program(course: Path, assignment: str, notebooks: Sequence[Path]) -> list[str]:
    return [sys.executable, "-m", "benchmarks.bare_suite", str(course), assignment, *map(str, notebooks)]


def _said(folder: Path) -> dict[str, Any]:
    """The program's own line; pytest may have spoken before."""
    return cast("dict[str, Any]", json.loads((folder / "said.txt").read_text().splitlines()[-1]))


def _outcome(said: dict[str, Any], program: Cost, jobs: int) -> Outcome:
    return Outcome(Cost(said["wall"] / jobs, said["cpu"], program.memory * jobs), said["points"])


def points(file: Path) -> int:
    """What a notebook earns."""
    from benchmarks.workload import suite

    names: dict[str, Any] = {}
    for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            with contextlib.suppress(Exception):
                exec("".join(cell["source"]), names)
    student, earned = SimpleNamespace(**names), 0
    for name, test in vars(suite).items():
        if name.startswith("test_"):
            with contextlib.suppress(Exception):
                test(student)
                earned += 1
    return earned


def main() -> None:
    """Judge the notebooks that are named."""
    files = [Path(name) for name in sys.argv[1:]]
    points(files[0])
    gc.collect()
    gc.freeze()
    wall, cpu = time.perf_counter(), time.process_time()
    found = [points(file) for file in files]
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(json.dumps({"wall": wall, "cpu": cpu, "points": found}))


if __name__ == "__main__":
    main()
