"""The first process of a submission. It runs no student code: it holds the walls and kills what a test leaves behind.

It is process 1 of the submission's own namespace: nothing in there can signal it, and when it ends, all of it ends.
Where there is no such namespace (`--sandbox none`, or one bubblewrap for each submission) it adopts every orphan, so
that what it has to kill is still found below it.
"""

import contextlib
import os
import select
import signal
import socket
import time
from typing import Final

from grader.student_side.channel import Channel
from grader.wire import connection
from grader.wire.messages import Spawned, Swept

SWEEP_SECONDS: Final = 3.0

_THREADS: Final = 17
"""The place of the number of threads in /proc/PID/stat, counted from the state."""

PAUSE_SECONDS: Final = 0.001
"""About what a test's process takes to end; to look more often costs more than it gains."""


def serve(sock: socket.socket, notebook: int) -> None:
    """Sweep when asked to, reap always, end when the staff side hangs up. Never returns."""
    # A handler of Python's own would make this the one signal that process 1 heeds.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    channel = Channel(sock, connection.KEEPER, last_act=lambda: _sweep(spare=None, notebook=notebook))
    channel.send(Spawned(None))
    notebook_status: int | None = None
    while True:
        if select.select([sock], [], [], 0.5)[0]:
            channel.receive()
            killed, status = _sweep(spare=notebook, notebook=notebook)
            notebook_status = status if notebook_status is None else notebook_status
            channel.send(Swept(killed, notebook_status))
        else:
            status = _reap(notebook)
            notebook_status = status if notebook_status is None else notebook_status


def _sweep(*, spare: int | None, notebook: int) -> tuple[int, int | None]:
    """Kill all below this process but `spare`; how many were killed, and the notebook's exit code when it is dead."""
    killed = 0
    status = _reap(notebook)
    deadline = time.monotonic() + SWEEP_SECONDS
    while pids := _descendants(spare):
        if time.monotonic() > deadline:
            os._exit(1)  # process 1 of a namespace takes with it what it could not catch
        for pid in pids:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            killed += 1
        status = _reap(notebook) if status is None else status
        time.sleep(PAUSE_SECONDS)
    if spare is not None and status is None:
        with contextlib.suppress(ProcessLookupError):  # it has ended, and was put away before this sweep
            os.kill(spare, signal.SIGCONT)  # a stopped notebook could not say that its test has ended
    return killed, status


def _reap(notebook: int) -> int | None:
    """Collect every ended child; the notebook's exit code when it was among them."""
    found: int | None = None
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return found
        if pid == 0:
            return found
        if pid == notebook:
            found = os.waitstatus_to_exitcode(status)


def _descendants(spare: int | None) -> set[int]:
    """Every living process below this one but its child `spare`, zombies left out.

    One whose first thread has ended looks dead while its others go on.
    """
    parents: dict[int, int] = {}
    roots = {os.getpid()} if spare is None else {os.getpid(), spare}
    for entry in os.listdir("/proc"):
        # Mostly there is nobody else, and nothing to be read.
        if not entry.isdigit() or int(entry) in roots:
            continue
        try:
            with open(f"/proc/{entry}/stat", "rb") as stat:
                # The name in parentheses is the student's to choose and may hold anything.
                fields = stat.read().rpartition(b")")[2].split()
        except OSError:
            continue
        if fields[0] not in (b"Z", b"X") or int(fields[_THREADS]) > 1:
            parents[int(entry)] = int(fields[1])
    found, frontier = set[int](), roots
    while frontier:
        frontier = {pid for pid, parent in parents.items() if parent in frontier} - found
        found |= frontier
    return found
