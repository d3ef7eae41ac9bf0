"""Hidden tests of `evaluate`. Each test asks for all its values before it judges the first."""

import math

import pytest

from grader.errors import StudentRaised
from grader.testing import assert_close, assert_leaves_inputs_alone, assert_raises, assert_same_shape

pytestmark = [pytest.mark.task("evaluate")]

BINARY = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
}
UNARY = {"exp": math.exp, "log": math.log, "sin": math.sin, "cos": math.cos, "tanh": math.tanh}


def assert_values(student, cases, what):
    """A case is (formula, env, value)."""
    answers = [student.evaluate(expr, dict(env)) for expr, env, _ in cases]
    for (_, _, expected), answer in zip(cases, answers, strict=True):
        assert_close(answer, expected, what=what)


@pytest.mark.points(1)
def test_evaluate_numbers(student, judge):
    whole, other = judge.whole(), judge.number()
    cases = [(number, env, number) for number in (whole, -whole, other, -other, 0, 0.0) for env in ({}, {"x": 7.5})]
    assert_values(student, cases, "the value of a number")


@pytest.mark.points(2)
@pytest.mark.hint("a name's value may be anything, 0 too")
def test_evaluate_names(student, judge):
    names = judge.names(5)
    values = [judge.number(), -judge.number(), judge.whole(), 0, 0.0]
    env = dict(zip(names, values, strict=True))
    env |= {"e": 4.5, "pi": -2.0}  # names like any others
    assert_values(student, [(name, env, env[name]) for name in [*names, "e", "pi"]], "the value of a name")


@pytest.mark.points(1)
@pytest.mark.parametrize("operator", BINARY, ids=str)
def test_evaluate_binary_operators(student, judge, operator):
    f, (x, w) = BINARY[operator], judge.names(2)
    a, b, c, d = judge.number(3.0, 5.0), judge.number(), judge.number(0.2, 0.8), judge.number(-4.0, -3.0)
    cases = [
        ((operator, x, w), {x: a, w: b}, f(a, b)),
        ((operator, x, w), {w: a, x: b}, f(b, a)),
        ((operator, c, w), {w: d}, f(c, d)),
        ((operator, x, c), {x: d, w: a}, f(d, c)),
        ((operator, d, b), {}, f(d, b)),
    ]
    assert_values(student, cases, f"the value of {operator}")


@pytest.mark.points(1)
@pytest.mark.parametrize("operator", UNARY, ids=str)
def test_evaluate_functions(student, judge, operator):
    f, (x, w), a = UNARY[operator], judge.names(2), judge.number(1.2, 1.5)
    cases = [((operator, x), {w: a + 2.0, x: a}, f(a)), ((operator, 2.5), {w: a}, f(2.5))]
    if operator != "log":
        cases += [((operator, w), {w: -a}, f(-a)), ((operator, 0.0), {}, f(0.0))]
    else:
        cases += [((operator, w), {w: a / 4}, f(a / 4)), ((operator, 1.0), {}, 0.0)]
    assert_values(student, cases, f"the value of {operator}")


@pytest.mark.points(1)
def test_evaluate_powers(student, judge):
    (x,), a, n = judge.names(1), judge.number(), judge.whole(3, 6)
    cases = [(("**", x, n), {x: a}, a**n), (("**", x, n), {x: -a}, (-a) ** n), (("**", a, 2), {}, a * a)]
    assert_values(student, cases, "the value of a power")


@pytest.mark.points(1)
@pytest.mark.hint("an exponent may be any number: 0, negative, or not whole")
def test_evaluate_powers_with_other_exponents(student, judge):
    (x,), a = judge.names(1), judge.number()
    cases = [(("**", x, n), {x: a}, math.pow(a, n)) for n in (-1, -3, 0.5, -1.5, 2.5)]
    cases += [(("**", x, n), {x: -a}, math.pow(-a, n)) for n in (0, 1, -2, 3.0)]
    assert_values(student, cases, "the value of a power")


@pytest.mark.points(1)
@pytest.mark.hint("the operands are formulas themselves")
@pytest.mark.parametrize("side", ["left", "right", "both", "inside a function"], ids=str)
def test_evaluate_nested_formulas(student, judge, side):
    names = judge.names(3)
    (x, w, t), (a, b, c) = names, judge.numbers(3)
    env = dict(zip(names, (a, b, c), strict=True))
    cases = {
        "left": [
            (("-", ("*", x, w), t), a * b - c),
            (("/", ("-", ("+", x, 2), w), t), (a + 2 - b) / c),
            (("**", ("+", ("*", w, t), x), 2), (b * c + a) ** 2),
        ],
        "right": [
            (("-", x, ("*", w, t)), a - b * c),
            (("/", x, ("-", w, ("*", 3, t))), a / (b - 3 * c)),
            (("*", 0.5, ("-", w, ("**", t, 3))), 0.5 * (b - c**3)),
        ],
        "both": [
            (("/", ("+", x, w), ("*", w, t)), (a + b) / (b * c)),
            (("-", ("-", x, ("-", w, t)), ("-", ("-", x, w), ("/", t, 4))), (a - (b - c)) - ((a - b) - c / 4)),
        ],
        "inside a function": [
            (("sin", ("-", x, ("/", w, t))), math.sin(a - b / c)),
            (("/", 1, ("+", 1, ("exp", ("-", 0, ("*", w, x))))), 1 / (1 + math.exp(-b * a))),
            (
                ("tanh", ("log", ("+", ("cos", ("*", x, w)), ("exp", t)))),
                math.tanh(math.log(math.cos(a * b) + math.exp(c))),
            ),
        ],
    }[side]
    assert_values(student, [(expr, env, right) for expr, right in cases], "the value of a nested formula")


@pytest.mark.points(1)
@pytest.mark.hint("with whole numbers too, a quotient is not rounded")
def test_evaluate_whole_numbers(student, judge):
    (x, w), k = judge.names(2), judge.whole(2, 6)
    env = {x: 2 * k + 1, w: 2}
    cases = [
        (("/", x, w), env, k + 0.5),
        (("/", -7, 2), env, -3.5),
        (("*", ("/", 1, 4), x), env, (2 * k + 1) / 4),
        (("-", ("**", x, 2), ("*", 3, w)), env, (2 * k + 1) ** 2 - 6),
    ]
    assert_values(student, cases, "the value of a formula of whole numbers")


@pytest.mark.points(1)
@pytest.mark.hint("lists are accepted where tuples are")
def test_evaluate_lists(student, judge):
    (x, w), (a, b) = judge.names(2), judge.numbers(2)
    env = {x: a, w: b}
    right = math.exp(a - b * 3) / a**2
    cases = [
        (["/", ["exp", ["-", x, ["*", w, 3]]], ["**", x, 2]], env, right),
        (("/", ["exp", ("-", x, ["*", w, 3])], ("**", x, 2)), env, right),
        *[((function, ["*", x, w]), env, f(a * b)) for function, f in UNARY.items()],
    ]
    assert_values(student, cases, "the value of a formula in lists")


@pytest.mark.points(1)
@pytest.mark.hint("an operator that is not in the grammar raises ValueError")
@pytest.mark.parametrize("place", ["outside", "inside"], ids=str)
def test_evaluate_unknown_operators(student, judge, place):
    (x, w), env = judge.names(2), {}
    env = {x: judge.number(), w: judge.number()}
    for wrong in (("^", x, 2), ("sqrt", x), ("//", x, w), ("tan", w), ("max", x, w)):
        expr = wrong if place == "outside" else ("+", ("exp", ("*", 2, x)), ("-", w, wrong))
        assert_raises(ValueError, student.evaluate, expr, dict(env))


@pytest.mark.points(1)
@pytest.mark.hint("a name that env does not have raises ValueError")
@pytest.mark.parametrize("place", ["outside", "inside"], ids=str)
def test_evaluate_unknown_names(student, judge, place):
    x, w, unknown = judge.names(3)
    for env in ({}, {x: judge.number()}, {x: judge.number(), w: judge.number()}):
        inside = ("*", unknown, env.get(x, 2.0)), ("+", 3.0, ("exp", ("-", 1.0, unknown))), ("*", 0, unknown)
        for expr in [unknown] if place == "outside" else inside:
            try:
                student.evaluate(expr, dict(env))
            except (ValueError, KeyError) as raised:
                if not isinstance(raised, StudentRaised):
                    raise
            else:
                pytest.fail("expected ValueError or KeyError to be raised for a name that env does not have")


@pytest.mark.points(1)
def test_evaluate_leaves_its_inputs_alone(student, judge):
    (x, w), (a, b) = judge.names(2), judge.numbers(2)
    expr = ["+", ["*", x, ["**", w, 2]], ["exp", ["-", x, 1.5]]]
    result = assert_leaves_inputs_alone(student.evaluate, expr, {x: a, w: b})
    assert_same_shape(result, (), what="the value")
