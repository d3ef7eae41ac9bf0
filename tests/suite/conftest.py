"""Tiny courses, and suites that judge notebooks of a few lines: in this process, or in a suite's process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from grader.course.layout import find_course
from grader.records import Cell, Limits, SuiteReport, Verdict
from grader.sandbox.fake import Fake, FakeNotebook
from grader.suite.places import Place
from grader.suite.server import SuiteServer
from grader.suite.student import Line, Student

HEAD = """
import numpy as np
import pytest
from grader.testing import *
pytestmark = [pytest.mark.task("double"), pytest.mark.points(10)]
"""
MODEL = "def double(x):\n    return 2 * x\n"


def _write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def make_course(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Writes a course with one assignment, hw1_double, and gives its root.

    `suite` is the text of the hidden test_hw1.py (a head with imports and marks is put before it) or of several files
    by name; `tasks` the points by task, `files` more files below the root.
    """

    def make(
        suite: str | dict[str, str] = "",
        *,
        model: str = MODEL,
        tasks: dict[str, float] | None = None,
        limits: str = "",
        files: dict[str, str] | None = None,
    ) -> Path:
        root = tmp_path_factory.mktemp("course", numbered=True)
        told = tasks if tasks is not None else {"double": 10}
        toml = "".join(f'[[tasks]]\nname = "{name}"\npoints = {points}\n' for name, points in told.items())
        hidden = {"test_hw1.py": HEAD + suite} if isinstance(suite, str) else suite
        _write(
            root,
            {
                "course.toml": 'title = "Tiny"\n',
                "assignments/hw1_double/assignment.toml": f"{toml}[limits]\n{limits}\n",
                "solutions/hw1_double/hw1.py": model,
                **{f"tests/hidden/hw1_double/{name}": text for name, text in hidden.items()},
                **(files or {}),
            },
        )
        return root.resolve()

    return make


@pytest.fixture(scope="session")
def place() -> Callable[[Path], Place]:
    """The hidden suite of a course that `make_course` wrote."""

    def place(root: Path) -> Place:
        assignment = find_course(root).assignment("hw1")
        return Place(assignment=assignment, folder=assignment.hidden_folder, graded=True)

    return place


@pytest.fixture(scope="session")
def cells() -> Callable[..., tuple[Cell, ...]]:
    """Code cells of a notebook."""

    def cells(*sources: str) -> tuple[Cell, ...]:
        return tuple(Cell(index=index, source=source) for index, source in enumerate(sources))

    return cells


@pytest.fixture(scope="session")
def judge(place: Callable[[Path], Place], cells: Callable[..., tuple[Cell, ...]]) -> Callable[..., SuiteReport]:
    """What the hidden suite of a course says of a notebook, by a suite's process of its own."""

    def judge(root: Path, *sources: str, student: str = "ada", sandbox: Any = None) -> SuiteReport:
        here = place(root)
        with closing(SuiteServer(here, sandbox or Fake())) as server:
            return server.judge(cells(*(sources or (MODEL,))), student, here.assignment.limits)

    return judge


@pytest.fixture(scope="session")
def verdicts_by_name() -> Callable[[SuiteReport], dict[str, Verdict]]:
    """The verdicts of a report, by the test's name without its "test_"."""

    def by_name(report: SuiteReport) -> dict[str, Verdict]:
        return {verdict.name.removeprefix("test_"): verdict for verdict in report.verdicts}

    return by_name


@pytest.fixture
def live() -> Iterator[Callable[..., Student]]:
    """The names of a notebook of one cell, called over a line in this process."""
    lines: list[Line] = []

    def student(source: str, limits: Limits | None = None) -> Student:
        namespace: dict[str, Any] = {}
        exec(compile(source, "<cell 1>", "exec"), namespace)
        line = Line(lambda: FakeNotebook(namespace, limits or Limits()).open_test(0))
        lines.append(line)
        return Student(line)

    yield student
    for line in lines:
        line.close()


@pytest.fixture(scope="session")
def run_pytest() -> Callable[..., subprocess.CompletedProcess[str]]:
    """pytest as a user starts it, in a process of its own, with nothing of this run's settings."""

    def run(
        *words: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *map(str, words)]
        return subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=cwd, env={**clean, **(env or {})}, timeout=120
        )

    return run


@pytest.fixture(scope="session")
def write_notebook(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Writes an .ipynb of some code cells."""
    from nbformat import v4, write

    numbers = count()

    def make(*sources: str, student: str | None = None) -> Path:
        notebook = v4.new_notebook(cells=[v4.new_code_cell(source) for source in sources])
        if student is not None:
            notebook.metadata["grader"] = {"student": student}
        path = tmp_path_factory.mktemp("submission") / f"hw1_{next(numbers)}.ipynb"
        write(notebook, path)
        return path

    return make
