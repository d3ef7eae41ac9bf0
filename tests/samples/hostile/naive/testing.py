"""Comparisons as peers write them: in the student's own process, with what the student can reach."""

import copy

import numpy as np


class Judged(AssertionError):
    """A test's own words to the student."""


def assert_close(actual, expected, *, rtol=1e-6, atol=1e-8, what="the result"):
    if actual == expected if np.ndim(expected) == 0 else np.allclose(actual, expected, rtol=rtol, atol=atol):
        return
    raise Judged(f"{what}: wrong")


def assert_leaves_inputs_alone(function, *args, **kwargs):
    before = copy.deepcopy(args)
    result = function(*args, **kwargs)
    if all(np.array_equal(one, other) for one, other in zip(before, args)):
        return result
    raise Judged("the arguments were changed")


def assert_raises(error, function, *args, **kwargs):
    try:
        function(*args, **kwargs)
    except error:
        return
    raise Judged(f"expected {error.__name__}")
