"""Who may say what, and when: one state table for each conversation, the same for both roles.

A `Connection` does no I/O. What it is told to send it turns into bytes; what arrives it turns into messages; both are
held against the table, so a message out of turn is an error on the side that made it.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any, Final

from grader.wire import limits
from grader.wire.errors import LocalProtocolError, RemoteProtocolError
from grader.wire.frames import FrameReader, frame
from grader.wire.messages import (
    Answered,
    Call,
    CallBack,
    CellRaised,
    CellStarted,
    Ended,
    Failed,
    Fork,
    Get,
    Items,
    Load,
    Loaded,
    Message,
    Missing,
    Printed,
    Raised,
    Ready,
    Refused,
    Replace,
    Returned,
    Spawned,
    Sweep,
    Swept,
)


class Role(Enum):
    """The two ends of every conversation."""

    STAFF = "staff"
    STUDENT = "student"


class State(Enum):
    """Where a conversation stands."""

    STARTING = "starting"
    IDLE = "idle"
    WORKING = "working"  # the student's side computes
    ASKED = "asked"  # the student's code waits for a callback
    BACK = "back"  # a reply: to IDLE, or to ASKED when the request was made from within a callback
    SAID = "said"  # what was printed has been told, once; a reply follows
    LOADING = "loading"
    TOLD = "told"  # what the cells printed
    LOADED = "loaded"
    TESTING = "testing"
    BROKEN = "broken"


Moves = Mapping[type[Any], tuple[Role, State]]
Table = Mapping[State, Moves]

_REQUESTS: Final[Moves] = {kind: (Role.STAFF, State.WORKING) for kind in (Get, Call, Items, Replace)}
_REPLIES: Final[Moves] = {kind: (Role.STUDENT, State.BACK) for kind in (Returned, Raised, Missing, Refused)}
_ANSWERS: Final[Moves] = {kind: (Role.STAFF, State.WORKING) for kind in (Answered, Failed)}

TEST: Final[Table] = {
    State.STARTING: {Ready: (Role.STUDENT, State.IDLE)},
    State.IDLE: {**_REQUESTS},
    State.WORKING: {
        **_REPLIES,
        CallBack: (Role.STUDENT, State.ASKED),
        Printed: (Role.STUDENT, State.SAID),
    },
    State.SAID: {**_REPLIES},
    State.ASKED: {**_ANSWERS, **_REQUESTS},
}

NOTEBOOK: Final[Table] = {
    State.STARTING: {Load: (Role.STAFF, State.LOADING)},
    State.LOADING: {
        CellStarted: (Role.STUDENT, State.LOADING),
        CellRaised: (Role.STUDENT, State.LOADING),
        Printed: (Role.STUDENT, State.TOLD),
        Loaded: (Role.STUDENT, State.LOADED),
    },
    State.TOLD: {Loaded: (Role.STUDENT, State.LOADED)},
    State.LOADED: {Fork: (Role.STAFF, State.TESTING)},
    State.TESTING: {Ended: (Role.STUDENT, State.LOADED)},
}

KEEPER: Final[Table] = {
    State.STARTING: {Spawned: (Role.STUDENT, State.IDLE)},
    State.IDLE: {Sweep: (Role.STAFF, State.WORKING)},
    State.WORKING: {Swept: (Role.STUDENT, State.IDLE)},
}


class Connection:
    """One end of one conversation.

    After any error the state is BROKEN and stays so: nothing more may be sent, nothing more is believed.
    """

    def __init__(self, role: Role, table: Table) -> None:
        self.role = role
        self.state = State.STARTING
        self._table = table
        self._reader = FrameReader()
        self._open_requests = 0
        self._callbacks = 0

    def send(self, message: Message) -> bytes:
        """The bytes to send. Raises LocalProtocolError when it is not this side's turn, or it is too long."""
        try:
            self._advance(message, self.role)
            return frame(message)
        except ValueError as error:
            raise LocalProtocolError(str(error)) from None
        except LocalProtocolError:
            self.state = State.BROKEN
            raise

    def receive(self, data: bytes) -> None:
        """Take bytes that arrived; `next_message` gives what they say."""
        if self.state is not State.BROKEN:
            self._reader.receive(data)

    def next_message(self) -> Message | None:
        """The next message from the other side, or None when more bytes are needed.

        Raises RemoteProtocolError for bytes that are no message and for a message out of turn.
        """
        if self.state is State.BROKEN:
            raise RemoteProtocolError("the conversation is broken")
        other = Role.STUDENT if self.role is Role.STAFF else Role.STAFF
        try:
            message = self._reader.next_message()
            if message is not None:
                self._advance(message, other)
        except ValueError as error:
            raise RemoteProtocolError(str(error)) from None
        except RemoteProtocolError:
            self.state = State.BROKEN
            raise
        return message

    def _advance(self, message: Message, sender: Role) -> None:
        kind = type(message)
        allowed = self._table.get(self.state, {}).get(kind)
        if allowed is None or allowed[0] is not sender:
            state, self.state = self.state, State.BROKEN
            raise ValueError(f"{sender.value} may not say {kind.__name__} in state {state.value}")
        self._count(kind)
        after = allowed[1]
        if after is State.BACK:
            after = State.ASKED if self._open_requests else State.IDLE
        self.state = after

    def _count(self, kind: type[Message]) -> None:
        if kind in _REQUESTS:
            self._open_requests += 1
        elif kind in _REPLIES:
            self._open_requests -= 1
        elif kind is CallBack:
            self._callbacks += 1
        # The callback is refused, not the request inside it: who calls back again and again is the student's side.
        too_deep = kind is CallBack and self._open_requests >= limits.CALL_DEPTH
        if too_deep or self._callbacks > limits.CALLBACKS:
            self.state = State.BROKEN
            raise ValueError("too many callbacks, or calls within calls")
