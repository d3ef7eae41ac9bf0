"""A batch of real processes, of which one is killed at a random moment, again and again until it is through."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path


def below(pid: int) -> dict[int, str]:
    """Every process below this one, with what it runs."""
    parents, names = {}, {}
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            parents[int(entry.name)] = int(fields[1])
            names[int(entry.name)] = (entry / "cmdline").read_text().replace("\0", " ")
    found, frontier = set[int](), {pid}
    while frontier:
        frontier = {one for one, parent in parents.items() if parent in frontier} - found
        found |= frontier
    return {one: names.get(one, "") for one in found}


def victims(caller: int) -> list[int]:
    """The caller, its workers, their suites and forks, bubblewrap and the zygote; not what is the student's own."""
    known = {pid: words for pid, words in below(caller).items() if "resource_tracker" not in words}
    inside = {pid for bwrap, words in known.items() if words.startswith("bwrap") or "/bwrap" in words
              for pid in below(bwrap)}  # fmt: skip
    zygotes = {pid for pid in inside if "student_side" in known.get(pid, "") and _is_zygote(pid)}
    return sorted({caller} | (set(known) - inside) | zygotes)


def _is_zygote(pid: int) -> bool:
    # Its parent is bubblewrap, or the shell that bubblewrap started and that it took the place of.
    with suppress(OSError):
        parent = (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[1]
        return "bwrap" in (Path("/proc") / parent / "comm").read_text()
    return False


def start(words: list[str]) -> "subprocess.Popen[bytes]":
    """`grade` with these words."""
    return subprocess.Popen([sys.executable, "-m", "grader", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def kill_at_random(words: list[str], kills: int, rng: random.Random, patience: float) -> list[str]:
    """Run until `kills` are done; what each victim ran. `patience` is the longest wait before a kill, in seconds."""
    killed: list[str] = []
    while len(killed) < kills:
        caller = start(words)
        while len(killed) < kills and caller.poll() is None:
            # Sometimes as soon as there is somebody to kill, and mostly later.
            time.sleep(rng.uniform(0.0, patience) if killed else patience)
            names = {caller.pid: "caller"} | below(caller.pid)
            victim = rng.choice(victims(caller.pid))
            with suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)
                killed.append(names.get(victim, "?")[:60])
        if caller.poll() is None:
            caller.send_signal(signal.SIGINT)
        caller.communicate()
    return killed
