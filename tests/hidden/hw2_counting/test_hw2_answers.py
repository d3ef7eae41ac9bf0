"""Hidden tests of the four questions."""

import pytest

from grader.testing import assert_whole

pytestmark = [pytest.mark.task("answers")]


@pytest.mark.points(2)
@pytest.mark.hint("samples over batch size: does it come out even?")
def test_answers_slide_iterations(student):
    assert_whole(student.answers["slide_iterations"], 4, what='answers["slide_iterations"]')


@pytest.mark.points(2)
@pytest.mark.hint("the images that do not fill a batch make one more")
def test_answers_mnist_iterations_per_epoch(student):
    assert_whole(student.answers["mnist_iterations_per_epoch"], 469, what='answers["mnist_iterations_per_epoch"]')


@pytest.mark.points(2)
@pytest.mark.hint("iterations of one epoch, rounded up, times the epochs")
def test_answers_mnist_gradient_updates(student):
    assert_whole(student.answers["mnist_gradient_updates"], 2345, what='answers["mnist_gradient_updates"]')


@pytest.mark.points(2)
@pytest.mark.hint("add up both layers, each with the biases of its units")
def test_answers_mnist_parameters(student):
    assert_whole(student.answers["mnist_parameters"], 407050, what='answers["mnist_parameters"]')
