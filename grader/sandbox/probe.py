"""What this machine can isolate, found out by trying it: each wall by what student code tries against it."""

import ctypes
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NoReturn

from grader.errors import GraderError, SandboxError
from grader.records import Cell, Limits, Record
from grader.sandbox import seccomp
from grader.sandbox.bubblewrap import Bubblewrap
from grader.sandbox.interface import Notebook
from grader.sandbox.machine import closed_folder_on_the_way, starts_bubblewrap, why_no_namespaces
from grader.wire.messages import Get, Returned

_TRIES: Final = """
import ctypes, os, socket
def opens(path):
    try:
        with open(path): return True
    except OSError: return False
def status(name):
    with open("/proc/self/status") as status:
        return next(line.split()[1] for line in status if line.startswith(name + ":"))
def reaches_out():
    try:
        socket.create_connection(("127.0.0.1", 9), 0.2).close()
    except ConnectionRefusedError: return bool([name for _, name in socket.if_nameindex() if name != "lo"])
    except OSError: return False
    return True
def fills(path, megabytes):
    written = 0
    try:
        with open(path, "wb") as file:
            for _ in range(megabytes):
                written += file.write(bytes(2**20))
    except OSError: pass
    finally:
        try: os.unlink(path)
        except OSError: pass
    return written == megabytes * 2**20
no_files = not opens(SECRET) and not opens("/etc/shadow")
no_network = not reaches_out()
no_powers = int(status("CapEff"), 16) == 0 and int(status("CapBnd"), 16) == 0
no_namespaces = ctypes.CDLL(None).unshare(0x10000000) != 0
filtered = status("Seccomp") == "2" and status("NoNewPrivs") == "1"
alone = os.readlink("/proc/self/ns/pid") != OUTSIDE
no_space = not any(fills(f"{place}/x", 24) for place in ("/tmp", "/dev/shm", os.path.expanduser("~")))
"""

_WALLS: Final = (
    ("hidden files", "no_files", "out of reach of student code"),
    ("network", "no_network", "none for student code, not even to this machine"),
    ("processes", "alone", "student code sees its own alone"),
    ("capabilities", "no_powers", "none left to student code"),
    ("namespaces", "no_namespaces", "no new ones for student code"),
    ("filter at work", "filtered", "refused calls are refused"),
    ("disk", "no_space", "student code fills a small one of its own"),
)
_SMALL: Final = Limits(disk_mb=16)


class Finding(Record, frozen=True, kw_only=True):
    """One thing that was tried. `mend` is the command, or the words, that help when it does not hold.

    What is not `needed` makes a good thing better: grading is safe without it.
    """

    name: str
    holds: bool
    fact: str
    mend: str = ""
    needed: bool = True


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
        name="bubblewrap", holds=found is not None, fact=found or "not found", mend="sudo apt-get install bubblewrap"
    )
    yield _filter()
    if found is None or sys.platform != "linux":
        return
    refused = starts_bubblewrap()
    if refused is not None:
        reason = why_no_namespaces(refused)
        yield Finding(name="user namespaces", holds=False, fact=reason.fact, mend=reason.mend)
        return
    yield Finding(name="user namespaces", holds=True, fact="bubblewrap makes them")
    yield from _sandbox(secret)


def _filter() -> Finding:
    try:
        size = len(seccomp.program())
    except (SandboxError, OSError, ctypes.ArgumentError) as error:
        return Finding(name="system call filter", holds=False, fact=str(error), mend="sudo apt-get install libseccomp2")
    return Finding(name="system call filter", holds=True, fact=f"libseccomp, {size // 8} instructions")


def _sandbox(secret: Path) -> Iterator[Finding]:
    sandbox = Bubblewrap(None, [secret.parent])
    try:
        outside = Path("/proc/self/ns/pid").readlink()
        source = f"SECRET, OUTSIDE = {str(secret)!r}, {str(outside)!r}\n{_TRIES}"
        notebook = sandbox.load([Cell(index=0, source=source)], _SMALL)
        nested, bounds = sandbox.nests, notebook.bounds
        values = _values(notebook, tuple(name for _, name, _ in _WALLS))
    except GraderError as error:
        yield Finding(name="sandbox", holds=False, fact=str(error), mend=_mend_of_start())
        return
    finally:
        sandbox.close()
    fact = "one for all submissions" if nested else "one for each submission: nested namespaces are refused here"
    yield Finding(name="sandbox", holds=True, fact=fact)
    for name, value, fact in _WALLS:
        holds = values[value] is True
        yield Finding(
            name=name, holds=holds, fact=fact if holds else f"not so: {fact}", mend="please report this with its output"
        )
    grouped = bounds != "rlimits"
    yield Finding(
        name="control group",
        holds=grouped,
        fact=f"{bounds} bounds all processes together" if grouped else "none: each process is bounded alone",
        mend="grade as root, or below `systemd-run --user --scope`",
        needed=False,
    )


def _mend_of_start() -> str:
    closed = closed_folder_on_the_way()
    if closed is None:
        return "run `grade submit` on a notebook to see whether it is always so"
    return f"{closed} is closed to others and the interpreter lies in it: make the environment elsewhere"


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
