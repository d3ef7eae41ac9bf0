"""The inside of a suite's process, run in this one: it collects here, and forks for each job."""

import gc
import os
import sys

import msgspec
import pytest

from grader.errors import SandboxError, StudentCrashed
from grader.records import Limits
from grader.sandbox.fake import Fake
from grader.suite.jobs import Broken, Done, Job
from grader.suite.served import serve

# Before Python 3.12 a fork beside NumPy's idle threads was no warning. The graded run turns no warning into an error.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

TEST = "def test_a(student):\n    assert student.double(1) == 2\n"
RIGHT, WRONG = "def double(x): return 2 * x", "def double(x): return 3 * x"


@pytest.fixture
def serve_here(place, cells, tmp_path, monkeypatch):
    """What `serve` answers to a job for each notebook."""
    for name in ("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "PYTEST_ADDOPTS", "PYTEST_PLUGINS"):
        monkeypatch.setenv(name, "")
    answers = tmp_path / "answers"

    def run(root, *sources, sandbox=None):
        jobs = iter([Job(cells=cells(source), student="ada", limits=Limits()) for source in sources or (RIGHT,)])

        def send(record):
            with answers.open("ab") as file:
                file.write(msgspec.json.encode(record) + b"\n")

        serve(place(root), sandbox or Fake(), lambda: next(jobs, None), send)
        return [msgspec.json.decode(line, type=Done | Broken) for line in answers.read_bytes().splitlines()]

    yield run
    gc.unfreeze()
    for name in [name for name in sys.modules if name in ("test_hw1", "conftest")]:
        del sys.modules[name]


def outcomes(answer):
    return [verdict.outcome for verdict in answer.report.verdicts]


def test_each_job_gets_its_answer(serve_here, make_course):
    answers = serve_here(make_course(TEST), RIGHT, WRONG, "", RIGHT)
    assert [outcomes(answer) for answer in answers] == [["passed"], ["failed"], ["missing"], ["passed"]]


def test_nothing_of_this_process_is_left_to_the_suite(serve_here, make_course, monkeypatch):
    monkeypatch.setenv("PYTEST_ADDOPTS", "-k nothing")
    (answer,) = serve_here(make_course(TEST))
    assert outcomes(answer) == ["passed"]
    assert os.environ["PYTEST_ADDOPTS"] == "-k nothing"


SEVERAL = """
@pytest.mark.points(1)
def test_a(student): student.double(1); pytest.skip("later")
@pytest.mark.points(2)
@pytest.mark.xfail(strict=True)
def test_b(student): student.double(1)
@pytest.mark.points(3)
def test_c(student, reference, rng): assert student.double(2) == reference.double(2), "said"
@pytest.mark.points(4)
def test_d(student): print("the suite's"); student.double(1); pytest.fail("said with fail")
"""


def test_every_phase_and_outcome(serve_here, make_course):
    (answer,) = serve_here(make_course(SEVERAL), "def double(x):\n    print(x)\n    return 2.5 * x")
    found = [(verdict.outcome, verdict.message) for verdict in answer.report.verdicts]
    assert found == [
        ("skipped", "later"),
        ("failed", "the answer is not what the task asks for"),
        ("failed", "said"),
        ("failed", "said with fail"),
    ]
    assert [verdict.output for verdict in answer.report.verdicts] == ["1\n", "1\n", "2\n", "1\n"]


@pytest.mark.parametrize(
    ("files", "tasks", "words"),
    [
        ({"test_hw1.py": ""}, {"double": 10}, "no test in it"),
        ({"test_hw1.py": "1 / 0", "test_more.py": "2 / 0"}, {"double": 10}, "test_hw1.py: ZeroDivisionError"),
        ({"test_hw1.py": TEST}, {"double": 10}, "test_hw1.py::test_a: no points: add @pytest.mark.points(n)"),
        (TEST, {"double": 9}, "task double: its tests give 10 points, assignment.toml says 9"),
        (TEST, {"double": 10, "more": 1}, "task more: its tests give 0 points, assignment.toml says 1"),
        (
            TEST + "@pytest.mark.task('x')\n" + TEST.replace("_a", "_b"),
            {"double": 10},
            "task x: not in assignment.toml",
        ),
        ("def test_a(student): undefined\n", {"double": 10}, "test_hw1.py::test_a: NameError: name 'undefined'"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_a_broken_suite_answers_so_each_time(serve_here, make_course, files, tasks, words):
    answers = serve_here(make_course(files, tasks=tasks), RIGHT, WRONG)
    assert [answer.kind for answer in answers] == ["SuiteError"] * 2
    assert all(answer.message.startswith("hw1_double: ") and words in answer.message for answer in answers)


def test_a_suite_on_which_pytest_does_not_start(serve_here, make_course):
    answers = serve_here(make_course({"test_hw1.py": TEST, "conftest.py": "1 / 0"}), RIGHT, WRONG)
    assert [answer.kind for answer in answers] == ["SuiteError"] * 2
    assert answers[0].message.startswith("hw1_double: pytest does not start on it: ")


def test_without_tasks_any_points_will_do(serve_here, make_course):
    (answer,) = serve_here(make_course(TEST, tasks={}))
    assert outcomes(answer) == ["passed"]


def test_a_test_without_marks_gives_no_verdict(serve_here, make_course):
    conftest = (
        "from grader.suite.plugin import MARKS\n"
        "def pytest_runtestloop(session): pass\n"
        "def pytest_collection_finish(session): del session.items[0].stash[MARKS]\n"
    )
    root = make_course(TEST, tasks={}, files={"tests/hidden/hw1_double/conftest.py": conftest})
    (answer,) = serve_here(root)
    assert answer == Broken(kind="SuiteError", message="hw1_double: a test gave no verdict")


def test_a_fork_that_dies_is_answered_for(serve_here, make_course):
    root = make_course("import os\ndef test_a(student):\n    if student.double(1) == 3: os._exit(0)\n")
    died, lived = serve_here(root, WRONG, RIGHT)
    assert died == Broken(kind="SuiteError", message="the suite's process died: run the suite with pytest to see why")
    assert outcomes(lived) == ["passed"]


@pytest.mark.parametrize("error", [SandboxError("no sandbox"), StudentCrashed("nothing runs")])
def test_a_notebook_that_does_not_load(serve_here, make_course, error):
    class Failing(Fake):
        def load(self, cells, limits):
            raise error

    (answer,) = serve_here(make_course(TEST), sandbox=Failing())
    assert str(error) == (answer.message if isinstance(answer, Broken) else answer.report.failure)


def test_no_job_no_answer(place, make_course, monkeypatch):
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "")
    sent = []
    serve(place(make_course({"conftest.py": "1 / 0"})), Fake(), lambda: None, sent.append)
    assert sent == []


def test_a_test_that_takes_no_student_comes_between_two_that_do(serve_here, make_course):
    between = TEST + "def test_b(): pass\n" + TEST.replace("_a", "_c")
    (answer,) = serve_here(make_course(between, tasks={"double": 30}), WRONG)
    assert outcomes(answer) == ["failed", "passed", "failed"]


OTHER_TASKS = """
[[tasks]]
name = "answers"
points = 1
[[tasks]]
name = "warm up"
points = 1
[[tasks]]
name = "double"
points = 1
depends_on = ["answers", "warm up"]
"""
OTHER_SUITE = "import pytest\n" + "".join(
    f"@pytest.mark.task({task!r})\n@pytest.mark.points(1)\ndef test_{number}(student): assert student.double(1) == 2\n"
    for number, task in enumerate(["answers", "warm up", "double"])
)


def test_what_is_no_function_of_the_models_is_not_replaced(serve_here, make_course):
    files = {"assignments/hw1_double/assignment.toml": OTHER_TASKS}
    root = make_course({"test_hw1.py": OTHER_SUITE}, model=f"{RIGHT}\nanswers = {{}}", files=files)
    (answer,) = serve_here(root, WRONG)
    assert (outcomes(answer), answer.report.consequential) == (["failed"] * 3, {})
