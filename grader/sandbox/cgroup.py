"""Control groups of the kernel: a bound on what all processes of a sandbox use together, and an account of it.

Version 2 where a group is delegated to this user, version 1 where its hierarchies may be written (by root, mostly).
Elsewhere there is none, and the bounds of single processes (rlimits) are all that holds.
"""

import contextlib
import os
import time
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Final

from grader.records import Bounds, Limits

MOUNTS: Final = Path("/proc/self/mountinfo")
MEMBERSHIP: Final = Path("/proc/self/cgroup")

OVERHEAD_BYTES: Final = 384 * 2**20
"""The zygote's own memory, and what its forks have not yet let go of."""

OVERHEAD_PROCESSES: Final = 64
"""The zygote, keepers, notebooks, and tests that are about to end; threads count too."""

_CONTROLLERS: Final = ("memory", "pids", "cpuacct")
_PREFIX: Final = "gradescent"
_BUSY_TRIES: Final = 20

_made: Final = count()


class ControlGroup:
    """One sandbox's group, in one folder (version 2) or in one folder for each controller (version 1)."""

    def __init__(self, kind: Bounds, folders: Mapping[str, Path]) -> None:
        self.kind = kind
        self._folders = folders
        self._bound: tuple[int, int] | None = None
        name = "cpu.stat" if kind == "cgroup v2" else "cpuacct.usage"
        # Kept open: it is read before and after every test, by forks of this process too.
        self._account = os.open(folders["cpuacct"] / name, os.O_RDONLY | os.O_CLOEXEC)

    @property
    def entrances(self) -> tuple[Path, ...]:
        """The files that a process writes its own number to before it becomes the sandbox."""
        return tuple(dict.fromkeys(folder / "cgroup.procs" for folder in self._folders.values()))

    def is_joined(self) -> bool:
        """Whether the sandbox is in it."""
        return all(place.read_bytes() for place in self.entrances)

    def bound(self, limits: Limits) -> None:
        """Hold all processes together to these limits from now on. Raises OSError."""
        wanted = (
            limits.memory_bytes + limits.disk_bytes + OVERHEAD_BYTES,
            limits.processes + OVERHEAD_PROCESSES,
        )
        if wanted == self._bound:
            return
        memory = "memory.max" if self.kind == "cgroup v2" else "memory.limit_in_bytes"
        (self._folders["memory"] / memory).write_text(str(wanted[0]))
        (self._folders["pids"] / "pids.max").write_text(str(wanted[1]))
        self._bound = wanted

    def cpu_seconds(self) -> float:
        """What all processes that are or were in the group have used."""
        text = os.pread(self._account, 4096, 0)
        if self.kind == "cgroup v2":
            return int(text.split(b"usage_usec ", 1)[1].split(None, 1)[0]) / 1e6
        return int(text) / 1e9

    def close(self) -> None:
        """Kill what is left in the group, and remove it. One that does not go is removed by the next that is made."""
        os.close(self._account)
        for folder in set(self._folders.values()):
            with contextlib.suppress(OSError):
                (folder / "cgroup.kill").write_text("1")
            for _ in range(_BUSY_TRIES):
                with contextlib.suppress(OSError):
                    folder.rmdir()
                    break
                time.sleep(0.001)  # its processes are dead, but the kernel has not yet put them away


def open_group() -> ControlGroup | None:
    """A new group, or None where this user may make none that bounds anything."""
    name = f"{_PREFIX}-{os.getpid()}-{next(_made)}"
    memberships = dict(_memberships())
    found: list[tuple[Bounds, dict[str, Path]]] = [("cgroup v2", place) for place in _unified(memberships)]
    found += [("cgroup v1", place) for place in _separate(memberships)]
    groups = (_made_in(kind, places, name) for kind, places in found)
    return next((group for group in groups if group is not None), None)


def _made_in(kind: Bounds, places: Mapping[str, Path], name: str) -> ControlGroup | None:
    folders = {controller: place / name for controller, place in places.items()}
    made: list[Path] = []
    try:
        for folder in dict.fromkeys(folders.values()):
            _remove_stale(folder.parent)
            folder.mkdir()
            made.append(folder)
        group = ControlGroup(kind, folders)
    except OSError:  # not ours to make
        for folder in made:
            with contextlib.suppress(OSError):
                folder.rmdir()
        return None
    try:
        group.bound(Limits())
    except OSError:  # without the controllers that bound
        group.close()
        return None
    return group


def _unified(memberships: Mapping[str, Path]) -> Iterator[dict[str, Path]]:
    """Places of version 2. A group that holds processes can have none below it: the one beside ours is tried too."""
    if (own := memberships.get("")) is not None:
        for place in dict.fromkeys((own, own.parent)):
            if (place / "cgroup.subtree_control").is_file():
                yield dict.fromkeys(_CONTROLLERS, place)


def _separate(memberships: Mapping[str, Path]) -> Iterator[dict[str, Path]]:
    if all(controller in memberships for controller in _CONTROLLERS):
        yield {controller: memberships[controller] for controller in _CONTROLLERS}


def _memberships() -> Iterator[tuple[str, Path]]:
    """For each controller, "" for version 2: the folder of the group that this process is in."""
    try:
        mounts = [line.split(" - ") for line in MOUNTS.read_text().splitlines()]
        lines = [line.split(":", 2) for line in MEMBERSHIP.read_text().splitlines()]
    except OSError:
        return
    own = {controller: path for _, controllers, path in lines for controller in controllers.split(",")}
    for where, what in mounts:
        kind, _, options = what.split(" ", 2)
        root, mount = (Path(field) for field in where.split(" ")[3:5])
        controllers = [""] if kind == "cgroup2" else options.split(",") if kind == "cgroup" else []
        for controller in controllers:
            if controller in own:
                yield controller, _below(mount, root, Path(own[controller]))


def _below(mount: Path, root: Path, own: Path) -> Path:
    """The folder of our own group, or the top of what is mounted when our own lies outside of it."""
    inside = mount / own.relative_to(root) if own.is_relative_to(root) else mount
    return inside if inside.is_dir() else mount


def _remove_stale(place: Path) -> None:
    """Groups of graders that were killed. The kernel removes none that holds a process."""
    for folder in place.glob(f"{_PREFIX}-*-*"):
        maker = folder.name.split("-")[1]
        if maker.isdigit() and not Path("/proc", maker).exists():
            with contextlib.suppress(OSError):
                folder.rmdir()
