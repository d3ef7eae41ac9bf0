"""Public checks, run in this very process."""

import os
import sys

import pytest

from grader.course.layout import find_course
from grader.errors import CourseError, RequestError, StudentCrashed, SuiteError
from grader.records import Limits
from grader.sandbox.fake import FakeNotebook
from grader.suite.checks import run_checks

CHECKS = """
import pytest
@pytest.mark.task("double")
def test_two(student): assert student.double(2) == 4, "double of 2"
@pytest.mark.task("double")
def test_three(student): assert student.double(3) == 6
@pytest.mark.task("answers")
@pytest.mark.hint("yes or no")
def test_answer(student): assert student.answers["yes"] is True
"""


@pytest.fixture
def check(make_course):
    def check(checks=CHECKS, task=None, names=None, files=None, load=None):
        folder = "assignments/hw1_double"
        root = make_course(files={f"{folder}/test_hw1_public.py": checks, **(files or {})})
        names = names if names is not None else {"double": lambda x: x + 2}
        return run_checks(find_course(root).assignment("hw1"), load or (lambda: FakeNotebook(names, Limits())), task)

    return check


def test_all_checks_show_all(check):
    found = [(task, result.name, result.outcome, result.message.splitlines()[:1]) for task, result in check()]
    assert found == [
        ("double", "test_two", "passed", []),
        ("double", "test_three", "failed", ["assert 5 == 6"]),
        ("answers", "test_answer", "missing", ["the notebook does not define yes"]),
    ]


def test_checks_carry_no_points_and_are_visible(check):
    assert {(result.points, result.max_points, result.visible) for _, result in check()} == {(0.0, 0.0, True)}


def test_the_checks_of_one_task(check):
    assert [result.name for _, result in check(task="answers")] == ["test_answer"]


@pytest.mark.parametrize("task", ["nothing", ""])
def test_a_task_without_checks(check, task):
    with pytest.raises(RequestError, match=f"hw1: no checks for task '{task}': there are double, answers"):
        check(task=task)


def test_an_assignment_without_checks(make_course):
    with pytest.raises(CourseError, match=r"hw1: no public checks: test_hw1_public\.py belongs beside the notebook"):
        run_checks(find_course(make_course()).assignment("hw1"), lambda: FakeNotebook({}, Limits()))


@pytest.mark.parametrize(
    ("checks", "words"),
    [
        ("x =", r"test_hw1_public\.py: SyntaxError"),
        ("1 / 0", r"test_hw1_public\.py: .*ZeroDivisionError"),
        ("", r"test_hw1_public\.py: the checks do not come to their end: run them with pytest to see why"),
        ("import sys\nsys.exit(0)", "the checks do not come to their end"),
        (CHECKS + "def test_no_task(student): pass", "test_no_task: no task: add"),
        (CHECKS + "@pytest.mark.task('x')\ndef test_a(): undefined", "test_a: NameError"),
        (
            CHECKS + "@pytest.mark.task('x')\ndef test_a(student): pytest.exit('x')",
            "the checks do not come to their end",
        ),
        (CHECKS + "@pytest.mark.task('x')\ndef test_a(reference): pass", "public checks have no model answer"),
        (CHECKS + "@pytest.mark.tsak('x')\ndef test_a(student): pass", "'tsak' not found in `markers`"),
    ],
    ids=lambda value: value[-40:],
)
def test_checks_that_are_broken(check, checks, words):
    with pytest.raises(SuiteError, match=words):
        check(checks)


def test_a_conftest_that_is_broken(check):
    with pytest.raises(SuiteError, match="the checks do not come to their end"):
        check(files={"assignments/hw1_double/conftest.py": "1 / 0"})


def test_who_interrupts_the_checks_interrupts_the_caller(check):
    with pytest.raises(KeyboardInterrupt):
        check(CHECKS + "@pytest.mark.task('x')\ndef test_a(student): raise KeyboardInterrupt")


def test_the_first_that_is_broken_is_told(check):
    checks = "import pytest\npytestmark = pytest.mark.task('x')\ndef test_a(): one\ndef test_b(): two\n"
    with pytest.raises(SuiteError, match="test_a: NameError: name 'one'"):
        check(checks)


def test_a_notebook_that_does_not_load_fails_every_check(check):
    asked = []

    def load():
        asked.append(1)
        raise StudentCrashed("nothing runs")

    found = {(result.outcome, result.message) for _, result in check(load=load)}
    assert (found, asked) == ({("crashed", "nothing runs"), ("crashed", "nothing runs\nyes or no")}, [1])


def test_checks_that_were_changed_are_read_again(check):
    always = "import pytest\n@pytest.mark.task('double')\ndef test_other(student): student.double(1)\n"
    check()
    assert [result.name for _, result in check(always)] == ["test_other"]
    assert "test_hw1_public" not in sys.modules


def test_settings_around_change_nothing_and_are_left_as_they_were(check, monkeypatch):
    monkeypatch.setenv("PYTEST_ADDOPTS", "-k nothing")
    monkeypatch.delenv("PYTEST_PLUGINS", raising=False)
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "0")
    assert len(check()) == 3
    names = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS", "PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    assert [os.environ.get(name) for name in names] == ["-k nothing", None, "0"]


def test_checks_print_nothing(check, capfd):
    check(CHECKS + "print('loaded')\n@pytest.mark.task('x')\ndef test_a(student): print('run')\n")
    assert capfd.readouterr() == ("", "")


def test_a_check_that_is_taken_away_is_missed(check):
    conftest = "def pytest_collection_finish(session): session.items.pop()\n"
    with pytest.raises(SuiteError, match="do not come to their end"):
        check(files={"assignments/hw1_double/conftest.py": conftest})
