"""What is to be seen on this machine of a sandbox and of a course: what a sample left behind is what is new."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

PATIENCE_SECONDS: Final = 10.0
OURS: Final = "hostile-"
"""How the folders begin that benches make: another worker's is no trace."""
GRADEBOOK: Final = "gradebook.sqlite"
COMPILED: Final = "compiled"


class Traces:
    """Looks, from the process that grades, at everything that its submissions could leave behind.

    What is counted as a submission's: processes below this one; files and IPC objects of the sandbox's user (where
    that is our own user, of ours); abstract sockets in the sandbox's own network.
    """

    def __init__(self, course: Path, apart: Callable[[], int | None]) -> None:
        """`apart` gives the process below this one that is no submission's, nor what it started."""
        self._course = course
        self._apart = apart
        self._before: set[str] = set()

    def note(self) -> None:
        """Whatever is here now is nobody's trace."""
        self._before = self._look()

    def left(self, patience: float = PATIENCE_SECONDS) -> list[str]:
        """What is new, once everything that is about to end has had the time to, `patience` seconds at most."""
        deadline = time.monotonic() + patience
        while (left := self._look() - self._before) and time.monotonic() < deadline:
            time.sleep(0.01)
        return sorted(left)

    def _look(self) -> set[str]:
        tree = _tree(os.getpid(), self._apart())
        user = next((uid for uid in map(_uid, tree) if uid not in {None, os.getuid()}), os.getuid())
        if user != os.getuid():
            tree |= {pid for pid in _pids() if _uid(pid) == user}
        found = {_process(pid) for pid in tree} - {""}
        found |= set(_inside(tree)) | set(self._course_files())
        if user:  # root's are not looked at: a sandbox that root starts is another user's
            found |= set(_ipc_of(user)) | {f for folder in ("/tmp", "/dev/shm") for f in _files_of(user, Path(folder))}
        return found

    def _course_files(self) -> Iterator[str]:
        for folder, folders, names in os.walk(self._course):
            folders[:] = [name for name in folders if name not in {COMPILED, "__pycache__"}]
            for name in names:
                if name.startswith(GRADEBOOK):
                    continue
                path = Path(folder, name)
                with suppress(OSError):
                    stat = path.lstat()
                    yield f"file {path.relative_to(self._course)} {stat.st_size} {stat.st_mtime_ns} {stat.st_mode:o}"


def _pids() -> set[int]:
    return {int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()}


def _stat(pid: int) -> list[bytes]:
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return []


def _tree(root: int, apart: int | None) -> set[int]:
    parents = {pid: int(fields[1]) for pid in _pids() - {apart} if (fields := _stat(pid))}
    found, frontier = set[int](), {root}
    while frontier:
        frontier = {pid for pid, parent in parents.items() if parent in frontier} - found
        found |= frontier
    return found


def _uid(pid: int) -> int | None:
    with suppress(OSError, StopIteration, ValueError):
        lines = Path(f"/proc/{pid}/status").read_text(errors="replace").splitlines()
        return int(next(line for line in lines if line.startswith("Uid:")).split()[1])
    return None


def _process(pid: int) -> str:
    fields = _stat(pid)
    return "" if not fields or fields[0] in {b"Z", b"X"} else f"process {pid} {int(fields[19])}"


def _files_of(user: int, folder: Path) -> Iterator[str]:
    with suppress(OSError):
        for entry in os.scandir(folder):
            with suppress(OSError):
                if not entry.name.startswith(OURS) and entry.stat(follow_symlinks=False).st_uid == user:
                    yield f"file {entry.path}"


def _inside(tree: set[int]) -> Iterator[str]:
    """What stands in the sandbox itself, where its next submission might meet it."""
    for pid in tree:
        with suppress(OSError):
            if Path(f"/proc/{pid}/ns/net").readlink() == Path("/proc/self/ns/net").readlink():
                continue
            for folder in ("tmp", "dev/shm", "home/student"):
                yield from (f"inside {folder}/{path.name}" for path in Path(f"/proc/{pid}/root/{folder}").iterdir())
            for line in Path(f"/proc/{pid}/net/unix").read_text(errors="replace").splitlines():
                if " @" in line:
                    yield f"inside socket {line.rpartition(' @')[2]}"


def _ipc_of(user: int) -> Iterator[str]:
    for kind in ("shm", "sem", "msg"):
        with suppress(OSError, ValueError):
            head, *lines = Path(f"/proc/sysvipc/{kind}").read_text().splitlines()
            column = head.split().index("uid")
            yield from (f"{kind} {line.split()[1]}" for line in lines if int(line.split()[column]) == user)
