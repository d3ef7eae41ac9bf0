"""A suite collected once, in a process of its own; a child forked for each submission.

Starting pytest costs far more than running a suite. The server is forked before anything heavy is loaded, so that it
collects while its parent reads the notebook and the sandbox warms up. It inherits the sandbox, and the child that it
forks for a submission speaks to the student's processes itself.
"""

import os
import select
import socket
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

import msgspec

from grader.errors import GraderError, SuiteError
from grader.records import Cell, Limits, Record, SuiteReport
from grader.sandbox.interface import Sandbox
from grader.suite.places import Place

HEADER: Final = 8
MARGIN_SECONDS: Final = 120.0


class Job(Record, frozen=True, kw_only=True):
    """One submission to be judged."""

    cells: tuple[Cell, ...]
    student: str
    limits: Limits


class Broken(Record, frozen=True, kw_only=True, tag=True):
    """Why there is no report: our own fault."""

    kind: str
    message: str


class Done(Record, frozen=True, kw_only=True, tag=True):
    """A report."""

    report: SuiteReport


class SuiteServer:
    """The staff's end. Not to be shared between threads: one submission at a time."""

    def __init__(self, place: Place, sandbox: Sandbox) -> None:
        ours, theirs = socket.socketpair()
        self._socket = ours
        # What is buffered would be written once more by the child.
        sys.stdout.flush()
        sys.stderr.flush()
        self._pid = os.fork()
        if self._pid == 0:
            ours.close()
            _serve(place, sandbox, theirs)
        theirs.close()

    def judge(self, cells: Sequence[Cell], student: str, limits: Limits) -> SuiteReport:
        """What the suite says of one submission. Raises SuiteError or SandboxError: no mark may come of it."""
        try:
            _send(self._socket, Job(cells=tuple(cells), student=student, limits=limits))
            answer = msgspec.msgpack.decode(
                _receive(self._socket, limits.submission_wall_seconds + MARGIN_SECONDS), type=Done | Broken
            )
        except (EOFError, OSError):
            raise SuiteError("the suite's process ended: run the suite with pytest to see why") from None
        if isinstance(answer, Broken):
            raise _error_named(answer.kind)(answer.message)
        return answer.report

    def close(self) -> None:
        """End the server."""
        self._socket.close()
        with suppress(ChildProcessError):
            os.waitpid(self._pid, 0)


def _error_named(kind: str) -> type[GraderError]:
    from grader import errors

    found = getattr(errors, kind, None)
    return found if isinstance(found, type) and issubclass(found, GraderError) else SuiteError


def _send(sock: socket.socket, record: Record) -> None:
    data = msgspec.msgpack.encode(record)
    sock.sendall(len(data).to_bytes(HEADER, "big") + data)


def _receive(sock: socket.socket, seconds: float | None) -> bytes:
    """One record's bytes. Raises EOFError when the other end is gone, SuiteError when it takes too long."""
    deadline = None if seconds is None else time.monotonic() + seconds
    size = int.from_bytes(_exactly(sock, HEADER, deadline), "big")
    return _exactly(sock, size, deadline)


def _exactly(sock: socket.socket, size: int, deadline: float | None) -> bytes:
    data = bytearray()
    while len(data) < size:
        left = None if deadline is None else max(0.0, deadline - time.monotonic())
        if not select.select([sock], [], [], left)[0]:
            raise SuiteError("the suite does not come to an end: run it with pytest to see why")
        chunk = sock.recv(size - len(data))
        if not chunk:
            raise EOFError
        data += chunk
    return bytes(data)


def _serve(place: Place, sandbox: Sandbox, sock: socket.socket) -> None:
    """Collect, then judge submissions until the staff's end hangs up. Never returns."""
    status = 1
    try:
        _silence()
        from grader.suite.served import serve

        def receive() -> Job | None:
            try:
                return msgspec.msgpack.decode(_receive(sock, None), type=Job)
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


def answer_of(outcome: SuiteReport | GraderError) -> Any:
    """The record to send: a report, or whose fault it is that there is none."""
    if isinstance(outcome, SuiteReport):
        return Done(report=outcome)
    return Broken(kind=type(outcome).__name__, message=str(outcome))
