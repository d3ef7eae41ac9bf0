"""What cannot start says so in one line with the way out, or starts another way."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.errors import SandboxError
from grader.records import Limits
from grader.sandbox.bubblewrap import Bubblewrap

NO_NESTING = """#!{python}
import ctypes, os, sys
library = ctypes.CDLL("libseccomp.so.2")
library.seccomp_init.restype = ctypes.c_void_p
context = ctypes.c_void_p(library.seccomp_init(0x7FFF0000))
class Compare(ctypes.Structure):
    _fields_ = [("argument", ctypes.c_uint), ("operator", ctypes.c_int), ("first", ctypes.c_uint64), ("second", ctypes.c_uint64)]
network = Compare(0, 7, 0x40000000, 0x40000000)  # bubblewrap unshares user namespaces of its own, without a network
number = library.seccomp_syscall_resolve_name(b"unshare")
assert library.seccomp_rule_add_array(context, 0x00050001, number, 1, ctypes.byref(network)) == 0
assert library.seccomp_load(context) == 0
os.execv("{bwrap}", sys.argv)
"""


@pytest.fixture
def no_nesting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bubblewrap inside which the kernel refuses new namespaces, as some machines do."""
    program = tmp_path / "bwrap"
    found = subprocess.check_output(["sh", "-c", "command -v bwrap"], text=True).strip()
    program.write_text(NO_NESTING.format(python=sys.executable, bwrap=found))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")


@pytest.mark.parametrize("shared", [True, False])
def test_no_bubblewrap(shared: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SandboxError, match="^bubblewrap: not found: apt-get install bubblewrap"):
        Bubblewrap(None, [], nested=shared).load([], Limits())


@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.walls
def test_interpreter_out_of_reach(
    shared: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_room: Callable[..., Any]
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    room = own_room(Bubblewrap(None, [], nested=shared))
    with pytest.raises(SandboxError, match=r"^sandbox: does not start: .*python.*: run `grade doctor`$") as raised:
        room.load()
    assert "\n" not in str(raised.value)


def test_no_libseccomp(tmp_path: Path) -> None:
    """A library of that name which is none is found first."""
    (tmp_path / "libseccomp.so.2").write_bytes(b"")
    program = "from grader.sandbox import seccomp; seccomp.program()"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"LD_LIBRARY_PATH": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr.splitlines()[-1] == (
        "grader.errors.SandboxError: libseccomp: not installed: apt-get install libseccomp2"
    )


@pytest.mark.walls
@pytest.mark.usefixtures("no_nesting")
def test_where_namespaces_do_not_nest_each_submission_gets_its_own(own_room: Callable[..., Any]) -> None:
    room = own_room(Bubblewrap(None, []))
    assert room.load("def f(): return 1").call("f") == 1
    assert not room.sandbox.nests
    assert room.load("def f(): return 2").call("f") == 2


@pytest.mark.walls
@pytest.mark.usefixtures("no_nesting")
def test_a_fork_that_was_refused_leaves_the_sandbox_to_the_next(own_room: Callable[..., Any]) -> None:
    room = own_room(Bubblewrap(None, []))
    for _ in range(2):
        child = os.fork()
        if child == 0:
            os._exit(0 if _works(room) else 1)
        assert os.waitpid(child, 0)[1] == 0


def _works(room: Any) -> bool:
    try:
        notebook = room.load("def f(): return 1")
        answer = notebook.call("f")
        notebook.close()
    except BaseException:
        return False
    return bool(answer == 1)


@pytest.mark.walls
def test_a_zygote_that_died_is_done_without(own_room: Callable[..., Any]) -> None:
    before = _children()
    room = own_room(Bubblewrap(None, []))
    (zygote,) = _children() - before
    os.kill(zygote, signal.SIGKILL)
    assert room.load("def f(): return 1").call("f") == 1


def _children() -> set[int]:
    return {int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()}


@pytest.mark.walls
@pytest.mark.parametrize("shared", [True, False])
def test_least_limits_that_a_course_may_set_are_enough_to_start(own_room: Callable[..., Any], shared: bool) -> None:
    room = own_room(Bubblewrap(None, [], nested=shared))
    least = {"memory_mb": 160, "processes": 1, "open_files": 16, "disk_mb": 1}
    assert room.load("def f(): return 1", **least).call("f") == 1
