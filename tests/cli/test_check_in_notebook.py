"""`from grader import check; check("step")` where a student types it: in IPython's shell."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

SHELL = """
import json, sys, traceback
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config
config = Config()
config.HistoryManager.enabled = False
shell = InteractiveShell(config=config)
shell.showtraceback = lambda *_, **__: traceback.print_exc()
shell.user_ns["seen"] = seen = {}
for cell in json.loads(sys.argv[1]):
    if shell.run_cell(cell).error_in_exec is not None:
        sys.exit(1)
print(json.dumps(seen), file=sys.__stdout__)
"""
DOUBLE = "def double(x):\n    return 2 * x"
CHECK = 'from grader import check; seen["shown"] = repr(check("double"))'


@pytest.fixture
def cells(process: Run) -> Callable[..., tuple[dict[str, Any], str]]:
    """Runs cells in a shell in a process; gives what they put into `seen`, and what was printed before."""

    def run(*sources: str) -> tuple[dict[str, Any], str]:
        ran = process(json.dumps(sources), program=("-c", SHELL), IPYTHONDIR="/nonexistent")
        assert (ran.status, ran.err) == (0, "")
        printed, _, last = ran.out.rstrip("\n").rpartition("\n")
        return json.loads(last), printed

    return run


def test_check_says_in_text_what_passes(cells: Run, bundle: Path) -> None:
    seen, printed = cells(DOUBLE, CHECK)
    assert [line.rstrip() for line in seen["shown"].splitlines()] == [
        "✓  double  double example [2-4]",
        "✓  double  double example [0-0]",
        "2 of 2 checks pass",
    ]
    assert printed == ""


def test_check_is_a_table_in_jupyter(cells: Run, bundle: Path) -> None:
    seen, _ = cells("def double(x): return x", 'from grader import check; seen["html"] = check("double")._repr_html_()')
    assert seen["html"].startswith("<div")
    assert "double(2) should be 4" in seen["html"]
    assert "1 of 2 checks pass" in seen["html"]


def test_check_is_what_the_cell_shows(cells: Run, bundle: Path) -> None:
    _, printed = cells(DOUBLE, 'from grader import check; check("double")')
    assert "2 of 2 checks pass" in printed


def test_check_tells_once_what_fails_alike(cells: Run, bundle: Path) -> None:
    stub = 'def double(x): raise NotImplementedError("your code here")'
    seen, _ = cells(stub, CHECK, 'seen["html"] = check("double")._repr_html_()')
    assert seen["shown"].count("NotImplementedError: your code here") == 1
    assert seen["html"].count("NotImplementedError: your code here") == 1


def test_check_sees_the_names_as_they_are_now(cells: Run, bundle: Path) -> None:
    seen, _ = cells(
        "from grader import check\ndef double(x): return 7",
        'seen["before"] = check("double").passed',
        DOUBLE,
        'seen["after"] = check("double").passed',
        "def double(x): return 8",
        'seen["last"] = check("double").passed',
    )
    assert seen == {"before": False, "after": True, "last": False}


def test_check_says_missing_when_the_name_is_not_there(cells: Run, bundle: Path) -> None:
    seen, _ = cells(CHECK)
    assert "the notebook does not define double" in seen["shown"]


def test_check_runs_every_task_when_none_is_named(cells: Run, bundle: Path) -> None:
    seen, _ = cells(DOUBLE, 'answers = {"two_is_even": None}', 'from grader import check; seen["all"] = repr(check())')
    assert "answers are filled in" in seen["all"]
    assert "2 of 3 checks pass" in seen["all"]


def test_check_names_the_tasks_when_there_is_no_such_one(cells: Run, bundle: Path) -> None:
    seen, printed = cells('from grader import check; seen["result"] = check("halve")')
    assert seen == {"result": None}
    assert printed == "check: hw1: no checks for task 'halve': there are double, answers"


def test_check_says_so_in_a_folder_without_checks(cells: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    seen, printed = cells('from grader import check; seen["result"] = check("double")')
    assert seen == {"result": None}
    assert printed.startswith("check: ")
    assert len(printed.splitlines()) == 1


@pytest.mark.parametrize("call", ["check(3)", "check(['double'])", "check('')", "check('double', assignment='hw9')"])
def test_check_prints_one_line_when_the_call_is_a_mistake(cells: Run, course: Path, call: str) -> None:
    seen, printed = cells(DOUBLE, f'from grader import check; seen["result"] = {call}')
    assert seen == {"result": None}
    assert printed.startswith("check: ")
    assert len(printed.splitlines()) == 1


def test_check_finds_the_task_in_the_course_around(cells: Run, course: Path) -> None:
    seen, _ = cells(DOUBLE, CHECK, 'seen["id"] = repr(check("double", assignment="hw1"))')
    assert "2 of 2 checks pass" in seen["shown"]
    assert "2 of 2 checks pass" in seen["id"]


def test_check_hides_what_the_students_code_prints(cells: Run, bundle: Path) -> None:
    seen, printed = cells("def double(x):\n    print('noise')\n    return 2 * x", CHECK)
    assert "2 of 2 checks pass" in seen["shown"]
    assert printed == ""


def test_check_leaves_python_as_it_was(cells: Run, bundle: Path) -> None:
    state = (
        "def state():\n"
        "    import os, sys, warnings, logging\n"
        "    own = sorted(n for n in sys.modules if n.startswith(('test_', 'conftest')))\n"
        "    return [own, [str(f) for f in warnings.filters], warnings.showwarning is original, id(sys.stdout),\n"
        "            id(sys.stderr), id(sys.stdin), list(sys.path), [repr(f) for f in sys.meta_path], os.getcwd(),\n"
        "            sorted(os.environ), repr(sys.excepthook), repr(sys.unraisablehook),\n"
        "            len(logging.getLogger().handlers)]"
    )
    seen, _ = cells(
        "import warnings; original = warnings.showwarning; import grader.cli.check_in_notebook, numpy.random",
        DOUBLE,
        state,
        'seen["before"] = state()',
        CHECK,
        'seen["after"] = state()',
    )
    assert seen["after"] == seen["before"]


def test_check_leaves_the_students_names_alone(cells: Run, bundle: Path) -> None:
    names = 'sorted(n for n in globals() if not n.startswith("_"))'
    before, after = f'seen["before"] = {names}', f'seen["after"] = {names}'
    seen, _ = cells(DOUBLE, "from grader import check", before, "check()", after)
    assert seen["after"] == seen["before"]


def test_check_reads_the_checks_anew_when_they_have_changed(cells: Run, bundle: Path) -> None:
    change = (
        'import pathlib; file = pathlib.Path("test_hw1_public.py"); text = file.read_text()\n'
        'none = file.write_text(text.replace("[(2, 4), (0, 0)]", "[(2, 5)]"))'
    )
    seen, _ = cells(DOUBLE, CHECK, change, 'seen["anew"] = repr(check("double"))')
    assert "2 of 2 checks pass" in seen["shown"]
    assert "double(2) should be 5" in seen["anew"]
    assert "0 of 1 check passes" in seen["anew"]


def test_check_is_not_swayed_by_settings_of_pytest(cells: Run, bundle: Path) -> None:
    (bundle / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n")
    seen, _ = cells("import os; os.environ['PYTEST_ADDOPTS'] = '-k nothing'", DOUBLE, CHECK)
    assert "2 of 2 checks pass" in seen["shown"]
