"""Hidden tests of `simplify`: the value at random points, and the number of nodes that the listed rules leave.

More than the listed rules is never asked. How many nodes they leave is known from how a formula is made: from one that
no rule touches, by putting in what they remove.
"""

import pytest

from grader.testing import assert_leaves_inputs_alone

pytestmark = [pytest.mark.task("simplify")]

# Each rule with 0 or 1 as a whole number or as a float; and what is left of a formula of that many nodes.
RULES = {
    "x * 0": (lambda a, one: ("*", a, 0 * one), lambda nodes: 1),
    "0 * x": (lambda a, one: ("*", 0 * one, a), lambda nodes: 1),
    "x * 1": (lambda a, one: ("*", a, one), lambda nodes: nodes),
    "1 * x": (lambda a, one: ("*", one, a), lambda nodes: nodes),
    "x + 0": (lambda a, one: ("+", a, 0 * one), lambda nodes: nodes),
    "0 + x": (lambda a, one: ("+", 0 * one, a), lambda nodes: nodes),
    "x - 0": (lambda a, one: ("-", a, 0 * one), lambda nodes: nodes),
    "x / 1": (lambda a, one: ("/", a, one), lambda nodes: nodes),
    "x ** 1": (lambda a, one: ("**", a, one), lambda nodes: nodes),
    "x ** 0": (lambda a, one: ("**", a, 0 * one), lambda nodes: 1),
}


def draw_plain(judge):
    """Formulas that no listed rule touches, with every operator among them, defined at positive points."""
    (x, w, t), (a, b, c, d) = judge.names(3), judge.numbers(4)
    return [
        ("+", ("*", a, x), ("sin", ("-", w, b))),
        ("/", ("exp", ("-", 0, x)), ("+", 3, ("**", w, 2))),
        ("*", ("log", ("+", c, x)), ("tanh", ("-", ("*", -2, t), w))),
        ("-", ("**", ("cos", ("/", 1, w)), 3), ("*", ("+", t, d), x)),
    ]


def each_part(expr, change):
    """The formula with `change` done to each of its parts and to itself, from the inside out; exponents stay."""
    if not isinstance(expr, tuple):
        return change(expr)
    last = expr[2:] if expr[0] == "**" else tuple(each_part(part, change) for part in expr[2:])
    return change((expr[0], each_part(expr[1], change), *last))


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", ["numbers", "names", "formulas"], ids=str)
def test_simplify_keeps_what_is_simple(student, judge, kind):
    cases = {
        "numbers": [judge.number(), -judge.whole(), 0, 1.0],
        "names": judge.names(3),
        "formulas": draw_plain(judge),
    }[kind]
    judge.assert_simplified(student.simplify, [(expr, judge.nodes_of(expr)) for expr in cases])


def regrouped(judge, x, w):
    """What must keep its value when it is put together in another way: more than the rules ask, and easily wrong."""
    c, d = judge.numbers(2)
    pairs = [("+", "-"), ("-", "+"), ("-", "-"), ("*", "*"), ("*", "/"), ("/", "*"), ("/", "/")]
    constants = [(outer, (inner, x, c), d) for outer, inner in pairs] + [
        (outer, d, (inner, c, x)) for outer, inner in pairs
    ]
    constants += [(outer, d, (inner, x, c)) for outer, inner in pairs] + [
        (outer, (inner, c, x), d) for outer, inner in pairs
    ]
    names = [("-", x, ("-", w, c)), ("-", x, ("+", w, c)), ("/", x, ("/", w, c)), ("/", x, ("*", w, c))]
    names += [("-", x, -c), ("*", -1, ("-", x, w)), ("-", 0, ("-", 0, x)), ("+", x, ("-", 0, w)), ("-", x, ("-", 0, w))]
    alike = [("/", 1, ("/", w, x)), ("*", x, ("/", w, x)), ("/", x, ("*", x, w)), ("-", ("+", x, w), ("+", x, c))]
    alike += [("-", ("*", x, w), ("*", x, c)), ("+", ("-", x, w), ("-", w, x)), ("-", ("-", x, w), ("-", w, x))]
    powers = [("*", ("**", x, 2), ("**", x, 3)), ("**", ("**", x, 2), 3), ("/", ("**", x, 5), ("**", x, 2))]
    powers += [("*", ("exp", x), ("exp", w)), ("/", ("sin", x), ("sin", w)), ("-", ("log", x), ("log", w))]
    powers += [("+", ("**", ("sin", x), 2), ("**", ("cos", w), 2)), ("log", ("*", x, w)), ("exp", ("log", ("*", 2, x)))]
    return [*constants, *names, *alike, *powers]


@pytest.mark.points(1)
@pytest.mark.hint("not every rule has a mirror image, and not every 0 or 1 can go")
@pytest.mark.parametrize("kind", ["turned round", "other numbers and functions"], ids=str)
def test_simplify_keeps_the_value_of_what_looks_simple(student, judge, kind):
    x, w = judge.names(2)
    a = ("*", 3, w)
    cases = {
        "turned round": [("-", 0, x), ("-", 0.0, a), ("/", 1, x), ("/", 1.0, a), ("/", 0, x), ("/", 0, a)],
        "other numbers and functions": [
            ("-", 1, x), ("-", x, 1), ("+", x, 1), ("+", 1, a), ("**", x, -1), ("**", x, 2), ("**", a, 0.5), ("*", -1, x),
            ("/", a, -1), ("/", x, 10), ("*", x, 10), ("exp", 0), ("exp", 1), ("log", 1), ("cos", 0), ("sin", 1),
            ("*", 0.0004, x), ("+", x, 0.0004), ("*", x, 1.0004), ("/", x, 0.9996), ("**", x, 1.0004), ("-", x, x), ("/", w, w), ("*", x, w), ("+", x, x), ("-", w, a), ("*", x, x),
            *regrouped(judge, x, w),
        ],
    }[kind]  # fmt: skip
    judge.assert_simplified(student.simplify, [(expr, judge.nodes_of(expr)) for expr in cases])


@pytest.mark.points(1)
@pytest.mark.hint("a variable may be negative: is it the same value there too?")
def test_simplify_keeps_the_value_where_variables_are_negative(student, judge):
    x, w = judge.names(2)
    a = ("*", judge.number(2.0, 3.0), w)
    cases = [("**", ("**", x, 2), 0.5), ("**", ("**", a, 4), 0.25), ("+", ("**", ("**", x, 2), 1.5), ("exp", w))]
    cases += [("log", ("**", x, 2)), ("log", ("*", x, w))]
    for expr in cases:
        answer = student.simplify(expr)
        for negative in (True, False):
            judge.assert_values(answer, expr, {x, w}, negative=negative)


@pytest.mark.points(0.8)
@pytest.mark.parametrize("rule", RULES, ids=str)
def test_simplify_rules(student, judge, rule):
    put_in, left = RULES[rule]
    formulas = [*judge.names(2), *draw_plain(judge)[:3], ("+", *judge.names(2)), ("*", 3, ("-", 0, *judge.names(1)))]
    cases = [(put_in(a, one), left(judge.nodes_of(a))) for a in formulas for one in (1, 1.0)]
    judge.assert_simplified(student.simplify, cases, what=f"what {rule} becomes")


@pytest.mark.points(0.6)
@pytest.mark.hint("binary operators on two numbers")
@pytest.mark.parametrize("operator", ["+", "-", "*", "/", "**"], ids=str)
def test_simplify_numbers(student, judge, operator):
    a, b, k, m = judge.number(3.0, 5.0), judge.number(), judge.whole(2, 4), judge.whole(5, 8)
    pairs = [(a, b), (b, a), (a, k), (m, k), (k, m), (b, 2.5)]
    cases = [((operator, *pair), 1) for pair in pairs]
    judge.assert_simplified(student.simplify, cases, what=f"{operator} of two numbers")
    if operator == "/":
        # It has no value and may stay, or become whatever: what is asked for is an answer.
        student.simplify(("+", judge.names(1)[0], ("/", a, 0)))


@pytest.mark.points(1)
@pytest.mark.hint("rules hold below other operators as well")
@pytest.mark.parametrize("place", ["in binary operators", "in functions", "everywhere"], ids=str)
def test_simplify_at_any_depth(student, judge, place):
    (x, w), (a, b) = judge.names(2), judge.numbers(2)
    cases = {
        "in binary operators": [
            (("+", ("*", 1, x), ("-", w, 0)), 3),
            (("/", ("**", x, 1), ("+", w, ("*", x, 1))), 5),
            (("**", ("+", 0, x), 3), 3),
            (("*", ("+", x, ("*", a, b)), ("-", w, ("/", a, 4))), 7),
            (("-", w, ("*", x, ("+", 2, 3))), 5),
        ],
        "in functions": [
            (("exp", ("*", 1, x)), 2),
            (("sin", ("cos", ("+", w, 0))), 3),
            (("tanh", ("exp", ("-", ("log", ("/", x, 1)), w))), 6),
            (("log", ("+", ("exp", ("**", x, 0)), ("*", w, w))), 7),
            (("cos", ("+", a, b)), 2),
        ],
        "everywhere": [],
    }[place]
    for expr in draw_plain(judge) if place == "everywhere" else ():
        for rule in ("x * 1", "1 * x", "x + 0", "0 + x", "x - 0", "x / 1", "x ** 1"):
            put_in = RULES[rule][0]
            # A rule in every place at once: where only some are found, nodes are left over.
            cases.append((each_part(expr, lambda part, f=put_in: f(part, 1)), judge.nodes_of(expr)))
    judge.assert_simplified(student.simplify, cases)


@pytest.mark.points(1)
@pytest.mark.hint("simplify the operands first: what becomes 0, 1 or a number below is seen above")
@pytest.mark.parametrize("kind", ["zeros and ones", "numbers"], ids=str)
def test_simplify_again_above(student, judge, kind):
    (x, w), a = judge.names(2), judge.number()
    cases = {
        "zeros and ones": [
            (("+", x, ("*", w, 0)), 1),
            (("*", ("+", x, w), ("**", w, 0)), 3),
            (("*", ("sin", x), ("*", ("exp", w), ("*", 0, w))), 1),
            (("-", x, ("*", ("-", w, 0), ("*", 0, w))), 1),
            (("/", ("exp", w), ("+", ("*", x, 0), ("**", x, 0))), 2),
            (("**", ("+", ("*", 0, x), ("*", 1, w)), 1), 1),
            (("exp", ("+", ("*", ("*", 0, x), w), ("*", x, ("+", 1, ("*", 0, w))))), 2),
        ],
        "numbers": [
            (("+", ("*", 2, 3), 4), 1),
            (("**", ("/", ("-", a, 7), ("*", 2, a)), 2), 1),
            (("*", x, ("-", 3, 3)), 1),
            (("**", ("-", 3, 3), 0), 1),
            (("+", ("-", 4, ("*", 2, 2)), x), 1),
            (("/", w, ("-", 3, 2)), 1),
            (("*", ("/", ("+", 2, 3), 5), ("cos", x)), 2),
            (("+", ("*", 0, x), ("*", 3, ("+", 2, ("*", 1, a)))), 1),
            (("-", ("sin", w), ("-", ("**", 2, 3), 8)), 2),
        ],
    }[kind]
    judge.assert_simplified(student.simplify, cases)


@pytest.mark.points(1)
@pytest.mark.hint("a derivative, as the plain rules of differentiation write it")
def test_simplify_derivatives(student, judge):
    cases = []
    for expr in draw_plain(judge):
        for name in sorted(judge.names_in(expr)):
            slope = judge.reference.differentiate(expr, name)
            cases.append((slope, judge.nodes_of(judge.reference.simplify(slope))))
    judge.assert_simplified(student.simplify, cases, what="a simplified derivative")


@pytest.mark.points(1)
@pytest.mark.hint("lists are accepted where tuples are")
def test_simplify_lists(student, judge):
    (x, w), a = judge.names(2), judge.number()
    cases = [(["*", x, 1], 1), (("+", w, ["*", 0, x]), 1), (["sin", ["-", ["/", x, 1], ["+", a, ["*", 2, 3]]]], 4)]
    judge.assert_simplified(student.simplify, cases, what="what a formula in lists becomes")


@pytest.mark.points(1)
def test_simplify_leaves_its_inputs_alone(student, judge):
    x, w = judge.names(2)
    expr = ["+", ["*", ["sin", ["+", x, 0]], ["**", w, 1]], ["/", ["*", 1, x], ["+", 2, 3]]]
    result = assert_leaves_inputs_alone(student.simplify, expr)
    judge.read(result, {x, w})
