"""What hidden suites and public checks judge with. Every value is copied into plain numbers before it is believed.

Each helper raises `Judged`, an AssertionError whose text is written for the student and never tells what was expected
of the value. A correct answer may be a number, a NumPy scalar, a 0-d array, a list or an array: its representation
costs nothing. Its shape, its kind and its value do.
"""

import itertools
from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NoReturn, Protocol, TypeVar

import numpy as np

from grader.errors import StudentFault, StudentRaised

RTOL: Final = 1e-6
ATOL: Final = 1e-8
MOST_ITEMS: Final = 100_000
MOST_AXES: Final = 32
MOST_NAMED: Final = 10
LONG_NUMBER: Final = 10**30

_MARK: Final = "_gradescent_variant"

_F = TypeVar("_F", bound=Callable[..., Any])
Numbers = np.ndarray[Any, np.dtype[np.float64]]


class Judged(AssertionError):
    """A test's own words to the student; `values`, what it compared, are for staff alone."""

    def __init__(self, words: str, values: str = "") -> None:
        super().__init__(words)
        self.values = values


class StudentFunction(Protocol):
    """A function of the student's, as `student.step` gives it."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Its result."""

    def call_noting_changes(self, *args: Any, **kwargs: Any) -> tuple[Any, list[int | str]]:
        """Its result, and the arguments it changed in place: position or keyword."""


def as_array(actual: Any, *, what: str = "the result", shape: Sequence[int] | None = None) -> Numbers:
    """A fresh base-class float64 array of numbers, lists of numbers, or arrays. Checks `shape` when it is given."""
    found = _numbers(actual, what)
    if shape is not None and found.shape != tuple(shape):
        raise Judged(f"{what}: expected shape {_shape(shape)}, got {_shape(found.shape)}")
    return found


def as_list(actual: Any, *, what: str = "the result", most: int = MOST_ITEMS) -> list[Any]:
    """The items of a list, a tuple, an array (along its first axis), or a generator."""
    if isinstance(actual, str | bytes | dict) or not isinstance(actual, Iterable) or _is_scalar(actual):
        raise Judged(f"{what}: expected a list, got {_kind(actual)}")
    items = list(itertools.islice(actual, most + 1))
    if len(items) > most:
        raise Judged(f"{what}: it does not end, or holds far too many items")
    return items


def unpack(actual: Any, *names: str, what: str = "the result") -> list[Any]:
    """Exactly as many values as `names`, from a tuple, a list, an array or a generator."""
    expected = f"expected {len(names)} values ({', '.join(names)})"
    if isinstance(actual, str | bytes | dict) or not isinstance(actual, Iterable) or _is_scalar(actual):
        raise Judged(f"{what}: {expected}, got {_kind(actual)}")
    items = list(itertools.islice(actual, len(names) + 1))
    if len(items) != len(names):
        got = f"more than {len(names)}" if len(items) > len(names) else str(len(items))
        raise Judged(f"{what}: {expected}, got {got}")
    return items


def assert_close(
    actual: Any, expected: Any, *, rtol: float = RTOL, atol: float = ATOL, what: str = "the result"
) -> None:
    """Numbers of the same shape, equal to within `atol + rtol * |expected|`. NaN equals nothing."""
    wanted = np.asarray(expected, dtype=np.float64)
    given = as_array(actual, what=what, shape=wanted.shape)
    with np.errstate(all="ignore"):
        close = np.abs(given - wanted) <= atol + rtol * np.abs(wanted)
    wrong = ~np.where(np.isinf(wanted), given == wanted, close)  # everything is within infinity of infinity
    if not wrong.any():
        return
    if not np.isfinite(given).all() and np.isfinite(wanted).all():
        raise Judged(f"{what}: holds nan or inf" if given.ndim else f"{what}: is nan or inf")
    values = _compared(given, wanted)
    if given.ndim == 0:
        raise Judged(f"{what}: wrong value", values)
    raise Judged(f"{what}: wrong value in {int(wrong.sum())} of {given.size} places", values)


def _compared(given: Numbers, wanted: Numbers) -> str:
    """Both, cut where they are long."""
    shown = [np.array2string(values, precision=8, threshold=100) for values in (given, wanted)]
    return f"given {shown[0]}\nexpected {shown[1]}" if given.ndim else f"given {shown[0]}, expected {shown[1]}"


def assert_whole(actual: Any, expected: int, *, what: str = "the result") -> None:
    """One whole number, as an int or a float: 407050 or 407050.0."""
    if isinstance(actual, np.ndarray) and actual.ndim == 0:
        actual = actual[()]
    exact = isinstance(actual, int) or (isinstance(actual, np.generic) and actual.dtype.kind in "iu")
    number = actual if exact else float(as_array(actual, what=what, shape=())[()])
    if isinstance(number, float) and not number.is_integer():
        raise Judged(f"{what}: expected a whole number")
    if int(number) != int(expected):
        short = abs(int(number)) < LONG_NUMBER  # one of many digits may not even be written out
        raise Judged(f"{what}: wrong value", f"given {int(number)}, expected {int(expected)}" if short else "")


def assert_truth(actual: Any, expected: bool, *, what: str = "the result") -> None:
    """One truth value: True, False, or a number that is 0 or 1."""
    if actual is None or isinstance(actual, str):
        raise Judged(f"{what}: expected True or False, got {_kind(actual)}")
    number = float(as_array(actual, what=what, shape=())[()])
    if number not in (0.0, 1.0):
        raise Judged(f"{what}: expected True or False, got another number")
    if bool(number) is not bool(expected):
        raise Judged(f"{what}: wrong value", f"given {bool(number)}, expected {bool(expected)}")


def assert_same_shape(actual: Any, shape: Sequence[int], *, what: str = "the result") -> None:
    """Numbers of that shape, whatever their values."""
    as_array(actual, what=what, shape=shape)


def assert_finite(actual: Any, *, what: str = "the result") -> None:
    """Numbers, at least one, and no nan and no infinity among them."""
    given = as_array(actual, what=what)
    if not given.size:
        raise Judged(f"{what}: holds no number")
    if not np.isfinite(given).all():
        raise Judged(f"{what}: holds nan or inf")


def assert_leaves_inputs_alone(function: StudentFunction, *args: Any, **kwargs: Any) -> Any:
    """Call a function of the student's; none of its arguments may have changed. Gives the function's result."""
    result, changed = function.call_noting_changes(*args, **kwargs)
    if changed:
        names = ", ".join(_argument(place) for place in changed[:MOST_NAMED])
        raise Judged(f"the function changes its input in place ({names}): work on a copy")
    return result


def kept(function: _F) -> _F:
    """The student's function, whose results stay on the student's side, plain data too (None alone comes over).

    For what the suite only hands back: `model = kept(student.train)(X, y)`, then `student.predict(model, X)`. The
    student gets the very object that they made, of whatever class and size. Of another function, nothing changes.
    """
    of_student: Callable[[], _F] = getattr(function, "__kept__", lambda: function)
    return of_student()


def lent(student: Any, kind: type) -> Any:
    """A class of the suite's, as the student's code may use it: `optimizer = lent(student, Restless)(lr=0.1)`.

    Its objects live in the suite's process. The student's code gets one to call its public methods, and nothing else.
    """
    lend: Callable[[type], Any] = getattr(student, "__lend__", lambda own: own)
    return lend(kind)


def assert_raises(error: type[Exception], function: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    """Calling the function raises `error` or a subclass of it. Another exception passes through."""
    try:
        function(*args, **kwargs)
    except error as raised:
        if isinstance(raised, StudentFault) and not isinstance(raised, StudentRaised):
            raise  # a timeout, a missing name: an Exception to Python, but nothing that the student's code raised
        return
    raise Judged(f"expected {error.__name__} to be raised for an argument that makes no sense")


def misconception(*, task: str, answer: str | None = None) -> Callable[[_F], _F]:
    """Mark a wrong answer that students do give. Its docstring is what to tell the student."""
    return _marked(task, answer)


def alternative(*, task: str, answer: str | None = None) -> Callable[[_F], _F]:
    """Mark a right answer that is written otherwise than the model's."""
    return _marked(task, answer)


def _marked(task: str, answer: str | None) -> Callable[[_F], _F]:
    def mark(function: _F) -> _F:
        setattr(function, _MARK, (task, answer))
        return function

    return mark


def _numbers(actual: Any, what: str) -> Numbers:
    """Numbers, lists and arrays as a base-class array; anything else is no answer, whatever it claims to be."""
    numbers: array[float] = array("d")
    shape = _gather(actual, numbers, what)
    if len(shape) > MOST_AXES:
        raise Judged(f"{what}: its lists are nested too deep")
    return np.array(numbers).reshape(shape)


def _gather(actual: Any, numbers: "array[float]", what: str) -> tuple[int, ...]:
    """Put the numbers of one value behind those gathered so far, in one pass however it is nested. Its shape."""
    if isinstance(actual, bool | int | float):
        numbers.append(_float(actual, what))
        return ()
    if isinstance(actual, list | tuple):
        shapes = {_gather(item, numbers, what) for item in actual}
        if len(shapes) > 1:
            raise Judged(f"{what}: its rows are not of equal length")
        return (len(actual), *next(iter(shapes), ()))
    plain = np.asarray(actual) if isinstance(actual, np.generic) else actual
    if type(plain) is not np.ndarray or plain.dtype.kind not in "biuf":
        _refuse(plain, what)
    with np.errstate(over="ignore"):  # a long double may be larger than any float64
        numbers.frombytes(plain.astype(np.float64).tobytes())
    return plain.shape


def _float(value: float, what: str) -> float:
    try:
        return float(value)
    except OverflowError:
        raise Judged(f"{what}: far too large a number") from None


def _refuse(actual: Any, what: str) -> NoReturn:
    raise Judged(f"{what}: expected numbers, got {_kind(actual)}")


def _kind(actual: Any) -> str:
    if actual is None:
        return "None (is a value or a return missing?)"
    if type(actual) is np.ndarray:
        return f"an array of {actual.dtype}" if actual.ndim else f"a single {actual.dtype}"
    if isinstance(actual, np.generic):
        return f"a single {actual.dtype}"
    names = {
        "bool": "a truth value",
        "int": "a number",
        "float": "a number",
        "str": "text",
        "complex": "a complex number",
    }
    name = type(actual).__name__
    return names.get(name, f"a {name}" if not name.startswith("Student") else "an object")


def _is_scalar(actual: Any) -> bool:
    return isinstance(actual, np.ndarray | np.generic) and np.ndim(actual) == 0


def _shape(shape: Sequence[int]) -> str:
    return str(tuple(int(length) for length in shape)) if len(shape) else "() (one number)"


def _argument(place: int | str) -> str:
    ordinals = ("first", "second", "third", "fourth", "fifth", "sixth")
    if isinstance(place, str):
        return f"argument {''.join(c for c in place[:40] if c.isidentifier() or c.isdigit())}"
    return f"{ordinals[place]} argument" if 0 <= place < len(ordinals) else f"argument {place + 1}"


__all__ = [
    "Judged", "alternative", "as_array", "as_list", "assert_close", "assert_finite", "assert_leaves_inputs_alone",
    "assert_raises", "assert_same_shape", "assert_truth", "assert_whole", "kept", "lent", "misconception", "unpack",
]  # fmt: skip
