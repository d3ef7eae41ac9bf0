# %% [markdown]
# # Homework 1: The neuron and the perceptron
#
# You build the oldest learning machine there is: one artificial neuron that corrects its own mistakes.
# Six small functions, each resting on the ones before it, and one question at the end.
#
# **How to work.** Replace each line `raise NotImplementedError("your code here")` by your own code and run the
# cell. To try a task against its public checks, run this in a cell of its own:
#
# `from grader import check; check("step")`
#
# Loops and NumPy's array operations are equally welcome, and so are helper functions of your own. One rule
# holds everywhere: **a function never changes the arrays it was given**; it returns new ones.
# The hidden tests use other numbers than the examples here, so follow the formulas and not the examples.

# %%
import numpy as np

# %% [markdown]
# ## 1. `step`: fire or stay silent
#
# The perceptron's neuron knows two answers only:
#
# $$\operatorname{step}(z) = \begin{cases} 1 & \text{if } z \ge 0 \\ 0 & \text{otherwise} \end{cases}$$
#
# | $z$ | $-2$ | $-0.1$ | $0$ | $0.1$ | $3$ |
# | --- | --- | --- | --- | --- | --- |
# | $\operatorname{step}(z)$ | 0 | 0 | **1** | 1 | 1 |
#
# **The convention that matters:** at exactly $z = 0$ the neuron fires. An array is treated element by element:
# $\operatorname{step}([[-1, 0], [2, -3]]) = [[0, 1], [1, 0]]$.


# %%
def step(z):
    """Return 1 where z >= 0, else 0.

    z: a number, or an array of any shape.
    Returns a number for a number, an array of the same shape for an array.
    """
    # BEGIN SOLUTION
    return np.heaviside(z, 1.0)  # the second argument is the value at exactly 0
    # END SOLUTION


# %% [markdown]
# ## 2. `neuron_output`: a weighted sum, then an activation
#
# A neuron weighs its inputs, adds them up together with its bias, and passes the sum through an activation
# function $f$:
#
# $$a = f\Big(\sum_{i=1}^{n} x_i w_i + b\Big)$$
#
# *By hand:* $x = (1, 2)$, $w = (0.5, -1)$, $b = 0.25$. The sum is $1 \cdot 0.5 + 2 \cdot (-1) + 0.25 = -1.25$.
# With $f = \operatorname{step}$ the output is 0; with $f(z) = z^2$ it is $1.5625$.
#
# **The convention that matters:** the bias is added *once*, and *before* $f$ is applied; $f$ sees one number.


# %%
def neuron_output(x, w, b, f):
    """Return f(sum_i x_i w_i + b), the output of one neuron.

    x, w: arrays of shape (n,). b: a number. f: a callable that takes one number.
    Returns what f returns.
    """
    # BEGIN SOLUTION
    return f(np.dot(x, w) + b)
    # END SOLUTION


# %% [markdown]
# ## 3. `perceptron_rule`: learn from a mistake
#
# For now there is no bias: the output is $\operatorname{step}(w \cdot x)$ with
# $w \cdot x = \sum_i w_i x_i$. The target is 0 or 1, so three things can happen:
#
# | output | target | name | new weights |
# | --- | --- | --- | --- |
# | 0 or 1 | the same | correct | $w$ |
# | 1 | 0 | false positive | $w - x$ |
# | 0 | 1 | false negative | $w + x$ |
#
# On a false positive $w \cdot x$ was too large. Subtracting $x$ lowers it, because
# $(w - x) \cdot x = w \cdot x - \lVert x \rVert^2$. A false negative is the mirror image.
#
# *By hand:* $w = (1, -1)$, $x = (2, 1)$: $w \cdot x = 1$, so the output is 1. If the target is 1, $w$ stays.
# If the target is 0, this is a false positive, and the new weights are $(1 - 2,\ -1 - 1) = (-1, -2)$.
# Now $w \cdot x = -4$, and the output is 0, as it should be.


# %%
def perceptron_rule(w, x, target):
    """Return the weights after one sample, by the simple rule without a bias.

    w, x: arrays of shape (n,). target: 0 or 1. The output is step(w·x).
    Returns an array of shape (n,): w when the output is right, w - x on a false positive, w + x on a false negative.
    """
    # BEGIN SOLUTION
    output = step(np.dot(w, x))
    if output == target:
        return w
    if output > target:
        return w - x
    return w + x
    # END SOLUTION


# %% [markdown]
# ## 4. `perceptron_update`: one formula for all cases
#
# Now the neuron gets its bias, and a learning rate $\eta$ (`lr`) that says how large a correction is. The error
#
# $$e = \operatorname{step}(w \cdot x + b) - t$$
#
# is $+1$ on a false positive, $-1$ on a false negative and $0$ when the output equals the target $t$. One formula
# then covers the whole table of task 3:
#
# $$w \leftarrow w - \eta\, e\, x \qquad\qquad b \leftarrow b - \eta\, e$$
#
# The bias is learned like a weight whose input is always 1.
#
# *By hand:* $w = (1, -1)$, $b = -2$, $x = (2, 1)$, $t = 1$, $\eta = 0.5$. The sum is $1 - 2 = -1$, the output 0,
# and so $e = 0 - 1 = -1$: a false negative. The new weights are $(1, -1) + 0.5 \cdot (2, 1) = (2, -0.5)$ and the new
# bias is $-2 + 0.5 = -1.5$.


# %%
def perceptron_update(w, b, x, target, lr):
    """Return the pair (w, b) after one sample, by the general rule.

    w, x: arrays of shape (n,). b: a number. target: 0 or 1. lr: the learning rate, a positive number.
    With e = step(w·x + b) - target, returns (w - lr*e*x, b - lr*e).
    """
    # BEGIN SOLUTION
    e = step(np.dot(w, x) + b) - target
    return w - lr * e * x, b - lr * e
    # END SOLUTION


# %% [markdown]
# ## 5. `initial_weights`: a random start that can be repeated
#
# Training starts from small random weights, each drawn evenly from $[-0.5, 0.5)$:
#
# $$w_i \sim U(-0.5,\ 0.5)$$
#
# A *seed* makes chance repeatable: the same seed always gives the same weights, another seed gives other ones.
# A generator of your own, `rng = np.random.default_rng(seed)`, keeps that promise whatever else draws random numbers.


# %%
def initial_weights(n, seed):
    """Return n random weights, uniform in [-0.5, 0.5).

    n: how many, at least 1. seed: a whole number; the same seed gives the same weights, another seed others.
    Returns an array of shape (n,).
    """
    # BEGIN SOLUTION
    return np.random.default_rng(seed).uniform(-0.5, 0.5, size=n)
    # END SOLUTION


# %% [markdown]
# ## 6. `train_perceptron`: repeat until there is no mistake left
#
# One pass over all samples is an **epoch**: for each sample $x_i$ with its target $y_i$, apply
# `perceptron_update`, and go on with the weights and the bias that it returned. Begin with random weights as in
# task 5 (the bias may begin at 0), and do epoch after epoch until **every** sample is classified correctly, or
# until `max_epochs` epochs are done.
#
# Samples to try it on, the logical functions of two inputs:
#
# | $x_1$ | $x_2$ | OR | AND | XOR |
# | --- | --- | --- | --- | --- |
# | 0 | 0 | 0 | 0 | 0 |
# | 0 | 1 | 1 | 0 | 1 |
# | 1 | 0 | 1 | 0 | 1 |
# | 1 | 1 | 1 | 1 | 0 |
#
# *By hand:* $w = (1, 1)$ with $b = -0.5$ computes OR, since the sums of the four rows are $-0.5,\ 0.5,\ 0.5,\ 1.5$.
# With $b = -1.5$ they are $-1.5,\ -0.5,\ -0.5,\ 0.5$, and the same weights compute AND.
#
# **The convention that matters:** `converged` speaks of *all* samples and of the `w` and `b` that you return. A weight
# that is right for one sample may have become wrong for an earlier one.


# %%
def train_perceptron(X, y, lr, max_epochs, seed):
    """Train a perceptron from a random start, one sample at a time.

    X: array of shape (n_samples, n_features). y: whole numbers 0 or 1, shape (n_samples,). lr: the learning rate.
    max_epochs: the most epochs to do, at least 1. seed: of the random start.
    Returns (w, b, epochs, converged): w of shape (n_features,), the number b, how many epochs were done, and whether
    every sample is classified correctly. If that never happens, epochs is max_epochs and converged is False.
    """
    # BEGIN SOLUTION
    w, b = initial_weights(X.shape[1], seed), 0.0
    for epoch in range(1, max_epochs + 1):
        for x, target in zip(X, y):
            w, b = perceptron_update(w, b, x, target, lr)
        if np.all(step(X @ w + b) == y):
            return w, b, epoch, True
    return w, b, max_epochs, False
    # END SOLUTION


# %% [markdown]
# **See it.** The weights and the bias draw a line: on it $w \cdot x + b = 0$, and on one side of it the neuron fires.
# The next cell trains on the three functions above and shades, for each, where the neuron fires. Which of them has a
# point on the wrong side, however long you train?

# %% tags=["demo"]
import matplotlib.pyplot as plt

corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
gates = {"OR": np.array([0, 1, 1, 1]), "AND": np.array([0, 0, 0, 1]), "XOR": np.array([0, 1, 1, 0])}
try:
    trained = {name: train_perceptron(corners, y, 0.1, 50, seed=1) for name, y in gates.items()}
except NotImplementedError:
    print("the lines appear here once train_perceptron and what it calls are written")
else:
    x1, x2 = np.meshgrid(np.linspace(-0.5, 1.5, 101), np.linspace(-0.5, 1.5, 101))
    figure, places = plt.subplots(1, 3, figsize=(11, 3.5))
    for axes, (name, (w, b, epochs, converged)) in zip(places, trained.items()):
        axes.contourf(x1, x2, w[0] * x1 + w[1] * x2 + b >= 0, levels=[-0.5, 0.5, 1.5], colors=["white", "lightblue"])
        axes.scatter(*corners.T, s=120, c=gates[name], cmap="Greys", vmin=0, vmax=1, edgecolors="black", zorder=2)
        axes.set_title(f"{name}: {epochs} epochs" + ("" if converged else ", not converged"))
    plt.show()

# %% [markdown]
# ## 7. A question: XOR
#
# Two classes are **linearly separable** when some weights and some bias classify every sample correctly. With two
# inputs that is a straight line that has all the ones on one side and all the zeros on the other. If such a line
# exists, the perceptron finds one after finitely many mistakes.
#
# Is there one for XOR? Suppose that $w_1, w_2, b$ computed it. The four rows of its table then say
#
# $$b < 0, \qquad w_2 + b \ge 0, \qquad w_1 + b \ge 0, \qquad w_1 + w_2 + b < 0.$$
#
# Add the first and the last of them, then add the two in the middle, and compare. Then train on XOR, with as
# many epochs as you like, and see whether your program agrees.

# %%
# BEGIN SOLUTION
# STUB answers = {"xor_is_linearly_separable": None}  # write True or False in place of None
# The outer two add up to w1 + w2 + 2b < 0, the middle two to w1 + w2 + 2b >= 0: no such weights exist.
answers = {"xor_is_linearly_separable": False}
# END SOLUTION
