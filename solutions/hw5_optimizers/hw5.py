# %% [markdown]
# # Homework 5: Optimizers
#
# The gradient says which way is downhill. How far to go, and whether to trust this one gradient alone, is the
# business of the **optimizer**. You build four of them, each mending a weakness of the one before, and a loop that
# lets any of them run.
#
# **How to work.** Replace each line `raise NotImplementedError("your code here")` by your own code and run the
# cell. To try a task against its public checks, run this in a cell of its own:
#
# `from grader import check; check("SGD")`
#
# Loops and NumPy's array operations are equally welcome, and so are helper functions and classes of your own. The
# hidden tests use other numbers than the examples here.
#
# **The same for all four.** An optimizer is an object. Its constructor takes the settings; its method
# `step(w, grad)` takes the weights and the gradient there, two arrays of one shape (1-D or 2-D, the same at each
# call of an object), and returns the **new** weights:
#
# - `w` and `grad` are never changed in place, so write `w = w - ...` and not `w -= ...`;
# - what an optimizer remembers from step to step, its *state*, starts at zero;
# - the state belongs to the object (`self.velocity`, not a global variable and not a variable of the class), so that
#   two optimizers never disturb each other;
# - all operations are element by element: each weight has its own velocity and its own averages.

# %%
import numpy as np

# %% [markdown]
# ## 1. `SGD`: straight down the gradient
#
# Plain stochastic gradient descent with the learning rate $\eta$ (`lr`) and the gradient $g$:
#
# $$w \leftarrow w - \eta\, g$$
#
# *By hand:* $w = (1, -2)$, $g = (2, -4)$, $\eta = 0.25$. The new weights are
# $(1 - 0.25 \cdot 2,\; -2 + 0.25 \cdot 4) = (0.5, -1)$.
#
# It remembers nothing: the same `w` and `grad` always give the same answer. Its constructor is written for you, to
# show how an object keeps its settings.


# %%
class SGD:
    """Gradient descent. lr: the learning rate."""

    def __init__(self, lr):
        self.lr = lr

    def step(self, w, grad):
        """Return the new weights, w - lr*grad.

        w, grad: arrays of one shape, 1-D or 2-D.
        """
        # BEGIN SOLUTION
        return w - self.lr * grad
        # END SOLUTION


# %% [markdown]
# ## 2. `Momentum`: a ball that rolls on
#
# In a long narrow valley plain descent jumps from one wall to the other and hardly gets ahead. A rolling ball does
# better: what pushes it to and fro cancels out, what pushes it the same way adds up. So we keep a **velocity** $v$,
# which begins at zero; $\mu$ is `momentum`:
#
# $$v \leftarrow \mu\, v - \eta\, g \qquad\text{first, then}\qquad w \leftarrow w + \mu\, v - \eta\, g$$
#
# The $v$ on the right of the second formula is the **new** velocity. The classic form would end in $w + v$; this
# one looks one step ahead along the velocity (Nesterov's form, as in Chollet's book).
#
# *By hand:* one weight $w = 1$, $\eta = 0.5$, $\mu = 0.5$, and the gradient is 2 both times.
#
# | step | $v = 0.5\, v - 0.5\, g$ | $w + 0.5\, v - 0.5\, g$ |
# | --- | --- | --- |
# | 1 | $0 - 1 = -1$ | $1 - 0.5 - 1 = -0.5$ |
# | 2 | $-0.5 - 1 = -1.5$ | $-0.5 - 0.75 - 1 = -2.25$ |
#
# The second step is longer than the first, although the gradient is the same: the ball gathers speed.
#
# **The convention that matters:** the gradient is *subtracted* in both formulas, so the velocity points downhill.
# One of the slides prints $+\,\eta\, g$ in the first formula. With that sign the velocity points uphill and works
# against every step: right is what stands here.


# %%
class Momentum:
    """Gradient descent with momentum (Nesterov's form). lr: the learning rate. momentum: how much velocity is kept."""

    def __init__(self, lr, momentum=0.1):
        # BEGIN SOLUTION
        self.lr = lr
        self.momentum = momentum
        self.velocity = 0.0  # becomes an array of the shape of grad with the first step
        # END SOLUTION

    def step(self, w, grad):
        """Return the new weights, w + momentum*velocity - lr*grad, with the velocity after its own update.

        w, grad: arrays of one shape, 1-D or 2-D. The velocity is kept from call to call.
        """
        # BEGIN SOLUTION
        self.velocity = self.momentum * self.velocity - self.lr * grad
        return w + self.momentum * self.velocity - self.lr * grad
        # END SOLUTION


# %% [markdown]
# ## 3. `RMSprop`: a step size for each weight
#
# Where one weight's gradients are a thousand times as large as another's, no single learning rate suits both.
# RMSprop divides each gradient by the size that it *usually* has: the root of a running mean $v$ of its squares.
# ($v$ begins at zero, $\rho$ is `rho`, $\varepsilon$ is `eps`.)
#
# $$v \leftarrow \rho\, v + (1 - \rho)\, g^2 \qquad\text{first, then}\qquad
# w \leftarrow w - \frac{\eta\, g}{\sqrt{v} + \varepsilon}$$
#
# The square and the root are taken element by element. The small $\varepsilon$ prevents a division by zero.
#
# *By hand:* one weight $w = 1$, $\eta = 0.5$, $\rho = 0.75$, a large $\varepsilon = 0.5$, the gradients 4 and 2.
#
# | step | $g$ | $v = 0.75\, v + 0.25\, g^2$ | $\sqrt{v} + \varepsilon$ | $w - 0.5\, g / (\sqrt{v} + \varepsilon)$ |
# | --- | --- | --- | --- | --- |
# | 1 | 4 | $0 + 4 = 4$ | 2.5 | $1 - 0.8 = 0.2$ |
# | 2 | 2 | $3 + 1 = 4$ | 2.5 | $0.2 - 0.4 = -0.2$ |
#
# **The convention that matters:** $\varepsilon$ is added *outside* the root. Inside, the default of $10^{-7}$ would
# become $\sqrt{10^{-7}} \approx 0.0003$ for a weight with tiny gradients, three thousand times as much.
#
# The slides head the momentum loop "rmsprop". That loop is task 2; RMSprop has no velocity, and this is the real one.


# %%
class RMSprop:
    """Gradient descent with gradients divided by their usual size.

    lr: the learning rate. rho: how much of the running mean is kept. eps: added to the root.
    """

    def __init__(self, lr=0.001, rho=0.9, eps=1e-7):
        # BEGIN SOLUTION
        self.lr = lr
        self.rho = rho
        self.eps = eps
        self.v = 0.0  # the running mean of the squared gradients
        # END SOLUTION

    def step(self, w, grad):
        """Return the new weights, w - lr*grad/(sqrt(v)+eps), with v after its own update.

        w, grad: arrays of one shape, 1-D or 2-D. The running mean v is kept from call to call.
        """
        # BEGIN SOLUTION
        self.v = self.rho * self.v + (1 - self.rho) * grad**2
        return w - self.lr * grad / (np.sqrt(self.v) + self.eps)
        # END SOLUTION


# %% [markdown]
# ## 4. `Adam`: both ideas, and an honest start
#
# Adam (Kingma and Ba, 2015) smooths the gradient, as momentum does, and divides by its usual size, as RMSprop does:
#
# $$m \leftarrow \beta_1 m + (1 - \beta_1)\, g \qquad\qquad v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2$$
#
# Both means begin at zero, and so they are far too small at first: with $\beta_2 = 0.999$ the first $v$ is a
# thousandth of $g^2$. After $t$ steps the weights of such a mean add up to $1 - \beta^t$ only. Dividing by that
# mends it, which is called **bias correction**:
#
# $$\hat m = \frac{m}{1 - \beta_1^t} \qquad\qquad \hat v = \frac{v}{1 - \beta_2^t} \qquad\qquad
# w \leftarrow w - \frac{\eta\, \hat m}{\sqrt{\hat v} + \varepsilon}$$
#
# *By hand:* one weight $w = 1$, $\eta = 0.5$, $\beta_1 = 0.5$, $\beta_2 = 0.75$, $\varepsilon = 0.5$, the gradient 2
# both times.
#
# | $t$ | $m$ | $v$ | $\hat m$ | $\hat v$ | new $w$ |
# | --- | --- | --- | --- | --- | --- |
# | 1 | $1$ | $1$ | $1 / 0.5 = 2$ | $1 / 0.25 = 4$ | $1 - 0.5 \cdot 2 / 2.5 = 0.6$ |
# | 2 | $1.5$ | $1.75$ | $1.5 / 0.75 = 2$ | $1.75 / 0.4375 = 4$ | $0.6 - 0.5 \cdot 2 / 2.5 = 0.2$ |
#
# See how $\hat m$ is exactly the gradient, and $\hat v$ its square, from the first step on.
#
# **The conventions that matter:** $t$ is 1 in the first step, counts the steps of this object, and never goes back.
# The corrected values are used for this step only: what is kept is $m$ and $v$. And $\varepsilon$ stands outside the
# root.


# %%
class Adam:
    """Adam with bias correction.

    lr: the learning rate. beta1, beta2: how much is kept of the means of the gradient and of its square.
    eps: added to the root.
    """

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
        # BEGIN SOLUTION
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = 0.0  # the running mean of the gradients
        self.v = 0.0  # the running mean of their squares
        self.t = 0  # the steps so far
        # END SOLUTION

    def step(self, w, grad):
        """Return the new weights, w - lr*m_hat/(sqrt(v_hat)+eps).

        w, grad: arrays of one shape, 1-D or 2-D. m, v and the number of steps are kept from call to call.
        """
        # BEGIN SOLUTION
        self.t = self.t + 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * grad
        self.v = self.beta2 * self.v + (1 - self.beta2) * grad**2
        m_hat = self.m / (1 - self.beta1**self.t)
        v_hat = self.v / (1 - self.beta2**self.t)
        return w - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        # END SOLUTION


# %% [markdown]
# ## 5. `minimize`: the loop around them
#
# Now let an optimizer run. From $w_0$ on, the gradient is taken where the weights are **now**, and the optimizer
# makes the next weights of it:
#
# $$w_{k+1} = \operatorname{step}\big(w_k,\ \operatorname{gradient}(w_k)\big), \qquad k = 0, \dots, \text{steps} - 1$$
#
# *By hand:* $E(w) = w_1^2 + w_2^2$ has the gradient $2w$. With `SGD(lr=0.25)` every step halves the weights, so three
# steps from $(4, -8)$ give
#
# $$(4, -8), \quad (2, -4), \quad (1, -2), \quad (0.5, -1).$$
#
# **The conventions that matter:** three steps make *four* iterates, because $w_0$ is the first of them; no steps make
# one. The result is one array of shape `(steps + 1, *w0.shape)`. Ask nothing of the optimizer but its `step`: the
# loop must work with each of the four, and with any that is still to be invented.


# %%
def minimize(optimizer, gradient, w0, steps):
    """Return the iterates of `steps` updates from w0: an array of shape (steps + 1, *w0.shape), w0 first.

    optimizer: a fresh object with a method step(w, grad).
    gradient: a callable that takes w and returns the gradient there, of the same shape.
    w0: array, 1-D or 2-D. steps: a whole number, 0 or more.
    """
    # BEGIN SOLUTION
    iterates = [w0]
    for _ in range(steps):
        w = iterates[-1]
        iterates.append(optimizer.step(w, gradient(w)))
    return np.array(iterates)
    # END SOLUTION


# %% [markdown]
# ## See them run
#
# An elongated bowl, $E(w) = 0.05\, w_1^2 + w_2^2$: steep across, nearly flat along. This cell needs all five tasks.
# Watch `SGD` zigzag across the valley, `Momentum` calm down and get further in as many steps, and `RMSprop` and
# `Adam` make for the minimum although the slopes of the two directions differ by a factor of 20. Then change the
# learning rates: which optimizer minds most?

# %% tags=["demo"]
import matplotlib.pyplot as plt

steepness = np.array([0.1, 2.0])
try:
    runs = {
        "SGD": SGD(lr=0.9),
        "Momentum": Momentum(lr=0.45, momentum=0.6),
        "RMSprop": RMSprop(lr=0.3),
        "Adam": Adam(lr=0.5),
    }
    paths = {}
    for name, optimizer in runs.items():
        paths[name] = np.array(minimize(optimizer, lambda w: steepness * w, np.array([-8.0, 2.0]), 30))
except NotImplementedError:
    print("The paths appear here when all five tasks are written.")
else:
    along, across = np.meshgrid(np.linspace(-9, 3, 61), np.linspace(-2.5, 2.5, 41))
    _, axes = plt.subplots(figsize=(10, 5))
    axes.contour(along, across, 0.05 * along**2 + across**2, levels=10, cmap="Greys")
    for name, path in paths.items():
        axes.plot(path[:, 0], path[:, 1], "o-", markersize=3, label=name)
    axes.legend()
    plt.show()
