# %% [markdown]
# # Homework 8: Handwritten digits
#
# The capstone: out of the parts that you built in the earlier homeworks you make a network that reads handwriting.
# Nobody tells you how large it should be or how long to train it. What counts is how many digits it gets
# right that **it has never seen**.
#
# **The data.** `digits.csv` lies beside this notebook: 1,797 handwritten digits, written by 43 people. Each is an
# image of 8×8 pixels, and a pixel is a whole number from 0 (empty) to 16 (full of ink).
# Source: E. Alpaydin and C. Kaynak, *Optical Recognition of Handwritten Digits* (1998),
# UCI Machine Learning Repository, <https://doi.org/10.24432/C50P49>, licence CC BY 4.0; these are the test samples, as
# scikit-learn ships them.
#
# **How to work.** Replace each line `raise NotImplementedError("your code here")` by your own code and run the
# cell. To try a task against its public checks, run this in a cell of its own:
#
# `from grader import check; check("train")`
#
# Only NumPy and Python's standard library: no library that trains for you. Helper functions and classes of your own are
# welcome, and one rule holds everywhere: **a function never changes the arrays it was given**.

# %%
import numpy as np

np.set_printoptions(precision=3, suppress=True)

# %% [markdown]
# ## 1. Look at the data first
#
# `X` is a float64 array of shape $(n, 64)$: one digit a row, its pixels from left to right and from top to bottom.
# `y` is an int64 array of shape $(n,)$: the digit that is shown, 0 to 9. To see row $i$ as an image again, reshape
# it: pixel $(r, c)$ of the image is column $8 r + c$ of the row.

# %% tags=["demo"]
import matplotlib.pyplot as plt

table = np.loadtxt("digits.csv", delimiter=",")
digits_X, digits_y = table[:, :64], table[:, 64].astype(np.int64)

figure, axes = plt.subplots(2, 8, figsize=(9, 2.8))
for axis, image, digit in zip(axes.flat, digits_X, digits_y):
    axis.imshow(image.reshape(8, 8), cmap="gray_r", vmin=0, vmax=16)
    axis.set_title(digit)
    axis.set_axis_off()
figure.tight_layout()
plt.show()

# %% [markdown]
# ## 2. Your toolbox
#
# These are the parts from the homeworks before, ready to use, and one tool for images at the end. You may change
# them, replace them by your own, or leave them aside. A network is a list `layers` of pairs `(W, b)`, as in
# homework 4: hidden layers are ReLU, the last one is softmax, and the loss is the mean cross-entropy
#
# $$E = -\frac{1}{N} \sum_{i=1}^{N} \log P_{i, y_i}$$
#
# *By hand:* ten classes and a network that has learned nothing, so that every $P_{i,k} = 0.1$:
# $E = -\log 0.1 \approx 2.303$. That is about where every training begins; if yours begins far above,
# look at its inputs.


# %%
def relu(z):
    """Return max(z, 0), element by element."""
    return np.maximum(z, 0.0)


def softmax(Z):
    """Return the probabilities of the classes, row by row."""
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def forward(layers, X):
    """Return the probabilities P, shape (N, n_classes), of a list of layers (W, b)."""
    A = X
    for W, b in layers[:-1]:
        A = relu(A @ W + b)
    W, b = layers[-1]
    return softmax(A @ W + b)


def loss_and_gradients(layers, X, y):
    """Return (loss, gradients): the mean cross-entropy, and a list of (dW, db) in the order of the layers."""
    inputs = [X]
    for W, b in layers[:-1]:
        inputs.append(relu(inputs[-1] @ W + b))
    W, b = layers[-1]
    P = softmax(inputs[-1] @ W + b)
    rows = np.arange(len(y))
    loss = -np.mean(np.log(P[rows, y] + 1e-12))
    dZ = P.copy()
    dZ[rows, y] -= 1.0
    dZ /= len(y)
    gradients = []
    for (W, _), A in zip(reversed(layers), reversed(inputs)):
        gradients.append((A.T @ dZ, dZ.sum(axis=0)))
        dZ = (dZ @ W.T) * (A > 0)
    return loss, gradients[::-1]


class Adam:
    """Adam, as in homework 5. One object for each array of weights."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = 0.0, 0.0, 0

    def step(self, w, grad):
        """Return the new w."""
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * grad
        self.v = self.beta2 * self.v + (1 - self.beta2) * grad**2
        m_hat = self.m / (1 - self.beta1**self.t)
        v_hat = self.v / (1 - self.beta2**self.t)
        return w - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


def new_network(sizes, rng):
    """Return a list of layers (W, b) with Glorot's start, as in homework 6. `rng` is a NumPy generator."""
    layers = []
    for n_in, n_out in zip(sizes[:-1], sizes[1:]):
        limit = np.sqrt(6 / (n_in + n_out))
        layers.append((rng.uniform(-limit, limit, size=(n_in, n_out)), np.zeros(n_out)))
    return layers


def slide(images, d):
    """Return the images with each row moved right by d, a number in [-1, 1], or an array that broadcasts to them."""
    padded = np.pad(images, ((0, 0), (0, 0), (1, 1)))
    left, right = padded[:, :, :-2], padded[:, :, 2:]
    return (1 - np.abs(d)) * images + np.maximum(d, 0) * left + np.maximum(-d, 0) * right


def other_handwriting(X, rng, shift=0.4, lean=0.6):
    """Return every image, a row of X each, moved a little and leaning a little, at random, along both axes."""
    images = X.reshape(-1, 8, 8)
    place = np.linspace(-1, 1, 8)[:, None]  # a row's distance from the middle, in half heights
    for _ in range(2):
        shifts, leans = rng.uniform(-1, 1, size=(2, len(X), 1, 1))
        images = slide(images, shift * shifts + lean * leans * place).transpose(0, 2, 1)
    return images.reshape(-1, 64)


# %% [markdown]
# ## 3. `train`: make a network that reads
#
# The suite shuffles the 1,797 digits, keeps a quarter of them back (the same share of each digit), calls
# `model = train(X, y, seed)` with the rest, and later hands your `model` to your `predict`. What a model is, a list
# of layers, a dictionary, an object of a class of yours, is up to you. You have 60 seconds of CPU; a few are enough.
#
# The plan, all of which you have met before:
#
# 1. **Scale the inputs.** Pixels from 0 to 16 make sums far too large for a network with Glorot's start:
#    $\tilde X = X / 16$ lies in $[0, 1]$.
# 2. **Start** with small random weights; all of them zero would never learn to differ.
# 3. **Epochs of mini-batches:** shuffle the rows of `X` and `y` *together*, cut them into batches $B$, and for each
#    one update every layer, $W \leftarrow W - \eta \, \partial E_B / \partial W$, or with Adam.
# 4. **Return** the model.
#
# *By hand:* a network 64-32-10 has $64 \cdot 32 + 32 + 32 \cdot 10 + 10 = 2410$ parameters; 1,347 digits in batches of
# 32 make $\lceil 1347 / 32 \rceil = 43$ updates an epoch, so 30 epochs make 1,290 updates.
#
# **The convention that matters:** what `train` does to its inputs before the network sees them, `predict` has to do as
# well: whoever trains on $X / 16$ must predict on $X / 16$.
#
# **The last percent.** A plain network gets some 97 % of unseen digits right. To come above that reliably, show it
# more handwriting than there is: in each epoch, move every image by a fraction of a pixel. Moved by
# $d \in [0, 1]$ to the right, a pixel is a mixture of itself and its left neighbour,
#
# $$I'_{r,c} = (1 - d)\, I_{r,c} + d\, I_{r,c-1}$$
#
# and when $d$ grows from the top row to the bottom row, the digit leans. `other_handwriting` does both.
#
# *By hand:* the row $(0, 8, 4, 0)$, moved by $d = 0.25$, becomes $(0, 6, 5, 1)$. A wide hidden layer, a learning
# rate that falls towards the end, and the mean of the probabilities of several networks help too. Keep some digits of
# your own back to see what does.


# %%
# BEGIN SOLUTION
# STUB # room for helper functions of your own
def train_epoch(layers, optimizers, X, y, rng, batch_size=32):
    """Return the layers after one shuffled epoch of mini-batches."""
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        batch = order[start : start + batch_size]
        _, gradients = loss_and_gradients(layers, X[batch], y[batch])
        layers = [
            (for_W.step(W, dW), for_b.step(b, db))
            for (W, b), (for_W, for_b), (dW, db) in zip(layers, optimizers, gradients)
        ]
    return layers


def train_network(X, y, rng):
    """Return the layers of one network, trained on images that are never the same twice, ever more carefully."""
    layers = new_network([64, 256, 10], rng)
    optimizers = [(Adam(), Adam()) for _ in layers]
    for lr in np.linspace(0.02, 0.0005, 40):
        for for_W, for_b in optimizers:
            for_W.lr = for_b.lr = lr
        layers = train_epoch(layers, optimizers, other_handwriting(X, rng), y, rng)
    return layers


# END SOLUTION


# %%
def train(X, y, seed):
    """Train a network and return it, as any object that your predict understands.

    X: array of shape (n, 64), pixels from 0 to 16. y: int64 array of shape (n,), digits from 0 to 9.
    seed: a whole number for your random generator.
    """
    # BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    return [train_network(X / 16, y, rng) for _ in range(2)]  # a committee of two networks
    # END SOLUTION


# %% [markdown]
# ## 4. `predict`: say which digit it is
#
# For each row the network gives ten probabilities, and the answer is the class of the largest:
#
# $$\hat y_i = \operatorname*{arg\,max}_{k}\; P_{i,k}$$
#
# *By hand:* three classes and two rows, $P = \begin{pmatrix} 0.2 & 0.7 & 0.1 \\ 0.5 & 0.3 & 0.2 \end{pmatrix}$, give
# $\hat y = (1, 0)$: the *places* of 0.7 and 0.5 in their rows, not these numbers themselves.
#
# The **accuracy** is the share of digits for which $\hat y_i = y_i$. On the digits that were kept back, 0.85, 0.90,
# 0.95 and 0.97 each earn a quarter of this task's points.
#
# **The convention that matters:** one class for each *row*, so the largest along axis 1; and an array of shape
# $(1,)$ when there is one row only.


# %%
def predict(model, X):
    """Return the digit that each row of X shows: whole numbers from 0 to 9, shape (n,).

    model: what train returned. X: array of shape (n, 64), pixels from 0 to 16, n at least 1.
    """
    # BEGIN SOLUTION
    P = np.mean([forward(layers, X / 16) for layers in model], axis=0)
    return np.argmax(P, axis=1)
    # END SOLUTION


# %% [markdown]
# ## 5. `learning_curve`: watch it learn
#
# Train a network once more, a single plain one will do, and note the loss over the training digits after each epoch:
#
# $$E_1, E_2, \dots, E_{\text{epochs}}$$
#
# *By hand:* the losses $1.2,\ 0.6,\ 0.4$ of three epochs: the last is $0.4 / 1.2 = \tfrac{1}{3}$ of the first. A curve
# that stays flat means that nothing is learned; one that jumps up and down, that the learning rate is too large.
#
# **The convention that matters:** one number for each epoch, taken *after* it, so exactly `epochs` of them; and the
# network goes on from where the epoch before left it. With 1,000 digits or more and 10 epochs or more, the last loss
# is below half the first.


# %%
def learning_curve(X, y, epochs, seed):
    """Return the training loss after each epoch: a list (or an array) of `epochs` numbers.

    X, y, seed: as for train. epochs: a whole number, at least 1.
    """
    # BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    X = X / 16
    layers = new_network([64, 32, 10], rng)
    optimizers = [(Adam(0.003), Adam(0.003)) for _ in layers]
    losses = []
    for _ in range(epochs):
        layers = train_epoch(layers, optimizers, X, y, rng)
        loss, _ = loss_and_gradients(layers, X, y)
        losses.append(loss)
    return losses
    # END SOLUTION


# %% [markdown]
# Draw it. On a logarithmic axis you still see what happens when the loss has become small.

# %% tags=["demo"]
try:
    losses = learning_curve(digits_X[:1300], digits_y[:1300], 20, seed=1)
except NotImplementedError:
    print("The curve appears here once learning_curve is written.")
else:
    plt.figure(figsize=(6, 3))
    plt.semilogy(range(1, len(losses) + 1), losses, "o-")
    plt.xlabel("epoch")
    plt.ylabel("training loss")
    plt.grid(alpha=0.3)
    plt.show()

# %% [markdown]
# And then? Keep some digits back, train on the others, and look at those that `predict` gets wrong, drawn as in
# section 1. Some of them you would not have read yourself.
