# Calls what a sandbox has been left by: mounts, other processes' memory, keyrings, kernel programs, a terminal's input.
# Gives the calls that the filter let through to the kernel, whatever the kernel then said.
import ctypes
import errno
import os

LIBC = ctypes.CDLL(None, use_errno=True)
NUMBER = ctypes.CDLL("libseccomp.so.2").seccomp_syscall_resolve_name
CALLS = (
    "mount", "umount2", "pivot_root", "chroot", "fsopen", "fsmount", "open_tree", "move_mount", "mount_setattr",
    "ptrace", "process_vm_readv", "process_vm_writev", "kcmp", "pidfd_getfd", "keyctl", "add_key", "request_key",
    "io_uring_setup", "io_uring_enter", "io_uring_register", "bpf", "perf_event_open", "userfaultfd",
    "open_by_handle_at", "kexec_load", "init_module", "reboot", "syslog", "personality", "shmget", "msgget", "semget",
    "memfd_create", "memfd_secret",
)  # fmt: skip
TIOCSTI, TIOCLINUX = 0x5412, 0x541C


def attack():
    passed = [name for name in CALLS if NUMBER(name.encode()) >= 0 and not _refused(NUMBER(name.encode()))]
    _, terminal = os.openpty()
    controls = {"TIOCSTI": TIOCSTI, "TIOCLINUX": TIOCLINUX, "TIOCSTI, high bits": 2**32 | TIOCSTI}
    return passed + [name for name, code in controls.items() if not _refused(NUMBER(b"ioctl"), terminal, code, b"x")]


def _refused(number, *args):
    # A pointer to nowhere: the kernel itself would say EFAULT, EINVAL or EBADF.
    words = [ctypes.c_char_p(arg) if isinstance(arg, bytes) else ctypes.c_ulong(arg) for arg in args or (2**63,) * 6]
    return LIBC.syscall(number, *words) == -1 and ctypes.get_errno() == errno.EPERM
