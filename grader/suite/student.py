"""The student's names, called as if they were local; every call crosses the wire.

What comes back is plain data, or a `StudentObject` that stands for something on the student's side.
"""

import builtins
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from grader.errors import NameMissing, OurFault, StudentCrashed, StudentFault, StudentRaised, SuiteError
from grader.records import Usage
from grader.sandbox.interface import OpenTest
from grader.suite.allowance import PARTS, Allowance
from grader.suite.standins import ObjectsByNumber
from grader.wire import limits
from grader.wire.errors import RemoteProtocolError
from grader.wire.messages import (
    Answered,
    Call,
    CallBack,
    Callback,
    Dict,
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
)
from grader.wire.values import Packer, Unpacker


class Exchange(NamedTuple):
    """One request of the suite's, and what came of it: a reply, or what ended the test."""

    request: Request
    outcome: Reply | BaseException
    noting: bool = False
    """Whether the suite looked at which arguments were changed."""


class Line:
    """The suite's end of one test: packs what goes out, unpacks what comes in, serves callbacks.

    `functions` are those of the suite's that have crossed already, in the order of their numbers; `replaced` stand in
    the place of the student's own from the start. `allowance` is what all lines of a submission share.
    """

    def __init__(
        self,
        open_test: Callable[[], OpenTest],
        functions: Sequence[Callable[..., object]] = (),
        replaced: Mapping[str, Callable[..., Any]] = MappingProxyType({}),
        allowance: Allowance | None = None,
    ) -> None:
        self._open_test = open_test
        self._allowance = allowance or Allowance()
        self._replaced = replaced
        self._test: OpenTest | None = None
        self._closed = False
        self._depth = 0
        self.functions = list(functions)
        self.exchanges: list[Exchange] = []
        """What the suite itself asked; requests from within a callback are a part of the one around them."""
        self._packer = Packer(self._other)
        self._unpacker = Unpacker(self._object, self._function)
        self.asked = False
        """Whether the student's side has been asked for anything: a test that fails before that is our fault."""

    @property
    def output(self) -> str:
        """What the student's code has printed in this test."""
        return self._test.output if self._test is not None else ""

    @property
    def usage(self) -> Usage | None:
        """What the closed test has used; None when nothing was asked, or nobody can say."""
        return self._test.usage if self._test is not None else None

    def lend(self, kind: type) -> Any:
        """See `grader.testing.lent`."""
        name = f"{kind.__name__} of the suite"  # not an identifier: no name of the notebook's is taken
        self.request(self._replacing(name, kind))
        return self.request(Get(name))[0]

    def _replacing(self, name: str, function: Callable[..., Any]) -> Replace:
        """The request that the name mean this function, or this class, which stays here."""
        methods = None
        if isinstance(function, type):
            objects = ObjectsByNumber(function)
            methods = {method: self._number(call) for method, call in objects.methods().items()}
            function = objects.make
        return Replace(name, self._number(function), methods)

    def request(self, request: Request, *, noting: bool = False) -> tuple[Any, list[int | str]]:
        """What the student's side gives, and which arguments it changed. Raises a StudentFault."""
        return self._interpret(self.exchange(request, noting=noting))

    def exchange(self, request: Request, *, noting: bool = False) -> Reply:
        """The reply as it came; kept among `exchanges`. Raises StudentTimeout or StudentCrashed."""
        outcome: Reply | BaseException
        try:
            outcome = self.aside(request)
        except BaseException as error:
            outcome = error
            raise
        finally:
            self._keep(Exchange(request, outcome, noting))
        return outcome

    def aside(self, request: Request) -> Reply:
        """The reply as it came, of which nothing is kept: what came of it, `take` is told."""
        self.asked = True
        self._depth += 1
        try:
            return self._ask(request)
        finally:
            self._depth -= 1

    def take(self, name: str, reply: Reply) -> Any:
        """The value of a name, kept as if it had been asked for and this reply had come. Raises a StudentFault."""
        self._keep(Exchange(Get(name), reply))
        return self._interpret(reply)[0]

    def _keep(self, exchange: Exchange) -> None:
        if self._depth == 0 and not self._closed:
            self.exchanges.append(exchange)

    def _forget(self, reply: Reply, *, unless_light: bool = False) -> None:
        """What is refused may be millions of parts: remembered of each test, they would fill all memory."""
        if not self.exchanges or self.exchanges[-1].outcome is not reply:
            return
        if not (unless_light and self._allowance.remembers(self._unpacker.weight)):
            self.exchanges[-1] = self.exchanges[-1]._replace(outcome=Refused("it is not remembered"))

    def _ask(self, request: Request) -> Reply:
        if self._closed:  # by a function of the suite's that outlived its test
            raise StudentCrashed("the test is over")
        self._check_allowance()
        if self._test is None:
            self._test = self._open_test()
            for name, function in self._replaced.items():
                self._interpret(self._ask(self._replacing(name, function)))
        return self._test.request(request, self._answer)

    def _interpret(self, reply: Reply) -> tuple[Any, list[int | str]]:
        match reply:
            case Returned(value, changed):
                try:
                    found = self._unpack(value)
                except StudentRefused:
                    self._forget(reply)
                    raise
                self._forget(reply, unless_light=True)
                return found, changed
            case Raised(error):
                raise student_raised(error)
            case Missing(name):
                raise NameMissing(f"the notebook does not define {name}")
            case _:
                raise StudentRefused(f"the answer cannot be judged: {reply.reason}")

    def call(
        self, handle: int, args: tuple[Any, ...], kwargs: dict[str, Any], *, noting: bool = False, keep: bool = False
    ) -> tuple[Any, list[int | str]]:
        """Call a student object; `keep`: whatever it gives stays on the student's side."""
        pack = self._packer.pack
        words = [pack(value) for value in args]
        request = Call(handle, words, {name: pack(value) for name, value in kwargs.items()}, keep)
        return self.request(request, noting=noting)

    def close(self) -> None:
        """The test is over."""
        self._closed = True
        if self._test is not None:
            self._test.close()

    def _unpack(self, value: Any) -> Any:
        self._check_allowance()
        try:
            return self._unpacker.unpack(value)
        except RemoteProtocolError:
            raise StudentRefused("the answer cannot be judged: it is not plain data") from None
        finally:
            self._allowance.read(self._unpacker.parts)

    def _check_allowance(self) -> None:
        if self._allowance.is_spent:
            raise StudentRefused(f"the answer cannot be judged: all answers have more than {PARTS:,} parts")

    def _answer(self, question: CallBack) -> Answered | Failed:
        """What a function of the suite's gives. It may raise over what it was given: that is the student's to see."""
        try:
            function = self.functions[question.callback]
            args = [self._unpack(value) for value in question.args]
            kwargs = {name: self._unpack(value) for name, value in question.kwargs.items()}
            return Answered(self._packer.pack(function(*args, **kwargs)))
        except StudentRaised as error:
            return Failed(_builtin_name(error))
        except (AssertionError, StudentFault, OurFault):
            # The suite judges inside its own function, or the process is gone: nothing of that goes to the student.
            raise
        except Exception as error:  # noqa: BLE001  whatever the function raised, its class alone may cross
            return Failed(_builtin_name(error))

    def _other(self, value: object) -> Handle | Callback:
        if isinstance(value, StudentObject):
            return _handle_of(value)
        if not callable(value):
            raise SuiteError(
                f"a {type(value).__name__} cannot be passed to student code: pass plain data or a function"
            )
        return Callback(self._number(value))

    def _number(self, value: Callable[..., object]) -> int:
        for number, function in enumerate(self.functions):
            if function is value:
                return number
        self.functions.append(value)
        return len(self.functions) - 1

    def _object(self, handle: Handle) -> "StudentObject":
        return StudentObject(self, handle)

    def _function(self, word: Callback) -> Callable[..., object]:
        if not 0 <= word.id < len(self.functions):
            raise RemoteProtocolError(f"no function of the suite has the number {word.id}")
        return self.functions[word.id]


class StudentRefused(StudentFault):
    """The student's answer exists but cannot cross: too large, too deep."""

    outcome = "failed"


class StudentObject:
    """Something that stays on the student's side: a function, a class, an instance, a generator.

    It can be called, passed in again, iterated over, and asked for its attributes and methods.
    """

    def __init__(self, line: Line, handle: Handle, *, keep: bool = False) -> None:
        self._line = line
        self._handle = handle
        self._keep = keep

    def __kept__(self) -> "StudentObject":
        """See `grader.testing.kept`."""
        return StudentObject(self._line, self._handle, keep=True)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._line.call(self._handle.id, args, kwargs, keep=self._keep)[0]

    def call_noting_changes(self, *args: Any, **kwargs: Any) -> tuple[Any, list[int | str]]:
        """The result of a call, and the arguments that the student's code changed in place: position or keyword."""
        return self._line.call(self._handle.id, args, kwargs, noting=True, keep=self._keep)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            # Libraries probe for protocols (__array__, __index__, …). What a student object answers is not believed.
            raise AttributeError(name)
        return self._line.request(Get(name, self._handle.id))[0]

    def __iter__(self) -> Iterator[Any]:
        items, _ = self._line.request(Items(self._handle.id, limits.ITEMS))
        if not isinstance(items, list) or len(items) >= limits.ITEMS:
            raise StudentRefused("the answer cannot be judged: it does not end, or holds far too many items")
        return iter(items)

    def __bool__(self) -> bool:
        # Every object is true to Python: `assert student.is_even(3)` would pass for any object that comes back.
        raise StudentRefused(f"the answer cannot be judged: a {self._handle.type_name} is neither True nor False")

    def __repr__(self) -> str:
        return f"<student's {self._handle.type_name}>"


def _handle_of(value: StudentObject) -> Handle:
    return value._handle


class Answers:
    """The notebook's answers, by name: entries of a dict `answers`, or variables of that name."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def __getitem__(self, name: str) -> Any:
        return self._line.take(name, _entry(self._line, name) or self._line.aside(Get(name)))


class Student:
    """The names that the student's notebook defines."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._known: dict[str, Any] = {}

    @property
    def answers(self) -> Answers:
        """Answers that are no functions."""
        return Answers(self._line)

    def __lend__(self, kind: type) -> Any:
        """See `grader.testing.lent`."""
        return self._line.lend(kind)

    def __repr__(self) -> str:
        return "student"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        if name in self._known:
            return self._known[name]
        reply = self._line.aside(Get(name))
        if isinstance(reply, Missing):
            reply = _entry(self._line, name) or reply
        value = self._line.take(name, reply)
        if isinstance(value, StudentObject):  # a value may change with each call, a function stays what it is
            self._known[name] = value
        return value


def _entry(line: Line, name: str) -> Reply | None:
    """The reply for one entry of the notebook's dict `answers`, as if it were a variable; None when there is none."""
    match line.aside(Get("answers")):
        case Returned(Dict(pairs)):
            found = [value for key, value in pairs if key == name]
            return Returned(found[-1], []) if found else None
        case Returned() | Missing():
            return None
        case refused:
            return refused


def student_raised(error: Error) -> StudentRaised:
    """The student's exception, as an instance of the same builtin class too, so that `pytest.raises` works."""
    kind = _class_for(tuple(error.bases))
    raised = kind.__new__(kind)
    raised.type_name = error.type_name
    raised.message = error.message
    raised.frames = tuple(error.frames)
    return raised


def _builtin_name(error: Exception) -> str:
    names = (kind.__name__ for kind in type(error).__mro__ if getattr(builtins, kind.__name__, None) is kind)
    return str(next(names, "Exception"))


@cache
def _class_for(bases: tuple[str, ...]) -> type[StudentRaised]:
    for name in bases:
        base = getattr(builtins, name, None)
        # Only what `except Exception` catches, and nothing that Python itself gives a meaning to.
        if not isinstance(base, type) or not issubclass(base, Exception) or base is Exception:
            continue
        if not issubclass(base, StopIteration | StopAsyncIteration | BaseExceptionGroup):
            # The builtin first: what makes an instance must be its own. Only the words are ours.
            return type(f"Student{name}", (base, StudentRaised), {"__str__": StudentRaised.__str__})
    return StudentRaised
