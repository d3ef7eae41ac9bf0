"""Every test starts from the state after the notebook, every submission from nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.errors import StudentCrashed
from grader.sandbox.bubblewrap import Bubblewrap

Sample = Callable[[str], str]

KILLER = "import os\nos._exit(0)"

COUNTING = """
import math, os, random, sys
import numpy as np
count = 0
def bump():
    global count
    count += 1
    math.counted = getattr(math, "counted", 0) + 1
    sys.argv.append("x")
    os.environ["COUNTED"] = os.environ.get("COUNTED", "") + "x"
    os.chdir("/")
    np.random.seed(1); random.seed(1)
    return [count, math.counted, sys.argv.count("x"), len(os.environ["COUNTED"])]
def where(): return os.getcwd()
def drawn(): return [np.random.random(), random.random()]
"""


def test_no_test_sees_what_another_did(apart: Any) -> None:
    notebook = apart.load(COUNTING)
    assert notebook.call("bump") == [1, 1, 1, 1]
    assert notebook.call("bump") == [1, 1, 1, 1]
    assert notebook.call("where") != "/"


def test_same_seed_gives_same_draws(anywhere: Any) -> None:
    notebook = anywhere.load(COUNTING)
    draws = notebook.call("drawn", seed=7)
    assert notebook.call("drawn", seed=7) == draws
    assert notebook.call("drawn", seed=8) != draws


@pytest.mark.parametrize("seed", [0, 1, 2**32 - 1, 2**32 + 5])
def test_seed_is_numpys_own(anywhere: Any, seed: int) -> None:
    expected = np.random.RandomState(seed % 2**32).random_sample()
    assert anywhere.load(COUNTING).call("drawn", seed=seed)[0] == expected


def test_what_a_test_draws_does_not_hang_on_the_cells(anywhere: Any) -> None:
    draws = anywhere.load(COUNTING).call("drawn", seed=3)
    assert anywhere.load(COUNTING, "np.random.seed(99)\nnp.random.random(5)").call("drawn", seed=3) == draws


def test_no_submission_finds_traces_of_another(apart: Any, hostile: Sample, word: str) -> None:
    source = hostile("looking/leave_traces.py")
    first = apart.load(source + f"\nleft = attack({word!r})\ndef traces(): return left")
    assert len(first.call("traces")) >= 3
    if apart.kind != "none":  # where the network is shared, so are its names
        assert apart.load(source).call("found", word) == []
    first.close()
    assert apart.load(source).call("found", word) == []


@pytest.mark.walls
def test_what_a_notebook_names_to_plot_with_is_there_before_its_cells(own_room: Callable[[Any], Any]) -> None:
    room = own_room(Bubblewrap(None, []))
    looks = "import sys\nbefore = 'matplot' + 'lib.pyplot' in sys.modules\ndef found(): return before"
    assert room.load(looks).call("found") is False
    assert room.load(f"{looks}\n%matplotlib inline").call("found") is True


@pytest.mark.walls
def test_settings_of_what_is_loaded_once_are_each_students_own(room_of: Callable[[str], Any]) -> None:
    room = room_of("nested")
    room.load("import matplotlib\nmatplotlib.rcParams['lines.linewidth'] = 77.0")
    reads = "import matplotlib\ndef width(): return matplotlib.rcParams['lines.linewidth']"
    assert room.load(reads).call("width") != 77.0


def test_a_submission_leaves_its_working_directory_as_it_found_it(apart: Any) -> None:
    listing = "import os\ndef files(): return sorted(os.listdir('.'))"
    before = apart.load(listing).call("files")
    apart.load("open('mine.txt', 'w').close(); os = __import__('os'); os.remove('table.csv')")
    assert apart.load(listing).call("files") == before


def test_files_of_the_assignment_stay_as_they_are(apart: Any, course: Path) -> None:
    table = course / "assignments/hw1/table.csv"
    before = table.read_bytes()
    apart.load("with open('table.csv', 'w') as file: file.write('mine')")
    assert table.read_bytes() == before


@pytest.mark.parametrize("deaths", [1, 3])
def test_cells_that_kill_are_left_out(apart: Any, deaths: int) -> None:
    notebook = apart.load("def f(): return 'f'", *[KILLER] * deaths, "def g(): return f() + 'g'")
    assert [(cell.index, cell.error.type) for cell in notebook.cells] == [
        (1 + index, "Crash") for index in range(deaths)
    ]
    assert notebook.call("g") == "fg"


def test_too_many_deaths_give_up(apart: Any) -> None:
    with pytest.raises(StudentCrashed, match="cells 1, 2, 3, 4"):
        apart.load(*[KILLER] * 5)
    assert apart.load("def f(): return 1").call("f") == 1


def test_prints_are_kept_up_to_the_limit(apart: Any) -> None:
    notebook = apart.load("def loud():\n    for _ in range(100): print('x' * 2**20)\n    return 1", output_kb=1)
    assert notebook.call("loud") == 1
    assert notebook.output == "x" * 1024


def test_bytes_on_the_standard_descriptors_go_nowhere(apart: Any, capfd: pytest.CaptureFixture[str]) -> None:
    source = "import os\ndef loud():\n    for _ in range(50): os.write(1, bytes(2**20)), os.write(2, b'x' * 2**20)"
    assert apart.load(source).call("loud") is None
    assert capfd.readouterr() == ("", "")


def test_output_is_that_of_the_test_alone(anywhere: Any) -> None:
    notebook = anywhere.load("print('from the cell')\ndef f(x): print('from', x)")
    notebook.call("f", "one")
    assert notebook.output == "from one\n"
    notebook.call("f", "two")
    assert notebook.output == "from two\n"
