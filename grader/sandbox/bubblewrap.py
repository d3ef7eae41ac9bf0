"""The sandbox proper: a zygote inside bubblewrap, and inner walls for each submission.

Where the kernel refuses namespaces inside namespaces, each submission gets a bubblewrap of its own: slower, as safe.
"""

import os
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Final

from grader.errors import SandboxError
from grader.records import Cell, Limits
from grader.sandbox import seccomp
from grader.sandbox.cgroup import open_group
from grader.sandbox.environment import child_environment
from grader.sandbox.mounts import PROGRAM, bind_options, user_packages
from grader.sandbox.notebook import SandboxedNotebook
from grader.sandbox.zygote import Processes, Walls, Zygote

FIRST_UID: Final = 60_000
UIDS: Final = 5_000
APART: Final = 37
"""The kernel counts a user's processes: no two sandboxes of this process, nor of its neighbours, share one."""

LOADED_ONCE: Final = {"matplotlib": "matplotlib.pyplot"}
"""What takes longer to import than many a notebook to run: loaded for all when the first has the word."""

_started: Final = count()

_ZYGOTE_TMP_BYTES: Final = 16 * 2**20


class Bubblewrap:
    """Implements `interface.Sandbox`.

    `data` is the assignment's public folder, shown to student code; `secrets` are folders that it must never see;
    `fonts` is matplotlib's list of fonts.
    The zygote starts at once and warms up while the caller goes on.
    """

    def __init__(
        self, data: Path | None, secrets: Sequence[Path], *, nested: bool = True, fonts: Path | None = None
    ) -> None:
        self._fonts = fonts
        self._data = data
        self._secrets = secrets
        self._zygote = self._start(Limits(), shared=True) if nested else None
        self._refused = False
        with suppress(SandboxError):  # said by what needs it
            seccomp.program()  # made now, it is there in every fork of this process

    @property
    def nests(self) -> bool:
        """Whether one zygote serves all submissions; false once the kernel has refused namespaces inside namespaces."""
        return self._zygote is not None and not self._refused

    def load(self, cells: Sequence[Cell], limits: Limits) -> SandboxedNotebook:
        """See `interface.Sandbox`."""
        loads = [module for word, module in LOADED_ONCE.items() if any(word in cell.source for cell in cells)]
        return SandboxedNotebook(lambda: self._spawn(limits, loads), cells, limits)

    def check(self, *, patience: float) -> None:
        """See `interface.Sandbox`."""
        if self._zygote is not None:
            self._zygote.check(patience)

    def _spawn(self, limits: Limits, loads: Sequence[str]) -> Processes:
        program = seccomp.program()
        if self._zygote is not None and not self._refused:
            try:
                return self._zygote.spawn(limits, Walls(nested=True, seccomp=program), loads)
            except SandboxError:
                # The zygote is left to whoever made it: this may be a fork, with others to come after it.
                self._refused = True
        return self._own_bubblewrap(limits, Walls(nested=False, seccomp=program))

    def _own_bubblewrap(self, limits: Limits, walls: Walls) -> Processes:
        zygote = self._start(limits, shared=False)
        try:
            processes = zygote.spawn(limits, walls)
        except SandboxError:
            zygote.close()
            raise
        processes.zygote = zygote
        return processes

    def _start(self, limits: Limits, *, shared: bool) -> Zygote:
        words = command(self._data, self._secrets, limits, self._fonts, shared=shared)
        return Zygote(words, child_environment(user_packages()), group=open_group())

    def close(self) -> None:
        """End everything."""
        if self._zygote is not None:
            self._zygote.close()
            self._zygote = None


def command(
    data: Path | None, secrets: Sequence[Path], limits: Limits, fonts: Path | None = None, *, shared: bool = True
) -> list[str]:
    """The command line that starts the student-side program in a sandbox; the control socket's number goes after it.

    `shared`: submissions come with walls of their own inside it, which have to be described in its /proc.
    """
    disk = str(limits.disk_bytes)
    words = [
        _bubblewrap(), "--die-with-parent", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts",
        "--unshare-cgroup-try", "--hostname", "sandbox",
        "--size", disk, "--perms", "1777", "--tmpfs", "/tmp",  # before the binds: an interpreter may lie in it
        *bind_options(data, secrets, fonts),
        "--dev", "/dev",
        "--size", disk, "--perms", "1777", "--tmpfs", "/dev/shm",
        "--perms", "0755", "--dir", "/home",
        "--size", disk, "--perms", "1777", "--tmpfs", "/home/student",
        "--remount-ro", "/dev",
        "--chdir", "/home/student",
    ]  # fmt: skip
    python = [sys.executable, "-s", str(PROGRAM)]
    # With no inner wall before it, bubblewrap's own process 1 would be the student's to read, or even to write to.
    first = [] if shared else ["--as-pid-1"]
    if os.getuid() == 0:
        # Root mounts, so that an interpreter below a 0700 home can be shown, and drops before any of our own code runs.
        # The /proc that bubblewrap mounts for root has covers on it, and the kernel allows no fresh one beside those.
        user = str(FIRST_UID + (os.getpid() * APART + next(_started)) % UIDS)
        drop = (
            f"setpriv --reuid={user} --regid={user} --clear-groups --bounding-set=-all --inh-caps=-all --no-new-privs"
        )
        # Read-only names of the machine's devices keep no time at which a student has touched them.
        names = "null zero full random urandom tty"
        devices = f"for name in {names}; do mount -o remount,bind,ro,nosuid /dev/$name & done; wait"
        writable = "rw" if shared else "ro"
        launch = f'mount -t proc -o {writable},nosuid,nodev,noexec proc /proc && {devices} && exec {drop} -- "$@"'
        return [*words, *first, "--dir", "/proc", "--remount-ro", "/", "sh", "-c", launch, "sh", *python]
    alone = [] if shared else ["--remount-ro", "/proc"]
    return [*words, *first, "--unshare-user", "--proc", "/proc", *alone, "--remount-ro", "/", *python]


def _bubblewrap() -> str:
    """Where bubblewrap is; looked for in the staff's PATH, not in that of student code."""
    found = shutil.which("bwrap")
    if found is None:
        raise SandboxError("bubblewrap: not found: apt-get install bubblewrap, then run `grade doctor`")
    return found
