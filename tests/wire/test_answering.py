import math
from collections import namedtuple
from functools import partial
from unittest.mock import MagicMock, Mock

import numpy as np
import pytest

from grader.wire import limits
from grader.wire.answering import Answering, CallbackFailed
from grader.wire.connection import State
from grader.wire.errors import RemoteProtocolError, Unsendable
from grader.wire.messages import (
    Call,
    Callback,
    Error,
    Failed,
    Get,
    Handle,
    Items,
    List,
    Missing,
    Raised,
    Refused,
    Returned,
)


class Model:
    bias = 0.5

    def predict(self, x):
        return x + self.bias

    def itself(self):
        return self

    @property
    def broken(self):
        raise KeyError("weights")


class Forged:
    """Says that it is of another class, as a mock or a proxy does."""

    def __init__(self, kind):
        self.kind = kind

    @property
    def __class__(self):
        return self.kind


# Names, attributes, items ------------------------------------------------------------------------------------------


def test_a_name_gives_its_value_and_another_is_missing(join):
    peers = join({"x": 3, "none": None})
    assert (peers.get("x"), peers.get("none")) == (3, None)
    assert peers.request(Get("y")) == Missing("y")


def test_what_is_no_plain_data_stays_and_is_named(join):
    peers = join({"model": Model(), "Model": Model})
    assert peers.get("model") == Handle(0, "Model", False)
    assert peers.get("Model") == Handle(1, "type", True)


def test_one_object_has_one_handle(join):
    model = Model()
    peers = join({"model": model, "both": [model, model], "other": Model()})
    handle = peers.get("model")
    assert peers.get("both") == [handle, handle]
    assert peers.result(peers.get("itself", handle)) == handle
    assert peers.get("other") != handle


def test_what_numpy_only_looks_like_an_array_keeps_its_handle(join):
    date = np.datetime64("2026-01-01")
    record = np.recarray(2, [("a", "f8")])
    peers = join({"date": date, "record": record, "again": lambda value: value is date or value is record})
    assert peers.get("date") == peers.get("date") == Handle(0, "datetime64", False)
    assert [peers.result("again", peers.get(name)) for name in ("date", "record")] == [True, True]


def test_a_handle_is_the_same_object_again(join):
    model = Model()
    peers = join({"model": model, "check": lambda given: given is model, "deep": lambda x: x["a"][0] is model})
    handle = peers.get("model")
    assert peers.result("check", handle) is True
    assert peers.result("deep", {"a": [handle]}) is True


def test_attributes_and_methods_belong_to_their_object(join):
    peers = join({"model": Model()})
    handle = peers.get("model")
    assert peers.get("bias", handle) == 0.5
    assert peers.result(peers.get("predict", handle), 1) == 1.5


def test_an_attribute_may_be_missing_or_raise(join):
    peers = join({"model": Model()})
    handle = peers.get("model")
    assert peers.request(Get("nothing", handle.id)).error.type_name == "AttributeError"
    assert peers.request(Get("broken", handle.id)).error.message == "'weights'"


def count_for_ever():
    n = 0
    while True:
        yield n
        n += 1


def test_items_come_in_portions_up_to_the_limit(join, monkeypatch):
    monkeypatch.setattr(limits, "ITEMS", 5)
    peers = join({"numbers": count_for_ever()})
    handle = peers.get("numbers")
    assert peers.items(handle, 3) == [0, 1, 2]
    assert peers.items(handle, 10**9) == [3, 4, 5, 6, 7]


def test_what_cannot_be_iterated_over_raises(join):
    peers = join({"model": Model()})
    assert peers.request(Items(peers.get("model").id, 3)).error.type_name == "TypeError"


def test_handles_are_limited(join, monkeypatch):
    monkeypatch.setattr(limits, "HANDLES", 3)
    peers = join({"some": [object() for _ in range(3)], "more": object()})
    assert len(peers.get("some")) == 3
    assert peers.request(Get("more")) == Refused("more than 3 objects")
    assert len(peers.get("some")) == 3


@pytest.mark.parametrize("request_", [Call(5, [], {}), Get("x", 5), Items(5, 1), Call(-1, [], {})])
def test_a_handle_that_was_never_given_breaks_the_conversation(request_):
    answering = Answering({}, lambda question: Failed("never"))
    with pytest.raises(RemoteProtocolError, match="no student object has the number"):
        answering.answer(request_)


def test_a_value_that_cannot_cross_is_refused_with_the_reason(join):
    peers = join({"x": np.zeros(2**21), "f": lambda: "x" * (limits.TEXT_CHARS + 1)})
    assert peers.request(Get("x")) == Refused("an array of 16,777,216 bytes, more than 8,388,608")
    assert peers.call("f") == Refused("a string of more than 1,048,576 characters")


def test_parts_that_are_together_too_large_are_refused_and_the_conversation_goes_on(join):
    peers = join({"x": [np.zeros(2**19) for _ in range(5)], "y": 1})
    assert isinstance(peers.request(Get("x")), Refused)
    assert peers.get("y") == 1


# Objects that lie: whatever they do, there is a reply, and it can be sent ------------------------------------------


class EvilFloat(float):
    def __float__(self):
        raise ZeroDivisionError


class EvilInt(int):
    def __int__(self):
        return 10**4000


class EvilStr(str):
    def __str__(self):
        return self

    def __len__(self):
        return -5  # noqa: PLE0303  a lie

    def encode(self, *args):
        return self

    def decode(self, *args):
        return object()

    def __getitem__(self, key):
        return self


class EvilBytes(bytes):
    def __bytes__(self):
        return self

    def __len__(self):
        return 10**9


class EvilComplex(complex):
    real = imag = "no number"


class LongList(list):
    def __len__(self):
        return 0

    def __iter__(self):
        return count_for_ever()


class GrowingList(list):
    def __iter__(self):
        for item in list.__iter__(self):
            self.append(item)
            yield item


class EvilDict(dict):
    def items(self):
        return [(1, 2, 3)]


class ShrinkingDict(dict):
    def items(self):
        for pair in dict.items(self):
            self.clear()
            yield pair


class EvilArray(np.ndarray):
    dtype = shape = nbytes = size = ndim = property(lambda self: 1 / 0)

    def __array__(self, *args, **kwargs):
        return object_array_of_itself()

    def tolist(self):
        return object()


def object_array_of_itself():
    array = np.empty((), object)
    array[()] = array
    return array


class RaisingClass:
    @property
    def __class__(self):
        raise ZeroDivisionError


class EvilMeta(type):
    @property
    def __name__(cls):
        return object()

    @property
    def __mro__(cls):
        raise ZeroDivisionError


class OddlyNamed(metaclass=EvilMeta):
    pass


class BadIter:
    def __iter__(self):
        raise SystemExit(3)


def oddly_named():
    kind = type("T", (), {})
    kind.__name__ = EvilStr("Odd")
    return kind()


KINDS = (bool, int, float, str, complex, bytes, list, tuple, dict, range, np.ndarray, np.float64)
LIARS = {
    "float": lambda: EvilFloat(1.5),
    "int": lambda: EvilInt(3),
    "str": lambda: EvilStr("abc"),
    "bytes": lambda: EvilBytes(b"abc"),
    "complex": lambda: EvilComplex(1 + 2j),
    "endless list": LongList,
    "growing list": lambda: GrowingList([1]),
    "dict of triples": lambda: EvilDict(a=1),
    "shrinking dict": lambda: ShrinkingDict(a=1, b=2),
    "array": lambda: np.zeros(3).view(EvilArray),
    "array of objects": object_array_of_itself,
    "class that raises": RaisingClass,
    "class that exits": BadIter,
    "name that is no text": OddlyNamed,
    "name that is nearly a text": oddly_named,
    "mock": Mock,
    **{f"forged {kind.__name__}": partial(Forged, kind) for kind in KINDS},
    **{f"mock of {kind.__name__}": partial(MagicMock, spec=kind) for kind in KINDS},
}


@pytest.mark.parametrize("make", LIARS.values(), ids=LIARS.keys())
@pytest.mark.parametrize("where", ["a name", "an item", "an attribute", "a result", "the items"])
def test_whatever_an_object_does_there_is_a_reply_that_can_be_sent(join, monkeypatch, make, where):
    monkeypatch.setattr(limits, "NODES", 1000)
    value = make()
    model = Model()
    model.__dict__["odd"] = value
    peers = join({"a name": value, "an item": [{"a": (value,)}], "model": model, "f": lambda: value})
    function, handle = peers.get("f"), peers.get("model").id
    reply = peers.request(
        {
            "a name": Get("a name"),
            "an item": Get("an item"),
            "an attribute": Get("odd", handle),
            "a result": Call(function.id, [], {}),
            "the items": Items(handle, 10),
        }[where]
    )
    assert isinstance(reply, Returned | Raised | Refused)
    assert peers.staff.state is peers.student.state is State.IDLE


@pytest.mark.parametrize("make", LIARS.values(), ids=LIARS.keys())
def test_whatever_an_object_does_it_changes_the_argument_that_it_is_put_into(join, monkeypatch, make):
    monkeypatch.setattr(limits, "NODES", 1000)
    assert join({"f": lambda items: items.append(make())}).call("f", [1]).changed == [0]


@pytest.mark.parametrize("make", LIARS.values(), ids=LIARS.keys())
def test_whatever_an_object_does_it_may_be_given_to_the_suites_function(join, monkeypatch, make):
    monkeypatch.setattr(limits, "NODES", 1000)
    peers = join({"call": lambda f: f(make(), x=make())})
    assert isinstance(peers.call("call", lambda *args, **kwargs: 1), Returned | Raised)
    assert peers.staff.state is peers.student.state is State.IDLE


@pytest.mark.parametrize(("name", "value"), [("bytes", b"abc"), ("complex", 1 + 2j)])
def test_a_subclass_gives_what_it_is_made_of(join, name, value):
    assert join({"x": LIARS[name]()}).get("x") == value


def test_a_list_without_end_is_refused(join):
    assert join({"x": LongList()}).request(Get("x")) == Refused("a value of more than 1,000,000 parts")


def test_an_object_whose_metaclass_lies_about_its_name_is_named(join):
    assert join({"x": OddlyNamed()}).get("x").type_name == "OddlyNamed"


def test_a_long_class_name_is_cut(join):
    peers = join({"x": type("N" * 1000, (), {})()})
    assert peers.get("x").type_name == "N" * limits.NAME_CHARS


class EvilReason(Unsendable):
    def __str__(self):
        raise ZeroDivisionError


class RaisesOnUse:
    def __init__(self, error):
        self.error = error

    def __getattr__(self, name):
        raise self.error


@pytest.mark.parametrize(
    ("make", "reply"),
    [
        (EvilReason, Refused("")),
        (lambda: Unsendable(EvilStr("\ud800" * 5000)), Refused("?" * limits.MESSAGE_CHARS)),
    ],
)
def test_a_reason_of_the_students_own_is_cut_and_safe(join, make, reply):
    peers = join({"x": RaisesOnUse(make())})
    assert peers.request(Get("anything", peers.get("x").id)) == reply


def test_the_walls_own_error_is_passed_on():
    answering = Answering({"x": RaisesOnUse(RemoteProtocolError("over"))}, lambda question: Failed("never"))
    answering.answer(Get("x"))
    with pytest.raises(RemoteProtocolError, match="over"):
        answering.answer(Get("anything", 0))


@pytest.mark.parametrize(
    "kind", [SystemExit, KeyboardInterrupt, GeneratorExit, MemoryError, RecursionError, StopIteration]
)
def test_exceptions_that_end_programs_are_answers_here(join, kind):
    def run():
        raise kind

    assert join({"run": run}).call("run").error.type_name == kind.__name__


# Arguments that were changed ---------------------------------------------------------------------------------------


def grow(x):
    x.append(x)


def set_item(x, value=9.0):
    x[0] = value


def put_back(x):
    old, x[0] = x[0], 5.0
    x[0] = old


def add_tiny(x):
    x += 1e-12


def reshape(x):
    x.shape = (1, -1)


CHANGES = {
    "an array": (set_item, np.zeros(3), True),
    "an array by a little": (add_tiny, np.ones(3), True),
    "an array's shape": (reshape, np.zeros(3), True),
    "an array, to the same": (lambda x: set_item(x, 0.0), np.zeros(3), False),
    "an array, put back": (put_back, np.arange(3.0), False),
    "an array's sign of zero": (lambda x: set_item(x, -0.0), np.zeros(3), True),
    "nothing": (lambda x: x + 1, np.zeros(3), False),
    "NaN, left alone": (lambda x: x * 2, np.array([math.nan, 1.0]), False),
    "NaN, put back": (put_back, np.array([math.nan, 1.0]), False),
    "NaN, filled": (set_item, np.array([math.nan]), True),
    "a list": (set_item, [1.0, 2.0], True),
    "a list of NaN, left alone": (len, [math.nan, [math.nan]], False),
    "a list, put back": (put_back, [1.0, 2.0], False),
    "a list, sorted": (lambda x: x.sort(), [2, 1], True),
    "a list, sorted before": (lambda x: x.sort(), [1, 2], False),
    "a nested list": (lambda x: x[0][0].append(1), [[[]]], True),
    "an array in a list": (lambda x: set_item(x[0]), [np.zeros(2)], True),
    "an array in a tuple": (lambda x: set_item(x[1]), (1, np.zeros(2)), True),
    "a dict": (lambda x: x.update(b=2), {"a": 1}, True),
    "a dict's order": (lambda x: x.update(a=x.pop("a")), {"a": 1, "b": 2}, True),
    "a dict, left alone": (dict, {"a": 1, "b": math.nan}, False),
    "a number in a list, by its type": (lambda x: set_item(x, True), [1], True),
    "a text": (lambda x: x.upper(), "abc", False),
    "bytes": (lambda x: x + b"a", b"abc", False),
    "a number": (lambda x: x + 1, 1, False),
    "a large number": (lambda x: x + 1, 2**100, False),
    "a NumPy number": (lambda x: x + 1, np.float32(1), False),
    "a list, so that it holds itself": (grow, [1], True),
    "a list, so that it cannot be read": (lambda x: x.append(RaisingClass()), [1], True),
}


@pytest.mark.parametrize(("function", "value", "changed"), CHANGES.values(), ids=CHANGES.keys())
def test_changed_arguments_are_named(join, function, value, changed):
    peers = join({"f": lambda *args, **kwargs: (function(*args, **kwargs), None)[1]})
    assert peers.call("f", value).changed == ([0] if changed else [])


@pytest.mark.parametrize(("function", "value", "changed"), CHANGES.values(), ids=CHANGES.keys())
def test_changed_arguments_are_named_when_the_call_raises_too(join, function, value, changed):
    def change_and_raise(other, *, x):
        function(x)
        raise ValueError("after all")

    reply = join({"f": change_and_raise}).call("f", [0], x=value)
    assert (reply.error.message, reply.changed) == ("after all", ["x"] if changed else [])


def test_the_suites_own_functions_and_handles_are_never_changed(join):
    peers = join({"f": lambda *args: None, "model": Model()})
    reply = peers.call("f", [len], peers.get("model"), abs)
    assert reply.changed == []


def test_each_call_gets_fresh_arguments(join):
    kept = []
    peers = join({"f": kept.append})
    array = np.zeros(2)
    for _ in range(2):
        peers.call("f", array)
    assert kept[0] is not kept[1]
    assert not np.shares_memory(kept[0], array)


# Callbacks ---------------------------------------------------------------------------------------------------------


def test_a_function_of_the_suite_is_called_with_what_the_student_gives(join):
    peers = join({"apply": lambda f, *args, **kwargs: f(*args, **kwargs)})
    seen = []
    assert peers.result("apply", lambda *args, **kwargs: seen.append((args, kwargs)) or 7, 1, (2,), a="b") == 7
    assert seen == [((1, (2,)), {"a": "b"})]


def test_a_function_is_one_object_however_often_it_crosses(join):
    kept = []

    def keep(f, fs):
        kept.extend([f, *fs])
        return f

    peers = join({"keep": keep, "last": lambda: kept[-1]})
    assert peers.result("keep", math.sin, [math.sin, math.cos]) is math.sin
    assert peers.result("last") is math.cos
    assert kept[0] is kept[1]
    assert kept[0] is not kept[2]


def test_a_function_of_the_suite_shows_nothing_but_that_it_can_be_called(join):
    peers = join({"look": lambda f: [f.__name__, f.__qualname__, callable(f), hasattr(f, "__code__"), f.__doc__]})
    assert peers.result("look", lambda: "secret")[:4] == ["function", "function", True, False]


def test_a_student_function_passed_to_the_suites_comes_back_as_itself(join):
    def mine():
        return None

    peers = join({"mine": mine, "give": lambda f: f(mine) is mine})
    assert peers.result("give", lambda handle: handle) is True


def test_requests_within_callbacks_within_requests(join):
    peers = join({"outer": lambda f, n: f(n) + 1, "inner": lambda n: n * 10})
    assert peers.result("outer", lambda n: peers.result("inner", n), 4) == 41
    assert peers.staff.state is peers.student.state is State.IDLE


@pytest.mark.parametrize(
    ("raised", "seen"),
    [
        (ValueError("the expected value is 42"), ValueError),
        (KeyError(42), KeyError),
        (StopIteration(42), StopIteration),
        (OSError(2, "42"), FileNotFoundError),
        (UnicodeDecodeError("utf-8", b"42", 0, 1, "42"), CallbackFailed),
        (ExceptionGroup("42", [ValueError(42)]), CallbackFailed),
        (type("Odd42", (Exception,), {})(), CallbackFailed),
        (type("print", (Exception,), {})(), CallbackFailed),
        (type("KeyboardInterrupt", (Exception,), {})(), CallbackFailed),
    ],
)
def test_what_the_suites_function_raises_crosses_as_its_class_alone(join, raised, seen):
    def catch(f):
        try:
            f()
        except Exception as error:
            caught.append(error)

    def fail():
        raise raised

    caught = []
    join({"catch": catch}).call("catch", fail)
    assert type(caught[0]) is seen
    assert "42" not in str(caught[0])


def test_an_uncaught_exception_of_the_suites_function_is_the_students_reply(join):
    reply = join({"call": lambda f: f()}).call("call", lambda: 1 / 0)
    assert reply.error.bases[0] == "ZeroDivisionError"


def test_arguments_that_cannot_cross_are_a_type_error_for_the_student(join):
    peers = join({"call": lambda f: f(np.zeros(2**22)), "large": lambda f: f(*[np.zeros(2**19)] * 5)})
    assert peers.call("call", len).error.message == (
        "the function was given an array of 33,554,432 bytes, more than 8,388,608"
    )
    assert peers.call("large", len).error.message == "the function was given a value of more than 16,711,680 bytes"
    assert peers.student.state is State.IDLE


def test_odd_names_of_arguments_cross_as_text(join):
    peers = join({"call": lambda f: f(**{EvilStr("a"): 1}) + f(**{"\ud800": 1})})
    names = []
    reply = peers.call("call", lambda **kwargs: names.extend(kwargs) or 1)
    assert isinstance(reply, Returned | Raised | Refused)
    assert peers.student.state is State.IDLE


def test_callbacks_too_deep_are_an_exception_that_the_student_sees(join):
    peers = join({"again": lambda f: f()})
    depths = []

    def deeper():
        depths.append(None)
        return peers.value(peers.call("again", deeper))

    reply = peers.call("again", deeper)
    assert len(depths) == limits.CALL_DEPTH - 1
    assert isinstance(reply, Raised)
    assert peers.staff.state is peers.student.state is State.IDLE


def test_too_many_callbacks_are_an_exception_that_the_student_sees(join, monkeypatch):
    monkeypatch.setattr(limits, "CALLBACKS", 5)
    peers = join({"often": lambda f, n: [f() for _ in range(n)]})
    assert peers.result("often", lambda: 1, 5) == [1] * 5
    assert peers.call("often", lambda: 1, 1).error.message == "more than 5 calls of the functions that were passed in"
    assert peers.student.state is State.IDLE


def test_only_functions_that_were_given_come_back(join):
    peers = join({"f": lambda f: [f, len]})
    functions = peers.result("f", math.sin)
    assert functions[0] is math.sin
    assert isinstance(functions[1], Handle)


def test_a_call_of_what_is_no_function_raises(join):
    peers = join({"model": Model()})
    assert peers.call("model").error == Error(
        "TypeError", ["TypeError", "Exception", "BaseException", "object"], "'Model' object is not callable", []
    )


def test_named_tuples_and_callbacks_inside_cross(join):
    pair = namedtuple("pair", "f x")
    peers = join({"f": lambda f: pair(f, [f])})
    reply = peers.call("f", abs)
    assert reply.value.items == [Callback(0), List([Callback(0)])]
