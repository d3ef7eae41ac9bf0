"""What one submission may not do. Built in order, before any of the student's code is there; nothing takes them down.

enter_namespaces   own user, process, mount, network and IPC namespaces
build_room         private /tmp, /dev/shm and home of bounded size, own /proc
give_up_powers     no capabilities, no way to gain any
set_limits         memory, processes, files, core dumps
filter_calls       the system calls that are refused (the program is made on the staff side)
"""

import ctypes
import errno
import os
import resource
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

ROOMS: Final = os.environ.get("SUBMISSION_ROOMS")
"""Set where there is no sandbox: the folder in which each submission gets a home of its own."""

HOME: Final = Path(os.environ.get("HOME", "/home/student"))
DATA: Final = Path(os.environ.get("ASSIGNMENT_DATA", "/assignment"))

FONTS: Final = Path("/opt/matplotlib")
"""Matplotlib's list of fonts, where the staff side has one."""

_CLONE_NEWNS: Final = 0x00020000
_CLONE_NEWIPC: Final = 0x08000000
_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWPID: Final = 0x20000000
_CLONE_NEWNET: Final = 0x40000000

_MS_READ_ONLY: Final = 1
_MS_NOSUID: Final = 2
_MS_NODEV: Final = 4
_MS_NOEXEC: Final = 8
_MS_BIND: Final = 4096
_MS_READ_ONLY_BIND: Final = 1 | 32 | _MS_BIND
_MS_RECURSIVE: Final = 0x4000
_MS_REC_PRIVATE: Final = 0x4000 | 0x40000

_PR_SET_DUMPABLE: Final = 4
_PR_SET_SECCOMP: Final = 22
_PR_CAPBSET_DROP: Final = 24
_PR_SET_CHILD_SUBREAPER: Final = 36
_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_MODE_FILTER: Final = 2
_CAPABILITY_VERSION_3: Final = 0x20080522

_OURS: Final = 4
"""Processes of the same user that are no student's doing: zygote, keeper, notebook, and one that is about to end."""

_KEPT_FOR_TESTS: Final = 16
"""Processes and threads beside those that cells may start and leave behind."""

_DEVICES: Final = ("null", "zero", "full", "random", "urandom", "tty", "pts")
"""The machine's own, and the sandbox's. Touched, they would keep the time of it for whoever comes next."""

_libc: Final = ctypes.CDLL(None, use_errno=True)


class WallError(Exception):
    """A wall that this kernel does not let us build; the text says which and why."""


def _check(result: int, what: str) -> None:
    if result != 0:
        code = ctypes.get_errno()
        raise WallError(f"{what}: {errno.errorcode.get(code, code)} ({os.strerror(code)})")


def enter_namespaces() -> None:
    """Own user, process, mount, network and IPC namespaces. The next child is process 1 of the new ones."""
    user, group = os.getuid(), os.getgid()
    flags = _CLONE_NEWUSER | _CLONE_NEWPID | _CLONE_NEWNS | _CLONE_NEWNET | _CLONE_NEWIPC
    _check(_libc.unshare(flags), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def build_room(disk_bytes: int) -> None:
    """A home, /tmp and /dev/shm that are one small disk in memory, and a /proc that shows this submission alone."""
    _check(_libc.mount(None, b"/", None, _MS_REC_PRIVATE, None), "mount / private")
    options = f"size={disk_bytes},nr_inodes=16384,mode=0755".encode()
    flags = _MS_NOSUID | _MS_NODEV
    _check(_libc.mount(b"tmpfs", bytes(HOME), b"tmpfs", flags, options), f"mount {HOME}")
    for place in (Path("/tmp"), Path("/dev/shm")):
        inside = HOME / f".{place.name}"
        inside.mkdir(mode=0o700)
        _replace(place, inside)
    for device in (Path("/dev", name) for name in _DEVICES):
        if os.path.ismount(device):
            # Read and written as before: it is the name that is read-only. The flags of others' mounts must stay.
            kept = os.statvfs(device).f_flag & (flags | _MS_NOEXEC)
            _check(_libc.mount(None, bytes(device), None, _MS_READ_ONLY_BIND | kept, None), f"mount {device} read-only")
    # Read-only: what is set there of a process (what is taken first when memory runs out) stays as it is.
    _check(_libc.mount(b"proc", b"/proc", b"proc", flags | _MS_NOEXEC | _MS_READ_ONLY, None), "mount /proc")


def _replace(place: Path, inside: Path) -> None:
    """`inside` in the place of `place`; an interpreter that lies in there is seen as before, and read-only."""
    above = interpreters_in(place, [Path(sys.prefix), Path(sys.base_prefix)])
    kept = {path: os.open(path, os.O_PATH | os.O_DIRECTORY) for path in above if path.is_dir()}
    _check(_libc.mount(bytes(inside), bytes(place), None, _MS_BIND, None), f"mount {place}")
    for path, before in kept.items():
        path.mkdir(mode=0o755)
        source = f"/proc/self/fd/{before}".encode()
        _check(_libc.mount(source, bytes(path), None, _MS_BIND | _MS_RECURSIVE, None), f"mount {path}")
        flags = _MS_READ_ONLY_BIND | _MS_NOSUID | _MS_NODEV
        _check(_libc.mount(None, bytes(path), None, flags, None), f"mount {path} read-only")
        os.close(before)


def interpreters_in(place: Path, prefixes: Sequence[Path]) -> set[Path]:
    """What in `place` is an interpreter's folder, or has one below it."""
    return {path for prefix in prefixes for path in (prefix, *prefix.parents) if path.parent == place}


def furnish_home() -> None:
    """Start in the home, with the assignment's public files in it."""
    if ROOMS is not None:
        _enter_new_home(Path(ROOMS))
        return
    os.chdir(HOME)
    if DATA.is_dir():
        for file in DATA.iterdir():
            (HOME / file.name).symlink_to(file)
    furnish_matplotlib()


def furnish_matplotlib() -> None:
    """The list of fonts where matplotlib looks for it."""
    if FONTS.is_dir():
        settings = Path(os.environ["MPLCONFIGDIR"])
        settings.mkdir(parents=True, exist_ok=True)
        for file in FONTS.iterdir():
            (settings / file.name).symlink_to(file)


def _enter_new_home(rooms: Path) -> None:
    home = rooms / os.urandom(8).hex()
    home.mkdir()
    os.chdir(home)
    os.environ |= {name: str(home) for name in ("HOME", "TMPDIR", "MPLCONFIGDIR", "IPYTHONDIR")}
    if DATA.is_dir():  # copies: here nothing else keeps the course's own files from being overwritten
        shutil.copytree(DATA, home, dirs_exist_ok=True)


def give_up_powers() -> None:
    """No capabilities now, and none to be gained by running anything."""
    for capability in range(64):
        if _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            break  # past the last one this kernel knows, or nothing left to drop
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    _check(_libc.capset(header, nothing), "capset")
    _check(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent ends."""
    _check(_libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), "child subreaper")


def hide_memory(*, hidden: bool) -> None:
    """Whether other processes of the same user are kept from this one's memory and descriptors."""
    _check(_libc.prctl(_PR_SET_DUMPABLE, 0 if hidden else 1, 0, 0, 0), "dumpable")


def set_limits(memory_bytes: int, processes: int, open_files: int, disk_bytes: int) -> None:
    """Bounds for each process (memory, files) and for all of them (processes, counted in the user namespace).

    `processes` 0 sets no bound: without a user namespace the kernel would count the user's other processes too.
    """
    bounds = {
        resource.RLIMIT_AS: memory_bytes,
        resource.RLIMIT_NOFILE: open_files,
        resource.RLIMIT_FSIZE: disk_bytes,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    for limit, value in bounds.items():
        resource.setrlimit(limit, (value, value))
    if processes:
        most = processes + _OURS
        resource.setrlimit(resource.RLIMIT_NPROC, (most, most + _KEPT_FOR_TESTS))


def open_reserve() -> None:
    """After the cells: as many processes as the hard limit allows."""
    _, most = resource.getrlimit(resource.RLIMIT_NPROC)
    resource.setrlimit(resource.RLIMIT_NPROC, (most, most))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def filter_calls(program: bytes) -> None:
    """Install a seccomp filter: instructions of eight bytes each. An empty one installs nothing (`--sandbox none`)."""
    if program:
        argument = _Program(len(program) // 8, program)
        _check(_libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(argument), 0, 0), "seccomp")
