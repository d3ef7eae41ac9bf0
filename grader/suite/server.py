"""A suite collected once, in a process of its own; a child forked for each submission.

Starting pytest costs far more than running a suite. The server is forked before anything heavy is loaded, so that it
collects while its parent reads the notebook and the sandbox warms up. It inherits the sandbox, and the child that it
forks for a submission speaks to the student's processes itself.
"""

import os
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

import msgspec

from grader.errors import GraderError, SuiteError
from grader.records import Cell, Limits, Record, SuiteReport
from grader.sandbox.interface import Sandbox
from grader.suite.allowance import DIAGNOSIS_TESTS
from grader.suite.jobs import Broken, Done, Job
from grader.suite.places import Place

HEADER: Final = 8
MARGIN_SECONDS: Final = 120.0


class SuiteServer:
    """The staff's end. Not to be shared between threads: one submission at a time."""

    def __init__(self, place: Place, sandbox: Sandbox) -> None:
        ours, theirs = socket.socketpair()
        self._socket = ours
        # What is buffered would be written once more by the child.
        sys.stdout.flush()
        sys.stderr.flush()
        parent = os.getpid()
        self._pid = os.fork()
        if self._pid == 0:
            ours.close()
            _serve(place, sandbox, theirs, parent)
        with suppress(OSError):  # the child has done it already
            os.setpgid(self._pid, 0)
        theirs.close()

    def judge(self, cells: Sequence[Cell], student: str, limits: Limits, tasks: Sequence[str] = ()) -> SuiteReport:
        """What the suite says of one submission. Raises SuiteError or SandboxError: no mark may come of it."""
        try:
            answer = self._ask(Job(cells=tuple(cells), student=student, limits=limits, tasks=tuple(tasks)), limits)
        except BaseException:
            self.close()  # an answer that comes late would be taken for the next submission's
            raise
        if isinstance(answer, Broken):
            raise _error_named(answer.kind)(answer.message)
        return answer.report

    def _ask(self, job: Job, limits: Limits) -> Done | Broken:
        try:
            self._socket.settimeout(_patience(limits))
            _send(self._socket, job)
            return msgspec.msgpack.decode(_receive(self._socket), type=Done | Broken)
        except TimeoutError:
            raise SuiteError("the suite does not come to an end: run it with pytest to see why") from None
        except (EOFError, OSError, msgspec.DecodeError):
            raise SuiteError("the suite's process ended: run the suite with pytest to see why") from None

    def close(self) -> None:
        """End the server, and whatever it is doing."""
        self._socket.close()
        if self._pid:
            with suppress(ProcessLookupError):
                os.killpg(self._pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(self._pid, 0)
            self._pid = 0


def _patience(limits: Limits) -> float:
    """How many seconds a suite may take: all that the student's side may, and then to look for mistakes."""
    looking = DIAGNOSIS_TESTS * limits.test_cpu_seconds * limits.wall_factor
    return limits.submission_wall_seconds + looking + MARGIN_SECONDS


def _error_named(kind: str) -> type[GraderError]:
    from grader import errors

    found = getattr(errors, kind, None)
    return found if isinstance(found, type) and issubclass(found, GraderError) else SuiteError


def _send(sock: socket.socket, record: Record) -> None:
    data = msgspec.msgpack.encode(record)
    sock.sendall(len(data).to_bytes(HEADER, "big") + data)


def _receive(sock: socket.socket) -> bytes:
    """One record's bytes. Raises EOFError when the other end is gone."""
    return _exactly(sock, int.from_bytes(_exactly(sock, HEADER), "big"))


def _exactly(sock: socket.socket, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        chunk = sock.recv(size - len(data))
        if not chunk:
            raise EOFError
        data += chunk
    return bytes(data)


def _serve(place: Place, sandbox: Sandbox, sock: socket.socket, parent: int) -> None:
    """Collect, then judge submissions until the staff's end hangs up. Never returns."""
    from grader.workers import end_with

    status = 1
    try:
        os.setpgid(0, 0)  # whoever ends the server ends its forks with it
        end_with(parent)  # a suite that is in the middle of its work would notice late, and hold what it inherited
        _silence()
        os.chdir(place.assignment.folder)  # where the model answer finds its data
        from grader.suite.served import serve

        def receive() -> Job | None:
            try:
                return msgspec.msgpack.decode(_receive(sock), type=Job)
            except (EOFError, OSError):
                return None

        serve(place, sandbox, receive, lambda record: _send(sock, record))
        status = 0
    finally:
        os._exit(status)


def _silence() -> None:
    """A suite's prints belong to nobody here; `pytest` shows them to its author."""
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
