"""The staff side's end of one conversation: a socket, its state table, and a deadline on every wait."""

import select
import socket
import time
from collections.abc import Sequence

from grader.errors import StudentCrashed, StudentTimeout
from grader.wire.connection import Connection, Role, Table
from grader.wire.errors import RemoteProtocolError
from grader.wire.messages import Message

CHUNK = 2**18


class Conversation:
    """Messages to and from one untrusted process. Any fault of the other side is a StudentFault."""

    def __init__(self, sock: socket.socket, table: Table) -> None:
        sock.setblocking(False)
        self._socket = sock
        self._connection = Connection(Role.STAFF, table)

    def send(self, message: Message, deadline: float, descriptors: Sequence[int] = ()) -> None:
        """Send one message, with descriptors beside its first byte. Raises StudentTimeout or StudentCrashed."""
        data = memoryview(self._connection.send(message))
        try:
            if descriptors:
                sent = socket.send_fds(self._socket, [data], list(descriptors))
                data = data[sent:]
            while data:
                self._wait(deadline, write=True)
                data = data[self._socket.send(data) :]
        except OSError:
            raise StudentCrashed("the process has ended") from None

    def receive(self, deadline: float) -> Message:
        """The next message. Raises StudentTimeout when `deadline` (monotonic) passes, StudentCrashed at the end."""
        try:
            while (message := self._connection.next_message()) is None:
                self._wait(deadline, write=False)
                data = self._socket.recv(CHUNK)
                if not data:
                    raise StudentCrashed("the process has ended")
                self._connection.receive(data)
        except RemoteProtocolError:
            raise StudentCrashed("the process sent what is no answer") from None
        except OSError:
            raise StudentCrashed("the process has ended") from None
        return message

    def _wait(self, deadline: float, *, write: bool) -> None:
        left = deadline - time.monotonic()
        if left <= 0:
            raise StudentTimeout("no answer in time")
        poll = select.poll()
        poll.register(self._socket, select.POLLOUT if write else select.POLLIN)
        if not poll.poll(left * 1000):
            raise StudentTimeout("no answer in time")

    def close(self) -> None:
        """Hang up."""
        self._socket.close()
