"""Runs the naive grader in a room of its own for each batch: own namespaces, bounded disk, memory and processes.

Started inside bubblewrap. Reads jobs as JSON lines from a socket and answers each with what was to be seen afterwards.
"""

import atexit
import gc
import json
import os
import pickle
import select
import signal
import socket
import sqlite3
import sys
import time
from pathlib import Path

os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # what else this machine has installed is not the naive grader's
sys.path[:0] = ["/opt/gradescent", "/assignment"]

import numpy.random  # noqa: F401
import numpy.testing  # noqa: F401
import unittest.mock  # noqa: F401

import grade
from grader.student_side import walls

HOME = Path("/home/student")
DISK, MEMORY, PROCESSES = 32 * 2**20, 1024 * 2**20, 64
OWN = ("attachments/", ".grader/results/target/", ".grader/page.html", ".grader/grades.csv", ".grader/gradebook.sqlite")
MOST = 2**20


def serve(sock, nested):
    """Answer jobs until the harness hangs up. Not `nested`: in this room, for one job, since its samples stay in it."""
    grade.make_shell()
    grade.pytest.main(["--version", "-q"])
    stream = sock.makefile("rwb")
    gc.collect()
    gc.freeze()  # what is here now need not be looked at in every fork
    for line in stream:
        if os.fork() == 0:
            _start(json.loads(line), stream, nested)
        os.wait()


def _start(job, stream, nested):
    """Build the walls; the next fork is process 1 inside them, and outlives whatever the samples do. Never returns."""
    status = 1
    try:
        walls.hide_memory(hidden=False)
        if nested:
            walls.enter_namespaces()
        child = os.fork()
        if child == 0:
            if nested:
                walls.build_room(DISK)
            walls.give_up_powers()
            walls.set_limits(MEMORY, PROCESSES if nested else 0, 256, DISK)
            stream.write(json.dumps(_watch(job)).encode() + b"\n")
            stream.flush()
        else:
            _, ended = os.waitpid(child, 0)
            if ended != 0:  # a result that was loaded took its reader with it
                stream.write(b'{"died": true}\n')
                stream.flush()
        status = 0
    except walls.WallError:
        stream.write(b'{"refused": true}\n')
        stream.flush()
        status = 0
    finally:
        os._exit(status)


def _watch(job):
    """Grade the batch in a child; what is to be seen when it has ended or its time is over."""
    for name, text in job["files"].items():
        path = HOME / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    submissions = _make(job)
    before, ours = _files(), {pid for pid in os.listdir("/proc") if pid.isdigit()}
    reading, writing = os.pipe()
    printed = os.memfd_create("printed")
    child = os.fork()
    if child == 0:
        _grade(submissions, printed, writing)
    os.close(writing)
    pickles, ended, broke = _wait(child, reading, time.monotonic() + job["wall"])
    living = [] if not ended else [pid for pid in os.listdir("/proc") if pid.isdigit() and pid not in ours and _lives(pid)]
    if os.getpid() == 1 and (living or not ended):
        os.kill(-1, signal.SIGKILL)
    changed = sorted(name for name, stat in _files().items() if before.get(name) != stat)
    page, table = (_text(HOME / "course/.grader" / name) for name in ("page.html", "grades.csv"))
    return {
        "ended": ended, "broke": broke, "printed": os.pread(printed, MOST, 0).decode("utf-8", "backslashreplace"), "page": page,
        "table": table, "results": [*_unpickled(pickles), *_stored()], "left": len(living),
        "outside": [name for name in changed if not name.startswith(tuple(f"course/{own}" for own in OWN))],
        "gone": sorted(before.keys() - _files().keys()),
    }  # fmt: skip


def _make(job):
    submissions = []
    for number, one in enumerate(job["submissions"]):
        folder = HOME / "handed_in" / str(number)
        folder.mkdir(parents=True)
        path = folder / one["name"]
        if one["makes"]:
            os.environ["TARGET_COURSE"] = str(HOME / "course")
            names = {}
            exec(one["source"], names)
            path = names["make"](folder / "target.ipynb") or folder / "target.ipynb"
        else:
            path.write_text(one["source"])
        submissions.append((str(path), one["words"]))
    return submissions


def _grade(submissions, printed, writing):
    os.setsid()
    for descriptor in (1, 2):
        os.dup2(printed, descriptor)
    os.closerange(3, writing)
    os.closerange(writing + 1, 256)
    sys.stdout = open(1, "w", buffering=1, closefd=False, encoding="utf-8", errors="backslashreplace")
    sys.stderr = sys.stdout
    sys.__stdout__, sys.__stderr__ = sys.stdout, sys.stderr
    status = 1
    try:
        status = grade.grade_batch(submissions, writing)
        atexit._run_exitfuncs()
        sys.stdout.flush()
    finally:
        os._exit(status)


def _wait(child, reading, deadline):
    data, open_ = b"", True
    while time.monotonic() < deadline:
        if open_ and select.select([reading], [], [], 0.01)[0]:
            chunk = os.read(reading, 2**16)
            data, open_ = (data + chunk)[:MOST], bool(chunk)
        elif not open_:
            time.sleep(0.01)
        try:
            pid, status = os.waitpid(child, os.WNOHANG)
            if pid:
                while open_ and select.select([reading], [], [], 0)[0] and (chunk := os.read(reading, 2**16)):
                    data = (data + chunk)[:MOST]
                return data, True, status != 0
        except ChildProcessError:
            return data, True, True
    return data, False, True


def _lives(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0] not in b"ZX"
    except OSError:
        return False


def _files():
    """Everything that can be written, but the marks of having been read."""
    found = {}
    places = (HOME,) if os.getpid() == 1 else (HOME, "/tmp", "/dev/shm")  # nested, those two lie in the first
    for folder, folders, names in (found for place in places for found in os.walk(place)):
        folders[:] = [name for name in folders if name not in ("__pycache__", ".ipython", ".config")]
        for name in names:
            path = os.path.join(folder, name)
            try:
                stat = os.lstat(path)
            except OSError:
                continue
            found[os.path.relpath(path, HOME)] = (stat.st_size, stat.st_mtime_ns, stat.st_mode)
    for kind in ("shm", "sem", "msg"):
        for number, line in enumerate(_text(Path("/proc/sysvipc") / kind).splitlines()[1:]):
            found[f"{kind} {number}"] = line
    return found


def _text(path):
    try:
        return path.read_bytes()[:MOST].decode("utf-8", "backslashreplace")
    except OSError:
        return ""


def _unpickled(data):
    """Results, as they came over the pipe. Unsafe on purpose."""
    import io

    stream, results = io.BytesIO(data), []
    while stream.tell() < len(data):
        try:
            one = pickle.load(stream)
            results.append([str(one["student"]), float(one["score"]), "pipe"])
        except Exception:
            break
    return results


def _stored():
    """Results, as the files of the grader have them."""
    results = []
    for path in (HOME / "course/.grader/results").rglob("*.json"):
        try:
            one = json.loads(path.read_text())
            results.append([str(one["student"]), float(one["score"]), "file"])
        except Exception:
            continue
    try:
        with sqlite3.connect(HOME / "course/.grader/gradebook.sqlite") as book:
            rows = book.execute("SELECT student, score FROM results").fetchall()
        results += [[str(student), float(score), "gradebook"] for student, score in rows]
    except Exception:
        pass
    return results


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[-1])), nested="single" not in sys.argv)
