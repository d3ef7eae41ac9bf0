# %% [markdown]
# # Homework 6: Vanishing and exploding gradients
#
# In a deep network the gradient travels from the error back to the first layer, and every layer on the way
# multiplies it by something. Multiply often by numbers below 1 and nothing is left; multiply often by numbers
# above 1 and nothing can stop it. In this homework you measure the effect layer by layer, and write three
# remedies: a careful start, clipped gradients and bounded weights.
#
# **How to work.** Replace each line `raise NotImplementedError("your code here")` by your own code and run the
# cell. To try a task against its public checks, run this in a cell of its own:
#
# `from grader import check; check("glorot_uniform")`
#
# Loops and NumPy's array operations are equally welcome, and so are helper functions of your own; a later task
# may call your earlier ones. One rule holds everywhere: **a function never changes the arrays and lists it was
# given**; it returns new ones. The hidden tests use other numbers than the examples here.

# %%
import numpy as np

# %% [markdown]
# ## 1. `glorot_uniform`: a start that keeps the scale
#
# A layer with large random weights blows the signal up, one with small weights smothers it. Glorot and Bengio
# (2010) asked which spread of the weights keeps the variance of the activations, on the way forward, *and* that of the
# gradients, on the way back. The way forward asks for a variance of $1/n_\text{in}$, the way back for $1/n_\text{out}$;
# their compromise is $2/(n_\text{in} + n_\text{out})$. A uniform draw from $[-r, r]$ has the variance $r^2/3$, and so
#
# $$w_{ij} \sim U(-r,\ r) \qquad\text{with}\qquad r = \sqrt{\frac{6}{n_\text{in} + n_\text{out}}}$$
#
# Here $n_\text{in}$ (`fan_in`) is the number of inputs of the layer, $n_\text{out}$ (`fan_out`) that of its units.
#
# | `fan_in` | `fan_out` | $r$ |
# | --- | --- | --- |
# | 1 | 5 | 1 |
# | 14 | 10 | 0.5 |
# | 784 | 512 | 0.0680… |
#
# **The convention that matters:** both fans count in $r$, and the shape is `(fan_in, fan_out)`: one column for each
# unit, as in Keras. The same seed always gives the same weights, another seed gives other ones.


# %%
def glorot_uniform(fan_in, fan_out, seed):
    """Return random weights for a dense layer, uniform in ±sqrt(6 / (fan_in + fan_out)).

    fan_in: the number of inputs. fan_out: the number of units.
    seed: a whole number; the same seed gives the same weights, another seed others.
    Returns an array of shape (fan_in, fan_out).
    """
    # BEGIN SOLUTION
    limit = np.sqrt(6 / (fan_in + fan_out))
    return np.random.default_rng(seed).uniform(-limit, limit, size=(fan_in, fan_out))
    # END SOLUTION


# %% [markdown]
# ## 2. `clip_by_norm`: a brake for exploding gradients
#
# One huge gradient can throw the weights far away from everything learned so far. Its *direction* is still good, only
# the *length* is not. So we shorten it to a length that we trust:
#
# $$\operatorname{clip}(g) = \begin{cases} g & \text{if } \lVert g \rVert \le c \\[4pt]
# \dfrac{c}{\lVert g \rVert}\; g & \text{otherwise} \end{cases}
# \qquad\text{with}\qquad \lVert g \rVert = \sqrt{\textstyle\sum_i g_i^2}$$
#
# *By hand:* $g = (2, -1, 2)$ has the norm $\sqrt{4 + 1 + 4} = 3$. With $c = 6$ it stays as it is. With $c = 1.5$ it
# is halved, to $(1, -0.5, 1)$, whose norm is 1.5.
#
# **The convention that matters:** there is *one* norm, over *all* elements, whatever the shape of the gradient. The
# gradient $\begin{pmatrix} 2 & -1 \\ 2 & 0 \end{pmatrix}$ of a matrix has the norm 3 too. Every element is multiplied
# by the same number: cutting each element off by itself, as `np.clip` does, would change the direction. A gradient of
# zeros stays zero; take care not to divide 0 by 0.


# %%
def clip_by_norm(grad, clipnorm=1.0):
    """Return the gradient, shortened to the length clipnorm if it is longer.

    grad: an array of any shape. clipnorm: the largest L2 norm to let pass, a positive number.
    Returns an array of the same shape.
    """
    # BEGIN SOLUTION
    norm = np.sqrt(np.sum(grad**2))
    if norm <= clipnorm:
        return grad
    return grad * clipnorm / norm
    # END SOLUTION


# %% [markdown]
# ## 3. `max_norm`: weights on a leash
#
# Instead of the gradient one can bound the weights. After each update, the weights *into one unit* are shortened if
# they have become too long. In a matrix of shape `(fan_in, fan_out)` the weights into unit $j$ are column $j$:
#
# $$\lVert W_{\cdot j} \rVert = \sqrt{\textstyle\sum_i W_{ij}^2} \qquad\qquad
# W_{\cdot j} \leftarrow W_{\cdot j} \cdot \frac{\min(\lVert W_{\cdot j} \rVert,\ m)}{\lVert W_{\cdot j} \rVert}$$
#
# *By hand:* with $m = 2$,
#
# $$W = \begin{pmatrix} 0 & 1 & 0 \\ 8 & -1 & 0 \\ 6 & 0 & 0 \end{pmatrix} \qquad\text{has columns of norm}\qquad
# 10,\quad \sqrt 2,\quad 0.$$
#
# Only the first is too long. It is divided by 5 and becomes $(0, 1.6, 1.2)$; the other two stay as they are.
#
# **The convention that matters:** each column is judged by itself, and a column that is short enough is *not*
# stretched. A column of zeros stays zero. (Keras adds $10^{-7}$ to the norm it divides by, for that reason; you may
# do so too.)


# %%
def max_norm(W, max_value=2.0):
    """Return the weights with each column shortened to the length max_value if it is longer.

    W: array of shape (fan_in, fan_out), one column for each unit. max_value: a positive number.
    Returns an array of the same shape.
    """
    # BEGIN SOLUTION
    norms = np.sqrt(np.sum(W**2, axis=0))
    scale = np.ones(len(norms))
    too_long = norms > max_value
    scale[too_long] = max_value / norms[too_long]
    return W * scale
    # END SOLUTION


# %% [markdown]
# ## 4. `layer_gradient_norms`: what reaches each layer
#
# Now we watch the gradient on its way. Take a chain of layers without biases; all use the same activation $f$, also the
# last one:
#
# $$a_0 = x, \qquad z_k = W_k\, a_k, \qquad a_{k+1} = f(z_k), \qquad E = \sum_i (a_\text{last})_i$$
#
# Going back from the error, where $\partial E / \partial a_\text{last} = (1, \dots, 1)$, each layer does three things:
#
# $$\delta_k = \frac{\partial E}{\partial a_{k+1}} \odot f'(z_k) \qquad\qquad
# \frac{\partial E}{\partial W_k} = \delta_k\, a_k^{\mathsf T} \qquad\qquad
# \frac{\partial E}{\partial a_k} = W_k^{\mathsf T}\, \delta_k$$
#
# where $\odot$ multiplies element by element. Wanted is one number for each layer: the L2 norm of the matrix
# $\partial E / \partial W_k$, the root of the sum of all its squared elements.
#
# | activation | $f(z)$ | $f'(z)$ | largest slope |
# | --- | --- | --- | --- |
# | `"sigmoid"` | $\sigma(z) = 1 / (1 + e^{-z})$ | $\sigma(z)\,(1 - \sigma(z))$ | 1/4 |
# | `"tanh"` | $\tanh z$ | $1 - \tanh^2 z$ | 1 |
# | `"relu"` | $\max(0, z)$ | 1 where $z > 0$, else 0 | 1 |
#
# *By hand,* with ReLU:
#
# $$x = \begin{pmatrix} 2 \\ 1 \end{pmatrix}, \qquad
# W_0 = \begin{pmatrix} 1 & 1 \\ 1 & -2 \end{pmatrix}, \qquad W_1 = \begin{pmatrix} 2 & 5 \end{pmatrix}$$
#
# - Forward: $z_0 = (3, 0)$, $a_1 = (3, 0)$, $z_1 = 6$, $E = a_2 = 6$.
# - Last layer: $\delta_1 = 1 \cdot f'(6) = 1$, so $\partial E / \partial W_1 = (3 \;\; 0)$, whose norm is 3.
# - First layer: $\partial E / \partial a_1 = W_1^{\mathsf T} \delta_1 = (2, 5)$. The slopes are
#   $f'(3) = 1$ and $f'(0) = 0$, so $\delta_0 = (2, 0)$, and
#   $\partial E / \partial W_0 = \begin{pmatrix} 4 & 2 \\ 0 & 0 \end{pmatrix}$, whose norm is $\sqrt{20} = 4.472…$
#
# The answer is `[4.472…, 3.0]`, first layer first.
#
# **The conventions that matter:** here $W_k$ stands on the left, $W_k a_k$, and so it has one *row* for each unit: its
# shape is `(n_out, n_in)`, the transpose of what tasks 1 and 3 use. ReLU's slope at exactly 0 is 0. Any other name of
# an activation is a mistake of the caller's: raise a `ValueError`.


# %%
def layer_gradient_norms(Ws, x, activation):
    """Return the L2 norms of ∂E/∂W_k for each layer of the chain a_{k+1} = f(W_k @ a_k), with E = sum(a_last).

    Ws: a list of arrays, one for each layer, W_k of shape (n_out, n_in). x: array of shape (n_in of the first layer,).
    activation: "sigmoid", "tanh" or "relu"; it follows every layer, the last one too.
    Returns one number for each layer, first layer first.
    Raises ValueError for any other activation.
    """
    # BEGIN SOLUTION
    a, inputs, slopes = x, [], []
    for W in Ws:
        inputs.append(a)
        z = W @ a
        if activation == "sigmoid":
            a = 1 / (1 + np.exp(-z))
            slopes.append(a * (1 - a))
        elif activation == "tanh":
            a = np.tanh(z)
            slopes.append(1 - a**2)
        elif activation == "relu":
            a = np.maximum(0, z)
            slopes.append(np.where(z > 0, 1, 0))
        else:
            raise ValueError(f"no such activation: {activation!r}")

    norms = []
    da = np.ones(len(a))  # ∂E/∂a of the last layer
    for W, a, slope in zip(Ws[::-1], inputs[::-1], slopes[::-1]):
        delta = da * slope
        norms.append(np.linalg.norm(np.outer(delta, a)))
        da = W.T @ delta
    return norms[::-1]
    # END SOLUTION


# %% [markdown]
# ### See it
#
# Twelve layers of 50 units, all started with `glorot_uniform`, differ in nothing but their activation. The vertical
# axis is logarithmic: a straight line that falls by one mark means that a tenth is left.

# %% tags=["demo"]
import matplotlib.pyplot as plt

try:
    chain = [glorot_uniform(50, 50, seed=k).T for k in range(12)]  # transposed: here each unit is a row
    pixels = np.random.default_rng(0).standard_normal(50)
    for name in ("sigmoid", "tanh", "relu"):
        plt.semilogy(range(1, 13), layer_gradient_norms(chain, pixels, name), marker="o", label=name)
    plt.xlabel("layer")
    plt.ylabel("norm of the gradient")
    plt.title("What reaches each layer")
    plt.legend()
    plt.show()
except NotImplementedError:
    print("First write glorot_uniform and layer_gradient_norms, then run this cell again.")

# %% [markdown]
# The sigmoid's slope is never above 1/4: each layer leaves a fraction of the gradient only, and the first ones learn
# nothing. Tanh's slope is nearly 1 around 0, and ReLU's is exactly 1 wherever the unit is active. Multiply the
# weights by 2 and look again: sigmoid still vanishes, while ReLU's gradients become about two thousand times as large,
# in every layer. They explode.
#
# ## 5. `vanishing_ratio`: one number for the whole network
#
# To compare networks we want one number. Divide what reaches the first layer by what reaches the last:
#
# $$\text{ratio} = \frac{\lVert \partial E / \partial W_\text{first} \rVert}
# {\lVert \partial E / \partial W_\text{last} \rVert}$$
#
# Far below 1, the gradient vanishes on its way back; far above 1, it grows; about 1, every layer learns at a like pace.
#
# *By hand:* the norms $(0.02,\ 0.3,\ 0.1,\ 0.8)$ give $0.02 / 0.8 = 0.025$. The layers between do not count. With one
# layer only, the first is the last, and the ratio is 1.


# %%
def vanishing_ratio(norms):
    """Return the first layer's gradient norm divided by the last layer's.

    norms: a list or an array with one number for each layer, first layer first.
    Returns a number.
    """
    # BEGIN SOLUTION
    return norms[0] / norms[-1]
    # END SOLUTION
