"""Width, colour, pipes, interrupts: what depends on where the output goes and who listens."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

Run = Callable[..., Any]

STUB = 'def double(x):\n    raise NotImplementedError("your code here")\nanswers = {"two_is_even": None}'
LOOP = "def double(x):\n    while True:\n        pass\nanswers = {}"
COMMAND = [sys.executable, "-m", "grader"]


@pytest.fixture
def stub(course: Path, make_notebook: Run) -> Path:
    return Path(make_notebook(course.parent / "hw1_a_file_of_a_rather_long_name.ipynb", STUB, "1 / 0"))


def in_a_terminal(words: list[str], columns: int, **more: str) -> str:
    """What the command shows on a terminal of so many columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "LINES", "NO_COLOR"}}
    environment |= {"TERM": "xterm-256color", "LOGNAME": "login", **more}
    with subprocess.Popen([*COMMAND, *words], stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as command:
        os.close(theirs)
        shown = b"".join(_all_of(ours))
        command.wait(60)
    os.close(ours)
    return shown.decode()


def _all_of(descriptor: int) -> Iterator[bytes]:
    while select.select([descriptor], [], [], 60)[0]:
        try:
            data = os.read(descriptor, 65536)
        except OSError:  # how Linux says that the other end is closed
            return
        if not data:
            return
        yield data


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_table_fits_the_terminal(stub: Path, columns: int) -> None:
    shown = in_a_terminal(["check", str(stub)], columns, NO_COLOR="1")
    lines = re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines()
    assert "NotImplementedError" in shown
    assert max(map(cell_len, lines)) <= columns


def test_a_terminal_gets_colours(stub: Path) -> None:
    assert "\x1b[31m✗" in in_a_terminal(["check", str(stub)], 80)


@pytest.mark.walls
def test_a_terminal_is_told_that_grading_goes_on(course: Path, make_notebook: Run) -> None:
    slow = make_notebook(course.parent / "hw1.ipynb", "import time\ntime.sleep(4)", STUB)
    shown = in_a_terminal(["submit", str(slow)], 80)
    assert re.search(r"grading hw1 .*0:00:0\d", shown)
    assert "\x1b[2K" in shown.rpartition("grading hw1")[2]  # wiped away again
    assert "0 / 10" in shown


def test_a_terminal_gets_no_colours_when_none_are_wanted(stub: Path) -> None:
    shown = in_a_terminal(["check", str(stub)], 80, NO_COLOR="1")
    assert "✗" in shown
    assert "\x1b[3" not in shown


@pytest.mark.parametrize("columns", ["40", "80"])
@pytest.mark.parametrize(
    "words",
    [("check",), pytest.param(("submit", "--student", "a" * 64), marks=pytest.mark.walls)],
    ids=["check", "submit"],
)
def test_a_pipe_gets_plain_text_that_fits(process: Run, stub: Path, words: tuple[str, ...], columns: str) -> None:
    ran = process(*words, stub, COLUMNS=columns)
    assert "\x1b" not in ran.out
    assert max(map(cell_len, ran.out.splitlines())) <= int(columns)
    assert "NotImplementedError" in ran.out


def test_a_pipe_gets_80_columns_when_nothing_is_said(process: Run, stub: Path) -> None:
    assert max(map(cell_len, process("check", stub).out.splitlines())) <= 80


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_signs_that_the_output_does_not_have_are_no_obstacle(course: Path, make_notebook: Run, encoding: str) -> None:
    notebook = make_notebook(course.parent / "hw1.ipynb", 'def double(x):\n    raise ValueError("Σ 数 é ✓")')
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    ended = subprocess.run([*COMMAND, "check", notebook], capture_output=True, check=False, timeout=60, env=environment)
    assert (ended.returncode, ended.stderr) == (1, b"")
    assert "ValueError: " in ended.stdout.decode(encoding)


@pytest.mark.parametrize(
    "words", [("results",), ("results", "--json"), ("--help",), ("check", "STUB"), ("check", "STUB", "--json")]
)
def test_a_closed_pipe_makes_no_noise(stub: Path, words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    given = [str(stub) if word == "STUB" else word for word in words]
    with os.fdopen(writing, "wb") as closed:
        ended = subprocess.run([*COMMAND, *given], stdout=closed, stderr=subprocess.PIPE, check=False, timeout=60)
    assert ended.stderr == b""


def test_results_into_head_make_no_noise(course: Path) -> None:
    words = " ".join([*COMMAND, "results", "|", "head", "-1"])
    ended = subprocess.run(["sh", "-c", words], capture_output=True, check=False, timeout=60)
    assert (ended.stdout, ended.stderr) == (b"no results yet\n", b"")


def processes_of(session: int) -> list[str]:
    """The command lines of a session's processes, those that have ended left out."""
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            state, _, _, session_of = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
            words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if int(session_of) == session and state != "Z":
            found.append(words)
    return found


def marked(mark: str) -> list[int]:
    """The processes, of any session, whose environment holds the mark."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and mark.encode() in (folder / "environ").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def wait_until(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 60
    while not holds() and time.monotonic() < deadline:
        select.select([], [], [], 0.02)
    return holds()


@pytest.mark.walls
@pytest.mark.parametrize("whole_group", [True, False], ids=["to the terminal's group", "to the command alone"])
def test_an_interrupt_while_grading_ends_everything(
    course: Path, make_notebook: Run, tmp_path: Path, whole_group: bool
) -> None:
    limits = "notebook_cpu_seconds = 600\ntest_cpu_seconds = 600\n"
    settings = course / "assignments/hw1_double/assignment.toml"
    text = settings.read_text().replace("notebook_cpu_seconds = 5\ntest_cpu_seconds = 2\n", limits)
    settings.write_text(text)
    (course / "tests/hidden/hw1_double/conftest.py").write_text(
        f"import pathlib\ndef pytest_runtest_call(item):\n    pathlib.Path({str(tmp_path / 'running')!r}).touch()\n"
    )
    # A core counter that the sandbox hands on to student code marks all that belongs to this command.
    mark = f"OPENBLAS_L2_SIZE={time.time_ns()}"
    environment = {**os.environ, mark.partition("=")[0]: mark.partition("=")[2]}
    words = [*COMMAND, "submit", str(make_notebook(course.parent / "hw1.ipynb", LOOP))]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(words, **pipes, env=environment, start_new_session=True, text=True) as command:
        assert wait_until((tmp_path / "running").exists)
        (os.killpg if whole_group else os.kill)(command.pid, signal.SIGINT)
        out, err = command.communicate(timeout=60)
    assert (command.returncode, out, err.strip()) == (130, "", "grade: interrupted")
    assert wait_until(lambda: not processes_of(command.pid))
    assert wait_until(lambda: not marked(mark))


def test_an_interrupt_while_checking_ends_it(course: Path, make_notebook: Run, tmp_path: Path) -> None:
    settings = course / "assignments/hw1_double/assignment.toml"
    settings.write_text(settings.read_text().replace("test_cpu_seconds = 2", "test_cpu_seconds = 600"))
    running = tmp_path / "running"
    loop = LOOP.replace("    while", f"    __import__('pathlib').Path({str(running)!r}).touch()\n    while")
    words = [*COMMAND, "check", str(make_notebook(course.parent / "hw1.ipynb", loop))]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as command:
        assert wait_until(running.exists)
        command.send_signal(signal.SIGINT)
        out, err = command.communicate(timeout=60)
    assert (command.returncode, out, err.strip()) == (130, "", "grade: interrupted")
