import math
from collections import namedtuple

import numpy as np
import pytest

from grader.wire import limits
from grader.wire.answering import Answering, CallbackFailed
from grader.wire.connection import State
from grader.wire.errors import RemoteProtocolError
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


@pytest.mark.parametrize(("name", "arrives"), [("\ud800", "?"), (type("Name", (str,), {})("a"), "a")])
def test_odd_names_of_arguments_cross_as_text(join, name, arrives):
    peers = join({"call": lambda f: f(**{name: 1})})
    assert peers.result("call", lambda **kwargs: kwargs) == {arrives: 1}


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
