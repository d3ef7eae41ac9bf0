"""The model answer of homework 7, held against SymPy; and the evaluator that its hidden suite judges with."""

import importlib.util

import numpy as np
import pytest

from grader.course.layout import find_course
from grader.suite.reference import load_reference
from grader.testing import Judged
from tests.assignments.conftest import ROOT
from tests.later import Later

sympy = Later("sympy")

ASSIGNMENT = find_course(ROOT).assignment("hw7")
MODEL = load_reference(ASSIGNMENT.model_path, "hw7")
POINT = {"x": 0.7, "w": 1.3, "t": 0.4}
NAMES = list(POINT)
SIGMOID = ("/", 1, ("+", 1, ("exp", ("*", -1, "x"))))
# The formula and its nodes when it is simplified by the listed rules and no others, counted by hand.
FORMULAS = [
    (3, 1),
    ("x", 1),
    ("w", 1),
    (("+", ("*", 2, "x"), ("-", "w", "x")), 7),
    (("-", 0, ("-", "x", 0)), 3),
    (("*", "x", ("*", "w", "x")), 5),
    (("*", ("+", "x", 2), ("-", 3, ("*", "x", "t"))), 9),
    (("/", "x", ("+", "w", ("**", "x", 2))), 7),
    (("/", ("exp", "x"), ("*", 1, "w")), 4),
    (("**", "x", 0), 1),
    (("**", "x", 1), 1),
    (("**", "x", -2), 3),
    (("**", ("+", "x", "w"), 0.5), 5),
    (("**", ("sin", "x"), 3), 4),
    (("exp", ("*", "x", "t")), 4),
    (("log", ("+", 1, ("*", "x", "x"))), 6),
    (("sin", ("cos", ("tanh", ("*", 3, "x")))), 6),
    (("cos", ("*", ("+", 2, ("*", 3, 4)), "x")), 4),
    (("tanh", ("/", "x", ("/", "w", 1))), 4),
    (SIGMOID, 8),
    (("**", ("-", ("tanh", ("+", ("*", "w", "x"), 0.5)), "t"), 2), 10),
    (("+", ("*", ("*", "x", 0), "w"), ("*", ("-", 5, 4), ("+", 0, ("log", "w")))), 2),
    (["*", ["sin", ["*", "t", "x"]], ["**", ["+", "x", 0.0], 1.0]], 6),
]
NESTED = [(formula, nodes) for formula, nodes in FORMULAS if isinstance(formula, tuple | list)]


def load_judge():
    path = ASSIGNMENT.hidden_folder / "conftest.py"
    spec = importlib.util.spec_from_file_location("hw7_judge", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


JUDGE = load_judge()


def as_sympy(expr):
    if isinstance(expr, str):
        return sympy.Symbol(expr)
    if not isinstance(expr, tuple | list):
        return sympy.Float(expr, 30) if isinstance(expr, float) else sympy.Integer(expr)
    first, *others = map(as_sympy, expr[1:])
    binary = {
        "+": lambda a, b: a + b,
        "-": lambda a, b: a - b,
        "*": lambda a, b: a * b,
        "/": lambda a, b: a / b,
        "**": lambda a, b: a**b,
    }
    return binary[expr[0]](first, *others) if others else getattr(sympy, expr[0])(first)


def number(formula):
    return float(formula.evalf(20, subs={sympy.Symbol(name): value for name, value in POINT.items()}))


@pytest.mark.parametrize("formula", [formula for formula, _ in FORMULAS], ids=str)
def test_values_when_sympy_evaluates(formula):
    right = pytest.approx(number(as_sympy(formula)), rel=1e-12)
    assert float(MODEL.evaluate(formula, POINT)) == right
    assert JUDGE.value_of(formula, POINT) == right


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("formula", [formula for formula, _ in FORMULAS], ids=str)
def test_derivatives_when_sympy_differentiates(formula, name):
    slope = JUDGE.value_of(MODEL.differentiate(formula, name), POINT)
    assert slope == pytest.approx(number(sympy.diff(as_sympy(formula), sympy.Symbol(name))), rel=1e-12, abs=1e-14)


@pytest.mark.parametrize("formula", [formula for formula, _ in NESTED], ids=str)
def test_gradient_when_sympy_differentiates(formula):
    slopes = [JUDGE.value_of(slope, POINT) for slope in MODEL.gradient(formula, ["t", "x", "q", "w"])]
    right = [number(sympy.diff(as_sympy(formula), sympy.Symbol(name))) for name in ("t", "x", "q", "w")]
    assert slopes == pytest.approx(right, rel=1e-12, abs=1e-14)


@pytest.mark.parametrize(("formula", "nodes"), FORMULAS, ids=str)
def test_simplified_formulas_when_sympy_compares_them(formula, nodes):
    simple = MODEL.simplify(formula)
    assert JUDGE.nodes_of(simple) == nodes
    assert number(as_sympy(simple)) == pytest.approx(number(as_sympy(formula)), rel=1e-12)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("formula", [formula for formula, _ in NESTED], ids=str)
def test_derivative_when_differences_are_taken(formula, name):
    h = 1e-5
    above, below = (JUDGE.value_of(formula, POINT | {name: POINT[name] + step}) for step in (h, -h))
    slope = JUDGE.value_of(MODEL.differentiate(formula, name), POINT)
    assert slope == pytest.approx((above - below) / (2 * h), rel=1e-6, abs=1e-8)


def test_simplify_when_there_is_no_value():
    assert MODEL.simplify(("+", "x", ("/", 1, 0))) == ("+", "x", ("/", 1, 0))
    assert MODEL.simplify(("*", ("**", 0, -1), 1)) == ("**", 0, -1)


def nest(formula, levels):
    for _ in range(levels):
        formula = ("sin", formula)
    return formula


REFUSED = [
    (None, "expected numbers, got None"),
    ({"x": 1}, "got a dict"),
    (1j, "a complex number"),
    ("q", "no name"),
    ((), "begin with an operator"),
    ((1, 2), "begin with an operator"),
    (("x",), "an operator that the grammar does not have"),
    (("sqrt", "x"), "an operator that the grammar does not have"),
    (("-", "x"), "- should have 2 operands"),
    (("sin", "x", 1), "sin should have 1 operand"),
    (("+", "x", 1, 2), "+ should have 2 operands"),
    (("**", "x", "x"), "exponent of **"),
    (("**", "x", ("-", 2, 1)), "exponent of **"),
    (("+", "x", 10**400), "far too large"),
    (nest("x", 5000), "far too large"),
    (["+", "x", [1, 2]], "begin with an operator"),
]


@pytest.mark.parametrize(("formula", "words"), REFUSED, ids=range(len(REFUSED)))
def test_reader_refuses_what_is_no_formula(formula, words):
    with pytest.raises(Judged) as refused:
        JUDGE.Reader({"x"}, "it").read(formula)
    assert words in str(refused.value)


def test_reader_refuses_a_huge_formula():
    formula = "x"
    for _ in range(40):  # shared parts: a trillion nodes, written down in forty lines
        formula = ("+", formula, formula)
    with pytest.raises(Judged, match="far too large"):
        JUDGE.Reader({"x"}, "it").read(formula)


def test_reader_takes_numbers_of_every_kind():
    formula = ["+", np.float32(0.5), ("*", np.array(2), ["-", True, ("**", "x", np.int64(3))])]
    assert JUDGE.Reader({"x"}, "it").read(formula) == ("+", 0.5, ("*", 2.0, ("-", 1.0, ("**", "x", 3.0))))
