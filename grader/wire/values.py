"""Python values as plain data, and back.

Both directions count depth, parts and sizes against `limits`. Packing raises `Unsendable`, unpacking raises
`RemoteProtocolError`. What is no plain data goes to a hook: the student's side gives a handle, the staff's side a
handle it holds or a callback.
"""

import math
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeVar

import msgspec
import numpy as np

from grader.wire import limits
from grader.wire.errors import RemoteProtocolError, Unsendable
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
    Value,
)

_INT64: Final = range(-(2**63), 2**63)
_NUMERIC_KINDS: Final = "biufc"
_AROUND_DATA: Final = 128  # bytes at most that MessagePack puts around the data of one part of a value

_Limited = TypeVar("_Limited", str, bytes, list[Any])


class Packer:
    """Turns Python values into wire values. `other(obj)` gives the word for whatever is no plain data."""

    def __init__(self, other: Callable[[object], Handle | Callback]) -> None:
        self._other = other
        self._nodes = 0
        self._bytes = 0

    def pack(self, value: object) -> Value:
        """The wire value of one Python value. Raises Unsendable; arrays are copied, never referred to."""
        self._nodes = self._bytes = 0
        word = self._pack(value, limits.DEPTH)
        self._check_size(word)
        return word

    def pack_call(self, args: Iterable[object], kwargs: Mapping[str, object]) -> tuple[list[Value], dict[str, Value]]:
        """The wire values of a call's arguments, which have to cross in one message. Raises Unsendable."""
        self._nodes = self._bytes = 0
        words = [self._pack(value, limits.DEPTH) for value in args]
        named = {self._text(name): self._pack(value, limits.DEPTH) for name, value in kwargs.items()}
        self._check_size((words, named))
        return words, named

    def _check_size(self, packed: object) -> None:
        if self._nodes * _AROUND_DATA + self._bytes <= limits.VALUE_BYTES:
            return
        if len(msgspec.msgpack.encode(packed)) > limits.VALUE_BYTES:
            raise Unsendable(f"a value of more than {limits.VALUE_BYTES:,} bytes")

    def _take(self, size: int) -> None:
        self._bytes += size
        if self._bytes > limits.VALUE_BYTES:
            raise Unsendable(f"a value of more than {limits.VALUE_BYTES:,} bytes")

    def _pack(self, value: object, depth: int) -> Value:  # noqa: C901  one line for each kind of value
        self._nodes += 1
        if self._nodes > limits.NODES:
            raise Unsendable(f"a value of more than {limits.NODES:,} parts")
        if value is None or value is True or value is False:
            return value
        if isinstance(value, np.generic):
            return self._numpy(value, depth)
        if isinstance(value, int):
            return _pack_integer(int(value))
        if isinstance(value, float):
            return float(value)
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, complex):
            number = complex(value)
            return Complex(number.real, number.imag)
        if isinstance(value, bytes | bytearray):
            return self._byte_string(memoryview(value))
        if isinstance(value, list | tuple | range | dict):
            return self._container(value, depth)
        if isinstance(value, np.ndarray):
            return self._numpy(value, depth)
        if isinstance(value, Fraction | Decimal):
            return _pack_ratio(value)
        return self._reference(value)

    def _reference(self, value: object) -> Handle | Callback:
        word = self._other(value)
        if isinstance(word, Handle):
            self._take(4 * len(word.type_name))
        return word

    def _container(self, value: list[Any] | tuple[Any, ...] | range | dict[Any, Any], depth: int) -> Value:
        if depth == 0:
            raise Unsendable(f"a value nested more than {limits.DEPTH} deep")
        if isinstance(value, dict):
            if len(value) > limits.DICT_PAIRS:
                raise Unsendable(f"a dict of more than {limits.DICT_PAIRS:,} entries")
            pairs = [(self._pack(key, depth - 1), self._pack(item, depth - 1)) for key, item in value.items()]
            return Dict(pairs)
        if _length(value) > limits.NODES:
            raise Unsendable(f"a value of more than {limits.NODES:,} parts")
        items = [self._pack(item, depth - 1) for item in value]
        return Tuple(items) if isinstance(value, tuple) else List(items)

    def _numpy(self, value: np.ndarray[Any, Any] | np.generic, depth: int) -> Value:
        if _is_masked(value):
            return self._reference(value)  # what is masked has no value, and a filled one would be made up
        array = np.asarray(value)
        if array.dtype.kind in _NUMERIC_KINDS:
            return self._numbers(array, scalar=isinstance(value, np.generic) and array.ndim == 0)
        if array.dtype.kind not in "OUS" or array.size > limits.NODES:
            return self._reference(value)
        if depth == 0:  # an array of objects may hold itself
            raise Unsendable(f"a value nested more than {limits.DEPTH} deep")
        return self._pack(array.tolist(), depth - 1)

    def _numbers(self, array: np.ndarray[Any, Any], *, scalar: bool) -> Value:
        dtype = array.dtype.newbyteorder("<").str
        if dtype not in limits.DTYPES:  # long doubles: their width differs between machines
            dtype = "<c16" if array.dtype.kind == "c" else "<f8"
        if array.nbytes > limits.ARRAY_BYTES:
            raise Unsendable(f"an array of {array.nbytes:,} bytes, more than {limits.ARRAY_BYTES:,}")
        if array.ndim > limits.DIMENSIONS:
            raise Unsendable(f"an array of {array.ndim} dimensions, more than {limits.DIMENSIONS}")
        if not _is_possible(array.shape):
            raise Unsendable(f"an empty array of shape {array.shape}")
        self._take(array.nbytes)
        with np.errstate(all="ignore"):  # a long double beyond float64 becomes inf, whatever the student's settings
            data = array.astype(dtype, copy=False).tobytes()
        return Scalar(dtype, data) if scalar else Array(dtype, list(array.shape), data)

    def _text(self, value: str) -> str:
        if len(value) > limits.TEXT_CHARS:
            raise Unsendable(f"a string of more than {limits.TEXT_CHARS:,} characters")
        # A lone surrogate is a str in Python but is no text that UTF-8 knows.
        data = str.encode(value, "utf-8", "replace")
        self._take(len(data))
        return data.decode("utf-8")

    def _byte_string(self, value: memoryview) -> Bytes:
        if value.nbytes > limits.ARRAY_BYTES:
            raise Unsendable(f"a byte string of {value.nbytes:,} bytes, more than {limits.ARRAY_BYTES:,}")
        self._take(value.nbytes)
        return Bytes(bytes(value))


def _is_masked(value: object) -> bool:
    # Nothing is a masked array before numpy.ma is loaded, and to ask numpy for it would load it: in every fork anew.
    masked: Any = sys.modules.get("numpy.ma")
    return masked is not None and isinstance(value, masked.MaskedArray) and bool(masked.is_masked(value))


def _pack_integer(value: int) -> Value:
    if value in _INT64:
        return value
    size = value.bit_length() // 8 + 1
    if size > limits.INTEGER_BYTES:
        raise Unsendable(f"an integer of more than {limits.INTEGER_BYTES} bytes")
    return Integer(value.to_bytes(size, "big", signed=True))


def _pack_ratio(value: Fraction | Decimal) -> float:
    try:
        return float(value)
    except (OverflowError, ValueError):
        raise Unsendable(f"a {type(value).__name__} that is near to no float") from None


def _length(value: Sized) -> int:
    try:
        return len(value)
    except OverflowError:  # a range may be longer than any list
        return sys.maxsize


def _is_possible(shape: Sequence[int]) -> bool:
    """Whether a loop over such an array ends soon: one that holds nothing may have axes of any length."""
    if len(shape) > limits.DIMENSIONS or any(length < 0 for length in shape):
        return False
    return 0 not in shape or math.prod(length for length in shape if length) <= limits.NODES


class Unpacker:
    """Turns wire values into Python values: base-class types only, arrays fresh and writable."""

    def __init__(self, handle: Callable[[Handle], object], callback: Callable[[Callback], object]) -> None:
        self._handle = handle
        self._callback = callback
        self.parts = 0
        """Of how many parts the last value was, as far as it was read."""
        self._data = 0

    @property
    def weight(self) -> int:
        """About how many bytes of memory the last wire value takes."""
        return self.parts * _AROUND_DATA + self._data

    def unpack(self, value: Value) -> Any:
        """The Python value of one wire value. Raises RemoteProtocolError for what no honest sender sends."""
        self.parts = self._data = 0
        return self._unpack(value, limits.DEPTH)

    def _unpack(self, value: Value, depth: int) -> Any:  # noqa: C901, PLR0912  one case for each kind of value
        self.parts += 1
        if self.parts > limits.NODES:
            raise RemoteProtocolError(f"a value of more than {limits.NODES:,} parts")
        match value:
            case None | bool() | int() | float():
                return value
            case str():
                self._data += 4 * len(value)
                return _within(value, limits.TEXT_CHARS, "a string")
            case List(items):
                return [self._unpack(item, _deeper(depth)) for item in items]
            case Tuple(items):
                return tuple(self._unpack(item, _deeper(depth)) for item in items)
            case Array(dtype, shape, data):
                self._data += len(data)
                return _unpack_array(dtype, shape, data)
            case Scalar(dtype, data):
                return _unpack_array(dtype, [], data)[()]
            case Dict(pairs):
                return self._dict(pairs, _deeper(depth))
            case Bytes(data):
                self._data += len(data)
                return data
            case Integer(data):
                self._data += len(data)
                return int.from_bytes(_within(data, limits.INTEGER_BYTES, "an integer"), "big", signed=True)
            case Complex(real, imaginary):
                return complex(real, imaginary)
            case Handle():
                return self._handle(value)
            case Callback():  # pragma: no branch  the type checker knows that these are all
                return self._callback(value)

    def _dict(self, pairs: list[tuple[Value, Value]], depth: int) -> dict[Any, Any]:
        _within(pairs, limits.DICT_PAIRS, "a dict")
        keys = [self._unpack(key, depth) for key, _ in pairs]
        try:
            same = max(Counter(map(hash, keys)).values(), default=0)
        except TypeError:
            raise RemoteProtocolError("a dict with a key that cannot be one") from None
        if same > limits.SAME_HASH:
            raise RemoteProtocolError(f"a dict with {same} keys of one hash: the limit is {limits.SAME_HASH}")
        return dict(zip(keys, [self._unpack(item, depth) for _, item in pairs], strict=True))


def _deeper(depth: int) -> int:
    if depth == 0:
        raise RemoteProtocolError(f"a value nested more than {limits.DEPTH} deep")
    return depth - 1


def _within(value: _Limited, most: int, what: str) -> _Limited:
    if len(value) > most:
        raise RemoteProtocolError(f"{what} of length {len(value)}: the limit is {most}")
    return value


def _unpack_array(dtype: str, shape: list[int], data: bytes) -> np.ndarray[Any, Any]:
    size = limits.DTYPES.get(dtype)
    if size is None:
        raise RemoteProtocolError(f"an array of type {dtype[:20]!r}, which may not cross")
    if not _is_possible(shape):
        raise RemoteProtocolError("an array of impossible shape")
    if math.prod(shape) * size != len(data):
        raise RemoteProtocolError("an array whose bytes do not fit its shape")
    if dtype == "|b1":  # a byte that is neither 0 nor 1 would be a bool that is neither True nor False
        return np.asarray(np.frombuffer(data, "|u1") != 0).reshape(shape)
    return np.frombuffer(data, dtype).reshape(shape).copy()
