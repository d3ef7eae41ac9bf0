"""What students write into cells, and what may not cost them a mark."""

import sys
from typing import Any

import pytest

from grader.errors import StudentRaised

LIVES = "def lives(): return 'yes'"

CLEAN = {
    "%matplotlib inline": "%matplotlib inline",
    "%time": "%time x = 1 + 1",
    "%%time": "%%time\nx = 1 + 1",
    "%timeit": "%timeit -n 1 -r 1 1 + 1",
    "%%capture": "%%capture\nprint('x')",
    "shell line": "!echo hi",
    "shell line kept": "words = !echo hi\nassert list(words) == ['hi']",
    "display": "display({'a': 1})",
    "imported display": "from IPython.display import display\ndisplay(1)",
    "last expression": "1 + 1",
    "last expression with help": "len?",
    "future": "from __future__ import annotations\nimport math",
    "await": "import asyncio\nawait asyncio.sleep(0)",
    "async function": "import asyncio\nasync def f(): return 1\nassert await f() == 1",
    "main guard": "if __name__ == '__main__':\n    ran = True\nassert ran",
    "warning": "import warnings\nwarnings.warn('careful')",
    "print": "print('x' * 100_000)",
    "flush": "import sys\nsys.stdout.flush(); sys.stderr.write('x')",
    "nothing": "",
    "comment": "# TODO",
    "numpy warning": "import numpy as np\nnp.array([1.0]) / 0",
    "get_ipython": "get_ipython().run_line_magic('time', '1')",
    "underscore": "1 + 1\n_",
    "lone surrogate": "print('\\ud800')",
    "public checks": "from grader import check\nprint(check('lives'))",
    "class": "class A:\n    def f(self): return __class__",
}

RAISING = {
    "syntax error": ("def f(:", "SyntaxError"),
    "indentation error": ("def f():\nreturn 1", "IndentationError"),
    "zero division": ("1 / 0", "ZeroDivisionError"),
    "input": ("input('age? ')", "EOFError"),
    "sys.exit": ("import sys\nsys.exit(3)", "SystemExit"),
    "raise SystemExit": ("raise SystemExit", "SystemExit"),
    "GeneratorExit": ("raise GeneratorExit", "GeneratorExit"),
    "own exception": ("class Mine(BaseException): pass\nraise Mine('x')", "Mine"),
    "after a magic": ("%time x = 1\n1 / 0", "ZeroDivisionError"),
    "missing module": ("import no_such_module", "ModuleNotFoundError"),
    "unknown name": ("npp.array", "NameError"),
    "null byte": ("x = 1\0", "SyntaxError" if sys.version_info >= (3, 11, 4) else "ValueError"),
}


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("source", CLEAN.values(), ids=CLEAN)
def test_cell_is_no_mistake(anywhere: Any, source: str) -> None:
    notebook = anywhere.load(source, LIVES)
    assert notebook.cells == ()
    assert notebook.call("lives") == "yes"


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize(("source", "error"), RAISING.values(), ids=RAISING)
def test_cell_that_raises_is_reported_and_costs_itself(anywhere: Any, source: str, error: str) -> None:
    notebook = anywhere.load("pass", source, LIVES)
    assert [(cell.index, cell.error.type) for cell in notebook.cells] == [(1, error)]
    assert notebook.call("lives") == "yes"


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("source", ["exit()", "quit()", "exit"])
def test_cell_that_ends_the_session_ends_nothing(anywhere: Any, source: str) -> None:
    notebook = anywhere.load(source, LIVES)
    assert {cell.index for cell in notebook.cells} <= {0}
    assert notebook.call("lives") == "yes"


def test_what_a_cell_defined_before_it_raised_is_there(anywhere: Any) -> None:
    notebook = anywhere.load("def early(): return 1\nraise ValueError('late')")
    assert notebook.call("early") == 1
    assert [cell.error.message for cell in notebook.cells] == ["late"]


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("first", ["pass", "%matplotlib inline"])
def test_frames_name_cell_line_and_function(anywhere: Any, first: str) -> None:
    notebook = anywhere.load(first, "def inner(x):\n    return 1 / x", "\n\ndef outer(x):\n    return inner(x)")
    with pytest.raises(StudentRaised) as raised:
        notebook.call("outer", 0)
    assert raised.value.frames == (
        "cell 3, line 4, in outer: return inner(x)",
        "cell 2, line 2, in inner: return 1 / x",
    )


def test_figures_need_no_screen(apart: Any) -> None:
    source = (
        "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\naxes.plot([1, 2])\nplt.show()\n"
        "plt.savefig('mine.png')\ndef backend(): return plt.get_backend().lower()"
    )
    notebook = apart.load("%matplotlib inline", source)
    assert notebook.cells == ()
    assert notebook.call("backend") == "agg"


def test_caches_of_libraries_stay_in_the_students_own_folders(apart: Any) -> None:
    source = (
        "import matplotlib, os, tempfile\n"
        "def places(): return [matplotlib.get_configdir(), matplotlib.get_cachedir(), tempfile.gettempdir()]\n"
        "def own(): return [os.path.realpath(place) for place in ('.', os.path.expanduser('~'), '/tmp')]"
    )
    notebook = apart.load(source)
    own = notebook.call("own")[:2] if apart.kind == "none" else notebook.call("own")
    assert all(place.startswith(tuple(own)) for place in notebook.call("places"))


def test_cells_of_one_notebook_share_their_names(anywhere: Any) -> None:
    notebook = anywhere.load("x = 1", "x += 1", "def f(): return x")
    assert notebook.call("f") == 2


def test_no_cell_at_all(anywhere: Any) -> None:
    assert anywhere.load().cells == ()
