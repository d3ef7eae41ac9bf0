"""A process that grades on a node, with a sandbox and a suite that stay warm; it is spoken to over a socket.

Dask's worker is a process of many threads, and the grader forks: so it is not the worker that grades. A submission
that kills what grades it kills this process, and costs the cluster no worker. It is a program of its own, not one of
`multiprocessing`: a nanny starts workers as daemons, and those may not have children there.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from grader.batch.cluster.alike import difference, versions
from grader.batch.cluster.messages import Graded, Reply, Unfit, decode_request, encode
from grader.batch.worker import grade_chunk, warm_up
from grader.errors import GraderError, SandboxError
from grader.workers import begin, held

HEADER: Final = 8
READY: Final = b"ready"
STARTS_IN: Final = 120.0
ENDS_IN: Final = 10.0


class Process:
    """The node's end. To be made by a thread that lives as long as the process is to: it ends with that thread.

    Raises SandboxError when the program does not start.
    """

    def __init__(self, course: Path) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            # -P: what lies in the worker's working directory is no package of ours.
            self._program = subprocess.Popen(
                [sys.executable, "-P", "-m", __name__, str(theirs.fileno()), str(os.getpid()), str(course)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
            )
        self._socket = ours
        self._socket.settimeout(STARTS_IN)
        try:
            receive(self._socket)
        except (EOFError, OSError):
            self.close()
            raise SandboxError("the grader does not start there: the worker's log says why") from None
        self._socket.settimeout(None)

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._program.poll() is None

    def ask(self, request: bytes) -> bytes | None:
        """Its answer; None when it died."""
        try:
            send(self._socket, request)
            return receive(self._socket)
        except (EOFError, OSError):
            return None

    def close(self) -> None:
        """End it in the middle of its work, and all that it has started."""
        self._program.terminate()
        try:
            self._program.wait(ENDS_IN)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(self._program.pid, signal.SIGKILL)
            self._program.wait()
        self._socket.close()


def send(sock: socket.socket, data: bytes) -> None:
    """Send one message."""
    sock.sendall(len(data).to_bytes(HEADER, "big"))
    sock.sendall(data)


def receive(sock: socket.socket) -> bytes:
    """The next message. Raises EOFError when the other end is gone."""
    return _exactly(sock, int.from_bytes(_exactly(sock, HEADER), "big"))


def _exactly(sock: socket.socket, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        part = sock.recv(min(size - len(data), 2**20))
        if not part:
            raise EOFError
        data += part
    return bytes(data)


def _answer(request: bytes, course: Path) -> Reply:
    here = socket.gethostname()
    try:
        asked = decode_request(request)
        unlike = difference(asked.versions, versions())
        if unlike is not None:
            return Unfit(reason=f"{here}: {unlike}")
        where = msgspec.structs.replace(asked.chunk.where, course=str(course))
        warm_up(where)
    except GraderError as error:
        return Unfit(reason=f"{here}: {error}")
    return Graded(outcomes=grade_chunk(msgspec.structs.replace(asked.chunk, where=where)))


def _main(descriptor: int, parent: int, course: Path) -> None:
    held.callback(_remove_if_left, parent, course)  # first, for the parent may be gone already
    begin(parent)
    sock = socket.socket(fileno=descriptor)
    # A fork that held it, too, would keep the node from hearing of our death.
    os.register_at_fork(after_in_child=sock.close)
    with suppress(EOFError, ConnectionError):
        send(sock, READY)
        while True:
            send(sock, encode(_answer(receive(sock), course)))


def _remove_if_left(parent: int, course: Path) -> None:
    """The course is the worker's to remove, before it ends us, unless it was killed.

    We are told of its death by one of its threads' end, and that may come before it is seen to be gone.
    """
    end = time.monotonic() + ENDS_IN / 2
    while course.exists() and time.monotonic() < end:
        if os.getppid() != parent:
            shutil.rmtree(course.parent, ignore_errors=True)
        time.sleep(0.01)


if __name__ == "__main__":
    _main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
