"""What the hidden tests of homework 5 ask of every optimizer."""

import numpy as np
import pytest

from grader.testing import as_array, as_list, kept


@pytest.fixture
def assert_leaves_what_it_returned_alone(rng):
    """A function that judges a step: what the one before it has returned stays as it is, also as the next one's w."""

    def judge(optimizer):
        returned = kept(optimizer.step)(rng.normal(size=4), rng.normal(size=4))
        if not hasattr(returned, "shape"):  # no array, which could be the w of the next step as it is
            return
        before = as_array(as_list(returned, what="the new w"), what="the new w")
        optimizer.step(returned, rng.normal(size=4))
        message = "step writes into the array that the step before it returned: return a new one each time"
        assert np.array_equal(before, as_list(returned)), message

    return judge
