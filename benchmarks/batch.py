"""A batch's CPU seconds a submission, as a ratio to the same cells and tests in one warm process with no isolation.

Ours is all CPU of the caller and of every process below it, start-up apart (the difference of two batches, of
which one is larger). The bare limit runs the same notebooks in one process: cells by exec, the hidden tests by
pytest's own protocol over a suite that is collected once.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.bare import bare_suite
from benchmarks.measure import ROOT, measured

FEW = 4
"""Submissions of the smaller batch."""


def make_class(folder: Path, assignment: str, count: int) -> list[Path]:
    """Real students' notebooks and the model answer, again and again."""
    samples = sorted((ROOT / "tests/samples/notebooks").glob(f"{assignment}_*"))
    whole = [path for path in samples if "broken" not in path.name]
    kinds = [*whole, *(ROOT / "solutions").glob(f"{assignment}_*/{assignment}.py")]
    folder.mkdir()
    made = []
    for number in range(count):
        kind = kinds[number % len(kinds)]
        made.append(folder / f"s{number:05}{kind.suffix}")
        shutil.copy(kind, made[-1])
    return made


def make_course(folder: Path, assignment: str) -> Path:
    """A copy, whose gradebook is its own."""
    for room in ("assignments", "solutions", "tests/hidden"):
        (found,) = (ROOT / room).glob(f"{assignment}_*")
        shutil.copytree(found, folder / room / found.name)
    shutil.copy(ROOT / "course.toml", folder)
    return folder


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="scripts/bench batch", description=__doc__)
    parser.add_argument("--assignment", default="hw1")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        course = make_course(folder / "course", options.assignment)
        made = make_class(folder / "class", options.assignment, options.count)
        command = [sys.executable, "-m", "grader", "batch", options.assignment, str(folder / "class")]
        command += ["--course", str(course), "--jobs", str(options.jobs), "--regrade"]
        few = measured([*command, "--limit", str(FEW)], folder)
        all_of_them = measured(command, folder)
        bare = bare_suite(course, options.assignment, made, folder)
    if few.cpu is None or all_of_them.cpu is None:
        raise SystemExit("benchmarks: no control group may be made here, to count CPU seconds: run as root")
    each = (all_of_them.cpu - few.cpu) / (options.count - FEW)
    limit = bare["cpu"] / options.count
    print(
        f"{options.assignment}, {options.count} submissions, {options.jobs} jobs: {each * 1000:.1f} ms of CPU each, "
        f"bare {limit * 1000:.1f} ms, ratio {each / limit:.2f}; {options.count / all_of_them.wall:.1f} a second"
    )
