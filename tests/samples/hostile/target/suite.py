"""@CANARY@"""

# @CANARY@
import numpy as np
import pytest

from grader.testing import assert_close, assert_leaves_inputs_alone

NOTE = "@CANARY@"


def callback(factor):
    """@CANARY@"""
    key = "@CANARY@"

    def f(x):
        """@CANARY@"""
        return factor * x if key and NOTE else x

    return f


@pytest.mark.task("double")
@pytest.mark.points(10)
def test_double_of_a_number(student):
    """@CANARY@"""
    assert_close(student.double(3.5), 7.0)


@pytest.mark.task("double")
@pytest.mark.points(10)
def test_double_of_a_vector(student):
    assert_close(student.double(np.array([1.0, -2.0, 3.0])), np.array([2.0, -4.0, 6.0]))


@pytest.mark.task("double")
@pytest.mark.points(10)
def test_double_of_a_matrix(student):
    x = np.arange(6.0).reshape(2, 3)
    assert_close(student.double(x), 2 * x)


@pytest.mark.task("double")
@pytest.mark.points(10)
def test_double_leaves_its_input_alone(student):
    assert_close(assert_leaves_inputs_alone(student.double, np.array([1.0, 2.0])), np.array([2.0, 4.0]))


@pytest.mark.task("apply")
@pytest.mark.points(10)
def test_apply_to_a_line(student):
    assert_close(student.apply(callback(3.0), 2.0), 7.0)


@pytest.mark.task("apply")
@pytest.mark.points(10)
def test_apply_to_another_line(student):
    assert_close(student.apply(callback(-1.5), 4.0), -5.0)


@pytest.mark.task("secret")
@pytest.mark.points(20)
@pytest.mark.parametrize("n", [2, 5])
def test_secret(student, reference, n):
    key = "@CANARY@"
    expected = reference.secret(n)
    assert_close(student.secret(n), expected, what="the secret" if key else NOTE)
