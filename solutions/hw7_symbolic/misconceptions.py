# ruff: noqa: F821  (each function runs in the model answer's notebook and may use its names)
"""Wrong answers that students give to homework 7, each with what to tell the student."""

import math
from operator import add, eq, floordiv, mul, pow, sub, truediv

import numpy as np

from grader.testing import misconception

# evaluate

BINARY = {"+": add, "-": sub, "*": mul, "/": truediv, "**": pow}
UNARY = {"exp": math.exp, "log": math.log, "sin": math.sin, "cos": math.cos, "tanh": math.tanh}


def value(expr, env, wrong=None):
    """The right value, but for the operators in `wrong`."""
    if isinstance(expr, str):
        if expr not in env:
            raise ValueError(f"no such name: {expr}")
        return env[expr]
    if not isinstance(expr, (tuple, list)):
        return expr
    operators = BINARY | UNARY | (wrong or {})
    if expr[0] not in operators:
        raise ValueError(f"no such operator: {expr[0]}")
    return operators[expr[0]](*[value(part, env, wrong) for part in expr[1:]])


@misconception(task="evaluate")
def difference_turned_round(expr, env):
    """Your evaluate takes ("-", a, b) for b - a. The operands stand in the order in which they are written: a - b."""
    return value(expr, env, {"-": lambda a, b: b - a})


@misconception(task="evaluate")
def quotient_turned_round(expr, env):
    """Your evaluate takes ("/", a, b) for b / a. The first operand stands above, the second below."""
    return value(expr, env, {"/": lambda a, b: b / a})


@misconception(task="evaluate")
def whole_division(expr, env):
    """Your evaluate divides with //, which rounds down. Divide with /."""
    return value(expr, env, {"/": floordiv})


@misconception(task="evaluate")
def power_turned_round(expr, env):
    """Your evaluate takes ("**", a, n) for n ** a. The first operand is raised to the power of the second."""
    return value(expr, env, {"**": lambda a, n: math.pow(n, a)})


@misconception(task="evaluate")
def power_by_repeated_multiplication(expr, env):
    """Your evaluate multiplies n times. That is right for n = 0, 1, 2, …; an exponent may also be negative, or no whole
    number."""
    return value(expr, env, {"**": lambda a, n: math.prod([a] * int(n))})


@misconception(task="evaluate")
def exponent_cut_to_a_whole_number(expr, env):
    """Your evaluate makes a whole number of the exponent. An exponent may be any number: a ** 0.5 is the root of a."""
    return value(expr, env, {"**": lambda a, n: a ** int(n)})


@misconception(task="evaluate")
def power_by_way_of_the_logarithm(expr, env):
    """Your evaluate computes a ** n as exp(n·log(a)), which has no value where a is negative. Write a ** n."""
    return value(expr, env, {"**": lambda a, n: math.exp(n * math.log(a))})


@misconception(task="evaluate")
def decimal_logarithm(expr, env):
    """Your evaluate takes the logarithm to base 10. Here log is the natural logarithm, as in NumPy."""
    return value(expr, env, {"log": math.log10})


@misconception(task="evaluate")
def angles_in_degrees(expr, env):
    """Your evaluate takes angles in degrees. sin and cos get their angle in radians, as in NumPy."""
    turned = {"sin": lambda a: math.sin(math.radians(a)), "cos": lambda a: math.cos(math.radians(a))}
    return value(expr, env, turned)


@misconception(task="evaluate")
def tangent_for_tanh(expr, env):
    """Your evaluate takes the tangent where tanh, the hyperbolic tangent, is asked for."""
    return value(expr, env, {"tanh": math.tan})


@misconception(task="evaluate")
def operands_not_evaluated(expr, env):
    """Your evaluate looks names up but does not evaluate operands that are formulas themselves: call it for each
    operand, whatever the operand is."""
    if not isinstance(expr, (tuple, list)):
        return value(expr, env)
    if any(isinstance(part, (tuple, list)) for part in expr[1:]) and expr[0] in BINARY | UNARY:
        raise TypeError("an operand is a tuple")
    return value(expr, env)


@misconception(task="evaluate")
def only_the_left_operand_evaluated(expr, env):
    """Your evaluate goes down on the left side only. The right operand may be a formula as well: evaluate both."""
    if isinstance(expr, (tuple, list)) and len(expr) == 3 and isinstance(expr[2], (tuple, list)):
        raise TypeError("the right operand is a tuple")
    if not isinstance(expr, (tuple, list)) or expr[0] not in BINARY | UNARY:
        return value(expr, env)
    return value((expr[0], only_the_left_operand_evaluated(expr[1], env), *expr[2:]), env)


@misconception(task="evaluate")
def unknown_name_is_zero(expr, env):
    """Your evaluate takes a name that env does not have for 0. Such a formula has no value: raise a ValueError."""
    if isinstance(expr, str):
        return env.get(expr, 0)
    if not isinstance(expr, (tuple, list)):
        return expr
    return value((expr[0], *[unknown_name_is_zero(part, env) for part in expr[1:]]), env)


@misconception(task="evaluate")
def zero_taken_for_missing(expr, env):
    """Your evaluate refuses names whose value is 0. Ask whether the name is in env, not whether its value is true."""
    if isinstance(expr, str) and not env.get(expr):
        raise ValueError(f"no such name: {expr}")
    if not isinstance(expr, (tuple, list)):
        return value(expr, env)
    return value((expr[0], *[zero_taken_for_missing(part, env) for part in expr[1:]]), env)


@misconception(task="evaluate")
def unknown_operator_is_none(expr, env):
    """Your evaluate returns None for an operator that it does not know. Raise a ValueError."""
    if isinstance(expr, (tuple, list)) and expr[0] not in BINARY | UNARY:
        return None
    if not isinstance(expr, (tuple, list)):
        return value(expr, env)
    return value((expr[0], *[unknown_operator_is_none(part, env) for part in expr[1:]]), env)


@misconception(task="evaluate")
def unknown_operator_is_a_key_error(expr, env):
    """Your evaluate looks operators up in a dict, and an unknown one raises KeyError. A KeyError is accepted for a
    name; for an operator raise a ValueError."""
    if not isinstance(expr, (tuple, list)):
        return value(expr, env)
    operands = [unknown_operator_is_a_key_error(part, env) for part in expr[1:]]
    return (BINARY | UNARY)[expr[0]](*operands)


@misconception(task="evaluate")
def unknown_function_is_tanh(expr, env):
    """Your evaluate takes a function that it does not know for tanh, the last one in its row of cases. Ask for tanh as
    for the others, and raise a ValueError after it."""
    if not isinstance(expr, (tuple, list)):
        return value(expr, env)
    known = len(expr) != 2 or expr[0] in UNARY
    return value((expr[0] if known else "tanh", *[unknown_function_is_tanh(part, env) for part in expr[1:]]), env)


@misconception(task="evaluate")
def whatever_numpy_has(expr, env):
    """Your evaluate finds functions by their name in NumPy, so that it knows sqrt and tan too. An operator that is not
    in the table of expressions raises a ValueError."""
    if not isinstance(expr, (tuple, list)):
        return value(expr, env)
    operands = [whatever_numpy_has(part, env) for part in expr[1:]]
    if expr[0] not in BINARY and not hasattr(np, expr[0]):
        raise ValueError(f"no such operator: {expr[0]}")
    return BINARY[expr[0]](*operands) if expr[0] in BINARY else getattr(np, expr[0])(*operands)


@misconception(task="evaluate")
def lists_not_evaluated(expr, env):
    """Your evaluate knows tuples only and hands lists back as they are. A list is the same formula as a tuple."""
    if not isinstance(expr, tuple):
        return expr if isinstance(expr, list) else value(expr, env)
    return value((expr[0], *[lists_not_evaluated(part, env) for part in expr[1:]]), env)


@misconception(task="evaluate")
def operator_popped(expr, env):
    """Your evaluate takes the operator out of the list that it was given. Leave the list as it is."""
    if not isinstance(expr, list):
        if isinstance(expr, tuple):
            return value((expr[0], *[operator_popped(part, env) for part in expr[1:]]), env)
        return value(expr, env)
    operator = expr.pop(0)
    return value((operator, *[operator_popped(part, env) for part in expr]), env)


# differentiate

RULES = {
    "+": lambda d, a, b: ("+", d(a), d(b)),
    "-": lambda d, a, b: ("-", d(a), d(b)),
    "*": lambda d, a, b: ("+", ("*", d(a), b), ("*", a, d(b))),
    "/": lambda d, a, b: ("/", ("-", ("*", d(a), b), ("*", a, d(b))), ("**", b, 2)),
    "**": lambda d, a, n: ("*", ("*", n, ("**", a, n - 1)), d(a)),
    "exp": lambda d, a: ("*", ("exp", a), d(a)),
    "log": lambda d, a: ("/", d(a), a),
    "sin": lambda d, a: ("*", ("cos", a), d(a)),
    "cos": lambda d, a: ("*", ("*", -1, ("sin", a)), d(a)),
    "tanh": lambda d, a: ("*", ("-", 1, ("**", ("tanh", a), 2)), d(a)),
}


def is_name(name, var):
    return 1 if name == var else 0


def derivative(expr, var, wrong=None, *, number=0, name=is_name):
    """The right derivative, but for the rules in `wrong`, and for those of a number and a name when they are given."""
    if isinstance(expr, str):
        return name(expr, var)
    if not isinstance(expr, (tuple, list)):
        return number
    rule = (RULES | (wrong or {}))[expr[0]]
    return rule(lambda part: derivative(part, var, wrong, number=number, name=name), *expr[1:])


@misconception(task="differentiate")
def difference_taken_for_a_sum(expr, var):
    """You add the derivatives of a difference. The derivative of a - b is a' - b'."""
    return derivative(expr, var, {"-": lambda d, a, b: ("+", d(a), d(b))})


@misconception(task="differentiate")
def product_of_the_derivatives(expr, var):
    """You differentiate a product by multiplying the derivatives. The product rule is a'·b + a·b'."""
    return derivative(expr, var, {"*": lambda d, a, b: ("*", d(a), d(b))})


@misconception(task="differentiate")
def second_factor_taken_for_constant(expr, var):
    """Your product rule has one half only, a'·b. The other half, a·b', is missing."""
    return derivative(expr, var, {"*": lambda d, a, b: ("*", d(a), b)})


@misconception(task="differentiate")
def product_rule_with_a_minus(expr, var):
    """Your product rule subtracts. The minus belongs to the quotient rule; a product gives a'·b + a·b'."""
    return derivative(expr, var, {"*": lambda d, a, b: ("-", ("*", d(a), b), ("*", a, d(b)))})


@misconception(task="differentiate")
def quotient_of_the_derivatives(expr, var):
    """You differentiate a quotient by dividing the derivatives. The quotient rule is (a'·b - a·b') / b²."""
    return derivative(expr, var, {"/": lambda d, a, b: ("/", d(a), d(b))})


@misconception(task="differentiate")
def quotient_rule_turned_round(expr, var):
    """Your quotient rule has its difference turned round. Above stands a'·b - a·b', in this order."""
    turned = {"/": lambda d, a, b: ("/", ("-", ("*", a, d(b)), ("*", d(a), b)), ("**", b, 2))}
    return derivative(expr, var, turned)


@misconception(task="differentiate")
def quotient_rule_with_a_plus(expr, var):
    """Your quotient rule adds. Above stands a difference: a'·b - a·b'."""
    added = {"/": lambda d, a, b: ("/", ("+", ("*", d(a), b), ("*", a, d(b))), ("**", b, 2))}
    return derivative(expr, var, added)


@misconception(task="differentiate")
def denominator_taken_for_constant(expr, var):
    """Your derivative of a quotient is a'/b, which is right for a constant b alone. The quotient rule is
    (a'·b - a·b') / b²."""
    return derivative(expr, var, {"/": lambda d, a, b: ("/", d(a), b)})


@misconception(task="differentiate")
def denominator_not_squared(expr, var):
    """Your quotient rule divides by b. It is divided by b²."""
    return derivative(expr, var, {"/": lambda d, a, b: ("/", ("-", ("*", d(a), b), ("*", a, d(b))), b)})


@misconception(task="differentiate")
def exponent_not_lowered(expr, var):
    """Your power rule keeps the exponent. Besides the factor n the exponent becomes n - 1."""
    return derivative(expr, var, {"**": lambda d, a, n: ("*", ("*", n, ("**", a, n)), d(a))})


@misconception(task="differentiate")
def factor_of_a_power_forgotten(expr, var):
    """Your power rule lowers the exponent but forgets the factor n."""
    return derivative(expr, var, {"**": lambda d, a, n: ("*", ("**", a, n - 1), d(a))})


@misconception(task="differentiate")
def power_of_zero_gives_one(expr, var):
    """Your derivative of a ** 0 is 1. That is the value of a ** 0, a constant, and the derivative of a constant is
    0."""
    return derivative(expr, var, {"**": lambda d, a, n: RULES["**"](d, a, n) if n else 1})


@misconception(task="differentiate")
def power_without_chain_rule(expr, var):
    """Your power rule forgets the chain rule. The derivative of aⁿ is n·aⁿ⁻¹ times a', the derivative of the base."""
    return derivative(expr, var, {"**": lambda d, a, n: ("*", n, ("**", a, n - 1))})


@misconception(task="differentiate")
def functions_without_chain_rule(expr, var):
    """Your functions' derivatives forget the chain rule: each is multiplied by the derivative of what stands inside."""
    outer = {
        "exp": lambda d, a: ("exp", a),
        "log": lambda d, a: ("/", 1, a),
        "sin": lambda d, a: ("cos", a),
        "cos": lambda d, a: ("*", -1, ("sin", a)),
        "tanh": lambda d, a: ("-", 1, ("**", ("tanh", a), 2)),
    }
    return derivative(expr, var, outer)


@misconception(task="differentiate")
def exp_without_chain_rule(expr, var):
    """Your derivative of exp(a) is exp(a) whatever a is. The chain rule multiplies by a'."""
    return derivative(expr, var, {"exp": lambda d, a: ("exp", a)})


@misconception(task="differentiate")
def log_without_chain_rule(expr, var):
    """Your derivative of log(a) is 1/a whatever a is. The chain rule multiplies by a'."""
    return derivative(expr, var, {"log": lambda d, a: ("/", 1, a)})


@misconception(task="differentiate")
def sin_without_chain_rule(expr, var):
    """Your derivative of sin(a) is cos(a) whatever a is. The chain rule multiplies by a'."""
    return derivative(expr, var, {"sin": lambda d, a: ("cos", a)})


@misconception(task="differentiate")
def cos_without_chain_rule(expr, var):
    """Your derivative of cos(a) is -sin(a) whatever a is. The chain rule multiplies by a'."""
    return derivative(expr, var, {"cos": lambda d, a: ("*", -1, ("sin", a))})


@misconception(task="differentiate")
def tanh_without_chain_rule(expr, var):
    """Your derivative of tanh(a) is 1 - tanh²(a) whatever a is. The chain rule multiplies by a'."""
    return derivative(expr, var, {"tanh": lambda d, a: ("-", 1, ("**", ("tanh", a), 2))})


@misconception(task="differentiate")
def log_times_the_inside(expr, var):
    """Your derivative of log(a) is a'·a. The outer function's derivative is 1/a: the derivative is a'/a."""
    return derivative(expr, var, {"log": lambda d, a: ("*", d(a), a)})


@misconception(task="differentiate")
def outer_derivative_at_the_variable(expr, var):
    """You take the outer function's derivative at the variable. The chain rule takes it at the inner formula a: the
    derivative of sin(a) is cos(a) times a'."""
    inside = {
        "exp": lambda d, a: ("*", ("exp", var), d(a)),
        "log": lambda d, a: ("/", d(a), var),
        "sin": lambda d, a: ("*", ("cos", var), d(a)),
        "cos": lambda d, a: ("*", ("*", -1, ("sin", var)), d(a)),
        "tanh": lambda d, a: ("*", ("-", 1, ("**", ("tanh", var), 2)), d(a)),
    }
    return derivative(expr, var, inside)


@misconception(task="differentiate")
def inner_derivative_put_inside(expr, var):
    """You put the derivative of the inside into the function. The chain rule is f'(a)·a': a itself stays inside, and a'
    is a factor."""
    inside = {
        "exp": lambda d, a: ("exp", d(a)),
        "sin": lambda d, a: ("cos", d(a)),
        "cos": lambda d, a: ("*", -1, ("sin", d(a))),
        "tanh": lambda d, a: ("-", 1, ("**", ("tanh", d(a)), 2)),
    }
    return derivative(expr, var, inside)


@misconception(task="differentiate")
def sign_of_the_cosine(expr, var):
    """The derivative of your cosine lacks its minus sign: it is -sin(a)·a'."""
    return derivative(expr, var, {"cos": lambda d, a: ("*", ("sin", a), d(a))})


@misconception(task="differentiate")
def sign_of_the_sine(expr, var):
    """The derivative of your sine has a minus sign. That belongs to the cosine: sine gives cos(a)·a'."""
    return derivative(expr, var, {"sin": lambda d, a: ("*", ("*", -1, ("cos", a)), d(a))})


@misconception(task="differentiate")
def tanh_not_squared(expr, var):
    """Your derivative of tanh is 1 - tanh(a). The tanh is squared: (1 - tanh²(a))·a'."""
    return derivative(expr, var, {"tanh": lambda d, a: ("*", ("-", 1, ("tanh", a)), d(a))})


@misconception(task="differentiate")
def tanh_taken_for_a_sigmoid(expr, var):
    """You differentiate tanh as tanh(a)·(1 - tanh(a)). That is the sigmoid's rule; tanh has (1 - tanh²(a))·a'."""
    sigmoid = {"tanh": lambda d, a: ("*", ("*", ("tanh", a), ("-", 1, ("tanh", a))), d(a))}
    return derivative(expr, var, sigmoid)


@misconception(task="differentiate")
def exponential_taken_for_a_power(expr, var):
    """You differentiate exp(a) by the power rule. The exponential is its own derivative: exp(a)·a'."""
    return derivative(expr, var, {"exp": lambda d, a: ("*", ("*", a, ("exp", ("-", a, 1))), d(a))})


@misconception(task="differentiate")
def every_name_gives_one(expr, var):
    """Your derivative of any name is 1. Only the variable that is asked for gives 1; the others are constants and give
    0."""
    return derivative(expr, var, name=lambda name, var: 1)


@misconception(task="differentiate")
def other_names_kept(expr, var):
    """Your derivative of another variable is that variable. It is held constant, and a constant's derivative is 0."""
    return derivative(expr, var, name=lambda name, var: 1 if name == var else name)


@misconception(task="differentiate")
def numbers_give_one(expr, var):
    """Your derivative of a number is 1. A number does not change with the variable: its derivative is 0."""
    return derivative(expr, var, number=1)


@misconception(task="differentiate")
def name_found_in_a_name(expr, var):
    """You look for the variable in a name with `in`, which finds "w" in "w1" too. Compare whole names with ==."""
    return derivative(expr, var, name=lambda name, var: 1 if var in name else 0)


@misconception(task="differentiate")
def minus_with_one_operand(expr, var):
    """You write ("-", a) for -a. The grammar has no minus with one operand: write ("*", -1, a) or ("-", 0, a)."""
    return derivative(expr, var, {"cos": lambda d, a: ("*", ("-", ("sin", a)), d(a))})


@misconception(task="differentiate")
def exponent_left_as_a_formula(expr, var):
    """You write the new exponent as the formula ("-", n, 1). An exponent is a number in this grammar: compute n - 1."""
    return derivative(expr, var, {"**": lambda d, a, n: ("*", ("*", n, ("**", a, ("-", n, 1))), d(a))})


@misconception(task="differentiate")
def power_through_the_logarithm(expr, var):
    """You differentiate aⁿ by way of exp(n·log(a)), which has no value where a is negative. Use n·aⁿ⁻¹·a'."""
    through = {"**": lambda d, a, n: ("*", ("exp", ("*", n, ("log", a))), ("*", n, ("/", d(a), a)))}
    return derivative(expr, var, through)


@misconception(task="differentiate")
def power_for_whole_exponents_only(expr, var):
    """You write a power as a product of n factors, which is nothing for an exponent below 0, or for one that is not
    whole. Use n·aⁿ⁻¹·a'."""

    def repeated(d, a, n):
        product = 1
        for _ in range(int(n)):
            product = ("*", product, a)
        return d(product)

    return derivative(expr, var, {"**": repeated})


@misconception(task="differentiate")
def lists_taken_for_constants(expr, var):
    """Your differentiate knows tuples only and takes a list for a constant. A list is the same formula as a tuple."""
    if isinstance(expr, list):
        return 0
    if not isinstance(expr, tuple):
        return derivative(expr, var)
    return RULES[expr[0]](lambda part: lists_taken_for_constants(part, var), *expr[1:])


@misconception(task="differentiate")
def tuples_written_into_the_list(expr, var):
    """Your differentiate writes into the lists that it was given. Build new expressions and leave those as they are."""
    if isinstance(expr, list):
        expr[1:] = [tuple(part) if isinstance(part, list) else part for part in expr[1:]]
    if not isinstance(expr, (tuple, list)):
        return derivative(expr, var)
    return RULES[expr[0]](lambda part: tuples_written_into_the_list(part, var), *expr[1:])


# simplify


def is_number(expr):
    return not isinstance(expr, (str, tuple, list))


# Each rule: its operator, the operand that is looked at, the number it has to be, and what is left (None: the other).
ZEROS_AND_ONES = {
    "x*0": ("*", 2, 0, 0),
    "0*x": ("*", 1, 0, 0),
    "x**0": ("**", 2, 0, 1),
    "x*1": ("*", 2, 1, None),
    "1*x": ("*", 1, 1, None),
    "x+0": ("+", 2, 0, None),
    "0+x": ("+", 1, 0, None),
    "x-0": ("-", 2, 0, None),
    "x/1": ("/", 2, 1, None),
    "x**1": ("**", 2, 1, None),
}
NOTHING_SPECIAL = object()


def folded(expr, *, without=(), same=eq, operators=tuple(BINARY), divide=truediv, special=None):
    """One step of the right simplify, on an expression whose operands are simple, but for what the arguments change."""
    if special is not None and (left := special(*expr)) is not NOTHING_SPECIAL:
        return left
    if len(expr) != 3:
        return expr
    for name, (operator, place, number, left) in ZEROS_AND_ONES.items():
        if name not in without and expr[0] == operator and same(expr[place], number):
            return expr[3 - place] if left is None else left
    if is_number(expr[1]) and is_number(expr[2]) and expr[0] in operators:
        try:
            return (BINARY | {"/": divide})[expr[0]](expr[1], expr[2])
        except ZeroDivisionError:
            return expr
    return expr


def simple(expr, **changes):
    """The right simplify, but for what the arguments change in `folded`."""
    if not isinstance(expr, (tuple, list)):
        return expr
    return folded((expr[0], *[simple(part, **changes) for part in expr[1:]]), **changes)


@misconception(task="simplify")
def only_the_outermost_operator(expr):
    """Your simplify looks at the outermost operator only. The rules hold at any depth: simplify the operands first."""
    return folded(tuple(expr)) if isinstance(expr, (tuple, list)) else expr


@misconception(task="simplify")
def from_the_outside_in(expr):
    """Your simplify looks at an operator before its operands are simple, and so misses what becomes 0, 1 or a number
    below. Simplify the operands first."""
    if not isinstance(expr, (tuple, list)):
        return expr
    expr = folded(tuple(expr))
    if not isinstance(expr, tuple):
        return from_the_outside_in(expr) if isinstance(expr, list) else expr
    return (expr[0], *[from_the_outside_in(part) for part in expr[1:]])


@misconception(task="simplify")
def functions_not_entered(expr):
    """Your simplify stops at exp, log, sin, cos and tanh. What stands inside a function is simplified as well."""
    if not isinstance(expr, (tuple, list)) or len(expr) == 2:
        return expr
    return folded((expr[0], *[functions_not_entered(part) for part in expr[1:]]))


@misconception(task="simplify")
def left_operand_not_entered(expr):
    """Your simplify goes into the last operand only. Simplify every operand."""
    if not isinstance(expr, (tuple, list)):
        return expr
    return folded((*expr[:-1], left_operand_not_entered(expr[-1])))


@misconception(task="simplify")
def right_operand_not_entered(expr):
    """Your simplify goes into the first operand only. Simplify every operand."""
    if not isinstance(expr, (tuple, list)):
        return expr
    return folded((expr[0], right_operand_not_entered(expr[1]), *expr[2:]))


@misconception(task="simplify")
def zero_times_forgotten(expr):
    """Your simplify folds a·0 but not 0·a, which is 0 as well."""
    return simple(expr, without=("0*x",))


@misconception(task="simplify")
def mirror_images_forgotten(expr):
    """Your simplify finds 0 and 1 on the right side only. 0·a, 1·a and 0 + a can be folded as well."""
    return simple(expr, without=("0*x", "1*x", "0+x"))


@misconception(task="simplify")
def zero_minus_folded(expr):
    """Your simplify makes a of 0 - a. The rule a - 0 has no mirror image: 0 - a is -a."""
    return simple(expr, special=lambda operator, a, b=None: b if operator == "-" and a == 0 else NOTHING_SPECIAL)


@misconception(task="simplify")
def one_divided_folded(expr):
    """Your simplify makes a of 1 / a. The rule a / 1 has no mirror image."""
    return simple(expr, special=lambda operator, a, b=None: b if operator == "/" and a == 1 else NOTHING_SPECIAL)


@misconception(task="simplify")
def power_of_zero_is_zero(expr):
    """Your simplify makes 0 of a ** 0. Anything to the power of 0 is 1."""
    return simple(expr, special=lambda operator, a, b=None: 0 if operator == "**" and b == 0 else NOTHING_SPECIAL)


def merged_powers(operator, a, b=None):
    if operator == "**" and isinstance(a, tuple) and a[0] == "**":
        return ("**", a[1], a[2] * b)
    return NOTHING_SPECIAL


@misconception(task="simplify")
def powers_of_powers_merged(expr):
    """Your simplify makes a ** (m*n) of (a ** m) ** n. That holds for positive a only: the root
    of (-2)² is 2, not -2."""
    return simple(expr, special=merged_powers)


@misconception(task="simplify")
def power_of_one_is_one(expr):
    """Your simplify makes 1 of a ** 1. It is a itself; a ** 0 is 1."""
    return simple(expr, special=lambda operator, a, b=None: 1 if operator == "**" and b == 1 else NOTHING_SPECIAL)


@misconception(task="simplify")
def times_zero_keeps_the_factor(expr):
    """Your simplify makes a of a·0. It is 0; a + 0 is a."""

    def keep(operator, a, b=None):
        if operator == "*" and 0 in (a, b):
            return a if b == 0 else b
        return NOTHING_SPECIAL

    return simple(expr, special=keep)


@misconception(task="simplify")
def plus_zero_is_zero(expr):
    """Your simplify makes 0 of a + 0. It is a; a·0 is 0."""
    return simple(expr, special=lambda operator, a, b=None: 0 if operator == "+" and b == 0 else NOTHING_SPECIAL)


@misconception(task="simplify")
def powers_not_folded(expr):
    """Your simplify has no rules for powers. a ** 1 is a, and a ** 0 is 1."""
    return simple(expr, without=("x**1", "x**0"))


@misconception(task="simplify")
def numbers_not_folded(expr):
    """Your simplify leaves an operator on two numbers as it is. It can be computed: ("+", 2, 3) is 5."""
    return simple(expr, operators=())


@misconception(task="simplify")
def only_sums_and_products_of_numbers(expr):
    """Your simplify computes sums and products of two numbers only. Differences, quotients and powers fold as well."""
    return simple(expr, operators=("+", "*"))


@misconception(task="simplify")
def powers_of_numbers_not_folded(expr):
    """Your simplify leaves a power of two numbers as it is. It can be computed like the other operators: ("**", 2, 3)
    is 8."""
    return simple(expr, operators=("+", "-", "*", "/"))


@misconception(task="simplify")
def quotients_rounded(expr):
    """Your simplify divides numbers with //, which rounds down and changes the value. Divide with /."""
    return simple(expr, divide=floordiv)


@misconception(task="simplify")
def whole_quotients_rounded(expr):
    """Your simplify divides whole numbers with //, which rounds down and changes the value. Divide with /."""

    def whole(a, b):
        return a // b if isinstance(a, int) and isinstance(b, int) else a / b

    return simple(expr, divide=whole)


@misconception(task="simplify")
def division_by_zero_tried(expr):
    """Your simplify computes a number divided by 0, which raises ZeroDivisionError. Such a quotient has no value: leave
    it as it is."""
    if not isinstance(expr, (tuple, list)):
        return expr
    expr = (expr[0], *[division_by_zero_tried(part) for part in expr[1:]])
    return expr[1] / expr[2] if expr[0] == "/" and is_number(expr[1]) and is_number(expr[2]) else folded(expr)


@misconception(task="simplify")
def only_whole_zeros_and_ones(expr):
    """Your simplify knows 0 and 1 but not 0.0 and 1.0. Compare with ==, and do not ask for the type int."""
    return simple(expr, same=lambda part, number: isinstance(part, int) and part == number)


@misconception(task="simplify")
def only_whole_numbers_folded(expr):
    """Your simplify computes with whole numbers only. Two floats fold as well."""

    def leave(operator, a, b=None):
        return (operator, a, b) if isinstance(a, float) and is_number(b) and b not in (0, 1) else NOTHING_SPECIAL

    return simple(expr, special=leave)


@misconception(task="simplify")
def differences_written_as_sums(expr):
    """Your simplify writes a - b as a + (-1)·b, which has more nodes. The result may never have more than the formula
    that was given."""

    def as_sum(operator, a, b=None):
        if operator == "-" and b != 0 and not (is_number(a) and is_number(b)):
            return ("+", a, ("*", -1, b))
        return NOTHING_SPECIAL

    return simple(expr, special=as_sum)


@misconception(task="simplify")
def products_multiplied_out(expr):
    """Your simplify writes a·(b + c) as a·b + a·c, which has more nodes. The result may never have more than the
    formula that was given."""

    def multiplied(operator, a, b=None):
        if operator == "*" and isinstance(b, tuple) and b[0] == "+" and not (is_number(a) and a in (0, 1)):
            return ("+", folded(("*", a, b[1])), folded(("*", a, b[2])))
        return NOTHING_SPECIAL

    return simple(expr, special=multiplied)


@misconception(task="simplify")
def numbers_rounded(expr):
    """Your simplify rounds the numbers that it computes. The value has to stay the same: round nothing."""
    if not isinstance(expr, (tuple, list)):
        return expr
    parts = [numbers_rounded(part) for part in expr[1:]]
    result = folded((expr[0], *parts))
    return round(result, 2) if is_number(result) and all(map(is_number, parts)) else result


@misconception(task="simplify")
def lists_not_simplified(expr):
    """Your simplify knows tuples only and returns a list as it is. A list is the same formula as a tuple."""
    return folded((expr[0], *[lists_not_simplified(part) for part in expr[1:]])) if isinstance(expr, tuple) else expr


@misconception(task="simplify")
def simplified_in_the_list(expr):
    """Your simplify writes into the lists that it was given. Build a new expression and leave those as they are."""
    if not isinstance(expr, list):
        return simple(expr)
    for k in range(1, len(expr)):
        expr[k] = simplified_in_the_list(expr[k])
    return folded(tuple(expr))


# gradient


def occurring(expr):
    """The names in an expression, in the order of their first occurrence."""
    if isinstance(expr, str):
        return [expr]
    if not isinstance(expr, (tuple, list)):
        return []
    return list(dict.fromkeys(name for part in expr[1:] for name in occurring(part)))


@misconception(task="gradient")
def in_the_order_of_the_alphabet(expr, variables):
    """Your gradient sorts the variables. Keep the order in which they are given."""
    return [differentiate(expr, name) for name in sorted(variables)]


@misconception(task="gradient")
def in_reverse_order(expr, variables):
    """Your gradient begins with the last variable. Keep the order in which they are given."""
    return [differentiate(expr, name) for name in reversed(variables)]


@misconception(task="gradient")
def in_the_order_of_the_formula(expr, variables):
    """Your gradient has the order in which the variables occur in the formula. Keep the order in which they are
    given."""
    names = [name for name in occurring(expr) if name in variables]
    names += [name for name in variables if name not in names]
    return [differentiate(expr, name) for name in names]


@misconception(task="gradient")
def absent_variables_left_out(expr, variables):
    """Your gradient leaves out a variable that does not occur in the formula. It keeps its place, with the derivative
    0."""
    return [differentiate(expr, name) for name in variables if name in occurring(expr)]


@misconception(task="gradient")
def absent_variables_give_none(expr, variables):
    """Your gradient gives None for a variable that does not occur in the formula. Its derivative is 0."""
    return [differentiate(expr, name) if name in occurring(expr) else None for name in variables]


@misconception(task="gradient")
def all_variables_of_the_formula(expr, variables):
    """Your gradient differentiates by every name in the formula. Only the variables that are given are asked for."""
    return [differentiate(expr, name) for name in occurring(expr)]


@misconception(task="gradient")
def a_dict_of_derivatives(expr, variables):
    """Your gradient is a dict. Return a list of the derivatives, in the order of the variables."""
    return {name: differentiate(expr, name) for name in variables}


@misconception(task="gradient")
def pairs_of_name_and_derivative(expr, variables):
    """Your gradient holds pairs of a name and its derivative. Return the derivatives alone."""
    return [(name, differentiate(expr, name)) for name in variables]


@misconception(task="gradient")
def sum_of_the_derivatives(expr, variables):
    """Your gradient adds the derivatives up into one formula. Return a list with one formula for each variable."""
    total = 0
    for name in variables:
        total = ("+", total, differentiate(expr, name))
    return total


@misconception(task="gradient")
def one_after_the_other(expr, variables):
    """Your gradient differentiates the derivative before it once more. Each variable begins with the formula that was
    given."""
    slopes = []
    for name in variables:
        expr = simplify(differentiate(expr, name))
        slopes.append(expr)
    return slopes


@misconception(task="gradient")
def returned_in_the_loop(expr, variables):
    """Your gradient returns in the first round of its loop, so that it holds one derivative only. Return after the
    loop."""
    slopes = []
    for name in variables:
        slopes.append(differentiate(expr, name))
        return slopes
    return slopes


@misconception(task="gradient")
def direction_of_descent(expr, variables):
    """Your gradient has the opposite sign: it points downhill. The gradient holds the derivatives themselves; the minus
    belongs to the step of gradient descent."""
    return [("*", -1, differentiate(expr, name)) for name in variables]


@misconception(task="gradient")
def a_bare_formula_for_one_variable(expr, variables):
    """Your gradient is a bare formula when there is one variable. It should be a list of one derivative then."""
    slopes = [differentiate(expr, name) for name in variables]
    return slopes[0] if len(slopes) == 1 else slopes


@misconception(task="gradient")
def variables_popped(expr, variables):
    """Your gradient takes the names out of the list that it was given. Leave the list as it is."""
    slopes = []
    while variables:
        slopes.append(differentiate(expr, variables.pop(0)))
    return slopes
