"""Which known mistakes are named when a task loses points."""

import itertools
from contextlib import suppress
from typing import Any

import pytest

from grader.course.layout import find_course
from grader.errors import StudentFault, SuiteError
from grader.records import Limits, Verdict
from grader.sandbox.fake import FakeNotebook
from grader.suite.diagnosis import Diagnoser, Sat
from grader.suite.student import Line, Student

PATH = "solutions/hw1_double/misconceptions.py"
MODEL = """
def double(x): return 2 * x

class SGD:
    def __init__(self, lr=0.5): self.lr, self.steps = lr, 0
    def step(self, w, g):
        self.steps += 1
        return w - self.lr * g

def apply(f, x): return f(x) + 1

answers = {"two_is_even": True, "rate": 0.25}
"""
KNOWN = """
import random
from grader.testing import misconception

@misconception(task="double")
def plus_two(x):
    "You add 2; double means times 2."
    return x + 2
@misconception(task="double")
def squared(x):
    "You square x."
    return x ** 2
@misconception(task="double")
def forgets_the_sign(x):
    "Your double forgets the sign."
    return abs(2 * x)
@misconception(task="double")
def one_more(x):
    "You add one too many."
    return 2 * x + 1
@misconception(task="double")
def refuses(x):
    "You refuse what is negative."
    if x < 0: raise ValueError("no")
    return 2 * x
@misconception(task="double")
def draws(x):
    "You draw lots."
    return x * random.random()
@misconception(task="double")
def endless(x):
    "Yours never ends."
    while x == 77: pass
    return None

@misconception(task="SGD")
class Uphill:
    "You walk uphill."
    def __init__(self, lr=0.5): self.lr, self.steps = lr, 0
    def step(self, w, g):
        self.steps += 1
        return w + self.lr * g
@misconception(task="SGD")
class CountsNothing:
    "You do not count."
    def __init__(self, lr=0.5): self.lr, self.steps = lr, 0
    def step(self, w, g): return w - self.lr * g

@misconception(task="apply")
def adds_before(f, x):
    "You add one before the call."
    return f(x + 1)
@misconception(task="apply")
def never_calls(f, x):
    '''You do not call f.

    Call it.
    '''
    return x + 1

@misconception(task="answers", answer="two_is_even")
def odd():
    "Two is even."
    return False
@misconception(task="answers", answer="rate")
def percent():
    "Not in percent."
    return 25
"""


@pytest.fixture(scope="module")
def diagnoser(make_course):
    def make(known=KNOWN, model=MODEL, limits="test_cpu_seconds = 1", clock=None):
        root = make_course(model=model, limits=limits, files={PATH: known} if known is not None else {})
        return Diagnoser(find_course(root).assignment("hw1"), clock=clock)

    return make


@pytest.fixture(scope="module")
def known(diagnoser):
    return diagnoser()


def sat(source, ask, outcome="failed", task="double", seed=0):
    """A test that asked a notebook so, and came to this outcome."""
    namespace: dict[str, Any] = {}
    exec(source, namespace)
    line = Line(lambda: FakeNotebook(namespace, Limits(test_cpu_seconds=1)).open_test(seed))
    with suppress(StudentFault, AssertionError):
        ask(Student(line))
    line.close()
    return Sat(Verdict(test="t::t", name="t", task=task, outcome=outcome, max_points=1.0), line, seed)


def doubled(source, *tests):
    """Tests of double(x), one for each (x, outcome)."""
    return [sat(f"def double(x): {source}", lambda student: student.double(x), outcome) for x, outcome in tests]  # noqa: B023


def named(diagnoser, tests):
    return [found.misconception for found in diagnoser.diagnose(tests)]


def used(student):
    opt = student.SGD(0.1)
    return opt.step(opt.step(1.0, 1.0), 1.0), opt.steps


SGD = "class SGD:\n    def __init__(self, lr=0.5): self.lr, self.steps = lr, 0\n"
COUNTS = "    def step(self, w, g):\n        self.steps += 1\n"


@pytest.mark.parametrize(
    ("task", "source", "ask", "names"),
    [
        ("double", "def double(x): return [x + 2.0]", lambda student: student.double(5), []),
        ("double", "def double(x): return x + 2.0", lambda student: student.double(5), ["plus_two"]),
        ("double", "import numpy as np\ndef double(x): return np.square(x)", lambda student: student.double(5), ["squared"]),
        ("double", "def double(x): raise ValueError('mine')", lambda student: student.double(-1), ["refuses"]),
        ("double", "def double(x): return x * 100", lambda student: student.double(5), []),
        ("SGD", SGD + COUNTS + "        return w + g * self.lr", used, ["Uphill"]),
        ("SGD", SGD + "    def step(self, w, g): return w - g * self.lr", used, ["CountsNothing"]),
        ("SGD", SGD + "    def step(self, w, g): return w + g * self.lr", used, []),
        ("apply", "def apply(f, x): return f(1 + x)", lambda student: student.apply(lambda z: 10 * z, 1.0), ["adds_before"]),
        ("apply", "def apply(f, x): return x + 1", lambda student: student.apply(lambda z: 10 * z, 1.0), ["never_calls"]),
        ("answers", "answers = {'two_is_even': 0, 'rate': 9}", lambda student: student.answers["two_is_even"], ["odd"]),
        ("answers", "two_is_even = False", lambda student: student.answers["two_is_even"], ["odd"]),
        ("answers", "answers = {'two_is_even': 0, 'rate': 25.0}", lambda student: student.rate, ["percent"]),
        ("answers", "answers = {'rate': 9}", lambda student: student.answers["rate"], []),
        ("another", "def double(x): return x + 2.0", lambda student: student.double(5), []),
    ],
)  # fmt: skip
def test_the_misconception_that_gives_the_students_answers_is_named(known, task, source, ask, names):
    assert named(known, [sat(source, ask, task=task)]) == names


def test_what_is_said_is_the_misconceptions_docstring(known):
    (found,) = known.diagnose(
        [sat("def apply(f, x): return x + 1", lambda student: student.apply(abs, -5.0), task="apply")]
    )
    assert (found.misconception, found.message) == ("never_calls", "You do not call f.\n\nCall it.")


def test_all_answers_of_a_test_have_to_be_the_same(known):
    def ask(student):
        return [student.double(x) for x in (2, 3)]

    assert named(known, [sat("def double(x): return x + 2", ask)]) == ["plus_two"]
    assert named(known, [sat("def double(x): return x + 2 if x == 3 else 9", ask)]) == []


def test_draws_are_repeated(known):
    noisy = "import random\ndef double(x): return x * random.random()"
    assert named(known, [sat(noisy, lambda student: student.double(5.0), seed=123)]) == ["draws"]


# One, or two, of several.


def test_two_that_explain_as_much_are_both_named_in_the_files_order(known):
    tests = [sat("def double(x): return 9", lambda student: student.double(3)), *doubled("return 5", (3, "failed"))]
    assert named(known, doubled("return 3 * x", (1, "failed"))) == ["plus_two", "one_more"]
    assert named(known, tests) == ["plus_two", "squared"]


def test_no_more_than_two_are_named(diagnoser):
    again = KNOWN.replace("def squared(x):", "def added(x):").replace("x ** 2", "2 + x")
    third = again.replace("def one_more(x):", "def more(x):").replace("2 * x + 1", "x + 1 + 1")
    assert named(diagnoser(third), doubled("return x + 2", (5, "failed"))) == ["plus_two", "added"]


@pytest.mark.parametrize(("x", "names"), [(4, ["one_more"]), (1, ["plus_two", "one_more"])], ids=["agrees", "both do"])
def test_the_one_that_agrees_with_the_passed_tests_too_is_named_alone(known, x, names):
    answers = "return {1: 3, 4: 9}[x]"
    assert named(known, doubled(answers, (1, "failed"), (x, "passed"))) == names


def test_the_one_that_explains_more_comes_first_and_alone(known):
    assert named(known, doubled("return 2 * x + 1", (1, "failed"), (5, "failed"))) == ["one_more"]


def test_what_the_first_does_not_explain_is_explained_by_the_second(known):
    answers = "return {1: 3, 5: 11, 3: 9, 7: 0}[x]"
    tests = doubled(answers, (1, "failed"), (5, "failed"), (3, "failed"), (7, "failed"))
    assert named(known, tests) == ["one_more", "squared"]


# When nothing is named.


@pytest.mark.parametrize(("wrong", "names"), [((5,), ["squared"]), ((5, 7), [])], ids=["half", "less than half"])
def test_what_explains_less_than_half_of_the_failing_tests_is_chance(known, wrong, names):
    tests = doubled("return {3: 9}.get(x, 0)", (3, "failed"), *((x, "failed") for x in wrong))
    assert named(known, tests) == names


@pytest.mark.parametrize("outcome", ["passed", "timeout", "crashed", "missing", "skipped"])
def test_only_failing_answers_are_explained(known, outcome):
    assert named(known, doubled("return x + 2", (5, outcome))) == []
    assert named(known, doubled("return x + 2", (5, "error"))) == ["plus_two"]


def test_answers_that_are_the_models_too_are_nobodys_mistake(known):
    assert named(known, doubled("return x + 2", (2, "failed"))) == []
    assert named(known, doubled("return x + 2", (2, "failed"), (5, "failed"))) == ["plus_two"]


def test_a_test_that_asked_nothing_has_no_explanation(known):
    (test,) = doubled("return x + 2", (5, "failed"))
    assert named(known, [sat("", lambda student: None), test._replace(line=None)]) == []


def test_a_misconception_that_does_not_end_explains_nothing(known):
    assert named(known, doubled("return 1", (77, "failed"))) == []


def test_when_the_time_is_up_what_has_been_found_is_named(diagnoser):
    tasks = {
        "double": doubled("return x + 2", (5, "failed")),
        "SGD": [sat(SGD + COUNTS + "        return w + g * self.lr", used, task="SGD")],
    }
    found = []
    for seconds in range(30):  # the clock goes on by one each time it is asked
        known = diagnoser(clock=itertools.count().__next__)
        found.append(list(known.diagnose_all(tasks, seconds)))
    assert found == sorted(found, key=len)
    assert [names for names, _ in itertools.groupby(found)] == [[], ["double"], ["double", "SGD"]]


def test_without_a_file_nothing_is_named(diagnoser):
    assert named(diagnoser(None), doubled("return x + 2", (5, "failed"))) == []


def test_a_model_without_answers(diagnoser):
    assert named(diagnoser(model="def double(x): return 2 * x"), doubled("return x + 2", (5, "failed"))) == ["plus_two"]


# What is our own fault.


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("def (", "misconceptions.py:1: not valid Python"),
        (KNOWN.replace('    "You square x."\n', ""), "squared has no docstring"),
    ],
)
def test_a_file_that_says_nonsense_is_the_suites_fault(diagnoser, text, words):
    with pytest.raises(SuiteError, match=words):
        diagnoser(text).diagnose(doubled("return x + 2", (5, "passed")))


@pytest.mark.parametrize(
    ("text", "model", "words"),
    [
        (f"SHARED = undefined\n{KNOWN}", MODEL, "^plus_two: does not run: NameError: name 'undefined' is not defined$"),
        (KNOWN, f"{MODEL}\n1 / 0", "^hw1.py: cell 1: ZeroDivisionError: division by zero$"),
    ],
)
def test_code_that_does_not_run_is_the_suites_fault(diagnoser, text, model, words):
    with pytest.raises(SuiteError, match=words):
        diagnoser(text, model).diagnose(doubled("return x + 2", (5, "failed")))


# As a suite's process says it.

SUITE = """
def test_a(student): assert student.double(5) == 10
def test_b(student):
    def judge(z): pytest.fail("said inside")
    student.apply(judge, student.double(3))
"""


def test_a_report_holds_what_was_named_by_task(make_course, judge):
    root = make_course(SUITE, model=MODEL, tasks={"double": 20}, files={PATH: KNOWN})
    report = judge(root, "def double(x): return x + 2\ndef apply(f, x): return f(x)")
    assert [verdict.message for verdict in report.verdicts if verdict.outcome == "failed"][1] == "said inside"
    assert {task: [one.misconception for one in found] for task, found in report.diagnoses.items()} == {
        "double": ["plus_two"]
    }


def test_a_report_of_right_answers_names_nothing(make_course, judge):
    root = make_course("def test_a(student): assert student.double(5) == 10", model=MODEL, files={PATH: KNOWN})
    assert judge(root, MODEL).diagnoses == {}


FORM_IS_NOTHING = """
def pytest_same_answer(task, student, other):
    assert task == "double"
    if isinstance(student, tuple) and student == ("boom",): raise RuntimeError(student)
    return sum(student) == other if isinstance(student, tuple) and len(student) == 2 else None
"""


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("return (x, 2)", ["plus_two"]),
        ("return (x, 3)", []),
        ("return x + 2", ["plus_two"]),
        ("return [x, 2]", []),
        ("return ('boom',)", []),
        ("return (x, object())", []),
    ],
)
def test_a_suite_can_tell_answers_that_differ_in_form_alone(make_course, judge, source, names):
    suite = "def test_a(student): assert student.double(5) == 10"
    files = {PATH: KNOWN, "tests/hidden/hw1_double/conftest.py": FORM_IS_NOTHING}
    report = judge(make_course(suite, model=MODEL, files=files), f"def double(x): {source}")
    assert [one.misconception for one in report.diagnoses.get("double", ())] == names


def test_a_broken_file_gives_no_mark(make_course, judge):
    root = make_course("def test_a(student): assert student.double(5) == 10", model=MODEL, files={PATH: "def ("})
    with pytest.raises(SuiteError, match="misconceptions.py:1: not valid Python"):
        judge(root, MODEL)


TRAINED = """
from pathlib import Path
def train(seed):
    with open(LOG, "a") as log: log.write("trained ")
    return [seed]
def predict(model, x): return model[0] * x
"""
PREDICTIONS = """
from grader.testing import misconception
@misconception(task="predict")
def negative(model, x):
    "You turn the sign."
    return -model[0] * x
@misconception(task="predict")
def keeps_the_model(model, x):
    "You put the input into the model."
    model[0] *= x
    return model[0]
@misconception(task="predict")
def doubled(model, x):
    "You double."
    return 2 * model[0] * x
"""


@pytest.fixture
def predicting(diagnoser, tmp_path):
    """What is named for a `predict` of this body, and how often anything was trained meanwhile."""

    def ask(student):
        model = student.train(3)
        student.predict(model, 5)

    def name(body, known=PREDICTIONS, train="[seed]"):
        log = tmp_path / "log"
        model = TRAINED.replace("LOG", repr(str(log)))
        source = model.replace("model[0] * x", body).replace("[seed]", train)
        found = named(diagnoser(known, model=model), [sat(source, ask, task="predict")])
        return found, log.read_text().split()

    return name


BY_STUDENT_AND_MODEL = ["trained"] * 2


@pytest.mark.parametrize(
    ("body", "names"), [("-model[0] * x", ["negative"]), ("2 * model[0] * x", ["doubled"]), ("7", [])]
)
def test_what_other_functions_do_first_is_done_once_for_all(predicting, body, names):
    assert predicting(body) == (names, BY_STUDENT_AND_MODEL)


def test_who_differs_before_the_task_is_asked_for_has_no_explanation(predicting):
    assert predicting("-model[0] * x", train="{seed: 0}") == ([], BY_STUDENT_AND_MODEL)


def test_a_misconception_that_does_not_run_after_others_were_called_is_the_suites_fault(predicting):
    broken = PREDICTIONS.replace("def negative(model, x):", "def negative(model, x=1 / 0):")
    with pytest.raises(SuiteError, match="^a misconception does not run: try `grade audit`$"):
        predicting("7", broken)
