"""All processes of a submission together are bounded and charged where the kernel has control groups to give."""

import contextlib
import os
from pathlib import Path
from typing import Any

import pytest

from grader.errors import StudentFault, StudentTimeout
from grader.records import Limits
from grader.sandbox import cgroup
from grader.sandbox.cgroup import ControlGroup, open_group

LIMITS = Limits(memory_mb=1000, disk_mb=10, processes=5)


def mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mounts: list[str], membership: list[str]) -> None:
    """A machine with these control groups; `{}` in a mount stands for the temporary folder."""
    for name, lines in (("MOUNTS", mounts), ("MEMBERSHIP", membership)):
        (tmp_path / name).write_text("\n".join(line.format(tmp_path) for line in lines))
        monkeypatch.setattr(cgroup, name, tmp_path / name)


def two(tmp_path: Path) -> ControlGroup:
    """A group of version 2, as the kernel would lay it out."""
    (tmp_path / "cpu.stat").write_text("usage_usec 2500000\nuser_usec 2000000\nsystem_usec 500000\n")
    return ControlGroup("cgroup v2", dict.fromkeys(("memory", "pids", "cpuacct"), tmp_path))


def one(tmp_path: Path) -> ControlGroup:
    """A group of version 1."""
    folders = {name: tmp_path / name for name in ("memory", "pids", "cpuacct")}
    for folder in folders.values():
        folder.mkdir()
    (tmp_path / "cpuacct" / "cpuacct.usage").write_text("2500000000\n")
    return ControlGroup("cgroup v1", folders)


@pytest.mark.parametrize("make", [one, two])
def test_cpu_of_a_group_is_in_seconds(tmp_path, make):
    assert make(tmp_path).cpu_seconds() == 2.5


@pytest.mark.parametrize(
    ("make", "memory", "pids"),
    [(one, "memory/memory.limit_in_bytes", "pids/pids.max"), (two, "memory.max", "pids.max")],
)
def test_bounds_leave_room_for_what_is_no_students(tmp_path, make, memory, pids):
    make(tmp_path).bound(LIMITS)
    assert int((tmp_path / memory).read_text()) == 1010 * 2**20 + cgroup.OVERHEAD_BYTES
    assert int((tmp_path / pids).read_text()) == 5 + cgroup.OVERHEAD_PROCESSES


@pytest.mark.parametrize(("make", "count"), [(one, 3), (two, 1)])
def test_a_process_enters_each_folder_once(tmp_path, make, count):
    assert len(make(tmp_path).entrances) == count


def test_a_group_beside_our_own_is_taken_where_ours_holds_processes(tmp_path, monkeypatch):
    (tmp_path / "app.slice" / "ours.scope").mkdir(parents=True)
    (tmp_path / "app.slice" / "cgroup.subtree_control").write_text("memory pids")
    mounted(tmp_path, monkeypatch, ["30 1 0:26 / {} rw - cgroup2 cgroup2 rw"], ["0::/app.slice/ours.scope"])
    places = list(cgroup._unified(dict(cgroup._memberships())))
    assert places == [dict.fromkeys(("memory", "pids", "cpuacct"), tmp_path / "app.slice")]


def test_hierarchies_of_version_1_are_found_where_they_are_mounted(tmp_path, monkeypatch):
    for name in ("memory/ours", "pids", "cpu,cpuacct"):
        (tmp_path / name).mkdir(parents=True)
    mounts = [f"30 1 0:26 / {{}}/{name} rw - cgroup cgroup rw,{name}" for name in ("memory", "pids", "cpu,cpuacct")]
    mounted(tmp_path, monkeypatch, mounts, ["9:name=systemd:/", "4:memory:/ours", "3:pids:/", "2:cpu,cpuacct:/"])
    expected = {name: tmp_path / path for name, path in
                (("memory", "memory/ours"), ("pids", "pids"), ("cpuacct", "cpu,cpuacct"))}  # fmt: skip
    assert list(cgroup._separate(dict(cgroup._memberships()))) == [expected]


@pytest.mark.parametrize("mounts", [[], ["30 1 0:26 / {}/nowhere rw - cgroup2 cgroup2 rw"]])
def test_there_is_no_group_where_none_can_be_made(tmp_path, monkeypatch, mounts):
    mounted(tmp_path, monkeypatch, mounts, ["0::/"])
    assert open_group() is None


def test_a_place_without_the_controllers_is_left_as_it_was(tmp_path, monkeypatch):
    (tmp_path / "cgroup.subtree_control").write_text("")
    mounted(tmp_path, monkeypatch, ["30 1 0:26 / {} rw - cgroup2 cgroup2 rw"], ["0::/"])
    assert open_group() is None  # a plain folder has no cpu.stat
    assert list(tmp_path.glob("gradescent*")) == []


def test_groups_of_graders_that_were_killed_are_removed(tmp_path, monkeypatch):
    (tmp_path / "cgroup.subtree_control").write_text("")
    stale, living = tmp_path / "gradescent-4194999-0", tmp_path / f"gradescent-{os.getpid()}-999"
    for folder in (stale, living):
        folder.mkdir()
    mounted(tmp_path, monkeypatch, ["30 1 0:26 / {} rw - cgroup2 cgroup2 rw"], ["0::/"])
    open_group()
    assert (stale.exists(), living.exists()) == (False, True)


def test_a_closed_group_is_gone(tmp_path):
    folder = tmp_path / "group"
    folder.mkdir()
    group = two(folder)
    (folder / "cpu.stat").unlink()  # the kernel's own files do not keep it from being removed
    group.close()
    assert not [name for name in folder.glob("*") if name.name != "cgroup.kill"]


CHILDREN = """
import os, time
def in_children(work, count):
    children = []
    for _ in range(count):
        child = os.fork()
        if child == 0:
            try: work()
            finally: os._exit(0)
        children.append(child)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
def fill():
    kept = bytearray(200 * 2**20)
    kept[::4096] = b"x" * len(kept[::4096])
    time.sleep(1)
def burn():
    while True: pass
def memory(): return in_children(fill, 6)
def cpu(): return in_children(burn, 6)
def one(): return 1
"""


@pytest.fixture
def grouped(room_of: Any) -> Any:
    """A walled room with a control group. Where the kernel gives none there is nothing to be held together."""
    room = room_of("nested")
    if room.load("x = 1").notebook.bounds == "rlimits":
        pytest.skip("no control group can be made here")
    return room


@pytest.mark.walls
def test_memory_of_all_processes_together_is_bounded(grouped):
    notebook = grouped.load(CHILDREN, memory_mb=500, disk_mb=16)
    with_all = 6 * 200
    assert with_all > 500 + 16 + cgroup.OVERHEAD_BYTES // 2**20
    with contextlib.suppress(StudentFault):  # the kernel took the parent first
        assert -9 in notebook.call("memory")
    assert notebook.call("one") == 1


@pytest.mark.walls
def test_cpu_of_all_processes_together_is_charged(grouped):
    notebook = grouped.load(CHILDREN, test_cpu_seconds=1, wall_factor=30)
    with pytest.raises(StudentTimeout, match="more than 1 s of CPU"):
        notebook.call("cpu")
    assert notebook.call("one") == 1
