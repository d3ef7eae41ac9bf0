"""One suite and one notebook: the same verdicts in this process, in a process without walls, and behind them."""

from contextlib import closing

import pytest

from grader.sandbox.choice import open_sandbox
from grader.suite.verdicts import NEUTRAL

SUITE = """
class Stop(Exception): pass

def judging(z):
    assert z == 31415.0, "judged inside"

def failing(z): raise Stop("31415")

def test_state_of_an_object(student):
    opt = student.SGD(0.5)
    assert opt.step(opt.step(np.ones(2), np.ones(2)), 1.0).tolist() == [0.0, 0.0] and opt.steps == 2
def test_its_function_as_an_argument(student): assert student.apply(student.step, -1.0) == 0
def test_its_object_as_an_argument(student): assert student.count(student.SGD()) == 0
def test_its_function_called_in_a_callback(student): assert student.apply(lambda z: student.step(z) + 1, 1.0) == 2
def test_generator(student): assert list(student.batches(2)) == [(0, 0), (1, 1)]
def test_endless_generator(student): list(student.endless())
def test_answers(student): assert student.answers["a"] == student.a == 1 and student.b == student.answers["b"] == 2
def test_judged_in_a_callback_that_it_catches(student): student.catching(judging)
def test_judged_in_a_callback_whose_result_it_drops(student): student.dropping(judging)
def test_asks_again_after_a_verdict(student): student.catching(judging); student.step(1.0)
def test_failed_callback_as_it_sees_it(student): assert student.catching(failing) == "31415"
def test_failed_callback_that_it_lets_through(student): student.apply(failing, 1.0)
def test_raises(student):
    with pytest.raises(ZeroDivisionError): student.apply(lambda z: 1 / z, 0)
def test_error(student): student.apply(student.step, None)
def test_missing(student): student.nothing
def test_leaves_inputs_alone(student): assert_leaves_inputs_alone(student.worsen, np.zeros(2))
def test_masked(student): assert_close(student.masked(), np.zeros(3))
def test_liar(student): assert_close(student.liar(), 5.0)
def test_object_for_truth(student): assert student.SGD()
def test_printed(student): student.chat(); assert 0, "printed"
def test_random(student): assert student.draw() != student.draw()
"""
NOTEBOOK = """\
import numpy as np, random
class SGD:
    def __init__(self, lr=0.1): self.lr, self.steps = lr, 0
    def step(self, w, g):
        self.steps += 1
        return w - self.lr * g
class Liar(float):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    __rsub__ = __sub__
def step(z): return 1 if z >= 0 else 0
def apply(f, z): return f(z)
def count(opt): return opt.steps
def batches(n):
    for i in range(n): yield i, i * i
def endless():
    while True: yield 0
def catching(f):
    try: return f(1.0)
    except BaseException as error: return type(error).__name__ + str(error)
def dropping(f):
    try: f(1.0)
    finally: return 0
def worsen(x): x += 1
def masked(): return np.ma.masked_all(3)
def liar(): return Liar(4.0)
def chat(): print("hello")
def draw(): return random.random(), float(np.random.rand())
answers = {"a": 1}
b = 2
"""
EXPECTED = {
    "state_of_an_object": ("passed", ""),
    "its_function_as_an_argument": ("passed", ""),
    "its_object_as_an_argument": ("passed", ""),
    "its_function_called_in_a_callback": ("passed", ""),
    "generator": ("passed", ""),
    "endless_generator": (
        "failed", "the answer cannot be judged: it does not end, or holds far too many items",
    ),
    "answers": ("passed", ""),
    "judged_in_a_callback_that_it_catches": ("failed", "judged inside"),
    "judged_in_a_callback_whose_result_it_drops": ("failed", "judged inside"),
    "asks_again_after_a_verdict": ("failed", "judged inside"),
    "failed_callback_as_it_sees_it": ("failed", NEUTRAL),
    "failed_callback_that_it_lets_through": (
        "error",
        "Exception: raised by the function that was passed in (cell 1, line 12, in apply: def apply(f, z): return f(z))",
    ),
    "raises": ("passed", ""),
    "error": (
        "error",
        "TypeError: '>=' not supported between instances of 'NoneType' and 'int' "
        "(cell 1, line 11, in step: def step(z): return 1 if z >= 0 else 0)",
    ),
    "missing": ("missing", "the notebook does not define nothing"),
    "leaves_inputs_alone": ("failed", "the function changes its input in place (first argument): work on a copy"),
    "masked": ("failed", "the result: expected numbers, got an object"),
    "liar": ("failed", "the result: wrong value"),
    "object_for_truth": ("failed", "the answer cannot be judged: a SGD is neither True nor False"),
    "printed": ("failed", "printed"),
    "random": ("passed", ""),
}  # fmt: skip


@pytest.fixture(scope="module")
def root(make_course):
    return make_course(SUITE, tasks={"double": 10 * len(EXPECTED)}, limits="test_cpu_seconds = 2")


@pytest.fixture(scope="module")
def judged(root, judge, verdicts_by_name):
    def judged(kind):
        if kind == "fake":
            return verdicts_by_name(judge(root, NOTEBOOK))
        with closing(open_sandbox(kind, root / "assignments/hw1_double", [root])) as sandbox:
            return verdicts_by_name(judge(root, NOTEBOOK, sandbox=sandbox))

    return judged


KINDS = ["fake", "none", pytest.param("bubblewrap", marks=pytest.mark.walls)]


@pytest.mark.parametrize("kind", KINDS)
def test_the_verdicts_are_the_same(judged, kind):
    found = judged(kind)
    assert {name: (verdict.outcome, verdict.message) for name, verdict in found.items()} == EXPECTED
    assert found["printed"].output == "hello\n"


DEADLY = """
def test_exits(student): student.exits()
def test_is_killed(student): student.killed()
def test_uses_its_time(student): student.forever()
def test_comes_after(student): assert student.fine() == 1
"""
DEADLY_NOTEBOOK = """
import os, signal
def exits(): os._exit(0)
def killed(): os.kill(os.getpid(), signal.SIGKILL)
def forever():
    while True: pass
def fine(): return 1
"""


@pytest.mark.parametrize("kind", KINDS[1:])
def test_deaths_cost_their_own_test(make_course, judge, verdicts_by_name, kind):
    root = make_course(DEADLY, tasks={"double": 40}, limits="test_cpu_seconds = 1")
    with closing(open_sandbox(kind, root / "assignments/hw1_double", [root])) as sandbox:
        found = verdicts_by_name(judge(root, DEADLY_NOTEBOOK, sandbox=sandbox))
    assert {name: (verdict.outcome, verdict.message) for name, verdict in found.items()} == {
        "exits": ("crashed", "its process ended by itself (exit status 0)"),
        "is_killed": ("crashed", "its process was killed (SIGKILL)"),
        "uses_its_time": ("timeout", "used more than 1 s of CPU"),
        "comes_after": ("passed", ""),
    }


QUIET = """
def test_asks(student): assert student.fine() == 1
def test_asks_nothing(student): pytest.skip("later")
def test_asks_nothing_either(student): pytest.skip("later")
def test_asks_again(student): assert student.fine() == 1
def test_is_the_last(student): pytest.skip("later")
"""


@pytest.mark.parametrize("kind", KINDS[1:])
def test_a_test_that_asks_for_nothing_costs_the_next_nothing(make_course, judge, kind):
    root = make_course(QUIET, tasks={"double": 50})
    with closing(open_sandbox(kind, root / "assignments/hw1_double", [root])) as sandbox:
        found = judge(root, "def fine(): return 1", sandbox=sandbox)
    assert [verdict.outcome for verdict in found.verdicts] == ["passed", "skipped", "skipped", "passed", "skipped"]
