"""The bare limit: the same cells and tests in one warm process, with nothing between the two.

Started as a program with notebooks as its arguments, it prints a line of JSON: each one's points, and the seconds that
all of them took after the first had warmed the process up.
"""

import contextlib
import gc
import json
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from benchmarks.measure import Cost, measured
from benchmarks.system import Outcome


class Bare:
    """Cells by `exec`, tests by a call."""

    name = "bare limit"
    does = "cells by `exec` and tests by a plain call, one after the other in one warm process; no isolation, no record"

    def __init__(self, count: int) -> None:
        self.count = count

    def grade(self, folder: Path, jobs: int) -> Outcome:
        """See `System`. One process, whatever `jobs`: the others would do the same beside it."""
        from benchmarks.workload.cells import write_class

        notebooks = write_class(folder / "class", self.count)
        program = measured([sys.executable, "-m", "benchmarks.bare", *map(str, notebooks)], folder)
        said = json.loads((folder / "said.txt").read_text())
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
