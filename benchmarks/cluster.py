"""A batch on a Dask cluster of this machine beside one on the local pool: throughput, CPU and memory, and what limits.

    .venv/bin/python benchmarks/cluster.py --count 2000            (as root, or in a control group of one's own)
    .venv/bin/python benchmarks/cluster.py --count 100000 --tiny   (one function, one test: what is left is our own)

CPU is that of control groups, so that what is killed is counted too: the caller, the scheduler, and the workers with
all that grades. The rest is measured by itself: what a submission weighs on the network, what a chunk costs beside its
grading, and how many submissions a second the caller's gradebook takes.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import wait
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from grader.batch.cluster.alike import versions
from grader.batch.cluster.client import Scheduler, open_cluster, read_address
from grader.batch.cluster.messages import Graded, Request, encode
from grader.batch.cluster.shipping import pack
from grader.batch.worker import Chunk, Outcome, Where, grade_chunk
from grader.course.layout import Course, find_course
from grader.gradebook.store import Gradebook
from grader.records import Result, StaffNote, Submission
from grader.suite.digest import suite_digest

ROOT = Path(__file__).resolve().parents[1]
EMPTY_CHUNKS = 300
WRITES = 2000
SAMPLE = 200
AT_ONCE = 16
"""Results of a chunk that takes a second."""


class Used(NamedTuple):
    """CPU seconds, wall seconds, and the caller's largest memory in megabytes."""

    cpu: dict[str, float]
    wall: float
    memory: float


class Group:
    """A control group, and the CPU seconds of all that is started in it."""

    def __init__(self, name: str) -> None:
        old = Path("/sys/fs/cgroup/cpuacct")
        self._folder = (old if old.is_dir() else Path("/sys/fs/cgroup")) / f"grade-{os.getpid()}-{name}"
        self._folder.mkdir()

    def start(self, *words: str) -> "subprocess.Popen[bytes]":
        join = f'echo $$ > {self._folder}/cgroup.procs; exec "$@"'
        return subprocess.Popen(["sh", "-c", join, "sh", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def used(self) -> float:
        usage = self._folder / "cpuacct.usage"
        if usage.exists():
            return int(usage.read_text()) / 1e9
        return int((self._folder / "cpu.stat").read_text().split()[1]) / 1e6

    def close(self) -> None:
        """Remove it, when all in it have ended."""
        while self._folder.exists():
            with suppress(OSError):
                self._folder.rmdir()
            time.sleep(0.1)


TINY = {
    "course.toml": "",
    "assignments/tiny_double/assignment.toml": '[[tasks]]\nname = "double"\npoints = 1\n',
    "solutions/tiny_double/tiny.py": "# %%\ndef double(x):\n    return 2 * x\n",
    "tests/hidden/tiny_double/test_tiny_double.py": (
        "import pytest\n\n@pytest.mark.task('double')\n@pytest.mark.points(1)\n"
        "def test_double(student, rng):\n    x = int(rng.integers(1, 1000))\n    assert student.double(x) == 2 * x\n"
    ),
}
"""A course of one function with one test, by its files."""


def tiny_course(root: Path) -> Path:
    """Write it."""
    for name, text in TINY.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def make_class(course: Course, folder: Path, assignment: str, count: int) -> None:
    """Real students' notebooks, if there are any, and the model answer, again and again, no two of the same bytes."""
    samples = sorted((course.root / "tests/samples/notebooks").glob(f"{assignment}_*"))
    kinds = [path for path in samples if "broken" not in path.name]
    kinds += (course.root / "solutions").glob(f"{assignment}_*/{assignment}.py")
    contents = [path.read_bytes() for path in kinds]
    folder.mkdir()
    for number in range(count):
        kind = number % len(kinds)
        own = f"\n{number:b}".translate({ord("0"): " ", ord("1"): "\n"}).encode()  # white space at the end says nothing
        (folder / f"s{number:06}{kinds[kind].suffix}").write_bytes(contents[kind] + own)


@contextmanager
def cluster(file: Path, workers: int, threads: int) -> Iterator[tuple[Group, Group]]:
    """A scheduler and workers, each kind in a group of its own."""
    groups = Group("scheduler"), Group("workers")
    dask = [sys.executable, "-m", "dask"]
    common = ["--scheduler-file", str(file), "--host", "127.0.0.1", "--no-dashboard"]
    with ExitStack() as running:
        for group in groups:
            running.callback(group.close)
        programs = [groups[0].start(*dask, "scheduler", "--port", "0", *common)]
        programs += [groups[1].start(*dask, "worker", "--nthreads", str(threads), *common) for _ in range(workers)]
        try:
            while not file.exists():
                time.sleep(0.1)
            yield groups
        finally:
            for program in reversed(programs):
                program.terminate()
                program.wait()


def run(words: list[str], others: dict[str, Group]) -> Used:
    """One batch."""
    caller = Group("caller")
    before, started = {name: group.used() for name, group in others.items()}, time.perf_counter()
    program = caller.start(sys.executable, "-m", "grader", "batch", *words)
    _, status, usage = os.wait4(program.pid, 0)
    wall = time.perf_counter() - started
    if status:
        raise SystemExit(f"grade batch {' '.join(words)}: status {os.waitstatus_to_exitcode(status)}")
    cpu = {"caller": caller.used()} | {name: group.used() - before[name] for name, group in others.items()}
    caller.close()
    return Used(cpu, wall, usage.ru_maxrss / 1024)


def report(name: str, used: Used, count: int) -> None:
    """One line."""
    each = "  ".join(f"{part} {1000 * seconds / count:.1f}" for part, seconds in used.cpu.items())
    total = 1000 * sum(used.cpu.values()) / count
    print(
        f"{name:14} {count / used.wall:7.1f} a second  CPU ms each {total:.1f} ({each})  caller {used.memory:.0f} MB",
        flush=True,
    )


def weigh(course: Course, assignment: str, book: Path) -> tuple[list[Submission], list[tuple[Result, list[StaffNote]]]]:
    """Print what crosses the network for each submission, once graded; return some of them."""
    with Gradebook.open(book) as opened:
        results = opened.results(assignment)[:SAMPLE]
        submissions = [opened.submission(result.submission) for result in results]
        kept = [one for one in submissions if one is not None]
        graded = [(result, opened.notes(result.submission, result.suite)) for result in results]
    chosen = course.assignment(assignment)
    where = Where(course=str(course.root), assignment=assignment, suite=suite_digest(chosen), sandbox="bubblewrap")
    there = encode(Request(versions=versions(), chunk=Chunk(where=where, submissions=tuple(kept))))
    outcomes = (Outcome(submission=one, result=of[0], notes=tuple(of[1])) for one, of in zip(kept, graded, strict=True))
    back = encode(Graded(outcomes=tuple(outcomes)))
    size = sum(len(one.data) for one in kept)
    print(
        f"bytes          {len(there) // len(kept)} a submission there, {(len(back) - size) // len(kept)} back; ", end=""
    )
    print(f"the course {len(pack(course, chosen)) / 1024:.0f} kB a worker, once")
    return kept, graded


def empty_chunks(course: Course, assignment: str, file: Path) -> None:
    """Print what a chunk costs beside its grading: one after the other, and many at a time."""
    chosen = course.assignment(assignment)
    where = Where(course=str(course.root), assignment=assignment, suite=suite_digest(chosen), sandbox="bubblewrap")
    nothing = Chunk(where=where, submissions=())
    with open_cluster(Scheduler(read_address(file)), course, chosen) as engine:
        wait([engine.submit(grade_chunk, nothing) for _ in range(8)])  # all workers are warm
        started = time.perf_counter()
        for _ in range(EMPTY_CHUNKS):
            engine.submit(grade_chunk, nothing).result()
        one, started = time.perf_counter() - started, time.perf_counter()
        before = time.process_time()
        wait([engine.submit(grade_chunk, nothing) for _ in range(EMPTY_CHUNKS)])
        many, cpu = time.perf_counter() - started, time.process_time() - before
    print(
        f"empty chunk    {1000 * one / EMPTY_CHUNKS:.1f} ms there and back; {EMPTY_CHUNKS / many:.0f} a second, "
        f"of which {1000 * cpu / EMPTY_CHUNKS:.1f} ms CPU of the caller"
    )


def writes(folder: Path, submissions: list[Submission], graded: list[tuple[Result, list[StaffNote]]]) -> None:
    """Print what the caller's gradebook takes for each submission: to store it, and to record a chunk's results."""
    import msgspec

    ours = [f"w{number:06}" for number in range(WRITES)]
    places = [number % len(submissions) for number in range(WRITES)]
    made = [msgspec.structs.replace(submissions[at], id=one, student=one) for at, one in zip(places, ours, strict=True)]
    results = [
        (msgspec.structs.replace(graded[at][0], submission=one, student=one), graded[at][1])
        for at, one in zip(places, ours, strict=True)
    ]
    with Gradebook.open(folder / "writes.sqlite") as book:
        started, cpu = time.perf_counter(), time.process_time()
        for one in made:
            book.store(one)
        stored, started = time.perf_counter() - started, time.perf_counter()
        for start in range(0, WRITES, AT_ONCE):
            book.record_all(results[start : start + AT_ONCE])
        recorded, cpu = time.perf_counter() - started, time.process_time() - cpu
    size = sum(path.stat().st_size for path in folder.glob("writes.sqlite*"))
    print(
        f"gradebook      {WRITES / (stored + recorded):.0f} submissions a second: {1000 * stored / WRITES:.2f} ms to "
        f"store, {1000 * recorded / WRITES:.2f} to record, CPU {1000 * cpu / WRITES:.2f}; {size // WRITES} bytes"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--assignment", default="hw1")
    parser.add_argument("--tiny", action="store_true", help="one function with one test, instead of a real assignment")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--skip-local", action="store_true")
    options = parser.parse_args()
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = tiny_course(folder / "course") if options.tiny else ROOT
        assignment = "tiny" if options.tiny else options.assignment
        course = find_course(root, root)
        make_class(course, folder / "class", assignment, options.count)
        words = [assignment, str(folder / "class"), "--course", str(root), "--gradebook"]
        if not options.skip_local:
            jobs = str(options.workers * options.threads)
            report("local pool", run([*words, str(folder / "pool.sqlite"), "--jobs", jobs], {}), options.count)
        file = folder / "scheduler.json"
        with cluster(file, options.workers, options.threads) as (scheduler, workers):
            others = {"scheduler": scheduler, "workers": workers}
            used = run([*words, str(folder / "dask.sqlite"), "--scheduler-file", str(file)], others)
            report("Dask", used, options.count)
            empty_chunks(course, assignment, file)
        writes(folder, *weigh(course, assignment, folder / "dask.sqlite"))


if __name__ == "__main__":
    main()
