"""Which arguments a call has changed in place."""

import math
import warnings

import numpy as np
import pytest


class Model:
    bias = 0.5


class RaisingClass:
    @property
    def __class__(self):
        raise ZeroDivisionError


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
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # since NumPy 2.5; students do it all the same
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
