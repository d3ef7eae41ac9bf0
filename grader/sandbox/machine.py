"""Why this machine isolates nothing, once that was tried in vain: the setting that forbids it, and what mends it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

TRY_SECONDS: Final = 20

_SETTINGS: Final = (
    ("kernel/unprivileged_userns_clone", "0", "sudo sysctl -w kernel.unprivileged_userns_clone=1"),
    ("user/max_user_namespaces", "0", "sudo sysctl -w user.max_user_namespaces=15000"),
    (
        "kernel/apparmor_restrict_unprivileged_userns",
        "1",
        "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0  (and in /etc/sysctl.d, to last)",
    ),
)
_ELSE: Final = "this may be a container: give it the right to make namespaces, or grade outside of it"


class Reason(NamedTuple):
    """What stands in the way, and the command, or the words, that help."""

    fact: str
    mend: str


def starts_bubblewrap(words: tuple[str, ...] = ("true",)) -> str | None:
    """What bubblewrap says when it cannot make the namespaces that grading needs; None when it can."""
    bwrap = shutil.which("bwrap") or "bwrap"
    user = [] if os.getuid() == 0 else ["--unshare-user"]
    options = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--ro-bind", "/", "/", "--dev", "/dev"]
    try:
        done = subprocess.run(
            [bwrap, *user, *options, *words], capture_output=True, timeout=TRY_SECONDS, check=False, text=True
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return None if done.returncode == 0 else (done.stderr.strip().splitlines() or ["it gives no reason"])[-1]


def why_no_namespaces(said: str, settings: Path = Path("/proc/sys")) -> Reason:
    """The setting of the kernel that forbids namespaces to this user; `said` is bubblewrap's own complaint."""
    for name, forbids, mend in _SETTINGS:
        try:
            value = (settings / name).read_text().strip()
        except OSError:
            continue
        if value == forbids:
            return Reason(f"{said}; {name.replace('/', '.')} is {value}", mend)
    return Reason(said, _ELSE)


def closed_folder_on_the_way(place: Path | None = None) -> Path | None:
    """The folder that keeps other users from the interpreter, a 0700 home say; None when there is none."""
    place = Path(sys.executable) if place is None else place
    for folder in (*reversed(place.resolve().parents),):
        try:
            mode = folder.stat().st_mode
        except OSError:
            return folder
        if not mode & 0o001:
            return folder
    return None
