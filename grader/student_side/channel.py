"""A socket and the state table of the conversation on it, from the student's side: blocking, ends with the process."""

import os
import socket
from collections.abc import Callable
from typing import NoReturn

from grader.wire.connection import Connection, Role, Table
from grader.wire.messages import Message


class Channel:
    """Messages over one socket. When the other end is gone there is nothing left to do, and the process ends.

    It ends at once and not by an exception, which student code further up could catch.
    """

    def __init__(self, sock: socket.socket, table: Table, last_act: Callable[[], object] = lambda: None) -> None:
        self._socket = sock
        self._connection = Connection(Role.STUDENT, table)
        self._last_act = last_act
        self.descriptors: list[int] = []

    def send(self, message: Message) -> None:
        """Send one message, whole."""
        try:
            self._socket.sendall(self._connection.send(message))
        except OSError:
            self._end()

    def receive(self) -> Message:
        """The next message. Descriptors that travelled with it are appended to `descriptors`."""
        while (message := self._connection.next_message()) is None:
            try:
                data, descriptors, _, _ = socket.recv_fds(self._socket, 2**16, 2, socket.MSG_CMSG_CLOEXEC)
            except OSError:
                self._end()
            if not data:
                self._end()
            self.descriptors += descriptors
            self._connection.receive(data)
        return message

    def _end(self) -> NoReturn:
        self._last_act()
        os._exit(0)

    def close(self) -> None:
        """Close this process's end."""
        self._socket.close()
