"""A running student-side program, from the outside: starts submissions, and is killed whole."""

import contextlib
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from grader.errors import SandboxError, StudentFault
from grader.records import Limits
from grader.sandbox.cgroup import ControlGroup
from grader.sandbox.conversation import Conversation
from grader.wire import connection
from grader.wire.frames import frame
from grader.wire.messages import Spawn, Spawned

START_SECONDS: Final = 120.0

_JOIN: Final = (
    "{ echo 1000 > /proc/self/oom_score_adj; } 2> /dev/null; "
    'n=$1; shift; while [ $n -gt 0 ]; do echo $$ > "$1"; shift; n=$((n - 1)); done; exec "$@"'
)
"""A shell's line: write the own number to the first $1 files, then become the rest.

When memory runs out on the whole machine, the kernel takes a process of the sandbox and nobody else's. Said from
outside: what is said in there, student code can take back.
"""


@dataclass(frozen=True)
class Walls:
    """How a submission is walled in: by the zygote itself (nested), and with which filter."""

    nested: bool
    seccomp: bytes
    count_processes: bool = True


@dataclass
class Processes:
    """A submission's processes: the keeper, which is ours, and the notebook's, which is not."""

    keeper: Conversation
    notebook: Conversation
    zygote: "Zygote | None" = None
    """The zygote, when it serves this submission alone."""
    group: ControlGroup | None = None
    """What bounds all of them together, where the kernel lets us."""

    def close(self) -> None:
        """The keeper ends when its conversation does, and everything of the submission with it."""
        self.keeper.close()
        self.notebook.close()
        if self.zygote is not None:
            self.zygote.close()


class Zygote:
    """The student-side program, started and warming up. `command` gets the number of the control socket appended.

    `group` is the zygote's from now on.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        folder: str | None = None,
        group: ControlGroup | None = None,
    ) -> None:
        self._group = group
        places = [str(place) for place in group.entrances] if group is not None else []
        command = ["sh", "-c", _JOIN, "sh", str(len(places)), *places, *command]
        ours, theirs = socket.socketpair()
        self._control = ours
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  open as long as the program runs
        with theirs:
            try:
                self._process = subprocess.Popen(
                    [*command, str(theirs.fileno())],
                    stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log, env=dict(environment), cwd=folder,
                    close_fds=True, pass_fds=(theirs.fileno(),), start_new_session=True,
                )  # fmt: skip
            except OSError as error:
                ours.close()
                self._log.close()
                self._leave_group()
                raise SandboxError(f"{command[0]}: {error.strerror}: run `grade doctor`") from None

    def spawn(self, limits: Limits, walls: Walls, loads: Sequence[str] = ()) -> Processes:
        """Start a submission's processes. Raises SandboxError with what the walls or the program said.

        `loads` are modules that the program has ready from now on: it loads them once for all submissions.
        """
        pairs = [socket.socketpair() for _ in range(2)]
        message = Spawn(
            nested=walls.nested,
            cpu_seconds=limits.notebook_cpu_seconds,
            cpu_most=max(limits.notebook_cpu_seconds, limits.test_cpu_seconds) + 1,
            memory_bytes=limits.memory_bytes,
            processes=limits.processes if walls.count_processes else 0,
            open_files=limits.open_files,
            disk_bytes=limits.disk_bytes,
            seccomp=walls.seccomp,
            loads=list(loads),
        )
        keeper = Conversation(pairs[0][0], connection.KEEPER)
        processes = Processes(keeper, Conversation(pairs[1][0], connection.NOTEBOOK))
        try:
            with pairs[0][1] as keeper_end, pairs[1][1] as notebook_end:
                socket.send_fds(self._control, [frame(message)], [keeper_end.fileno(), notebook_end.fileno()])
            spawned = keeper.receive(time.monotonic() + START_SECONDS)
        except (OSError, StudentFault):
            processes.close()
            raise SandboxError(self._last_words()) from None
        if isinstance(spawned, Spawned) and spawned.failure is not None:
            processes.close()
            raise SandboxError(f"sandbox: {spawned.failure}: run `grade doctor`")
        processes.group = self._bound(limits)
        return processes

    def check(self, patience: float) -> None:
        """Raises SandboxError when the program has ended, or does so within `patience` seconds."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(patience)
        if self._process.returncode is not None:
            raise SandboxError("sandbox: died while it was used: grade again")

    def _last_words(self) -> str:
        """Why the program ended, as one line: the last that it or bubblewrap printed."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1.0)
        self._log.seek(0)
        lines = self._log.read()[-4000:].decode("utf-8", "replace").strip().splitlines()
        return f"sandbox: does not start: {lines[-1] if lines else 'no word from it'}: run `grade doctor`"

    def close(self) -> None:
        """Kill the program and, with its process namespace, all that it started."""
        self._control.close()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._log.close()
        self._leave_group()

    def _bound(self, limits: Limits) -> ControlGroup | None:
        """Our group, bounding all that is in it before any cell runs; None when the program could not join it."""
        try:
            if self._group is not None and self._group.is_joined():
                self._group.bound(limits)
                return self._group
        except OSError as error:
            raise SandboxError(f"cgroup: cannot bound a submission: {error.strerror}: run `grade doctor`") from None
        return None

    def _leave_group(self) -> None:
        if self._group is not None:
            self._group.close()
            self._group = None
