"""For one test a name means a function of the suite's, or a class whose objects live with the suite."""

import msgspec
import pytest

from grader.wire.connection import State
from grader.wire.errors import RemoteProtocolError
from grader.wire.frames import FrameReader, frame
from grader.wire.messages import Get, Handle, Missing, Raised, Replace, Returned

CELL = """
class Counter:
    def __init__(self, start=0): self.total = -1
    def add(self, step=1): return -1
def double(x): return 0
def quadruple(x): return double(double(x))
def count(start, *steps):
    counter = Counter(start)
    return [counter.add(step) for step in steps]
def two():
    one, other = Counter(0), Counter(start=10)
    return [one.add(), other.add(step=5), one.add(), other.add()]
def new(start): return Counter(start)
def isa(thing): return isinstance(thing, Counter)
def absent(counter): return counter.subtract()
"""


class Counters:
    """Counters by number, as a suite keeps them."""

    def __init__(self):
        self.totals = []

    def make(self, start=0):
        if start < 0:
            raise ValueError("the secret is 42")
        self.totals.append(start)
        return len(self.totals) - 1

    def add(self, number, step=1):
        self.totals[number] += step
        return self.totals[number]


@pytest.fixture
def peers(join, run_cell):
    return join(run_cell(CELL))


def replace(peers, name, function, **methods):
    numbers = {method: peers.packer.pack(call).id for method, call in methods.items()}
    return peers.request(Replace(name, peers.packer.pack(function).id, numbers or None))


def replace_counter(peers):
    counters = Counters()
    replace(peers, "Counter", counters.make, add=counters.add)
    return counters


def twice(x):
    return 2 * x


def test_a_function_stands_in_the_place_of_the_students_own(peers):
    assert replace(peers, "double", twice) == Returned(None, [])
    assert peers.result("quadruple", 3) == 12
    assert peers.staff.state is peers.student.state is State.IDLE


def test_the_name_gives_the_suites_function_itself(peers):
    replace(peers, "double", twice)
    assert peers.get("double") is twice


def test_a_name_that_the_notebook_does_not_define_is_there_for_the_test(peers, join, run_cell):
    peers = join(run_cell("def quadruple(x): return double(double(x))"))
    replace(peers, "double", twice)
    assert peers.result("quadruple", 1.5) == 6.0


def test_what_the_function_raises_is_the_students_to_see_as_its_class_alone(peers):
    replace(peers, "double", lambda x: 1 / 0)
    reply = peers.call("quadruple", 3)
    assert isinstance(reply, Raised)
    assert (reply.error.type_name, reply.error.message) == (
        "ZeroDivisionError", "raised by the function that was passed in",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("function", "args", "result"),
    [("count", (1, 2, 3), [3, 6]), ("count", (0,), []), ("two", (), [1, 15, 2, 16])],
)
def test_a_classs_objects_keep_their_state_apart(peers, function, args, result):
    replace_counter(peers)
    assert peers.result(function, *args) == result


def test_an_object_of_the_class_is_one_of_the_students_to_the_suite(peers):
    replace_counter(peers)
    counter = peers.result("new", 5)
    assert (counter.type_name, peers.result("isa", counter)) == ("Counter", True)
    assert peers.result(peers.get("add", counter), 2) == 7


def test_a_class_is_called_by_the_suite_too(peers):
    counters = replace_counter(peers)
    handle = peers.get("Counter")
    assert isinstance(handle, Handle)
    peers.result(handle, start=4)
    assert counters.totals == [4]


def test_a_class_has_the_methods_that_were_named_and_no_other(peers):
    replace_counter(peers)
    assert peers.call("absent", peers.result("new", 5)).error.type_name == "AttributeError"


def test_an_object_that_cannot_be_made(peers):
    replace_counter(peers)
    error = peers.call("new", -1).error
    assert (error.bases[0], "42" in error.message) == ("ValueError", False)


def test_a_name_that_no_class_can_have_is_an_exception_and_the_name_is_not_taken(join):
    namespace = {}
    reply = replace(join(namespace), "a\0b", twice, add=twice)
    assert (reply.error.type_name, namespace) == ("ValueError", {})


# Put back, where the names outlive the test.


def test_restored_names_mean_what_they_meant_and_others_are_gone(join):
    namespace = {"double": abs, "other": 1}
    peers = join(namespace)
    for name in ("double", "double", "new", "None"):
        replace(peers, name, twice)
    replace(peers, "Counter", twice, add=twice)
    peers.answering.restore()
    assert namespace == {"double": abs, "other": 1}
    assert peers.request(Get("new")) == Missing("new")


def test_a_name_that_was_none_is_none_again(join):
    namespace = {"double": None}
    peers = join(namespace)
    replace(peers, "double", twice)
    peers.answering.restore()
    assert namespace == {"double": None}


def test_what_the_students_code_removed_meanwhile_is_no_matter(join):
    namespace = {"double": abs}
    peers = join(namespace)
    for name in ("double", "new"):
        replace(peers, name, twice)
    namespace.clear()
    peers.answering.restore()
    assert namespace == {"double": abs}


def test_restoring_twice_changes_nothing_more(join):
    namespace = {}
    peers = join(namespace)
    replace(peers, "double", twice)
    peers.answering.restore()
    namespace["double"] = 3
    peers.answering.restore()
    assert namespace == {"double": 3}


# As bytes.


@pytest.mark.parametrize("message", [Replace("f", 0), Replace("Ä" * 50, 7, {}), Replace("C", 1, {"step": 2, "é": 3})])
def test_the_message_arrives_as_it_was_sent(message):
    reader = FrameReader()
    reader.receive(frame(message))
    assert reader.next_message() == message


@pytest.mark.parametrize(
    "words",
    [["replace", "f"], ["replace", "f", -1], ["replace", "f", 0, {"m": -1}], ["replace", "f", 0, {1: 1}],
     ["replace", 1, 0], ["replace", "f", 0, None, 0], ["replace", "f" * 300, 0], ["replace", "f", 0, ["m"]]],
)  # fmt: skip
def test_what_is_no_such_message_is_refused(words):
    payload = msgspec.msgpack.encode(words)
    reader = FrameReader()
    reader.receive(len(payload).to_bytes(4, "big") + payload)
    with pytest.raises(RemoteProtocolError, match="no message"):
        reader.next_message()
