"""Nothing that student code starts outlives its test, its notebook, or the staff process."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.errors import StudentFault

Sample = Callable[[str], str]

STAFF = """
import sys
from grader.records import Cell, Limits
from grader.sandbox.bubblewrap import Bubblewrap
from grader.sandbox.unprotected import Unprotected
from grader.suite.student import Line, Student

kind, word = sys.argv[1:]
sandbox = Unprotected(None) if kind == "none" else Bubblewrap(None, [], nested=kind == "nested")
source = sys.stdin.readline()
notebook = sandbox.load([Cell(index=0, source=eval(source))], Limits())
line = Line(lambda: notebook.open_test(0))
Student(line).attack(word)
print("ready", flush=True)
sys.stdin.read()
"""


def test_processes_that_a_test_leaves_end_with_it(apart: Any, hostile: Sample, outside: Any, word: str) -> None:
    notebook = apart.load(hostile("looking/leave_processes.py"), "def next_test(): return 1")
    notebook.call("attack", word)
    assert notebook.call("next_test") == 1
    assert outside.processes(word) == []


def test_a_process_that_only_looks_dead_ends_with_its_test(apart: Any, hostile: Sample) -> None:
    """The kernel calls a process dead when its first thread has ended, whatever the others do."""
    notebook = apart.load(hostile("looking/half_dead.py"))
    assert notebook.call("attack")
    assert not notebook.call("beats")


def test_processes_that_a_cell_leaves_end_with_the_notebook(
    apart: Any, hostile: Sample, outside: Any, word: str
) -> None:
    notebook = apart.load(hostile("looking/leave_processes.py") + f"\nattack({word!r})")
    left = outside.started(word)
    notebook.close()
    assert left
    assert outside.end(left)


def test_processes_of_a_test_in_progress_end_with_the_notebook(
    apart: Any, hostile: Sample, outside: Any, word: str
) -> None:
    source = hostile("looking/leave_processes.py") + "\ndef never(word):\n    attack(word)\n    os._exit(0)"
    # What is left behind holds the test's socket open: only the deadline ends it.
    notebook = apart.load(source, test_cpu_seconds=1, wall_factor=2)
    with pytest.raises(StudentFault):
        notebook.call("never", word)
    notebook.close()
    assert outside.end(outside.processes(word))


@pytest.mark.parametrize(
    "kind", [pytest.param("nested", marks=pytest.mark.walls), pytest.param("single", marks=pytest.mark.walls), "none"]
)
def test_all_ends_when_the_staff_process_is_killed(kind: str, hostile: Sample, outside: Any, word: str) -> None:
    staff = subprocess.Popen(
        [sys.executable, "-c", STAFF, kind, word], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with staff:
        assert staff.stdin is not None
        assert staff.stdout is not None
        staff.stdin.write(repr(hostile("looking/leave_processes.py")) + "\n")
        staff.stdin.flush()
        assert staff.stdout.readline() == "ready\n"
        left = outside.started(word, but=staff.pid)
        staff.kill()
    assert left
    assert outside.end(left)


def test_closing_leaves_no_child_behind(new_apart: Callable[[], Any]) -> None:
    before = _children()
    room = new_apart()
    notebook = room.load("def one(): return 1")
    assert notebook.call("one") == 1
    assert _children() - before
    notebook.close()
    room.sandbox.close()
    assert _children() <= before


def _children() -> set[str]:
    """Zombies too."""
    return {pid for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()}


def test_a_closed_notebook_closes_its_descriptors(apart: Any) -> None:
    apart.load("1").close()
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(3):
        apart.load("def one(): return 1").close()
    assert len(list(Path("/proc/self/fd").iterdir())) == before
