"""The student's role in a test's conversation: requests answered against live objects.

Pure like the rest of the wire: what has to wait for the other side (a callback) goes through the function `ask` that
the caller gives. The sandboxed program and the in-process stand-in both answer with this.
"""

import builtins
import linecache
from collections.abc import Callable, Mapping
from itertools import islice
from types import FrameType
from typing import Final

import msgspec

from grader.wire import limits
from grader.wire.errors import RemoteProtocolError, Unsendable
from grader.wire.messages import (
    Answered,
    Call,
    CallBack,
    Callback,
    Error,
    Failed,
    Get,
    Handle,
    Items,
    Missing,
    Raised,
    Refused,
    Returned,
    Value,
)
from grader.wire.values import Packer, Unpacker

Request = Get | Call | Items
Reply = Returned | Raised | Missing | Refused

CELL_FILE: Final = "<cell {}>"
"""The file name a cell is compiled under, with the cell's number as people count, from 1."""

_PLAIN: Final = (type(None), bool, int, float, str)


class CallbackFailed(Exception):
    """A function of the suite's raised, and its class is no builtin exception."""


class Answering:
    """Answers the requests of one test against one namespace."""

    def __init__(self, namespace: Mapping[str, object], ask: Callable[[CallBack], Answered | Failed]) -> None:
        self._namespace = namespace
        self._ask = ask
        self._objects: list[object] = []
        self._handles: dict[int, Handle] = {}
        self._callbacks: dict[int, Callable[..., object]] = {}
        self._packer = Packer(self._other)
        self._unpacker = Unpacker(lambda handle: self._object(handle.id), self._callback)

    def answer(self, request: Request) -> Reply:
        """The reply to one request. Whatever the student's code raises becomes a reply too."""
        try:
            match request:
                case Get(name, owner):
                    return self._get(name, owner)
                case Call():
                    return self._call(request)
                case Items(handle, most):
                    items = list(islice(iter(self._object(handle)), min(most, limits.ITEMS)))  # type: ignore[call-overload]
                    return Returned(self._packer.pack(items), [])
        except Unsendable as error:
            return Refused(str(error))
        except RemoteProtocolError:
            raise
        except BaseException as error:  # noqa: BLE001  SystemExit and KeyboardInterrupt are answers here
            return Raised(describe(error), [])

    def _get(self, name: str, owner: int | None) -> Reply:
        if owner is not None:
            return Returned(self._packer.pack(getattr(self._object(owner), name)), [])
        if name not in self._namespace:
            return Missing(name)
        return Returned(self._packer.pack(self._namespace[name]), [])

    def _call(self, request: Call) -> Reply:
        function = self._object(request.handle)
        args = [self._unpacker.unpack(value) for value in request.args]
        kwargs = {name: self._unpacker.unpack(value) for name, value in request.kwargs.items()}

        def changed() -> list[int | str]:
            places: list[int | str] = [*range(len(args)), *kwargs]
            before, now = [*request.args, *request.kwargs.values()], [*args, *kwargs.values()]
            return [place for place, was, value in zip(places, before, now, strict=True) if self._differs(was, value)]

        try:
            result = function(*args, **kwargs)  # type: ignore[operator]
        except BaseException as error:  # noqa: BLE001  SystemExit and KeyboardInterrupt are answers here
            return Raised(describe(error), changed())
        return Returned(self._packer.pack(result), changed())

    def _differs(self, before: Value, now: object) -> bool:
        if isinstance(before, _PLAIN):
            return False
        try:
            after = Packer(self._other).pack(now)
        except Unsendable:
            return True
        # Bytes, not values: NaN differs from itself, and an array has no truth value.
        return msgspec.msgpack.encode(before) != msgspec.msgpack.encode(after)

    def _object(self, handle: int) -> object:
        if not 0 <= handle < len(self._objects):
            raise RemoteProtocolError(f"no student object has the number {handle}")
        return self._objects[handle]

    def _other(self, value: object) -> Handle | Callback:
        if isinstance(value, _SuiteFunction):
            return Callback(value.number)
        known = self._handles.get(id(value))
        if known is not None:
            return known
        if len(self._objects) >= limits.HANDLES:
            raise Unsendable(f"more than {limits.HANDLES:,} objects")
        # The list keeps the object alive, so that its id stays its own.
        self._objects.append(value)
        handle = Handle(len(self._objects) - 1, cut(type(value).__name__, limits.NAME_CHARS), callable(value))
        self._handles[id(value)] = handle
        return handle

    def _callback(self, word: Callback) -> Callable[..., object]:
        if word.id not in self._callbacks:
            self._callbacks[word.id] = _SuiteFunction(word.id, self._call_back)
        return self._callbacks[word.id]

    def _call_back(self, number: int, args: tuple[object, ...], kwargs: dict[str, object]) -> object:
        pack, unpack = Packer(self._other).pack, self._unpacker.unpack
        try:
            words = [pack(value) for value in args]
            named = {str(name): pack(value) for name, value in kwargs.items()}
        except Unsendable as error:
            raise TypeError(f"the function was given {error}") from None
        match self._ask(CallBack(number, words, named)):
            case Answered(value):
                return unpack(value)
            case Failed(type_name):
                raise _builtin_exception(type_name)("raised by the function that was passed in")


class _SuiteFunction:
    """A function of the suite's, as the student's code sees it: callable, and nothing behind it to look into."""

    __name__ = __qualname__ = "function"

    def __init__(self, number: int, call: Callable[[int, tuple[object, ...], dict[str, object]], object]) -> None:
        self.number = number
        self._call = call

    def __call__(self, *args: object, **kwargs: object) -> object:
        return self._call(self.number, args, kwargs)


def _builtin_exception(name: str) -> type[Exception]:
    found = getattr(builtins, name, None)
    if isinstance(found, type) and issubclass(found, Exception) and not issubclass(found, UnicodeError):
        return found
    return CallbackFailed


def cut(text: str, most: int) -> str:
    """The text, at most `most` characters of it, as valid UTF-8."""
    return text[:most].encode("utf-8", "replace").decode("utf-8")


def describe(error: BaseException) -> Error:
    """An exception as plain text: class, builtin base classes, message, and the frames of the student's own cells."""
    try:
        message = str(error)
    except BaseException:  # noqa: BLE001  the student's own __str__ may do anything
        message = ""
    kinds = type(error).__mro__
    bases = [kind.__name__ for kind in kinds if getattr(builtins, kind.__name__, None) is kind]
    return Error(
        type_name=cut(type(error).__name__, limits.NAME_CHARS),
        bases=bases[: limits.FRAMES],
        message=cut(message, limits.MESSAGE_CHARS),
        frames=_frames(error),
    )


def _frames(error: BaseException) -> list[str]:
    prefix = CELL_FILE.split("{", 1)[0]
    places: list[tuple[FrameType, int]] = []
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.startswith(prefix):
            places.append((trace.tb_frame, trace.tb_lineno))
        trace = trace.tb_next
    return [_frame_text(frame, line) for frame, line in places[-limits.FRAMES :]]


def _frame_text(frame: FrameType, line: int) -> str:
    code = frame.f_code
    function = "" if code.co_name == "<module>" else f", in {code.co_name}"
    source = linecache.getline(code.co_filename, line).strip()
    return cut(f"{code.co_filename.strip('<>')}, line {line}{function}" + (f": {source}" if source else ""), 300)
