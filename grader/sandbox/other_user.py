"""The student-side program as a user of its own, where a container forbids namespaces. Root alone can start it.

What holds: files that the user may not read stay hidden, the staff's processes are out of reach, there are no
capabilities and no way to gain any, system calls are filtered, processes are counted, and all of them are killed in
the end. What does not: the network is open, the system's programs and other people's open files can be read, /tmp is
shared, and a submission's tests can see each other's processes. So it is for a container that serves one submission.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from grader.errors import SandboxError
from grader.records import Cell, Limits
from grader.sandbox import seccomp
from grader.sandbox.cgroup import open_group
from grader.sandbox.environment import child_environment
from grader.sandbox.machine import closed_folder_on_the_way
from grader.sandbox.notebook import SandboxedNotebook
from grader.sandbox.zygote import Walls, Zygote

FIRST_UID: Final = 65_000
UIDS: Final = 500
"""Users whom no bubblewrap of ours gives to student code."""

_KILL_SECONDS: Final = 20


class OtherUser:
    """Implements `interface.Sandbox`.

    `data` is the assignment's public folder, of which student code gets a copy; `secrets` must lie in folders that
    others may not enter. Raises SandboxError when they do not, or when the caller is not root.
    """

    def __init__(self, data: Path | None, secrets: Sequence[Path]) -> None:
        _refuse_without_walls(secrets)
        user = FIRST_UID + os.getpid() % UIDS
        self._drop = _become(user)
        self._home = Path(tempfile.mkdtemp(prefix="grade-"))
        self._home.chmod(0o711)
        public, rooms = self._home / "public", self._home / "rooms"
        _copy(data, public)
        rooms.mkdir(mode=0o700)
        os.chown(rooms, user, user)
        environment = child_environment(Path(__file__).resolve().parents[2])
        environment |= {name: str(rooms) for name in ("HOME", "TMPDIR", "MPLCONFIGDIR", "IPYTHONDIR")}
        environment |= {"SUBMISSION_ROOMS": str(rooms), "ASSIGNMENT_DATA": str(public)}
        command = [*self._drop, sys.executable, "-s", "-P", "-m", "grader.student_side"]
        self._zygote = Zygote(command, environment, folder=str(self._home), group=open_group())

    def load(self, cells: Sequence[Cell], limits: Limits) -> SandboxedNotebook:
        """See `interface.Sandbox`."""
        walls = Walls(nested=False, seccomp=seccomp.program())
        return SandboxedNotebook(lambda: self._zygote.spawn(limits, walls), cells, limits)

    def check(self, *, patience: float) -> None:
        """See `interface.Sandbox`."""
        self._zygote.check(patience)

    def close(self) -> None:
        """End everything that this user runs, and remove the home."""
        self._zygote.close()
        # No process namespace ends what left its session, but one call reaches all that is the user's.
        subprocess.run([*self._drop, "sh", "-c", "kill -9 -1"], check=False, timeout=_KILL_SECONDS)
        shutil.rmtree(self._home, ignore_errors=True)


def _refuse_without_walls(secrets: Sequence[Path]) -> None:
    if os.geteuid() != 0:
        raise SandboxError("another user's processes: root alone can start them: grade in a sandbox")
    for secret in secrets:
        if not any(_is_closed(folder) for folder in (secret.resolve(), *secret.resolve().parents)):
            raise SandboxError(f"{secret}: open to other users: chmod 700 the folder that it lies in")
    closed = closed_folder_on_the_way()
    if closed is not None:
        raise SandboxError(f"{closed}: closed to others, and the interpreter lies in it: install it elsewhere")


def _is_closed(folder: Path) -> bool:
    status = folder.stat()
    return status.st_uid == 0 and not status.st_mode & 0o001


def _become(user: int) -> list[str]:
    return [
        "setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", "--bounding-set=-all", "--inh-caps=-all",
        "--no-new-privs", "--",
    ]  # fmt: skip


def _copy(data: Path | None, public: Path) -> None:
    """The public files, for others to read whatever their own modes are."""
    if data is None:
        public.mkdir(mode=0o755)
        return
    shutil.copytree(data, public, copy_function=shutil.copyfile)
    for path in (public, *public.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
