"""Hidden tests of `differentiate`: by value at random points, never by form.

What is not asked about is kept out of a test: the insides of the chain rule are sums and differences alone. Points
are away from 0, and negative only where formula and derivative are defined there. What only comes close to a derivative,
a quotient of differences, is told by a lifted formula, or by powers of what is very large or very small.
"""

import pytest

from grader.testing import assert_leaves_inputs_alone

pytestmark = [pytest.mark.task("differentiate")]

FUNCTIONS = ["exp", "log", "sin", "cos", "tanh"]
BOTH = (False, True)


@pytest.mark.points(1)
@pytest.mark.hint("a number, the variable itself, another variable: 0, 1, 0")
@pytest.mark.parametrize("kind", ["a number", "the variable", "another variable"], ids=str)
def test_differentiate_leaves(student, judge, kind):
    names = judge.names(4)
    cases = {
        "a number": [(number, names[0]) for number in (judge.number(), -judge.whole(), 1, 0.0)],
        "the variable": [(name, name) for name in names],
        # Names that are part of each other: they have to be compared whole.
        "another variable": [
            ("W1", "w1"),
            ("w12", "w1"),
            ("w1", "w12"),
            ("w", "w1"),
            ("x1", "x"),
            ("x", "tx"),
            ("t", "w"),
        ],
    }[kind]
    judge.assert_derivatives(student.differentiate, cases, negative=BOTH, what=f"the derivative of {kind}")


@pytest.mark.points(1)
@pytest.mark.parametrize("operator", ["+", "-"], ids=str)
def test_differentiate_sums(student, judge, operator):
    (x, w), (c, d) = judge.names(2), judge.numbers(2)
    cases = [
        ((operator, x, c), x),
        ((operator, d, x), x),
        ((operator, 0, ("+", w, x)), x),
        ((operator, ("+", w, x), 0), x),
        ((operator, w, x), x),
        ((operator, w, x), w),
        ((operator, (operator, x, w), (operator, c, (operator, x, x))), x),
        ((operator, x, 1e17 * c), x),
        ((operator, 1e17 * d, (operator, w, x)), x),
    ]
    judge.assert_derivatives(student.differentiate, cases, negative=BOTH, what=f"the derivative of {operator}")


@pytest.mark.points(1)
@pytest.mark.parametrize("case", ["a constant factor", "two factors", "the same factor", "three factors"], ids=str)
def test_differentiate_products(student, judge, case):
    (x, w, t), (c, d) = judge.names(3), judge.numbers(2)
    double = ("-", ("+", x, x), w)
    cases = {
        "a constant factor": [(("*", c, x), x), (("*", x, d), x), (("*", w, x), x), (("*", x, w), x)],
        "two factors": [(("*", ("+", x, c), ("-", x, ("+", w, d))), x), (("*", ("-", c, x), ("+", w, x)), x)],
        "the same factor": [(("*", x, x), x), (("*", ("+", x, w), ("+", x, w)), w), (("*", double, double), x)],
        "three factors": [
            (("*", ("*", x, ("+", x, c)), ("-", x, w)), x),
            (("*", ("-", w, x), ("*", ("+", x, d), x)), x),
            (("*", ("*", x, w), ("*", x, t)), x),
        ],
    }[case]
    cases += [(judge.lifted(expr), var) for expr, var in cases[:2]]
    judge.assert_derivatives(student.differentiate, cases, negative=BOTH, what="the derivative of a product")


@pytest.mark.points(1)
@pytest.mark.parametrize("case", ["above", "below", "above and below"], ids=str)
def test_differentiate_quotients(student, judge, case):
    (x, w), (c, d) = judge.names(2), judge.numbers(2)
    cases = {
        "above": [(("/", x, c), x), (("/", x, w), x), (("/", ("-", ("+", x, x), w), 4), x)],
        "below": [(("/", c, x), x), (("/", w, x), x), (("/", 1, ("+", x, ("+", x, w))), x)],
        "above and below": [
            (("/", ("-", x, d), ("+", x, ("+", x, w))), x),
            (("/", ("+", w, x), ("+", w, w)), w),
            (("/", ("/", x, ("+", x, w)), ("-", ("-", w, x), 9)), x),
        ],
    }[case]
    cases += [(judge.lifted(expr), var) for expr, var in cases[:2]]
    judge.assert_derivatives(student.differentiate, cases, negative=BOTH, what="the derivative of a quotient")


@pytest.mark.points(1)
@pytest.mark.hint("the exponent is any number")
@pytest.mark.parametrize(
    ("exponents", "negative"),
    [((2, 3, 5), (False,)), ((2, 3, 4.0), (True,)), ((-1, -2, -3), BOTH), ((0.5, -1.5, 2.5), (False,)), ((0, 1), BOTH)],
    ids=["whole", "whole, of negative numbers", "negative", "not whole", "0 and 1"],
)
def test_differentiate_powers(student, judge, exponents, negative):
    (x,) = judge.names(1)
    cases = [(("**", x, n), x) for n in exponents]
    judge.assert_derivatives(
        student.differentiate,
        cases,
        negative=negative,
        scales=(1.0, 1.0, 1e9, 1e-9),
        what="the derivative of a power",
    )


@pytest.mark.points(1)
@pytest.mark.hint("the chain rule: times the derivative of what is raised to the power")
def test_differentiate_powers_of_formulas(student, judge):
    (x, w), c = judge.names(2), judge.number()
    cases = [(("**", ("+", x, ("+", x, c)), n), x) for n in (2, -1, 0.5, 1, 0)]
    cases += [(("**", ("-", ("+", w, 4), x), 3), x), (("**", w, 3), x), (("**", ("+", w, c), 2), x)]
    cases += [(judge.lifted(expr), var) for expr, var in cases[:2]]
    judge.assert_derivatives(student.differentiate, cases, what="the derivative of a power")


@pytest.mark.points(1)
@pytest.mark.parametrize("function", FUNCTIONS, ids=str)
def test_differentiate_functions(student, judge, function):
    (x,) = judge.names(1)
    signs = (False,) if function == "log" else BOTH
    judge.assert_derivatives(
        student.differentiate, [((function, x), x)], negative=signs, what=f"the derivative of {function}"
    )


@pytest.mark.points(1)
@pytest.mark.hint("the chain rule: times the derivative of what stands inside")
@pytest.mark.parametrize("function", FUNCTIONS, ids=str)
def test_differentiate_functions_of_formulas(student, judge, function):
    (x, w), c = judge.names(2), judge.number(0.2, 0.4)
    cases = [
        ((function, ("+", x, ("-", x, c))), x),
        ((function, ("-", 5.5, ("+", w, ("+", x, x)))) if function == "log" else (function, ("-", w, ("+", x, x))), x),
        ((function, w), x),
        ((function, ("+", c, w)), x),
    ]
    cases += [(judge.lifted(expr), var) for expr, var in cases[:2]]
    judge.assert_derivatives(student.differentiate, cases, what=f"the derivative of {function} of a formula")


@pytest.mark.points(1)
@pytest.mark.hint("three to five functions, one inside the other")
@pytest.mark.parametrize("depth", [3, 4, 5])
def test_differentiate_nested_functions(student, judge, depth):
    # Each of these is defined at every point, and neither flat nor steep where the others take it.
    x, w = judge.names(2)
    layers = [
        lambda a: ("tanh", ("*", judge.number(0.4, 0.8), a)),
        lambda a: ("sin", ("-", a, judge.number(0.2, 0.5))),
        lambda a: ("+", ("cos", a), ("*", w, x)),
        lambda a: ("log", ("+", 2, ("**", a, 2))),
        lambda a: ("exp", ("*", judge.number(0.2, 0.4), a)),
        lambda a: ("/", judge.number(), ("+", 1, ("exp", ("*", -1, a)))),
        lambda a: ("**", ("+", judge.number(), ("**", a, 2)), -0.5),
    ]
    order, cases = judge.rng.permutation(len(layers)), []
    for start in (0, depth, 2 * depth):  # all layers, with depth 3 or more
        expr = ("*", judge.number(), x)
        for place in range(start, start + depth):
            expr = layers[order[place % len(layers)]](expr)
        cases += [(expr, x), (("*", expr, ("-", x, w)), x)]
    cases += [(("/", ("-", x, w), ("exp", x)), x), (("/", w, ("tanh", ("*", 2, x))), x)]
    cases += [(judge.lifted(expr), var) for expr, var in cases[:2]]
    judge.assert_derivatives(student.differentiate, cases, negative=BOTH, what="the derivative of a nested formula")


@pytest.mark.points(1)
@pytest.mark.hint("every other name is a constant")
@pytest.mark.parametrize("case", ["a squared error", "all names in turn"], ids=str)
def test_differentiate_formulas_of_several_variables(student, judge, case):
    x, w, t = judge.names(3)
    error = ("**", ("-", ("tanh", ("+", ("*", w, x), 0.5)), t), 2)
    expr = ("+", ("/", ("*", x, ("exp", w)), ("+", t, ("*", x, w))), ("*", ("log", t), ("sin", ("-", x, ("*", 2, w)))))
    cases = [(error, w), (error, t), (error, x)] if case == "a squared error" else [(expr, x), (expr, w), (expr, t)]
    cases += [(cases[0][0], name) for name in judge.names(7) if name not in (x, w, t)]
    cases += [(judge.lifted(expr), var) for expr, var in cases[:2]]
    judge.assert_derivatives(student.differentiate, cases, what="the derivative of a formula of several variables")


@pytest.mark.points(1)
@pytest.mark.hint("lists are accepted where tuples are")
def test_differentiate_lists(student, judge):
    (x, w), c = judge.names(2), judge.number()
    expr = judge.lifted(("-", ("*", ("exp", ("*", c, x)), ("/", w, x)), ("**", ("sin", x), 3)))
    lists = judge.as_lists(expr)
    mixed = (expr[0], judge.as_lists(expr[1]), expr[2])
    cases = [(lists, x), (mixed, x), (lists, w)]
    answers = [student.differentiate(judge.as_lists(given) if given is lists else given, var) for given, var in cases]
    for (_, var), answer in zip(cases, answers, strict=True):
        right = judge.reference.differentiate(expr, var)
        judge.assert_values(answer, right, {x, w}, what="the derivative of a formula in lists")


@pytest.mark.points(1)
def test_differentiate_leaves_its_inputs_alone(student, judge):
    (x, w), c = judge.names(2), judge.number()
    expr = ["+", ["*", ["sin", ["*", c, x]], ["**", x, 3]], ["/", ["exp", x], ["-", w, ["cos", x]]]]
    result = assert_leaves_inputs_alone(student.differentiate, expr, x)
    judge.read(result, {x, w}, "the derivative")
