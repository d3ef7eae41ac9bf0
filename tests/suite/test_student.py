"""The student's names, called over a line in this process."""

import builtins
import inspect

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import NameMissing, StudentCrashed, StudentFault, StudentRaised, SuiteError
from grader.records import Limits
from grader.sandbox.fake import FakeNotebook
from grader.suite.allowance import Allowance
from grader.suite.student import Line, Student, StudentObject, student_raised
from grader.wire import limits
from grader.wire.messages import Error, Handle, List, Refused, Returned

SOURCE = """
import numpy as np
class SGD:
    def __init__(self, lr=0.5): self.lr, self.steps = lr, 0
    def step(self, w, g):
        self.steps += 1
        return w - self.lr * g
    def __repr__(self): return "31415"
def step(z): return 1 if z >= 0 else 0
def neuron_output(x, w, b, f): return f(float(x @ w) + b)
def minimize(optimizer, gradient, w, steps):
    for _ in range(steps): w = optimizer.step(w, gradient(w))
    return w
def batches(n):
    for i in range(n): yield i, i * i
def endless():
    while True: yield 0
def breaks_off():
    yield 1
    raise ValueError("half way")
def train(X): return SGD()
def rate(model): return model.lr
def same(value): return value
def kind(value): return type(value).__name__
def worsen(x, *, y): x[0] = 7.0; y[0] = 7.0
def keep_calling(f):
    for _ in range(3):
        try: f(1.0)
        except BaseException as error: caught = type(error).__name__ + ": " + str(error)
    return caught
def quiet(f):
    try: f(1.0)
    finally: return 0
lr = 0.25
answers = {"in_dict": 1.5, "both": "dict", "model": SGD()}
variable = 2.5
both = "variable"
"""


@pytest.fixture
def student(live):
    return live(SOURCE)


def test_a_class_of_the_students_keeps_its_state(student):
    opt = student.SGD(0.1)
    assert opt.step(1.0, 1.0) == 0.9
    assert (opt.lr, opt.steps) == (0.1, 1)
    assert student.SGD(lr=0.2).steps == 0


def test_a_students_object_passed_in_again(student):
    assert student.rate(student.train(np.zeros((2, 2)))) == 0.5
    assert student.minimize(student.SGD(), lambda w: 2 * w, 1.0, 3) == 0.0


def test_a_students_function_passed_to_another(student):
    assert student.neuron_output(np.ones(2), np.ones(2), -2.0, student.step) == 1


def test_a_students_function_is_asked_for_once(student):
    assert student.step is student.step
    assert student.lr == 0.25


def test_a_method_of_the_suites_own_optimizer_is_called_back(student):
    class Counting:
        calls = 0

        def step(self, w):
            self.calls += 1
            return w + 1

    counting = Counting()
    assert student.neuron_output(np.ones(1), np.ones(1), 0.0, counting.step) == 2.0
    assert counting.calls == 1


@pytest.mark.parametrize("callback", [abs, np.tanh, lambda z: [z, (z, {"z": z})], lambda z, *, k=1: None])
def test_what_the_suites_function_gives_arrives(student, callback):
    assert student.neuron_output(np.ones(1), np.ones(1), 0.0, callback) == callback(1.0)


def test_the_suites_function_comes_back_as_itself(student):
    def f(x):
        return x

    assert student.same(f) is f
    assert student.same([f, abs, f]) == [f, abs, f]


def test_a_callback_may_call_the_student_again(student):
    assert student.neuron_output(np.ones(1), np.ones(1), 0.0, lambda z: student.step(z) + student.lr) == 1.25


def test_a_generator_is_iterated(student):
    assert list(student.batches(3)) == [(0, 0), (1, 1), (2, 4)]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda student: list(student.endless()), "it does not end, or holds far too many items"),
        (lambda student: bool(student.step), "a function is neither True nor False"),
        (lambda student: student.same(1) if student.train(1) else 0, "a SGD is neither True nor False"),
    ],
)
def test_an_object_that_cannot_be_judged(student, call, words):
    with pytest.raises(StudentFault, match=words) as raised:
        call(student)
    assert raised.value.outcome == "failed"


def test_a_generator_that_raises(student):
    with pytest.raises(ValueError, match="half way"):
        iter(student.breaks_off())


def test_iterating_over_what_is_none(student):
    with pytest.raises(TypeError, match="not iterable") as raised:
        list(student.step)
    assert raised.value.outcome == "error"


@pytest.mark.parametrize(
    ("name", "value"), [("in_dict", 1.5), ("variable", 2.5), ("both", "dict"), ("lr", 0.25)], ids=str
)
def test_an_answer_as_an_entry_or_as_a_variable(student, name, value):
    assert student.answers[name] == value


@pytest.mark.parametrize(("name", "value"), [("in_dict", 1.5), ("variable", 2.5), ("both", "variable")], ids=str)
def test_an_answer_by_its_bare_name(student, name, value):
    assert getattr(student, name) == value


def test_an_answer_that_is_an_object(student):
    assert student.answers["model"].lr == student.model.lr == 0.5


@pytest.mark.parametrize(
    "source", ["", "answers = {}", "answers = 3", "answers = [1]", "answers = None", "answers = {1: 2}"]
)
def test_an_answer_that_is_nowhere(live, source):
    student = live(source)
    for ask in (lambda: student.mnist_parameters, lambda: student.answers["mnist_parameters"]):
        with pytest.raises(NameMissing, match="the notebook does not define mnist_parameters"):
            ask()


def test_changed_arguments_are_noted(student):
    x, y = np.zeros(2), np.zeros(2)
    assert student.worsen.call_noting_changes(x, y=y) == (None, [0, "y"])
    assert (x[0], y[0]) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("value", "kind"),
    [(1.0, "float"), (np.float64(1), "float64"), (np.zeros(2), "ndarray"), ((1, 2), "tuple"), (True, "bool"),
     (range(3), "list"), (b"a", "bytes"), ("a", "str"), (None, "NoneType"), ({"a": 1}, "dict"), (1j, "complex")],
)  # fmt: skip
def test_what_the_students_code_is_given(student, value, kind):
    assert student.kind(value) == kind


@pytest.mark.parametrize(
    "value", [{1, 2}, object(), iter([1]), np.random.default_rng(0)], ids=lambda v: type(v).__name__
)
def test_what_cannot_be_passed_to_student_code_is_the_suites_fault(student, value):
    with pytest.raises(SuiteError, match="cannot be passed to student code: pass plain data or a function"):
        student.same(value)


def test_what_a_callback_gives_and_cannot_cross_is_the_suites_fault(student):
    with pytest.raises(SuiteError, match="a set cannot be passed to student code"):
        student.quiet(lambda z: {z})


@pytest.mark.parametrize("function", ["keep_calling", "quiet"])
def test_a_callback_that_judges_cannot_be_caught(student, function):
    def judge(z):
        assert z == 31415.0, "judged inside"

    with pytest.raises(AssertionError, match="judged inside") as raised:
        getattr(student, function)(judge)
    assert not isinstance(raised.value, StudentFault)


@pytest.mark.parametrize("function", ["keep_calling", "quiet"])
@pytest.mark.parametrize("ends", [pytest.fail, pytest.skip])
def test_a_callback_that_ends_the_test_cannot_be_caught(student, function, ends):
    with pytest.raises(ends.Exception, match="31415"):
        getattr(student, function)(lambda z: ends("31415"))


class _Own(KeyError):
    pass


@pytest.mark.parametrize(
    ("error", "seen"),
    [(ValueError, "ValueError"), (_Own, "KeyError"), (ZeroDivisionError, "ZeroDivisionError"),
     (np.linalg.LinAlgError, "ValueError"), (StopIteration, "StopIteration"), (Exception, "Exception")],
)  # fmt: skip
def test_another_exception_crosses_as_its_builtin_class_only(student, error, seen):
    def fail(z):
        raise error("31415")

    told = student.keep_calling(fail)
    assert told.startswith(f"{seen}: ") or seen == "Exception"
    assert "31415" not in told
    assert "_Own" not in told


def test_what_the_student_raises_inside_a_callback_crosses_back(student):
    told = student.keep_calling(lambda z: student.same())
    assert told.startswith("TypeError: ")


def test_a_missing_name_inside_a_callback_is_no_exception_of_the_students(student):
    with pytest.raises(NameMissing):
        student.keep_calling(lambda z: student.nothing)


def test_printed_text_is_kept():
    line = Line(lambda: FakeNotebook({"say": lambda: print("hello")}, Limits()).open_test(0))
    assert (line.output, line.asked) == ("", False)
    Student(line).say()
    assert (line.output, line.asked) == ("hello\n", True)


def test_a_line_that_was_never_used_is_closed():
    assert Line(lambda: pytest.fail("nobody asked")).close() is None


@pytest.mark.parametrize("name", ["__array__", "__len__", "__wrapped__", "__index__"])
def test_protocols_are_not_asked_of_the_student(student, name):
    for thing in (student, student.step):
        with pytest.raises(AttributeError):
            getattr(thing, name)


def test_a_student_object_says_what_it_is_and_no_more(student):
    assert repr(student.train(1)) == "<student's SGD>"
    assert not callable(student.train(1).lr)


def test_an_object_is_no_number(student):
    with pytest.raises(TypeError):
        float(student.train(1))


# What a student's side may say that no honest one does.


class _Lying:
    """A test whose every reply is the one given."""

    output = ""

    def __init__(self, reply):
        self._reply = reply

    def request(self, request, answer):
        return self._reply

    def close(self):
        """Nothing to end."""


def _lied_to(reply):
    return Line(lambda: _Lying(reply))


@pytest.mark.parametrize("value", [3, "text", None, 2.5])
def test_items_that_are_no_list(value):
    line = _lied_to(Returned(value, []))
    with pytest.raises(StudentFault, match="cannot be judged"):
        iter(StudentObject(line, Handle(0, "generator", False)))


def test_a_function_of_the_suites_that_there_is_not():
    from grader.wire.messages import Callback

    with pytest.raises(StudentFault, match="the answer cannot be judged: it is not plain data") as raised:
        Student(_lied_to(Returned(Callback(5), []))).anything
    assert raised.value.outcome == "failed"


def test_a_value_too_large_to_cross(live):
    student = live(f"def far(): return [0] * {limits.NODES + 1}\nanswers = far()")
    with pytest.raises(StudentFault, match="the answer cannot be judged: a value of more than"):
        student.far()


BUILTIN = sorted(
    name
    for name, kind in vars(builtins).items()
    if inspect.isclass(kind) and issubclass(kind, Exception) and kind is not Exception
)


@pytest.mark.parametrize("name", BUILTIN)
def test_any_builtin_exception_becomes_one_that_can_be_expected(name):
    given = Error(type_name="Own", bases=[name, "Exception"], message="m", frames=[])
    error = student_raised(given)
    meant = getattr(builtins, name)
    expected = not issubclass(meant, StopIteration | StopAsyncIteration | BaseExceptionGroup)
    assert (isinstance(error, meant), str(error)) == (expected, "Own: m")


@given(st.lists(st.one_of(st.sampled_from(dir(builtins)), st.text(max_size=5)), max_size=5), st.text(max_size=20))
def test_whatever_classes_an_exception_claims_it_is_the_students(bases, message):
    error = student_raised(Error(type_name="Own", bases=bases, message=message, frames=["f"]))
    assert isinstance(error, StudentRaised)
    assert not isinstance(error, KeyboardInterrupt | SystemExit | StopIteration)
    assert str(error) == (f"Own: {message}" if message else "Own")


def test_endless_recursion_through_a_callback_ends(student):
    def again(z):
        return student.neuron_output(np.ones(1), np.ones(1), 0.0, again)

    with pytest.raises(RecursionError, match="raised by the function that was passed in"):
        student.neuron_output(np.ones(1), np.ones(1), 0.0, again)


def test_a_line_is_of_no_use_after_the_test():
    line = Line(lambda: FakeNotebook({"f": abs}, Limits()).open_test(0))
    student = Student(line)
    function = student.f
    line.close()
    with pytest.raises(StudentCrashed, match="the test is over"):
        function(1)


def test_answers_are_read_inside_a_callback_as_often_as_it_likes(student):
    assert student.neuron_output(np.ones(1), np.ones(1), 0.0, lambda z: sum(student.in_dict for _ in range(5))) == 7.5


@pytest.mark.parametrize("ask", [lambda student: student.answers["a"], lambda student: student.a])
def test_answers_that_are_together_too_large_to_cross(live, ask):
    with pytest.raises(StudentFault, match="the answer cannot be judged: a value of more than"):
        ask(live(f"answers = {{'a': [0] * {limits.NODES + 1}}}"))


def test_an_answer_that_is_refused_is_not_remembered():
    class Forged:
        output = ""

        def request(self, *_):
            return Returned(List([List([])] * limits.NODES), [])

    line = Line(Forged)
    with pytest.raises(StudentFault, match="cannot be judged"):
        _ = Student(line).step
    assert [type(exchange.outcome) for exchange in line.exchanges] == [Refused]


def test_many_large_answers_are_judged_and_not_all_remembered(monkeypatch):
    monkeypatch.setattr("grader.suite.allowance.REMEMBERED_BYTES", 40_000)
    line = _lied_to(Returned(List([0.5] * 100), []))
    student = Student(line)
    assert [len(student.some) for _ in range(4)] == [100] * 4
    assert [type(exchange.outcome) for exchange in line.exchanges] == [Returned, Returned, Returned, Refused]


def test_answers_of_too_many_parts_together_are_refused_by_all_tests_that_follow(monkeypatch):
    monkeypatch.setattr("grader.suite.allowance.PARTS", 150)
    shared = Allowance()
    first, second = (Line(lambda: _Lying(Returned(List([0.5] * 100), [])), allowance=shared) for _ in range(2))
    assert [len(Student(first).some) for _ in range(2)] == [100, 100]
    with pytest.raises(StudentFault, match="all answers have more than"):
        _ = Student(second).some


def test_what_a_callback_is_given_counts_among_the_answers(live, monkeypatch):
    monkeypatch.setattr("grader.suite.allowance.PARTS", 1000)
    student = live("def flood(f):\n    while True: f([0] * 100)")
    with pytest.raises(StudentFault, match="all answers have more than"):
        student.flood(lambda values: None)
