"""A real Dask scheduler with real workers, and a course whose suite can kill what grades it, or wait."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

PATIENCE: Final = 60.0

HIDDEN = """import os, signal, time
from pathlib import Path
import pytest

FOLDER = Path(os.environ["GRADE_TEST_FOLDER"])

def above(pid):
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])

@pytest.mark.task("double")
@pytest.mark.points(6)
def test_double(student, rng):
    x = int(rng.integers(1, 1000))
    assert student.double(x) == 2 * x

@pytest.mark.task("double")
@pytest.mark.points(4)
def test_what_becomes_of_the_grader(student):
    grader = above(os.getppid())
    wanted = student.wanted()
    if wanted == "its death":
        os.kill(grader, signal.SIGKILL)
        os._exit(1)
    if wanted == "its patience":
        (FOLDER / "waits").write_text(str(above(grader)))
        while not (FOLDER / "go").exists():
            time.sleep(0.02)
"""
ANSWER = "def double(x):\n    return {0}\ndef wanted():\n    return '{1}'\n"


class Cluster:
    """`dask scheduler` and `dask worker`; `folder` is where workers keep their files, and what a suite waits for."""

    def __init__(self, folder: Path, workers: int) -> None:
        self.folder = folder
        self.file = folder / "scheduler.json"
        (folder / "tmp").mkdir(exist_ok=True)
        settings = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0", "GRADE_TEST_FOLDER": str(folder)}
        self._environment = os.environ | settings | {"TMPDIR": str(folder / "tmp")}
        self._common = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(self.file)]
        self.scheduler = self._start("scheduler", "--port", "0", *self._common)
        wait_for(self.file.exists)
        self.workers = [self._worker() for _ in range(workers)]

    def _start(self, *words: str) -> "subprocess.Popen[bytes]":
        log = (self.folder / f"{words[0]}.log").open("ab")
        with log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *words], env=self._environment, stdout=log, stderr=log
            )

    def _worker(self) -> "subprocess.Popen[bytes]":
        return self._start("worker", "--no-nanny", "--nthreads", "1", *self._common)

    def revive(self) -> None:
        """Start a worker for each that has ended."""
        self.workers = [worker if worker.poll() is None else self._worker() for worker in self.workers]

    def courses(self) -> list[Path]:
        """The folders in which workers have a course."""
        return list((self.folder / "tmp").glob("grade-course-*"))

    def close(self) -> None:
        for program in (*self.workers, self.scheduler):
            program.kill()
            program.wait()


def wait_for(what: Callable[[], object]) -> None:
    """Until it holds."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end
        time.sleep(0.02)


def batch(course: Path, folder: Path, *more: str) -> list[str]:
    """The command line of a batch."""
    words = ["batch", "hw1", str(folder), "--course", str(course), "--sandbox", "none"]
    return [sys.executable, "-m", "grader", *words, *more]


def start(words: list[str], environment: Mapping[str, str] = os.environ) -> "subprocess.Popen[str]":
    """A batch that is on its way."""
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
