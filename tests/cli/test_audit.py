"""`grade audit`: what it ends with, what it prints, and that nothing of it stays."""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.feedback.pages import Read, strangers

Run = Callable[..., Any]

STUB = {"nbformat": 4, "cells": [{"cell_type": "code", "source": 'answers = {"two_is_even": None}'}]}
SIGN_LOST = '''
@misconception(task="double")
def sign_lost(x):
    """You lose the sign."""
    return abs(2 * x)
'''
NO_MISTAKE = '''
@misconception(task="double")
def no_mistake(x):
    """<script>alert("lesson")</script>"""
    return 2 * x
'''
HOSTILE = '''
@misconception(task="answers", answer="</pre><script>alert(1)</script><img src=x onerror=alert(2)>")
def of_an_answer():
    """</style><script>alert(3)</script>"""
    return 0

@misconception(task="double")
def ſchön(x):
    """<b>[bold]</b>"""
    return 2 * x
'''


@pytest.fixture
def sound(course: Path) -> Path:
    """The tiny course with points that sum to 100, a stub, and a misconception that is named."""
    for name in ("assignments/hw1_double/assignment.toml", "tests/hidden/hw1_double/test_hw1_double.py"):
        text = (course / name).read_text()
        text = text.replace("points = 8", "points = 80").replace("points = 2", "points = 20")
        text = text.replace("points(3)", "points(30)").replace("points(2)", "points(20)")
        (course / name).write_text(text)
    (course / "assignments/hw1_double/hw1.ipynb").write_text(json.dumps(STUB))
    (course / "solutions/hw1_double/misconceptions.py").write_text(SIGN_LOST)
    return course


@pytest.fixture
def unsound(sound: Path) -> Path:
    """And one that is none."""
    with (sound / "solutions/hw1_double/misconceptions.py").open("a", encoding="utf-8") as file:
        file.write(NO_MISTAKE)
    return sound


def test_audit_ends_with_0_when_nothing_is_found(grade: Run, sound: Path) -> None:
    ran = grade("audit", "hw1", "--jobs", "1")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("hw1  clean  1 misconception, 0 alternatives, ")
    assert "mutants noticed (100.0%)" in ran.out


def test_audit_ends_with_1_and_says_what_does_not_hold(grade: Run, unsound: Path) -> None:
    ran = grade("audit", "--no-mutants", "--jobs", "1")
    assert ran.status == 1
    assert ran.lines[0] == "hw1  1 finding  2 misconceptions, 0 alternatives"
    assert ran.lines[-1].split() == ["misconception", "double", "no_mistake", "loses", "no", "points"]


def test_audit_json_is_one_document_and_nothing_else(
    process: Run, unsound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = unsound / "solutions/hw1_double/hw1.py"
    model.write_text(model.read_text() + '\n# %%\nimport os\nprint("said")\nos.system("echo said; echo said >&2")\n')
    monkeypatch.chdir(tmp_path)
    ran = process("audit", "hw1", "--json", "--no-mutants", "--jobs", "1", "--course", str(unsound))
    (found,) = json.loads(ran.out)
    assert ran.status == 1
    assert (found["assignment"], found["misconceptions"], found["mutants"]) == ("hw1", 2, 0)
    assert found["findings"] == [
        {"kind": "misconception", "task": "double", "name": "no_mistake", "fact": "loses no points"}
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["hw9"], "no assignment 'hw9'"),
        (["--jobs", "0"], "--jobs"),
        (["--sandbox", "none"], "--sandbox"),
        (["--course", "nowhere"], "no course.toml"),
        (["--html", "nowhere/page.html", "--no-mutants", "--jobs", "1"], "page.html: cannot be written"),
        (["--html", ".", "--no-mutants"], "--html"),
    ],
)
def test_audit_ends_with_2_when_it_cannot_be_served(grade: Run, sound: Path, words: list[str], said: str) -> None:
    ran = grade("audit", *words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("grade: ")
    assert said in ran.err


@pytest.mark.parametrize(
    ("name", "text", "status", "said"),
    [
        ("solutions/hw1_double/misconceptions.py", "print(1)\n", 2, "hw1_double/misconceptions.py:1: only imports"),
        ("solutions/hw1_double/equivalent_mutants.toml", "x = 1\n", 2, "hw1_double/equivalent_mutants.toml: "),
        ("solutions/hw1_double/hw1.py", "# %%\nx = (\n", 3, "hw1.py: cell 1: SyntaxError"),
        ("solutions/hw1_double/hw1.py", "# %%\n1 / 0\n", 3, "hw1.py: cell 1: ZeroDivisionError"),
        ("tests/hidden/hw1_double/test_hw1_double.py", "import no_such_module\n", 3, "hw1_double: "),
    ],
)
def test_audit_names_the_file_that_is_broken(
    grade: Run, sound: Path, name: str, text: str, status: int, said: str
) -> None:
    (sound / name).write_text(text, encoding="utf-8")
    ran = grade("audit", "hw1", "--jobs", "1")
    assert (ran.status, ran.out) == (status, "")
    assert len(ran.err.splitlines()) <= 2
    assert said in ran.err


@pytest.mark.parametrize(
    ("whom", "said"),
    [
        ("os.getppid()", "hw1: a process of the audit died: run the suite with pytest to see why"),
        ("os.getpid()", "the suite's process ended: run the suite with pytest to see why"),
    ],
)
def test_audit_says_so_when_one_of_its_processes_dies(process: Run, sound: Path, whom: str, said: str) -> None:
    suite = sound / "tests/hidden/hw1_double/test_hw1_double.py"
    suite.write_text(f"import os\nos.kill({whom}, 9)\n")
    ran = process("audit", "hw1", "--no-mutants", "--jobs", "1")
    assert ran == (3, "", f"grade: {said}\n")


def test_audit_writes_a_page_that_stands_alone_and_runs_nothing(grade: Run, sound: Path, tmp_path: Path) -> None:
    (sound / "solutions/hw1_double/misconceptions.py").write_text(HOSTILE, encoding="utf-8")
    html = tmp_path / "page.html"
    assert grade("audit", "--no-mutants", "--jobs", "1", "--html", html).status == 1
    page = html.read_text(encoding="utf-8")
    assert strangers(page) == []
    assert "loses no points" in Read(page).text


def test_audit_works_on_a_course_elsewhere(
    grade: Run, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = grade("audit", "hw1", "--no-mutants", "--jobs", "1", "--course", sound)
    assert (ran.status, ran.lines) == (0, ["hw1  clean  1 misconception, 0 alternatives"])


# Nothing stays.

SLOW = """import os, time
from pathlib import Path
import pytest

@pytest.mark.task("double")
@pytest.mark.points(80)
def test_double(student):
    Path(os.environ["BUSY"], str(os.getpid())).touch()
    time.sleep(300)

@pytest.mark.task("answers")
@pytest.mark.points(20)
def test_answers(student): ...
"""


def with_word(word: str) -> list[int]:
    """The processes that were started with this word in their environment, forks of these among them."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if word.encode() in (folder / "environ").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def ends(pid: int) -> bool:
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], 30)[0])
    finally:
        os.close(descriptor)


@pytest.fixture
def busy(sound: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """An audit, in a group of its own as a terminal's, in the middle of a mutant and of a known answer."""
    (sound / "tests/hidden/hw1_double/test_hw1_double.py").write_text(SLOW)
    at_work = tmp_path / f"busy-{os.urandom(8).hex()}"
    at_work.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COV_", "PYTEST_"))}
    command = [sys.executable, "-m", "grader", "audit", "hw1", "--jobs", "4"]
    with subprocess.Popen(
        command,
        env={**kept, "BUSY": str(at_work)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as audit:
        while len(list(at_work.iterdir())) < 3:  # the stub's and one misconception's, and a mutant's
            assert audit.poll() is None
            select.select([], [], [], 0.05)
        yield audit, at_work.name
        audit.kill()


def test_nothing_runs_on_after_ctrl_c(busy: tuple[subprocess.Popen[str], str]) -> None:
    audit, word = busy
    started = with_word(word)
    os.killpg(audit.pid, signal.SIGINT)
    out, err = audit.communicate(timeout=60)
    assert len(started) > 4
    assert (audit.returncode, out, err.strip()) == (130, "", "grade: interrupted")
    assert all(map(ends, started))
    assert all(map(ends, with_word(word)))  # started meanwhile


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_runs_on_when_the_audit_itself_is_killed(
    busy: tuple[subprocess.Popen[str], str], how: signal.Signals
) -> None:
    audit, word = busy
    started = with_word(word)
    audit.send_signal(how)
    assert all(map(ends, started))
    assert all(map(ends, with_word(word)))  # started meanwhile


def test_an_audit_leaves_no_process_and_warns_of_nothing(process: Run, sound: Path) -> None:
    word = f"audit-{os.urandom(8).hex()}"
    ran = process("audit", "hw1", "--jobs", "2", MARK=word, PYTHONWARNINGS="default", PYTHONDEVMODE="1")
    assert (ran.status, ran.err) == (0, "")
    assert all(map(ends, with_word(word)))
