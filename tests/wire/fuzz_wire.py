"""Hostile bytes and objects against the wire. Whatever comes in, each side ends as it promises to.

The staff's side: a message, a value, or RemoteProtocolError. The student's side: a reply that can be sent.

    python tests/wire/fuzz_wire.py --rounds 100000
"""

import argparse
import random
import sys

import msgspec
import numpy as np

from grader.wire import connection, limits
from grader.wire.answering import Answering
from grader.wire.connection import Connection, Role, State
from grader.wire.errors import RemoteProtocolError
from grader.wire.frames import HEADER, frame
from grader.wire.messages import (
    Answered,
    Array,
    Bytes,
    Call,
    CallBack,
    Callback,
    CellRaised,
    CellStarted,
    Complex,
    Dict,
    Ended,
    Error,
    Failed,
    Get,
    Handle,
    Integer,
    Items,
    List,
    Loaded,
    Missing,
    Printed,
    Raised,
    Ready,
    Refused,
    Replace,
    Returned,
    Scalar,
    Spawned,
    Swept,
    Tuple,
)
from grader.wire.values import Packer, Unpacker

NUMBERS = (0, 1, 2, 3, -1, -5, 127, 255, 256, 2**16, 2**20, 2**31, 2**32 - 1, 2**62, 2**63, 2**64 - 1, -(2**63))
TEXTS = ("", "x", "<f8", "|b1", "|O", "<U1", "returned", "é\U0001f600", "y" * 250, "z" * 70_000)
OPENINGS = (
    b"\x90\x91\x92\x93\x94\x9f\xdc\xdd\x80\x81\x8f\xde\xdf\xa0\xa1\xbf\xd9\xda\xdb\xc0\xc1\xc2\xc3\xc4\xc5\xc6"
    b"\xc7\xc8\xc9\xca\xcb\xcc\xcd\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xe0\xff\x00\x7f"
)
"""The first byte of every kind of thing that MessagePack knows."""

TABLES = (connection.TEST, connection.NOTEBOOK, connection.KEEPER)


class Maker:
    """Makes messages, values and bytes that are nearly right."""

    def __init__(self, random_numbers):
        self.random = random_numbers

    def number(self):
        return self.random.choice(NUMBERS)

    def text(self):
        return self.random.choice(TEXTS)

    def some(self, make, most=4):
        return [make() for _ in range(self.random.randrange(most))]

    def array(self):
        dtype, shape = self.random.choice([*limits.DTYPES, "|O", "<f3", ""]), self.some(self.axis, 6)
        size = limits.DTYPES.get(dtype, 1) * int(np.prod([n for n in shape if 0 <= n < 9] or [1]))
        return Array(dtype, shape, self.random.randbytes(size + self.random.choice([0, 0, 0, 1, -1]) * (size > 0)))

    def axis(self):
        return self.random.choice([0, 1, 2, 3, 1, 2, 3, self.number()])

    def scalar(self):
        dtype = self.random.choice([*limits.DTYPES])
        return Scalar(dtype, self.random.randbytes(limits.DTYPES[dtype] + self.random.choice([0, 0, 1])))

    def value(self, depth=4):
        leaves = [
            lambda: None,
            lambda: self.random.random() < 0.5,
            self.number,
            lambda: self.random.choice([0.5, -0.0, float("nan"), float("inf")]),
            self.text,
            lambda: Bytes(self.random.randbytes(3)),
            lambda: Integer(self.random.randbytes(self.random.choice([0, 1, 9, 1024, 1025]))),
            lambda: Complex(0.5, float("nan")),
            self.array,
            self.scalar,
            lambda: Handle(self.number(), self.text(), self.random.random() < 0.5),
            lambda: Callback(self.number()),
        ]
        nodes = [
            lambda: List(self.some(inner)),
            lambda: Tuple(self.some(inner)),
            lambda: Dict(self.some(lambda: (inner(), inner()))),
        ]

        def inner():
            return self.value(depth - 1)

        return self.random.choice(leaves + nodes * 4 if depth else leaves)()

    def error(self):
        return Error(self.text(), self.some(self.text), self.text(), self.some(self.text, 30))

    def message(self):
        kinds = [
            Ready,
            lambda: Returned(self.value(), self.some(lambda: self.random.choice([self.number(), self.text()]))),
            lambda: Raised(self.error(), []),
            lambda: Missing(self.text()),
            lambda: Refused(self.text()),
            lambda: CallBack(self.number(), self.some(self.value), {self.text(): self.value()}),
            lambda: Printed(self.text()),
            lambda: CellStarted(self.number()),
            lambda: CellRaised(self.number(), self.error()),
            Loaded,
            lambda: Ended(self.number()),
            lambda: Swept(self.number(), None),
            lambda: Spawned(None),
            lambda: Answered(self.value()),
            self.replace,
        ]
        return self.random.choice(kinds)()

    def replace(self):
        methods = {self.text(): abs(self.number()) for _ in range(self.random.randrange(3))}
        return Replace(self.text(), abs(self.number()), self.random.choice([None, methods]))

    def payload(self):
        good = msgspec.msgpack.encode(self.message())
        return self.random.choice([lambda: good, lambda: self.spoil(good), self.spoilt_reply, self.noise, self.nest])()

    def spoilt_reply(self):
        return self.spoil(msgspec.msgpack.encode(Returned(self.value(), [])))

    def spoil(self, data):
        """Change, cut, double or lengthen some bytes."""
        changed = bytearray(data)
        for _ in range(self.random.choice([1, 1, 2, 5])):
            place = self.random.randrange(len(changed) + 1)
            opening = bytes([self.random.choice(OPENINGS)])
            cut = self.random.randrange(1, 9)
            changed[place : place + self.random.choice([0, 1, cut])] = self.random.choice(
                [b"", opening, opening, self.random.randbytes(cut), changed[place : place + 20], b"\xff" * 4]
            )
        return bytes(changed)

    def noise(self):
        return bytes(self.random.choices(OPENINGS, k=self.random.randrange(200)))

    def nest(self):
        level = self.random.choice([b"\x91", b"\x92\xa1l\x91", b"\x92\xa1t\x92\xc0", b"\x92\xa1d\x91\x92", b"\x81"])
        around = self.random.choice([b"", b"\x93\xa8returned", b"\x94\xa8callback\x00\x91"])
        return around + level * self.random.choice([1, 50, 99, 101, 250, 5000])

    def stream(self):
        """Frames, the odd one with a length that is not its own."""
        data = b""
        for payload in self.some(self.payload, 6):
            size = len(payload) + self.random.choice([0] * 20 + [1, -1, 2**31])
            data += max(size, 0).to_bytes(HEADER, "big") + payload
        return data


def staff_hears(maker):
    """A staff side in the middle of a conversation is given a stream, cut anywhere. True when it broke."""
    staff = Connection(Role.STAFF, maker.random.choice(TABLES))
    staff.state = maker.random.choice([*State])
    unpacker = Unpacker(lambda handle: handle.id, lambda callback: callback.id)
    data = maker.stream()
    try:
        while data:
            size = maker.random.choice([1, 3, 100, 10**6])
            staff.receive(data[:size])
            data = data[size:]
            while (message := staff.next_message()) is not None:
                for value in values_of(message):
                    repr(unpacker.unpack(value))
                staff.state = maker.random.choice([state for state in State if state is not State.BROKEN])
    except RemoteProtocolError as error:
        return len(str(error)) < 400
    return False


def values_of(message):
    match message:
        case Returned(value, _):
            return [value]
        case CallBack(_, args, kwargs):
            return [*args, *kwargs.values()]
    return []


class Liar:
    """Answers every question that Python asks with something else."""

    def __init__(self, maker):
        self.maker = maker

    def anything(self, *args, **kwargs):
        choice = self.maker.random.randrange(8)
        if choice == 0:
            raise self.maker.random.choice([ValueError, SystemExit, KeyboardInterrupt, StopIteration, MemoryError])
        return [None, self, 1, -1, "x", [self], (1,), b"x"][choice]


QUESTIONS = (
    "__len__", "__iter__", "__next__", "__getitem__", "__call__", "__str__", "__repr__", "__float__", "__int__",
    "__index__", "__complex__", "__bytes__", "__bool__", "__eq__", "__hash__", "__array__", "items", "keys", "tolist",
    "real", "imag", "encode", "decode", "shape", "dtype", "number", "id", "__traceback__", "__getattr__",
)  # fmt: skip
BASES = (object, int, float, str, complex, bytes, list, tuple, dict, Exception, ValueError, np.ndarray, np.float64)


def liar(maker):
    """An instance of a class that answers a few questions with nonsense, or raises."""
    base = maker.random.choice(BASES)
    questions = maker.random.sample(QUESTIONS, maker.random.randrange(1, 5))
    wrap = maker.random.choice([lambda method: method, property])
    body = {question: wrap(Liar(maker).anything) for question in questions}
    if maker.random.random() < 0.3:
        pretended = maker.random.choice(BASES)
        body["__class__"] = property(lambda self: pretended)
    kind = type("Kind", (base,), body)
    return kind.__new__(kind, 1) if base is np.ndarray else kind.__new__(kind)


def student_answers(maker):
    """A student side answers over objects that lie, and every reply has to arrive."""
    objects = [liar(maker) for _ in range(3)]
    namespace = {"one": objects[0], "more": [objects, {"a": objects[1]}], "raises": raiser(objects[2])}
    namespace["calls"] = lambda f: f(*objects, **{"x": objects[0]})
    answering = Answering(namespace, lambda question: cross(question, Answered(List([Callback(0), 1]))))
    requests = [*map(Get, namespace), Items(0, 3), Get("shape", 0), Get("items", 0)]
    requests += [Call(number, [Callback(0)], {}) for number in range(3)]
    requests += [Replace("calls", 0), maker.replace(), Replace("one", 1, {"step": 2, "x": 3}), Get("one")]
    before = dict(namespace)
    for request in requests:
        try:
            reply = answering.answer(request)
        except RemoteProtocolError:
            continue
        cross(reply, None)
    answering.restore()
    assert [*map(id, namespace.values())] == [*map(id, before.values())]


def raiser(error):
    def raises(*args):
        args[0](error)
        raise error if isinstance(error, BaseException) else ValueError(error)

    return raises


def cross(message, answer):
    """What the student's side says has to be a message for the staff's, and its values have to be values."""
    staff = Connection(Role.STAFF, connection.TEST)
    staff.state = State.WORKING
    staff.receive(frame(message))
    for value in values_of(staff.next_message()):
        Unpacker(lambda handle: handle.id, lambda callback: callback.id).unpack(value)
    return answer


def packed_again(maker):
    """What was unpacked can be packed, and comes back the same."""
    value = maker.value()
    try:
        found = Unpacker(lambda handle: handle.id, lambda callback: callback.id).unpack(value)
    except RemoteProtocolError:
        return
    words = Packer(lambda other: Failed("never")).pack(found)
    again = Unpacker(None, None).unpack(words)
    assert repr(again) == repr(found)


def fuzz(seed, count):
    """Run `count` rounds from `seed`. How often the staff's side refused what it heard."""
    maker = Maker(random.Random(seed))
    refused = 0
    with np.errstate(all="ignore"):
        for _ in range(count):
            refused += staff_hears(maker)
            student_answers(maker)
            packed_again(maker)
    return refused


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    refused = 0
    for start in range(0, options.rounds, 100):
        seed = options.seed + start // 100
        try:
            refused += fuzz(seed, min(100, options.rounds - start))
        except BaseException:
            print(f"seed {seed} escaped:", file=sys.stderr)
            raise
    print(f"{options.rounds} rounds, {refused} refused by the staff's side; nothing escaped")


if __name__ == "__main__":
    main()
