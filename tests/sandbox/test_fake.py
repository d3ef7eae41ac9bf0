"""The in-process stand-in: the same seam, for a student's own machine."""

import signal
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from grader.errors import NameMissing, StudentRaised, StudentTimeout
from grader.suite.student import StudentObject

LOOP = "def loop():\n    while True: pass\ndef f(): return 1"
INTERRUPT = "import signal\ndef stop(): signal.raise_signal(signal.SIGINT)"


def test_loop_in_a_test_is_a_timeout(fake: Any) -> None:
    notebook = fake.load(LOOP, test_cpu_seconds=1)
    with pytest.raises(StudentTimeout, match="^gave no answer within 1 s$"):
        notebook.call("loop")
    assert notebook.call("f") == 1


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("first", ["pass", "%time 1"])
def test_loop_in_a_cell_costs_that_cell(fake: Any, first: str) -> None:
    notebook = fake.load(first, "while True: pass", "def f(): return 1", notebook_cpu_seconds=1)
    assert [cell.index for cell in notebook.cells] == [1]
    assert notebook.call("f") == 1


def test_interrupt_in_a_test_passes_through(fake: Any) -> None:
    notebook = fake.load(INTERRUPT)
    with pytest.raises(KeyboardInterrupt):
        notebook.call("stop")


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("first", ["pass", "%time 1"])
def test_interrupt_in_a_cell_passes_through(fake: Any, first: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        fake.load(first, INTERRUPT + "\nstop()")


def test_interrupts_are_the_callers_again_afterwards(fake: Any) -> None:
    before = signal.getsignal(signal.SIGINT)
    fake.load(LOOP, test_cpu_seconds=1).call("f")
    assert signal.getsignal(signal.SIGINT) is before


def test_loop_is_a_timeout_where_interrupts_are_ignored(fake: Any) -> None:
    notebook = fake.load(LOOP, test_cpu_seconds=1)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with pytest.raises(StudentTimeout):
            notebook.call("loop")
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_values_cross_as_bytes(fake: Any) -> None:
    given = np.zeros(3)
    notebook = fake.load("kept = []\ndef f(x):\n    x += 1\n    kept.append(x)\n    return x")
    answer = notebook.call("f", given)
    assert given.tolist() == [0, 0, 0]
    assert answer.tolist() == [1, 1, 1]


def test_objects_stay_behind_a_handle(fake: Any) -> None:
    notebook = fake.load("class Secret: pass\ndef f(): return Secret()")
    assert isinstance(notebook.call("f"), StudentObject)


@pytest.mark.parametrize(("name", "fault"), [("nothing", NameMissing), ("raises", StudentRaised)])
def test_faults_are_those_of_the_sandbox(fake: Any, name: str, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        fake.load("def raises(): raise ValueError('x')").call(name)


def test_prints_do_not_reach_the_terminal(fake: Any, capsys: pytest.CaptureFixture[str]) -> None:
    fake.load("import sys\nprint('cell')\nsys.stderr.write('cell')\ndef f(): print('test')").call("f")
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("cell", "loaded"), [("x = 1", "False"), ("%time x = 1", "True")])
def test_only_cells_that_need_ipython_load_it(cell: str, loaded: str) -> None:
    program = (
        "import sys; from grader.records import Cell, Limits; from grader.sandbox.fake import Fake; "
        "Fake().load([Cell(index=0, source=sys.argv[1])], Limits()); print('IPython' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program, cell], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == loaded


@pytest.mark.parametrize("cell", ["exit()", "input()"])
def test_standard_input_stays_the_callers(cell: str) -> None:
    program = (
        "import sys; from grader.records import Cell, Limits; from grader.sandbox.fake import Fake; "
        "Fake().load([Cell(index=0, source=sys.argv[1])], Limits()); print(sys.stdin.read())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, cell], capture_output=True, text=True, check=True, input="mine\n"
    )
    assert done.stdout.strip() == "mine"
