"""A real Dask scheduler with a real worker, and a course whose suite can kill what grades it, or wait."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

PATIENCE: Final = 300.0

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
        (FOLDER / "said").write_text(str(above(grader)))
        (FOLDER / "said").rename(FOLDER / "waits")  # it is there whole, or not at all
        while not (FOLDER / "go").exists():
            time.sleep(0.02)
"""
ANSWER = "def double(x):\n    return {0}\ndef wanted():\n    return '{1}'\n"


class Cluster:
    """`dask scheduler` and `dask worker`; `folder` is where workers keep their files, and what a suite waits for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "scheduler.json"
        (folder / "tmp").mkdir()
        settings = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0", "GRADE_TEST_FOLDER": str(folder)}
        self._environment = os.environ | settings | {"TMPDIR": str(folder / "tmp")}
        self.scheduler = self._scheduler()
        self.worker = self._worker()

    def _scheduler(self) -> "subprocess.Popen[bytes]":
        self.file.unlink(missing_ok=True)
        started = self._start("scheduler", "--port", "0")
        wait_for(self.file.exists)
        return started

    def _worker(self) -> "subprocess.Popen[bytes]":
        return self._start("worker", "--no-nanny", "--nthreads", "2")

    def _start(self, *words: str) -> "subprocess.Popen[bytes]":
        common = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(self.file)]
        with (self.folder / f"{words[0]}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *words, *common], env=self._environment, stdout=log, stderr=log
            )

    def revive(self) -> None:
        """Start again what has ended."""
        if self.scheduler.poll() is not None:
            self.worker.kill()
            self.worker.wait()
            self.scheduler = self._scheduler()
        if self.worker.poll() is not None:
            self.worker = self._worker()

    def courses(self) -> list[Path]:
        """The folders in which workers have a course."""
        return list((self.folder / "tmp").glob("grade-course-*"))

    def close(self) -> None:
        """End both."""
        for program in (self.worker, self.scheduler):
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
