"""Public checks of homework 7: easy cases, each value worked out by hand. The hidden tests go further.

A formula that comes back is judged by its value where x = 2, w = 3 and t = 0.5.
"""

import math

import pytest

from grader.testing import as_array, as_list, assert_close, assert_raises

NAMES = {"x": 2.0, "w": 3.0, "t": 0.5}
BINARY = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "**": lambda a, b: a**b,
}
UNARY = {"exp": math.exp, "log": math.log, "sin": math.sin, "cos": math.cos, "tanh": math.tanh}


def value_of(formula, what):
    """The value of a formula; whatever is none fails the check."""
    if isinstance(formula, str):
        assert formula in NAMES, f"{what}: {formula!r} is no name in the formula"
        return NAMES[formula]
    if not isinstance(formula, tuple | list):
        return float(as_array(formula, what=what, shape=()))
    operator, *operands = formula or [None]
    operators = {1: UNARY, 2: BINARY}.get(len(operands), {})
    assert operator in list(operators), f"{what}: {formula!r} is no formula of the grammar"
    return operators[operator](*[value_of(operand, what) for operand in operands])


def nodes_of(formula):
    return 1 + sum(map(nodes_of, formula[1:])) if isinstance(formula, tuple | list) else 1


@pytest.mark.task("evaluate")
@pytest.mark.parametrize(
    ("expr", "expected"),
    [(5, 5), ("x", 2), (("-", "x", 1), 1), (("/", ("-", "x", 1), "w"), -0.25), (("+", ("**", "x", 3), ("cos", 0)), 9)],
    ids=["number", "name", "difference", "quotient", "power and cosine"],
)
def test_evaluate_by_hand(student, expr, expected):
    what = f'evaluate({expr!r}, {{"x": 2.0, "w": -4.0}}) (should be {expected})'
    assert_close(student.evaluate(expr, {"x": 2.0, "w": -4.0}), expected, what=what)


@pytest.mark.task("evaluate")
def test_evaluate_refuses_an_unknown_operator(student):
    assert_raises(ValueError, student.evaluate, ("sqrt", "x"), {"x": 2.0})


@pytest.mark.task("differentiate")
@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        (7, 0.0),
        ("x", 1.0),
        ("w", 0.0),
        (("+", "x", ("*", 3, "x")), 4.0),  # 1 + 3
        (("*", "x", "w"), 3.0),  # w
        (("/", 1, "x"), -0.25),  # -1 / x²
        (("**", "x", 3), 12.0),  # 3 x²
        (("log", ("*", 4, "x")), 0.5),  # 4 / (4 x)
    ],
    ids=["number", "x", "another name", "sum", "product", "quotient", "power", "logarithm"],
)
def test_differentiate_by_hand(student, expr, expected):
    what = f'the derivative of {expr!r} by "x" (its value should be {expected} where x = 2 and w = 3)'
    assert_close(value_of(student.differentiate(expr, "x"), what), expected, what=what)


@pytest.mark.task("simplify")
@pytest.mark.parametrize(
    ("expr", "nodes", "expected"),
    [
        (("*", "x", 1), 1, 2.0),
        (("*", 0, "x"), 1, 0.0),
        (("+", 2, 3), 1, 5.0),
        (("+", ("*", 0, "x"), ("*", 3, 1)), 1, 3.0),
        (("exp", ("-", "t", 0)), 2, math.exp(0.5)),
        (("-", 0, "x"), 3, -2.0),
    ],
    ids=["times one", "zero times", "two numbers", "from the inside out", "inside a function", "zero minus"],
)
def test_simplify_by_hand(student, expr, nodes, expected):
    formula = student.simplify(expr)
    what = f"what {expr!r} becomes"
    assert_close(value_of(formula, what), expected, what=f"{what} (its value should be {expected:.5g})")
    assert nodes_of(formula) <= nodes, f"{what}: should have no more than {nodes} nodes"


@pytest.mark.task("gradient")
@pytest.mark.parametrize(
    ("variables", "expected"),
    [(["x", "w"], [6.0, 2.0]), (["w", "x"], [2.0, 6.0]), (["x", "t"], [6.0, 0.0])],
    ids=["x and w", "w and x", "an absent one"],
)
def test_gradient_by_hand(student, variables, expected):
    expr = ("+", ("*", "x", "w"), ("-", ("*", 3, "x"), 1))  # x w + 3 x - 1 has the derivatives w + 3 and x
    what = f"the gradient of x w + 3 x - 1 for {variables} (should be {expected} where x = 2 and w = 3)"
    slopes = as_list(student.gradient(expr, variables), what=what)
    assert_close([value_of(slope, what) for slope in slopes], expected, what=what)
