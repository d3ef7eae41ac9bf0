"""What suites judge with: every right representation passes, nothing that only looks right does, no value is told."""

import itertools
import re

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.errors import NameMissing, StudentTimeout
from grader.records import Limits
from grader.sandbox.fake import FakeNotebook
from grader.suite.student import Line, Student, StudentObject, student_raised
from grader.testing import (
    ATOL,
    RTOL,
    Judged,
    alternative,
    as_array,
    as_list,
    assert_close,
    assert_finite,
    assert_leaves_inputs_alone,
    assert_raises,
    assert_same_shape,
    assert_truth,
    assert_whole,
    misconception,
    unpack,
)
from grader.wire.messages import Error


class Agreeable(float):
    """Says yes to everything."""

    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__
    __hash__ = float.__hash__

    def __abs__(self):
        return 0.0


class Array(np.ndarray):
    """An array that compares itself."""

    def __eq__(self, other):
        return np.ones(self.shape, bool)

    __hash__ = None


class Pretender:
    """Claims to be whatever NumPy asks for."""

    def __array__(self, dtype=None, copy=None):
        return np.array([1.0, 2.0])

    def __float__(self):
        return 3.0

    def __len__(self):
        return 2


def handle(source="x = object()"):
    namespace = {}
    exec(source, namespace)
    return Student(Line(lambda: FakeNotebook(namespace, Limits()).open_test(0))).x


def nested_in_lists(value, depth):
    for _ in range(depth):
        value = [value]
    return value


THREE = np.array([1.0, 2.0, 3.0])

# What is never the vector (1, 2, 3), and the words for it.
NO_VECTOR = [
    (np.empty((0, 3)), "expected shape (3,), got (0, 3)"),
    (np.empty(0), "expected shape (3,), got (0,)"),
    ([], "expected shape (3,), got (0,)"),
    (THREE[None], "expected shape (3,), got (1, 3)"),
    (THREE[:, None], "expected shape (3,), got (3, 1)"),
    ([[1, 2, 3]], "expected shape (3,), got (1, 3)"),
    (1.0, "expected shape (3,), got () (one number)"),
    (np.ma.masked_all(3), "expected numbers, got a MaskedArray"),
    (np.ma.array(THREE), "expected numbers, got a MaskedArray"),
    (np.asarray([THREE]).view(np.matrix), "expected numbers, got a matrix"),
    (THREE.view(Array), "expected numbers, got a Array"),
    (THREE.astype(object), "expected numbers, got an array of object"),
    (THREE.astype(complex), "expected numbers, got an array of complex128"),
    (THREE.astype(str), "expected numbers, got an array of <U32"),
    (np.array(["2026-01-01"] * 3, "M8[D]"), "expected numbers, got an array of datetime64[D]"),
    (np.zeros(3, [("a", float)]), "expected numbers, got an array of [('a', '<f8')]"),
    ("123", "expected numbers, got text"),
    (b"123", "expected numbers, got a bytes"),
    (["1", "2", "3"], "expected numbers, got text"),
    ([1, None, 3], "expected numbers, got None (is a value or a return missing?)"),
    (None, "expected numbers, got None (is a value or a return missing?)"),
    (1j, "expected numbers, got a complex number"),
    ([1, 2, 3 + 0j], "expected numbers, got a complex number"),
    (np.complex128(1), "expected numbers, got a single complex128"),
    (np.str_("1"), "expected numbers, got a single <U1"),
    ({1: 2}, "expected numbers, got a dict"),
    ([1, [2, 3]], "its rows are not of equal length"),
    ([[1], [2, 3]], "its rows are not of equal length"),
    ([[[1]], [[2], [3]]], "its rows are not of equal length"),
    ([THREE, 1], "its rows are not of equal length"),
    (nested_in_lists(3.0, 33), "its lists are nested too deep"),
    (nested_in_lists(THREE, 70), "its lists are nested too deep"),
    (np.empty((3, 0)), "expected shape (3,), got (3, 0)"),
    ([[], [], []], "expected shape (3,), got (3, 0)"),
    (np.ma.masked, "expected numbers, got a MaskedConstant"),
    ([np.ma.masked, 2.0, 3.0], "expected numbers, got a MaskedConstant"),
    (np.timedelta64("NaT", "s"), "expected numbers, got a single timedelta64[s]"),
    ([1.0, np.nan, 3.0], "holds nan or inf"),
    ([1.0, np.inf, 3.0], "holds nan or inf"),
    ([1, 10**400, 3], "far too large a number"),
    ((i for i in (1, 2, 3)), "expected numbers, got a generator"),
    (Pretender(), "expected numbers, got a Pretender"),
    ([1.0, 2.5, 3.0], "wrong value in 1 of 3 places"),
    ([True, False, True], "wrong value in 2 of 3 places"),
    ([Agreeable(9), Agreeable(9), Agreeable(3)], "wrong value in 2 of 3 places"),
    (-THREE, "wrong value in 3 of 3 places"),
]


@pytest.mark.parametrize(("actual", "words"), NO_VECTOR, ids=lambda value: value[:40] if isinstance(value, str) else "")
def test_what_is_no_such_vector(actual, words):
    with pytest.raises(Judged, match=f"^{re.escape(f'the result: {words}')}$"):
        assert_close(actual, THREE)


@pytest.mark.parametrize("source", ["x = object()", "def x(): pass", "x = (i for i in range(3))", "x = lambda: 1"])
def test_an_object_of_the_students_is_no_number(source):
    with pytest.raises(Judged, match=r"^the weights: expected numbers, got an object$"):
        assert_close(handle(source), THREE, what="the weights")


@pytest.mark.parametrize(
    ("actual", "expected", "words"),
    [
        (3.1, 3.0, "wrong value"),
        (np.nan, 3.0, "is nan or inf"),
        (np.inf, 3.0, "is nan or inf"),
        (np.nan, np.nan, "is nan or inf|wrong value"),
        (3.0, np.inf, "wrong value"),
        (-np.inf, np.inf, "wrong value"),
        (np.inf, -np.inf, "wrong value"),
        (np.nan, np.inf, "wrong value"),
        (1e308, -1e308, "wrong value"),
        (Agreeable(9), 3.0, "wrong value"),
        ([3.0], 3.0, r"expected shape \(\) \(one number\), got \(1,\)"),
        ([[3.0]], 3.0, r"expected shape \(\) \(one number\), got \(1, 1\)"),
        (np.empty(0), 3.0, r"expected shape \(\) \(one number\), got \(0,\)"),
        (np.empty((0, 3)), 3.0, r"expected shape \(\) \(one number\), got \(0, 3\)"),
        (np.array([[3.0]]).view(np.matrix), 3.0, "expected numbers, got a matrix"),
        (np.ma.masked_all(()), 3.0, "expected numbers, got a MaskedArray"),
        (np.array(Agreeable(9), object), 3.0, "expected numbers, got a single object"),
        (3 + 0j, 3.0, "expected numbers, got a complex number"),
        ("3.0", 3.0, "expected numbers, got text"),
        (10**400, 3.0, "far too large a number"),
    ],
)
def test_what_is_no_such_number(actual, expected, words):
    with pytest.raises(Judged, match=f"^the result: (?:{words})$"):
        assert_close(actual, expected)


@pytest.mark.parametrize("sign", [1, -1])
def test_infinity_is_infinity(sign):
    assert assert_close([sign * np.inf, 1.0], [sign * np.inf, 1.0]) is None


@pytest.mark.parametrize("dtype", ["?", "i1", "u1", "i4", "u8", "f2", "f4", "f8", ">f8", ">i2", np.longdouble])
def test_any_number_of_numpy_is_a_number(dtype):
    for actual in (np.array([1, 0, 1], dtype), list(np.array([1, 0, 1], dtype))):
        assert assert_close(actual, [1.0, 0.0, 1.0]) is None


def test_a_long_double_beyond_all_float64():
    with pytest.raises(Judged, match="is nan or inf"):
        assert_close(np.longdouble("1e4000"), 1.0)


def test_an_empty_answer_is_right_where_nothing_is_expected():
    assert assert_close([], np.empty(0)) is None
    assert assert_close(np.empty((0, 3)), np.empty((0, 3))) is None


def nested(array, scalar):
    """The array as lists of what `scalar` makes of each number."""
    return scalar(array[()]) if array.ndim == 0 else [nested(part, scalar) for part in array]


REPRESENTATIONS = [
    np.array,
    lambda array: array.copy(order="F"),
    lambda array: array[::-1][::-1] if array.ndim else array[()],
    np.ndarray.tolist,
    lambda array: nested(array, float),
    lambda array: nested(array, np.float64),
    lambda array: nested(array, np.asarray),
    lambda array: tuple(array) if array.ndim else array[()],
    lambda array: list(array) if array.ndim else float(array),
    lambda array: array.astype(np.longdouble),
    lambda array: array.astype(">f8"),
]
REASONABLE = st.floats(-1e100, 1e100)
ARRAYS = hnp.arrays(np.float64, hnp.array_shapes(min_dims=0, max_dims=3, max_side=4), elements=REASONABLE)


@given(ARRAYS, st.sampled_from(REPRESENTATIONS))
def test_any_representation_of_the_right_value_passes(array, represent):
    assert assert_close(represent(array), array) is None


@given(hnp.arrays(np.int64, hnp.array_shapes(max_dims=2, max_side=4), elements=st.integers(-(2**40), 2**40)))
def test_whole_numbers_pass_for_floats(array):
    assert assert_close(array, array.astype(float)) is None
    assert assert_close(array.tolist(), array.astype(float)) is None


@given(ARRAYS, st.sampled_from(REPRESENTATIONS), st.data())
def test_one_place_that_is_off_by_more_than_the_tolerance_fails(array, represent, data):
    place = data.draw(st.integers(0, array.size - 1))
    wrong = array.copy()
    wrong.flat[place] += data.draw(st.sampled_from([-1, 1])) * 1.01 * (ATOL + RTOL * abs(array.flat[place]))
    with pytest.raises(Judged, match=r"wrong value(?: in 1 of \d+ places)?$"):
        assert_close(represent(wrong), array)


@given(ARRAYS, st.sampled_from([-1, 1]))
def test_all_places_off_by_less_than_the_tolerance_pass(array, sign):
    assert assert_close(array + sign * 0.99 * (ATOL + RTOL * np.abs(array)), array) is None


@given(ARRAYS, ARRAYS)
def test_another_shape_fails_whatever_the_values(actual, expected):
    assume(actual.shape != expected.shape)
    with pytest.raises(Judged, match="expected shape"):
        assert_close(actual, expected)


@given(st.integers(10**6, 10**9), st.integers(1, 10**5))
def test_no_helper_tells_what_was_expected(expected, off):
    tries = [
        lambda: assert_close(expected + off, expected, rtol=0),
        lambda: assert_close([expected + off, 0], [expected, 0], rtol=0),
        lambda: assert_close([expected], expected),
        lambda: assert_close(None, expected),
        lambda: assert_close(np.nan, expected),
        lambda: assert_whole(expected + off, expected),
        lambda: assert_whole(expected + 0.5, expected),
        lambda: assert_whole("x", expected),
    ]
    for attempt in tries:
        with pytest.raises(Judged) as raised:
            attempt()
        assert str(expected) not in str(raised.value)


@pytest.mark.parametrize(("rtol", "atol"), [(0.0, 0.5), (0.5, 0.0)])
def test_tolerances_are_the_authors(rtol, atol):
    assert assert_close(1.4, 1.0, rtol=rtol, atol=atol) is None
    with pytest.raises(Judged):
        assert_close(1.6, 1.0, rtol=rtol, atol=atol)


def test_as_array_gives_a_fresh_plain_array():
    given_array = np.array([1.0, 2.0])
    array = as_array(given_array, shape=(2,))
    array[0] = 9.0
    assert (type(array), array.dtype, given_array[0]) == (np.ndarray, np.float64, 1.0)


def test_as_array_of_another_shape():
    with pytest.raises(Judged, match=r"^w: expected shape \(3,\), got \(2,\)$"):
        as_array([1, 2], what="w", shape=(3,))


def test_assert_same_shape():
    assert assert_same_shape([[np.nan, 2]], (1, 2)) is None
    with pytest.raises(Judged, match=r"expected shape \(2, 1\), got \(1, 2\)"):
        assert_same_shape([[1, 2]], (2, 1))


# Lists and several values.


@pytest.mark.parametrize(
    ("actual", "items"),
    [
        ([1, "a"], [1, "a"]),
        ((1, 2), [1, 2]),
        ([], []),
        (np.array([1, 2]), [1, 2]),
        (range(2), [0, 1]),
        ((i for i in (1, 2)), [1, 2]),
        (handle("x = (i for i in (1, 2))"), [1, 2]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_as_list(actual, items):
    assert as_list(actual) == items


def test_as_list_of_an_array_goes_along_the_first_axis():
    assert [row.shape for row in as_list(np.zeros((2, 3)))] == [(3,), (3,)]


NO_LIST = [
    ("ab", "text"),
    (b"ab", "a bytes"),
    ({1: 2}, "a dict"),
    (None, r"None \(is a value or a return missing\?\)"),
    (3, "a number"),
    (2.5, "a number"),
    (True, "a truth value"),
    (1j, "a complex number"),
    (np.float64(3), "a single float64"),
    (np.array(3), "a single int64"),
    (np.str_("ab"), "a single <U2|text"),
]


@pytest.mark.parametrize(("actual", "kind"), NO_LIST, ids=repr)
def test_what_is_no_list(actual, kind):
    with pytest.raises(Judged, match=f"^the result: expected a list, got (?:{kind})$"):
        as_list(actual)
    with pytest.raises(Judged, match=rf"^the result: expected 2 values \(w, b\), got (?:{kind})$"):
        unpack(actual, "w", "b")


def test_a_list_that_does_not_end():
    with pytest.raises(Judged, match=r"^the batches: it does not end, or holds far too many items$"):
        as_list(itertools.count(), what="the batches")


def test_the_most_items_are_allowed_and_one_more_is_not():
    assert as_list(range(3), most=3) == [0, 1, 2]
    with pytest.raises(Judged, match="does not end"):
        as_list(range(4), most=3)


@pytest.mark.parametrize("actual", [(1, 2), [1, 2], np.array([1, 2]), iter((1, 2)), handle("x = iter((1, 2))")])
def test_unpack(actual):
    assert unpack(actual, "w", "b") == [1, 2]


@pytest.mark.parametrize(
    ("actual", "got"), [((1,), "1"), ((), "0"), ((1, 2, 3), "more than 2"), (itertools.count(), "more than 2")]
)
def test_unpack_of_another_number_of_values(actual, got):
    with pytest.raises(Judged, match=rf"^train: expected 2 values \(w, b\), got {got}$"):
        unpack(actual, "w", "b", what="train")


# Whole numbers, truth, finiteness.


@pytest.mark.parametrize("make", [int, float, np.int32, np.uint64, np.float32, np.float64, np.asarray])
def test_assert_whole_takes_any_number(make):
    assert assert_whole(make(407050), 407050) is None


@pytest.mark.parametrize("make", [int, np.int64, np.asarray])
def test_whole_numbers_are_exact_however_large(make):
    assert assert_whole(make(2**53 + 1), 2**53 + 1) is None
    with pytest.raises(Judged):
        assert_whole(make(2**53 + 1), 2**53)


def test_a_truth_value_is_a_whole_number():
    assert assert_whole(True, 1) is None
    assert assert_whole(np.True_, 1) is None


@pytest.mark.parametrize(
    ("actual", "words"),
    [
        (5, "wrong value"),
        (10**400, "wrong value"),
        (4.0, "wrong value"),
        (3.5, "expected a whole number"),
        (3.0000001, "expected a whole number"),
        (np.inf, "expected a whole number"),
        (np.nan, "expected a whole number"),
        ([3], r"expected shape \(\) \(one number\), got \(1,\)"),
        ("3", "expected numbers, got text"),
        (None, r"expected numbers, got None .*"),
        (3 + 0j, "expected numbers, got a complex number"),
        (np.array(3 + 0j), "expected numbers, got a single complex128"),
        (np.empty(0), r"expected shape \(\) \(one number\), got \(0,\)"),
        (np.ma.masked, "expected numbers, got a MaskedConstant"),
    ],
    ids=repr,
)
def test_what_is_no_such_whole_number(actual, words):
    with pytest.raises(Judged, match=f"^n: {words}$"):
        assert_whole(actual, 3, what="n")


@pytest.mark.parametrize("truth", [True, False])
@pytest.mark.parametrize("make", [bool, int, float, np.bool_, np.int8, np.asarray])
def test_assert_truth(make, truth):
    assert assert_truth(make(truth), truth) is None
    with pytest.raises(Judged, match=r"^the answer: wrong value$"):
        assert_truth(make(truth), not truth, what="the answer")


@pytest.mark.parametrize(
    ("actual", "words"),
    [
        ("True", "expected True or False, got text"),
        (None, r"expected True or False, got None .*"),
        (2, "expected True or False, got another number"),
        (np.nan, "expected True or False, got another number"),
        ([], r"expected shape .*"),
        ([True], r"expected shape .*"),
        ({}, "expected numbers, got a dict"),
        (np.empty(0), r"expected shape .*"),
        (np.ma.masked, "expected numbers, got a MaskedConstant"),
        (np.array(Agreeable(1), object), "expected numbers, got a single object"),
    ],
    ids=repr,
)
def test_what_is_no_truth(actual, words):
    for expected in (True, False):
        with pytest.raises(Judged, match=f"^the result: {words}$"):
            assert_truth(actual, expected)


def test_assert_finite():
    assert assert_finite([1, 2.5]) is None
    assert assert_finite(0) is None


@pytest.mark.parametrize(
    ("actual", "words"),
    [
        ([1, np.nan], "holds nan or inf"),
        (-np.inf, "holds nan or inf"),
        ([], "holds no number"),
        (np.empty((0, 3)), "holds no number"),
        (np.ma.masked_all(3), "expected numbers, got a MaskedArray"),
        (None, "expected .*"),
    ],
)
def test_what_is_not_finite(actual, words):
    with pytest.raises(Judged, match=f"^the loss: {words}"):
        assert_finite(actual, what="the loss")


# What a function does.


SOURCE = """
def x(*args, **kwargs):
    for value in [*args, *kwargs.values()]:
        value[0] = 7.0
    return len(args)
"""


def test_a_function_that_changes_its_inputs():
    places = [np.zeros(2) for _ in range(7)]
    words = r"first argument, second argument, .*, sixth argument, argument 7, argument w\): work on a copy$"
    with pytest.raises(Judged, match=r"^the function changes its input in place \(" + words):
        assert_leaves_inputs_alone(handle(SOURCE), *places, w=np.zeros(2))


def test_a_function_that_leaves_its_inputs_alone_gives_its_result():
    assert assert_leaves_inputs_alone(handle("def x(*args): return len(args)"), THREE, THREE) == 2


def test_of_a_million_places_a_few_are_named():
    class Lying:
        def call_noting_changes(self, *args):
            return None, list(range(10**6))

    with pytest.raises(Judged) as raised:
        assert_leaves_inputs_alone(Lying(), 1)
    assert str(raised.value).count("argument") == 10


@pytest.mark.parametrize("place", [-1, 10**30, "w\x1b[2J)", "x" * 500])
def test_a_place_that_no_honest_student_tells(place):
    class Lying:
        def call_noting_changes(self, *args):
            return None, [place]

    with pytest.raises(Judged, match=r"^the function changes its input in place \([ \w-]{,60}\): work on a copy$"):
        assert_leaves_inputs_alone(Lying(), 1)


def student_error(*bases):
    return student_raised(Error(type_name="Own", bases=[*bases, "Exception"], message="", frames=[]))


def raising(error):
    def function(*args, **kwargs):
        raise error

    return function


@pytest.mark.parametrize(
    ("expected", "error"),
    [
        (ValueError, ValueError()),
        (ValueError, UnicodeError()),
        (ValueError, student_error("ValueError")),
        (LookupError, student_error("KeyError", "LookupError")),
        (Exception, student_error()),
    ],
    ids=repr,
)
def test_assert_raises(expected, error):
    assert assert_raises(expected, raising(error), 1, key=2) is None


def test_assert_raises_where_nothing_is_raised():
    with pytest.raises(Judged, match=r"^expected ValueError to be raised for an argument that makes no sense$"):
        assert_raises(ValueError, abs, -1)


@pytest.mark.parametrize(
    ("expected", "error"),
    [
        (ValueError, KeyError()),
        (ValueError, student_error("KeyError", "LookupError")),
        (Exception, NameMissing("no such name")),
        (Exception, StudentTimeout("too late")),
    ],
    ids=repr,
)
def test_another_exception_passes_through(expected, error):
    with pytest.raises(type(error)):
        assert_raises(expected, raising(error))


@pytest.mark.parametrize("mark", [misconception, alternative])
def test_marks_of_variants_leave_a_function_as_it_is(mark):
    def doubled(x):
        return 2 * x

    marked = mark(task="step", answer="yes")(doubled)
    assert marked is doubled
    assert marked._gradescent_variant == ("step", "yes")


def test_a_students_object_is_iterable_and_nothing_else():
    assert isinstance(handle(), StudentObject)
    with pytest.raises(TypeError, match="not iterable"):
        as_list(handle())
