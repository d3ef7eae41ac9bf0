"""The process that everything of a sandbox is forked from: NumPy and IPython's shell loaded, no student code, ever."""

import contextlib
import gc
import importlib
import os
import shutil
import socket
import sys
from typing import Final

import msgspec

from grader.student_side import keeper, memory, notebook, unchecked, walls
from grader.student_side.shell import NotebookShell, make_shell
from grader.wire import connection
from grader.wire.answering import Answering
from grader.wire.frames import HEADER
from grader.wire.messages import Array, Call, Callback, Failed, Get, List, Spawn, Spawned, Tuple, Value

_decoder: Final = msgspec.msgpack.Decoder(Spawn)


def run(control: int) -> None:
    """Start submissions as they are asked for, until the staff side hangs up."""
    sock = socket.socket(fileno=control)
    walls.hide_memory(hidden=True)
    # `from grader import check` then looks no further. To import the package here would lead to all its rooms.
    vars(sys.modules["grader"])["check"] = unchecked.check
    shell = make_shell()
    _warm_up()
    _settle()
    gc.enable()
    tried: set[str] = set()
    while True:
        data, descriptors, _, _ = socket.recv_fds(sock, 2**16, 2, socket.MSG_CMSG_CLOEXEC)
        if not data:
            return
        spawn = _decoder.decode(data[HEADER:])
        if new := set(spawn.loads) - tried:
            tried |= new
            _load(new)
        child = os.fork()
        if child == 0:
            sock.close()
            _start(spawn, descriptors, shell)
        for descriptor in descriptors:
            os.close(descriptor)
        os.waitpid(child, 0)


def _warm_up() -> None:
    """Load what is loaded at its first use, so that no fork pays for it."""
    import numpy.random

    def raises(_: object) -> object:
        raise ValueError

    answering = Answering({"same": lambda value: value, "raises": raises}, lambda _: Failed("ValueError"))
    values: list[Value] = [Array("<f8", [1], bytes(8)), List([1.5, Tuple([True, "text"])]), Callback(0)]
    for handle, name in enumerate(("same", "raises")):
        answering.answer(Get(name))
        for value in values:
            answering.answer(Call(handle, [value], {}))
    numpy.random.seed(0)


def _load(modules: set[str]) -> None:
    """Import these. What goes wrong, the student's own import meets again."""
    settings = os.environ["XDG_CACHE_HOME"] = os.environ["MPLCONFIGDIR"]
    walls.furnish_matplotlib()
    for module in modules:
        with contextlib.suppress(Exception):
            importlib.import_module(module)
    del os.environ["XDG_CACHE_HOME"]
    shutil.rmtree(settings, ignore_errors=True)  # each submission furnishes its own
    _settle()


def _settle() -> None:
    """What lives now lives as long as every fork: the collector need not touch, and so copy, its pages."""
    gc.collect()
    gc.freeze()
    memory.gather()


def _start(spawn: Spawn, descriptors: list[int], shell: NotebookShell) -> None:
    """Build the walls round a new keeper and end. Never returns."""
    keeper_socket, notebook_socket = (socket.socket(fileno=descriptor) for descriptor in descriptors)
    try:
        walls.hide_memory(hidden=False)  # the kernel gives the maps of a hidden process to root
        if spawn.nested:
            walls.enter_namespaces()
        # Only a child is inside the new process namespace. This process ends and leaves it to init.
        if os.fork() == 0:
            _become_keeper(spawn, keeper_socket, notebook_socket, shell)
    except (walls.WallError, OSError) as error:
        _report(keeper_socket, error)
    os._exit(0)


def _become_keeper(
    spawn: Spawn, keeper_socket: socket.socket, notebook_socket: socket.socket, shell: NotebookShell
) -> None:
    try:
        _silence()
        if spawn.nested:
            walls.build_room(spawn.disk_bytes)
        walls.furnish_home()
        walls.adopt_orphans()
        walls.give_up_powers()
        walls.set_limits(spawn.memory_bytes, spawn.processes, spawn.open_files, spawn.disk_bytes)
        walls.filter_calls(spawn.seccomp)
        walls.hide_memory(hidden=True)
        child = os.fork()
        if child == 0:
            walls.hide_memory(hidden=False)
            keeper_socket.close()
            # Signals to a process group reach beyond a process namespace: the keeper's and the zygote's is another.
            os.setsid()
            notebook.serve(notebook_socket, shell, spawn.cpu_seconds, spawn.cpu_most)
        notebook_socket.close()
        keeper.serve(keeper_socket, child)
    except (walls.WallError, OSError) as error:
        _report(keeper_socket, error)
    finally:
        os._exit(1)


def _silence() -> None:
    """The standard descriptors lead nowhere: what is printed is kept by the process that prints it."""
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    os.close(null)
    sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115  lives as long as the process


def _report(sock: socket.socket, error: Exception) -> None:
    sock.sendall(connection.Connection(connection.Role.STUDENT, connection.KEEPER).send(Spawned(str(error))))
