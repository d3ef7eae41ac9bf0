"""How long a student waits: `grade submit` and `grade check`, beside the bare imports that nobody can do without.

Prints, for each command, the median wall time, the student's own work (the notebook's cells and the suite's tests in
one warm process, no wall in between), the imports' wall time, and the ratio that matters:

    (command - own work) / imports

All are measured in turn, so that a noisy machine is as noisy for one as for the other.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.measure import ROOT, environment

WARM = """
import sys, time
from pathlib import Path
import numpy.random, numpy.testing, pytest
from grader.course.layout import find_course
from grader.sandbox.fake import Fake
from grader.course.notebook import read_submission
assignment = find_course(Path(sys.argv[1])).assignment(sys.argv[2])
class Calls:
    seconds = 0.0
    def pytest_runtest_logreport(self, report):
        self.seconds += report.duration if report.when == "call" else 0.0
model = assignment.model_path
started = time.perf_counter()
Fake().load(read_submission(model.read_bytes(), model.name, assignment.limits).cells, assignment.limits)
cells = time.perf_counter() - started
calls = Calls()
tests = assignment.hidden_folder if sys.argv[3] == "submit" else assignment.public_checks
pytest.main(["-q", "-p", "no:cacheprovider", "-W", "ignore", "--import-mode=importlib", str(tests)], plugins=[calls])
print(cells + calls.seconds, file=sys.stderr)
"""


def wall(words: list[str]) -> float:
    """Seconds of one run."""
    started = time.perf_counter()
    subprocess.run(words, check=True, capture_output=True, cwd=ROOT, env=environment())
    return time.perf_counter() - started


def own_work(assignment: str, command: str) -> float:
    """Seconds of the cells and the tests alone."""
    done = subprocess.run(
        [sys.executable, "-c", WARM, str(ROOT), assignment, command],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(),
    )
    return float(done.stderr.strip().splitlines()[-1])


def measured(what: Mapping[str, Callable[[], float]], repeat: int) -> dict[str, float]:
    """The median of each, taken in turn."""
    times: dict[str, list[float]] = {name: [] for name in what}
    for _ in range(repeat):
        for name, once in what.items():
            times[name].append(once())
    return {name: statistics.median(values) for name, values in times.items()}


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="scripts/bench startup", description=__doc__)
    parser.add_argument("--repeat", type=int, default=7)
    parser.add_argument("--assignment", default="hw1")
    options = parser.parse_args(arguments)
    model = next((ROOT / "solutions").glob(f"{options.assignment}_*")) / f"{options.assignment}.py"
    grade = [sys.executable, "-m", "grader"]
    imports = {"submit": "numpy, pytest, IPython, nbformat", "check": "numpy, nbformat, pytest"}
    with tempfile.TemporaryDirectory() as folder:
        notebook = Path(folder) / model.name
        notebook.write_text(model.read_text())
        for command, modules in imports.items():
            words = [*grade, command, str(notebook), "--course", str(ROOT)]
            found = measured(
                {
                    "command": lambda words=words: wall(words),  # type: ignore[misc]
                    "imports": lambda modules=modules: wall([sys.executable, "-c", f"import {modules}"]),  # type: ignore[misc]
                    "own": lambda command=command: own_work(options.assignment, command),  # type: ignore[misc]
                },
                options.repeat,
            )
            ratio = (found["command"] - found["own"]) / found["imports"]
            print(
                f"grade {command:6}  {found['command']:.2f} s  own work {found['own']:.2f} s  "
                f"import {modules}: {found['imports']:.2f} s  ratio {ratio:.2f}"
            )
