"""What a program costs: wall seconds, the CPU seconds of all that it starts, and the most memory that it holds."""

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[1]

SAMPLE_SECONDS: Final = 0.2
"""How often the memory is looked at."""

_JOIN: Final = 'echo $$ > "$0"; exec "$@"'

_made: Final = count()


class Cost(NamedTuple):
    """Seconds and megabytes (2**20 bytes). `cpu` is None where no control group may be made to count it."""

    wall: float
    cpu: float | None
    memory: float


class ProgramFailed(Exception):
    """A measured program failed; the text is the end of what it said."""


def environment(**more: str) -> dict[str, str]:
    """The environment of all that is measured: one thread a process, and our own code in front."""
    return os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)} | more


def measured(command: Sequence[str], folder: Path, env: Mapping[str, str] | None = None) -> Cost:
    """Run a program to its end in `folder`. Raises ProgramFailed."""
    with _account() as account, (folder / "said.txt").open("w+") as said:
        words = [*command] if account is None else ["sh", "-c", _JOIN, str(account / "cgroup.procs"), *command]
        before, started = _cpu_seconds(account), time.perf_counter()
        process = subprocess.Popen(
            words, cwd=folder, env=env or environment(), stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        most = 0.0
        while process.returncode is None:
            most = max(most, _memory(process.pid))
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(SAMPLE_SECONDS)
        wall = time.perf_counter() - started
        if process.returncode != 0:
            said.seek(0)
            raise ProgramFailed(f"{command[0]}: exit status {process.returncode}: {said.read()[-2000:]}")
        return Cost(wall, None if account is None else _cpu_seconds(account) - before, most)


@contextlib.contextmanager
def _account() -> Iterator[Path | None]:
    """A control group that counts whoever was killed too; None where this user may make none."""
    folder = _own_group() / f"benchmark-{os.getpid()}-{next(_made)}"
    try:
        folder.mkdir()
    except OSError:
        yield None
        return
    try:
        yield folder
    finally:
        time.sleep(0.2)  # those that were killed last are being cleared away
        with contextlib.suppress(OSError):
            folder.rmdir()


def _own_group() -> Path:
    """The folder of the group that this process is in: of version 1's account of CPU seconds, or of version 2."""
    own = dict(line.split(":", 2)[1:] for line in Path("/proc/self/cgroup").read_text().splitlines())
    top = Path("/sys/fs/cgroup")
    if "cpuacct" in own:
        return top / "cpuacct" / own["cpuacct"].strip("/")
    return top / own.get("", "").strip("/")


def _cpu_seconds(account: Path | None) -> float:
    if account is None:
        return 0.0
    usage = account / "cpuacct.usage"
    if usage.exists():
        return int(usage.read_text()) / 1e9
    return int((account / "cpu.stat").read_text().split()[1]) / 1e6


def _memory(top: int) -> float:
    """What a process and all below it hold now, pages that they share counted once (PSS), in megabytes."""
    children: dict[int, list[int]] = {}
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            stat = (process / "stat").read_text(errors="replace")
            children.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(process.name))
    held, frontier = 0, [top]
    while frontier:
        pid = frontier.pop()
        frontier += children.get(pid, [])
        with contextlib.suppress(OSError):
            lines = Path("/proc", str(pid), "smaps_rollup").read_text().splitlines()
            held += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return held / 2**10
