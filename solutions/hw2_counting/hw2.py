# %% [markdown]
# # Homework 2: Counting epochs, batches, iterations and parameters
#
# Before you train a network you should be able to say what the training will cost: how often the weights are
# updated, and how many weights there are. This homework needs nothing but counting, and care at the edges.
#
# **How to work.** Replace each line `raise NotImplementedError("your code here")` by your own code and run the
# cell. To try a task against its public checks, run this in a cell of its own:
#
# `from grader import check; check("iterations_per_epoch")`
#
# Loops and NumPy's array operations are equally welcome, and so are helper functions of your own; a later task
# may call your earlier ones. One rule holds everywhere: **a function never changes the arrays and lists it was
# given**. The hidden tests use other numbers than the examples here.

# %%
import numpy as np

# %% [markdown]
# ## 1. `iterations_per_epoch`: how many batches make an epoch
#
# Three words that are easily mixed up:
#
# - a **batch** is the group of samples behind one update of the weights;
# - an **iteration** is that one update;
# - an **epoch** is one pass over all samples, batch after batch.
#
# With $N$ samples in batches of $B$, an epoch takes
#
# $$I = \left\lceil \frac{N}{B} \right\rceil$$
#
# iterations. The brackets $\lceil \cdot \rceil$ are the *ceiling*: the smallest whole number that is not below
# the quotient.
#
# | $N$ | $B$ | $N / B$ | $I$ |
# | --- | --- | --- | --- |
# | 1,500 | 500 | 3 | 3 |
# | 50,000 | 128 | 390.625 | **391** |
# | 5 | 8 | 0.625 | 1 |
# | 0 | 8 | 0 | 0 |
#
# **The convention that matters:** samples left over at the end are not thrown away; they form a last, smaller
# batch, and that is an iteration too. When the division comes out even there is no such batch.
#
# A batch size below 1 or a negative number of samples makes no sense: raise a `ValueError`.


# %%
def iterations_per_epoch(n_samples, batch_size):
    """Return the number of batches in one epoch, a whole number.

    n_samples: a whole number, 0 or more.
    batch_size: a whole number, 1 or more.
    Raises ValueError if batch_size < 1 or n_samples < 0.
    """
    # BEGIN SOLUTION
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1")
    if n_samples < 0:
        raise ValueError("n_samples must not be negative")
    return -(-n_samples // batch_size)  # floor division rounds down, so on the negative number it rounds up
    # END SOLUTION


# %% [markdown]
# ## 2. `gradient_updates`: iterations over the whole training
#
# Every iteration is one update of the weights, and $E$ epochs repeat the same number of iterations:
#
# $$U = E \cdot \left\lceil \frac{N}{B} \right\rceil$$
#
# *By hand:* 50,000 samples in batches of 128, 8 epochs: $8 \cdot 391 = 3128$ updates.
#
# **The convention that matters:** an epoch ends with its own last batch, and the next one starts afresh. So round
# up first and multiply then: $\lceil 8 \cdot 390.625 \rceil = 3125$ is three too few.


# %%
def gradient_updates(n_samples, batch_size, epochs):
    """Return how often the weights are updated in `epochs` epochs, a whole number."""
    # BEGIN SOLUTION
    return epochs * iterations_per_epoch(n_samples, batch_size)
    # END SOLUTION


# %% [markdown]
# ## 3. `batch_sizes`: how large each batch is
#
# All batches of an epoch hold $B$ samples, except that the last one holds what is left over:
#
# $$N = q B + r, \qquad 0 \le r < B \qquad\Longrightarrow\qquad
# \underbrace{B, \; B, \; \dots, \; B}_{q \text{ times}}, \; r \quad (\text{the } r \text{ only if } r > 0)$$
#
# *By hand:* 10 samples in batches of 4 make the sizes $4, 4, 2$; 8 samples make $4, 4$; 3 samples make $3$;
# no samples make no batch, an empty list. 50,000 samples make 390 batches of 128 and a last one of
# $50000 - 390 \cdot 128 = 80$.
#
# **The convention that matters:** the smaller batch comes last, and no batch is empty. The sizes add up to $N$.


# %%
def batch_sizes(n_samples, batch_size):
    """Return the list of the sizes of one epoch's batches, in order.

    n_samples: a whole number, 0 or more.
    batch_size: a whole number, 1 or more.
    """
    # BEGIN SOLUTION
    full_batches, rest = divmod(n_samples, batch_size)
    return [batch_size] * full_batches + ([rest] if rest else [])
    # END SOLUTION


# %% [markdown]
# ## 4. `minibatches`: one shuffled epoch
#
# Now cut real data into batches. `X` holds one sample per row, shape $(N, n)$, and `y` its labels, shape $(N,)$:
# row `X[i]` belongs to label `y[i]`, and that must stay so. Data often comes sorted (all zeros, then all ones,
# …), so every epoch deals the samples out in a random order $\pi$, a permutation of $0, \dots, N - 1$:
#
# $$\text{batch } k: \quad \big(X[\pi_{kB}, \dots, \pi_{(k+1)B - 1}], \; y[\pi_{kB}, \dots, \pi_{(k+1)B - 1}]\big)$$
#
# *By hand:* $N = 5$, $B = 2$ and $\pi = (3, 0, 4, 1, 2)$ make three batches: the samples 3 and 0, then 4 and 1,
# then 2 alone.
#
# **The convention that matters:** draw *one* permutation of all samples and use it for both arrays. Each sample
# comes exactly once, in batches of the sizes of task 3. The order depends on `seed` alone, so the same seed
# repeats the epoch: a generator made by `np.random.default_rng(seed)` and its method `permutation` will do.


# %%
def minibatches(X, y, batch_size, seed):
    """Return one shuffled epoch: a list (or a generator) of pairs (X_batch, y_batch).

    X: array of shape (n_samples, n_features).
    y: array of shape (n_samples,), the label of each row of X.
    batch_size: a whole number, 1 or more.
    seed: a whole number; the same seed gives the same order.
    X_batch has shape (size, n_features) and y_batch (size,), the sizes as in batch_sizes.
    """
    # BEGIN SOLUTION
    order = np.random.default_rng(seed).permutation(len(X))
    starts = range(0, len(X), batch_size)
    return [(X[order[start : start + batch_size]], y[order[start : start + batch_size]]) for start in starts]
    # END SOLUTION


# %% [markdown]
# ## 5. `scaled_learning_rate`: a larger batch takes a larger step
#
# With batches $k$ times as large there are $k$ times fewer updates in an epoch, and each gradient is averaged over
# more samples. The **linear scaling rule** makes up for it: multiply the learning rate $\eta$ by $k$ as well.
#
# $$\eta_{\text{new}} = \eta \cdot \frac{B_{\text{new}}}{B_{\text{base}}}$$
#
# *By hand:* a learning rate of 0.1 that worked with batches of 256 becomes $0.1 \cdot 1024 / 256 = 0.4$ with
# batches of 1,024, and $0.1 \cdot 64 / 256 = 0.025$ with batches of 64.
#
# **The convention that matters:** the ratio is an ordinary fraction. It may be below 1, and it is not rounded.


# %%
def scaled_learning_rate(lr, base_batch_size, batch_size):
    """Return the learning rate for `batch_size`, given that `lr` suits `base_batch_size`: a number."""
    # BEGIN SOLUTION
    return lr * batch_size / base_batch_size
    # END SOLUTION


# %% [markdown]
# ## 6. `dense_parameters`: the weights of one dense layer
#
# In a dense layer every unit is joined to every input by one weight, and each *unit* has one bias:
#
# $$P = n_{\text{inputs}} \cdot n_{\text{units}} + n_{\text{units}}$$
#
# *By hand:* 3 inputs and 2 units: $3 \cdot 2 = 6$ weights and 2 biases, 8 parameters; without biases 6.
#
# **The convention that matters:** the biases belong to the units, not to the inputs. With `bias=False` the second
# term is dropped; a layer has biases unless you say otherwise.


# %%
def dense_parameters(n_inputs, n_units, bias=True):
    """Return the number of trainable parameters of a dense layer, a whole number; its biases count if `bias`."""
    # BEGIN SOLUTION
    weights = n_inputs * n_units
    biases = n_units if bias else 0
    return weights + biases
    # END SOLUTION


# %% [markdown]
# ## 7. `network_parameters`: a stack of dense layers
#
# A network is written as the list of its sizes: `[64, 32, 10]` means 64 inputs, a layer of 32 units, and a
# layer of 10. What one layer puts out, the next one takes in, so $L + 1$ sizes $n_0, n_1, \dots, n_L$ make $L$
# layers:
#
# $$P = \sum_{k=1}^{L} \left( n_{k-1} \, n_k + n_k \right)$$
#
# *By hand:* `[64, 32, 10]`
#
# | layer | weights | biases | total |
# | --- | --- | --- | --- |
# | 64 → 32 | $64 \cdot 32 = 2048$ | 32 | 2,080 |
# | 32 → 10 | $32 \cdot 10 = 320$ | 10 | 330 |
# | together | | | **2,410** |
#
# **The convention that matters:** the first size is the input. It is no layer: it has no weights or biases of its
# own.


# %%
def network_parameters(layer_sizes, bias=True):
    """Return the number of trainable parameters of a stack of dense layers, a whole number.

    layer_sizes: list of whole numbers, the number of inputs first, at least two of them.
    """
    # BEGIN SOLUTION
    return sum(
        dense_parameters(n_inputs, n_units, bias=bias) for n_inputs, n_units in zip(layer_sizes[:-1], layer_sizes[1:])
    )
    # END SOLUTION


# %% [markdown]
# ## 8. `parameter_table`: the same, layer by layer
#
# Libraries print such a table as the summary of a model. For the layer from $n_{k-1}$ to $n_k$ the row is
#
# $$(\; n_{k-1} n_k, \quad n_k, \quad n_{k-1} n_k + n_k \;)$$
#
# *By hand:* `[3, 2, 4]` makes two rows: $(6, 2, 8)$ and $(8, 4, 12)$.
#
# **The convention that matters:** one row for each layer, first layer first, each row (weights, biases, total):
# no row for the input, none for the sum.


# %%
def parameter_table(layer_sizes):
    """Return a list with one tuple (weights, biases, total) for each dense layer, in order.

    layer_sizes: list of whole numbers, the number of inputs first, at least two of them. All layers have biases.
    """
    # BEGIN SOLUTION
    table = []
    for n_inputs, n_units in zip(layer_sizes[:-1], layer_sizes[1:]):
        weights = n_inputs * n_units
        table.append((weights, n_units, weights + n_units))
    return table
    # END SOLUTION


# %% [markdown]
# ## 9. Questions
#
# Work these out on paper, then see whether your functions agree. Each answer is a whole number.
#
# - `slide_iterations`: a set of 2,000 samples is cut into batches of 500. How many iterations make one epoch?
# - `mnist_iterations_per_epoch`: MNIST has 60,000 training images. How many iterations make one epoch in batches
#   of 128?
# - `mnist_gradient_updates`: how often are the weights updated in 5 such epochs?
# - `mnist_parameters`: how many trainable parameters has the dense network 784-512-10, biases included?

# %%
# BEGIN SOLUTION
# STUB # write a whole number in place of each None
# STUB answers = {
# STUB     "slide_iterations": None,
# STUB     "mnist_iterations_per_epoch": None,
# STUB     "mnist_gradient_updates": None,
# STUB     "mnist_parameters": None,
# STUB }
answers = {
    "slide_iterations": 4,  # 2000 / 500
    "mnist_iterations_per_epoch": 469,  # 468 batches of 128, and one of 96
    "mnist_gradient_updates": 2345,  # 5 * 469
    "mnist_parameters": 407050,  # (784 * 512 + 512) + (512 * 10 + 10)
}
# END SOLUTION
