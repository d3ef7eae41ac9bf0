"""What student code can see, reach and change: nothing. The same attacks do succeed where there are no walls."""

import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.errors import StudentCrashed
from grader.sandbox.bubblewrap import Bubblewrap
from grader.student_side.walls import interpreters_in

Sample = Callable[[str], str]


@pytest.fixture
def secrets(course: Path) -> list[str]:
    """Paths that are there and that no student code may open."""
    own = [str(path) for path in course.rglob("*") if "assignments" not in path.parts]
    system = ["/etc/passwd", "/etc/shadow", "/root", "/home", "/var", "/run", "/sys", "/proc/1/root/etc/passwd"]
    return [*own, str(course), str(Path(__file__).parent), str(Path.home() / ".bashrc"), *system]


@pytest.fixture
def listeners(word: str) -> Iterator[tuple[int, str]]:
    """A port and an abstract socket on which the staff side listens."""
    with socket.create_server(("127.0.0.1", 0)) as tcp, socket.socket(socket.AF_UNIX) as unix:
        unix.bind("\0" + word)
        unix.listen()
        yield tcp.getsockname()[1], word


def test_files_of_the_staff_cannot_be_opened(walled: Any, hostile: Sample, secrets: list[str]) -> None:
    seen = walled.load(hostile("looking/read_files.py")).call("attack", secrets)
    # Folders that lead to the student's own home, and to an interpreter that lies in somebody's home.
    assert set(seen) <= {"/home", *map(str, Path(sys.base_prefix).parents)}


def test_home_folder_of_the_machine_is_not_the_sandboxes(walled: Any) -> None:
    assert walled.load("import os\ndef f(): return os.listdir('/home')").call("f") == ["student"]


def test_files_of_the_staff_are_open_without_walls(unprotected: Any, hostile: Sample, secrets: list[str]) -> None:
    seen = unprotected.load(hostile("looking/read_files.py")).call("attack", secrets)
    assert {path for path in secrets if "test_hw1" in path} <= set(seen)


def test_etc_holds_no_accounts(walled: Any) -> None:
    names = set(walled.load("import os\ndef f(): return os.listdir('/etc')").call("f"))
    assert not names & {"passwd", "shadow", "group", "gshadow", "hosts", "resolv.conf", "ssh", "machine-id"}


@pytest.mark.walls
@pytest.mark.parametrize("shared", [True, False])
def test_staff_processes_and_their_environment_are_not_seen(
    hostile: Sample, word: str, monkeypatch: pytest.MonkeyPatch, own_room: Callable[..., Any], shared: bool
) -> None:
    monkeypatch.setenv("STAFF_TOKEN", word)
    room = own_room(Bubblewrap(None, [], nested=shared))
    assert room.load(hostile("looking/search_processes.py")).call("attack", word) == []


@pytest.mark.walls
def test_command_line_of_the_staff_is_not_seen(nested: Any, hostile: Sample) -> None:
    assert nested.load(hostile("looking/search_processes.py")).call("attack", "pytest") == []


def test_processes_are_seen_without_walls(unprotected: Any, hostile: Sample) -> None:
    """The control: this very process, by what started it."""
    words = [part for part in Path("/proc/self/cmdline").read_text().split("\0") if part]
    assert unprotected.load(hostile("looking/search_processes.py")).call("attack", words[-1]) != []


def test_network_is_out_of_reach(walled: Any, hostile: Sample, listeners: tuple[int, str]) -> None:
    assert walled.load(hostile("looking/reach_network.py")).call("attack", *listeners) == []


def test_network_is_in_reach_without_walls(unprotected: Any, hostile: Sample, listeners: tuple[int, str]) -> None:
    assert {"tcp", "abstract"} <= set(unprotected.load(hostile("looking/reach_network.py")).call("attack", *listeners))


def test_no_interface_but_the_loopback(walled: Any) -> None:
    source = "def f():\n    with open('/proc/net/dev') as f: return [line.split(':')[0].strip() for line in f][2:]"
    assert walled.load(source).call("f") == ["lo"]


def test_loopback_is_down_where_submissions_share_a_sandbox(nested: Any) -> None:
    source = (
        "import fcntl, socket, struct\n"
        "def flags():\n"
        "    with socket.socket() as sock:\n"
        "        answer = fcntl.ioctl(sock, 0x8913, struct.pack('16sH14x', b'lo', 0))\n"
        "    return struct.unpack('16sH14x', answer)[1]"
    )
    assert nested.load(source).call("flags") & 1 == 0


@pytest.mark.parametrize("attack", ["odd_sockets", "new_namespaces", "kernel_calls"])
def test_kernel_refuses(walled: Any, hostile: Sample, attack: str) -> None:
    assert walled.load(hostile(f"looking/{attack}.py")).call("attack") == []


@pytest.mark.parametrize("attack", ["odd_sockets", "kernel_calls"])
def test_kernel_grants_without_walls(unprotected: Any, hostile: Sample, attack: str) -> None:
    assert unprotected.load(hostile(f"looking/{attack}.py")).call("attack") != []


def test_keeper_and_zygote_cannot_be_looked_into(walled: Any, hostile: Sample) -> None:
    assert walled.load(hostile("looking/read_keeper.py")).call("attack") == []


def test_processes_can_be_looked_into_without_walls(unprotected: Any, hostile: Sample) -> None:
    assert unprotected.load(hostile("looking/read_keeper.py")).call("attack") != []


def test_keeper_heeds_no_signal(nested: Any) -> None:
    source = (
        "import os, signal\ntoken = os.urandom(8)\n"
        "def attack():\n"
        "    for number in signal.valid_signals(): os.kill(1, number)\n"
        "    return token\n"
        "def run(): return token"
    )
    notebook = nested.load(source)
    assert notebook.call("attack") == notebook.call("run")  # else the cells had been run again


def test_group_of_the_zygote_is_out_of_reach(nested: Any) -> None:
    """A process group is not bounded by a process namespace: the next submission needs the zygote alive."""
    source = "import os\ndef attack():\n    os.setpriority(os.PRIO_PGRP, 0, 19)\n    os.kill(0, 9)"
    with pytest.raises(StudentCrashed):
        nested.load(source).call("attack")
    assert nested.load("import os\ndef niceness(): return os.nice(0)").call("niceness") == 0
    assert nested.sandbox.nests


def test_powers_are_gone(walled: Any, outside: Any, word: str) -> None:
    source = (
        f"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', 'import time; time.sleep(9999)', {word!r}])"
    )
    notebook = walled.load(source)
    (pid,) = outside.started(word)
    status = outside.status(pid)
    assert notebook.cells == ()
    assert "0" not in status["Uid"] + status["Gid"] + status["Groups"]
    assert {status[name][0] for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {"0" * 16}
    assert (status["NoNewPrivs"], status["Seccomp"]) == (["1"], ["2"])


def test_system_is_read_only(walled: Any, hostile: Sample) -> None:
    inside = ["/", "/usr", "/usr/bin", "/etc", "/opt", "/opt/gradescent", "/opt/gradescent/grader/wire", "/assignment",
              "/home", "/dev", "/proc", "/proc/self", "/lib", "/bin", sys.prefix, sys.base_prefix]  # fmt: skip
    assert walled.load(hostile("looking/write_system.py")).call("attack", inside) == []


def test_own_folders_can_be_written(walled: Any, hostile: Sample) -> None:
    own = ["/dev/shm", "/home/student", "."]
    assert walled.load(hostile("looking/write_system.py")).call("attack", own) == own


def test_own_folders_are_bounded(walled: Any, hostile: Sample) -> None:
    folders = ["/tmp", "/dev/shm", "/home/student"]
    assert 0 < walled.load(hostile("looking/fill_disk.py"), disk_mb=8).call("attack", folders) <= 3 * 8


def test_one_file_is_bounded(apart: Any) -> None:
    source = "def attack():\n    with open('large', 'wb') as file: file.write(bytes(200 * 2**20))"
    with pytest.raises(OSError, match="large|space"):
        apart.load(source, disk_mb=8).call("attack")


def test_files_of_one_assignment_are_shown_read_only(walled: Any, course: Path, hostile: Sample) -> None:
    source = (
        "import os\ndef f(): return sorted(os.listdir('.')), open('table.csv').read(), open('pictures/one.txt').read()"
    )
    names, table, picture = walled.load(source).call("f")
    assert names[-2:] == ["pictures", "table.csv"]
    assert (table, picture) == ((course / "assignments/hw1/table.csv").read_text(), "a picture")
    with pytest.raises(OSError, match="Read-only|denied"):
        walled.load("def g():\n    with open('table.csv', 'w') as file: file.write('mine')").call("g")


@pytest.mark.walls
@pytest.mark.parametrize(
    "above", [folder for folder in (sys.prefix, "/usr/local/share", "/usr/share") if os.access(folder, os.W_OK)]
)
def test_course_below_a_folder_that_is_shown_is_covered(
    above: str, hostile: Sample, word: str, own_room: Callable[..., Any]
) -> None:
    course = Path(above) / word
    secret = course / "tests/hidden/test_hw1.py"
    secret.parent.mkdir(parents=True)
    try:
        secret.write_text("secret = 1")
        data = course / "assignments/hw1"
        data.mkdir(parents=True)
        (data / "table.csv").write_text("1,2\n")
        room = own_room(Bubblewrap(data, [course]))
        notebook = room.load(
            hostile("looking/read_files.py"), hostile("looking/write_system.py").replace("attack", "write")
        )
        assert notebook.call("attack", [str(course), str(secret.parent), str(secret), "table.csv"]) == ["table.csv"]
        assert notebook.call("write", [str(course)]) == []
    finally:
        shutil.rmtree(course)


def test_devices_of_the_machine_keep_no_time_of_being_touched(nested: Any) -> None:
    notebook = nested.load(
        """
import os
def touched():
    try:
        os.utime("/dev/null")
    except OSError as error:
        return error.strerror
def used():
    with open("/dev/null", "wb") as null, open("/dev/zero", "rb") as zero:
        return null.write(zero.read(4))
"""
    )
    assert notebook.call("touched") == "Read-only file system"
    assert notebook.call("used") == 4


@pytest.mark.parametrize(
    ("prefixes", "kept"),
    [
        (["/usr", "/opt/python"], []),
        (["/tmp/venv", "/usr"], ["/tmp/venv"]),
        (["/tmp/course/.venv", "/tmp/python/3.13"], ["/tmp/course", "/tmp/python"]),
    ],
)
def test_an_interpreter_in_tmp_or_below_it_is_kept(prefixes: list[str], kept: list[str]) -> None:
    assert interpreters_in(Path("/tmp"), [Path(prefix) for prefix in prefixes]) == {Path(path) for path in kept}
