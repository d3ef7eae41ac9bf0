"""A naive grader, in the manner of the peers: notebook, hidden suite and marks live in one process.

It believes what it finds: student and assignment of the metadata as a path, results in stdout, in a pipe as pickles,
in a gradebook that the student's code can write; nothing that it writes is escaped.
"""

import contextlib
import csv
import json
import os
import pickle
import sqlite3
import types
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell
from rich.console import Console
from traitlets.config import Config

COURSE = Path("/home/student/course")
SUITE = COURSE / "tests/hidden/target_suite"
NOT_NEEDED = ("cacheprovider", "warnings", "unraisableexception", "threadexception", "faulthandler", "logging", "doctest")
OPTIONS = ["-q", "--capture=no", "--import-mode=importlib", "--tb=native"]
OPTIONS += [word for name in NOT_NEEDED for word in ("-p", f"no:{name}")]


class Exam:
    """The suite's fixtures, and the points of its tests."""

    def __init__(self, names, reference):
        self.names = names
        self.model = reference
        self.points = {}
        self.tests = []

    @pytest.fixture
    def student(self):
        return types.SimpleNamespace(**self.names)

    @pytest.fixture
    def reference(self):
        return self.model

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config):
        for mark in ("task(name)", "points(n)"):
            config.addinivalue_line("markers", mark)
        reporter = config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None:
            config.pluginmanager.unregister(reporter)

    def pytest_collection_modifyitems(self, items):
        self.points = {item.nodeid: item.get_closest_marker("points").args[0] for item in items}

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item, call):
        outcome = yield
        outcome.get_result().message = "" if call.excinfo is None else str(call.excinfo.value)

    def pytest_runtest_logreport(self, report):
        if report.when == "call":
            points = self.points[report.nodeid] if report.passed else 0
            self.tests.append({"name": report.nodeid.split("::")[-1], "points": points, "message": report.message})


def make_shell():
    """IPython, without colours and without a memory of its own."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "NoColor"
    return InteractiveShell.instance(config=config)


def cells_of(path):
    """The cells, and what the metadata says."""
    text = path.read_text()
    if path.suffix == ".py":
        return text.split("\n# %%"), {}
    notebook = json.loads(text)
    (COURSE / "attachments").mkdir(exist_ok=True)
    for cell in notebook["cells"]:
        for name, bundle in cell.get("attachments", {}).items():
            attached = COURSE / "attachments" / name
            attached.write_text(str(bundle))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return ["".join(cell["source"]) for cell in cells], notebook["metadata"].get("grader", {})


def run(cells, shell):
    """Run the cells in a session of their own; what they raised."""
    shell.reset(new_session=True)
    errors = []
    for cell in cells:
        done = shell.run_cell(cell)
        error = done.error_in_exec or done.error_before_exec
        if error is not None:
            errors.append(f"{type(error).__name__}: {error}")
    return errors


def model():
    """The model answer, in this process."""
    module = types.ModuleType("reference")
    exec((COURSE / "solutions/target_suite/target.py").read_text(), module.__dict__)
    return module


def grade(path, words, shell):
    """One submission's result."""
    cells, said = cells_of(Path(path))
    named = dict(zip(words[::2], words[1::2]))
    student = named.get("--student", said.get("student"))
    assignment = named.get("--assignment", said.get("assignment", "target"))
    errors = run(cells, shell)
    tests = both_sittings(shell, model())
    score = sum(test["points"] for test in tests)
    return {"student": student, "assignment": assignment, "score": score, "cells": errors, "tests": tests}


def both_sittings(shell, reference):
    """All tests; those of what builds on a wrong function once more, with the model's own in its place."""
    tests = sit(dict(shell.user_ns), reference)
    wrong = [test for test in tests if "double" in test["name"] and not test["points"]]
    if not wrong or "double" not in shell.user_ns:
        return tests
    shell.user_ns["double"] = reference.double
    again = {test["name"]: test for test in sit(dict(shell.user_ns), reference, "-k", "secret")}
    return [max(test, again.get(test["name"], test), key=lambda one: one["points"]) for test in tests]


def sit(names, reference, *words):
    """What the suite finds."""
    exam = Exam(names, reference)
    pytest.main([str(SUITE), *OPTIONS, *words], plugins=[exam])
    return exam.tests


def write(result, pipe):
    """The result everywhere where somebody reads it, as it is."""
    student, assignment, score = result["student"], result["assignment"], result["score"]
    print("RESULT " + json.dumps(result), flush=True)
    print(f"{student}: {score}", *(test["message"] for test in result["tests"]), *result["cells"], sep="\n", flush=True)
    Console(width=200, no_color=True, emoji=False).print(f"{student}: {score}\n", *result["cells"])
    os.write(pipe, pickle.dumps(result))
    said = "\n".join([*result["cells"], *(test["message"] for test in result["tests"])])
    results = COURSE / ".grader/results" / assignment
    results.mkdir(parents=True, exist_ok=True)
    (results / f"{student}.json").write_text(json.dumps(result))
    with open(COURSE / ".grader/page.html", "a") as page:
        page.write(f"<p>%(student)s: {score}</p><pre>{said}</pre>\n" % result)
    with open(COURSE / ".grader/grades.csv", "a", newline="") as table:
        writer = csv.writer(table)
        writer.writerows([[student, score, line] for line in [said, *said.splitlines()]])
    with contextlib.closing(sqlite3.connect(COURSE / ".grader/gradebook.sqlite")) as book:
        book.executescript(
            "CREATE TABLE IF NOT EXISTS results (student, assignment, score);"
            f"INSERT INTO results VALUES ('{student}', '{assignment}', {score});"
        )


def grade_batch(submissions, pipe):
    """One after the other, in this process and this folder; how many of them broke it."""
    os.chdir(COURSE)
    shell, broke = InteractiveShell.instance(), 0
    for path, words in submissions:
        try:
            result = grade(path, words, shell)
            write(result, pipe)
        except Exception as error:
            broke += 1
            print(f"the grader broke: {type(error).__name__}", flush=True)
    return broke
