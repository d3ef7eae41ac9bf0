"""The process that runs the notebook's cells and then forks one child for each test."""

import os
import resource
import signal
import socket
import sys

from grader.student_side import one_test, walls
from grader.student_side.channel import Channel
from grader.student_side.printed import Printed
from grader.student_side.shell import NotebookShell, run_cell
from grader.wire import connection, limits
from grader.wire.messages import CellRaised, CellStarted, Ended, Fork, Load, Loaded
from grader.wire.messages import Printed as PrintedText


def serve(sock: socket.socket, shell: NotebookShell, cpu_seconds: int, cpu_most: int) -> None:
    """Run the cells, then fork tests until the staff side hangs up. Never returns."""
    # The hard limit is what a test may lower its own to. A child starts at 0 and owes nothing of what the cells used.
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_most))
    channel = Channel(sock, connection.NOTEBOOK)
    try:
        _load(channel, shell)
        walls.open_reserve()
        while True:
            _fork_test(channel, shell)
    finally:
        os._exit(1)


def _load(channel: Channel, shell: NotebookShell) -> None:
    load = channel.receive()
    assert isinstance(load, Load)  # noqa: S101  the state table allows nothing else
    printed = Printed(limits.PRINTED_CHARS)
    sys.stdout = sys.stderr = printed
    for cell in load.cells:
        if cell.index in load.skip:
            continue
        channel.send(CellStarted(cell.index))
        if error := run_cell(shell, cell.index + 1, cell.text):
            channel.send(CellRaised(cell.index, error))
    if text := printed.take():
        channel.send(PrintedText(text))
    channel.send(Loaded())


def _fork_test(channel: Channel, shell: NotebookShell) -> None:
    fork = channel.receive()
    assert isinstance(fork, Fork)  # noqa: S101  the state table allows nothing else
    descriptor = channel.descriptors.pop()
    child = os.fork()
    if child == 0:
        channel.close()
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        one_test.serve(socket.socket(fileno=descriptor), shell.user_ns, fork.seed, fork.cpu_seconds)
    os.close(descriptor)
    channel.send(_wait(child))


def _wait(child: int) -> Ended:
    try:
        _, status, used = os.wait4(child, 0)
    except ChildProcessError:  # the student's code took the status first
        return Ended(0)
    return Ended(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, float(used.ru_maxrss))
