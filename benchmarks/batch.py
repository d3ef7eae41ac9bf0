"""A batch's CPU seconds a submission, as a ratio to the same cells and tests in one warm process with no isolation.

Ours is all CPU of the caller and of every process below it, start-up apart (the difference of two batches, of
which one is larger). The bare limit runs the same notebooks in one process: cells by exec, the hidden tests by
pytest's own protocol over a suite that is collected once.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import ROOT, environment, measured

FEW = 4
"""Submissions of the smaller batch."""

BARE = """
import gc, io, contextlib, sys, time
from pathlib import Path
import numpy.random, numpy.testing, pytest
from _pytest.runner import runtestprotocol
from grader.course.layout import find_course
from grader.course.notebook import read_submission
from grader.sandbox.fake import Fake
from grader.suite.places import Place
from grader.suite.runs import QUIET, own_settings
from grader.suite.served import Served
from grader.suite.sitting import Sitting
root, id, files = Path(sys.argv[1]), sys.argv[2], [Path(name) for name in sys.argv[3:]]
assignment = find_course(root, root).assignment(id)
place = Place(assignment=assignment, folder=assignment.hidden_folder, graded=True)

class Bare(Served):
    def pytest_runtestloop(self, session):
        self._once(session, files[0])
        gc.collect(); gc.freeze()
        started = time.process_time()
        for file in files:
            self._once(session, file)
        print((time.process_time() - started) / len(files), file=sys.__stderr__)
        return True

    def _once(self, session, file):
        cells = read_submission(file.read_bytes(), file.name, assignment.limits).cells
        self._sitting = Sitting(place, file.stem, lambda: Fake().load(cells, assignment.limits))
        for item in session.items:
            item._initrequest()
        for item in session.items:
            runtestprotocol(item, log=False, nextitem=None)
        assert len(self._sitting.verdicts) == len(session.items)

options = [str(place.folder), "--rootdir", str(place.folder), "--confcutdir", str(place.folder), *QUIET]
with own_settings():
    pytest.main(options, plugins=[Bare(place, None, None, None)])
"""


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
        bare = subprocess.run(
            [sys.executable, "-c", BARE, str(course), options.assignment, *map(str, made)],
            check=True, capture_output=True, text=True, env=environment(),
        )  # fmt: skip
    if few.cpu is None or all_of_them.cpu is None:
        raise SystemExit("benchmarks: no control group may be made here, to count CPU seconds: run as root")
    each = (all_of_them.cpu - few.cpu) / (options.count - FEW)
    limit = float(bare.stderr.strip().splitlines()[-1])
    print(
        f"{options.assignment}, {options.count} submissions, {options.jobs} jobs: {each * 1000:.1f} ms of CPU each, "
        f"bare {limit * 1000:.1f} ms, ratio {each / limit:.2f}; {options.count / all_of_them.wall:.1f} a second"
    )
