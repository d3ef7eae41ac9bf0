"""Objects of the model's that the student's code knows by their numbers."""

import pytest

from grader.suite.standins import ObjectsByNumber


class Counter:
    kind = "counter"

    def __init__(self, start=0):
        self.total = start

    def add(self, step=1):
        self.total += step
        return self.total

    def _hidden(self):
        raise AssertionError("never")

    @classmethod
    def from_text(cls, text):
        return text

    @staticmethod
    def half(x):
        return x / 2


class Twice(Counter):
    def twice(self):
        return 2 * self.total


@pytest.fixture
def objects():
    return ObjectsByNumber(Twice)


def test_objects_are_numbered_as_they_are_made(objects):
    assert [objects.make(), objects.make(5), objects.make(start=7)] == [0, 1, 2]


def test_each_method_is_called_of_the_object_that_is_named(objects):
    methods = objects.methods()
    one, other = objects.make(), objects.make(10)
    assert [methods["add"](one), methods["add"](other, step=5), methods["add"](one)] == [1, 15, 2]
    assert (methods["twice"](other), methods["half"](one, 3.0), methods["from_text"](one, "a")) == (30, 1.5, "a")


def test_public_methods_and_inherited_ones_are_all_there_are(objects):
    assert sorted(objects.methods()) == ["add", "from_text", "half", "twice"]


@pytest.mark.parametrize("number", [1, -1, 2**70, True, 0.0, "0", None, [0]])
def test_a_number_that_was_never_given(objects, number):
    objects.make()
    with pytest.raises(ValueError, match=r"^no object has this number$"):
        objects.methods()["add"](number)


def test_an_object_that_cannot_be_made_has_no_number(objects):
    with pytest.raises(TypeError):
        objects.make(1, 2, 3)
    assert objects.make() == 0
