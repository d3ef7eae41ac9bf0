"""The calls of a test made once more of another answer: the same to whoever judges them, or not."""

from contextlib import suppress
from typing import Any

import numpy as np
import pytest

from grader.errors import StudentFault
from grader.records import Limits
from grader.sandbox.fake import FakeNotebook
from grader.suite import replay
from grader.suite.replay import Handles, gives_the_same, same_value
from grader.suite.student import Exchange, Line, Student
from grader.testing import Judged, as_array, lent
from grader.wire.messages import Array, Dict, Get, Handle, List, Missing, Returned, Tuple

LIMITS = Limits(test_cpu_seconds=2)


def names(source):
    namespace: dict[str, Any] = {"np": np}
    exec(source, namespace)
    return namespace


def sat(source, ask, seed=0):
    """The line of a test that asked a notebook so."""
    namespace = names(source)
    line = Line(lambda: FakeNotebook(namespace, LIMITS).open_test(seed))
    with suppress(StudentFault, AssertionError, pytest.fail.Exception):
        ask(Student(line))
    line.close()
    return line


def same(student, other, ask, seed=0):
    """Whether `other` gives all that `student` gave when it was asked."""
    return gives_the_same(sat(student, ask, seed), names(other), LIMITS, seed)


def same_values(student, other):
    return same(f"def f(): return {student}", f"def f(): return {other}", lambda student: student.f())


@pytest.mark.parametrize(
    ("student", "other"),
    [
        ("[1.0, 2.0]", "np.array([1.0, 2.0])"),
        ("(1, 2)", "[1.0, 2.0]"),
        ("[[1, 2], [3, 4]]", "np.array([[1, 2], [3, 4]], 'f4')"),
        ("[np.array([1]), [2]]", "np.array([[1], [2]])"),
        ("1.0", "np.array(1.0)"),
        ("np.float32(1.5)", "1.5"),
        ("True", "1"),
        ("np.bool_(False)", "0.0"),
        ("[True, False]", "np.array([1, 0])"),
        ("[]", "np.empty(0)"),
        ("1.0", "1.0 + 1e-8"),
        ("np.nan", "np.array(np.nan)"),
        ("[1, np.nan]", "np.array([1, np.nan])"),
        ("-np.inf", "-np.inf"),
        ("2**70", "float(2**70)"),
        ("'text'", "'text'"),
        ("None", "None"),
        ("1j", "1j"),
        ("[1, 'a', None]", "(1.0, 'a', None)"),
        ("[[1, 2], [3]]", "(np.array([1.0, 2.0]), [3])"),
        ("{'a': [1.0], 'b': 2}", "{'a': np.array([1.0]), 'b': True + 1}"),
        ("{}", "{}"),
    ],
)
def test_the_same_answer_in_another_representation(student, other):
    assert same_values(student, other)
    assert same_values(other, student)


@pytest.mark.parametrize(
    ("student", "other"),
    [
        ("[1.0]", "1.0"),
        ("[1.0, 2.0]", "[[1.0, 2.0]]"),
        ("np.empty((0, 3))", "[]"),
        ("1.0", "1.001"),
        ("[1.0, 2.0]", "[1.0, 2.1]"),
        ("np.nan", "0.0"),
        ("np.inf", "-np.inf"),
        ("True", "False"),
        ("'1'", "1"),
        ("'a'", "'b'"),
        ("None", "0"),
        ("None", "[]"),
        ("1j", "1"),
        ("{'a': 1}", "{'b': 1}"),
        ("{'a': 1}", "{'a': 2}"),
        ("{'a': 1}", "[1]"),
        ("[1, 'a']", "[1, 'a', 'b']"),
        ("[1, 'a']", "[2, 'a']"),
        ("[1, 'a']", "{1: 'a'}"),
        ("object()", "1"),
        ("object()", "None"),
    ],
)
def test_another_answer(student, other):
    assert not same_values(student, other)
    assert not same_values(other, student)


NESTED = """
def f():
    answer = 1.0
    for _ in range({depth}):
        answer = [answer]
    return answer
"""


@pytest.mark.parametrize("other", ["1.0", "[1.0]", "np.ones((1,) * 32)", "None"])
def test_lists_nested_beyond_all_axes_are_another_answer(other):
    assert not same(NESTED.format(depth=70), f"def f(): return {other}", lambda student: student.f())


def test_lists_nested_beyond_all_axes_are_the_same_as_themselves():
    assert same(NESTED.format(depth=70), NESTED.format(depth=70), lambda student: student.f())


@pytest.mark.parametrize(
    "student",
    [
        List([1.0] * 50),
        List([List([1.0]), 2.0]),
        List([List([]), List([])]),
        Tuple([1.0]),
        Array("<f8", [1, 2], bytes(16)),
        3.0,
    ],
)
def test_numbers_of_another_shape_are_not_read(monkeypatch, student):
    read = []
    monkeypatch.setattr(replay, "as_array", lambda value: read.append(value) or as_array(value))
    assert not same_value(student, List([1.0, 2.0]), Handles())
    assert read == [[1.0, 2.0]]


def test_nothing_asked_is_nothing_the_same():
    assert not same("", "", lambda student: None)


def test_a_test_that_asks_for_a_name_that_neither_has():
    assert same("", "", lambda student: student.nothing)
    assert not same("", "nothing = 1", lambda student: student.nothing)


# Objects of the student's, each known by another number to the other answer.

SGD = """
class SGD:
    def __init__(self, lr=0.5): self.lr, self.steps = lr, 0
    def step(self, w, g):
        self.steps += 1
        return w - {sign} self.lr * g
def fast(): return SGD(lr=2.0)
def rates(ones): return [one.lr for one in ones]
def rate_of(pairs): return pairs["a"][0].lr
def keyword(*, model): return model.lr
def batches(n):
    for i in range(n): yield i, {sign} i
"""


def steps(student):
    opt = student.SGD(0.1)
    opt.step(opt.step(1.0, 1.0), 1.0)


@pytest.mark.parametrize(
    "ask",
    [
        steps,
        lambda student: student.fast().step(0.0, 1.0),
        lambda student: (student.rates([student.SGD(3.0), student.fast()]), steps(student)),
        lambda student: (student.rate_of({"a": (student.SGD(3.0), 1)}), steps(student)),
        lambda student: (student.keyword(model=student.fast()), steps(student)),
        lambda student: list(student.batches(3)),
    ],
)
def test_objects_and_their_methods(ask):
    assert same(SGD.format(sign=""), SGD.format(sign=""), ask)
    assert not same(SGD.format(sign=""), SGD.format(sign="-"), ask)


class Slowing:
    def __init__(self):
        self.steps = 0

    def step(self, w):
        self.steps += 1
        return w / self.steps


@pytest.mark.parametrize(("steps", "expected"), [("2", True), ("1 + 1", True), ("3", False)])
def test_a_class_of_the_suites_is_lent_to_both(steps, expected):
    run = "def run(optimizer):\n    for _ in range({}): w = optimizer.step(6.0)\n    return w"
    assert same(run.format(2), run.format(steps), lambda student: student.run(lent(student, Slowing)())) is expected


VALUE = "class Value:\n    def __init__(self, x): self.x = x\n    def get(self): return self.x\n"
SHOWS = VALUE + "def run(f):\n    f(Value(7))\n    return Value(1), Value(2)\n"
SHOWS_NOTHING = VALUE + "def run(f):\n    return Value(1), Value(2)\n"
OTHER = VALUE + "def run(f):\n    return Value(2), Value(1)\n"
ONE_TWICE = VALUE + "def run(f):\n    return (Value(1),) * 2\n"


@pytest.mark.parametrize(
    ("student", "other", "expected"),
    [
        (SHOWS, SHOWS_NOTHING, True),
        (SHOWS_NOTHING, SHOWS, True),
        (SHOWS, OTHER, False),
        (ONE_TWICE, SHOWS_NOTHING, False),
    ],
)
def test_objects_that_were_made_in_another_order(student, other, expected):
    def ask(student):
        one, other = student.run(lambda value: None)
        return one.get(), other.get()

    assert same(student, other, ask) is expected


@pytest.mark.parametrize("asked", [lambda value: value.x, lambda value: value(), list])
def test_an_object_that_only_a_function_of_the_suites_was_given_is_unknown(asked):
    def ask(student):
        seen = []
        student.run(seen.append)
        asked(seen[0])

    assert not same(SHOWS, SHOWS, ask)


def test_handles_are_put_in_their_places_in_any_container():
    handles = Handles()
    assert handles.same(Handle(3, "A", False), Handle(0, "B", False))
    assert handles.value(List([Tuple([Handle(3, "A", False)]), Dict([("a", Handle(3, "A", False))]), 1])) == List(
        [Tuple([Handle(0, "B", False)]), Dict([("a", Handle(0, "B", False))]), 1]
    )
    assert not handles.same(Handle(3, "A", False), Handle(1, "B", False))


# What is raised.


@pytest.mark.parametrize(
    ("student", "other", "expected"),
    [
        ("raise ValueError('mine')", "raise ValueError('yours')", True),
        ("raise type('Own', (ValueError,), {})()", "raise ValueError", True),
        ("raise ValueError", "raise TypeError", False),
        ("raise ZeroDivisionError", "raise ArithmeticError", False),
        ("raise ValueError", "return 1", False),
        ("return 1", "raise ValueError", False),
        ("return 'x' * 2**21", "return 'y' * 2**21", True),
        ("return 'x' * 2**21", "return 'x'", False),
    ],
)
def test_what_is_raised_or_cannot_cross(student, other, expected):
    assert same(f"def f(): {student}", f"def f(): {other}", lambda student: student.f()) is expected


# Functions of the suite's.

ADDS = "def apply(f, x): return f(x) + 1"
TAKES = "def apply(f, x): return f(x + 1)"
CALLS = "def apply(f, x): f(x); return 0"
CATCHES = "def apply(f, x):\n    try: return f(x)\n    except BaseException: return 0"


@pytest.mark.parametrize(
    ("student", "other", "function", "expected"),
    [
        (ADDS, ADDS, lambda z: 2 * z, True),
        (ADDS, "def apply(f, x): return 1 + sum([f(x)])", lambda z: 2 * z, True),
        (ADDS, TAKES, lambda z: 2 * z, False),
        (ADDS, TAKES, lambda z: z, True),
        (ADDS, ADDS, lambda z: 1 / 0, True),
        (ADDS, CALLS, lambda z: 1 / 0, True),
        (ADDS, CATCHES, lambda z: 1 / 0, False),
    ],
)
def test_what_a_function_of_the_suites_gives(student, other, function, expected):
    assert same(student, other, lambda student: student.apply(function, 1.0)) is expected


def says(error):
    def judge(z):
        raise error(f"off at {z}")

    return judge


@pytest.mark.parametrize("error", [Judged, AssertionError, pytest.fail.Exception, pytest.skip.Exception])
@pytest.mark.parametrize(
    ("student", "other", "expected"),
    [(CALLS, CALLS, True), (CALLS, CATCHES, True), (CALLS, TAKES, False), (CALLS, "def apply(f, x): return 0", False),
     ("def apply(f, x): return 0", CALLS, False)],
)  # fmt: skip
def test_a_verdict_inside_a_function_of_the_suites(student, other, error, expected):
    def ask(student):
        with suppress(pytest.skip.Exception):
            student.apply(says(error), 1.0)

    assert same(student, other, ask) is expected


def test_the_suites_function_comes_back_as_itself():
    source = "def first(fs): return fs[0]\ndef last(fs): return fs[-1]"
    assert same(f"{source}\nf = first", f"{source}\nf = first", lambda student: student.f([abs, len]))
    assert not same(f"{source}\nf = first", f"{source}\nf = last", lambda student: student.f([abs, len]))


def test_a_function_that_asks_the_student_itself_cannot_be_made_to_do_so_once_more():
    source = f"{ADDS}\ndef half(z): return z / 2"
    line = sat(source, lambda student: student.apply(lambda z: 2 * student.half(z), 1.0))
    before = list(line.exchanges)
    assert not gives_the_same(line, names(source), LIMITS, 0)
    assert line.exchanges == before


# Arguments changed in place.

WORSENS, SPARES = "def f(x):\n    x[0] = 7.0", "def f(x):\n    return None"


@pytest.mark.parametrize(
    ("ask", "expected"),
    [
        (lambda student: student.f(np.zeros(2)), True),
        (lambda student: student.f.call_noting_changes(np.zeros(2)), False),
        (lambda student: student.f.call_noting_changes(np.full(2, 7.0)), True),
    ],
)
def test_changes_in_place_count_where_the_suite_looked_at_them(ask, expected):
    assert same(WORSENS, SPARES, ask) is expected
    assert same(WORSENS, WORSENS, ask)


# Answers that are no functions.


@pytest.mark.parametrize(
    ("source", "ask", "kept"),
    [
        ("answers = {'a': 1, 'b': 2}", lambda student: student.answers["b"], [Exchange(Get("b"), Returned(2, []))]),
        ("answers = {'a': 1, 'b': 2}", lambda student: student.b, [Exchange(Get("b"), Returned(2, []))]),
        ("b = 2", lambda student: student.answers["b"], [Exchange(Get("b"), Returned(2, []))]),
        ("b = 2", lambda student: student.b, [Exchange(Get("b"), Returned(2, []))]),
        ("answers = {'a': 1}\nb = 2", lambda student: student.answers["b"], [Exchange(Get("b"), Returned(2, []))]),
        ("answers = {'a': 1}", lambda student: student.answers["b"], [Exchange(Get("b"), Missing("b"))]),
        ("answers = {'a': 1}", lambda student: student.b, [Exchange(Get("b"), Missing("b"))]),
        ("", lambda student: student.b, [Exchange(Get("b"), Missing("b"))]),
        (
            "answers = {'a': 1, 'b': 2}",
            lambda student: [student.b, student.answers["a"]],
            [Exchange(Get("b"), Returned(2, [])), Exchange(Get("a"), Returned(1, []))],
        ),
    ],
)
def test_of_the_answers_the_one_that_was_asked_for_is_kept(source, ask, kept):
    assert sat(source, ask).exchanges == kept


def test_an_answer_is_compared_apart_from_the_others():
    def ask(student):
        return student.answers["b"]

    line = sat("answers = {'a': 1, 'b': 2}", ask)
    assert gives_the_same(line, {"b": 2.0}, LIMITS, 0)
    assert not gives_the_same(line, {"b": 3}, LIMITS, 0)


def test_answers_read_inside_a_function_of_the_suites_belong_to_the_call_around_it():
    seen = []

    def ask(student):
        seen.append(student.apply(lambda z: [student.lr, student.answers["lr"], student.lr][0] * z, 4.0))

    line = sat("def apply(f, x): return f(x) + f(x) + f(x)\nanswers = {'lr': 0.5}", ask)
    assert [type(exchange.request).__name__ for exchange in line.exchanges] == ["Get", "Call"]
    assert seen == [6.0]


# The other answer's own troubles.


def test_the_same_seed_gives_the_same_draws():
    noisy = "import random\ndef f(): return random.random() + float(np.random.rand())"
    assert same(noisy, noisy, lambda student: student.f(), seed=2**40)
    line = sat(noisy, lambda student: student.f(), seed=1)
    assert not gives_the_same(line, names(noisy), LIMITS, 2)


def test_an_answer_that_does_not_end_gives_nothing():
    line = sat("def f(): return 1", lambda student: student.f())
    assert not gives_the_same(line, names("def f():\n    while True: pass"), Limits(test_cpu_seconds=1), 0)
