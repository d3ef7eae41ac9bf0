"""What Dask's worker holds and runs: the course, as it came, and a process for each of its threads."""

import shutil
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from distributed import Reschedule, Worker, WorkerPlugin, get_worker

from grader.batch.cluster.messages import Died, Unfit, encode
from grader.batch.cluster.process import Process
from grader.batch.cluster.shipping import unpack
from grader.errors import GraderError

IDLE: Final = 300.0
"""Seconds without work after which the processes end: a caller that was killed does not tell."""


class CourseHere(WorkerPlugin):
    """The course on one worker. Dask brings it to each worker once, late ones too, and takes it away at the end."""

    def __init__(self, archive: bytes, digest: str) -> None:
        self.archive = archive
        self.digest = digest

    def setup(self, worker: Worker) -> None:
        """See `WorkerPlugin`. Nothing is unpacked or started before there is work."""
        self._lock = threading.Lock()
        # Processes end with the thread that started them: one that lives as long as the course is here.
        self._starter = ThreadPoolExecutor(1, "grade-start")
        self._folder: Path | None = None
        self._free: list[Process] = []
        self._busy: set[Process] = set()
        self._asked = 0
        self._rest: threading.Timer | None = None
        self._over = False

    def teardown(self, worker: Worker) -> None:
        """See `WorkerPlugin`. Ends the processes in the middle of their work, and removes the course."""
        with self._lock:
            self._over = True
            self._free += self._busy  # what these answer is not believed any more
            self._clear()
        self._starter.shutdown()

    def ask(self, request: bytes) -> bytes:
        """A process's answer."""
        process = None
        self._begin()
        try:
            process = self._take()
            answer = process.ask(request)
        except GraderError as error:
            return encode(Unfit(reason=f"{_name()}: {error}"))
        finally:
            self._finish(process)
        if self._over:
            raise Reschedule  # it may have been ended by us
        return encode(Died()) if answer is None else answer

    def _begin(self) -> None:
        with self._lock:
            if self._over:
                raise Reschedule
            self._asked += 1
            if self._rest is not None:
                self._rest.cancel()

    def _take(self) -> Process:
        with self._lock:
            self._free = [process for process in self._free if process.alive]
            if self._free:
                process = self._free.pop()
                self._busy.add(process)
                return process
            folder = self._unpacked()
        try:
            starting = self._starter.submit(Process, folder)
        except RuntimeError:  # all is over since
            raise Reschedule from None
        process = starting.result()
        with self._lock:
            self._busy.add(process)
        return process

    def _finish(self, process: Process | None) -> None:
        with self._lock:
            self._asked -= 1
            if process is not None:
                self._busy.discard(process)
                if process.alive and not self._over:
                    self._free.append(process)
                else:
                    process.close()
            if not self._asked and not self._over:
                self._rest = threading.Timer(IDLE, self._clear_when_idle)
                self._rest.daemon = True
                self._rest.start()

    def _unpacked(self) -> Path:
        """The course's folder; the folder around it is nobody else's."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="grade-course-"))  # mode 0700
            root = self._folder / "course"
            root.mkdir()
            unpack(self.archive, self.digest, root)
        return self._folder / "course"

    def _clear_when_idle(self) -> None:
        with self._lock:
            if not self._asked:
                self._clear()

    def _clear(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
        for process in self._free:
            process.close()
        self._free.clear()


def grade(course: str, request: bytes) -> bytes:
    """Answer a request, by the course of that name: the task that Dask runs."""
    here = get_worker().plugins.get(course)
    if not isinstance(here, CourseHere):
        return encode(Unfit(reason=f"{_name()}: the course is not there"))
    return here.ask(request)


def _name() -> str:
    return str(get_worker().address)
