"""Both ends of a test's conversation, joined in memory: every message crosses as bytes."""

import linecache
from collections.abc import Callable, Mapping

import pytest

from grader.wire import connection
from grader.wire.answering import Answering
from grader.wire.connection import Connection, Role
from grader.wire.messages import Answered, Call, CallBack, Callback, Failed, Get, Handle, Items, Ready, Returned
from grader.wire.values import Packer, Unpacker


class Peers:
    def __init__(self, namespace):
        self.staff = Connection(Role.STAFF, connection.TEST)
        self.student = Connection(Role.STUDENT, connection.TEST)
        self.answering = Answering(namespace, self._ask)
        self.functions = []
        self.packer = Packer(self._other)
        self.unpacker = Unpacker(lambda handle: handle, lambda word: self.functions[word.id])
        self._cross(self.student, self.staff, Ready())

    def request(self, message):
        arrived = self._cross(self.staff, self.student, message)
        return self._cross(self.student, self.staff, self.answering.answer(arrived))

    def get(self, name, owner=None):
        return self.value(self.request(Get(name, owner.id if owner else None)))

    def items(self, handle, most):
        return self.value(self.request(Items(handle.id, most)))

    def call(self, function, *args, **kwargs):
        handle = function if isinstance(function, Handle) else self.get(function)
        return self.request(Call(handle.id, *self.packer.pack_call(args, kwargs)))

    def result(self, function, *args, **kwargs):
        return self.value(self.call(function, *args, **kwargs))

    def value(self, reply):
        assert isinstance(reply, Returned), reply
        return self.unpacker.unpack(reply.value)

    def _other(self, value):
        if isinstance(value, Handle):
            return value
        if value not in self.functions:
            self.functions.append(value)
        return Callback(self.functions.index(value))

    def _ask(self, question: CallBack):
        question = self._cross(self.student, self.staff, question)
        unpack = self.unpacker.unpack
        args = [unpack(word) for word in question.args]
        kwargs = {name: unpack(word) for name, word in question.kwargs.items()}
        try:
            answer = Answered(self.packer.pack(self.functions[question.callback](*args, **kwargs)))
        except Exception as error:
            answer = Failed(type(error).__name__)
        return self._cross(self.staff, self.student, answer)

    @staticmethod
    def _cross(sender, receiver, message):
        receiver.receive(sender.send(message))
        return receiver.next_message()


@pytest.fixture
def join() -> Callable[[Mapping[str, object]], Peers]:
    return Peers


@pytest.fixture
def run_cell(monkeypatch):
    """The names that a cell defines: its code has the file name that student code has, and no source is known yet."""
    monkeypatch.setattr(linecache, "cache", {})

    def run(source, number=1):
        namespace = {}
        exec(compile(source, f"<cell {number}>", "exec"), namespace)
        return namespace

    return run
