# @CANARY@
from grader.testing import misconception


@misconception(task="double")
def squared(x):
    """Your double is the square of its argument."""
    return x * x


@misconception(task="double")
def left_as_it_is(x):
    """Your double gives its argument back as it is."""
    return x


@misconception(task="apply")
def one_forgotten(f, x):
    """Your apply forgets to add one."""
    return f(x)
