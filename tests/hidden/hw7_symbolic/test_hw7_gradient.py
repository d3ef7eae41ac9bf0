"""Hidden tests of `gradient`. The formulas' partial derivatives differ from each other at every point that is drawn."""

import pytest

from grader.testing import as_list, assert_leaves_inputs_alone

pytestmark = [pytest.mark.task("gradient")]


def neuron_error(judge, x, w, b, t):
    """The squared error of a neuron with one input."""
    return ("**", ("-", ("tanh", ("+", ("*", w, x), ("*", judge.number(0.2, 0.4), b))), ("*", 3, t)), 2)


def assert_gradients(student, judge, cases, what="the gradient"):
    """A case is (formula, variables). Asks for all before it judges the first."""
    answers = [student.gradient(expr, list(variables)) for expr, variables in cases]
    # A generator's items are asked for here.
    lists = [as_list(answer, what=what) for answer in answers]
    for (expr, variables), given in zip(cases, lists, strict=True):
        assert len(given) == len(variables), f"{what}: should have one derivative for each variable that was given"
        for number, (var, slope) in enumerate(zip(variables, given, strict=True), start=1):
            right = judge.reference.differentiate(expr, var)
            judge.assert_values(slope, right, judge.names_in(expr), what=f"derivative {number} of {what}")


@pytest.mark.points(2)
@pytest.mark.hint("the variables' order is the one that is given, not that of the formula or the alphabet")
@pytest.mark.parametrize("count", [2, 4])
def test_gradient_keeps_the_order(student, judge, count):
    names = judge.names(4)
    expr = neuron_error(judge, *names)
    cases = []
    for turn in range(4):
        variables = (names[turn:] + names[:turn])[:count]
        cases += [(expr, variables), (expr, variables[::-1])]
    assert_gradients(student, judge, cases)


@pytest.mark.points(2)
@pytest.mark.parametrize("kind", ["products and quotients", "functions"], ids=str)
def test_gradient_of_several_variables(student, judge, kind):
    (x, w, t), (a, b) = judge.names(3), judge.numbers(2)
    cases = {
        "products and quotients": [
            (("+", ("*", ("*", a, x), ("**", w, 2)), ("/", ("-", x, ("*", b, w)), t)), [t, x, w]),
            (("-", ("*", x, w), ("*", b, ("*", w, t))), [w, t, x]),
        ],
        "functions": [
            (("log", ("+", ("exp", ("*", x, w)), ("exp", ("/", t, b)))), [w, x, t]),
            (("*", ("sin", ("+", x, ("*", a, w))), ("cos", ("**", t, 2))), [x, t, w]),
        ],
    }[kind]
    cases += [(judge.lifted(expr), variables) for expr, variables in cases[:1]]
    assert_gradients(student, judge, cases)


@pytest.mark.points(2)
@pytest.mark.hint("a variable that does not occur keeps its place, with the derivative 0")
def test_gradient_of_absent_variables(student, judge):
    (x, w, t, other, none), a = judge.names(5), judge.number()
    cases = [
        (("*", ("exp", x), ("+", w, a)), [other, w, x]),
        (("*", ("exp", x), ("+", w, a)), [w, none, x, t]),
        (("-", ("**", t, 3), x), [t, other, none]),
        (x, [w, x]),
    ]
    assert_gradients(student, judge, cases)


@pytest.mark.points(1)
@pytest.mark.hint("a formula may be a number alone")
def test_gradient_of_a_number(student, judge):
    names = judge.names(3)
    cases = [(judge.number(), names), (judge.whole(), names[:2]), (("*", 2, judge.number()), names)]
    assert_gradients(student, judge, cases)


@pytest.mark.points(1)
@pytest.mark.hint("only for the variables that were given")
def test_gradient_of_some_variables(student, judge):
    x, w, b, t = judge.names(4)
    expr = neuron_error(judge, x, w, b, t)
    assert_gradients(student, judge, [(expr, [w, b]), (expr, [t, x]), (expr, [b, w, t])])


@pytest.mark.points(1)
@pytest.mark.hint("one variable makes a list of one derivative")
def test_gradient_of_one_variable(student, judge):
    (x, w), a = judge.names(2), judge.number()
    cases = [(("*", x, ("sin", ("*", a, w))), [w]), (("**", x, 3), [x]), (("/", ("-", x, a), ("*", w, x)), [x])]
    assert_gradients(student, judge, cases)


@pytest.mark.points(1)
@pytest.mark.hint("lists are accepted where tuples are")
def test_gradient_of_lists(student, judge):
    x, w, b, t = names = judge.names(4)
    expr = neuron_error(judge, *names)
    given = [judge.as_lists(expr), (*expr[:1], judge.as_lists(expr[1]), *expr[2:])]
    assert_gradients(student, judge, [(lists, [w, t, b, x]) for lists in given])


@pytest.mark.points(1)
def test_gradient_leaves_its_inputs_alone(student, judge):
    x, w, t = judge.names(3)
    expr = ["-", ["*", ["exp", ["*", 2, x]], ["**", w, 2]], ["/", t, x]]
    result = assert_leaves_inputs_alone(student.gradient, expr, [w, t, x])
    slopes = as_list(result, what="the gradient")
    assert slopes, "the gradient holds no derivatives"
    for slope in slopes:
        judge.read(slope, {x, w, t}, "the gradient")
