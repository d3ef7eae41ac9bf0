"""A batch's CPU seconds a submission, as a ratio to the same cells and tests in one warm process with no isolation.

    .venv/bin/python benchmarks/batch.py --count 60 --jobs 1        (as root, or in a control group of one's own)

Ours is all CPU of the caller and of every process below it, start-up apart (the difference of two batches, of
which one is larger). The bare limit runs the same notebooks in one process: cells by exec, the hidden tests by
pytest's own protocol over a suite that is collected once.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

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


class Account:
    """The CPU seconds of programs and of all that they start, in a control group: who was killed is counted too."""

    def __init__(self) -> None:
        old = Path("/sys/fs/cgroup/cpuacct")
        self._folder = (old if old.is_dir() else Path("/sys/fs/cgroup")) / f"grade-{os.getpid()}"
        self._folder.mkdir()

    def run(self, command: list[str]) -> tuple[float, float]:
        """CPU seconds and wall seconds."""
        join = f'echo $$ > {self._folder}/cgroup.procs; exec "$@"'
        before, started = self._used(), time.perf_counter()
        subprocess.run(
            ["sh", "-c", join, "sh", *command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wall = time.perf_counter() - started
        return self._used() - before, wall

    def _used(self) -> float:
        usage = self._folder / "cpuacct.usage"
        if usage.exists():
            return int(usage.read_text()) / 1e9
        return int((self._folder / "cpu.stat").read_text().split()[1]) / 1e6

    def close(self) -> None:
        """Remove the group."""
        time.sleep(0.2)  # those that were killed last are being cleared away
        self._folder.rmdir()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--assignment", default="hw1")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--jobs", default="1")
    options = parser.parse_args()
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryDirectory() as folder:
        course = make_course(Path(folder) / "course", options.assignment)
        made = make_class(Path(folder) / "class", options.assignment, options.count)
        command = [sys.executable, "-m", "grader", "batch", options.assignment, str(made[0].parent)]
        command += ["--course", str(course), "--jobs", options.jobs, "--regrade"]
        account = Account()
        few, _ = account.run([*command, "--limit", "4"])
        cpu, wall = account.run(command)
        account.close()
        bare = subprocess.run(
            [sys.executable, "-c", BARE, str(course), options.assignment, *map(str, made)],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
    each = (cpu - few) / (options.count - 4)
    limit = float(bare.stderr.strip().splitlines()[-1])
    print(
        f"{options.assignment}, {options.count} submissions, {options.jobs} jobs: {each * 1000:.1f} ms of CPU each, "
        f"bare {limit * 1000:.1f} ms, ratio {each / limit:.2f}; {options.count / wall:.1f} a second"
    )


if __name__ == "__main__":
    main()
