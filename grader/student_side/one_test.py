"""The child forked for one test: answers the suite's requests by calling the student's functions."""

import os
import random
import resource
import socket
import sys
from collections.abc import MutableMapping
from typing import Any, cast

import numpy as np

from grader.student_side.channel import Channel
from grader.student_side.printed import Printed
from grader.wire import connection, limits
from grader.wire.answering import Answering
from grader.wire.messages import (
    Answered,
    CallBack,
    Failed,
    Ready,
    Request,
)
from grader.wire.messages import Printed as PrintedText


def serve(sock: socket.socket, namespace: MutableMapping[str, Any], seed: int, cpu_seconds: int) -> None:
    """Answer until the suite hangs up. Never returns."""
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    allowed = min(cpu_seconds, most)
    # A second more for those who ignore the signal: the hard limit does not ask.
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, min(allowed + 1, most)))
    random.seed(seed)
    np.random.seed(seed % 2**32)
    printed = Printed(limits.PRINTED_CHARS)
    sys.stdout = sys.stderr = printed
    channel = Channel(sock, connection.TEST)

    def ask(question: CallBack) -> Answered | Failed:
        channel.send(question)
        while not isinstance(message := channel.receive(), Answered | Failed):
            reply(cast(Request, message))  # the suite's function calls the student's code again
        return message

    def reply(request: Request) -> None:
        answer = answering.answer(request)
        if text := printed.take():
            channel.send(PrintedText(text))
        channel.send(answer)

    answering = Answering(namespace, ask)
    channel.send(Ready())
    try:
        while True:
            reply(cast(Request, channel.receive()))
    finally:
        os._exit(1)
