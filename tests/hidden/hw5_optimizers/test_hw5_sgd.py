"""Hidden tests of `SGD`. Several calls of one object are made before any of them is judged."""

import pytest

from grader.testing import as_array, assert_close, assert_leaves_inputs_alone

pytestmark = [pytest.mark.task("SGD")]

SHAPES = pytest.mark.parametrize("shape", [(5,), (2, 3)], ids=["1-D", "2-D"])


def draw(rng, shape):
    """Numbers of either sign, none of them near 0 and none near 1."""
    return rng.uniform(1.2, 3.0, size=shape) * rng.choice([-1.0, 1.0], size=shape)


def draw_rate(rng):
    return float(rng.uniform(0.1, 0.6))


def assert_steps(results, expected):
    for number, (result, w) in enumerate(zip(results, expected, strict=True), start=1):
        assert_close(result, w, what=f"the w that step {number} returns")


@pytest.mark.points(2)
@pytest.mark.hint("each weight moves against its own part of the gradient, lr times as far")
@SHAPES
def test_sgd_step(student, rng, shape):
    lr, w, grad = draw_rate(rng), draw(rng, shape), draw(rng, shape)
    for steep in (grad, 30 * grad):
        assert_steps([student.SGD(lr).step(w.copy(), steep.copy())], [w - lr * steep])
    end = 0.001 * w  # where what float32 lacks is seen
    assert_steps([student.SGD(lr).step(end + lr * grad, grad.copy())], [end])


@pytest.mark.points(1)
@pytest.mark.hint("the constructor's argument is called lr")
def test_sgd_rate_by_name(student, rng):
    lr, w, grad = draw_rate(rng), draw(rng, 4), draw(rng, 4)
    assert_steps([student.SGD(lr=lr).step(w.copy(), grad.copy())], [w - lr * grad])


@pytest.mark.points(2)
@pytest.mark.hint("SGD remembers nothing: only w, grad and lr decide")
def test_sgd_remembers_nothing(student, rng):
    lr = draw_rate(rng)
    pairs = [(draw(rng, (3, 2)), draw(rng, (3, 2))) for _ in range(3)]
    pairs = [*pairs, pairs[-1], pairs[0]]
    optimizer = student.SGD(lr)
    results = [optimizer.step(w.copy(), grad.copy()) for w, grad in pairs]
    assert_steps(results, [w - lr * grad for w, grad in pairs])


@pytest.mark.points(2)
@pytest.mark.hint("each object keeps its own lr")
def test_sgd_objects_keep_their_own_rates(student, rng):
    w, grad = draw(rng, 4), draw(rng, 4)
    slow = draw_rate(rng)
    rates = [slow, 3.0 * slow, slow]
    first, second = student.SGD(slow), student.SGD(3.0 * slow)
    results = [optimizer.step(w.copy(), grad.copy()) for optimizer in (first, second, first)]
    assert_steps(results, [w - lr * grad for lr in rates])


@pytest.mark.points(1)
def test_sgd_leaves_inputs_alone(student, rng, assert_leaves_what_it_returned_alone):
    optimizer = student.SGD(draw_rate(rng))
    for shape in [(4,), (4,)]:
        result = assert_leaves_inputs_alone(optimizer.step, draw(rng, shape), draw(rng, shape))
        as_array(result, what="the new w", shape=shape)
    assert_leaves_what_it_returned_alone(optimizer)
