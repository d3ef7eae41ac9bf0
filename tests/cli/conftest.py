"""A tiny course, and `grade` run on it: in this process where that is enough, in one of its own where it is not."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from grader.cli.main import main

REPOSITORY = Path(__file__).parents[2]

MODEL = '''# %% [markdown]
# # Doubling

# %%
def double(x):
    """Return twice x."""
    # BEGIN SOLUTION
    twice_of_the_argument = x + x
    return twice_of_the_argument
    # END SOLUTION

# %%
# BEGIN SOLUTION
# STUB answers = {"two_is_even": None}  # True or False
answers = {"two_is_even": True}
# END SOLUTION
'''

ASSIGNMENT = """title = "Doubling"
[[tasks]]
name = "double"
points = 8
[[tasks]]
name = "answers"
points = 2
[limits]
notebook_cpu_seconds = 5
test_cpu_seconds = 2
cells = 50
notebook_mb = 1
"""

PUBLIC = """import pytest

@pytest.mark.task("double")
@pytest.mark.parametrize(("x", "expected"), [(2, 4), (0, 0)])
def test_double_example(student, x, expected):
    assert student.double(x) == expected, f"double({x}) should be {expected}"

@pytest.mark.task("answers")
def test_answers_are_filled_in(student):
    assert student.answers["two_is_even"] in (True, False), "True or False"
"""

HIDDEN = """import pytest

SECRET = "a_word_that_no_student_reads"

@pytest.mark.task("double")
@pytest.mark.points(3)
def test_double_of_a_number(student, reference, rng):
    x = int(rng.integers(1, 1000))
    assert student.double(x) == reference.double(x)

@pytest.mark.task("double")
@pytest.mark.points(3)
@pytest.mark.hint("think of the sign")
def test_double_of_less_than_nothing(student):
    assert student.double(-4) == -8

@pytest.mark.task("double")
@pytest.mark.points(2)
def test_double_of_nothing(student):
    assert student.double(0) == 0, "twice nothing is nothing"

@pytest.mark.task("answers")
@pytest.mark.points(2)
def test_answers_two_is_even(student):
    assert student.answers["two_is_even"] == 1
"""

FILES = {
    "course.toml": 'title = "Tiny"\nassignments = ["hw1"]\n[limits]\nnotebook_mb = 1\n',
    "assignments/hw1_double/assignment.toml": ASSIGNMENT,
    "assignments/hw1_double/test_hw1_public.py": PUBLIC,
    "assignments/hw1_double/data/numbers.csv": "1,2\n",
    "solutions/hw1_double/hw1.py": MODEL,
    "solutions/hw1_double/misconceptions.py": "# a_word_that_no_student_reads\n",
    "tests/hidden/hw1_double/test_hw1_double.py": HIDDEN,
}


class Ran(NamedTuple):
    """What a command ended with and printed."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.out.splitlines()]


Grade = Callable[..., Ran]
MakeNotebook = Callable[..., Path]


@pytest.fixture(autouse=True)
def checks_of_this_test_alone() -> None:
    """No test sees checks that an earlier one left loaded; whether `grade` forgets them itself is tested apart."""
    sys.modules.pop("test_hw1_public", None)


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny course's folder, with the working directory in it."""
    root = tmp_path / "course"
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The assignment as a student unzips it: no course around it, nothing hidden near it."""
    root = tmp_path / "home" / "hw1_double"
    root.mkdir(parents=True)
    (root / "assignment.toml").write_text(ASSIGNMENT, encoding="utf-8")
    (root / "test_hw1_public.py").write_text(PUBLIC, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def repository_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The repository's own first assignment, copied: no test writes into the checkout."""
    root = tmp_path / "repository"
    for folder in ("assignments", "solutions", "tests/hidden"):
        shutil.copytree(REPOSITORY / folder / "hw1_perceptron", root / folder / "hw1_perceptron")
    (root / "course.toml").write_text('assignments = ["hw1"]\n', encoding="utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def make_notebook() -> MakeNotebook:
    """Writes code cells as an `.ipynb` to a path; `grader` is its own part of the metadata."""

    def make(path: Path, *sources: str, grader: Mapping[str, object] | None = None) -> Path:
        cells = [
            {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": source}
            for source in sources
        ]
        metadata: dict[str, Any] = {} if grader is None else {"grader": dict(grader)}
        content = {"nbformat": 4, "nbformat_minor": 4, "metadata": metadata, "cells": cells}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), encoding="utf-8")
        return path

    return make


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A right answer, outside the course."""
    path = tmp_path / "handed_in" / "hw1.py"
    path.parent.mkdir(exist_ok=True)
    path.write_text(MODEL, encoding="utf-8")
    return path


@pytest.fixture
def grade(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Grade:
    """Runs `grade WORDS…` in this process."""
    for name, value in {"COLUMNS": "80", "LOGNAME": "login", "OPENBLAS_NUM_THREADS": "1"}.items():
        monkeypatch.setenv(name, value)
    for name in ("GRADE_COURSE", "GRADE_GRADEBOOK", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["grade", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return run


def environment(more: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COV_", "PYTEST_"))}
    for name in ("GRADE_COURSE", "GRADE_GRADEBOOK", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        kept.pop(name, None)
    return {**kept, "LOGNAME": "login", **more}


@pytest.fixture
def process() -> Grade:
    """Runs a Python program in a process of its own: `-m grader WORDS…`, or what `program` says before the words."""

    def run(*words: str | Path | bytes, program: tuple[str, ...] = ("-m", "grader"), **more: str) -> Ran:
        command = [sys.executable, *program, *words]
        ended = subprocess.run(command, capture_output=True, check=False, timeout=120, env=environment(more))
        return Ran(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    return run


# Root without the two powers that make file modes void is the owner of its files and no more.
ORDINARY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--") if os.geteuid() == 0 else ()


@pytest.fixture
def ordinary() -> Grade:
    """As `process`, held to the modes of files as any user is."""

    def run(*words: str | Path) -> Ran:
        command = [*ORDINARY, sys.executable, "-m", "grader", *map(str, words)]
        ended = subprocess.run(command, capture_output=True, check=False, timeout=120, env=environment({}))
        return Ran(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    return run


@pytest.fixture
def without_bubblewrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH on which there is everything but bubblewrap."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "setpriv", "mount"):
        found = shutil.which(name)
        if found is not None:
            (folder / name).symlink_to(found)
    monkeypatch.setenv("PATH", str(folder))
    return folder
