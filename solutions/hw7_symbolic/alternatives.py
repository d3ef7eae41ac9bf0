# ruff: noqa: F821  (each function runs in the model answer's notebook and may use its names)
"""Right answers to homework 7, written otherwise: the hidden suite must give each of them full marks."""

import math
import operator
from collections import namedtuple
from fractions import Fraction
from functools import reduce, singledispatch

import numpy as np

from grader.testing import alternative

# evaluate

BINARY = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "**": operator.pow}
UNARY = {"exp": math.exp, "log": math.log, "sin": math.sin, "cos": math.cos, "tanh": math.tanh}


@alternative(task="evaluate")
def with_a_table(expr, env):
    if isinstance(expr, (int, float)):
        return expr
    if isinstance(expr, str):
        return env[expr]  # a KeyError
    if expr[0] in BINARY:
        return BINARY[expr[0]](with_a_table(expr[1], env), with_a_table(expr[2], env))
    if expr[0] in UNARY:
        return UNARY[expr[0]](with_a_table(expr[1], env))
    raise ValueError(expr[0])


@alternative(task="evaluate")
def with_a_stack(expr, env):
    waiting, postfix, stack = [expr], [], []
    while waiting:
        part = waiting.pop()
        postfix.append(part)
        if isinstance(part, (list, tuple)):
            waiting.extend(part[1:])
    for part in reversed(postfix):
        if isinstance(part, str):
            if part not in env:
                raise ValueError("no value for " + part)
            stack.append(env[part])
        elif not isinstance(part, (list, tuple)):
            stack.append(part)
        elif part[0] in UNARY:
            stack.append(UNARY[part[0]](stack.pop()))
        elif part[0] in BINARY:
            second = stack.pop()
            stack.append(BINARY[part[0]](stack.pop(), second))
        else:
            raise ValueError("no such operator: " + part[0])
    return stack.pop()


def as_source(expr):
    """A formula as Python writes it."""
    if isinstance(expr, str):
        return f"env[{expr!r}]"
    if not isinstance(expr, (list, tuple)):
        return f"({expr!r})"
    if expr[0] in UNARY:
        return f"np.{expr[0]}({as_source(expr[1])})"
    if expr[0] in BINARY:
        return f"({as_source(expr[1])} {expr[0]} {as_source(expr[2])})"
    raise ValueError(f"unknown operator {expr[0]}")


@alternative(task="evaluate")
def with_pythons_own_eval(expr, env):
    return eval(as_source(expr), {"np": np, "env": env})


class UnknownError(ValueError):
    """Neither an operator nor a name that is known."""


@alternative(task="evaluate")
def with_zero_axes_and_a_subclass_of_value_error(expr, env):
    arrays = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "**": np.float_power}
    functions = arrays | {name: getattr(np, name) for name in UNARY}
    if isinstance(expr, (list, tuple)):
        if expr[0] not in functions:
            raise UnknownError(expr[0])
        operands = [with_zero_axes_and_a_subclass_of_value_error(part, env) for part in expr[1:]]
        return np.asarray(functions[expr[0]](*operands))
    if isinstance(expr, str) and expr not in env:
        raise UnknownError(expr)
    return np.array(env[expr] if isinstance(expr, str) else expr, dtype=float)


@singledispatch
def value(expr, env):
    return expr


@value.register
def _(expr: str, env):
    return env[expr]


@value.register(tuple)
@value.register(list)
def _(expr, env):
    first, *others = [value(part, env) for part in expr[1:]]
    if others and expr[0] in BINARY:
        return reduce(BINARY[expr[0]], others, first)
    try:
        return UNARY[expr[0]](first)
    except KeyError:
        raise ValueError("what is " + expr[0] + "?") from None


@alternative(task="evaluate")
def with_single_dispatch(expr, env):
    return value(expr, env)


# differentiate


@alternative(task="differentiate")
def with_lists(expr, var):
    if not isinstance(expr, (list, tuple)):
        return [0.0, 1.0][expr == var]
    op, a = expr[0], expr[1]
    da = with_lists(a, var)
    if op in "+-":
        return [op, da, with_lists(expr[2], var)]
    if op == "*":
        b = expr[2]
        return ["+", ["*", a, with_lists(b, var)], ["*", b, da]]
    if op == "/":
        b = expr[2]
        return ["-", ["/", da, b], ["/", ["*", a, with_lists(b, var)], ["*", b, b]]]
    if op == "**":
        return ["*", da, ["*", ["**", a, expr[2] - 1], expr[2]]]
    rules = {
        "exp": lambda: expr,
        "log": lambda: ["**", a, -1],
        "sin": lambda: ["cos", a],
        "cos": lambda: ["-", 0, ["sin", a]],
        "tanh": lambda: ["/", 4, ["**", ["+", ["exp", a], ["exp", ["*", -1, a]]], 2]],
    }
    return ["*", da, rules[op]()]


class Node:
    """A formula that knows Python's operators; `plain` is its tuple."""

    def __init__(self, plain):
        self.plain = plain

    def join(self, operator, other):
        return Node((operator, self.plain, other.plain if isinstance(other, Node) else other))

    def __add__(self, other):
        return self.join("+", other)

    def __sub__(self, other):
        return self.join("-", other)

    def __mul__(self, other):
        return self.join("*", other)

    def __truediv__(self, other):
        return self.join("/", other)

    def __pow__(self, number):
        return self.join("**", number)

    def __neg__(self):
        return self * -1


def slope(node, var):
    """The derivative of a Node, a Node."""
    if not isinstance(node.plain, (tuple, list)):
        return Node(int(node.plain == var))
    op, a, b = node.plain[0], Node(node.plain[1]), Node(node.plain[-1])
    if op == "**":
        return a ** (node.plain[2] - 1) * slope(a, var) * node.plain[2]
    if op in UNARY:
        same = {name: Node((name, a.plain)) for name in UNARY}
        outer = {
            "exp": same["exp"],
            "log": Node(1) / a,
            "sin": same["cos"],
            "cos": -same["sin"],
            "tanh": (Node(1) - same["tanh"]) * (Node(1) + same["tanh"]),
        }
        return outer[op] * slope(a, var)
    da, db = slope(a, var), slope(b, var)
    return {"+": da + db, "-": da - db, "*": b * da + a * db, "/": (da - a * db / b) / b}[op]


@alternative(task="differentiate")
def with_a_class_of_its_own(expr, var):
    return slope(Node(expr), var).plain


def occurs(var, expr):
    return any(occurs(var, part) for part in expr[1:]) if isinstance(expr, (list, tuple)) else expr == var


@alternative(task="differentiate")
def with_early_returns_and_short_results(expr, var):
    d = with_early_returns_and_short_results
    if not occurs(var, expr):
        return np.float64(0)
    if isinstance(expr, str):
        return np.array(1)
    op, a, *b = expr
    if op in ("+", "-") and not occurs(var, b[0]):
        return d(a, var)
    if op in ("+", "-"):
        return (op, d(a, var), d(b[0], var))
    if op == "*" and not occurs(var, a):
        return ("*", a, d(b[0], var))
    if op == "*" and not occurs(var, b[0]):
        return ("*", d(a, var), b[0])
    if op == "*":
        return ("+", ("*", d(a, var), b[0]), ("*", a, d(b[0], var)))
    if op == "/":
        return d(("*", a, ("**", b[0], -1)), var)
    if op == "**" and b[0] == 0:
        return False
    if op == "**" and b[0] == 1:
        return d(a, var)
    if op == "**":
        return ("*", ("*", np.float64(b[0]), ("**", a, np.float64(b[0] - 1)) if b[0] != 2 else a), d(a, var))
    outer = {
        "exp": ("exp", a),
        "log": ("/", 1, a),
        "sin": ("cos", a),
        "cos": ("*", ("sin", a), -1),
        "tanh": ("-", 1, ("*", ("tanh", a), ("tanh", a))),
    }
    return ("*", outer[op], d(a, var))


Formula = namedtuple("Formula", ["operator", "a", "b"])


@alternative(task="differentiate")
def simplified_and_in_named_tuples(expr, var):
    d = simplified_and_in_named_tuples
    if not isinstance(expr, (tuple, list)):
        return True if isinstance(expr, str) and expr == var else Fraction(0)
    operator, a, *others = expr
    if operator in ("+", "-"):
        return simplify(Formula(operator, d(a, var), d(others[0], var)))
    if operator == "*":
        return simplify(Formula("+", Formula("*", a, d(others[0], var)), Formula("*", d(a, var), others[0])))
    if operator == "/":
        b = others[0]
        above = Formula("-", Formula("*", b, d(a, var)), Formula("*", d(b, var), a))
        return simplify(Formula("/", above, Formula("*", b, b)))
    if operator == "**":
        return simplify(Formula("*", others[0], Formula("*", d(a, var), Formula("**", a, others[0] - 1))))
    if operator == "log":
        return simplify(Formula("/", d(a, var), a))
    if operator == "tanh":
        cosh = Formula("/", Formula("+", ("exp", a), ("exp", ("-", 0, a))), 2)
        return simplify(Formula("/", d(a, var), Formula("**", cosh, 2)))
    outer = {"exp": ("exp", a), "sin": ("cos", a), "cos": Formula("-", 0, ("sin", a))}[operator]
    return simplify(Formula("*", outer, d(a, var)))


# simplify


def is_number(expr):
    return not isinstance(expr, (str, tuple, list))


@alternative(task="simplify")
def until_nothing_changes(expr):
    def once(expr):
        if not isinstance(expr, list):
            return expr
        expr = [expr[0]] + [once(part) for part in expr[1:]]
        if len(expr) == 2:
            return expr
        op, a, b = expr
        if is_number(a) and is_number(b) and not (op == "/" and b == 0) and not (op == "**" and a == 0):
            return {"+": a + b, "-": a - b, "*": a * b}[op] if op in "+-*" else a / b if op == "/" else float(a) ** b
        if (op in "+-" and b == 0) or (op in ("*", "/", "**") and b == 1):
            return a
        if (op == "+" and a == 0) or (op == "*" and a == 1):
            return b
        if op == "*" and (a == 0 or b == 0):
            return 0
        return 1 if op == "**" and b == 0 else expr

    def in_lists(expr):
        return [expr[0], *map(in_lists, expr[1:])] if isinstance(expr, (list, tuple)) else expr

    before, expr = None, in_lists(expr)
    while expr != before:
        before, expr = expr, once(expr)
    return expr


@alternative(task="simplify")
def with_more_rules(expr):
    if not isinstance(expr, (tuple, list)):
        return expr
    op, *parts = expr[0], *map(with_more_rules, expr[1:])
    if all(map(is_number, parts)):
        try:
            return float(evaluate((op, *map(float, parts)), {}))
        except ArithmeticError:
            return (op, *parts)
    if len(parts) == 1:
        return parts[0][1] if (op, parts[0][0]) in (("exp", "log"), ("log", "exp")) else (op, *parts)
    a, b = parts
    if op in ("+", "*") and is_number(b):
        a, b = b, a  # numbers come first
    if op in ("+", "*") and is_number(a) and isinstance(b, tuple) and b[0] == op and is_number(b[1]):
        return with_more_rules((op, evaluate((op, a, b[1]), {}), b[2]))
    zero, one = {"+": (None, 0), "-": (None, 0), "*": (0, 1), "/": (None, 1), "**": (None, 1)}[op]
    if b == one or (a == one and op in ("+", "*")):
        return a if b == one else b
    if zero is not None and zero in (a, b):
        return zero
    if op == "**":
        return 1 if b == 0 else with_more_rules(("**", a[1], a[2] * b)) if is_whole_power(a, b) else (op, a, b)
    if a == b and op in ("-", "/"):
        return 0 if op == "-" else 1
    return ("**", a, 2) if a == b and op == "*" else ("*", 2, a) if a == b else (op, a, b)


def is_whole_power(a, b):
    return isinstance(a, tuple) and a[0] == "**" and int(a[2]) == a[2] and int(b) == b


@alternative(task="simplify")
def with_numpy_numbers_in_lists(expr):
    if isinstance(expr, str):
        return expr
    if not isinstance(expr, (tuple, list)):
        return np.asarray(expr, dtype=float)
    op, *parts = expr
    parts = [with_numpy_numbers_in_lists(part) for part in parts]
    numbers = [part if isinstance(part, np.ndarray) else None for part in parts]
    if len(parts) == 1:
        return [op, *parts]
    zero, one = [n is not None and n == 0 for n in numbers], [n is not None and n == 1 for n in numbers]
    if op == "*" and any(zero):
        return np.zeros(())
    if op == "**" and zero[1]:
        return np.ones(())
    if zero[1] and op in "+-" or one[1] and op in ("*", "/", "**"):
        return parts[0]
    if zero[0] and op == "+" or one[0] and op == "*":
        return parts[1]
    if None not in [n if n is None else 0 for n in numbers]:
        ufunc = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "**": np.power}[op]
        return np.asarray(ufunc(*numbers))
    return [op, *parts]


class Simplifier:
    """A rule for each operator, as a method."""

    names = {"+": "plus", "-": "minus", "*": "times", "/": "over", "**": "power"}

    def __call__(self, expr):
        if is_number(expr) or isinstance(expr, str):
            return expr
        operator, *operands = expr
        operands = tuple(map(self, operands))
        if operator not in self.names:
            return (operator,) + operands
        if is_number(operands[0]) and is_number(operands[1]) and operands[1] != 0:
            return eval(f"a {operator} b", {}, {"a": operands[0], "b": operands[1]})
        return getattr(self, self.names[operator])(*operands)

    def plus(self, a, b):
        return b if a == 0 else a if b == 0 else ("+", a, b)

    def minus(self, a, b):
        return a if b == 0 else ("-", a, b)

    def times(self, a, b):
        if a == 0 or b == 0:
            return 0
        return b if a == 1 else a if b == 1 else ("*", a, b)

    def over(self, a, b):
        return a if b == 1 else ("/", a, b)

    def power(self, a, n):
        return {0: 1, 1: a}.get(n, ("**", a, n))


@alternative(task="simplify")
def with_a_class(expr):
    return Simplifier()(expr)


# gradient


@alternative(task="gradient")
def a_generator(expr, variables):
    for variable in variables:
        yield differentiate(expr, variable)


@alternative(task="gradient")
def a_tuple(expr, variables):
    return tuple(simplify(differentiate(expr, variables[k])) for k in range(len(variables)))


@alternative(task="gradient")
def a_map(expr, variables):
    return map(lambda name: differentiate(expr, name), variables)


@alternative(task="gradient")
def the_values_of_a_dict(expr, variables):
    slopes = dict.fromkeys(variables, 0)
    for name in slopes:
        slopes[name] = differentiate(expr, name)
    return list(slopes.values())


@alternative(task="gradient")
def an_array_of_objects(expr, variables):
    slopes = np.zeros(len(variables), dtype=object)
    for k, name in enumerate(variables):
        slopes[k] = differentiate(expr, name)
    return slopes


def both(expr, names):
    """All derivatives in one walk: formulas that share their parts."""
    if not isinstance(expr, (tuple, list)):
        return [1 if expr == name else 0 for name in names]
    op, a, *b = expr
    inner = both(a, names)
    if op in ("+", "-", "*", "/"):
        other = both(b[0], names)
        join = {
            "+": lambda da, db: ("+", da, db),
            "-": lambda da, db: ("-", da, db),
            "*": lambda da, db: ("+", ("*", da, b[0]), ("*", a, db)),
            "/": lambda da, db: ("/", ("-", da, ("*", expr, db)), b[0]),
        }[op]
        return list(map(join, inner, other))
    outer = {
        "exp": expr,
        "log": ("/", 1, a),
        "sin": ("cos", a),
        "cos": ("-", 0, ("sin", a)),
        "tanh": ("-", 1, ("**", expr, 2)),
        "**": ("*", b[0], ("**", a, b[0] - 1)) if b else None,
    }[op]
    return [("*", outer, da) for da in inner]


@alternative(task="gradient")
def in_one_walk(expr, variables):
    return both(expr, variables)
