import pytest

from grader.wire import connection, limits
from grader.wire.connection import Connection, Role, State
from grader.wire.errors import LocalProtocolError, RemoteProtocolError
from grader.wire.frames import frame
from grader.wire.messages import (
    Answered,
    Call,
    CallBack,
    CellRaised,
    CellStarted,
    Ended,
    Error,
    Failed,
    Fork,
    Get,
    Items,
    Load,
    Loaded,
    Missing,
    Printed,
    Raised,
    Ready,
    Refused,
    Replace,
    Returned,
    Source,
    Spawn,
    Spawned,
    Sweep,
    Swept,
)

ERROR = Error("ValueError", ["ValueError"], "no", [])
SAMPLES = (
    Ready(), Get("step"), Call(0, [], {}), Items(0, 3), Replace("step", 0), Returned(None, []), Raised(ERROR, []), Missing("step"),
    Refused("too deep"), CallBack(0, [], {}), Answered(1), Failed("ValueError"), Printed("hi"),
    Load([Source(0, "x = 1")], []), CellStarted(0), CellRaised(0, ERROR), Loaded(), Fork(1, 10), Ended(0),
    Sweep(), Swept(0, None), Spawn(True, 1, 1, 1, 1, 1, 1, b"", []), Spawned(None),
)  # fmt: skip

STAFF, STUDENT = Role.STAFF, Role.STUDENT
REQUESTS = {name: (STAFF, "working") for name in ("Get", "Call", "Items", "Replace")}
TEST_START = [(STUDENT, Ready())]
TEST_CALL = [*TEST_START, (STAFF, Call(0, [], {}))]
TEST_ASKED = [*TEST_CALL, (STUDENT, CallBack(0, [], {}))]
LOADING = [(STAFF, Load([], []))]
LOADED = [*LOADING, (STUDENT, Loaded())]


def replies(after):
    return {
        "Returned": (STUDENT, after),
        "Raised": (STUDENT, after),
        "Missing": (STUDENT, after),
        "Refused": (STUDENT, after),
        "CallBack": (STUDENT, "asked"),
        "Printed": (STUDENT, "said"),
    }


# What was said before, and what may be said then, by whom, and where it leads. Nothing else may be said.
EXPECTED = {
    "test: starting": (connection.TEST, [], {"Ready": (STUDENT, "idle")}),
    "test: idle": (connection.TEST, TEST_START, REQUESTS),
    "test: idle again": (connection.TEST, [*TEST_CALL, (STUDENT, Missing("f"))], REQUESTS),
    "test: working": (connection.TEST, TEST_CALL, replies("idle")),
    "test: said": (
        connection.TEST,
        [*TEST_CALL, (STUDENT, Printed("a"))],
        {word: (STUDENT, "idle") for word in ("Returned", "Raised", "Missing", "Refused")},
    ),
    "test: asked": (
        connection.TEST,
        TEST_ASKED,
        {**REQUESTS, "Answered": (STAFF, "working"), "Failed": (STAFF, "working")},
    ),
    "test: answered": (connection.TEST, [*TEST_ASKED, (STAFF, Answered(1))], replies("idle")),
    "test: working in a callback": (connection.TEST, [*TEST_ASKED, (STAFF, Get("f"))], replies("asked")),
    "test: asked again": (
        connection.TEST,
        [*TEST_ASKED, (STAFF, Get("f")), (STUDENT, Missing("f"))],
        {**REQUESTS, "Answered": (STAFF, "working"), "Failed": (STAFF, "working")},
    ),
    "notebook: starting": (connection.NOTEBOOK, [], {"Load": (STAFF, "loading")}),
    "notebook: loading": (
        connection.NOTEBOOK,
        LOADING,
        {
            "CellStarted": (STUDENT, "loading"),
            "CellRaised": (STUDENT, "loading"),
            "Printed": (STUDENT, "told"),
            "Loaded": (STUDENT, "loaded"),
        },
    ),
    "notebook: told": (connection.NOTEBOOK, [*LOADING, (STUDENT, Printed("a"))], {"Loaded": (STUDENT, "loaded")}),
    "notebook: loaded": (connection.NOTEBOOK, LOADED, {"Fork": (STAFF, "testing")}),
    "notebook: testing": (connection.NOTEBOOK, [*LOADED, (STAFF, Fork(1, 1))], {"Ended": (STUDENT, "loaded")}),
    "keeper: starting": (connection.KEEPER, [], {"Spawned": (STUDENT, "idle")}),
    "keeper: idle": (connection.KEEPER, [(STUDENT, Spawned(None))], {"Sweep": (STAFF, "working")}),
    "keeper: working": (
        connection.KEEPER,
        [(STUDENT, Spawned(None)), (STAFF, Sweep())],
        {"Swept": (STUDENT, "idle")},
    ),
}


def pair(table, said=()):
    """Both ends, after what has been said."""
    ends = {role: Connection(role, table) for role in Role}
    for speaker, message in said:
        cross(ends, speaker, message)
    return ends


def cross(ends, speaker, message):
    listener = ends[STUDENT if speaker is STAFF else STAFF]
    listener.receive(ends[speaker].send(message))
    return listener.next_message()


def cases(allowed):
    for where, (table, said, moves) in EXPECTED.items():
        for speaker in Role:
            for message in SAMPLES:
                name = type(message).__name__
                owner, after = moves.get(name, (None, None))
                if (owner is speaker) is allowed:
                    yield pytest.param(table, said, speaker, message, after, id=f"{where}: {speaker.value} {name}")


@pytest.mark.parametrize(("table", "said", "speaker", "message", "after"), [*cases(allowed=True)])
def test_what_may_be_said_is_heard_and_both_ends_move(table, said, speaker, message, after):
    ends = pair(table, said)
    assert cross(ends, speaker, message) == message
    assert [end.state.value for end in ends.values()] == [after, after]


@pytest.mark.parametrize(("table", "said", "speaker", "message", "after"), [*cases(allowed=False)])
def test_what_may_not_be_said_breaks_either_end(table, said, speaker, message, after):
    ends = pair(table, said)
    listener = ends[STUDENT if speaker is STAFF else STAFF]
    with pytest.raises(LocalProtocolError, match=f"{speaker.value} may not say {type(message).__name__} in state"):
        ends[speaker].send(message)
    listener.receive(frame(message))
    with pytest.raises(RemoteProtocolError, match=f"{speaker.value} may not say {type(message).__name__} in state"):
        listener.next_message()
    assert [end.state for end in ends.values()] == [State.BROKEN, State.BROKEN]


def test_every_message_but_the_zygotes_own_can_be_said_in_some_state():
    said = {name for _, _, moves in EXPECTED.values() for name in moves}
    assert {type(message).__name__ for message in SAMPLES} - said == {"Spawn"}


BREAKS = {
    "out of turn": (frame(Missing("f")), "may not say"),
    "no message": (b"\x00\x00\x00\x01\xc1", "no message"),
    "too long": (b"\xff\xff\xff\xff", "the limit is"),
}


@pytest.mark.parametrize(("data", "why"), BREAKS.values(), ids=BREAKS.keys())
def test_a_broken_conversation_stays_broken(data, why):
    staff = Connection(STAFF, connection.TEST)
    staff.receive(data)
    with pytest.raises(RemoteProtocolError, match=why):
        staff.next_message()
    staff.receive(frame(Ready()))
    with pytest.raises(RemoteProtocolError, match="the conversation is broken"):
        staff.next_message()
    with pytest.raises(LocalProtocolError, match="in state broken"):
        staff.send(Get("f"))


def test_a_broken_conversation_keeps_nothing_of_what_still_arrives():
    staff = Connection(STAFF, connection.TEST)
    staff.receive(b"\xff\xff\xff\xff")
    with pytest.raises(RemoteProtocolError):
        staff.next_message()
    for _ in range(3):
        staff.receive(bytes(1000))
    assert len(staff._reader._buffer) == 4


def test_a_message_that_cannot_be_packed_breaks_the_conversation():
    staff = pair(connection.TEST, TEST_START)[STAFF]
    with pytest.raises(LocalProtocolError, match="cannot be packed"):
        staff.send(Get("\ud800"))
    assert staff.state is State.BROKEN


def test_several_messages_in_one_read_are_heard_one_by_one():
    staff = pair(connection.TEST, TEST_CALL)[STAFF]
    staff.receive(frame(Printed("a")) + frame(Returned(1, [])))
    assert [staff.next_message() for _ in range(3)] == [Printed("a"), Returned(1, []), None]


def test_what_was_sent_before_the_fault_is_still_heard():
    staff = pair(connection.TEST, TEST_CALL)[STAFF]
    staff.receive(frame(Printed("a")) + frame(Ready()))
    assert staff.next_message() == Printed("a")
    with pytest.raises(RemoteProtocolError, match="student may not say Ready in state said"):
        staff.next_message()


def nested(depth):
    """`depth` calls, each made from within a callback of the one before."""
    return [*TEST_CALL, *[(STUDENT, CallBack(0, [], {})), (STAFF, Call(0, [], {}))] * (depth - 1)]


def test_calls_nest_to_the_limit_and_come_back():
    ends = pair(connection.TEST, nested(limits.CALL_DEPTH))
    for _ in range(limits.CALL_DEPTH - 1):
        cross(ends, STUDENT, Returned(None, []))
        cross(ends, STAFF, Answered(None))
    cross(ends, STUDENT, Returned(None, []))
    assert ends[STAFF].state is State.IDLE


def test_whoever_calls_back_too_deep_is_at_fault_and_not_the_request_that_would_follow():
    ends = pair(connection.TEST, nested(limits.CALL_DEPTH))
    ends[STAFF].receive(frame(CallBack(0, [], {})))
    with pytest.raises(RemoteProtocolError, match="too many callbacks, or calls within calls"):
        ends[STAFF].next_message()
    with pytest.raises(LocalProtocolError, match="too many callbacks, or calls within calls"):
        ends[STUDENT].send(CallBack(0, [], {}))
    assert [end.state for end in ends.values()] == [State.BROKEN, State.BROKEN]


def test_callbacks_are_counted_over_the_whole_test(monkeypatch):
    monkeypatch.setattr(limits, "CALLBACKS", 3)
    ends = pair(connection.TEST, TEST_START)
    for _ in range(3):
        cross(ends, STAFF, Call(0, [], {}))
        cross(ends, STUDENT, CallBack(0, [], {}))
        cross(ends, STAFF, Answered(None))
        cross(ends, STUDENT, Returned(None, []))
    cross(ends, STAFF, Call(0, [], {}))
    ends[STAFF].receive(frame(CallBack(0, [], {})))
    with pytest.raises(RemoteProtocolError, match="too many callbacks"):
        ends[STAFF].next_message()
