"""A class of the suite's, whose objects the student's code uses by their methods alone."""

import pytest

from grader.errors import StudentRaised
from grader.testing import lent

SOURCE = """
import copy
def minimize(optimizer, gradient, w, steps):
    for _ in range(steps): w = optimizer.step(w, grad=gradient(w))
    return w
def once_more(optimizer): return copy.deepcopy(optimizer).step(0.0, 1.0)
def rate(optimizer): return optimizer.lr
def same(value): return value
def names(): return [name for name in globals() if name.isidentifier() and "uite" in name]
"""


class Slowing:
    """It has a state: each step is shorter than the one before."""

    def __init__(self, lr=1.0):
        self.lr, self.steps = lr, 0

    def step(self, w, grad):
        self.steps += 1
        return w - self.lr / self.steps * grad


@pytest.fixture
def student(live):
    return live(SOURCE)


def test_the_students_code_calls_the_methods(student):
    assert student.minimize(lent(student, Slowing)(lr=0.5), lambda w: 1.0, 0.0, 2) == -0.75


def test_the_suite_calls_them_too(student):
    optimizer = lent(student, Slowing)(0.5)
    assert [optimizer.step(0.0, 1.0), optimizer.step(0.0, 1.0)] == [-0.5, -0.25]


def test_each_object_has_a_state_of_its_own(student):
    slowing = lent(student, Slowing)
    first, second = slowing(), slowing(2.0)
    assert [student.minimize(each, lambda w: 1.0, 0.0, 1) for each in (first, second, first)] == [-1.0, -2.0, -0.5]


def test_a_second_class_leaves_the_first_alone(student):
    class Lazy:
        def step(self, w, grad):
            return w

    first, second = lent(student, Slowing)(), lent(student, Lazy)()
    assert [student.minimize(each, lambda w: 1.0, 4.0, 1) for each in (first, second)] == [3.0, 4.0]


def test_attributes_stay_with_the_suite(student):
    with pytest.raises(AttributeError):
        student.rate(lent(student, Slowing)())


def test_it_comes_back_as_an_object(student):
    optimizer = lent(student, Slowing)()
    assert student.minimize(student.same(optimizer), lambda w: 1.0, 0.0, 1) == -1.0


def test_a_copy_is_of_the_same_object(student):
    optimizer = lent(student, Slowing)()
    assert [student.once_more(optimizer), student.once_more(optimizer)] == [-1.0, -0.5]


def test_no_name_of_the_students_is_taken(student):
    lent(student, Slowing)
    assert student.names() == []


def test_an_object_that_cannot_be_made(student):
    with pytest.raises(StudentRaised):
        lent(student, Slowing)(1, 2, 3)


def test_without_a_line_it_is_the_class_itself():
    assert lent(object(), Slowing) is Slowing
