# ruff: noqa: F821  (each function runs in the model answer's notebook and may use its names)
"""Wrong answers that students give to homework 1, each with what to tell the student."""

import numpy as np

from grader.testing import misconception

# step


@misconception(task="step")
def strict_inequality(z):
    """Your step gives 0 at exactly z = 0. The contract says 1 where z >= 0, so the neuron fires at 0."""
    return np.where(np.asarray(z) > 0, 1, 0)


@misconception(task="step")
def sign_instead_of_step(z):
    """Your step gives -1 for negative z. This neuron's outputs are 1 and 0, not 1 and -1."""
    return np.where(np.asarray(z) >= 0, 1, -1)


@misconception(task="step")
def numpy_sign(z):
    """Your step returns the sign of z: -1, 0 or 1. It should be 1 where z >= 0 and 0 everywhere else."""
    return np.sign(z)


@misconception(task="step")
def half_at_zero(z):
    """Your step gives one half at exactly z = 0. By our convention it is 1 there."""
    return np.heaviside(z, 0.5)


@misconception(task="step")
def sigmoid_instead_of_step(z):
    """Your step is the smooth sigmoid. The step function jumps: it is 0 or 1 and nothing in between."""
    return 1.0 / (1.0 + np.exp(-np.asarray(z)))


@misconception(task="step")
def relu_instead_of_step(z):
    """Your step returns z itself where z is positive; that is ReLU. The step function returns 1 there."""
    return np.maximum(0.0, z)


@misconception(task="step")
def turned_round(z):
    """Your step fires where z is at most 0. It is the other way round: 1 where z >= 0."""
    return np.where(np.asarray(z) <= 0, 1, 0)


@misconception(task="step")
def threshold_of_one_half(z):
    """Your step fires from 0.5 on. The threshold is 0; the bias is what moves it."""
    return np.where(np.asarray(z) >= 0.5, 1, 0)


@misconception(task="step")
def cut_to_a_whole_number_first(z):
    """Your step turns z into a whole number first, and so -0.3 becomes 0 and fires. Compare z itself with 0."""
    return np.where(np.trunc(z) >= 0, 1, 0)


@misconception(task="step")
def tolerance_below_zero(z):
    """Your step fires just below 0 too, by a tolerance or by rounding. Compare z itself with 0."""
    return np.where(np.asarray(z) >= -1e-9, 1, 0)


@misconception(task="step")
def one_answer_for_the_whole_array(z):
    """Your step gives one number for a whole array. Answer for each element, in an array of the same shape."""
    return 1 if np.all(np.asarray(z) >= 0) else 0


@misconception(task="step")
def flattened_array(z):
    """Your step returns a flat list. The result should have the shape of z: a number for a number, rows for rows."""
    return [1 if value >= 0 else 0 for value in np.ravel(z)]


@misconception(task="step")
def number_in_an_array(z):
    """Your step returns an array with one element for a number. For a number it should return a number."""
    return np.where(np.atleast_1d(z) >= 0, 1, 0)


@misconception(task="step")
def written_into_the_input(z):
    """Your step writes its result into the array it was given. Make a new array and leave z as it is."""
    if not isinstance(z, np.ndarray):
        return 1 if z >= 0 else 0
    fires = z >= 0
    z[fires] = 1
    z[~fires] = 0
    return z


# neuron_output


@misconception(task="neuron_output")
def bias_forgotten(x, w, b, f):
    """Your neuron leaves its bias out: the sum that f sees is x·w + b."""
    return f(np.dot(x, w))


@misconception(task="neuron_output")
def activation_forgotten(x, w, b, f):
    """Your neuron returns the weighted sum itself. Pass it through f."""
    return np.dot(x, w) + b


@misconception(task="neuron_output")
def bias_after_activation(x, w, b, f):
    """Your neuron adds the bias after f. It belongs inside: f(x·w + b)."""
    return f(np.dot(x, w)) + b


@misconception(task="neuron_output")
def activation_of_each_product(x, w, b, f):
    """Your neuron applies f to each product and adds up afterwards. First add up, then apply f once."""
    return sum(f(x_i * w_i) for x_i, w_i in zip(x, w)) + b


@misconception(task="neuron_output")
def activation_of_each_input(x, w, b, f):
    """Your neuron applies f to the inputs. f belongs outside, around the finished sum."""
    return sum(f(x_i) * w_i for x_i, w_i in zip(x, w)) + b


@misconception(task="neuron_output")
def bias_added_n_times(x, w, b, f):
    """Your neuron adds the bias once for each input. It is added once, to the finished sum."""
    return f(np.sum(x * w + b))


@misconception(task="neuron_output")
def bias_subtracted(x, w, b, f):
    """Your neuron subtracts the bias, as if it were a threshold. In our convention it is added."""
    return f(np.dot(x, w) - b)


@misconception(task="neuron_output")
def mean_instead_of_sum(x, w, b, f):
    """Your neuron takes the mean of the products. The formula has their sum."""
    return f(np.mean(x * w) + b)


@misconception(task="neuron_output")
def activation_always_step(x, w, b, f):
    """Your neuron always uses the step function. Use the activation f that it is given."""
    return step(np.dot(x, w) + b)


@misconception(task="neuron_output")
def product_not_summed(x, w, b, f):
    """Your neuron returns one number for each input. Add the products up first: a neuron has one output."""
    return f(x * w + b)


@misconception(task="neuron_output")
def sum_in_an_array(x, w, b, f):
    """Your sum is an array with one element, perhaps from a reshape. f takes one number."""
    return f(np.dot(np.reshape(x, (1, -1)), w) + b)


@misconception(task="neuron_output")
def sum_kept_in_the_input(x, w, b, f):
    """Your neuron multiplies into the array x itself. Make a new array and leave x as it is."""
    x *= w
    return f(x.sum() + b)


# perceptron_rule


@misconception(task="perceptron_rule")
def signs_swapped(w, x, target):
    """Your rule corrects in the wrong direction: a false positive needs w - x, a false negative w + x."""
    return w - (target - step(np.dot(w, x))) * x


@misconception(task="perceptron_rule")
def silent_at_zero(w, x, target):
    """Your rule takes the output as 0 when w·x is exactly 0. step(0) is 1, so this is an output of 1."""
    output = 1 if np.dot(w, x) > 0 else 0
    return w + (target - output) * x


@misconception(task="perceptron_rule")
def corrected_even_when_right(w, x, target):
    """Your rule moves the weights although the output was right. Only mistakes change them."""
    return w + x if target == 1 else w - x


@misconception(task="perceptron_rule")
def only_false_negatives(w, x, target):
    """Your rule corrects false negatives only. On a false positive the weights become w - x."""
    return w + x if target == 1 and step(np.dot(w, x)) == 0 else w


@misconception(task="perceptron_rule")
def only_false_positives(w, x, target):
    """Your rule corrects false positives only. On a false negative the weights become w + x."""
    return w - x if target == 0 and step(np.dot(w, x)) == 1 else w


@misconception(task="perceptron_rule")
def added_on_every_mistake(w, x, target):
    """Your rule adds x on both kinds of mistakes. On a false positive x has to be subtracted."""
    return w if step(np.dot(w, x)) == target else w + x


@misconception(task="perceptron_rule")
def sum_compared_with_target(w, x, target):
    """Your rule compares the sum w·x with the target. Compare the output, step(w·x)."""
    return w - (np.dot(w, x) - target) * x


@misconception(task="perceptron_rule")
def targets_of_plus_and_minus_one(w, x, target):
    """Your rule expects targets of 1 and -1, and never corrects the target 0. Here the targets are 1 and 0."""
    return w + target * x if target * np.dot(w, x) <= 0 else w


@misconception(task="perceptron_rule")
def correction_only(w, x, target):
    """Your rule returns the correction alone. Return the new weights: w with the correction applied."""
    return (target - step(np.dot(w, x))) * x


@misconception(task="perceptron_rule")
def one_number_for_all_weights(w, x, target):
    """Your rule moves every weight by 1. Each weight moves by its own input: w - x or w + x."""
    return w + (target - step(np.dot(w, x)))


@misconception(task="perceptron_rule")
def corrected_in_place(w, x, target):
    """Your rule changes the array w that it was given (w += x does that). Return a new array: w + x."""
    w += (target - step(np.dot(w, x))) * x
    return w


# perceptron_update


@misconception(task="perceptron_update")
def uphill(w, b, x, target, lr):
    """Your update has the wrong sign: with e = step(w·x + b) - target, subtract lr*e*x and lr*e."""
    e = step(np.dot(w, x) + b) - target
    return w + lr * e * x, b + lr * e


@misconception(task="perceptron_update")
def bias_not_updated(w, b, x, target, lr):
    """Your update leaves the bias as it was. It learns too: b - lr*e."""
    e = step(np.dot(w, x) + b) - target
    return w - lr * e * x, b


@misconception(task="perceptron_update")
def bias_not_in_the_output(w, b, x, target, lr):
    """Your update leaves the bias out of the output: it is step(w·x + b)."""
    e = step(np.dot(w, x)) - target
    return w - lr * e * x, b - lr * e


@misconception(task="perceptron_update")
def bias_without_learning_rate(w, b, x, target, lr):
    """Your update moves the bias by e instead of lr*e. The learning rate scales both corrections."""
    e = step(np.dot(w, x) + b) - target
    return w - lr * e * x, b - e


@misconception(task="perceptron_update")
def learning_rate_forgotten(w, b, x, target, lr):
    """Your update does not use lr: the corrections are lr*e*x and lr*e."""
    e = step(np.dot(w, x) + b) - target
    return w - e * x, b - e


@misconception(task="perceptron_update")
def no_step(w, b, x, target, lr):
    """Your error is w·x + b - target. Pass the sum through step before you compare it with the target."""
    e = np.dot(w, x) + b - target
    return w - lr * e * x, b - lr * e


@misconception(task="perceptron_update")
def update_silent_at_zero(w, b, x, target, lr):
    """Your update takes the output as 0 when w·x + b is exactly 0. step(0) is 1, so this is an output of 1."""
    e = (1 if np.dot(w, x) + b > 0 else 0) - target
    return w - lr * e * x, b - lr * e


@misconception(task="perceptron_update")
def bias_moved_the_wrong_way(w, b, x, target, lr):
    """Your bias moves the wrong way. It is corrected like the weights: b - lr*e."""
    e = step(np.dot(w, x) + b) - target
    return w - lr * e * x, b + lr * e


@misconception(task="perceptron_update")
def weights_moved_the_wrong_way(w, b, x, target, lr):
    """Your weights move the wrong way, while your bias moves the right one. Both are subtracted: w - lr*e*x."""
    e = step(np.dot(w, x) + b) - target
    return w + lr * e * x, b - lr * e


@misconception(task="perceptron_update")
def bias_moved_by_the_input(w, b, x, target, lr):
    """Your update moves the bias by the inputs as well. The bias's own input is always 1, so it moves by lr*e."""
    e = step(np.dot(w, x) + b) - target
    return w - lr * e * x, b - lr * e * np.sum(x)


@misconception(task="perceptron_update")
def weights_moved_without_the_input(w, b, x, target, lr):
    """Your update moves all weights by lr*e. Each weight moves by lr*e times its own input."""
    e = step(np.dot(w, x) + b) - target
    return w - lr * e, b - lr * e


@misconception(task="perceptron_update")
def size_of_the_error_only(w, b, x, target, lr):
    """Your update loses the sign of the error. It is +1 on a false positive and -1 on a false negative."""
    e = abs(step(np.dot(w, x) + b) - target)
    return w - lr * e * x, b - lr * e


@misconception(task="perceptron_update")
def bias_as_a_threshold(w, b, x, target, lr):
    """Your update subtracts the bias from the sum, as if it were a threshold. Our output is step(w·x + b)."""
    e = step(np.dot(w, x) - b) - target
    return w - lr * e * x, b - lr * e


@misconception(task="perceptron_update")
def error_anew_for_the_bias(w, b, x, target, lr):
    """Your update moves w first and works out the error again for the bias. Work it out once, with the old w and b."""
    w = w - lr * (step(np.dot(w, x) + b) - target) * x
    return w, b - lr * (step(np.dot(w, x) + b) - target)


@misconception(task="perceptron_update")
def error_anew_for_the_weights(w, b, x, target, lr):
    """Your update moves b first and works out the error again for w. Work it out once, with the old w and b."""
    b = b - lr * (step(np.dot(w, x) + b) - target)
    return w - lr * (step(np.dot(w, x) + b) - target) * x, b


@misconception(task="perceptron_update")
def pair_turned_round(w, b, x, target, lr):
    """Your update returns the bias first. The contract asks for (w, b), in this order."""
    e = step(np.dot(w, x) + b) - target
    return b - lr * e, w - lr * e * x


@misconception(task="perceptron_update")
def weights_only(w, b, x, target, lr):
    """Your update returns the weights alone. The contract asks for the pair (w, b)."""
    return w - lr * (step(np.dot(w, x) + b) - target) * x


@misconception(task="perceptron_update")
def updated_in_place(w, b, x, target, lr):
    """Your update changes the array w that it was given (w -= ... does that). Return a new array: w - lr*e*x."""
    e = step(np.dot(w, x) + b) - target
    w -= lr * e * x
    return w, b - lr * e


# initial_weights


@misconception(task="initial_weights")
def from_zero_to_one(n, seed):
    """Your weights lie in [0, 1). They should lie in [-0.5, 0.5): subtract 0.5, or give uniform its limits."""
    return np.random.default_rng(seed).random(n)


@misconception(task="initial_weights")
def from_zero_to_one_half(n, seed):
    """Your weights lie in [0, 0.5) and are never negative. The range is [-0.5, 0.5)."""
    return 0.5 * np.random.default_rng(seed).random(n)


@misconception(task="initial_weights")
def from_minus_one_to_one(n, seed):
    """Your weights lie in [-1, 1). The range is half as wide: [-0.5, 0.5)."""
    return np.random.default_rng(seed).uniform(-1.0, 1.0, n)


@misconception(task="initial_weights")
def normal_weights(n, seed):
    """Your weights are normally distributed, and some lie far outside. Draw them uniformly from [-0.5, 0.5)."""
    return 0.5 * np.random.default_rng(seed).standard_normal(n)


@misconception(task="initial_weights")
def normal_weights_cut_off(n, seed):
    """Your weights lie in the range but crowd around 0. Uniform means that every part of it is equally likely."""
    return np.clip(0.15 * np.random.default_rng(seed).standard_normal(n), -0.5, 0.499)


@misconception(task="initial_weights")
def seed_ignored(n, seed):
    """Your weights are the same for every seed. Use the seed that the function is given."""
    return np.random.default_rng(42).uniform(-0.5, 0.5, n)


@misconception(task="initial_weights")
def evenly_spaced(n, seed):
    """Your weights are evenly spaced and not random at all. Draw each one by itself, from the seed."""
    return np.linspace(-0.5, 0.5, n, endpoint=False)


@misconception(task="initial_weights")
def one_weight_repeated(n, seed):
    """Your weights are one random number, n times. Draw each weight by itself."""
    return np.full(n, np.random.default_rng(seed).uniform(-0.5, 0.5))


@misconception(task="initial_weights")
def whole_number_weights(n, seed):
    """Your weights take a few values only. Draw real numbers, uniformly from [-0.5, 0.5)."""
    return np.random.default_rng(seed).integers(-1, 1, n) / 2


@misconception(task="initial_weights")
def hundredths(n, seed):
    """Your weights are whole hundredths. Draw real numbers: every number of [-0.5, 0.5) should be possible."""
    return np.random.default_rng(seed).integers(-50, 50, n) / 100


@misconception(task="initial_weights")
def one_weight_too_many(n, seed):
    """You return n + 1 weights, one for the bias perhaps. The contract asks for n; the bias is kept apart."""
    return np.random.default_rng(seed).uniform(-0.5, 0.5, n + 1)


@misconception(task="initial_weights")
def a_row_of_weights(n, seed):
    """Your weights have the shape (1, n). The contract asks for a vector, shape (n,)."""
    return np.random.default_rng(seed).uniform(-0.5, 0.5, (1, n))


# train_perceptron


def one_epoch(X, y, w, b, lr):
    """A right epoch, for the answers below whose mistake lies elsewhere."""
    for x, target in zip(X, y):
        w, b = perceptron_update(w, b, x, target, lr)
    return w, b


def all_right(X, y, w, b):
    return bool(np.all((X @ w + b >= 0) == (np.asarray(y) == 1)))


@misconception(task="train_perceptron")
def converged_without_looking(X, y, lr, max_epochs, seed):
    """You report convergence without checking it. Converged means that w and b classify every sample correctly."""
    w, b = initial_weights(X.shape[1], seed), 0.0
    for epoch in range(1, max_epochs + 1):
        w, b = one_epoch(X, y, w, b, lr)
        if all_right(X, y, w, b):
            break
    return w, b, epoch, True


@misconception(task="train_perceptron")
def never_stops_early(X, y, lr, max_epochs, seed):
    """You always do max_epochs epochs. Stop as soon as every sample is classified correctly."""
    w, b = initial_weights(X.shape[1], seed), 0.0
    for _ in range(max_epochs):
        w, b = one_epoch(X, y, w, b, lr)
    return w, b, max_epochs, all_right(X, y, w, b)


@misconception(task="train_perceptron")
def bias_never_moves(X, y, lr, max_epochs, seed):
    """Your training never moves the bias. Take both values that perceptron_update returns, w and b."""
    w, b = initial_weights(X.shape[1], seed), 0.0
    for epoch in range(1, max_epochs + 1):
        for x, target in zip(X, y):
            w, _ = perceptron_update(w, b, x, target, lr)
        if all_right(X, y, w, b):
            return w, b, epoch, True
    return w, b, max_epochs, False


@misconception(task="train_perceptron")
def random_bias_never_moves(X, y, lr, max_epochs, seed):
    """Your training draws a bias and never moves it. Take both values that perceptron_update returns, w and b."""
    start = initial_weights(X.shape[1] + 1, seed)
    w, b = start[:-1], float(start[-1])
    for epoch in range(1, max_epochs + 1):
        for x, target in zip(X, y):
            w, _ = perceptron_update(w, b, x, target, lr)
        if all_right(X, y, w, b):
            return w, b, epoch, True
    return w, b, max_epochs, False


@misconception(task="train_perceptron")
def last_sample_decides(X, y, lr, max_epochs, seed):
    """You decide on convergence by the last sample of the epoch. Every sample has to be right."""
    w, b = initial_weights(X.shape[1], seed), 0.0
    for epoch in range(1, max_epochs + 1):
        for x, target in zip(X, y):
            right = step(np.dot(w, x) + b) == target
            w, b = perceptron_update(w, b, x, target, lr)
        if right:
            return w, b, epoch, True
    return w, b, max_epochs, False


@misconception(task="train_perceptron")
def first_right_sample_decides(X, y, lr, max_epochs, seed):
    """You stop at the first sample that is right. Every sample has to be right, with the same w and b."""
    w, b = initial_weights(X.shape[1], seed), 0.0
    for epoch in range(1, max_epochs + 1):
        for x, target in zip(X, y):
            if step(np.dot(w, x) + b) == target:
                return w, b, epoch, True
            w, b = perceptron_update(w, b, x, target, lr)
    return w, b, max_epochs, False


@misconception(task="train_perceptron")
def each_sample_right_after_its_own_update(X, y, lr, max_epochs, seed):
    """You check each sample right after its own update. The updates that follow may spoil it: check all samples at
    the end of the epoch, or count the mistakes of a whole epoch."""
    w, b = initial_weights(X.shape[1], seed), 0.0
    for epoch in range(1, max_epochs + 1):
        mistakes = 0
        for x, target in zip(X, y):
            w, b = perceptron_update(w, b, x, target, lr)
            mistakes += int(step(np.dot(w, x) + b) != target)
        if mistakes == 0:
            return w, b, epoch, True
    return w, b, max_epochs, False


@misconception(task="train_perceptron")
def errors_cancel(X, y, lr, max_epochs, seed):
    """You add up the errors with their signs, so that a false positive and a false negative cancel. Count mistakes."""
    w, b = initial_weights(X.shape[1], seed), 0.0
    for epoch in range(1, max_epochs + 1):
        w, b = one_epoch(X, y, w, b, lr)
        if np.sum(step(X @ w + b) - y) == 0:
            return w, b, epoch, True
    return w, b, max_epochs, False


@misconception(task="train_perceptron")
def nearly_all_is_enough(X, y, lr, max_epochs, seed):
    """You stop when one sample is still wrong. Converged means that every sample is classified correctly."""
    w, b = initial_weights(X.shape[1], seed), 0.0
    for epoch in range(1, max_epochs + 1):
        w, b = one_epoch(X, y, w, b, lr)
        if np.sum(step(X @ w + b) != y) <= 1:
            return w, b, epoch, True
    return w, b, max_epochs, False


@misconception(task="train_perceptron")
def accuracy_close_to_one(X, y, lr, max_epochs, seed):
    """You stop although a few of many samples are still wrong. Converged means that every single one is right."""
    w, b = initial_weights(X.shape[1], seed), 0.0
    for epoch in range(1, max_epochs + 1):
        w, b = one_epoch(X, y, w, b, lr)
        if np.mean(step(X @ w + b) == y) > 0.95:
            return w, b, epoch, True
    return w, b, max_epochs, False


@misconception(task="train_perceptron")
def unchanged_weights_mean_converged(X, y, lr, max_epochs, seed):
    """You take weights that an epoch left unchanged for convergence. Corrections can cancel, and the bias may have
    moved: check that every sample is right."""
    w, b = initial_weights(X.shape[1], seed), 0.0
    for epoch in range(1, max_epochs + 1):
        before = w
        w, b = one_epoch(X, y, w, b, lr)
        if np.allclose(w, before):
            return w, b, epoch, True
    return w, b, max_epochs, False


@misconception(task="train_perceptron")
def unchanged_w_and_b_mean_converged(X, y, lr, max_epochs, seed):
    """You compare w and b at the two ends of an epoch. On samples that cannot be separated the corrections of an epoch
    can cancel: check that every sample is right."""
    w, b = initial_weights(X.shape[1], seed), 0.0
    for epoch in range(1, max_epochs + 1):
        before = np.append(w, b)
        w, b = one_epoch(X, y, w, b, lr)
        if np.allclose(np.append(w, b), before):
            return w, b, epoch, True
    return w, b, max_epochs, False


@misconception(task="train_perceptron")
def waits_before_it_stops(X, y, lr, max_epochs, seed):
    """You go on for some epochs after the last mistake. Stop as soon as every sample is classified correctly."""
    w, b, quiet = initial_weights(X.shape[1], seed), 0.0, 0
    for epoch in range(1, max_epochs + 1):
        w, b = one_epoch(X, y, w, b, lr)
        quiet = quiet + 1 if all_right(X, y, w, b) else 0
        if quiet == 5:
            return w, b, epoch, True
    return w, b, max_epochs, quiet > 0


@misconception(task="train_perceptron")
def max_epochs_ignored(X, y, lr, max_epochs, seed):
    """Your training does not keep to max_epochs: it has a limit of its own. Do at most max_epochs epochs."""
    w, b = initial_weights(X.shape[1], seed), 0.0
    for epoch in range(1, 101):
        w, b = one_epoch(X, y, w, b, lr)
        if all_right(X, y, w, b):
            return w, b, epoch, True
    return w, b, 100, False


@misconception(task="train_perceptron")
def one_epoch_short(X, y, lr, max_epochs, seed):
    """Your count of epochs ends at max_epochs - 1. Python counts from 0: the number of epochs done is one more."""
    w, b = initial_weights(X.shape[1], seed), 0.0
    for epoch in range(max_epochs):
        w, b = one_epoch(X, y, w, b, lr)
        if all_right(X, y, w, b):
            return w, b, epoch, True
    return w, b, epoch, False


@misconception(task="train_perceptron")
def max_epochs_reported(X, y, lr, max_epochs, seed):
    """You return max_epochs although training stopped earlier. Return the number of epochs that were done."""
    w, b = initial_weights(X.shape[1], seed), 0.0
    for _ in range(max_epochs):
        w, b = one_epoch(X, y, w, b, lr)
        if all_right(X, y, w, b):
            return w, b, max_epochs, True
    return w, b, max_epochs, False


@misconception(task="train_perceptron")
def updates_counted_as_epochs(X, y, lr, max_epochs, seed):
    """You count samples as epochs. An epoch is one pass over all samples."""
    w, b, done = initial_weights(X.shape[1], seed), 0.0, 0
    for _ in range(max_epochs):
        w, b = one_epoch(X, y, w, b, lr)
        done += len(X)
        if all_right(X, y, w, b):
            return w, b, done, True
    return w, b, done, False


@misconception(task="train_perceptron")
def one_sample_an_epoch(X, y, lr, max_epochs, seed):
    """Your training takes one sample per epoch. An epoch is one pass over all samples."""
    w, b = initial_weights(X.shape[1], seed), 0.0
    for epoch in range(1, max_epochs + 1):
        i = (epoch - 1) % len(X)
        w, b = perceptron_update(w, b, X[i], y[i], lr)
        if all_right(X, y, w, b):
            return w, b, epoch, True
    return w, b, max_epochs, False


@misconception(task="train_perceptron")
def last_two_turned_round(X, y, lr, max_epochs, seed):
    """You return converged before epochs. The contract asks for (w, b, epochs, converged), in this order."""
    w, b = initial_weights(X.shape[1], seed), 0.0
    for epoch in range(1, max_epochs + 1):
        w, b = one_epoch(X, y, w, b, lr)
        if all_right(X, y, w, b):
            return w, b, True, epoch
    return w, b, False, max_epochs


@misconception(task="train_perceptron")
def weights_and_bias_only(X, y, lr, max_epochs, seed):
    """You return w and b alone. The contract asks for (w, b, epochs, converged)."""
    w, b = initial_weights(X.shape[1], seed), 0.0
    for _ in range(max_epochs):
        w, b = one_epoch(X, y, w, b, lr)
        if all_right(X, y, w, b):
            break
    return w, b


@misconception(task="train_perceptron")
def batch_training(X, y, lr, max_epochs, seed):
    """You judge all samples of an epoch with the same weights and correct once. The perceptron corrects after each
    sample, and judges the next one with what it has learned."""
    w, b = initial_weights(X.shape[1], seed), 0.0
    for epoch in range(1, max_epochs + 1):
        e = step(X @ w + b) - y
        w, b = w - lr * (e @ X), b - lr * np.sum(e)
        if all_right(X, y, w, b):
            return w, b, epoch, True
    return w, b, max_epochs, False


@misconception(task="train_perceptron")
def training_without_learning_rate(X, y, lr, max_epochs, seed):
    """Your training does not use lr. Pass it on to perceptron_update."""
    w, b = initial_weights(X.shape[1], seed), 0.0
    for epoch in range(1, max_epochs + 1):
        w, b = one_epoch(X, y, w, b, 1.0)
        if all_right(X, y, w, b):
            return w, b, epoch, True
    return w, b, max_epochs, False


@misconception(task="train_perceptron")
def training_bias_without_learning_rate(X, y, lr, max_epochs, seed):
    """Your training moves the bias by e instead of lr*e. The learning rate scales both corrections."""
    w, b = initial_weights(X.shape[1], seed), 0.0
    for epoch in range(1, max_epochs + 1):
        for x, target in zip(X, y):
            e = step(np.dot(w, x) + b) - target
            w, b = w - lr * e * x, b - e
        if all_right(X, y, w, b):
            return w, b, epoch, True
    return w, b, max_epochs, False


@misconception(task="train_perceptron")
def learning_rate_decays(X, y, lr, max_epochs, seed):
    """Your learning rate shrinks from epoch to epoch. It is lr in every one of them."""
    w, b = initial_weights(X.shape[1], seed), 0.0
    for epoch in range(1, max_epochs + 1):
        w, b = one_epoch(X, y, w, b, lr * 0.99**epoch)
        if all_right(X, y, w, b):
            return w, b, epoch, True
    return w, b, max_epochs, False


@misconception(task="train_perceptron")
def large_start(X, y, lr, max_epochs, seed):
    """Your training starts from normally distributed weights. They should start uniform in [-0.5, 0.5)."""
    w, b = np.random.default_rng(seed).standard_normal(X.shape[1]), 0.0
    for epoch in range(1, max_epochs + 1):
        w, b = one_epoch(X, y, w, b, lr)
        if all_right(X, y, w, b):
            return w, b, epoch, True
    return w, b, max_epochs, False


@misconception(task="train_perceptron")
def training_silent_at_zero(X, y, lr, max_epochs, seed):
    """Your training takes the output as 0 when w·x + b is exactly 0, as it is at x = 0 with b = 0. step(0) is 1."""
    w, b = initial_weights(X.shape[1], seed), 0.0
    for epoch in range(1, max_epochs + 1):
        for x, target in zip(X, y):
            e = (1 if np.dot(w, x) + b > 0 else 0) - target
            w, b = w - lr * e * x, b - lr * e
        if np.all((X @ w + b > 0) == (y == 1)):
            return w, b, epoch, True
    return w, b, max_epochs, False


@misconception(task="train_perceptron")
def always_two_features(X, y, lr, max_epochs, seed):
    """Your training knows two features only. Take their number from X.shape[1]."""
    w, b = initial_weights(2, seed), 0.0
    for epoch in range(1, max_epochs + 1):
        w, b = one_epoch(X[:, :2], y, w, b, lr)
        if all_right(X[:, :2], y, w, b):
            return w, b, epoch, True
    return w, b, max_epochs, False


@misconception(task="train_perceptron")
def always_four_samples(X, y, lr, max_epochs, seed):
    """Your training looks at four samples only. Take their number from the length of X."""
    w, b = initial_weights(X.shape[1], seed), 0.0
    for epoch in range(1, max_epochs + 1):
        w, b = one_epoch(X[:4], y[:4], w, b, lr)
        if all_right(X[:4], y[:4], w, b):
            return w, b, epoch, True
    return w, b, max_epochs, False


@misconception(task="train_perceptron")
def labels_written_over(X, y, lr, max_epochs, seed):
    """Your training writes into the array y that it was given. Make a new array and leave the inputs as they are."""
    y[y == 0] = -1
    w, b = initial_weights(X.shape[1], seed), 0.0
    for epoch in range(1, max_epochs + 1):
        w, b = one_epoch(X, (y + 1) // 2, w, b, lr)
        if all_right(X, y, w, b):
            return w, b, epoch, True
    return w, b, max_epochs, False


# answers


@misconception(task="answers", answer="xor_is_linearly_separable")
def xor_taken_for_separable():
    """You answer that XOR is linearly separable. Add its four inequalities, two and two, and compare the sums."""
    return True


@misconception(task="answers", answer="xor_is_linearly_separable")
def not_answered():
    """You have not answered yet. Write True or False in place of None."""
    return None


@misconception(task="answers", answer="xor_is_linearly_separable")
def answer_in_quotes():
    """Your answer is a text. Write True or False without quotes."""
    return "False"
