"""Python values as plain data, and back.

Both directions count depth, parts and sizes against `limits`. Packing raises `Unsendable`, unpacking raises
`RemoteProtocolError`. What is no plain data goes to a hook: the student's side gives a handle, the staff's side a
handle it holds or a callback.
"""

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeVar

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

_Sized = TypeVar("_Sized", str, bytes, list[Any])


class Packer:
    """Turns Python values into wire values. `other(obj)` gives the word for whatever is no plain data."""

    def __init__(self, other: Callable[[object], Handle | Callback]) -> None:
        self._other = other
        self._nodes = 0

    def pack(self, value: object) -> Value:
        """The wire value of one Python value. Raises Unsendable; arrays are copied, never referred to."""
        self._nodes = 0
        return self._pack(value, limits.DEPTH)

    def _pack(self, value: object, depth: int) -> Value:  # noqa: C901  one line for each kind of value
        self._nodes += 1
        if self._nodes > limits.NODES:
            raise Unsendable(f"a value of more than {limits.NODES:,} parts")
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, np.generic):
            return self._numpy(np.asarray(value), depth, scalar=True)
        if isinstance(value, int):
            return _pack_integer(int(value))
        if isinstance(value, float):
            return float(value)
        if isinstance(value, str):
            return _pack_text(value)
        if isinstance(value, complex):
            return Complex(value.real, value.imag)
        if isinstance(value, bytes | bytearray):
            return _pack_bytes(bytes(value))
        if isinstance(value, list | tuple | range | dict):
            return self._container(value, depth)
        if isinstance(value, np.ndarray):
            return self._array(value, depth)
        if isinstance(value, Fraction | Decimal):
            return float(value)
        return self._other(value)

    def _container(self, value: list[Any] | tuple[Any, ...] | range | dict[Any, Any], depth: int) -> Value:
        if depth == 0:
            raise Unsendable(f"a value nested more than {limits.DEPTH} deep")
        if isinstance(value, dict):
            if len(value) > limits.DICT_PAIRS:
                raise Unsendable(f"a dict of more than {limits.DICT_PAIRS:,} entries")
            pairs = [(self._pack(key, depth - 1), self._pack(item, depth - 1)) for key, item in value.items()]
            return Dict(pairs)
        if len(value) > limits.NODES:
            raise Unsendable(f"a value of more than {limits.NODES:,} parts")
        items = [self._pack(item, depth - 1) for item in value]
        return Tuple(items) if isinstance(value, tuple) else List(items)

    def _array(self, value: np.ndarray[Any, Any], depth: int) -> Value:
        if isinstance(value, np.ma.MaskedArray) and np.ma.is_masked(value):
            return self._other(value)  # what is masked has no value, and a filled one would be made up
        return self._numpy(np.asarray(value), depth, scalar=False)

    def _numpy(self, value: np.ndarray[Any, Any], depth: int, *, scalar: bool) -> Value:
        if value.dtype.kind not in _NUMERIC_KINDS:
            if value.dtype.kind in "OUS" and value.size <= limits.NODES:
                return self._pack(value.tolist(), depth)
            return self._other(value)
        dtype = value.dtype.newbyteorder("<").str
        if dtype not in limits.DTYPES:  # long doubles: their width differs between machines
            dtype = "<c16" if value.dtype.kind == "c" else "<f8"
        if value.nbytes > limits.FRAME_BYTES // 2:
            raise Unsendable(f"an array of {value.nbytes:,} bytes, more than {limits.FRAME_BYTES // 2:,}")
        if value.ndim > limits.DIMENSIONS:
            raise Unsendable(f"an array of {value.ndim} dimensions, more than {limits.DIMENSIONS}")
        data = value.astype(dtype, copy=False).tobytes()
        return Scalar(dtype, data) if scalar else Array(dtype, list(value.shape), data)


def _pack_integer(value: int) -> Value:
    if value in _INT64:
        return value
    size = value.bit_length() // 8 + 1
    if size > limits.INTEGER_BYTES:
        raise Unsendable(f"an integer of more than {limits.INTEGER_BYTES} bytes")
    return Integer(value.to_bytes(size, "big", signed=True))


def _pack_text(value: str) -> str:
    if len(value) > limits.TEXT_CHARS:
        raise Unsendable(f"a string of more than {limits.TEXT_CHARS:,} characters")
    # A lone surrogate is a str in Python but is no text that UTF-8 knows.
    return str(value).encode("utf-8", "replace").decode("utf-8")


def _pack_bytes(value: bytes) -> Bytes:
    if len(value) > limits.FRAME_BYTES // 2:
        raise Unsendable(f"a byte string of {len(value):,} bytes, more than {limits.FRAME_BYTES // 2:,}")
    return Bytes(value)


class Unpacker:
    """Turns wire values into Python values: base-class types only, arrays fresh and writable."""

    def __init__(self, handle: Callable[[Handle], object], callback: Callable[[Callback], object]) -> None:
        self._handle = handle
        self._callback = callback
        self._nodes = 0

    def unpack(self, value: Value) -> Any:
        """The Python value of one wire value. Raises RemoteProtocolError for what no honest sender sends."""
        self._nodes = 0
        return self._unpack(value, limits.DEPTH)

    def _unpack(self, value: Value, depth: int) -> Any:  # noqa: C901, PLR0912  one case for each kind of value
        self._nodes += 1
        if self._nodes > limits.NODES:
            raise RemoteProtocolError(f"a value of more than {limits.NODES:,} parts")
        match value:
            case None | bool() | int() | float():
                return value
            case str():
                return _within(value, limits.TEXT_CHARS, "string")
            case List(items):
                return [self._unpack(item, _deeper(depth)) for item in items]
            case Tuple(items):
                return tuple(self._unpack(item, _deeper(depth)) for item in items)
            case Array(dtype, shape, data):
                return _unpack_array(dtype, shape, data)
            case Scalar(dtype, data):
                return _unpack_array(dtype, [], data)[()]
            case Dict(pairs):
                return self._dict(pairs, _deeper(depth))
            case Bytes(data):
                return data
            case Integer(data):
                return int.from_bytes(_within(data, limits.INTEGER_BYTES, "integer"), "big", signed=True)
            case Complex(real, imaginary):
                return complex(real, imaginary)
            case Handle():
                return self._handle(value)
            case Callback():
                return self._callback(value)

    def _dict(self, pairs: list[tuple[Value, Value]], depth: int) -> dict[Any, Any]:
        _within(pairs, limits.DICT_PAIRS, "dict")
        try:
            return {self._unpack(key, depth): self._unpack(item, depth) for key, item in pairs}
        except TypeError:
            raise RemoteProtocolError("a dict with a key that cannot be one") from None


def _deeper(depth: int) -> int:
    if depth == 0:
        raise RemoteProtocolError(f"a value nested more than {limits.DEPTH} deep")
    return depth - 1


def _within(value: _Sized, most: int, what: str) -> _Sized:
    if len(value) > most:
        raise RemoteProtocolError(f"a {what} of length {len(value)}: the limit is {most}")
    return value


def _unpack_array(dtype: str, shape: list[int], data: bytes) -> np.ndarray[Any, Any]:
    size = limits.DTYPES.get(dtype)
    if size is None:
        raise RemoteProtocolError(f"an array of type {dtype[:20]!r}, which may not cross")
    if len(shape) > limits.DIMENSIONS or any(not 0 <= length < limits.DIMENSION for length in shape):
        raise RemoteProtocolError("an array of impossible shape")
    if math.prod(shape) * size != len(data):
        raise RemoteProtocolError("an array whose bytes do not fit its shape")
    if dtype == "|b1":  # a byte that is neither 0 nor 1 would be a bool that is neither True nor False
        return np.asarray(np.frombuffer(data, "|u1") != 0).reshape(shape)
    return np.frombuffer(data, dtype).reshape(shape).copy()
