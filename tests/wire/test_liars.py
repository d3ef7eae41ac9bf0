"""Objects that lie: whatever they do, there is a reply, and it can be sent."""

from functools import partial
from unittest.mock import MagicMock, Mock

import numpy as np
import pytest

from grader.wire import limits
from grader.wire.answering import Answering
from grader.wire.connection import State
from grader.wire.errors import RemoteProtocolError, Unsendable
from grader.wire.messages import (
    Call,
    Failed,
    Get,
    Items,
    Raised,
    Refused,
    Returned,
)


class Model:
    bias = 0.5


def count_for_ever():
    n = 0
    while True:
        yield n
        n += 1


class Forged:
    """Says that it is of another class, as a mock or a proxy does."""

    def __init__(self, kind):
        self.kind = kind

    @property
    def __class__(self):
        return self.kind


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
