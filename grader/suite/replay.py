"""The calls that a test made, made once more of another answer: does it give what the student gave?

Only plain data is compared, as it crossed the wire: how a number is held costs nothing here either.
"""

from collections import deque
from collections.abc import Callable, MutableMapping, Sequence
from typing import Any, Final, NoReturn

import numpy as np
import pytest

from grader.errors import GraderError
from grader.records import Limits
from grader.sandbox.fake import FakeNotebook
from grader.suite.student import Exchange, Line
from grader.testing import Judged, Numbers, as_array
from grader.wire.errors import RemoteProtocolError
from grader.wire.messages import (
    Array,
    Call,
    Dict,
    Get,
    Handle,
    Items,
    List,
    Raised,
    Reply,
    Request,
    Returned,
    Tuple,
    Value,
)
from grader.wire.values import Unpacker

RTOL: Final = 1e-6
ATOL: Final = 1e-9

Outcome = Reply | BaseException

Alike = Callable[[Any, Any], bool]
"""Whether two answers that differ by value are one all the same."""

_ENDS: Final = (GraderError, AssertionError, RemoteProtocolError, pytest.fail.Exception, pytest.skip.Exception)
"""What a function of the suite's that judges, or the other answer itself, may end a request with."""


def gives_the_same(
    line: Line, namespace: MutableMapping[str, Any], limits: Limits, seed: int, alike: Alike | None = None
) -> bool:
    """Whether the names in `namespace` answer all that was asked on `line` as the student did.

    `alike` says it of two answers, unpacked, that differ by value.
    """
    replay = Replay(line, namespace, limits, seed, alike)
    try:
        return bool(line.exchanges) and replay.goes_on()
    finally:
        replay.close()


class Replay:
    """The exchanges of a test, made once more of the names in `namespace`."""

    def __init__(
        self,
        line: Line,
        namespace: MutableMapping[str, Any],
        limits: Limits,
        seed: int,
        alike: Alike | None = None,
    ) -> None:
        self.namespace = namespace
        self._alike = alike or (lambda _, __: False)
        self._again = Line(lambda: FakeNotebook(namespace, limits).open_test(seed), line.functions)
        self._handles = Handles()
        self._left = deque(line.exchanges)

    def goes_on(self, until: str | None = None) -> bool:
        """Go on to the end, or to where the name `until` is asked for. Whether all the answers were the student's."""
        while self._left and self._left[0].request != Get(until or ""):
            if not _same_once_more(self._left.popleft(), self._again, self._handles, self._alike):
                return False
        return True

    def close(self) -> None:
        """It is over."""
        self._again.close()


class Handles:
    """Which object of the replay stands for which of the student's."""

    def __init__(self) -> None:
        self._known: dict[int, Handle] = {}

    def same(self, student: Handle, replay: Handle) -> bool:
        """Whether these two can be the same object, now that they stand in the same place."""
        return self._known.setdefault(student.id, replay).id == replay.id

    def number(self, student: int) -> int:
        """The replay's number of a student object. Raises KeyError."""
        return self._known[student].id

    def value(self, value: Value) -> Value:
        """An argument, with the replay's objects in place of the student's."""
        match value:
            case Handle(id):
                return self._known[id]
            case List(items):
                return List([self.value(item) for item in items])
            case Tuple(items):
                return Tuple([self.value(item) for item in items])
            case Dict(pairs):
                return Dict([(key, self.value(item)) for key, item in pairs])
        return value

    def request(self, request: Request) -> Request:
        """The same request to the replay's objects. Raises KeyError."""
        match request:
            case Get(name, owner) if owner is not None:
                return Get(name, self.number(owner))
            case Call(handle, args, kwargs, keep):
                named = {name: self.value(value) for name, value in kwargs.items()}
                return Call(self.number(handle), [self.value(value) for value in args], named, keep)
            case Items(handle, most):
                return Items(self.number(handle), most)
        return request


def _same_once_more(exchange: Exchange, replay: Line, handles: Handles, alike: Alike) -> bool:
    outcome: Outcome
    try:
        outcome = replay.exchange(handles.request(exchange.request))
    except KeyError:
        return False  # it speaks of an object that the replay does not have
    except _ENDS as error:
        outcome = error
    return _same_outcome(exchange, outcome, handles, alike)


def _same_outcome(exchange: Exchange, replayed: Outcome, handles: Handles, alike: Alike) -> bool:
    match exchange.outcome, replayed:
        case Returned(value, changed), Returned(again, changed_again):
            same = same_value(value, again, handles) or _are_alike(value, again, alike)
            return same and (not exchange.noting or changed == changed_again)
        case Raised(error), Raised(again):
            return error.bases[:1] == again.bases[:1]
        case BaseException() as ended, BaseException() as ended_again:
            return type(ended) is type(ended_again) and str(ended) == str(ended_again)
    return type(exchange.outcome) is type(replayed)


def _are_alike(student: Value, replay: Value, alike: Alike) -> bool:
    try:
        unpack = Unpacker(_refuse, _refuse).unpack
        return alike(unpack(student), unpack(replay))
    except Exception:  # noqa: BLE001  whatever the student's answer does to the suite's comparison, it is no match
        return False


def same_value(student: Value, replay: Value, handles: Handles) -> bool:
    """Whether two answers are the same to whoever judges them: numbers by shape and value, the rest part by part."""
    if isinstance(student, Handle) and isinstance(replay, Handle):
        return handles.same(student, replay)
    # The replay's is our own; the student's may be far larger, and is looked at no further than it is alike.
    if (again := _numbers(replay)) is not None:
        numbers = _numbers(student) if _has_shape(student, again.shape) else None
        return (
            numbers is not None
            and numbers.shape == again.shape
            and np.allclose(numbers, again, rtol=RTOL, atol=ATOL, equal_nan=True)
        )
    if isinstance(student, List | Tuple) and isinstance(replay, List | Tuple):
        return _same_parts(student.items, replay.items, handles)
    if isinstance(student, Dict) and isinstance(replay, Dict):
        keys = [key for key, _ in student.pairs] == [key for key, _ in replay.pairs]
        return keys and _same_parts([v for _, v in student.pairs], [v for _, v in replay.pairs], handles)
    return student == replay


def _same_parts(student: Sequence[Value], replay: Sequence[Value], handles: Handles) -> bool:
    pairs = zip(student, replay, strict=False)
    return len(student) == len(replay) and all(same_value(one, other, handles) for one, other in pairs)


def _has_shape(value: Value, shape: tuple[int, ...]) -> bool:
    """Whether it may be numbers of this shape: found out in as many steps as there are such numbers."""
    match value:
        case List(items) | Tuple(items):
            return shape[:1] == (len(items),) and all(_has_shape(item, shape[1:]) for item in items)
        case Array(_, of_array, _):
            return tuple(of_array) == shape
    return not shape


def _numbers(value: Value) -> Numbers | None:
    try:
        return as_array(Unpacker(_refuse, _refuse).unpack(value))
    except (Judged, RemoteProtocolError):
        return None


def _refuse(_: object) -> NoReturn:
    raise Judged("not a number")
