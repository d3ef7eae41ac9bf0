import math
import subprocess
import sys
from collections import OrderedDict, defaultdict, namedtuple
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.wire import limits
from grader.wire.errors import Unsendable
from grader.wire.frames import FrameReader, frame
from grader.wire.messages import Callback, Handle, Integer, Returned
from grader.wire.values import Packer, Unpacker

Point = namedtuple("Point", "x y")


class Colour(IntEnum):
    RED = 3


def refuse(value):
    raise AssertionError(f"{value!r} is plain data, or none that may be here")


def pack(value, other=refuse):
    return Packer(other).pack(value)


def cross(value):
    """What the other side gets, after the bytes."""
    reader = FrameReader()
    reader.receive(frame(Returned(pack(value), [])))
    return Unpacker(refuse, refuse).unpack(reader.next_message().value)


def same(one, two):
    """The same type and value at every place; NaN is itself, and 0.0 is not -0.0."""
    if type(one) is not type(two):
        return False
    if isinstance(one, np.ndarray):
        return one.dtype == two.dtype and one.shape == two.shape and one.tobytes() == two.tobytes()
    if isinstance(one, np.generic):
        return one.dtype == two.dtype and one.tobytes() == two.tobytes()
    if isinstance(one, list | tuple):
        return len(one) == len(two) and all(map(same, one, two))
    if isinstance(one, dict):
        return same(list(one.items()), list(two.items()))
    return repr(one) == repr(two)


numbers = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.complex_numbers() | st.integers(-(2**8000), 2**8000)
)
texts = st.text(st.characters(exclude_categories=["Cs"]))
dtypes = st.sampled_from(sorted(limits.DTYPES)).map(np.dtype)
arrays = hnp.arrays(dtypes, hnp.array_shapes(min_dims=0, max_dims=5, min_side=0, max_side=4))
scalars = hnp.arrays(dtypes, ()).map(lambda array: array[()])
keys = st.booleans() | st.integers() | texts | st.binary() | st.tuples(st.integers(), texts)
values = st.recursive(
    numbers | texts | st.binary() | arrays | scalars,
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(keys, inner),
    max_leaves=20,
)


@given(values)
def test_a_value_crosses_as_itself(value):
    assert same(cross(value), value)


@given(arrays)
def test_an_array_arrives_fresh_writable_and_in_order(array):
    array.flags.writeable = False
    arrived = cross(array)
    assert arrived.flags.writeable
    assert arrived.flags.c_contiguous
    assert arrived.flags.owndata or arrived.base is None or arrived.base.flags.owndata


@given(st.text(st.characters()))
def test_text_arrives_as_python_itself_replaces_what_utf8_does_not_know(text):
    assert cross(text) == text.encode("utf-8", "replace").decode()


@given(hnp.arrays(dtypes, hnp.array_shapes(min_dims=2, max_dims=3, min_side=1, max_side=4)), st.data())
def test_the_layout_in_memory_does_not_matter(array, data):
    plain = array.tobytes()
    odd = data.draw(
        st.sampled_from(
            [
                np.asfortranarray(array),
                array.astype(array.dtype.newbyteorder(">")),
                np.repeat(array, 2, axis=0)[::2],
                array[::-1].copy()[::-1],
                array.view(type("Sub", (np.ndarray,), {})),
            ]
        )
    )
    arrived = cross(odd)
    assert (type(arrived), arrived.tobytes(), arrived.dtype) == (np.ndarray, plain, array.dtype)


INTEGERS = [0, -1, 2**63 - 1, -(2**63), 2**63, -(2**63) - 1, 2**64 - 1, 2**64, -(2**64), 10**2000]


@pytest.mark.parametrize("value", INTEGERS)
def test_integers_of_any_size_cross_exactly(value):
    assert cross(value) == value
    assert cross(-value) == -value


def test_integers_are_limited_on_both_sides():
    largest = 2 ** (8 * limits.INTEGER_BYTES - 1) - 1
    assert cross(largest) == largest
    assert cross(-largest) == -largest
    with pytest.raises(Unsendable, match="an integer of more than 1024 bytes"):
        pack(largest + 1)


def test_the_largest_integer_can_still_be_printed():
    assert len(str(cross(2 ** (8 * limits.INTEGER_BYTES - 1) - 1))) > 2000


# What a teacher may rely on: a Python value on one side, what it is on the other.
BECOMES = {
    "a range": (range(3), [0, 1, 2]),
    "an empty range": (range(0), []),
    "a named tuple": (Point(1, 2.0), (1, 2.0)),
    "an enum of numbers": (Colour.RED, 3),
    "a fraction": (Fraction(1, 3), 1 / 3),
    "a decimal": (Decimal("0.1"), 0.1),
    "an infinite decimal": (Decimal("-Infinity"), -math.inf),
    "a bytearray": (bytearray(b"ab"), b"ab"),
    "an ordered dict": (OrderedDict(a=1), {"a": 1}),
    "a default dict": (defaultdict(list, a=[1]), {"a": [1]}),
    "a lone surrogate": ("a\ud800b", "a?b"),
    "a NumPy string": (np.str_("ab"), "ab"),
    "NumPy bytes": (np.bytes_(b"ab"), b"ab"),
    "an array of text": (np.array(["a", "bc"]), ["a", "bc"]),
    "an array of bytes": (np.array([b"a"]), [b"a"]),
    "an array of objects": (np.array([[1, "a"], [None, 2.5]], dtype=object), [[1, "a"], [None, 2.5]]),
    "an array of one object": (np.array(7, dtype=object), 7),
    "a long double": (np.longdouble("0.5"), np.float64(0.5)),
    "a long complex": (np.clongdouble(1 + 2j), np.complex128(1 + 2j)),
    "an array of long doubles": (np.array([0.5, np.inf], np.longdouble), np.array([0.5, np.inf])),
    "a matrix": (np.array([[1.0, 2.0]]).view(np.matrix), np.array([[1.0, 2.0]])),
    "a masked array without a mask": (np.ma.array([1.0, 2.0]), np.array([1.0, 2.0])),
    "a masked array that masks nothing": (np.ma.array([1.0, 2.0], mask=[0, 0]), np.array([1.0, 2.0])),
    "a NumPy bool": (np.True_, np.True_),
    "a big-endian scalar": (np.array(5, ">i4")[()], np.int32(5)),
    "one element given everywhere": (np.broadcast_to(1.0, (2, 2)), np.ones((2, 2))),
}


@pytest.mark.parametrize(("value", "arrived"), BECOMES.values(), ids=BECOMES.keys())
def test_other_values_become_plain_data(value, arrived):
    assert same(cross(value), arrived)


@pytest.mark.parametrize("setting", ["warn", "raise"])
def test_a_long_double_beyond_float64_becomes_inf_whatever_the_settings(setting):
    beyond = np.array([np.finfo(np.longdouble).max, -np.finfo(np.longdouble).max])
    with np.errstate(all=setting):
        arrived = cross(beyond)
    with np.errstate(all="ignore"):
        assert same(arrived, beyond.astype(np.float64))


def test_nan_keeps_its_payload():
    odd = np.array([0x7FF8000000000123, 0xFFF0000000000001], "<u8").view("<f8")
    assert cross(odd).tobytes() == odd.tobytes()


STAYS = {
    "a set": {1, 2},
    "an object": object(),
    "a class": int,
    "a function": len,
    "a generator": (i for i in ()),
    "a masked array": np.ma.array([1.0, 2.0], mask=[0, 1]),
    "the masked constant": np.ma.masked,
    "an array of dates": np.array(["2026-01-01"], "datetime64[D]"),
    "a date": np.datetime64("2026-01-01"),
    "a record": np.zeros(1, [("a", "f8")])[0],
    "a record array": np.recarray(1, [("a", "f8")]),
    "a memoryview": memoryview(b"a"),
    "a large array of objects": np.broadcast_to(np.array(None, dtype=object), (limits.NODES + 1,)),
}


@pytest.mark.parametrize("value", STAYS.values(), ids=STAYS.keys())
def test_what_is_no_plain_data_goes_to_the_hook_as_it_is(value):
    seen = []
    word = pack([value], lambda other: seen.append(other) or Callback(3))
    assert word.items == [Callback(3)]
    assert seen[0] is value


def test_to_pack_an_array_loads_no_more_of_numpy():
    code = (
        "import sys, numpy as np; from grader.wire.values import Packer; before = set(sys.modules);"
        "Packer(None).pack([np.ones(2), np.float64(1)]); sys.exit(bool(set(sys.modules) - before))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def nest(depth, wrap):
    value = 0
    for _ in range(depth):
        value = wrap(value)
    return value


def itself(container):
    container.append(container)
    return container


def object_array(shape, content=None):
    array = np.empty(shape, object)
    array[...] = content
    return array


def array_of_itself():
    array = object_array(())
    array[()] = array
    return array


WRAPS = {
    "list": lambda value: [value],
    "tuple": lambda value: (value,),
    "dict": lambda value: {0: value},
}


@pytest.mark.parametrize("kind", ["list", "tuple", "dict"])
def test_nesting_crosses_to_the_limit_and_no_deeper(kind):
    deepest = nest(limits.DEPTH, WRAPS[kind])
    assert cross(deepest) == deepest
    with pytest.raises(Unsendable, match="nested more than 100 deep"):
        pack(WRAPS[kind](deepest))


UNSENDABLE = {
    "a list in itself": (lambda: itself([]), "nested more than 100 deep"),
    "a list in itself, twice": (lambda: itself(itself([])), "nested more than 100 deep"),
    "an array of objects in itself": (array_of_itself, "nested more than 100 deep"),
    "arrays of objects, deep": (lambda: nest(101, lambda inner: object_array(1, [inner])), "nested more than"),
    "many parts": (lambda: [None] * limits.NODES, "more than 1,000,000 parts"),
    "a long list": (lambda: [None] * (limits.NODES + 1), "more than 1,000,000 parts"),
    "lists in lists in lists": (lambda: nest(7, lambda inner: [inner] * 10), "more than 1,000,000 parts"),
    "a range longer than any list": (lambda: range(10**30), "more than 1,000,000 parts"),
    "a dict of many": (lambda: dict.fromkeys(range(limits.DICT_PAIRS + 1)), "a dict of more than 4,096 entries"),
    "a long text": (lambda: "é" * (limits.TEXT_CHARS + 1), "a string of more than 1,048,576 characters"),
    "long bytes": (lambda: bytes(limits.ARRAY_BYTES + 1), "a byte string of 8,388,609 bytes"),
    "a large array": (lambda: np.zeros(limits.ARRAY_BYTES // 8 + 1), "an array of 8,388,616 bytes"),
    "a large array that takes no room": (lambda: np.broadcast_to(0.0, (10**9, 10**6)), "an array of 8,000,000,000"),
    "an array of many axes": (lambda: np.zeros((1,) * 17), "an array of 17 dimensions, more than 16"),
    "long axes around nothing": (lambda: np.zeros((2**20, 0)), r"an empty array of shape \(1048576, 0\)"),
    "many arrays": (lambda: [np.zeros(limits.ARRAY_BYTES // 8)] * 100, "a value of more than 16,711,680 bytes"),
    "many texts": (lambda: ["x" * limits.TEXT_CHARS] * 16, "a value of more than 16,711,680 bytes"),
    "many complex numbers": (lambda: [1j] * 900_000, "a value of more than 16,711,680 bytes"),
    "a fraction beyond floats": (lambda: Fraction(10**400), "a Fraction that is near to no float"),
    "a decimal that signals": (lambda: Decimal("sNaN"), "a Decimal that is near to no float"),
}


@pytest.mark.parametrize(("make", "why"), UNSENDABLE.values(), ids=UNSENDABLE.keys())
def test_what_cannot_cross_is_unsendable_and_says_why(make, why):
    with pytest.raises(Unsendable, match=why):
        pack(make())


def test_handles_count_with_their_names():
    handle = Handle(0, "x" * limits.NAME_CHARS, False)
    with pytest.raises(Unsendable, match="a value of more than"):
        pack([object()] * 100_000, lambda _: handle)


LARGE = {
    "an array": lambda: np.ones(limits.ARRAY_BYTES // 8),
    "bytes": lambda: bytes(limits.ARRAY_BYTES),
    "text": lambda: "é" * limits.TEXT_CHARS,
    "numbers": lambda: [0.5] * (limits.NODES - 1),
    "empty axes": lambda: np.zeros((1000, 0, 1000)),
    "pairs": lambda: {str(i): i for i in range(limits.DICT_PAIRS)},
}


@pytest.mark.parametrize("make", LARGE.values(), ids=LARGE.keys())
def test_what_is_just_within_the_limits_crosses(make):
    value = make()
    assert same(cross(value), value)


@given(st.lists(values, max_size=4), st.dictionaries(texts, values, max_size=4))
def test_arguments_are_packed_as_they_would_be_alone(args, kwargs):
    words, named = Packer(refuse).pack_call(args, kwargs)
    encode = msgspec.msgpack.encode
    assert encode(words) == encode([pack(value) for value in args])
    assert encode(named) == encode({name: pack(value) for name, value in kwargs.items()})


def test_arguments_have_to_fit_into_one_message_together():
    half = np.zeros(limits.ARRAY_BYTES // 8)
    Packer(refuse).pack_call([half], {})
    with pytest.raises(Unsendable, match="a value of more than 16,711,680 bytes"):
        Packer(refuse).pack_call([half], {"y": half})


def test_the_integer_word_is_as_short_as_twos_complement_allows():
    assert pack(2**63) == Integer(b"\x00\x80" + bytes(7))
    assert pack(-(2**63) - 1) == Integer(b"\xff\x7f" + b"\xff" * 7)


def test_packing_copies():
    array = np.zeros(3)
    word = pack(array)
    array[0] = 1.0
    assert word.data == bytes(24)
