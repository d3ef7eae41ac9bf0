# %% [markdown]
# # Homework 7: Symbolic differentiation
#
# Every step of gradient descent needs a derivative. In homework 4 you worked the derivatives out on paper and
# programmed the result. Here the *program* does the paper work: a formula goes in, the formula of its derivative
# comes out. Libraries that train networks do the same, if in a cleverer order.
#
# **How to work.** Replace each line `raise NotImplementedError("your code here")` by your own code and run the
# cell. To try a task against its public checks, run this in a cell of its own:
#
# `from grader import check; check("evaluate")`
#
# Helper functions and classes of your own are welcome, and a later task may call your earlier ones. One rule holds
# everywhere: **a function never changes what it was given**; it returns something new. The hidden tests use other
# formulas than the examples here.
#
# ## Formulas as trees
#
# A formula is an operator with its operands, which are formulas again. We write it with the operator first:
#
# | an expression is | for example | which means |
# | --- | --- | --- |
# | a number | `3`, `-0.5` | itself |
# | a name (a string) | `"x"`, `"w1"` | a variable |
# | a sum or a difference | `("+", a, b)`, `("-", a, b)` | $a + b$, $a - b$ |
# | a product or a quotient | `("*", a, b)`, `("/", a, b)` | $a\,b$, $a / b$ |
# | a power; `n` is always a number | `("**", a, n)` | $a^n$ |
# | a function | `("exp", a)`, `("log", a)`, `("sin", a)`, `("cos", a)`, `("tanh", a)` | $e^a$, $\ln a$, … |
#
# There is nothing else: no minus sign with one operand (write `("-", 0, a)` or `("*", -1, a)`), and no sum of three
# (write `("+", ("+", a, b), c)`). A list is accepted wherever a tuple is: `["+", "x", 1]` is the same formula.
#
# *For example* $3x^2 + \sin(x)$ is `("+", ("*", 3, ("**", "x", 2)), ("sin", "x"))`, and as a tree:
#
# ```
#            +
#          /   \
#         *     sin
#        / \     |
#       3   **   x
#          /  \
#         x    2
# ```
#
# All four tasks walk through such a tree in the same way: *first ask what kind of expression it is; for a tuple, do
# the same to its operands (recursion), and put the results together as its operator demands.*

# %%
import numpy as np

# %% [markdown]
# ## 1. `evaluate`: the value of a formula
#
# `env` (the environment) says what the names stand for: `{"x": 2.0, "w": -1}`.
#
# *By hand:* $3x^2 + \sin(x)$ at $x = 0$ is $3 \cdot 0^2 + \sin 0 = 0$; and $(x - 1) / w$ at $x = 2$, $w = -4$:
#
# | expression | value |
# | --- | --- |
# | `"x"` | 2 |
# | `("-", "x", 1)` | 2 − 1 = 1 |
# | `("/", ("-", "x", 1), "w")` | 1 / (−4) = −0.25 |
#
# **The conventions that matter:** the order of the operands counts, `("-", a, b)` is $a - b$ and `("/", a, b)` is
# $a / b$, never rounded. `log` is the natural logarithm, and angles are in radians. An operator that is not in the
# table above, or a name that is not in `env`, makes no sense: raise a `ValueError`.


# %%
def evaluate(expr, env):
    """Return the value of an expression, a number.

    expr: a number, a name, or a tuple (or list) as in the table above.
    env: a dict from names to numbers.
    Raises ValueError for an unknown operator or name (a KeyError is accepted for a name).
    """
    # BEGIN SOLUTION
    if isinstance(expr, str):
        if expr not in env:
            raise ValueError(f"{expr} has no value")
        return env[expr]
    match expr:
        case ["+", a, b]:
            return evaluate(a, env) + evaluate(b, env)
        case ["-", a, b]:
            return evaluate(a, env) - evaluate(b, env)
        case ["*", a, b]:
            return evaluate(a, env) * evaluate(b, env)
        case ["/", a, b]:
            return evaluate(a, env) / evaluate(b, env)
        case ["**", a, n]:
            return evaluate(a, env) ** n
        case ["exp", a]:
            return np.exp(evaluate(a, env))
        case ["log", a]:
            return np.log(evaluate(a, env))
        case ["sin", a]:
            return np.sin(evaluate(a, env))
        case ["cos", a]:
            return np.cos(evaluate(a, env))
        case ["tanh", a]:
            return np.tanh(evaluate(a, env))
        case [operator, *_]:
            raise ValueError(f"unknown operator: {operator}")
    return expr
    # END SOLUTION


# %% [markdown]
# ## 2. `differentiate`: from a formula to a formula
#
# Let $a$ and $b$ be formulas, and write $a'$ for the derivative of $a$ with respect to `var`. Each kind of expression
# has one rule:
#
# | expression | derivative | |
# | --- | --- | --- |
# | a number | $0$ | |
# | the variable `var` | $1$ | |
# | any other name | $0$ | it is held constant |
# | $a + b$, $\ a - b$ | $a' + b'$, $\ a' - b'$ | |
# | $a\,b$ | $a'\,b + a\,b'$ | product rule |
# | $a / b$ | $\dfrac{a'\,b - a\,b'}{b^2}$ | quotient rule |
# | $a^n$ | $n\,a^{n-1} \cdot a'$ | |
# | $e^a$ | $e^a \cdot a'$ | |
# | $\ln a$ | $\dfrac{a'}{a}$ | |
# | $\sin a$ | $\cos a \cdot a'$ | |
# | $\cos a$ | $-\sin a \cdot a'$ | |
# | $\tanh a$ | $(1 - \tanh^2 a) \cdot a'$ | |
#
# The factor $a'$ in the last rows is the **chain rule**: the derivative of the outer function *at $a$*, times the
# derivative of what stands inside. It is easily forgotten, because for $a = x$ it is 1.
#
# *By hand:* the derivative of $\sin(3x)$ with respect to $x$. The outer rule gives $\cos(3x)$; the inside is the
# product $3 \cdot x$ with the derivative $0 \cdot x + 3 \cdot 1$. As tuples:
#
# `("*", ("cos", ("*", 3, "x")), ("+", ("*", 0, "x"), ("*", 3, 1)))`
#
# That is $3\cos(3x)$, if clumsily put. **It need not be any shorter**: the tests put numbers into your formula, at
# points where the formula and its derivative are defined, and never look at its form. It has to follow the table of
# expressions, though; in particular the exponent of a power is a number, so compute $n - 1$ here and now.


# %%
def differentiate(expr, var):
    """Return the derivative of an expression with respect to a variable, as an expression.

    expr: a number, a name, or a tuple (or list) as in the table above.
    var: the name of the variable; all other names are constants.
    """
    # BEGIN SOLUTION
    if isinstance(expr, str):
        return 1 if expr == var else 0
    match expr:
        case ["+", a, b]:
            return ("+", differentiate(a, var), differentiate(b, var))
        case ["-", a, b]:
            return ("-", differentiate(a, var), differentiate(b, var))
        case ["*", a, b]:
            return ("+", ("*", differentiate(a, var), b), ("*", a, differentiate(b, var)))
        case ["/", a, b]:
            above = ("-", ("*", differentiate(a, var), b), ("*", a, differentiate(b, var)))
            return ("/", above, ("**", b, 2))
        case ["**", a, n]:
            return ("*", ("*", n, ("**", a, n - 1)), differentiate(a, var))
        case ["exp", a]:
            return ("*", ("exp", a), differentiate(a, var))
        case ["log", a]:
            return ("/", differentiate(a, var), a)
        case ["sin", a]:
            return ("*", ("cos", a), differentiate(a, var))
        case ["cos", a]:
            return ("*", ("*", -1, ("sin", a)), differentiate(a, var))
        case ["tanh", a]:
            return ("*", ("-", 1, ("**", ("tanh", a), 2)), differentiate(a, var))
    return 0
    # END SOLUTION


# %% [markdown]
# A picture tells more than a formula. The sigmoid $\sigma(x) = 1 / (1 + e^{-x})$ and its derivative, which you know
# from homework 4 to be $\sigma(x)(1 - \sigma(x))$: at most $1/4$, and nearly 0 where the sigmoid is flat.

# %% tags=["demo"]
import matplotlib.pyplot as plt

SIGMOID = ("/", 1, ("+", 1, ("exp", ("*", -1, "x"))))
try:
    slope = differentiate(SIGMOID, "x")
    points = np.linspace(-6, 6, 61)
    plt.plot(points, [evaluate(SIGMOID, {"x": x}) for x in points], label="sigmoid")
    plt.plot(points, [evaluate(slope, {"x": x}) for x in points], label="its derivative, by your program")
    plt.xlabel("x")
    plt.legend()
    plt.show()
except NotImplementedError:
    print("the picture comes when evaluate and differentiate are written")

# %% [markdown]
# ## 3. `simplify`: fewer nodes, the same value
#
# Derivatives come out long, full of zeros and ones. The size of a formula is its number of **nodes**: each number, each
# name and each operator counts as one. `("+", ("*", 0, "x"), ("*", 3, 1))` has seven, and its value is always 3.
#
# These rules make formulas smaller:
#
# | expression | becomes | | expression | becomes |
# | --- | --- | --- | --- | --- |
# | $a \cdot 0$, $\ 0 \cdot a$ | $0$ | | $a / 1$ | $a$ |
# | $a \cdot 1$, $\ 1 \cdot a$ | $a$ | | $a^1$ | $a$ |
# | $a + 0$, $\ 0 + a$ | $a$ | | $a^0$ | $1$ |
# | $a - 0$ | $a$ | | `+ - * / **` of two numbers | their value |
#
# **The conventions that matter:**
#
# - The rules hold *at any depth*. Simplify the operands first and look at the operator afterwards; then what has
#   become 0 or 1 below is seen above.
# - Not every rule has a mirror image: $0 - a$ is not $a$, and $1 / a$ is not $a$.
# - 0 and 1 may come as `0.0` and `1.0`.
# - What has no value, like $1 / 0$, may stay as it is.
# - You may do more than these rules ask ($a - a$, say), as long as the value stays and there are **never more** nodes.
#
# *By hand,* from the inside out, the derivative of $\sin(3x)$ from above:
#
# | | nodes |
# | --- | --- |
# | `("*", ("cos", ("*", 3, "x")), ("+", ("*", 0, "x"), ("*", 3, 1)))` | 12 |
# | `("*", ("cos", ("*", 3, "x")), ("+", 0, 3))` | 8 |
# | `("*", ("cos", ("*", 3, "x")), 3)` | 6 |


# %%
def simplify(expr):
    """Return an expression of the same value that has no more nodes, and none that the rules above remove.

    expr: a number, a name, or a tuple (or list) as in the table at the top.
    """
    # BEGIN SOLUTION
    if not isinstance(expr, (tuple, list)):
        return expr
    operator, *operands = expr
    expr = (operator, *[simplify(operand) for operand in operands])
    match expr:
        case ("*", _, 0) | ("*", 0, _):
            return 0
        case ("**", _, 0):
            return 1
        case ("*", a, 1) | ("*", 1, a) | ("+", a, 0) | ("+", 0, a) | ("-", a, 0) | ("/", a, 1) | ("**", a, 1):
            return a
        case (_, a, b) if not isinstance(a, (str, tuple)) and not isinstance(b, (str, tuple)):
            try:
                return evaluate(expr, {})
            except ZeroDivisionError:  # it has no value
                return expr
    return expr
    # END SOLUTION


# %% [markdown]
# ## 4. `gradient`: one derivative for each variable
#
# The gradient of $f$ collects its partial derivatives:
#
# $$\nabla f = \Big(\frac{\partial f}{\partial v_1},\ \dots,\ \frac{\partial f}{\partial v_k}\Big)$$
#
# *By hand:* the squared error of a neuron with one input, $E = (w x + b - t)^2$, is
#
# `("**", ("-", ("+", ("*", "w", "x"), "b"), "t"), 2)`
#
# and its gradient for the variables `["w", "b"]` is $\big(2 (w x + b - t)\, x,\ \ 2 (w x + b - t)\big)$: exactly what
# one step of gradient descent needs. The names $x$ and $t$ are not asked for: they are constants and get no derivative.
#
# **The convention that matters:** the variables' order is the one that is *given*, whatever the order in the formula or
# in the alphabet. A variable that does not occur in the formula has the derivative 0, and keeps its place.


# %%
def gradient(expr, variables):
    """Return the derivatives of an expression, one expression for each variable, in the order given.

    expr: a number, a name, or a tuple (or list) as in the table at the top.
    variables: a list of names.
    Returns a list (a tuple or a generator will do).
    """
    # BEGIN SOLUTION
    return [simplify(differentiate(expr, variable)) for variable in variables]
    # END SOLUTION


# %% [markdown]
# With that, gradient descent needs no derivative from you any more. A neuron learns to turn $x = 2$ into $t = 1$:

# %% tags=["demo"]
ERROR = ("**", ("-", ("+", ("*", "w", "x"), "b"), "t"), 2)
try:
    env, lr = {"w": 0.0, "b": 0.0, "x": 2.0, "t": 1.0}, 0.04
    slopes = dict(zip(["w", "b"], gradient(ERROR, ["w", "b"])))
    for step in range(8):
        print(f"step {step}: w = {env['w']:.4f}, b = {env['b']:.4f}, error = {evaluate(ERROR, env):.4f}")
        env = env | {name: env[name] - lr * evaluate(slope, env) for name, slope in slopes.items()}
except NotImplementedError:
    print("the numbers come when the four functions are written")
