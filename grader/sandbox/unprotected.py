"""The same student-side program without any wall: for machines without a sandbox, for those who ask for it by name.

Processes, time and memory are bounded, but student code can read every file that the grader can, hidden tests too.
"""

import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from grader.records import Cell, Limits
from grader.sandbox.cgroup import open_group
from grader.sandbox.environment import child_environment
from grader.sandbox.notebook import SandboxedNotebook
from grader.sandbox.zygote import Walls, Zygote


class Unprotected:
    """Implements `interface.Sandbox`."""

    def __init__(self, data: Path | None) -> None:
        self._home = Path(tempfile.mkdtemp(prefix="grade-"))
        environment = child_environment(Path(__file__).resolve().parents[2])
        environment |= {name: str(self._home) for name in ("HOME", "TMPDIR", "MPLCONFIGDIR", "IPYTHONDIR")}
        environment |= {"SUBMISSION_ROOMS": str(self._home), "ASSIGNMENT_DATA": str(data or self._home / "none")}
        command = [sys.executable, "-s", "-P", "-m", "grader.student_side"]
        self._zygote = Zygote(command, environment, folder=str(self._home), group=open_group())

    def load(self, cells: Sequence[Cell], limits: Limits) -> SandboxedNotebook:
        """See `interface.Sandbox`."""
        walls = Walls(nested=False, seccomp=b"", count_processes=False)
        return SandboxedNotebook(lambda: self._zygote.spawn(limits, walls), cells, limits)

    def check(self, *, patience: float) -> None:
        """See `interface.Sandbox`."""
        self._zygote.check(patience)

    def close(self) -> None:
        """End everything, and remove the home."""
        self._zygote.close()
        shutil.rmtree(self._home, ignore_errors=True)
