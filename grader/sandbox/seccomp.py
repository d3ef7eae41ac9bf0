"""The system calls that student code is refused, as a program for the kernel, made by libseccomp.

The list names what a first course never needs and what sandboxes have been left by: new namespaces, mounts, looking
into other processes, kernel keyrings, kernel programs, rare sockets, leases on files; and memory that no bound counts.
What the kernel has learnt since the list was written it does not know for student code.
"""

import ctypes
import errno
import struct
import tempfile
from functools import cache
from typing import Any, Final

from grader.errors import SandboxError

_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000 | errno.EPERM
_UNKNOWN: Final = 0x00050000 | errno.ENOSYS

_NOT_EQUAL, _LESS, _LESS_EQUAL, _EQUAL, _GREATER_EQUAL, _GREATER, _MASKED_EQUAL = range(1, 8)

_REFUSED: Final = (
    "unshare", "setns", "mount", "umount2", "pivot_root", "chroot", "move_mount", "open_tree", "fsopen", "fsconfig",
    "fsmount", "fspick", "mount_setattr", "ptrace", "process_vm_readv", "process_vm_writev", "kcmp", "pidfd_getfd",
    "process_madvise", "bpf", "perf_event_open", "userfaultfd", "keyctl", "add_key", "request_key", "io_uring_setup",
    "io_uring_enter", "io_uring_register", "kexec_load", "kexec_file_load", "init_module", "finit_module",
    "delete_module", "open_by_handle_at", "name_to_handle_at", "swapon", "swapoff", "reboot", "acct", "quotactl",
    "quotactl_fd", "syslog", "fanotify_init", "lookup_dcookie", "nfsservctl", "personality", "iopl", "ioperm",
    "modify_ldt", "vhangup", "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "sethostname",
    "setdomainname", "shmget", "semget", "msgget", "memfd_create", "memfd_secret", "mbind",
    "set_mempolicy", "migrate_pages", "move_pages", "sync", "syncfs",
)  # fmt: skip

_NAMESPACE_FLAGS: Final = (
    0x00000080,
    0x00020000,
    0x02000000,
    0x04000000,
    0x08000000,
    0x10000000,
    0x20000000,
    0x40000000,
)
_OUT_OF_BAND: Final = 1
_FLAGS_OF: Final = {"sendto": 3, "recvfrom": 3, "sendmsg": 2, "recvmsg": 2, "sendmmsg": 3, "recvmmsg": 3}
"""Calls with flags that may ask for out-of-band bytes, and which argument that is."""

_NEWER: Final = 450
"""The first system call that came after this list; from here on, numbers are the same on every architecture."""
_LOAD_NUMBER, _SKIP_IF_LESS, _RETURN = (0x20, 0, 0), (0x35, 0, 1), (0x06, 0, 0)
"""Instructions of the kernel's: code, and how far to jump when it holds and when not."""

_UNIX, _INET, _INET6 = 1, 2, 10
_SEQUENCED_AND_RARE: Final = (3, 4, 5, 6, 10)
"""Kinds of sockets: all but streams and datagrams."""
_PROTOCOLS: Final = (0, 6, 17)
"""Whichever is usual, TCP, UDP. For others the kernel may load modules that few have looked at."""
_LEASE, _NOTIFY = 1024, 1026
"""Commands of fcntl. Whoever opens a leased file waits, and it may be the examiner: files can have the same owner."""
_TIOCSTI, _TIOCLINUX = 0x5412, 0x541C


class _Compare(ctypes.Structure):
    _fields_ = (
        ("argument", ctypes.c_uint),
        ("operator", ctypes.c_int),
        ("first", ctypes.c_uint64),
        ("second", ctypes.c_uint64),
    )


@cache
def program() -> bytes:
    """The filter, for the machine this runs on. Raises SandboxError when libseccomp is missing."""
    library = _load()
    context = library.seccomp_init(_ALLOW)
    if not context:
        raise SandboxError("libseccomp: cannot make a filter")
    try:
        for name in _REFUSED:
            _rule(library, context, _REFUSE, name)
        # Threads still start: the C library falls back to clone, whose flags a filter can read.
        _rule(library, context, _UNKNOWN, "clone3")
        for flag in _NAMESPACE_FLAGS:
            _rule(library, context, _REFUSE, "clone", _Compare(0, _MASKED_EQUAL, flag, flag))
        for request in (_TIOCSTI, _TIOCLINUX):
            _rule(library, context, _REFUSE, "ioctl", _Compare(1, _MASKED_EQUAL, 0xFFFFFFFF, request))
        for name, argument in _FLAGS_OF.items():
            _rule(library, context, _REFUSE, name, _Compare(argument, _MASKED_EQUAL, _OUT_OF_BAND, _OUT_OF_BAND))
        for command in (_LEASE, _NOTIFY):
            _rule(library, context, _REFUSE, "fcntl", _Compare(1, _MASKED_EQUAL, 0xFFFFFFFF, command))
        _refuse_sockets(library, context)
        with tempfile.TemporaryFile() as file:
            if library.seccomp_export_bpf(context, file.fileno()) != 0:
                raise SandboxError("libseccomp: cannot write the filter")
            file.seek(0)
            return _newer_are_unknown() + file.read()
    finally:
        library.seccomp_release(context)


def _refuse_sockets(library: ctypes.CDLL, context: Any) -> None:
    """All but pairs of the system's own, and streams and datagrams of the Internet's usual protocols."""
    _rule(library, context, _REFUSE, "socketpair", _Compare(0, _NOT_EQUAL, _UNIX, 0))
    for family in range(64):
        of_family = _Compare(0, _MASKED_EQUAL, 0xFFFFFFFF, family)
        if family not in (_UNIX, _INET, _INET6):
            _rule(library, context, _REFUSE, "socket", of_family)
        if family in (_INET, _INET6):
            for kind in _SEQUENCED_AND_RARE:
                _rule(library, context, _REFUSE, "socket", of_family, _Compare(1, _MASKED_EQUAL, 0xF, kind))
            rare = [number for number in range(max(_PROTOCOLS)) if number not in _PROTOCOLS]
            for number in rare:
                _rule(library, context, _REFUSE, "socket", of_family, _Compare(2, _MASKED_EQUAL, 0xFFFFFFFF, number))
            _rule(library, context, _REFUSE, "socket", of_family, _Compare(2, _GREATER, max(_PROTOCOLS), 0))


def _newer_are_unknown() -> bytes:
    """The first instructions: every call from `_NEWER` on is one that this kernel does not have."""
    words = [(_LOAD_NUMBER, 0), (_SKIP_IF_LESS, _NEWER), (_RETURN, _UNKNOWN)]
    return b"".join(struct.pack("=HBBI", *instruction, value) for instruction, value in words)


def _load() -> ctypes.CDLL:
    try:
        library = ctypes.CDLL("libseccomp.so.2")
    except OSError:
        raise SandboxError("libseccomp: not installed: apt-get install libseccomp2") from None
    library.seccomp_init.restype = ctypes.c_void_p
    library.seccomp_init.argtypes = [ctypes.c_uint32]
    library.seccomp_release.argtypes = [ctypes.c_void_p]
    library.seccomp_export_bpf.argtypes = [ctypes.c_void_p, ctypes.c_int]
    library.seccomp_syscall_resolve_name.argtypes = [ctypes.c_char_p]
    library.seccomp_rule_add_array.argtypes = [
        ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint, ctypes.POINTER(_Compare),
    ]  # fmt: skip
    return library


def _rule(library: ctypes.CDLL, context: Any, action: int, name: str, *compare: _Compare) -> None:
    number = library.seccomp_syscall_resolve_name(name.encode())
    if number < 0:  # no such call on this architecture
        return
    array = (_Compare * max(1, len(compare)))(*compare)
    if library.seccomp_rule_add_array(context, action, number, len(compare), array) != 0:
        raise SandboxError(f"libseccomp: cannot refuse {name}")
