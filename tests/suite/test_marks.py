"""Marks are read strictly: a slip of the author's is found before any student pays for it."""

import pytest

from grader.errors import SuiteError

HEAD = "import pytest\n"
TASK = '@pytest.mark.task("double")\n'
POINTS = "@pytest.mark.points(10)\n"
TEST = "def test_a(student):\n    assert student.double(1) == 2\n"


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        (TASK, "test_hw1.py::test_a: no points: add @pytest.mark.points(n)"),
        (POINTS, 'test_hw1.py::test_a: no task: add @pytest.mark.task("name")'),
        (POINTS + "@pytest.mark.task(3)\n", "test_a: task: takes one str"),
        (POINTS + "@pytest.mark.task()\n", "test_a: task: takes one str"),
        (POINTS + '@pytest.mark.task("a", "b")\n', "test_a: task: takes one str"),
        (POINTS + '@pytest.mark.task(name="double")\n', "test_a: task: takes one str"),
        (POINTS + "@pytest.mark.task\n", "takes one str"),
        (TASK + '@pytest.mark.points("4")\n', "test_a: points: takes one int or float"),
        (TASK + "@pytest.mark.points(True)\n", "test_a: points: takes one int or float"),
        (TASK + "@pytest.mark.points(None)\n", "test_a: points: takes one int or float"),
        (TASK + "@pytest.mark.points(0)\n", "test_a: points(0): must be more than 0"),
        (TASK + "@pytest.mark.points(-1)\n", "test_a: points(-1): must be more than 0"),
        (TASK + '@pytest.mark.points(float("nan"))\n', "test_a: points(nan): must be more than 0"),
        (TASK + '@pytest.mark.points(float("inf"))\n', "test_a: points(inf): must be more than 0"),
        (TASK + POINTS + "@pytest.mark.hint(3)\n", "test_a: hint: takes one str"),
        (TASK + POINTS + "@pytest.mark.pionts(3)\n", "'pionts' not found in `markers`"),
    ],
)
def test_marks_that_say_nonsense(make_course, judge, marks, words):
    root = make_course({"test_hw1.py": HEAD + marks + TEST})
    with pytest.raises(SuiteError) as raised:
        judge(root)
    assert words in str(raised.value)
    assert str(raised.value).startswith("hw1_double: ")


@pytest.mark.parametrize(
    ("suite", "words"),
    [
        ("@pytest.mark.points(9)", "task double: its tests give 9 points, assignment.toml says 10"),
        ("@pytest.mark.points(10.1)", "task double: its tests give 10.1 points, assignment.toml says 10"),
        ('@pytest.mark.points(10)\n@pytest.mark.task("treble")', "task double: its tests give 0 points"),
    ],
)
def test_points_that_do_not_sum_to_the_task(make_course, judge, suite, words):
    root = make_course(f"{suite}\n{TEST}")
    with pytest.raises(SuiteError, match=words):
        judge(root)


def test_a_task_that_the_assignment_does_not_have(make_course, judge):
    root = make_course(TEST + '@pytest.mark.task("treble")\ndef test_b(student): student.double(1)\n')
    with pytest.raises(SuiteError, match=r"hw1_double: task treble: not in assignment\.toml"):
        judge(root)


def test_an_assignment_without_tasks_takes_any(make_course, judge):
    report = judge(make_course(TEST, tasks={}))
    assert [(verdict.task, verdict.outcome) for verdict in report.verdicts] == [("double", "passed")]


@pytest.mark.parametrize(
    "suite",
    [
        f"pytestmark = [{{0}}, {{1}}]\n{TEST}",
        "{}\n{}\nclass TestIt:\n    " + TEST.replace("(student)", "(self, student)").replace("\n    ", "\n        "),
        "class TestIt:\n    pytestmark = [{0}, {1}]\n    "
        + TEST.replace("(student)", "(self, student)").replace("\n    ", "\n        "),
    ],
    ids=["module", "decorated class", "class"],
)
def test_marks_of_a_module_or_a_class_count_for_its_tests(make_course, judge, suite):
    at = "@" if suite.startswith("{}") else ""
    text = suite.format(f'{at}pytest.mark.task("double")', f"{at}pytest.mark.points(10)")
    (verdict,) = judge(make_course({"test_hw1.py": HEAD + text})).verdicts
    assert (verdict.task, verdict.max_points, verdict.outcome) == ("double", 10.0, "passed")


def test_the_nearest_mark_counts(make_course, judge):
    root = make_course(
        "@pytest.mark.points(4)\ndef test_a(student): student.double(1)\n"
        '@pytest.mark.points(6)\n@pytest.mark.visible\n@pytest.mark.hint("h")\ndef test_b(student): student.double(1)\n'
    )
    verdicts = judge(root).verdicts
    assert [(verdict.max_points, verdict.visible) for verdict in verdicts] == [(4.0, False), (6.0, True)]
