"""The student's role in a test's conversation: requests answered against live objects.

Pure like the rest of the wire: what has to wait for the other side (a callback) goes through the function `ask` that
the caller gives. The sandboxed program and the in-process stand-in both answer with this.
"""

import builtins
import linecache
from collections import deque
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from itertools import islice
from types import FrameType
from typing import Any, Final

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
    Replace,
    Reply,
    Request,
    Returned,
    Value,
)
from grader.wire.values import Packer, Unpacker

CELL_FILE: Final = "<cell {}>"
"""The file name a cell is compiled under, with the cell's number as people count, from 1."""

_PLAIN: Final = (type(None), bool, int, float, str)
_NOTHING: Final = object()
_MADE_OTHERWISE: Final = (UnicodeError, BaseExceptionGroup)  # than from one message


class CallbackFailed(Exception):
    """A function of the suite's raised, and its class is no builtin exception."""


class Answering:
    """Answers the requests of one test against one namespace."""

    def __init__(self, namespace: MutableMapping[str, Any], ask: Callable[[CallBack], Answered | Failed]) -> None:
        self._namespace = namespace
        self._ask = ask
        self._objects: list[object] = []
        self._handles: dict[int, Handle] = {}
        self._callbacks: dict[int, Callable[..., object]] = {}
        self._packer = Packer(self._other)
        self._unpacker = Unpacker(lambda handle: self._object(handle.id), self._callback)
        self._replaced: dict[str, object] = {}
        self._open = 0
        self._asked = 0

    def answer(self, request: Request) -> Reply:
        """The reply to one request. Whatever the student's code raises becomes a reply too."""
        self._open += 1
        try:
            match request:
                case Get(name, owner):
                    return self._get(name, owner)
                case Call():
                    return self._call(request)
                case Replace(name, callback, methods):
                    return self._replace(name, callback, methods)
                case Items(handle, most):  # pragma: no branch  the type checker knows that these are all
                    items = list(islice(iter(self._object(handle)), min(most, limits.ITEMS)))  # type: ignore[call-overload]
                    return Returned(self._packer.pack(items), [])
        except Unsendable as error:
            return Refused(_text(error))
        except RemoteProtocolError:
            raise
        except BaseException as error:  # noqa: BLE001  SystemExit and KeyboardInterrupt are answers here
            return Raised(describe(error), [])
        finally:
            self._open -= 1

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
        value = self._other(result) if request.keep and result is not None else self._packer.pack(result)
        return Returned(value, changed())

    def _replace(self, name: str, callback: int, methods: dict[str, int] | None) -> Reply:
        self._replaced.setdefault(name, self._namespace.get(name, _NOTHING))
        function = self._callback(Callback(callback))
        if methods is not None:
            calls = {method: self._callback(Callback(number)) for method, number in methods.items()}
            function = _class_of_the_suite(name, function, calls)
        self._namespace[name] = function
        return Returned(None, [])

    def restore(self) -> None:
        """Names that were replaced mean again what they meant: where the namespace outlives the test."""
        for name, value in self._replaced.items():
            if value is _NOTHING:
                self._namespace.pop(name, None)
            else:
                self._namespace[name] = value
        self._replaced.clear()

    def _differs(self, before: Value, now: object) -> bool:
        if isinstance(before, _PLAIN):
            return False
        try:
            after = Packer(self._other).pack(now)
        except Exception:  # noqa: BLE001  what can no longer be read, or sent, is not what was passed in
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
        handle = Handle(len(self._objects) - 1, _name(type(value)), callable(value))
        self._handles[id(value)] = handle
        return handle

    def _callback(self, word: Callback) -> Callable[..., object]:
        if word.id not in self._callbacks:
            self._callbacks[word.id] = _SuiteFunction(word.id, self._call_back)
        return self._callbacks[word.id]

    def _call_back(self, number: int, args: tuple[object, ...], kwargs: dict[str, object]) -> object:
        # Said here, as an exception that the student's code can see: over the wire it would be the conversation's end.
        if self._open >= limits.CALL_DEPTH:
            raise RecursionError("too many calls within calls of the function that was passed in")
        if self._asked >= limits.CALLBACKS:
            raise RuntimeError(f"more than {limits.CALLBACKS:,} calls of the functions that were passed in")
        try:
            words, named = Packer(self._other).pack_call(args, kwargs)
        except Unsendable as error:
            raise TypeError(f"the function was given {error}") from None
        self._asked += 1
        match self._ask(CallBack(number, words, named)):
            case Answered(value):
                return self._unpacker.unpack(value)
            case Failed(type_name):  # pragma: no branch  the type checker knows that these are all
                raise _builtin_exception(type_name)("raised by the function that was passed in")


class _SuiteFunction:
    """A function of the suite's, as the student's code sees it: callable, and nothing behind it to look into."""

    def __init__(self, number: int, call: Callable[[int, tuple[object, ...], dict[str, object]], object]) -> None:
        self.__name__ = self.__qualname__ = "function"
        self.number = number
        self._call = call

    def __call__(self, *args: object, **kwargs: object) -> object:
        return self._call(self.number, args, kwargs)


def _class_of_the_suite(
    name: str, make: Callable[..., object], methods: Mapping[str, Callable[..., object]]
) -> type[object]:
    """A class whose objects live on the staff's side: here each is a number."""

    def start(self: Any, *args: object, **kwargs: object) -> None:
        self._number = make(*args, **kwargs)

    def calling(call: Callable[..., object]) -> Callable[..., object]:
        return lambda self, *args, **kwargs: call(self._number, *args, **kwargs)

    return type(name, (), {"__init__": start, **{method: calling(call) for method, call in methods.items()}})


def _builtin_exception(name: str) -> type[Exception]:
    found = getattr(builtins, name, None)
    if isinstance(found, type) and issubclass(found, Exception) and not issubclass(found, _MADE_OTHERWISE):
        return found
    return CallbackFailed


def cut(text: str, most: int) -> str:
    """The text, at most `most` characters of it, as valid UTF-8."""
    # A subclass of str may have any idea of what its parts are.
    return str.__getitem__(text, slice(most)).encode("utf-8", "replace").decode("utf-8")


def describe(error: BaseException) -> Error:
    """An exception as plain text: class, builtin base classes, message, and the frames of the student's own cells."""
    kind = type(error)
    name, bases = _name(kind), _bases(kind)
    if getattr(builtins, name, None) is kind:  # some that Python keeps to itself have a name that nobody knows
        name = bases[0]
    return Error(type_name=name, bases=bases, message=_text(error), frames=_frames(error))


def _name(kind: type) -> str:
    # Asked of `type` itself: a metaclass may answer anything, and something else each time.
    return cut(type.__dict__["__name__"].__get__(kind), limits.NAME_CHARS)


def _bases(kind: type) -> list[str]:
    names = [(_name(base), base) for base in type.__dict__["__mro__"].__get__(kind)]
    public = (name for name, base in names if getattr(builtins, name, None) is base and not name.startswith("_"))
    return list(islice(public, limits.FRAMES))


def _text(error: BaseException) -> str:
    try:
        return cut(str(error), limits.MESSAGE_CHARS)
    except BaseException:  # noqa: BLE001  the student's own __str__ may do anything
        return ""


def _frames(error: BaseException) -> list[str]:
    try:
        return [_frame_text(frame, line) for frame, line in _places(error)]
    except BaseException:  # noqa: BLE001  the traceback may be a property of the student's own
        return []


def _places(error: BaseException) -> Iterable[tuple[FrameType, int]]:
    prefix = CELL_FILE.split("{", 1)[0]
    places: deque[tuple[FrameType, int]] = deque(maxlen=limits.FRAMES)
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.startswith(prefix):
            places.append((trace.tb_frame, trace.tb_lineno))
        trace = trace.tb_next
    return places


def _frame_text(frame: FrameType, line: int) -> str:
    code = frame.f_code
    function = "" if code.co_name == "<module>" else f", in {code.co_name}"
    source = linecache.getline(code.co_filename, line).strip()
    place = f"{code.co_filename.strip('<>')}, line {line}{function}"
    return cut(f"{place}: {source}" if source else place, limits.PLACE_CHARS)
