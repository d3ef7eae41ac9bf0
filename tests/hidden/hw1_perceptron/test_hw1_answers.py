"""Hidden test of the question on XOR."""

import pytest

from grader.testing import assert_truth


@pytest.mark.task("answers")
@pytest.mark.points(5)
@pytest.mark.hint("add up the inequalities of the text, two and two, and compare")
def test_answers_xor(student):
    given = student.answers["xor_is_linearly_separable"]
    assert_truth(given, False, what='answers["xor_is_linearly_separable"]')
