"""What is kept on the student's side comes back to the student as the very object that it was."""

import pytest

from grader.testing import assert_leaves_inputs_alone, kept

SOURCE = """
import collections
import numpy as np
made = []
class Layers(list):
    def top(self): return self[-1]
Network = collections.namedtuple("Network", "W b")
MODELS = {
    "a named tuple": lambda: Network(np.ones(2), 0.0),
    "a class of lists": lambda: Layers([1, 2]),
    "a defaultdict": lambda: collections.defaultdict(list),
    "a masked array": lambda: np.ma.masked_array([1.0]),
    "an array of objects": lambda: np.array([[1.0], None], dtype=object),
    "a list that is too large to cross": lambda: [np.zeros(2**20), np.zeros(2**20), np.zeros(2**20)],
    "a list in itself": lambda: made,
    "a number": lambda: 12345.5,
    "a function": lambda: len,
}
def train(name):
    made.append(MODELS[name]())
    return made[-1]
def forget(name): made.append(MODELS[name]())
def predict(model): return model is made[-1]
"""
NAMES = ["a named tuple", "a class of lists", "a defaultdict", "a masked array", "an array of objects",
         "a list that is too large to cross", "a list in itself", "a number", "a function"]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_what_is_kept_is_handed_back_itself(live, name):
    student = live(SOURCE)
    assert student.predict(kept(student.train)(name)) is True


@pytest.mark.parametrize("name", NAMES[:4])
def test_what_is_not_kept_comes_back_made_anew(live, name):
    student = live(SOURCE)
    assert student.predict(student.train(name)) is False


def test_none_is_not_kept(live):
    assert kept(live(SOURCE).forget)("a number") is None


def test_what_is_kept_can_be_asked(live):
    model = kept(live(SOURCE).train)("a class of lists")
    assert (model.top(), list(model)) == (2, [1, 2])


def test_changed_inputs_are_noticed_where_the_result_is_kept(live):
    student = live(SOURCE)
    assert student.predict(assert_leaves_inputs_alone(kept(student.train), "a masked array")) is True


def test_a_function_of_ones_own_stays_as_it_is():
    assert kept(len) is len
