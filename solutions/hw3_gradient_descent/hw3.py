# %% [markdown]
# # Homework 3: Gradient descent, one sample, a few, or all at a time
#
# A network learns by walking downhill on its error. Here you build that walk for the smallest model there is, a
# linear one, and compare three ways to take a step: after all samples (*batch*), after each single one
# (*stochastic*), and after a few (*mini-batch*).
#
# The model has one weight for each feature and no bias. For a matrix $X$ with one sample $x_i$ per row
#
# $$f_w(x_i) = x_i \cdot w = \sum_j x_{ij} w_j \qquad\qquad f_w(X) = X w$$
#
# so `X` has the shape `(n_samples, n_features)`, `w` the shape `(n_features,)`, and the targets `y` the shape
# `(n_samples,)`.
#
# **How to work.** Replace each line `raise NotImplementedError("your code here")` by your own code and run the
# cell. To try a task against its public checks, run this in a cell of its own:
#
# `from grader import check; check("mse")`
#
# Loops and NumPy's array operations are equally welcome, and so are helper functions of your own; a later task
# may call your earlier ones. One rule holds everywhere: **a function never changes the arrays it was given**. Note
# that `w -= ...` on an array changes that very array, while `w = w - ...` makes a new one.
# The hidden tests use other numbers than the examples here.

# %%
import numpy as np

# %% [markdown]
# ## 1. `mse`: how wrong are the predictions?
#
# The *mean squared error* of predictions $\hat y_i$ for the targets $y_i$:
#
# $$E = \frac{1}{N} \sum_{i=1}^{N} \left( y_i - \hat y_i \right)^2$$
#
# *By hand:* targets $(3, -1, 2)$, predictions $(1, 0, 0)$. The errors are $2, -1, 2$, their squares $4, 1, 4$, and
# $E = 9 / 3 = 3$.
#
# **The convention that matters:** square first, then take the mean. It is a mean over the $N$ samples, not a sum:
# with twice as much data of the same kind the error stays the same. (Some books divide by $2N$; we do not.)


# %%
def mse(y_true, y_pred):
    """Return the mean squared error of the predictions, one number.

    y_true, y_pred: arrays of shape (n_samples,).
    """
    # BEGIN SOLUTION
    return np.mean((y_true - y_pred) ** 2)
    # END SOLUTION


# %% [markdown]
# ## 2. `mse_gradient`: which way is up?
#
# For the predictions $\hat y = X w$ the error depends on the weights. By the chain rule, the outer derivative of the
# square is 2 times the error, and the inner derivative of $x_i \cdot w$ with respect to $w_j$ is $x_{ij}$:
#
# $$\frac{\partial E}{\partial w_j} = \frac{2}{N} \sum_{i=1}^{N} \left( x_i \cdot w - y_i \right) x_{ij}
# \qquad\text{or, all at once,}\qquad \nabla_w E = \frac{2}{N} \, X^{\mathsf T} (X w - y)$$
#
# *By hand:*
#
# $$X = \begin{pmatrix} 1 & 2 \\ 2 & 0 \end{pmatrix}, \quad y = \begin{pmatrix} 3 \\ 4 \end{pmatrix}, \quad
# w = \begin{pmatrix} 1 \\ 0 \end{pmatrix}: \qquad X w - y = \begin{pmatrix} 1 - 3 \\ 2 - 4 \end{pmatrix}
# = \begin{pmatrix} -2 \\ -2 \end{pmatrix}$$
#
# $$\nabla_w E = \frac{2}{2} \begin{pmatrix} 1 \cdot (-2) + 2 \cdot (-2) \\ 2 \cdot (-2) + 0 \cdot (-2) \end{pmatrix}
# = \begin{pmatrix} -6 \\ -4 \end{pmatrix}$$
#
# **The convention that matters:** prediction minus target, in this order. The gradient points uphill; the minus sign
# of the descent comes later. It has one entry for each weight: the shape of `w`.


# %%
def mse_gradient(X, y, w):
    """Return the gradient of the mean squared error over all rows of X with respect to w.

    X: array of shape (n_samples, n_features). y: array of shape (n_samples,). w: array of shape (n_features,).
    Returns an array of shape (n_features,): (2/N) Xᵀ(Xw - y).
    """
    # BEGIN SOLUTION
    error = X @ w - y
    return 2 / len(X) * (X.T @ error)
    # END SOLUTION


# %% [markdown]
# ## 3. `batch_step`: one step downhill
#
# Batch gradient descent looks at all samples, then takes one step against the gradient. The *learning rate* $\eta$
# (`lr`) says how long it is:
#
# $$w \leftarrow w - \eta \, \nabla_w E$$
#
# *By hand:* in the example above, with $\eta = 0.25$, the new weights are
# $(1, 0) - 0.25 \cdot (-6, -4) = (2.5, 1)$. The error falls from $4$ to
# $\frac{1}{2} \left( (4.5 - 3)^2 + (5 - 4)^2 \right) = 1.625$.
#
# **The convention that matters:** minus, because the gradient points uphill. The function takes one step, and
# returns the new weights and not the difference.


# %%
def batch_step(X, y, w, lr):
    """Return the weights after one full-batch update.

    X: array of shape (n_samples, n_features). y: array of shape (n_samples,). w: array of shape (n_features,).
    lr: the learning rate, a number.
    Returns an array of shape (n_features,).
    """
    # BEGIN SOLUTION
    return w - lr * mse_gradient(X, y, w)
    # END SOLUTION


# %% [markdown]
# ## 4. `sgd_epoch`: one step per sample
#
# *Stochastic* gradient descent does not wait until it has seen all samples. It takes one sample $i$, looks at that
# sample's error $(y_i - x_i \cdot w)^2$ alone, and steps at once:
#
# $$w \leftarrow w - \eta \cdot 2 \, (x_i \cdot w - y_i) \, x_i$$
#
# An epoch does this for each sample once. `order` says in which sequence: it is a permutation of
# $0, \dots, N - 1$, and its first entry is the sample that comes first.
#
# *By hand:* $X$, $y$, $w = (1, 0)$ and $\eta = 0.25$ as above.
#
# | order | first step | second step | result |
# | --- | --- | --- | --- |
# | (0, 1) | sample 0: error $1 - 3 = -2$, add $(1, 2)$ | sample 1: error $4 - 4 = 0$, add nothing | $(2, 2)$ |
# | (1, 0) | sample 1: error $2 - 4 = -2$, add $(2, 0)$ | sample 0: error $3 - 3 = 0$, add nothing | $(3, 0)$ |
#
# What is added is $-0.25 \cdot 2 \cdot (-2) \cdot x_i = x_i$ for the error $-2$.
#
# **The convention that matters:** each step starts from the weights that the step before it left behind. This is why
# the order matters, and it does not in `batch_step`.


# %%
def sgd_epoch(X, y, w, lr, order):
    """Return the weights after one epoch of updates on single samples.

    X: array of shape (n_samples, n_features). y: array of shape (n_samples,). w: array of shape (n_features,).
    lr: the learning rate, a number.
    order: array of shape (n_samples,), the samples' indices in the sequence in which they are taken.
    Returns an array of shape (n_features,).
    """
    # BEGIN SOLUTION
    for i in order:
        error = X[i] @ w - y[i]
        w = w - lr * 2 * error * X[i]
    return w
    # END SOLUTION


# %% [markdown]
# ## 5. `minibatch_epoch`: one step per batch
#
# The way in between: cut `order` into batches of $B$ indices, one after the other, and take one step per batch $S$
# on the error averaged over that batch.
#
# $$w \leftarrow w - \eta \cdot \frac{2}{|S|} \sum_{i \in S} (x_i \cdot w - y_i) \, x_i$$
#
# With $B = 1$ this is `sgd_epoch`, with $B = N$ it is one `batch_step`.
#
# *By hand:* the two samples of before and a third one, $x_2 = (0, 1)$, $y_2 = 3$. In the order $(0, 1, 2)$ and with
# $B = 2$ the first batch holds the samples 0 and 1, and leads to $w = (2.5, 1)$ as in task 3. The last batch is
# sample 2 alone: its error is $1 - 3 = -2$, its gradient $2 \cdot (-2) \cdot (0, 1) = (0, -4)$, and the result
# $w = (2.5, 2)$.
#
# **The convention that matters:** the samples that are left over at the end make a smaller batch, and $|S|$ is the
# size of the batch at hand: sample 2 above is averaged over 1 sample and not over 2.


# %%
def minibatch_epoch(X, y, w, lr, batch_size, order):
    """Return the weights after one epoch of mini-batch updates.

    X: array of shape (n_samples, n_features). y: array of shape (n_samples,). w: array of shape (n_features,).
    lr: the learning rate, a number. batch_size: a whole number, 1 or more.
    order: array of shape (n_samples,), the samples' indices; the batches are cut from it in sequence.
    Returns an array of shape (n_features,).
    """
    # BEGIN SOLUTION
    for start in range(0, len(order), batch_size):
        batch = order[start : start + batch_size]
        w = batch_step(X[batch], y[batch], w, lr)
    return w
    # END SOLUTION


# %% [markdown]
# ## 6. `fit`: shuffle, descend, repeat
#
# Data often comes sorted, so every epoch takes the samples in a new random order $\pi_k$ and then does a
# `minibatch_epoch`. From $w_0$ on:
#
# $$w_k = \text{minibatch\_epoch}(X, y, w_{k-1}, \eta, B, \pi_k) \qquad\qquad
# \text{losses}[k-1] = \frac{1}{N} \sum_{i=1}^{N} \left( y_i - x_i \cdot w_k \right)^2$$
#
# *By hand:* with both samples of task 2 in one batch, $w_0 = (1, 0)$ and $\eta = 0.25$, the shuffling changes nothing.
# The first epoch leads to $(2.5, 1)$ with the loss $1.625$. There the gradient is $(3.5, 3)$, so the second epoch
# leads to $(2.5, 1) - 0.25 \cdot (3.5, 3) = (1.625, 0.25)$ with the loss $0.6640625$.
#
# **The conventions that matter:**
#
# - A loss is measured *after* its epoch, with the weights as they then are, over *all* samples. There are as many
#   losses as epochs; the error at $w_0$ is none of them.
# - Make the generator *once*, from the seed, before the first epoch, and draw a new permutation from it in each:
#   `rng = np.random.default_rng(seed)`, then `rng.permutation(n)`. A generator made anew in each epoch repeats the same
#   order for ever.
# - Use the same order for `X` and for `y`: a sample keeps its target.


# %%
def fit(X, y, w0, lr, epochs, batch_size, seed):
    """Return (w, losses) after some epochs of mini-batch gradient descent from w0, shuffled anew in each.

    X: array of shape (n_samples, n_features). y: array of shape (n_samples,). w0: array of shape (n_features,).
    lr: the learning rate, a number. epochs: a whole number, at least 1.
    batch_size: a whole number from 1 to n_samples.
    seed: a whole number; the same seed gives the same result.
    w: array of shape (n_features,). losses: `epochs` numbers, losses[k] is the MSE over all of X after epoch k+1.
    """
    # BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    w, losses = w0, []
    for _ in range(epochs):
        w = minibatch_epoch(X, y, w, lr, batch_size, rng.permutation(len(X)))
        losses.append(mse(y, X @ w))
    return w, losses
    # END SOLUTION


# %% [markdown]
# ## The three of them side by side
#
# All three start from the same weights and see the same 200 noisy samples in each epoch. Batch descent takes one
# step per epoch, mini-batch descent 13, stochastic descent 200. So after the same number of epochs the stochastic
# one is far ahead at first; later it keeps trembling above the lowest error, because each single sample pulls it its
# own way. Mini-batches are the compromise: nearly as quick and nearly as calm. (The dashed line is the
# lowest error that any weights reach.)

# %% tags=["demo"]
import matplotlib.pyplot as plt

rng = np.random.default_rng(3)
X_demo = rng.normal(size=(200, 3))
y_demo = X_demo @ np.array([2.0, -1.0, 0.5]) + rng.normal(scale=0.5, size=200)
sizes = {"stochastic, 1": 1, "mini-batch, 16": 16, "batch, 200": 200}
try:
    curves = {name: fit(X_demo, y_demo, np.zeros(3), 0.05, 30, size, 0)[1] for name, size in sizes.items()}
except NotImplementedError:
    print("the curves appear here once fit and what it calls are written")
else:
    lowest = np.linalg.lstsq(X_demo, y_demo, rcond=None)[1][0] / len(X_demo)
    figure, axes = plt.subplots()
    for name, losses in curves.items():
        axes.semilogy(np.arange(1, len(losses) + 1), losses, label=name)
    axes.axhline(lowest, color="grey", linestyle="dashed", linewidth=1)
    axes.set(xlabel="epoch", ylabel="mean squared error", title="loss after each epoch, by batch size")
    axes.legend()
