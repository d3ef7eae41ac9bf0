"""The command itself: its version, its help, its completion, and the other ways to start it."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader import __version__
from grader.cli.main import COMMANDS

Run = Callable[..., Any]

GRADE = Path(sys.executable).with_name("grade")


def test_version_is_that_of_the_package(grade: Run) -> None:
    assert grade("--version") == (0, f"grade, version {__version__}\n", "")


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_holds_an_example(grade: Run, command: str, option: str) -> None:
    ran = grade(*command.split(), option)
    assert (ran.status, ran.err) == (0, "")
    assert re.search(rf"^ +Example:\n +grade {command or 'check'}", ran.out, re.MULTILINE)
    assert max(map(len, ran.lines)) <= 80


@pytest.mark.parametrize("command", list(COMMANDS))
def test_help_of_all_names_each_command_and_cuts_no_line(grade: Run, command: str) -> None:
    assert re.search(rf"^  {command} +[A-Z].*(?<!\.\.\.)$", grade("--help").out, re.MULTILINE)


@pytest.mark.parametrize("command", list(COMMANDS))
def test_the_example_of_a_command_has_options_that_it_knows(grade: Run, command: str) -> None:
    shown = grade(command, "--help").out
    example, _, rest = shown.partition("Example:")[2].partition("\n\n")
    assert example.split()[:2] == ["grade", command]
    assert all(option in rest for option in re.findall(r"--\w+", example))


def test_a_command_line_without_a_command_shows_the_help(grade: Run) -> None:
    ran = grade()
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("Usage: grade [OPTIONS] COMMAND")


def test_python_can_start_it_as_a_module(process: Run) -> None:
    assert process("--version") == (0, f"grade, version {__version__}\n", "")


def test_the_installed_program_is_the_same() -> None:
    ended = subprocess.run([GRADE, "--version"], capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, f"grade, version {__version__}\n", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_has_a_script_for_the_shell(process: Run, shell: str) -> None:
    ran = process(_GRADE_COMPLETE=f"{shell}_source")
    assert ran.status == 0
    assert f"_GRADE_COMPLETE={shell}_complete" in ran.out


def test_completion_knows_the_commands(process: Run) -> None:
    ran = process(_GRADE_COMPLETE="bash_complete", COMP_WORDS="grade re", COMP_CWORD="1")
    assert ran.out.split() == ["plain,results", "plain,regrade", "plain,report", "plain,release"]


def test_starting_loads_nothing_heavy(process: Run) -> None:
    heavy = "('numpy', 'IPython', 'pytest', 'rich', 'sqlite3', 'nbformat', 'grader.grading')"
    program = f"import sys, grader.cli.main; print([name for name in {heavy} if name in sys.modules])"
    assert process(program=("-c", program)) == (0, "[]\n", "")


def test_a_bug_of_ours_ends_with_3_and_a_traceback(process: Run, course: Path) -> None:
    program = (
        "import grader.course.layout as layout\nfrom grader.cli.main import main\n"
        "def find_course(*_):\n    raise ZeroDivisionError\nlayout.find_course = find_course\nmain()\n"
    )
    ran = process("results", program=("-c", program))
    assert (ran.status, ran.out) == (3, "")
    assert "ZeroDivisionError" in ran.err
