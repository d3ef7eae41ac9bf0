"""Wrong answers that students give to homework 5, each with what to tell the student."""

import copy

import numpy as np

from grader.testing import misconception

# SGD


class PlainSettings:
    """The right constructor of SGD."""

    def __init__(self, lr):
        self.lr = lr


@misconception(task="SGD")
class uphill(PlainSettings):
    """Your SGD climbs: it adds lr*grad. The gradient points uphill, so subtract it: w - lr*grad."""

    def step(self, w, grad):
        return w + self.lr * grad


@misconception(task="SGD")
class learning_rate_forgotten(PlainSettings):
    """Your SGD subtracts the whole gradient. Scale it by the learning rate first: w - lr*grad."""

    def step(self, w, grad):
        return w - grad


@misconception(task="SGD")
class update_only(PlainSettings):
    """Your SGD returns the change alone. Return the new weights: w with the change applied."""

    def step(self, w, grad):
        return -self.lr * grad


@misconception(task="SGD")
class nothing_returned(PlainSettings):
    """Your step computes the new weights and does not return them. End it with return."""

    def step(self, w, grad):
        w = w - self.lr * grad


@misconception(task="SGD")
class normalised_gradient(PlainSettings):
    """Your SGD divides the gradient by its length. A steep slope should make a long step: w - lr*grad as it is."""

    def step(self, w, grad):
        return w - self.lr * grad / np.linalg.norm(grad)


@misconception(task="SGD")
class sign_of_the_gradient(PlainSettings):
    """Your SGD uses the sign of the gradient only. Its size counts too: w - lr*grad."""

    def step(self, w, grad):
        return w - self.lr * np.sign(grad)


@misconception(task="SGD")
class one_mean_for_all_weights(PlainSettings):
    """Your SGD moves all weights by one mean gradient. Each weight moves by its own part of the gradient."""

    def step(self, w, grad):
        return w - self.lr * np.mean(grad)


@misconception(task="SGD")
class weights_scaled(PlainSettings):
    """Your SGD multiplies the gradient by the weights as well. The update is w - lr*grad, without another factor w."""

    def step(self, w, grad):
        return w * (1 - self.lr * grad)


@misconception(task="SGD")
class rate_that_decays(PlainSettings):
    """Your SGD lowers its learning rate with every step. In this homework lr stays what it was."""

    steps = 0

    def step(self, w, grad):
        self.steps += 1
        return w - self.lr / self.steps * grad


@misconception(task="SGD")
class rate_of_the_class:
    """Your learning rate belongs to the class, so the object made last sets it for all. Write self.lr = lr."""

    def __init__(self, lr):
        type(self).lr = lr

    def step(self, w, grad):
        return w - self.lr * grad


@misconception(task="SGD")
class first_weights_remembered(PlainSettings):
    """Your SGD remembers the weights of its first step and goes on from them. Start from the w that step is given."""

    w = None

    def step(self, w, grad):
        self.w = (w if self.w is None else self.w) - self.lr * grad
        return self.w


@misconception(task="SGD")
class weights_changed_in_place(PlainSettings):
    """Your SGD changes the array w that it was given (w -= ... does that). Return a new array: w - lr*grad."""

    def step(self, w, grad):
        w -= self.lr * grad
        return w


# Momentum


class WithVelocity:
    """The right constructor of Momentum."""

    def __init__(self, lr, momentum=0.1):
        self.lr = lr
        self.momentum = momentum
        self.velocity = 0.0


@misconception(task="Momentum")
class velocity_sign_turned(WithVelocity):
    """Your velocity adds lr*grad, as one slide prints it, and so points uphill. It is momentum*velocity - lr*grad."""

    def step(self, w, grad):
        self.velocity = self.momentum * self.velocity + self.lr * grad
        return w + self.momentum * self.velocity - self.lr * grad


@misconception(task="Momentum")
class climbing(WithVelocity):
    """Your step climbs: it adds lr*grad in both formulas. The gradient points uphill, so it is subtracted in both."""

    def step(self, w, grad):
        self.velocity = self.momentum * self.velocity + self.lr * grad
        return w + self.momentum * self.velocity + self.lr * grad


@misconception(task="Momentum")
class classic_momentum(WithVelocity):
    """Your step comes to the classic w + velocity, as it also does with the past velocity in the second formula. Update
    the velocity first, and look ahead along the new one: w + momentum*velocity - lr*grad."""

    def step(self, w, grad):
        self.velocity = self.momentum * self.velocity - self.lr * grad
        return w + self.velocity


@misconception(task="Momentum")
class velocity_never_kept(WithVelocity):
    """Your velocity starts at zero in every step. Keep it in self: it is the past velocity of the next step."""

    def step(self, w, grad):
        velocity = self.momentum * self.velocity - self.lr * grad
        return w + self.momentum * velocity - self.lr * grad


@misconception(task="Momentum")
class momentum_ignored(WithVelocity):
    """Your step is plain SGD. Keep a velocity and let it take part: w + momentum*velocity - lr*grad."""

    def step(self, w, grad):
        return w - self.lr * grad


@misconception(task="Momentum")
class velocity_without_momentum_in_the_step(WithVelocity):
    """Your step adds the whole velocity. There too it is scaled by momentum: w + momentum*velocity - lr*grad."""

    def step(self, w, grad):
        self.velocity = self.momentum * self.velocity - self.lr * grad
        return w + self.velocity - self.lr * grad


@misconception(task="Momentum")
class velocity_without_learning_rate(WithVelocity):
    """Your velocity takes in the gradient without lr. It is momentum*velocity - lr*grad."""

    def step(self, w, grad):
        self.velocity = self.momentum * self.velocity - grad
        return w + self.momentum * self.velocity - self.lr * grad


@misconception(task="Momentum")
class velocity_as_a_mean(WithVelocity):
    """Your velocity is a running mean, with a factor 1 - momentum. This one has none: momentum*velocity - lr*grad."""

    def step(self, w, grad):
        self.velocity = self.momentum * self.velocity - (1 - self.momentum) * self.lr * grad
        return w + self.momentum * self.velocity - self.lr * grad


@misconception(task="Momentum")
class velocity_that_never_fades(WithVelocity):
    """Your velocity keeps all of its past. Only the part momentum of it is kept: momentum*velocity - lr*grad."""

    def step(self, w, grad):
        self.velocity = self.velocity - self.lr * grad
        return w + self.momentum * self.velocity - self.lr * grad


@misconception(task="Momentum")
class velocity_starts_at_the_gradient(WithVelocity):
    """Your velocity starts as the first gradient. It starts at zero, and the first step already updates it."""

    def step(self, w, grad):
        past = grad if np.ndim(self.velocity) == 0 else self.velocity
        self.velocity = self.momentum * past - self.lr * grad
        return w + self.momentum * self.velocity - self.lr * grad


@misconception(task="Momentum")
class velocity_of_the_class:
    """Your velocity belongs to the class, is global, or is the default of an argument, so that all objects share it.
    Let __init__ make a new one in self."""

    shared = {"velocity": 0.0}

    def __init__(self, lr, momentum=0.1):
        self.lr = lr
        self.momentum = momentum

    def step(self, w, grad):
        self.shared["velocity"] = self.momentum * self.shared["velocity"] - self.lr * grad
        return w + self.momentum * self.shared["velocity"] - self.lr * grad


@misconception(task="Momentum")
class velocity_of_one_axis(WithVelocity):
    """Your velocity has one number for each row, which fits vectors only. It has the shape of w: np.zeros(w.shape)."""

    def step(self, w, grad):
        if np.ndim(self.velocity) == 0:
            self.velocity = np.zeros(len(w))
        self.velocity = self.momentum * self.velocity - self.lr * grad
        return w + self.momentum * self.velocity - self.lr * grad


@misconception(task="Momentum")
class usual_momentum_as_default(WithVelocity):
    """Your momentum is 0.9 when it is left out. In this homework the default is 0.1."""

    def __init__(self, lr, momentum=0.9):
        WithVelocity.__init__(self, lr, momentum)

    def step(self, w, grad):
        self.velocity = self.momentum * self.velocity - self.lr * grad
        return w + self.momentum * self.velocity - self.lr * grad


@misconception(task="Momentum")
class moved_in_place(WithVelocity):
    """Your step changes the array w that it was given (w += ... does that). Return a new array instead."""

    def step(self, w, grad):
        self.velocity = self.momentum * self.velocity - self.lr * grad
        w += self.momentum * self.velocity - self.lr * grad
        return w


# RMSprop


class WithMeanSquare:
    """The right constructor of RMSprop, and its right update of the mean square."""

    def __init__(self, lr=0.001, rho=0.9, eps=1e-7):
        self.lr = lr
        self.rho = rho
        self.eps = eps
        self.v = 0.0

    def update(self, grad):
        self.v = self.rho * self.v + (1 - self.rho) * grad**2


@misconception(task="RMSprop")
class really_momentum(WithMeanSquare):
    """Yours is the momentum loop that the slides head "rmsprop". RMSprop divides by the root of a mean of grad**2."""

    def step(self, w, grad):
        self.v = self.rho * self.v - self.lr * grad
        return w + self.rho * self.v - self.lr * grad


@misconception(task="RMSprop")
class eps_inside_the_root(WithMeanSquare):
    """Your eps stands below the root. Add it after the root is taken: sqrt(v) + eps."""

    def step(self, w, grad):
        self.update(grad)
        return w - self.lr * grad / np.sqrt(self.v + self.eps)


@misconception(task="RMSprop")
class root_forgotten(WithMeanSquare):
    """Your step divides by the mean square itself. Divide by its root: sqrt(v) + eps."""

    def step(self, w, grad):
        self.update(grad)
        return w - self.lr * grad / (self.v + self.eps)


@misconception(task="RMSprop")
class sum_of_all_squares(WithMeanSquare):
    """Your v adds up all squares and never forgets; that is Adagrad. Here v = rho*v + (1-rho)*grad**2."""

    def step(self, w, grad):
        self.v = self.v + grad**2
        return w - self.lr * grad / (np.sqrt(self.v) + self.eps)


@misconception(task="RMSprop")
class mean_square_never_kept(WithMeanSquare):
    """Your v starts at zero in every step. Keep it in self, so that the next step builds on it."""

    def step(self, w, grad):
        v = self.rho * self.v + (1 - self.rho) * grad**2
        return w - self.lr * grad / (np.sqrt(v) + self.eps)


@misconception(task="RMSprop")
class weights_of_the_mean_swapped(WithMeanSquare):
    """Your v keeps 1-rho of its past and takes rho of the new square. Turn that round: rho is what is kept."""

    def step(self, w, grad):
        self.v = (1 - self.rho) * self.v + self.rho * grad**2
        return w - self.lr * grad / (np.sqrt(self.v) + self.eps)


@misconception(task="RMSprop")
class squares_not_weighted(WithMeanSquare):
    """Your v takes in the whole new square. The weights of a mean add up to 1: v = rho*v + (1-rho)*grad**2."""

    def step(self, w, grad):
        self.v = self.rho * self.v + grad**2
        return w - self.lr * grad / (np.sqrt(self.v) + self.eps)


@misconception(task="RMSprop")
class corrected_as_in_adam(WithMeanSquare):
    """Your v is divided by 1 - rho**t. That correction belongs to Adam; RMSprop uses v as it is."""

    t = 0

    def step(self, w, grad):
        self.t += 1
        self.update(grad)
        return w - self.lr * grad / (np.sqrt(self.v / (1 - self.rho**self.t)) + self.eps)


@misconception(task="RMSprop")
class gradient_not_squared(WithMeanSquare):
    """Your v is a mean of the gradients, which may be negative and has no root. Square them: (1-rho)*grad**2."""

    def step(self, w, grad):
        self.v = self.rho * self.v + (1 - self.rho) * grad
        return w - self.lr * grad / (np.sqrt(self.v) + self.eps)


@misconception(task="RMSprop")
class one_mean_square_for_all(WithMeanSquare):
    """Your v is one number for all weights. Each weight has its own mean square: v has the shape of w."""

    def step(self, w, grad):
        self.v = self.rho * self.v + (1 - self.rho) * np.mean(grad**2)
        return w - self.lr * grad / (np.sqrt(self.v) + self.eps)


@misconception(task="RMSprop")
class past_mean_square(WithMeanSquare):
    """Your step divides by the v of the step before. First update v with this gradient, then divide."""

    def step(self, w, grad):
        moved = w - self.lr * grad / (np.sqrt(self.v) + self.eps)
        self.update(grad)
        return moved


@misconception(task="RMSprop")
class mean_square_starts_at_the_square(WithMeanSquare):
    """Your v starts as the first grad**2. It starts at zero, and the first step already updates it."""

    def step(self, w, grad):
        self.v = self.rho * (grad**2 if np.ndim(self.v) == 0 else self.v) + (1 - self.rho) * grad**2
        return w - self.lr * grad / (np.sqrt(self.v) + self.eps)


@misconception(task="RMSprop")
class eps_forgotten(WithMeanSquare):
    """Your step divides by sqrt(v) alone, which is 0/0 where there was no gradient yet. Divide by sqrt(v) + eps."""

    def step(self, w, grad):
        self.update(grad)
        return w - self.lr * grad / np.sqrt(self.v)


@misconception(task="RMSprop")
class mean_square_of_the_class:
    """Your v belongs to the class, is global, or is the default of an argument, so that all objects share it.
    Let __init__ make a new one in self."""

    shared = {"v": 0.0}

    def __init__(self, lr=0.001, rho=0.9, eps=1e-7):
        self.lr = lr
        self.rho = rho
        self.eps = eps

    def step(self, w, grad):
        self.shared["v"] = self.rho * self.shared["v"] + (1 - self.rho) * grad**2
        return w - self.lr * grad / (np.sqrt(self.shared["v"]) + self.eps)


@misconception(task="RMSprop")
class defaults_of_pytorch(WithMeanSquare):
    """Your defaults are those of PyTorch. In this homework they are lr=0.001, rho=0.9, eps=1e-7."""

    def __init__(self, lr=0.01, rho=0.99, eps=1e-8):
        WithMeanSquare.__init__(self, lr, rho, eps)

    def step(self, w, grad):
        self.update(grad)
        return w - self.lr * grad / (np.sqrt(self.v) + self.eps)


@misconception(task="RMSprop")
class gradient_scaled_in_place(WithMeanSquare):
    """Your step changes the array grad that it was given, as grad /= ..., grad **= 2 and out=grad do. Make a new array
    instead."""

    def step(self, w, grad):
        self.update(grad)
        grad /= np.sqrt(self.v) + self.eps
        return w - self.lr * grad


# Adam


class WithMeans:
    """The right constructor of Adam, and its right update of the state."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = 0.0
        self.v = 0.0
        self.t = 0

    def update(self, grad):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * grad
        self.v = self.beta2 * self.v + (1 - self.beta2) * grad**2

    def corrected(self):
        return self.m / (1 - self.beta1**self.t), self.v / (1 - self.beta2**self.t)


@misconception(task="Adam")
class no_bias_correction(WithMeans):
    """Your Adam uses m and v as they are. Both start at zero and are too small at first: divide them by 1 - beta**t."""

    def step(self, w, grad):
        self.update(grad)
        return w - self.lr * self.m / (np.sqrt(self.v) + self.eps)


@misconception(task="Adam")
class only_the_gradient_corrected(WithMeans):
    """Your Adam corrects m and not v. Divide v by 1 - beta2**t too before you take the root."""

    def step(self, w, grad):
        self.update(grad)
        m_hat, _ = self.corrected()
        return w - self.lr * m_hat / (np.sqrt(self.v) + self.eps)


@misconception(task="Adam")
class only_the_square_corrected(WithMeans):
    """Your Adam corrects v and not m. Divide m by 1 - beta1**t too."""

    def step(self, w, grad):
        self.update(grad)
        _, v_hat = self.corrected()
        return w - self.lr * self.m / (np.sqrt(v_hat) + self.eps)


@misconception(task="Adam")
class eps_inside_adams_root(WithMeans):
    """Your eps stands below the root. Add it after the root is taken: sqrt(v_hat) + eps."""

    def step(self, w, grad):
        self.update(grad)
        m_hat, v_hat = self.corrected()
        return w - self.lr * m_hat / np.sqrt(v_hat + self.eps)


@misconception(task="Adam")
class eps_before_the_correction(WithMeans):
    """Your eps is added to the root of the uncorrected v, as some libraries do. Correct v first, then add eps."""

    def step(self, w, grad):
        self.update(grad)
        rate = self.lr * np.sqrt(1 - self.beta2**self.t) / (1 - self.beta1**self.t)
        return w - rate * self.m / (np.sqrt(self.v) + self.eps)


@misconception(task="Adam")
class steps_counted_from_zero(WithMeans):
    """Your t is 0 in the first step, and then 1 - beta**t is 0 and you divide by it. Count first, so that t is 1."""

    def step(self, w, grad):
        self.m = self.beta1 * self.m + (1 - self.beta1) * grad
        self.v = self.beta2 * self.v + (1 - self.beta2) * grad**2
        m_hat, v_hat = self.corrected()
        self.t += 1
        return w - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


@misconception(task="Adam")
class steps_counted_from_two(WithMeans):
    """Your t is 2 in the first step. It is 1 there: let it start at 0, or count after the step."""

    def step(self, w, grad):
        self.update(grad)
        m_hat, v_hat = self.m / (1 - self.beta1 ** (self.t + 1)), self.v / (1 - self.beta2 ** (self.t + 1))
        return w - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


@misconception(task="Adam")
class steps_never_counted(WithMeans):
    """Your t stays at 1. It counts the steps of the object, so that the correction fades: add 1 in every step."""

    def step(self, w, grad):
        self.update(grad)
        self.t = 1
        m_hat, v_hat = self.corrected()
        return w - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


@misconception(task="Adam")
class betas_swapped(WithMeans):
    """Your betas are swapped: beta1 belongs to the mean of the gradient, beta2 to the mean of its square."""

    def step(self, w, grad):
        self.beta1, self.beta2 = self.beta2, self.beta1
        self.update(grad)
        m_hat, v_hat = self.corrected()
        self.beta1, self.beta2 = self.beta2, self.beta1
        return w - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


@misconception(task="Adam")
class corrections_swapped(WithMeans):
    """Your corrections are swapped. Divide m by 1 - beta1**t, and v by 1 - beta2**t."""

    def step(self, w, grad):
        self.update(grad)
        m_hat, v_hat = self.m / (1 - self.beta2**self.t), self.v / (1 - self.beta1**self.t)
        return w - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


@misconception(task="Adam")
class corrected_mean_kept(WithMeans):
    """Your Adam keeps the corrected m and corrects it again in the next step. Keep m itself."""

    def step(self, w, grad):
        self.update(grad)
        self.m, v_hat = self.corrected()
        return w - self.lr * self.m / (np.sqrt(v_hat) + self.eps)


@misconception(task="Adam")
class corrected_means_kept(WithMeans):
    """Your Adam keeps the corrected means and corrects them again in the next step. Keep m and v themselves."""

    def step(self, w, grad):
        self.update(grad)
        self.m, self.v = self.corrected()
        return w - self.lr * self.m / (np.sqrt(self.v) + self.eps)


@misconception(task="Adam")
class beta_times_t(WithMeans):
    """Your correction has beta*t. It is a power: 1 - beta**t."""

    def step(self, w, grad):
        self.update(grad)
        m_hat, v_hat = self.m / (1 - self.beta1 * self.t), self.v / (1 - self.beta2 * self.t)
        return w - self.lr * m_hat / (np.sqrt(np.abs(v_hat)) + self.eps)


@misconception(task="Adam")
class adams_root_forgotten(WithMeans):
    """Your step divides by v_hat itself. Divide by its root: sqrt(v_hat) + eps."""

    def step(self, w, grad):
        self.update(grad)
        m_hat, v_hat = self.corrected()
        return w - self.lr * m_hat / (v_hat + self.eps)


@misconception(task="Adam")
class momentum_left_out(WithMeans):
    """Your Adam moves along the gradient of this step. Move along the corrected mean of the gradients, m_hat."""

    def step(self, w, grad):
        self.update(grad)
        _, v_hat = self.corrected()
        return w - self.lr * grad / (np.sqrt(v_hat) + self.eps)


@misconception(task="Adam")
class mean_squared(WithMeans):
    """Your v is a mean of m**2. It is the mean of the squared gradients themselves: (1-beta2)*grad**2."""

    def step(self, w, grad):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * grad
        self.v = self.beta2 * self.v + (1 - self.beta2) * self.m**2
        m_hat, v_hat = self.corrected()
        return w - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


@misconception(task="Adam")
class means_of_the_class:
    """Your means and your t belong to the class, are global, or are defaults of arguments, so that all objects share
    them. Let __init__ make new ones in self."""

    shared = {"m": 0.0, "v": 0.0, "t": 0}

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps

    def step(self, w, grad):
        s = self.shared
        s["t"] += 1
        s["m"] = self.beta1 * s["m"] + (1 - self.beta1) * grad
        s["v"] = self.beta2 * s["v"] + (1 - self.beta2) * grad**2
        m_hat, v_hat = s["m"] / (1 - self.beta1 ** s["t"]), s["v"] / (1 - self.beta2 ** s["t"])
        return w - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


@misconception(task="Adam")
class steps_of_all_objects_counted(WithMeans):
    """Your t belongs to the class or is global, so a second object goes on counting where the first one is. Count in
    self."""

    steps = 0

    def step(self, w, grad):
        self.update(grad)
        type(self).steps += 1
        self.t = self.steps
        m_hat, v_hat = self.corrected()
        return w - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


@misconception(task="Adam")
class eps_of_the_paper_as_default(WithMeans):
    """Your eps is 1e-8 when it is left out, as in the paper. In this homework the default is 1e-7."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        WithMeans.__init__(self, lr, beta1, beta2, eps)

    def step(self, w, grad):
        self.update(grad)
        m_hat, v_hat = self.corrected()
        return w - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


@misconception(task="Adam")
class stepped_in_place(WithMeans):
    """Your step changes the array w that it was given (w -= ... does that). Return a new array instead."""

    def step(self, w, grad):
        self.update(grad)
        m_hat, v_hat = self.corrected()
        w -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return w


# minimize


@misconception(task="minimize")
def start_left_out(optimizer, gradient, w0, steps):
    """Your iterates begin after the first step. w0 is the first of them, so there are steps + 1."""
    w, iterates = w0, []
    for _ in range(steps):
        w = optimizer.step(w, gradient(w))
        iterates.append(w)
    return np.array(iterates)


@misconception(task="minimize")
def last_iterate_only(optimizer, gradient, w0, steps):
    """You return the last weights alone. Keep every iterate, w0 first, and return them all in one array."""
    w = w0
    for _ in range(steps):
        w = optimizer.step(w, gradient(w))
    return w


@misconception(task="minimize")
def one_step_short(optimizer, gradient, w0, steps):
    """You return as many iterates as steps, w0 among them: one step is missing. There are steps + 1."""
    iterates = [w0]
    for _ in range(steps - 1):
        iterates.append(optimizer.step(iterates[-1], gradient(iterates[-1])))
    return np.array(iterates)


@misconception(task="minimize")
def one_step_too_many(optimizer, gradient, w0, steps):
    """You do steps + 1 updates. It is steps updates, which make steps + 1 iterates because w0 is the first."""
    iterates = [w0]
    for _ in range(steps + 1):
        iterates.append(optimizer.step(iterates[-1], gradient(iterates[-1])))
    return np.array(iterates)


@misconception(task="minimize")
def gradient_taken_once(optimizer, gradient, w0, steps):
    """You ask for the gradient once, at w0. It changes as w moves: ask again in every step, at the current w."""
    grad, iterates = gradient(w0), [w0]
    for _ in range(steps):
        iterates.append(optimizer.step(iterates[-1], grad))
    return np.array(iterates)


@misconception(task="minimize")
def gradient_one_step_late(optimizer, gradient, w0, steps):
    """Your gradient is that of the weights before the last step. Ask for it anew, at the w that step is given."""
    w, grad, iterates = w0, gradient(w0), [w0]
    for _ in range(steps):
        last, w = w, optimizer.step(w, grad)
        grad = gradient(last)
        iterates.append(w)
    return np.array(iterates)


@misconception(task="minimize")
def always_from_the_start(optimizer, gradient, w0, steps):
    """Every step of yours starts at w0 again. Go on from the weights that the step before returned."""
    return np.array([w0] + [optimizer.step(w0, gradient(w0)) for _ in range(steps)])


@misconception(task="minimize")
def two_steps_for_each_iterate(optimizer, gradient, w0, steps):
    """You call the optimizer's step twice for each iterate. Call it once, keep the result in w, and append that w."""
    w, iterates = w0, [w0]
    for _ in range(steps):
        w = optimizer.step(w, gradient(w))
        iterates.append(optimizer.step(w, gradient(w)))
    return np.array(iterates)


@misconception(task="minimize")
def new_optimizer_each_step(optimizer, gradient, w0, steps):
    """Each step of yours has a fresh optimizer, which has forgotten its velocity. Use the one object all the way."""
    iterates = [w0]
    for _ in range(steps):
        fresh = copy.deepcopy(optimizer)
        iterates.append(fresh.step(iterates[-1], gradient(iterates[-1])))
    return np.array(iterates)


@misconception(task="minimize")
def one_array_many_times(optimizer, gradient, w0, steps):
    """Your iterates are one and the same array, overwritten in each step. Append a new array, or a copy, each time."""
    w = w0.copy()
    iterates = [w]
    for _ in range(steps):
        w[...] = optimizer.step(w, gradient(w))
        iterates.append(w)
    return np.array(iterates)


@misconception(task="minimize")
def start_overwritten(optimizer, gradient, w0, steps):
    """You write the new weights into the array w0 that you were given. Let w = optimizer.step(...) be a new array."""
    iterates = [w0.copy()]
    for _ in range(steps):
        w0[...] = optimizer.step(w0, gradient(w0))
        iterates.append(w0.copy())
    return np.array(iterates)


@misconception(task="minimize")
def stopped_early(optimizer, gradient, w0, steps):
    """You stop when the gradient is nearly 0, and then some iterates are missing. Do all the steps."""
    iterates = [w0]
    for _ in range(steps):
        grad = gradient(iterates[-1])
        if np.linalg.norm(grad) < 1e-6:
            break
        iterates.append(optimizer.step(iterates[-1], grad))
    return np.array(iterates)


@misconception(task="minimize")
def rows_flattened(optimizer, gradient, w0, steps):
    """Each of your iterates is a flat row. An iterate has the shape of w0, also where that is a matrix."""
    w, iterates = w0, [w0.ravel()]
    for _ in range(steps):
        w = optimizer.step(w, gradient(w))
        iterates.append(w.ravel())
    return np.array(iterates)


@misconception(task="minimize")
def gradients_instead_of_weights(optimizer, gradient, w0, steps):
    """You return the gradients on the way. Return the weights: w0, and what each step made of it."""
    w, gradients = w0, [gradient(w0)]
    for _ in range(steps):
        w = optimizer.step(w, gradient(w))
        gradients.append(gradient(w))
    return np.array(gradients)
