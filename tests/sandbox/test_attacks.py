"""An attack that ends, stalls or breaks its process costs itself, and nothing else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.errors import StudentFault

ATTACKS = sorted(path.name for path in (Path(__file__).parents[1] / "samples/hostile/ending").glob("*.py"))

# Without walls these would take the machine with them.
NEED_WALLS = {"kill_everything.py", "fork_bomb.py"}
# Of what they leave of the interpreter no other cell can run, or only after half a minute.
NO_CELLS = {"interpreter_undone.py", "stop_parent.py"}

QUICK = {"test_cpu_seconds": 1, "notebook_cpu_seconds": 1, "wall_factor": 3, "memory_mb": 512}

START = "import os\nstate = [0]\ndef before():\n    state[0] += 1\n    return state[0]"
END = "def after():\n    return before() + 1"


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_in_a_test_costs_only_that_test(walled: Any, attack: str, hostile: Callable[[str], str]) -> None:
    notebook = walled.load(START, hostile(f"ending/{attack}"), END, **QUICK)
    with pytest.raises(StudentFault):
        notebook.call("attack")
    assert notebook.call("after") == 2
    assert notebook.cells == ()


@pytest.mark.parametrize("attack", [name for name in ATTACKS if name not in NO_CELLS])
def test_attack_in_a_cell_costs_only_that_cell(walled: Any, attack: str, hostile: Callable[[str], str]) -> None:
    notebook = walled.load(START, hostile(f"ending/{attack}") + "\nattack()", END, **QUICK)
    assert [cell.index for cell in notebook.cells] == [1]
    assert notebook.call("after") == 2


@pytest.mark.parametrize("attack", [name for name in ATTACKS if name not in NEED_WALLS])
def test_attack_without_walls_costs_only_that_test(
    unprotected: Any, attack: str, hostile: Callable[[str], str]
) -> None:
    notebook = unprotected.load(START, hostile(f"ending/{attack}"), END, **QUICK)
    with pytest.raises(StudentFault):
        notebook.call("attack")
    assert notebook.call("after") == 2


@pytest.mark.parametrize("attack", [name for name in ATTACKS if name not in NEED_WALLS | NO_CELLS])
def test_attack_without_walls_costs_only_that_cell(
    unprotected: Any, attack: str, hostile: Callable[[str], str]
) -> None:
    notebook = unprotected.load(START, hostile(f"ending/{attack}") + "\nattack()", END, **QUICK)
    assert [cell.index for cell in notebook.cells] == [1]
    assert notebook.call("after") == 2
