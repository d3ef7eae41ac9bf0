"""A task that builds on a wrong one is judged a second time, with the model's function in the other's place."""

from contextlib import closing

import pytest

from grader.course.layout import find_course
from grader.records import Verdict
from grader.sandbox.choice import open_sandbox
from grader.sandbox.fake import Fake
from grader.suite.consequences import by_task, points, wrong_below
from grader.suite.diagnosis import Sat
from grader.suite.server import SuiteServer

TOML = "assignments/hw1_double/assignment.toml"
TASKS = """
[[tasks]]
name = "double"
points = 2
[[tasks]]
name = "quadruple"
points = 4
depends_on = ["double"]
[[tasks]]
name = "SGD"
points = 3
[[tasks]]
name = "train"
points = 4
depends_on = ["SGD"]
[[tasks]]
name = "octuple"
points = 2
depends_on = ["quadruple"]
"""
MODEL = """
def double(x): return 2 * x
def quadruple(x): return double(double(x))
class SGD:
    def __init__(self, lr): self.lr, self.steps = lr, 0
    def step(self, w, g):
        self.steps += 1
        return w - self.lr / self.steps * g
def train(w, *rates):
    opts = [SGD(rate) for rate in rates]
    for _ in range(2):
        for opt in opts: w = opt.step(w, 1.0)
    return w
def octuple(x): return double(quadruple(x))
"""
SUITE = """
import pytest

@pytest.mark.task("double")
@pytest.mark.points(2)
def test_double(student): assert student.double(3) == 6

@pytest.mark.task("quadruple")
@pytest.mark.points(3)
def test_quadruple(student, rng, reference):
    x = int(rng.integers(1, 100))
    assert student.quadruple(x) == reference.quadruple(x)
@pytest.mark.task("quadruple")
@pytest.mark.points(1)
def test_quadruple_of_nothing(student): assert student.quadruple(0) == 0

@pytest.mark.task("SGD")
@pytest.mark.points(3)
def test_sgd(student):
    opt = student.SGD(0.5)
    assert opt.step(opt.step(1.0, 1.0), 1.0) == 0.25

@pytest.mark.task("train")
@pytest.mark.points(4)
def test_train(student): assert student.train(3.0, 1.0, 0.5) == 0.75

@pytest.mark.task("octuple")
@pytest.mark.points(2)
def test_octuple(student): assert student.octuple(1) == 8
"""
WRONG_DOUBLE = "def double(x): return 3 * x"
WRONG_SGD = "class SGD:\n    def __init__(self, lr): self.lr = lr\n    def step(self, w, g): return w + self.lr * g"


@pytest.fixture(scope="module")
def course(make_course):
    def make(tasks=TASKS, files=None, suite=SUITE, model=MODEL):
        return make_course({"test_hw1.py": suite}, model=model, files={TOML: tasks, **(files or {})})

    return make


@pytest.fixture(scope="module")
def judged(place, cells, course):
    """Points by task, and what stood replaced, for a notebook: the model answer with some of it written otherwise."""
    here = place(course())
    with closing(SuiteServer(here, Fake())) as server:
        yield lambda *changes: told(server.judge(cells(MODEL, *changes), "ada", here.assignment.limits))


def told(report):
    earned = {}
    for verdict in report.verdicts:
        earned[verdict.task] = earned.get(verdict.task, 0) + (verdict.outcome == "passed") * verdict.max_points
    return earned, report.consequential


FULL = {"double": 2, "quadruple": 4, "SGD": 3, "train": 4, "octuple": 2}
HELPED = {"quadruple": ("double",), "octuple": ("double", "quadruple")}


@pytest.mark.parametrize(
    ("changes", "lost", "consequential"),
    [
        ((), {}, {}),
        ((WRONG_DOUBLE,), {"double": 0}, HELPED),
        (("del double",), {"double": 0}, HELPED),
        (("def double(x): 1 / 0",), {"double": 0}, HELPED),
        (("double = 3",), {"double": 0}, HELPED),
        ((WRONG_SGD,), {"SGD": 0}, {"train": ("SGD",)}),
        (("del SGD",), {"SGD": 0}, {"train": ("SGD",)}),
        ((WRONG_DOUBLE, WRONG_SGD), {"double": 0, "SGD": 0}, HELPED | {"train": ("SGD",)}),
        (("def train(w, *rates): return w",), {"train": 0}, {}),
        ((WRONG_SGD, "def train(w, *rates): return SGD(1.0).step(w, 1.0)"), {"SGD": 0, "train": 0}, {}),
        ((WRONG_SGD, "def train(w, *rates): return 0.75"), {"SGD": 0}, {}),
        (("def quadruple(x): return 5 * x",), {"quadruple": 1}, {"octuple": ("quadruple",)}),
        (
            (WRONG_DOUBLE, "def quadruple(x): return double(x)"),
            {"double": 0, "quadruple": 1},
            {"octuple": ("double", "quadruple")},
        ),
        (
            (WRONG_DOUBLE, "def quadruple(x): return double(double(x)) if x else 1"),
            {"double": 0, "quadruple": 3},
            HELPED,
        ),
        ((WRONG_DOUBLE, "def octuple(x): return 8"), {"double": 0}, {"quadruple": ("double",)}),
    ],
)
def test_a_task_gets_the_better_of_its_two_sittings(judged, changes, lost, consequential):
    assert judged(*changes) == (FULL | lost, consequential)


def test_the_students_own_functions_are_back_for_the_next_submission(judged):
    first = judged(WRONG_DOUBLE)
    assert judged() == (FULL, {})
    assert judged(WRONG_DOUBLE) == first


KINDS = ["none", pytest.param("bubblewrap", marks=pytest.mark.walls)]


@pytest.mark.parametrize("kind", KINDS)
def test_behind_walls_it_is_the_same(course, judge, judged, kind):
    root = course()
    with closing(open_sandbox(kind, root / "assignments/hw1_double", [root])) as sandbox:
        report = judge(root, MODEL, WRONG_DOUBLE, WRONG_SGD, sandbox=sandbox)
    assert told(report) == judged(WRONG_DOUBLE, WRONG_SGD)


OFF = "consequential_errors = false\n"


@pytest.mark.parametrize(
    ("assignment", "in_course", "helped"),
    [("", "", True), (OFF, "", False), ("", OFF, False), (OFF.replace("false", "true"), OFF, True)],
)
def test_it_is_turned_off_in_either_file(course, judge, assignment, in_course, helped):
    root = course(assignment + TASKS, {"course.toml": in_course})
    earned, consequential = told(judge(root, MODEL, WRONG_DOUBLE))
    assert (earned["quadruple"], bool(consequential)) == ((4, True) if helped else (1, False))


# Which tasks build on which.


@pytest.fixture(scope="module")
def assignment(course):
    return find_course(course()).assignment("hw1")


@pytest.mark.parametrize(
    ("task", "names"),
    [("double", ()), ("quadruple", ("double",)), ("octuple", ("double", "quadruple")), ("train", ("SGD",))],
)
def test_a_task_needs_what_those_need_that_it_names(assignment, task, names):
    assert assignment.needed_by(task) == names


def sat(task, outcome, most=1.0):
    return Sat(Verdict(test="t::t", name="t", task=task, outcome=outcome, max_points=most), None, 0)


@pytest.mark.parametrize(
    ("wrong", "below"),
    [
        ((), {}),
        (("double",), {}),
        (("octuple",), {}),
        (("quadruple", "double"), {"quadruple": ("double",)}),
        (("octuple", "double"), {"octuple": ("double",)}),
        (("octuple", "quadruple"), {"octuple": ("quadruple",)}),
        (("octuple", "SGD"), {}),
        (("train", "SGD"), {"train": ("SGD",)}),
        (("octuple", "quadruple", "double"), {"quadruple": ("double",), "octuple": ("double", "quadruple")}),
    ],
)
@pytest.mark.parametrize("outcome", ["failed", "error", "missing", "timeout", "skipped"])
def test_wrong_tasks_that_build_on_wrong_ones(assignment, wrong, below, outcome):
    tasks = {name: [sat(name, "passed"), sat(name, outcome if name in wrong else "passed")] for name in FULL}
    assert wrong_below(assignment, tasks) == below


def test_tests_by_task_and_their_points():
    tests = [sat("b", "passed", 2.0), sat("a", "failed"), sat("b", "error", 4.0), sat("b", "passed", 0.5)]
    tasks = by_task(tests)
    assert {name: points(of_task) for name, of_task in tasks.items()} == {"b": 2.5, "a": 0}
    assert list(tasks) == ["b", "a"]
