# ruff: noqa: F821  (each function runs in the model answer's notebook and may use its names)
"""Wrong answers that students give to homework 4, each with what to tell the student."""

import numpy as np

from grader.testing import misconception

# sigmoid


@misconception(task="sigmoid")
def sign_of_the_exponent(z):
    """Your sigmoid falls where it should rise: the exponent is -z. It is 1 / (1 + exp(-z))."""
    return 1.0 / (1.0 + np.exp(z))


@misconception(task="sigmoid")
def overflow_at_large_numbers(z):
    """Your sigmoid is nan for large z, where exp(z) / (1 + exp(z)) is inf / inf. Use 1 / (1 + exp(-z)) there."""
    return np.exp(z) / (1.0 + np.exp(z))


@misconception(task="sigmoid")
def brackets_missing(z):
    """Your sigmoid computes 1 / 1 + exp(-z). The whole sum stands below the line: 1 / (1 + exp(-z))."""
    return 1.0 / 1.0 + np.exp(-z)


@misconception(task="sigmoid")
def tanh_instead_of_sigmoid(z):
    """Your sigmoid is the hyperbolic tangent, which goes from -1 to 1. The sigmoid goes from 0 to 1."""
    return np.tanh(z)


@misconception(task="sigmoid")
def step_instead_of_sigmoid(z):
    """Your sigmoid jumps from 0 to 1. The sigmoid is smooth: 1 / (1 + exp(-z))."""
    return np.where(z >= 0, 1.0, 0.0)


@misconception(task="sigmoid")
def size_of_z_only(z):
    """Your sigmoid takes the size of z and loses its sign, so it is never below one half."""
    return 1.0 / (1.0 + np.exp(-np.abs(z)))


@misconception(task="sigmoid")
def clipped_too_early(z):
    """Your sigmoid cuts z off at 10. The curve goes on beyond: if you clip, then where a float has no more to tell."""
    return 1.0 / (1.0 + np.exp(-np.clip(z, -10.0, 10.0)))


@misconception(task="sigmoid")
def straight_line_instead_of_sigmoid(z):
    """Your sigmoid is made of straight lines. That is the "hard" sigmoid; ours is 1 / (1 + exp(-z))."""
    return np.clip(0.2 * z + 0.5, 0.0, 1.0)


@misconception(task="sigmoid")
def shared_among_the_elements(z):
    """Your sigmoid divides by a sum over all elements. That is softmax; here each element is by itself."""
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


@misconception(task="sigmoid")
def derivative_instead_of_sigmoid(z):
    """Your sigmoid returns its derivative. Here the function itself is asked for: 1 / (1 + exp(-z))."""
    s = 1.0 / (1.0 + np.exp(-z))
    return s * (1.0 - s)


@misconception(task="sigmoid")
def sigmoid_of_the_flat_array(z):
    """Your sigmoid returns a flat array. The result should have the shape of z."""
    return 1.0 / (1.0 + np.exp(-np.ravel(z)))


@misconception(task="sigmoid")
def sigmoid_into_its_input(z):
    """Your sigmoid writes into the array it was given. Make a new array and leave z as it is."""
    z *= -1.0
    return 1.0 / (1.0 + np.exp(z))


# sigmoid_derivative


def safe_sigmoid(z):
    return np.exp(-np.logaddexp(0.0, -z))


@misconception(task="sigmoid_derivative")
def z_taken_for_the_activation(z):
    """Your derivative is z * (1 - z), which is right for the sigmoid's value, not for z. Apply sigmoid to z first."""
    return z * (1.0 - z)


@misconception(task="sigmoid_derivative")
def sigmoid_instead_of_its_derivative(z):
    """Your derivative is the sigmoid itself. The slope is sigmoid(z) * (1 - sigmoid(z))."""
    return safe_sigmoid(z)


@misconception(task="sigmoid_derivative")
def one_minus_z(z):
    """Your derivative multiplies sigmoid(z) by 1 - z. The second factor is 1 - sigmoid(z)."""
    return safe_sigmoid(z) * (1.0 - z)


@misconception(task="sigmoid_derivative")
def sigmoid_applied_twice(z):
    """Your derivative applies the sigmoid to the sigmoid. Compute s = sigmoid(z) once, then s * (1 - s)."""
    s = safe_sigmoid(safe_sigmoid(z))
    return s * (1.0 - s)


@misconception(task="sigmoid_derivative")
def derivative_of_tanh(z):
    """Your derivative is 1 - s * s, which belongs to tanh. For the sigmoid it is s * (1 - s)."""
    return 1.0 - safe_sigmoid(z) ** 2


@misconception(task="sigmoid_derivative")
def only_one_factor(z):
    """Your derivative is 1 - sigmoid(z). A factor is missing: sigmoid(z) * (1 - sigmoid(z))."""
    return 1.0 - safe_sigmoid(z)


@misconception(task="sigmoid_derivative")
def plus_in_the_bracket(z):
    """Your derivative is s * (1 + s). The sign in the bracket is a minus: s * (1 - s)."""
    s = safe_sigmoid(z)
    return s * (1.0 + s)


@misconception(task="sigmoid_derivative")
def negative_slope(z):
    """Your derivative is negative. The sigmoid rises everywhere: its slope is s * (1 - s)."""
    s = safe_sigmoid(z)
    return s * (s - 1.0)


@misconception(task="sigmoid_derivative")
def overflow_of_the_quotient(z):
    """Your derivative is nan for large negative z, where exp(-z) / (1 + exp(-z))**2 is inf / inf. Use s * (1 - s)."""
    return np.exp(-z) / (1.0 + np.exp(-z)) ** 2


@misconception(task="sigmoid_derivative")
def slope_of_a_wide_difference(z):
    """Your derivative is a difference over a wide step, which is only roughly the slope. Use s * (1 - s)."""
    return (safe_sigmoid(z + 0.01) - safe_sigmoid(z - 0.01)) / 0.02


@misconception(task="sigmoid_derivative")
def slope_into_its_input(z):
    """Your derivative writes into the array it was given. Make a new array and leave z as it is."""
    z[...] = safe_sigmoid(z)
    return z * (1.0 - z)


# relu


@misconception(task="relu")
def absolute_value(z):
    """Your relu turns negative numbers round. It should give 0 for them."""
    return np.abs(z)


@misconception(task="relu")
def minimum_instead_of_maximum(z):
    """Your relu keeps the negative numbers. It is the larger of 0 and z, not the smaller."""
    return np.minimum(0.0, z)


@misconception(task="relu")
def leaky(z):
    """Your relu lets a little of the negative numbers through; that is leaky ReLU. Ours gives 0 for them."""
    return np.where(z > 0, z, 0.01 * z)


@misconception(task="relu")
def cut_off_at_six(z):
    """Your relu is cut off at the top. It has no upper end: large z come through as they are."""
    return np.clip(z, 0.0, 6.0)


@misconception(task="relu")
def cut_off_at_one(z):
    """Your relu is cut off at 1. It has no upper end: positive z come through as they are."""
    return np.clip(z, 0.0, 1.0)


@misconception(task="relu")
def derivative_instead_of_relu(z):
    """Your relu gives 1 for positive z; that is its derivative. Return z itself there."""
    return np.where(z > 0, 1.0, 0.0)


@misconception(task="relu")
def softplus(z):
    """Your relu is rounded at the kink, log(1 + exp(z)). Ours is max(0, z), with the kink."""
    return np.logaddexp(0.0, z)


@misconception(task="relu")
def identity(z):
    """Your relu returns z as it is. Negative elements should become 0."""
    return np.array(z)


@misconception(task="relu")
def maximum_of_python(z):
    """Your relu asks Python's max to compare a whole array with 0, which fails. Use np.maximum, element by element."""
    return max(0.0, z)


@misconception(task="relu")
def negative_numbers_left_out(z):
    """Your relu leaves the negative elements out. They become 0, and the result has the shape of z."""
    return z[z >= 0]


@misconception(task="relu")
def relu_of_the_flat_array(z):
    """Your relu returns a flat list. The result should have the shape of z."""
    return [max(0.0, float(value)) for value in np.ravel(z)]


@misconception(task="relu")
def relu_into_its_input(z):
    """Your relu sets the negative elements of its input to 0. Make a new array and leave z as it is."""
    z[z < 0] = 0.0
    return z


# relu_derivative


@misconception(task="relu_derivative")
def one_at_zero(z):
    """Your derivative is 1 at exactly z = 0. By our convention it is 0 there: 1 only where z > 0."""
    return np.where(z >= 0, 1.0, 0.0)


@misconception(task="relu_derivative")
def one_half_at_zero(z):
    """Your derivative is one half at exactly z = 0. By our convention it is 0 there."""
    return np.heaviside(z, 0.5)


@misconception(task="relu_derivative")
def nan_at_zero(z):
    """Your derivative divides by z, and 0 / 0 is nan. Compare z with 0 instead: 1 where z > 0, else 0."""
    return np.maximum(z, 0.0) / z


@misconception(task="relu_derivative")
def relu_instead_of_its_derivative(z):
    """Your derivative is relu itself. Its slope is 1 wherever z is positive, however large z is."""
    return np.maximum(0.0, z)


@misconception(task="relu_derivative")
def minus_one_for_negative_numbers(z):
    """Your derivative is -1 for negative z. ReLU is flat there: the slope is 0."""
    return np.sign(z)


@misconception(task="relu_derivative")
def derivative_of_leaky_relu(z):
    """Your derivative is not 0 for negative z, as if some of them came through. Our ReLU is flat there."""
    return np.where(z > 0, 1.0, 0.01)


@misconception(task="relu_derivative")
def one_everywhere(z):
    """Your derivative is 1 everywhere. For negative z, and at 0, it is 0."""
    return np.ones_like(z)


@misconception(task="relu_derivative")
def sides_turned_round(z):
    """Your derivative is 1 for negative z and 0 for positive z. It is the other way round."""
    return np.where(z < 0, 1.0, 0.0)


@misconception(task="relu_derivative")
def threshold_of_one(z):
    """Your derivative is 1 only from z = 1 on. The kink is at 0: it is 1 where z > 0."""
    return np.where(z >= 1, 1.0, 0.0)


@misconception(task="relu_derivative")
def difference_across_the_kink(z):
    """Your derivative is a difference over a step, which is wrong near the kink. Compare z itself with 0."""
    return (np.maximum(z + 1e-6, 0.0) - np.maximum(z - 1e-6, 0.0)) / 2e-6


@misconception(task="relu_derivative")
def one_slope_for_the_whole_array(z):
    """Your derivative is one number for a whole array. Answer for each element, in an array of the same shape."""
    return 1.0 if np.all(z > 0) else 0.0


@misconception(task="relu_derivative")
def ones_into_its_input(z):
    """Your derivative writes into the array it was given. Make a new array and leave z as it is."""
    z[z <= 0] = 0.0
    z[z > 0] = 1.0
    return z


# softmax


@misconception(task="softmax")
def softmax_overflows(Z):
    """Your softmax is nan for scores far from 0: exp is inf, or all of it is 0. Subtract the row's largest first."""
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)


@misconception(task="softmax")
def largest_of_the_whole_array(Z):
    """Your softmax subtracts the largest of the whole array: nothing is left of a lower row. Take each row's own."""
    E = np.exp(Z - Z.max())
    return E / E.sum(axis=1, keepdims=True)


@misconception(task="softmax")
def sum_of_the_whole_array(Z):
    """Your softmax divides by the sum of the whole array. Each row is a distribution by itself, with the sum 1."""
    E = np.exp(Z - Z.max())
    return E / E.sum()


@misconception(task="softmax")
def column_by_column(Z):
    """Your softmax works along the columns. A sample is a row: sum over axis 1."""
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=0)


@misconception(task="softmax")
def row_maxima_and_column_sums(Z):
    """Your softmax divides by sums over the samples. A sample is a row: sum over axis 1, as you take the maximum."""
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=0)


@misconception(task="softmax")
def column_sums_for_the_rows(Z):
    """Your softmax divides by sums that lie along the wrong axis. With keepdims=True each row gets its own sum."""
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1)


@misconception(task="softmax")
def no_exponential(Z):
    """Your softmax divides the scores themselves by their sum. Take the exponentials first."""
    return Z / Z.sum(axis=1, keepdims=True)


@misconception(task="softmax")
def not_divided(Z):
    """Your softmax returns the exponentials alone. Divide each row by its sum, so that the sum becomes 1."""
    return np.exp(Z - Z.max(axis=1, keepdims=True))


@misconception(task="softmax")
def logarithm_of_softmax(Z):
    """Your softmax returns logarithms of probabilities. Return the probabilities."""
    shifted = Z - Z.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


@misconception(task="softmax")
def one_for_the_largest(Z):
    """Your softmax gives 1 to the largest score and 0 to the others. Soft means that the others get their share."""
    return np.eye(Z.shape[1])[Z.argmax(axis=1)]


@misconception(task="softmax")
def sigmoid_of_each_score(Z):
    """Your softmax is the sigmoid of each score, and the rows' sums are not 1. Divide by the row's sum instead."""
    return np.exp(-np.logaddexp(0.0, -Z))


@misconception(task="softmax")
def largest_by_size(Z):
    """Your softmax subtracts the largest size in the row, which for negative scores makes them smaller still."""
    E = np.exp(Z - np.abs(Z).max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@misconception(task="softmax")
def softmax_into_its_input(Z):
    """Your softmax changes the array it was given (Z -= ... does that). Make a new array."""
    Z -= Z.max(axis=1, keepdims=True)
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)


# cross_entropy


@misconception(task="cross_entropy")
def sum_instead_of_mean(P, y):
    """Your cross-entropy adds up over the batch. Take the mean, so that it does not grow with the batch."""
    return -np.sum(np.log(P[np.arange(len(y)), y]))


@misconception(task="cross_entropy")
def minus_forgotten(P, y):
    """Your cross-entropy is negative. The logarithm of a probability is at most 0, so there is a minus in front."""
    return np.mean(np.log(P[np.arange(len(y)), y]))


@misconception(task="cross_entropy")
def mean_over_the_elements_too(P, y):
    """Your cross-entropy is divided by the number of classes too. The mean goes over the samples only."""
    onehot = np.eye(P.shape[1])[y]
    return -np.mean(onehot * np.log(P))


@misconception(task="cross_entropy")
def logarithm_of_the_mean(P, y):
    """Your cross-entropy takes the logarithm of the mean probability. Take the logarithm first, and then the mean."""
    return -np.log(np.mean(P[np.arange(len(y)), y]))


@misconception(task="cross_entropy")
def every_row_with_every_class(P, y):
    """Your cross-entropy takes P[:, y], which pairs every row with every label. Take P[i, y_i]: P[np.arange(N), y]."""
    return -np.mean(np.log(P[:, y]))


@misconception(task="cross_entropy")
def most_probable_class(P, y):
    """Your cross-entropy takes the largest probability of each row. Take that of the right class, y_i."""
    return -np.mean(np.log(P.max(axis=1)))


@misconception(task="cross_entropy")
def logarithm_to_base_two(P, y):
    """Your cross-entropy uses another logarithm than the natural one. np.log is the natural logarithm."""
    return -np.mean(np.log2(P[np.arange(len(y)), y]))


@misconception(task="cross_entropy")
def logarithm_to_base_ten(P, y):
    """Your cross-entropy uses another logarithm than the natural one. np.log is the natural logarithm."""
    return -np.mean(np.log10(P[np.arange(len(y)), y]))


@misconception(task="cross_entropy")
def clipped_too_high(P, y):
    """Your cross-entropy cuts P off where it is not tiny yet. If you clip it, then at 1e-12, or not at all."""
    return -np.mean(np.log(np.clip(P[np.arange(len(y)), y], 1e-7, 1.0)))


@misconception(task="cross_entropy")
def columns_for_the_labels_that_occur(P, y):
    """Your one-hot matrix is only as wide as the largest label in y. It has a column for each class: P.shape[1]."""
    onehot = np.eye(y.max() + 1)[y]
    return -np.sum(onehot * np.log(P)) / len(y)


@misconception(task="cross_entropy")
def guard_too_large(P, y):
    """Your cross-entropy guards the logarithm by a number that shows when P is tiny. Take 1e-12, or nothing at all."""
    return -np.mean(np.log(P[np.arange(len(y)), y] + 1e-7))


@misconception(task="cross_entropy")
def classes_counted_from_one(P, y):
    """Your cross-entropy counts the classes from 1. They are counted from 0: y_i is the column itself."""
    return -np.mean(np.log(P[np.arange(len(y)), y - 1]))


@misconception(task="cross_entropy")
def one_error_for_each_sample(P, y):
    """Your cross-entropy gives one number for each sample. Return their mean, a single number."""
    return -np.log(P[np.arange(len(y)), y])


@misconception(task="cross_entropy")
def binary_cross_entropy(P, y):
    """Your cross-entropy also counts the wrong classes, with log(1 - P). Only the right class counts."""
    onehot = np.eye(P.shape[1])[y]
    return -np.mean(np.sum(onehot * np.log(P) + (1.0 - onehot) * np.log1p(-P), axis=1))


@misconception(task="cross_entropy")
def softmax_once_more(P, y):
    """Your cross-entropy applies softmax to P. P holds probabilities already."""
    Q = softmax(P)
    return -np.mean(np.log(Q[np.arange(len(y)), y]))


@misconception(task="cross_entropy")
def no_logarithm(P, y):
    """Your cross-entropy is the mean of 1 - P. Take the logarithm: it punishes a confident mistake much harder."""
    return np.mean(1.0 - P[np.arange(len(y)), y])


@misconception(task="cross_entropy")
def clipped_in_place(P, y):
    """Your cross-entropy changes P (by P += ... or np.clip with out=P). Make a new array and leave P as it is."""
    P += 1e-12
    return -np.mean(np.log(P[np.arange(len(y)), y]))


# dense_backward


@misconception(task="dense_backward")
def weights_not_transposed(dY, X, W):
    """Your dX multiplies by W as it is. Its rows must run over the outputs: dX = dY @ W.T."""
    return dY @ W, X.T @ dY, dY.sum(axis=0)


@misconception(task="dense_backward")
def gradient_of_the_weights_transposed(dY, X, W):
    """Your dW is transposed. It has the shape of W: dW = X.T @ dY."""
    return dY @ W.T, dY.T @ X, dY.sum(axis=0)


@misconception(task="dense_backward")
def inputs_not_transposed(dY, X, W):
    """Your dW multiplies by X as it is. Sum over the samples: dW = X.T @ dY."""
    return dY @ W.T, X @ dY, dY.sum(axis=0)


@misconception(task="dense_backward")
def mean_of_the_bias_gradient(dY, X, W):
    """Your db is the mean over the samples. Take the sum: the division by N is in dY already."""
    return dY @ W.T, X.T @ dY, dY.mean(axis=0)


@misconception(task="dense_backward")
def divided_by_the_samples_again(dY, X, W):
    """Your dW and db are divided by the number of samples. That division is in dY already."""
    return dY @ W.T, X.T @ dY / len(X), dY.sum(axis=0) / len(X)


@misconception(task="dense_backward")
def only_weights_divided_by_the_samples(dY, X, W):
    """Your dW is divided by the number of samples. That division is in dY already."""
    return dY @ W.T, X.T @ dY / len(X), dY.sum(axis=0)


@misconception(task="dense_backward")
def bias_summed_over_the_units(dY, X, W):
    """Your db has one element for each sample. Sum over the samples (axis 0): one element for each unit."""
    return dY @ W.T, X.T @ dY, dY.sum(axis=1)


@misconception(task="dense_backward")
def bias_as_one_number(dY, X, W):
    """Your db is a single number. Each unit has a bias of its own: sum over the samples only."""
    return dY @ W.T, X.T @ dY, dY.sum()


@misconception(task="dense_backward")
def bias_with_two_axes(dY, X, W):
    """Your db has the shape (1, n_out). It has the shape of b, (n_out,): leave keepdims out."""
    return dY @ W.T, X.T @ dY, dY.sum(axis=0, keepdims=True)


@misconception(task="dense_backward")
def bias_not_summed(dY, X, W):
    """Your db is dY itself. A bias serves all samples: sum over them."""
    return dY @ W.T, X.T @ dY, 1.0 * dY


@misconception(task="dense_backward")
def weights_first(dY, X, W):
    """You return dW first. The contract asks for (dX, dW, db), in this order."""
    return X.T @ dY, dY.sum(axis=0), dY @ W.T


@misconception(task="dense_backward")
def slope_forgotten(dY, X, W):
    """Your gradients leave dY out, as if the error were the sum of Y. By the chain rule dY is a factor of all three."""
    ones = np.ones_like(dY)
    return ones @ W.T, X.T @ ones, ones.sum(axis=0)


@misconception(task="dense_backward")
def inputs_forgotten(dY, X, W):
    """You return (dW, db) only. The contract asks for (dX, dW, db): the layer below needs dX."""
    return X.T @ dY, dY.sum(axis=0)


@misconception(task="dense_backward")
def added_up_in_place(dY, X, W):
    """Your function changes dY (dY *= ... or dY[0] += ... does that). Make a new array and leave dY as it is."""
    dX, dW = dY @ W.T, X.T @ dY
    for row in dY[1:]:
        dY[0] += row
    return dX, dW, dY[0]


# softmax_cross_entropy_backward


def onehot_of(P, y):
    return np.eye(P.shape[1])[y]


@misconception(task="softmax_cross_entropy_backward")
def not_divided_by_the_samples(P, y):
    """Your gradient is not divided by N. The error is the mean over the samples, so its gradient has a 1/N."""
    return P - onehot_of(P, y)


@misconception(task="softmax_cross_entropy_backward")
def sign_turned_round(P, y):
    """Your gradient has the wrong sign: it is P - onehot(y), what was said minus what should have been said."""
    return (onehot_of(P, y) - P) / len(y)


@misconception(task="softmax_cross_entropy_backward")
def divided_by_the_elements(P, y):
    """Your gradient is divided by the number of all elements. Divide by the number of samples."""
    return (P - onehot_of(P, y)) / P.size


@misconception(task="softmax_cross_entropy_backward")
def divided_by_the_classes(P, y):
    """Your gradient is divided by the number of classes. Divide by the number of samples, the rows of P."""
    return (P - onehot_of(P, y)) / (P.shape[1])


@misconception(task="softmax_cross_entropy_backward")
def only_the_onehot_divided(P, y):
    """Your division by N reaches only the second term. Put the difference in brackets: (P - onehot) / N."""
    return P - onehot_of(P, y) / len(y)


@misconception(task="softmax_cross_entropy_backward")
def only_probabilities_divided(P, y):
    """Your division by N reaches only P. Put the difference in brackets: (P - onehot) / N."""
    return P / len(y) - onehot_of(P, y)


@misconception(task="softmax_cross_entropy_backward")
def gradient_by_the_probabilities(P, y):
    """Your gradient is the one with respect to P. Go on through softmax, to Z: together it is (P - onehot(y)) / N."""
    return -onehot_of(P, y) / P / len(y)


@misconception(task="softmax_cross_entropy_backward")
def times_the_slope_of_a_sigmoid(P, y):
    """Your gradient has an extra factor P * (1 - P). The logarithm has cancelled it: (P - onehot(y)) / N is all."""
    return (P - onehot_of(P, y)) * P * (1.0 - P) / len(y)


@misconception(task="softmax_cross_entropy_backward")
def whole_columns_subtracted(P, y):
    """Your gradient subtracts 1 in whole columns, as P[:, y] -= 1 does. Take one place a row: [np.arange(N), y]."""
    dZ = P.copy()
    dZ[:, y] -= 1.0
    return dZ / len(y)


@misconception(task="softmax_cross_entropy_backward")
def labels_subtracted(P, y):
    """Your gradient subtracts the labels as if they were numbers. Subtract a 1 at the right class and 0 elsewhere."""
    return (P - y[:, np.newaxis]) / len(y)


@misconception(task="softmax_cross_entropy_backward")
def columns_counted_from_one(P, y):
    """Your gradient counts the classes from 1. They are counted from 0: y_i is the column itself."""
    return (P - onehot_of(P, y - 1)) / len(y)


@misconception(task="softmax_cross_entropy_backward")
def gradient_for_the_labels_that_occur(P, y):
    """Your one-hot matrix is only as wide as the largest label in y. It has a column for each class: P.shape[1]."""
    return (P - np.eye(y.max() + 1)[y]) / len(y)


@misconception(task="softmax_cross_entropy_backward")
def onehot_of_the_prediction(P, y):
    """Your gradient takes the most probable class for the right one. The right class of row i is y_i."""
    return (P - onehot_of(P, P.argmax(axis=1))) / len(y)


@misconception(task="softmax_cross_entropy_backward")
def subtracted_in_place(P, y):
    """Your function changes P (dZ = P makes no copy). Begin with dZ = P.copy()."""
    dZ = P
    dZ[np.arange(len(y)), y] -= 1.0
    return dZ / len(y)


# forward


@misconception(task="forward")
def relu_before_softmax(layers, X):
    """Your network applies ReLU to the last layer as well. Only hidden layers have it; the last one ends in softmax."""
    for W, b in layers:
        X = relu(X @ W + b)
    return softmax(X)


@misconception(task="forward")
def no_relu(layers, X):
    """Your network has no ReLU, so that all its layers are no more than one. Each hidden layer ends in ReLU."""
    for W, b in layers:
        X = X @ W + b
    return softmax(X)


@misconception(task="forward")
def last_hidden_relu_forgotten(layers, X):
    """Your last hidden layer has no ReLU. All layers but the very last end in it."""
    for k, (W, b) in enumerate(layers):
        X = X @ W + b
        if k < len(layers) - 2:
            X = relu(X)
    return softmax(X)


@misconception(task="forward")
def softmax_of_the_network_overflows(layers, X):
    """Your network's softmax is nan for scores far from 0. Subtract each row's largest first, or call softmax."""
    for W, b in layers:
        Z = X @ W + b
        X = relu(Z)
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)


@misconception(task="forward")
def softmax_in_every_layer(layers, X):
    """Your network ends every layer in softmax. The hidden layers end in ReLU, only the last in softmax."""
    for W, b in layers:
        X = softmax(X @ W + b)
    return X


@misconception(task="forward")
def sigmoid_in_the_hidden_layers(layers, X):
    """Your hidden layers end in the sigmoid. In this network they end in ReLU."""
    for W, b in layers[:-1]:
        X = sigmoid(X @ W + b)
    W, b = layers[-1]
    return softmax(X @ W + b)


@misconception(task="forward")
def scores_instead_of_probabilities(layers, X):
    """Your network returns the scores of the last layer. Pass them through softmax."""
    for W, b in layers[:-1]:
        X = relu(X @ W + b)
    W, b = layers[-1]
    return X @ W + b


@misconception(task="forward")
def biases_forgotten(layers, X):
    """Your network leaves the biases out: a layer computes A @ W + b."""
    for W, _ in layers[:-1]:
        X = relu(X @ W)
    return softmax(X @ layers[-1][0])


@misconception(task="forward")
def last_bias_forgotten(layers, X):
    """Your last layer leaves its bias out. It computes A @ W + b like every other layer."""
    for W, b in layers[:-1]:
        X = relu(X @ W + b)
    return softmax(X @ layers[-1][0])


@misconception(task="forward")
def bias_after_relu(layers, X):
    """Your hidden layers add the bias after ReLU. It belongs inside: relu(A @ W + b)."""
    for W, b in layers[:-1]:
        X = relu(X @ W) + b
    W, b = layers[-1]
    return softmax(X @ W + b)


@misconception(task="forward")
def relu_of_the_inputs(layers, X):
    """Your network applies ReLU to what goes into a layer, the data among them. It belongs to what comes out."""
    for W, b in layers:
        X = relu(X) @ W + b
    return softmax(X)


@misconception(task="forward")
def two_layers_only(layers, X):
    """Your network takes exactly two layers. Loop over all but the last, however many there are."""
    (W1, b1), (W2, b2) = layers
    return softmax(relu(X @ W1 + b1) @ W2 + b2)


@misconception(task="forward")
def first_and_last_layer_only(layers, X):
    """Your network leaves out the layers in the middle. Each one takes what the one before it gave."""
    for W, b in (layers[0], layers[-1])[: len(layers)]:
        hidden = X @ W + b
        X = relu(hidden)
    return softmax(hidden)


@misconception(task="forward")
def largest_class_instead_of_probabilities(layers, X):
    """Your network returns the number of the most probable class. Return all the probabilities."""
    for W, b in layers:
        Z = X @ W + b
        X = relu(Z)
    return Z.argmax(axis=1)


@misconception(task="forward")
def layers_used_up(layers, X):
    """Your network changes the layers that it was given (pop does that). Leave the list and its arrays alone."""
    W_last, b_last = layers.pop()
    for W, b in layers:
        X = relu(X @ W + b)
    return softmax(X @ W_last + b_last)


# loss_and_gradients


def kept(layers, X):
    """What each layer is given, and the sums that it makes of it."""
    inputs, sums = [X], []
    for W, b in layers:
        sums.append(inputs[-1] @ W + b)
        inputs.append(relu(sums[-1]))
    return inputs[:-1], sums


def walk(layers, dZ, inputs, slopes):
    """A right walk backwards, for the answers below whose mistake lies in what they give to it."""
    gradients = []
    for k in reversed(range(len(layers))):
        gradients.insert(0, (inputs[k].T @ dZ, dZ.sum(axis=0)))
        if k > 0:
            dZ = dZ @ layers[k][0].T * slopes[k - 1]
    return gradients


def start_of(sums, y):
    P = softmax(sums[-1])
    return cross_entropy(P, y), softmax_cross_entropy_backward(P, y)


@misconception(task="loss_and_gradients")
def slope_of_relu_forgotten(layers, X, y):
    """Your walk back leaves ReLU out. Multiply by relu_derivative of the hidden sums before the next layer down."""
    inputs, sums = kept(layers, X)
    loss, dZ = start_of(sums, y)
    return loss, walk(layers, dZ, inputs, [1.0] * len(layers))


@misconception(task="loss_and_gradients")
def slope_of_relu_forgotten_at_the_end(layers, X, y):
    """Your walk back leaves ReLU out before it comes to the first layer. Every hidden layer has its slope."""
    inputs, sums = kept(layers, X)
    loss, dZ = start_of(sums, y)
    return loss, walk(layers, dZ, inputs, [1.0, *(relu_derivative(Z) for Z in sums[1:])])


@misconception(task="loss_and_gradients")
def slope_one_at_zero(layers, X, y):
    """Your walk back takes 1 for ReLU's slope where a hidden sum is exactly 0. By our convention it is 0 there."""
    inputs, sums = kept(layers, X)
    loss, dZ = start_of(sums, y)
    return loss, walk(layers, dZ, inputs, [(Z >= 0) * 1.0 for Z in sums])


@misconception(task="loss_and_gradients")
def softmax_on_the_way_overflows(layers, X, y):
    """Your loss is nan for scores far from 0. In softmax, subtract each row's largest first, or call your softmax."""
    inputs, sums = kept(layers, X)
    E = np.exp(sums[-1])
    P = E / E.sum(axis=1, keepdims=True)
    dZ = softmax_cross_entropy_backward(P, y)
    return cross_entropy(P, y), walk(layers, dZ, inputs, [relu_derivative(Z) for Z in sums])


@misconception(task="loss_and_gradients")
def last_layer_first(layers, X, y):
    """Your list begins with the last layer, as you met them. Return the gradients in the order of layers."""
    inputs, sums = kept(layers, X)
    loss, dZ = start_of(sums, y)
    return loss, walk(layers, dZ, inputs, [relu_derivative(Z) for Z in sums])[::-1]


@misconception(task="loss_and_gradients")
def biases_first(layers, X, y):
    """Your pairs are (db, dW). The contract asks for (dW, db), as a layer is (W, b)."""
    inputs, sums = kept(layers, X)
    loss, dZ = start_of(sums, y)
    return loss, [(db, dW) for dW, db in walk(layers, dZ, inputs, [relu_derivative(Z) for Z in sums])]


@misconception(task="loss_and_gradients")
def relu_instead_of_its_slope(layers, X, y):
    """Your walk back multiplies by relu of the hidden sums. Multiply by its derivative, which is 0 or 1."""
    inputs, sums = kept(layers, X)
    loss, dZ = start_of(sums, y)
    return loss, walk(layers, dZ, inputs, [relu(Z) for Z in sums])


@misconception(task="loss_and_gradients")
def slope_of_the_sigmoid(layers, X, y):
    """Your walk back uses the sigmoid's derivative. The hidden layers are ReLU: use relu_derivative."""
    inputs, sums = kept(layers, X)
    loss, dZ = start_of(sums, y)
    return loss, walk(layers, dZ, inputs, [sigmoid_derivative(Z) for Z in sums])


@misconception(task="loss_and_gradients")
def slope_of_relu_at_the_last_layer_too(layers, X, y):
    """Your walk back goes through ReLU at the last layer as well. That layer has none: begin with (P - onehot) / N."""
    inputs, sums = kept(layers, X)
    loss, dZ = start_of(sums, y)
    return loss, walk(layers, dZ * relu_derivative(sums[-1]), inputs, [relu_derivative(Z) for Z in sums])


@misconception(task="loss_and_gradients")
def batch_summed(layers, X, y):
    """Your loss and gradients add up over the batch. The error is the mean over the samples: divide by N."""
    inputs, sums = kept(layers, X)
    loss, dZ = start_of(sums, y)
    return loss * len(y), walk(layers, dZ * len(y), inputs, [relu_derivative(Z) for Z in sums])


@misconception(task="loss_and_gradients")
def gradients_of_the_sum(layers, X, y):
    """Your gradients are those of the sum over the batch, while the loss is the mean. Divide by N, and only once."""
    inputs, sums = kept(layers, X)
    loss, dZ = start_of(sums, y)
    return loss, walk(layers, dZ * len(y), inputs, [relu_derivative(Z) for Z in sums])


@misconception(task="loss_and_gradients")
def divided_in_every_layer(layers, X, y):
    """Your gradients are divided by N once more. The division is in (P - onehot) / N already."""
    inputs, sums = kept(layers, X)
    loss, dZ = start_of(sums, y)
    gradients = walk(layers, dZ, inputs, [relu_derivative(Z) for Z in sums])
    return loss, [(dW / len(y), db / len(y)) for dW, db in gradients]


@misconception(task="loss_and_gradients")
def sums_instead_of_activations(layers, X, y):
    """Your dW takes the sums of the layer below. What a layer was given are the sums after ReLU."""
    inputs, sums = kept(layers, X)
    loss, dZ = start_of(sums, y)
    return loss, walk(layers, dZ, [X, *sums[:-1]], [relu_derivative(Z) for Z in sums])


@misconception(task="loss_and_gradients")
def uphill_gradients(layers, X, y):
    """Your gradients have the wrong sign. Begin with (P - onehot) / N: the update subtracts the gradient later on."""
    inputs, sums = kept(layers, X)
    loss, dZ = start_of(sums, y)
    return loss, walk(layers, -dZ, inputs, [relu_derivative(Z) for Z in sums])


@misconception(task="loss_and_gradients")
def last_layer_only(layers, X, y):
    """You return the gradients of the last layer only. Go on down: one pair (dW, db) for each layer."""
    inputs, sums = kept(layers, X)
    loss, dZ = start_of(sums, y)
    return loss, walk(layers[-1:], dZ, inputs[-1:], [])


@misconception(task="loss_and_gradients")
def one_flat_list(layers, X, y):
    """Your gradients are one flat list. Return a list of pairs: [(dW, db), (dW, db), ...]."""
    inputs, sums = kept(layers, X)
    loss, dZ = start_of(sums, y)
    return loss, [part for pair in walk(layers, dZ, inputs, [relu_derivative(Z) for Z in sums]) for part in pair]


@misconception(task="loss_and_gradients")
def layers_updated(layers, X, y):
    """Your function changes the layers that it was given: their list, or the arrays in it. Leave them as they are."""
    inputs, sums = kept(layers, X)
    loss, dZ = start_of(sums, y)
    gradients = walk(layers, dZ, inputs, [relu_derivative(Z) for Z in sums])
    for layer, gradient in zip(layers, gradients):
        for parameter, slope in zip(layer, gradient):
            parameter[...] = parameter - 0.1 * slope
    return loss, gradients


# numerical_gradient


@misconception(task="numerical_gradient")
def forward_difference(f, w, eps=1e-5):
    """You go up only. Central differences go both ways: (f(w + eps) - f(w - eps)) / (2 eps)."""
    gradient = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        up = w.copy()
        up[i] += eps
        gradient[i] = (f(up) - f(w)) / eps
    return gradient


@misconception(task="numerical_gradient")
def backward_difference(f, w, eps=1e-5):
    """You go down only. Central differences go both ways: (f(w + eps) - f(w - eps)) / (2 eps)."""
    gradient = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        down = w.copy()
        down[i] -= eps
        gradient[i] = (f(w) - f(down)) / eps
    return gradient


def around(f, w, i, eps):
    """f above and below w, at the place i."""
    up, down = w.copy(), w.copy()
    up[i] += eps
    down[i] -= eps
    return f(up), f(down)


@misconception(task="numerical_gradient")
def divided_by_one_step(f, w, eps=1e-5):
    """Your gradient is twice too large. From w - eps to w + eps it is 2 eps: divide by that."""
    gradient = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        above, below = around(f, w, i, eps)
        gradient[i] = (above - below) / eps
    return gradient


@misconception(task="numerical_gradient")
def brackets_of_the_step_missing(f, w, eps=1e-5):
    """Your quotient ends in / 2 * eps, which multiplies by eps. Put brackets round it: / (2 * eps)."""
    gradient = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        above, below = around(f, w, i, eps)
        gradient[i] = (above - below) / 2 * eps
    return gradient


@misconception(task="numerical_gradient")
def not_divided_by_the_step(f, w, eps=1e-5):
    """You return differences, not slopes. Divide by the way from w - eps to w + eps."""
    gradient = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        above, below = around(f, w, i, eps)
        gradient[i] = above - below
    return gradient


@misconception(task="numerical_gradient")
def difference_turned_round(f, w, eps=1e-5):
    """Your gradient has the wrong sign: it is f above minus f below."""
    gradient = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        above, below = around(f, w, i, eps)
        gradient[i] = (below - above) / (2 * eps)
    return gradient


@misconception(task="numerical_gradient")
def step_ignored(f, w, eps=1e-5):
    """You do not use the eps that you are given. It says how far each element is moved."""
    gradient = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        above, below = around(f, w, i, 1e-6)
        gradient[i] = (above - below) / 2e-6
    return gradient


@misconception(task="numerical_gradient")
def all_elements_moved_at_once(f, w, eps=1e-5):
    """You move all elements at once, and every slope is the sum of all. Move one and leave the others alone."""
    return np.full(w.shape, (f(w + eps) - f(w - eps)) / (2 * eps))


@misconception(task="numerical_gradient")
def whole_rows_moved(f, w, eps=1e-5):
    """You move whole rows of a matrix. Go through all elements, over every axis (np.ndindex helps)."""
    gradient = np.zeros(w.shape)
    for i in range(len(w)):
        above, below = around(f, w, i, eps)
        gradient[i] = (above - below) / (2 * eps)
    return gradient


@misconception(task="numerical_gradient")
def flat_gradient(f, w, eps=1e-5):
    """Your gradient is flat. It should have the shape of w."""
    gradient = []
    for i in np.ndindex(w.shape):
        above, below = around(f, w, i, eps)
        gradient.append((above - below) / (2 * eps))
    return np.array(gradient)


@misconception(task="numerical_gradient")
def never_put_back(f, w, eps=1e-5):
    """You do not put an element back before you move the next one. Move one at a time, in a copy of w."""
    moved, gradient = w.copy(), np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        moved[i] += eps
        above = f(moved)
        moved[i] -= 2 * eps
        gradient[i] = (above - f(moved)) / (2 * eps)
    return gradient


@misconception(task="numerical_gradient")
def put_back_by_adding(f, w, eps=1e-5):
    """You put w back by adding and subtracting, which rounding leaves a little off. Keep the old value, or a copy."""
    gradient = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        w[i] += eps
        above = f(w)
        w[i] -= 2 * eps
        below = f(w)
        w[i] += eps
        gradient[i] = (above - below) / (2 * eps)
    return gradient
