"""The main path: a notebook goes in, a result comes out, and nothing that is secret with it."""

import hashlib
import json
import os
import subprocess
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from grader.course.layout import find_course
from grader.errors import SuiteError
from grader.grading import Grader, digest, grade_one, rounded, score, sum_of
from grader.records import Diagnosis, Result, Submission, SuiteReport, Verdict
from grader.suite.digest import suite_digest
from tests.results import without_times

SUITE = """
import pytest
import numpy as np
from grader.testing import assert_close
pytestmark = pytest.mark.task("double")
SECRET_NAME = 31415.25
SECRET_TEXT = "hunter2"

@pytest.mark.points(0.1)
def test_right(student): assert student.double(2) == 4
@pytest.mark.points(0.2)
def test_wrong(student): assert student.double(2) == SECRET_NAME, "double of 2"
@pytest.mark.points(0.3)
def test_text(student): assert student.double("a") == SECRET_TEXT
@pytest.mark.points(0.4)
def test_array(student): np.testing.assert_allclose(student.double(3), SECRET_NAME)
@pytest.mark.points(1)
def test_close(student): assert_close(student.double(3), SECRET_NAME)
@pytest.mark.points(2)
def test_raises(student):
    with pytest.raises(ValueError, match=SECRET_TEXT): student.double(1)
@pytest.mark.points(1)
@pytest.mark.visible
def test_visible(student): assert student.double(5) == 11
@pytest.mark.points(3)
@pytest.mark.task("answers")
def test_answer(student): assert student.answers["yes"] == SECRET_TEXT
"""
FILES = {
    "course.toml": 'title = "Tiny"\n',
    "assignments/hw1_double/assignment.toml": (
        '[[tasks]]\nname = "answers"\npoints = 3\n[[tasks]]\nname = "double"\npoints = 5\n'
    ),
    "solutions/hw1_double/hw1.py": "def double(x): return 2 * x\nsecret_model = 'model31415'\n",
    "tests/hidden/hw1_double/test_hw1.py": SUITE,
}
NOTEBOOK = "def double(x):\n    print('seen', x)\n    return 2 * x\n# %%\n1 / 0\n"
SECRETS = ("31415", "hunter2", "SECRET", "assert_allclose", "model", "Traceback", "conftest")


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return find_course(root)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return write(tmp_path_factory.mktemp("course"), FILES)


def submission(data, name="hw1.py", student="ada"):
    return Submission(
        id="0f3c",
        assignment="hw1",
        student=student,
        name=name,
        data=data,
        sha256=digest(data),
        submitted_at="2026-11-22T21:55:00Z",
    )


@pytest.fixture(scope="module")
def grader(course):
    with Grader(course, course.assignment("hw1"), "none") as grader:
        yield grader


@pytest.fixture(scope="module")
def graded(grader):
    return grade_one(submission(NOTEBOOK.encode()), grader)


@pytest.fixture(scope="module")
def document(graded):
    return json.loads(msgspec.json.encode(graded.result))


RESULT = {
    "schema": int, "assignment": str, "student": str, "submission": str, "sha256": str, "suite": str,
    "submitted_at": str, "elapsed": float, "status": str, "error": type(None), "score": float, "max_score": float,
    "cells": list, "tasks": list, "bounds": str,
}  # fmt: skip
CELL = {"index": int, "error": dict}
ERROR = {"type": str, "message": str}
TASK = {"name": str, "score": float, "max_score": float, "tests": list, "diagnoses": list}
TEST = {"name": str, "outcome": str, "points": float, "max_points": float, "message": str, "visible": bool}
USED = {"usage": dict}


def types(mapping):
    return {name: type(value) for name, value in mapping.items()}


def test_the_document_has_the_keys_and_types_that_others_rely_on(document):
    assert types(document) == RESULT
    assert [types(cell) for cell in document["cells"]] == [CELL]
    assert types(document["cells"][0]["error"]) == ERROR


def test_tasks_and_tests_have_the_keys_and_types_that_others_rely_on(document):
    assert [types(task) for task in document["tasks"]] == [TASK, TASK]
    assert [types(test) for task in document["tasks"] for test in task["tests"]] == [TEST | USED] * 8


def test_the_document_says_what_was_handed_in_and_what_judged_it(document, course):
    assert [document[key] for key in ("schema", "assignment", "student", "submission", "submitted_at")] == [
        1, "hw1", "ada", "0f3c", "2026-11-22T21:55:00Z",
    ]  # fmt: skip
    assert document["sha256"] == hashlib.sha256(NOTEBOOK.encode()).hexdigest()
    assert document["suite"] == suite_digest(course.assignment("hw1"))


def test_the_score_by_task_in_the_order_of_the_assignment(document):
    assert [(task["name"], task["score"], task["max_score"]) for task in document["tasks"]] == [
        ("answers", 0.0, 3.0), ("double", 0.1, 5.0),
    ]  # fmt: skip
    assert (document["status"], document["score"], document["max_score"]) == ("graded", 0.1, 8.0)


def test_outcomes(document):
    found = {test["name"]: test["outcome"] for task in document["tasks"] for test in task["tests"]}
    assert found.pop("test_right") == "passed"
    assert found.pop("test_answer") == "missing"
    assert set(found.values()) == {"failed"}


def test_a_cell_that_raised_is_told(document):
    assert document["cells"] == [{"index": 1, "error": {"type": "ZeroDivisionError", "message": "division by zero"}}]


def test_nothing_secret_is_in_the_document(graded):
    text = msgspec.json.encode(graded.result).decode()
    assert [secret for secret in SECRETS if secret in text] == []


def test_a_visible_test_shows_its_values(document):
    (message,) = [test["message"] for task in document["tasks"] for test in task["tests"] if test["visible"]]
    assert message.startswith("assert 10 == 11")


def test_staff_notes_hold_the_values_and_what_was_printed(graded):
    notes = {note.test.partition("::")[2]: note for note in graded.notes}
    assert "31415" in notes["test_wrong"].detail
    assert "seen 2" in notes["test_wrong"].output
    assert notes["test_right"].detail == ""


def test_a_document_is_read_back_as_the_same_result(graded):
    assert msgspec.json.decode(msgspec.json.encode(graded.result), type=Result) == graded.result


def test_the_same_submission_gets_the_same_result_again(grader, graded):
    again = grade_one(submission(NOTEBOOK.encode()), grader)
    assert without_times(again.result) == without_times(graded.result)
    assert again.notes == graded.notes


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "hw1.ipynb", "hw1.ipynb: the file is empty: save it again"),
        (b"{}", "hw1.ipynb", "hw1.ipynb: not a notebook (no nbformat in it): save it again in Jupyter"),
        (b"x", "hw1.txt", "hw1.txt: neither an .ipynb nor a .py file"),
    ],
)
def test_a_notebook_that_cannot_be_read_is_a_result(grader, data, name, error):
    graded = grade_one(submission(data, name), grader)
    assert (graded.unreadable, graded.result.status, graded.result.error) == (True, "failed", error)
    assert (graded.result.score, graded.result.max_score, graded.result.tasks) == (0.0, 8.0, ())


def test_a_notebook_of_which_nothing_runs_is_a_result(grader):
    data = "# %%\nimport os\nos._exit(0)\n" * 5
    graded = grade_one(submission(data.encode()), grader)
    assert (graded.unreadable, graded.result.status, graded.result.max_score) == (False, "failed", 8.0)
    assert graded.result.error.startswith("the notebook's process died again and again")


@pytest.mark.walls
def test_the_same_result_behind_walls(course, graded):
    with Grader(course, course.assignment("hw1")) as grader:
        again = grade_one(submission(NOTEBOOK.encode()), grader)
    assert without_times(again.result) == without_times(graded.result)


HOSTILE = """
import glob, os, sys
def double(x):
    found = []
    for folder in ("/", "/tmp", "/home", os.getcwd(), os.path.dirname({root!r}), {root!r}):
        try: found += os.listdir(folder)
        except OSError: pass
    try: text = open({hidden!r}).read()
    except OSError: text = ""
    raise ValueError("hunter2" in text or "hidden" in found or any("grader.suite" in name for name in sys.modules))
"""


@pytest.mark.walls
def test_the_suite_is_out_of_the_students_reach(course):
    source = HOSTILE.format(root=str(course.root), hidden=str(course.root / "tests/hidden/hw1_double/test_hw1.py"))
    with Grader(course, course.assignment("hw1")) as grader:
        result = grade_one(submission(source.encode()), grader).result
    (double,) = [task for task in result.tasks if task.name == "double"]
    assert {test.outcome for test in double.tests if test.name != "test_raises"} == {"error"}
    assert all("ValueError: False" in test.message for test in double.tests if test.outcome == "error")


def test_an_assignment_without_a_hidden_suite(tmp_path):
    files = {name: text for name, text in FILES.items() if "hidden" not in name}
    course = write(tmp_path, files)
    with pytest.raises(SuiteError, match=r"^hw1_double: no hidden suite: it belongs in tests/hidden$"):
        Grader(course, course.assignment("hw1"), "none")


def test_a_suite_that_is_broken_gives_no_result(tmp_path):
    course = write(tmp_path, FILES | {"tests/hidden/hw1_double/test_hw1.py": "1 / 0"})
    with Grader(course, course.assignment("hw1"), "none") as grader, pytest.raises(SuiteError):
        grade_one(submission(b"x = 1"), grader)


def children():
    """The processes that this one has started and that are still there, zombies too."""
    listed = subprocess.run(["ps", "--ppid", str(os.getpid()), "-o", "pid=,comm="], capture_output=True, check=False)
    return {line.split()[0] for line in listed.stdout.decode().splitlines() if "ps" not in line.split()}


def test_a_closed_grader_leaves_no_process_and_no_folder(course):
    before = children()
    with Grader(course, course.assignment("hw1"), "none") as grader:
        home = Path(grader._sandbox._home)
        grade_one(submission(NOTEBOOK.encode()), grader)
        assert children() - before
    assert not children() - before
    assert not home.exists()


# Scores from verdicts.


def verdict(task, outcome, points):
    return Verdict(test="t::t", name="t", task=task, outcome=outcome, max_points=points)


def report(*verdicts, **more):
    return SuiteReport(cells=(), verdicts=verdicts, **more)


@pytest.mark.parametrize("outcome", ["failed", "error", "timeout", "crashed", "missing", "skipped"])
def test_what_did_not_pass_is_worth_nothing(outcome):
    (task,) = score(report(verdict("a", outcome, 3.0), verdict("a", "passed", 2.0)), ["a"])
    assert (task.score, task.max_score, [test.points for test in task.tests]) == (2.0, 5.0, [0.0, 2.0])


def test_tasks_come_in_the_order_given_and_unknown_ones_last():
    tasks = score(report(*(verdict(name, "passed", 1.0) for name in ("z", "b", "a"))), ["a", "b", "empty"])
    assert [task.name for task in tasks] == ["a", "b", "z"]


def test_diagnoses_and_consequential_errors_stand_with_their_task():
    found = (Diagnosis(misconception="strict", message="0 counts as 1"),)
    given = report(
        verdict("a", "failed", 1.0), verdict("b", "passed", 1.0), diagnoses={"a": found}, consequential={"b": ("a",)}
    )
    tasks = score(given, ["a", "b"])
    assert [(task.diagnoses, task.consequential) for task in tasks] == [(found, UNSET), ((), ("a",))]


def test_no_verdicts_no_tasks():
    assert score(report(), ["a"]) == ()
    assert sum_of(()) == (0.0, 0.0)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.integers(1, 10**5)), max_size=30))
def test_tenths_sum_to_tenths(rows):
    verdicts = [verdict(task, "passed" if passed else "failed", tenths / 10) for task, passed, tenths in rows]
    earned, most = sum_of(score(report(*verdicts), ["a", "b"]))
    assert earned == rounded(sum(tenths for _, passed, tenths in rows if passed) / 10)
    assert most == rounded(sum(tenths for _, _, tenths in rows) / 10)


def test_digest_is_sha256():
    assert digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
