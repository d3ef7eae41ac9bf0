import math

import numpy as np
import pytest

from grader.wire import limits
from grader.wire.errors import RemoteProtocolError
from grader.wire.messages import (
    Array,
    Bytes,
    Callback,
    Complex,
    Dict,
    Handle,
    Integer,
    List,
    Scalar,
    Tuple,
)
from grader.wire.values import Unpacker


def unpack(word):
    return Unpacker(lambda handle: ("handle", handle.id), lambda callback: ("function", callback.id)).unpack(word)


def nest(depth, wrap):
    word = None
    for _ in range(depth):
        word = wrap(word)
    return word


# hash(n) of an int is n modulo this prime: https://docs.python.org/3/library/stdtypes.html#hashing-of-numeric-types
PRIME = 2**61 - 1


def colliding(count):
    """Long tuples that differ in their last part alone, all of one hash."""
    return [Tuple([*range(1000, 1200), 7 + i * PRIME]) for i in range(count)]


HOSTILE = {
    "an unknown dtype": (Array("<f3", [1], bytes(3)), "an array of type '<f3', which may not cross"),
    "an array of objects": (Array("|O", [1], bytes(8)), "which may not cross"),
    "a record dtype": (Array("f8,f8", [1], bytes(16)), "which may not cross"),
    "a native alias": (Array("float64", [1], bytes(8)), "which may not cross"),
    "a big-endian dtype": (Array(">f8", [1], bytes(8)), "which may not cross"),
    "a dtype without end": (Array("<f8" * 10**6, [1], bytes(8)), "an array of type '<f8<f8"),
    "an unknown scalar": (Scalar("|V8", bytes(8)), "which may not cross"),
    "a negative length": (Array("<f8", [-1], bytes(8)), "impossible shape"),
    "two negative lengths": (Array("<f8", [-1, -1], bytes(8)), "impossible shape"),
    "a negative length beside zero": (Array("<f8", [-5, 0], b""), "impossible shape"),
    "too many axes": (Array("<f8", [1] * 17, bytes(8)), "impossible shape"),
    "millions of axes": (Array("<f8", [1] * 10**6, bytes(8)), "impossible shape"),
    "a product that overflows": (Array("<f8", [2**32, 2**32], b""), "do not fit its shape"),
    "a product that overflows to the size": (Array("|u1", [2**63 + 1, 2], b"ab"), "do not fit its shape"),
    "huge axes around nothing": (Array("<f8", [2**31, 0], b""), "impossible shape"),
    "huge axes around nothing that overflow": (Array("<f8", [0, 2**30, 2**30, 2**30], b""), "impossible shape"),
    "axes around nothing beyond 64 bits": (Array("<f8", [2**64 - 1, 0], b""), "impossible shape"),
    "too few bytes": (Array("<f8", [2], bytes(15)), "do not fit its shape"),
    "too many bytes": (Array("<f8", [2], bytes(17)), "do not fit its shape"),
    "bytes for nothing": (Array("<f8", [0], bytes(8)), "do not fit its shape"),
    "no bytes for a scalar": (Scalar("<f8", b""), "do not fit its shape"),
    "a list as a key": (Dict([(List([]), 1)]), "a dict with a key that cannot be one"),
    "an array as a key": (Dict([(Array("<f8", [1], bytes(8)), 1)]), "a dict with a key that cannot be one"),
    "a list in a tuple as a key": (Dict([(Tuple([List([])]), 1)]), "a dict with a key that cannot be one"),
    "too many pairs": (Dict([(i, None) for i in range(limits.DICT_PAIRS + 1)]), "a dict of length 4097"),
    "keys that collide": (Dict([(key, None) for key in colliding(4096)]), "a dict with 4096 keys of one hash"),
    "a long text": ("x" * (limits.TEXT_CHARS + 1), "a string of length 1048577: the limit is 1048576"),
    "a long key": (Dict([("x" * (limits.TEXT_CHARS + 1), 1)]), "a string of length"),
    "a long integer": (Integer(bytes(1025)), "an integer of length 1025"),
    "a deep list": (nest(limits.DEPTH + 1, lambda word: List([word])), "nested more than 100 deep"),
    "a deep tuple": (nest(limits.DEPTH + 1, lambda word: Tuple([word])), "nested more than 100 deep"),
    "a deep dict": (nest(limits.DEPTH + 1, lambda word: Dict([(1, word)])), "nested more than 100 deep"),
    "a deep key": (nest(limits.DEPTH + 1, lambda word: Dict([(word, 1)])), "nested more than 100 deep"),
    "many parts": (List([None] * limits.NODES), "more than 1,000,000 parts"),
    "many parts in lists": (List([List([None] * 1000)] * 1000), "more than 1,000,000 parts"),
}


@pytest.mark.parametrize(("word", "why"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_no_honest_sender_sends_is_refused_in_a_short_sentence(word, why):
    with pytest.raises(RemoteProtocolError, match=why) as caught:
        unpack(word)
    assert len(str(caught.value)) < 120


@pytest.mark.parametrize("word", [*(word for word, _ in HOSTILE.values())], ids=HOSTILE.keys())
def test_an_unpacker_is_good_for_the_next_value(word):
    unpacker = Unpacker(None, None)
    with pytest.raises(RemoteProtocolError):
        unpacker.unpack(word)
    assert unpacker.unpack(List([1] * 10)) == [1] * 10


@pytest.mark.parametrize("word", [Array("|b1", [3], b"\x00\x01\xff"), Array("|b1", [3, 1], b"\x00\x02\x80")])
def test_a_byte_that_is_no_bool_becomes_one(word):
    array = unpack(word)
    assert array.view("u1").ravel().tolist() == [0, 1, 1]
    assert array.flags.writeable


def test_a_bool_scalar_is_a_real_bool():
    assert unpack(Scalar("|b1", b"\x07")) is np.True_
    assert unpack(Scalar("|b1", b"\x00")) is np.False_


def test_few_keys_of_one_hash_are_honest():
    found = unpack(Dict([(key, i) for i, key in enumerate(colliding(limits.SAME_HASH))]))
    assert list(found.values()) == list(range(limits.SAME_HASH))
    assert len({hash(key) for key in found}) == 1


def test_the_last_of_equal_keys_wins_as_in_python():
    assert unpack(Dict([(1, "a"), (True, "b"), (1.0, "c")])) == {1: "c"}


def test_keys_that_are_not_themselves_stay_apart():
    assert len(unpack(Dict([(math.nan, 1), (Scalar("<f8", np.float64("nan").tobytes()), 2)]))) == 2


@pytest.mark.parametrize(
    ("word", "value"),
    [
        (Integer(b""), 0),
        (Integer(b"\xff"), -1),
        (Integer(b"\x00" * 1024), 0),
        (Bytes(b"a"), b"a"),
        (2**64 - 1, 2**64 - 1),
        (Complex(1, 2.5), 1 + 2.5j),
        (Dict([]), {}),
        (Handle(7, "T", False), ("handle", 7)),
        (Callback(8), ("function", 8)),
        (List([Callback(8)]), [("function", 8)]),
    ],
)
def test_odd_but_harmless_words_have_a_value(word, value):
    assert unpack(word) == value


def test_the_lengths_of_an_array_may_be_zero():
    assert unpack(Array("<f8", [0, 5], b"")).shape == (0, 5)
    assert unpack(Array("<i8", [limits.NODES, 0], b"")).shape == (limits.NODES, 0)


def test_what_the_hook_raises_is_the_hooks():
    def no(_):
        raise RemoteProtocolError("no such object")

    with pytest.raises(RemoteProtocolError, match="no such object"):
        Unpacker(no, no).unpack(List([Handle(0, "x", False)]))
