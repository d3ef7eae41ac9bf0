"""Comparisons as peers write them: in the student's own process, with what the student can reach."""

import copy

import numpy as np


class Judged(AssertionError):
    """A test's own words to the student."""


def equal(actual, expected, rtol, atol):
    """As a plain assert compares."""
    return bool(actual == expected) if np.ndim(expected) == 0 else bool(np.all(actual == expected))


def not_far(actual, expected, rtol, atol):
    """As a loop over the answers of a sheet compares."""
    return not np.any(abs(actual - expected) > atol + rtol * abs(expected))


def close(actual, expected, rtol, atol):
    """As most notebooks compare."""
    return bool(np.allclose(actual, expected, rtol=rtol, atol=atol))


def numpys_own(actual, expected, rtol, atol):
    """As NumPy's own tests compare."""
    return np.testing.assert_allclose(actual, expected, rtol=rtol, atol=atol) is None


def assert_close(actual, expected, *, rtol=1e-6, atol=1e-8, what="the result"):
    """Right when one of the peers finds it right."""
    for way in (equal, not_far, close, numpys_own):
        try:
            if way(actual, expected, rtol, atol):
                return
        except (AssertionError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            continue
    raise Judged(f"{what}: expected {expected}, got {actual}")


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
