# ruff: noqa: F821  (each function runs in the model answer's notebook and may use its names)
"""Wrong answers that students give to homework 6, each with what to tell the student."""

import numpy as np

from grader.testing import misconception


def uniform(limit, shape, seed):
    return np.random.default_rng(seed).uniform(-limit, limit, size=shape)


def l2(v, axis=None, keepdims=False):
    return np.sqrt(np.sum(v**2, axis=axis, keepdims=keepdims))


def activation_and_slope(activation):
    """The function and its slope, both of the weighted sum."""
    if activation == "sigmoid":
        return (lambda z: 1 / (1 + np.exp(-z))), (lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2)
    if activation == "tanh":
        return np.tanh, (lambda z: 1 - np.tanh(z) ** 2)
    if activation == "relu":
        return (lambda z: np.maximum(0, z)), (lambda z: (z > 0) * 1.0)
    raise ValueError("activation must be sigmoid, tanh or relu")


def forward_pass(Ws, x, f):
    """All activations, x first, and the weighted sums."""
    activations, sums = [x], []
    for W in Ws:
        sums.append(W @ activations[-1])
        activations.append(f(sums[-1]))
    return activations, sums


def deltas(Ws, slopes, da):
    """∂E/∂z of each layer, first layer first; da is ∂E/∂a of the last."""
    found = []
    for W, slope in zip(Ws[::-1], slopes[::-1]):
        found.append(da * slope)
        da = W.T @ found[-1]
    return found[::-1]


def norms_of_chain(Ws, x, f, slope):
    activations, sums = forward_pass(Ws, x, f)
    found = deltas(Ws, [slope(z) for z in sums], np.ones(len(Ws[-1])))
    return [l2(np.outer(delta, a)) for delta, a in zip(found, activations)]


# glorot_uniform


@misconception(task="glorot_uniform")
def he_limit(fan_in, fan_out, seed):
    """Your limit is He's, sqrt(6/fan_in). Glorot's counts both fans: sqrt(6/(fan_in + fan_out))."""
    return uniform(np.sqrt(6 / fan_in), (fan_in, fan_out), seed)


@misconception(task="glorot_uniform")
def fan_out_alone(fan_in, fan_out, seed):
    """Your limit counts the units only. Glorot's counts both fans: sqrt(6/(fan_in + fan_out))."""
    return uniform(np.sqrt(6 / fan_out), (fan_in, fan_out), seed)


@misconception(task="glorot_uniform")
def lecun_limit(fan_in, fan_out, seed):
    """Your limit is LeCun's, sqrt(3/fan_in). Glorot's counts both fans: sqrt(6/(fan_in + fan_out))."""
    return uniform(np.sqrt(3 / fan_in), (fan_in, fan_out), seed)


@misconception(task="glorot_uniform")
def glorot_normal(fan_in, fan_out, seed):
    """Your weights are normally distributed, Glorot's other proposal. Draw them uniformly between the limits."""
    return np.random.default_rng(seed).normal(0.0, np.sqrt(2 / (fan_in + fan_out)), (fan_in, fan_out))


@misconception(task="glorot_uniform")
def normal_weights_cut_at_the_limit(fan_in, fan_out, seed):
    """Your weights are normally distributed and cut off at the limit, so that they crowd around 0. Uniform means that
    every part of the range is equally likely."""
    limit = np.sqrt(6 / (fan_in + fan_out))
    return np.clip(np.random.default_rng(seed).normal(0.0, limit / 2, (fan_in, fan_out)), -limit, limit)


@misconception(task="glorot_uniform")
def deviation_as_limit(fan_in, fan_out, seed):
    """Your limit is sqrt(2/(fan_in + fan_out)), the standard deviation. A uniform draw with that deviation reaches to
    sqrt(3) times as much: sqrt(6/(fan_in + fan_out))."""
    return uniform(np.sqrt(2 / (fan_in + fan_out)), (fan_in, fan_out), seed)


@misconception(task="glorot_uniform")
def root_forgotten(fan_in, fan_out, seed):
    """Your limit is 6/(fan_in + fan_out). Take the square root of it."""
    return uniform(6 / (fan_in + fan_out), (fan_in, fan_out), seed)


@misconception(task="glorot_uniform")
def root_of_six_only(fan_in, fan_out, seed):
    """Your root ends too early: sqrt(6)/(fan_in + fan_out). The whole quotient belongs under the root."""
    return uniform(np.sqrt(6) / (fan_in + fan_out), (fan_in, fan_out), seed)


@misconception(task="glorot_uniform")
def brackets_forgotten(fan_in, fan_out, seed):
    """You compute 6/fan_in + fan_out: without brackets the division comes first. Write 6/(fan_in + fan_out)."""
    return uniform(np.sqrt(6 / fan_in + fan_out), (fan_in, fan_out), seed)


@misconception(task="glorot_uniform")
def never_negative(fan_in, fan_out, seed):
    """Your weights lie between 0 and the limit and are never negative. The range is symmetric: from -limit to limit."""
    return np.random.default_rng(seed).random((fan_in, fan_out)) * np.sqrt(6 / (fan_in + fan_out))


@misconception(task="glorot_uniform")
def fans_turned_round(fan_in, fan_out, seed):
    """Your weights have the shape (fan_out, fan_in). The contract asks for (fan_in, fan_out), one column per unit."""
    return uniform(np.sqrt(6 / (fan_in + fan_out)), (fan_out, fan_in), seed)


@misconception(task="glorot_uniform")
def all_units_alike(fan_in, fan_out, seed):
    """You draw the weights of one unit and give them to all. Units that start alike stay alike: draw every weight."""
    one = uniform(np.sqrt(6 / (fan_in + fan_out)), (fan_in, 1), seed)
    return np.tile(one, (1, fan_out))


@misconception(task="glorot_uniform")
def seed_not_used(fan_in, fan_out, seed):
    """Your weights are the same for every seed. Use the seed that the function is given."""
    return uniform(np.sqrt(6 / (fan_in + fan_out)), (fan_in, fan_out), 0)


@misconception(task="glorot_uniform")
def seed_forgotten(fan_in, fan_out, seed):
    """Your weights are others at each call, whatever the seed. Begin with it: np.random.default_rng(seed)."""
    limit = np.sqrt(6 / (fan_in + fan_out))
    return np.random.uniform(-limit, limit, (fan_in, fan_out))


# clip_by_norm


@misconception(task="clip_by_norm")
def each_element_cut_off(grad, clipnorm=1.0):
    """You cut off each element by itself (clipping by value), which changes the direction. Compute one norm, and
    multiply all elements by the same factor."""
    return np.clip(grad, -clipnorm, clipnorm)


@misconception(task="clip_by_norm")
def always_rescaled(grad, clipnorm=1.0):
    """You rescale every gradient, so that short ones grow. A gradient whose norm is at most clipnorm stays as it is."""
    norm = l2(grad)
    return grad * clipnorm / norm if norm > 0 else grad


@misconception(task="clip_by_norm")
def root_of_the_norm_forgotten(grad, clipnorm=1.0):
    """Your norm lacks its square root: it is the sum of the squares. The L2 norm is the root of that sum."""
    norm = np.sum(grad**2)
    return grad if norm <= clipnorm else grad * clipnorm / norm


@misconception(task="clip_by_norm")
def sum_of_absolute_values(grad, clipnorm=1.0):
    """You add up absolute values; that is the L1 norm. The L2 norm is the root of the sum of the squares."""
    norm = np.sum(np.abs(grad))
    return grad if norm <= clipnorm else grad * clipnorm / norm


@misconception(task="clip_by_norm")
def largest_element_as_norm(grad, clipnorm=1.0):
    """You take the largest element for the norm. The L2 norm is the root of the sum of the squares."""
    norm = np.max(np.abs(grad))
    return grad if norm <= clipnorm else grad * clipnorm / norm


@misconception(task="clip_by_norm")
def each_row_by_itself(grad, clipnorm=1.0):
    """You clip each row of a matrix by itself. There is one norm, over all elements of the gradient."""
    norms = l2(grad, axis=-1, keepdims=True)
    return np.where(norms <= clipnorm, grad, grad * clipnorm / np.maximum(norms, 1e-300))


@misconception(task="clip_by_norm")
def each_column_by_itself(grad, clipnorm=1.0):
    """You take the norm along the first axis, so each column is clipped by itself. There is one norm, over all elements
    of the gradient."""
    norms = l2(grad, axis=0, keepdims=True)
    return np.where(norms <= clipnorm, grad, grad * clipnorm / np.maximum(norms, 1e-300))


@misconception(task="clip_by_norm")
def spectral_norm_of_a_matrix(grad, clipnorm=1.0):
    """For a matrix, np.linalg.norm(grad, 2) is the largest singular value. Leave the 2 out, or flatten the gradient."""
    norm = np.linalg.norm(grad, 2 if grad.ndim < 3 else None)
    return grad if norm <= clipnorm else grad * clipnorm / norm


@misconception(task="clip_by_norm")
def scaled_to_length_one(grad, clipnorm=1.0):
    """You divide a long gradient by its norm and stop there: its norm is then 1. Multiply by clipnorm too."""
    norm = l2(grad)
    return grad if norm <= clipnorm else grad / norm


@misconception(task="clip_by_norm")
def clipnorm_ignored(grad, clipnorm=1.0):
    """You always clip at 1 and do not use clipnorm. The 1.0 is only its default."""
    norm = l2(grad)
    return grad if norm <= 1.0 else grad / norm


@misconception(task="clip_by_norm")
def comparison_turned_round(grad, clipnorm=1.0):
    """Your comparison is turned round: you stretch short gradients and leave long ones alone. Rescale if the norm is
    above clipnorm."""
    norm = l2(grad)
    return grad * clipnorm / norm if 0 < norm < clipnorm else grad


@misconception(task="clip_by_norm")
def zero_by_zero(grad, clipnorm=1.0):
    """You divide by the norm in every case, so a gradient of zeros becomes nan. Divide only if the norm is above
    clipnorm."""
    norm = l2(grad)
    with np.errstate(invalid="ignore"):
        return grad / norm * np.minimum(norm, clipnorm)


@misconception(task="clip_by_norm")
def other_default_of_clipnorm(grad, clipnorm=5.0):
    """Your clipnorm has another default than the contract's. Look at the signature again."""
    norm = l2(grad)
    return grad if norm <= clipnorm else grad * clipnorm / norm


@misconception(task="clip_by_norm")
def flat_gradient(grad, clipnorm=1.0):
    """You return the gradient as one flat vector. It should keep its shape."""
    flat = grad.ravel()
    norm = l2(flat)
    return flat.copy() if norm <= clipnorm else flat * clipnorm / norm


@misconception(task="clip_by_norm")
def gradient_written_over(grad, clipnorm=1.0):
    """Your function changes the very array that it was given (+=, *= and /= do that). Return a new array."""
    norm = l2(grad)
    if norm > clipnorm:
        grad *= clipnorm / norm
    return grad


# max_norm


@misconception(task="max_norm")
def rows_instead_of_columns(W, max_value=2.0):
    """You bound the rows. The weights into one unit are a column of W: sum over axis 0."""
    norms = l2(W, axis=1, keepdims=True)
    return W * np.minimum(norms, max_value) / np.maximum(norms, 1e-12)


@misconception(task="max_norm")
def one_norm_for_all_columns(W, max_value=2.0):
    """You take one norm of the whole matrix. Each column has its own norm and its own factor: sum over axis 0."""
    norm = l2(W)
    return W if norm <= max_value else W * max_value / norm


@misconception(task="max_norm")
def longest_column_decides(W, max_value=2.0):
    """You shorten all columns by the factor of the longest one. A column that is short enough stays as it is."""
    longest = np.max(l2(W, axis=0))
    return W if longest <= max_value else W * max_value / longest


@misconception(task="max_norm")
def short_columns_stretched(W, max_value=2.0):
    """You bring every column to the length max_value, so short ones grow. Rescale only those that are too long."""
    norms = l2(W, axis=0)
    return W * max_value / np.where(norms > 0, norms, 1.0)


@misconception(task="max_norm")
def weights_cut_off_one_by_one(W, max_value=2.0):
    """You cut off each weight by itself. Compute the norm of each column, and multiply the column by one factor."""
    return np.clip(W, -max_value, max_value)


@misconception(task="max_norm")
def squared_norms(W, max_value=2.0):
    """Your norms lack the square root: they are sums of squares. The L2 norm is the root of that sum."""
    norms = np.sum(W**2, axis=0)
    return W * np.minimum(norms, max_value) / np.maximum(norms, 1e-12)


@misconception(task="max_norm")
def absolute_column_sums(W, max_value=2.0):
    """You add up absolute values; that is the L1 norm. The L2 norm is the root of the sum of the squares."""
    norms = np.sum(np.abs(W), axis=0)
    return W * np.minimum(norms, max_value) / np.maximum(norms, 1e-12)


@misconception(task="max_norm")
def columns_of_length_one(W, max_value=2.0):
    """You divide long columns by their norm and stop there: their norm is then 1. Multiply by max_value too."""
    norms = l2(W, axis=0)
    return W / np.where(norms > max_value, norms, 1.0)


@misconception(task="max_norm")
def max_value_ignored(W, max_value=2.0):
    """You always bound at 2 and do not use max_value. The 2.0 is only its default."""
    norms = l2(W, axis=0)
    return W * np.minimum(norms, 2.0) / np.maximum(norms, 1e-12)


@misconception(task="max_norm")
def other_default_of_max_value(W, max_value=3.0):
    """Your max_value has another default than the contract's. Look at the signature again."""
    norms = l2(W, axis=0)
    return W * np.minimum(norms, max_value) / np.maximum(norms, 1e-12)


@misconception(task="max_norm")
def column_of_zeros_divided(W, max_value=2.0):
    """You divide every column by its norm, so a column of zeros becomes nan. Divide only the columns that are too long,
    or add a tiny number to the norm."""
    norms = l2(W, axis=0)
    with np.errstate(invalid="ignore"):
        return W / norms * np.minimum(norms, max_value)


@misconception(task="max_norm")
def long_columns_set_to_max_value(W, max_value=2.0):
    """You put max_value into every element of a long column. Multiply the column by max_value divided by its norm."""
    return np.where(l2(W, axis=0) > max_value, max_value, W)


@misconception(task="max_norm")
def weights_written_over(W, max_value=2.0):
    """Your function changes the very array that it was given, or columns of it. Work on a copy."""
    for j in range(W.shape[1]):
        norm = l2(W[:, j])
        if norm > max_value:
            W[:, j] *= max_value / norm
    return W


# layer_gradient_norms


@misconception(task="layer_gradient_norms")
def last_slope_forgotten(Ws, x, activation):
    """Your gradient leaves out the slope of the last layer's activation. The activation follows every layer, so the
    first step back is to multiply by f'(z) of the last."""
    f, slope = activation_and_slope(activation)
    activations, sums = forward_pass(Ws, x, f)
    slopes = [slope(z) for z in sums[:-1]] + [np.ones(len(Ws[-1]))]
    return [l2(np.outer(d, a)) for d, a in zip(deltas(Ws, slopes, np.ones(len(Ws[-1]))), activations)]


@misconception(task="layer_gradient_norms")
def hidden_slopes_forgotten(Ws, x, activation):
    """Your gradient goes back through the weights but not through the hidden activations. Multiply by f'(z) in every
    layer."""
    f, slope = activation_and_slope(activation)
    activations, sums = forward_pass(Ws, x, f)
    slopes = [np.ones(len(W)) for W in Ws[:-1]] + [slope(sums[-1])]
    return [l2(np.outer(d, a)) for d, a in zip(deltas(Ws, slopes, np.ones(len(Ws[-1]))), activations)]


@misconception(task="layer_gradient_norms")
def slope_taken_at_the_activation(Ws, x, activation):
    """You take the slope at f(z) instead of z. Either pass z to the derivative, or use the form in terms of a = f(z),
    as in a·(1 - a)."""
    f, slope = activation_and_slope(activation)
    return norms_of_chain(Ws, x, f, lambda z: slope(f(z)))


@misconception(task="layer_gradient_norms")
def shortcut_applied_to_the_sum(Ws, x, activation):
    """You put z into the shortcuts for the slopes, z·(1 - z) and 1 - z². They are for a = f(z): a·(1 - a), 1 - a²."""
    f, slope = activation_and_slope(activation)
    shortcuts = {"sigmoid": lambda z: z * (1 - z), "tanh": lambda z: 1 - z**2}
    return norms_of_chain(Ws, x, f, shortcuts.get(activation, slope))


@misconception(task="layer_gradient_norms")
def square_of_tanh_forgotten(Ws, x, activation):
    """Your slope of tanh is 1 - tanh z. The derivative is 1 - tanh² z: square it."""
    f, slope = activation_and_slope(activation)
    return norms_of_chain(Ws, x, f, (lambda z: 1 - np.tanh(z)) if activation == "tanh" else slope)


@misconception(task="layer_gradient_norms")
def relu_slope_one_at_zero(Ws, x, activation):
    """Your ReLU has the slope 1 at exactly 0. By our convention it is 0 there: 1 only where z > 0."""
    f, slope = activation_and_slope(activation)
    return norms_of_chain(Ws, x, f, (lambda z: (z >= 0) * 1.0) if activation == "relu" else slope)


@misconception(task="layer_gradient_norms")
def last_layer_first(Ws, x, activation):
    """You return the norms in the order in which they are computed, last layer first. Turn the list round."""
    return norms_of_chain(Ws, x, *activation_and_slope(activation))[::-1]


@misconception(task="layer_gradient_norms")
def gradients_of_the_sums(Ws, x, activation):
    """You take the norms of δ = ∂E/∂z. The gradient of the weights is the outer product of δ with the layer's input."""
    f, slope = activation_and_slope(activation)
    _, sums = forward_pass(Ws, x, f)
    return [l2(d) for d in deltas(Ws, [slope(z) for z in sums], np.ones(len(Ws[-1])))]


@misconception(task="layer_gradient_norms")
def output_instead_of_input(Ws, x, activation):
    """You multiply δ by the layer's output. ∂E/∂W_k is the outer product of δ_k with the layer's input, a_k."""
    f, slope = activation_and_slope(activation)
    activations, sums = forward_pass(Ws, x, f)
    found = deltas(Ws, [slope(z) for z in sums], np.ones(len(Ws[-1])))
    return [l2(np.outer(d, a)) for d, a in zip(found, activations[1:])]


@misconception(task="layer_gradient_norms")
def mean_instead_of_sum(Ws, x, activation):
    """Your error is the mean of the last activations. In this chain it is their sum, so ∂E/∂a of the last layer is 1 in
    every place."""
    n_last = len(Ws[-1])
    return [norm / n_last for norm in norms_of_chain(Ws, x, *activation_and_slope(activation))]


@misconception(task="layer_gradient_norms")
def norms_without_root(Ws, x, activation):
    """Your norms are the sums of the squares. Take the square root of each."""
    return [norm**2 for norm in norms_of_chain(Ws, x, *activation_and_slope(activation))]


@misconception(task="layer_gradient_norms")
def weights_on_the_right(Ws, x, activation):
    """You compute a @ W. In this chain the weights stand on the left, W @ a, with one row for each unit."""
    return norms_of_chain([W.T for W in Ws], x, *activation_and_slope(activation))


@misconception(task="layer_gradient_norms")
def back_through_the_weights_as_they_are(Ws, x, activation):
    """You go back through W itself. The way back is through its transpose, W.T @ delta: it fits for every shape."""
    f, slope = activation_and_slope(activation)
    activations, sums = forward_pass(Ws, x, f)
    norms, da = [], np.ones(len(Ws[-1]))
    for W, a, z in zip(Ws[::-1], activations[-2::-1], sums[::-1]):
        delta = da * slope(z)
        norms.append(l2(np.outer(delta, a)))
        da = W @ delta
    return norms[::-1]


@misconception(task="layer_gradient_norms")
def key_error_for_others(Ws, x, activation):
    """An unknown activation ends in a KeyError of your dictionary. The contract asks for a ValueError: check the name
    and raise it."""
    known = {name: activation_and_slope(name) for name in ("sigmoid", "tanh", "relu")}
    return norms_of_chain(Ws, x, *known[activation])


@misconception(task="layer_gradient_norms")
def others_taken_for_relu(Ws, x, activation):
    """Your last else takes every other name for ReLU. Ask for each of the three names, and raise ValueError in the
    else."""
    known = activation if activation in ("sigmoid", "tanh") else "relu"
    return norms_of_chain(Ws, x, *activation_and_slope(known))


@misconception(task="layer_gradient_norms")
def others_taken_for_no_activation(Ws, x, activation):
    """An unknown activation is passed over in silence, as if there were none. Raise ValueError for it."""
    if activation not in ("sigmoid", "tanh", "relu"):
        return norms_of_chain(Ws, x, lambda z: z, np.ones_like)
    return norms_of_chain(Ws, x, *activation_and_slope(activation))


@misconception(task="layer_gradient_norms")
def layers_changed(Ws, x, activation):
    """Your function changes the list Ws that it was given, or arrays in it (reverse and pop do). Leave Ws alone."""
    norms = norms_of_chain(Ws, x, *activation_and_slope(activation))
    Ws.reverse()
    return norms


# vanishing_ratio


@misconception(task="vanishing_ratio")
def last_over_first(norms):
    """Your ratio is the last layer's norm over the first layer's. It is the other way round."""
    return norms[-1] / norms[0]


@misconception(task="vanishing_ratio")
def smallest_over_largest(norms):
    """You divide the smallest norm by the largest. The first and the last layer count, whichever norms are extreme."""
    return min(norms) / max(norms)


@misconception(task="vanishing_ratio")
def first_over_largest(norms):
    """You divide by the largest norm. Divide by the last layer's."""
    return norms[0] / max(norms)


@misconception(task="vanishing_ratio")
def first_over_mean(norms):
    """You divide by the mean of the norms. Divide by the last layer's."""
    return norms[0] / np.mean(norms)


@misconception(task="vanishing_ratio")
def first_over_second(norms):
    """You divide by the second layer's norm. Divide by the last layer's, norms[-1]."""
    return norms[0] / (norms[1] if len(norms) > 1 else norms[0])


@misconception(task="vanishing_ratio")
def logarithm_of_the_ratio(norms):
    """You take the logarithm, as the plot does. The plain quotient is asked for."""
    return np.log10(norms[0] / norms[-1])


@misconception(task="vanishing_ratio")
def never_above_one(norms):
    """You cut the ratio off at 1. When gradients explode it is above 1, and that is what it should tell."""
    return min(norms[0] / norms[-1], 1.0)


@misconception(task="vanishing_ratio")
def rounded_ratio(norms):
    """You round the ratio. When the gradient vanishes nothing is left of it: return the quotient as it is."""
    return round(float(norms[0] / norms[-1]), 4)


@misconception(task="vanishing_ratio")
def ratio_of_each_layer(norms):
    """You return one ratio for each layer. One number is asked for: the first norm divided by the last."""
    return np.asarray(norms) / norms[-1]


@misconception(task="vanishing_ratio")
def mean_factor_of_a_layer(norms):
    """You take a root, and so return the factor of one layer. The plain quotient is asked for."""
    return (norms[0] / norms[-1]) ** (1 / max(len(norms) - 1, 1))


@misconception(task="vanishing_ratio")
def one_layer_gives_nothing(norms):
    """Your function returns 0 for a single layer. Its first norm is also its last: the ratio is 1."""
    return norms[0] / norms[-1] if len(norms) > 1 else 0.0


@misconception(task="vanishing_ratio")
def lists_only(norms):
    """Your function asks whether norms is true, which an array of several numbers does not say. Ask for len(norms)."""
    return norms[0] / norms[-1] if norms else 0.0


@misconception(task="vanishing_ratio")
def arrays_only(norms):
    """Your function works for arrays but not for lists, which have no size. Use len(norms), or the index -1."""
    return norms[0] / norms[norms.size - 1]


@misconception(task="vanishing_ratio")
def two_layers_needed(norms):
    """Your function breaks for a single layer: its first norm is also its last. Use norms[0] and norms[-1]."""
    first, *_, last = norms
    return first / last


@misconception(task="vanishing_ratio")
def norms_changed(norms):
    """Your function changes the norms that it was given. Only read them, or work on a copy."""
    norms[0] = norms[0] / norms[-1]
    return norms[0]


@misconception(task="vanishing_ratio")
def first_norm_taken_out(norms):
    """Your function takes the first norm out of the list that it was given. Read it: norms[0]."""
    return norms.pop(0) / norms[-1] if isinstance(norms, list) and len(norms) > 1 else norms[0] / norms[-1]
