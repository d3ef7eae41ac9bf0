"""What the tests of homework 7 judge formulas with: an evaluator of their own, which believes nothing.

A student's formula is read before it is used: into tuples, names and floats, whatever numbers it was written with.
What is not in the grammar, or far too large or deep, is refused in words for the student. Only then is it evaluated.
"""

import math
import operator
import random
from types import MappingProxyType

import pytest

from grader.testing import Judged, as_array, assert_close

BINARY = MappingProxyType(
    {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "**": math.pow}
)
UNARY = MappingProxyType({name: getattr(math, name) for name in ("exp", "log", "sin", "cos", "tanh")})
MOST_NODES = 50_000  # far more than plain rules make of the largest formula here
MOST_DEPTH = 150
MOST_COMPARED = 2_000  # nodes of a formula that is held against known mistakes


class Reader:
    """Reads one formula: tuples, names and floats come out. Raises Judged for what is none in these names."""

    def __init__(self, names, what, most=MOST_NODES):
        self.names, self.what, self.most, self.nodes = names, what, most, 0

    def read(self, part, depth=0):
        self.nodes += 1
        if self.nodes > self.most or depth > MOST_DEPTH:
            raise Judged(f"{self.what}: far too large a formula")
        if isinstance(part, str):
            return self._name(part)
        if not isinstance(part, tuple | list):
            return float(as_array(part, what=f"a number in {self.what}" if depth else self.what, shape=())[()])
        self._check_operator(part)
        parts = [self.read(operand, depth + 1) for operand in part[1:]]
        if part[0] == "**" and not isinstance(parts[1], float):
            raise Judged(f"{self.what}: the exponent of ** should be a number")
        return (part[0], *parts)

    def _name(self, part):
        if part not in self.names:
            raise Judged(f"{self.what}: holds a text that is no name in the formula that was given")
        return part

    def _check_operator(self, part):
        if not part or not isinstance(part[0], str):
            raise Judged(f"{self.what}: each tuple should begin with an operator")
        if part[0] not in BINARY and part[0] not in UNARY:
            raise Judged(f"{self.what}: holds an operator that the grammar does not have")
        operands = 2 if part[0] in BINARY else 1
        if len(part) != operands + 1:
            raise Judged(f"{self.what}: {part[0]} should have {operands} operand{'s' * (operands - 1)}")


def names_in(expr):
    """The names in a formula of the suite's."""
    if isinstance(expr, str):
        return {expr}
    return set().union(*map(names_in, expr[1:])) if isinstance(expr, tuple | list) else set()


def nodes_of(expr):
    """How many numbers, names and operators a formula has."""
    return 1 + sum(map(nodes_of, expr[1:])) if isinstance(expr, tuple | list) else 1


def value_of(expr, env):
    """The value of a formula in floats. Raises ArithmeticError or ValueError where it has none."""
    if isinstance(expr, str):
        return float(env[expr])
    if not isinstance(expr, tuple | list):
        return float(expr)
    values = [value_of(part, env) for part in expr[1:]]
    return UNARY[expr[0]](*values) if expr[0] in UNARY else BINARY[expr[0]](*values)


def as_lists(expr):
    """The same formula in lists."""
    return [expr[0], *map(as_lists, expr[1:])] if isinstance(expr, tuple) else expr


class Judge:
    """Draws what formulas are made of, and compares formulas by their values and their sizes."""

    read = staticmethod(lambda actual, names, what="the result": Reader(names, what).read(actual))
    names_in, nodes_of, value_of = staticmethod(names_in), staticmethod(nodes_of), staticmethod(value_of)
    as_lists = staticmethod(as_lists)

    def __init__(self, rng, reference):
        self.rng, self.reference = rng, reference

    def number(self, low=1.2, high=2.8):
        """A number that is neither 0 nor 1, nor a whole one."""
        return float(self.rng.uniform(low, high))

    def numbers(self, count, low=1.2, high=2.8):
        """Several such numbers."""
        return [self.number(low, high) for _ in range(count)]

    def whole(self, low=2, high=9):
        """A whole number, neither 0 nor 1, as a Python int."""
        return int(self.rng.integers(low, high + 1))

    def names(self, count):
        """Names that differ, in any order; none is part of another one."""
        return [str(name) for name in self.rng.permutation(["x", "w", "z", "b1", "y2", "theta", "u"])[:count]]

    def point(self, names, *, negative=False, scale=1.0):
        """A value for each of the names, neither much larger than `scale` nor much smaller; all of one sign."""
        sign = -scale if negative else scale
        return {name: sign * self.number(0.5, 1.5) for name in sorted(names)}

    def lifted(self, expr):
        """The formula and a number so large that its own value is lost beside it.

        The rule of sums does not mind, and (f(x + h) - f(x)) / h, which is no derivative, is 0 for any h.
        """
        return ("+", expr, 1e17 * self.number())

    def assert_values(self, actual, expected, names, *, negative=False, scales=(1.0, 1.0), what="the result"):
        """A student's formula has the values of `expected`, wherever that is defined and drawn."""
        formula = self.read(actual, names, what)
        for scale in scales:
            env = self.point(names, negative=negative, scale=scale)
            right = value_of(expected, env)
            try:
                given = value_of(formula, env)
            except (ArithmeticError, ValueError):
                raise Judged(f"{what}: has no value (1/0, the log of 0, …) where it should have one") from None
            assert_close(given, right, what=f"{what}, at a point")

    def assert_derivatives(self, function, cases, *, negative=(False,), scales=(1.0, 1.0), what="the derivative"):
        """`function` is the student's `differentiate`, a case (formula, variable). Asks first, and then judges."""
        answers = [function(expr, var) for expr, var in cases]
        for (expr, var), answer in zip(cases, answers, strict=True):
            right = self.reference.differentiate(expr, var)
            for sign in negative:
                self.assert_values(answer, right, names_in(expr), negative=sign, scales=scales, what=what)

    def assert_simplified(self, function, cases, *, what="the result"):
        """`function` is the student's `simplify`, a case (formula, most nodes). Asks first, and then judges."""
        answers = [function(expr) for expr, _ in cases]
        for (expr, most), answer in zip(cases, answers, strict=True):
            self.assert_values(answer, expr, names_in(expr), what=what)
            nodes = nodes_of(self.read(answer, names_in(expr), what))
            assert nodes <= nodes_of(expr), f"{what}: has more nodes than the formula that was given"
            assert nodes <= most, f"{what}: has more nodes than the rules leave"


class Anything:
    """Every name is known."""

    def __contains__(self, name):
        return name.isidentifier()


def pytest_same_answer(task, student, other):
    """Formulas are one when their values are, and after `simplify` their sizes too."""
    if task not in ("differentiate", "simplify", "gradient"):
        return None
    pairs = [(student, other)]
    if task == "gradient":
        if not isinstance(student, tuple | list) or len(student) != len(other) or isinstance(student[0], str):
            return False
        pairs = list(zip(student, other, strict=True))
    return all(_same_formula(one, another, sizes=task == "simplify") for one, another in pairs)


def _same_formula(student, other, *, sizes):
    names = names_in(other)
    formula = Reader(Anything(), "the answer", MOST_COMPARED).read(student)
    if sizes and nodes_of(formula) != nodes_of(other):
        return False
    draws = random.Random(7)
    for sign in (1.0, 1.0, -1.0):
        env = {name: sign * draws.uniform(0.5, 1.5) for name in sorted(names | names_in(formula))}
        values = [_value_or_none(one, env) for one in (formula, other)]
        if None in values:  # without a value there in both: an answer that never has one is not like every other
            if values != [None, None]:
                return False
        elif not math.isclose(*values, rel_tol=1e-9, abs_tol=1e-12):
            return False
    return True


def _value_or_none(expr, env):
    try:
        return value_of(expr, env)
    except (ArithmeticError, ValueError):
        return None


@pytest.fixture
def judge(rng, reference):
    return Judge(rng, reference)
