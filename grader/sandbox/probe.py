"""What this machine can isolate, found out by trying it."""

import ctypes
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from grader.errors import GraderError, SandboxError
from grader.records import Cell, Limits, Record
from grader.sandbox import seccomp
from grader.sandbox.bubblewrap import Bubblewrap
from grader.sandbox.interface import Notebook
from grader.wire.messages import Get, Returned

_PROBE_CELL = """
import os
def _opens(path):
    try:
        with open(path): return True
    except OSError: return False
def _new_namespace():
    import ctypes
    return ctypes.CDLL(None).unshare(0x10000000) == 0
def _status(name):
    with open("/proc/self/status") as status:
        return next(line.split()[1] for line in status if line.startswith(name + ":"))
def _network():
    import socket
    try:
        socket.create_connection(("127.0.0.1", 9), 0.2)
    except OSError as error: return error.errno != 111 and False
    return True
interfaces = len(os.listdir("/sys/class/net")) if os.path.isdir("/sys/class/net") else 0
powers = int(_status("CapEff"), 16)
filtered = int(_status("Seccomp"))
namespace = _new_namespace()
processes = len([name for name in os.listdir("/proc") if name.isdigit()])
"""


class Finding(Record, frozen=True, kw_only=True):
    """One thing that was tried. `mend` is the command, or the words, that help when it does not hold."""

    name: str
    holds: bool
    fact: str
    mend: str = ""


def findings(secret: Path) -> Iterator[Finding]:
    """What holds here, the dearest last. `secret` is a file that student code must not be able to open."""
    yield Finding(
        name="system",
        holds=sys.platform == "linux",
        fact=sys.platform,
        mend="grading needs Linux; grade check does not",
    )
    found = shutil.which("bwrap")
    yield Finding(
        name="bubblewrap", holds=found is not None, fact=found or "not found", mend="apt-get install bubblewrap"
    )
    yield _filter()
    if found is None or sys.platform != "linux":
        return
    yield from _sandbox(secret)


def _filter() -> Finding:
    try:
        size = len(seccomp.program())
    except (SandboxError, OSError, ctypes.ArgumentError) as error:
        return Finding(name="system call filter", holds=False, fact=str(error), mend="apt-get install libseccomp2")
    return Finding(name="system call filter", holds=True, fact=f"libseccomp, {size // 8} instructions")


def _sandbox(secret: Path) -> Iterator[Finding]:
    mend = (
        "user namespaces may be forbidden: sysctl kernel.unprivileged_userns_clone=1, or on Ubuntu "
        "sysctl kernel.apparmor_restrict_unprivileged_userns=0, or run as root"
    )
    source = f"{_PROBE_CELL}\nreads = _opens({str(secret)!r})\n"
    sandbox = Bubblewrap(None, [secret.parent])
    try:
        notebook = sandbox.load([Cell(index=0, source=source)], Limits())
        nested = sandbox.nests
        values = _values(notebook, ("reads", "powers", "filtered", "namespace", "interfaces"))
    except GraderError as error:
        yield Finding(name="sandbox", holds=False, fact=str(error), mend=mend)
        return
    finally:
        sandbox.close()
    fact = "one for all submissions" if nested else "one for each submission: nested namespaces are refused here"
    yield Finding(name="sandbox", holds=True, fact=fact)
    yield Finding(name="hidden files", holds=values["reads"] is False, fact="out of reach of student code")
    yield Finding(name="capabilities", holds=values["powers"] == 0, fact="none left to student code")
    yield Finding(name="namespaces", holds=values["namespace"] is False, fact="no new ones for student code")
    yield Finding(name="filter at work", holds=values["filtered"] == 2, fact="refused calls are refused")


def _values(notebook: Notebook, names: tuple[str, ...]) -> dict[str, object]:
    test = notebook.open_test(0)
    try:
        replies = {name: test.request(Get(name), _no_callbacks) for name in names}
    finally:
        test.close()
        notebook.close()
    return {name: reply.value if isinstance(reply, Returned) else None for name, reply in replies.items()}


def _no_callbacks(_: object) -> NoReturn:
    raise SandboxError("a probe passes no functions")
