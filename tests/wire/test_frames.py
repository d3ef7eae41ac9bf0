import subprocess
import sys
import tracemalloc

import pytest

from grader.wire import limits
from grader.wire.errors import LocalProtocolError, RemoteProtocolError
from grader.wire.frames import FrameReader, frame
from grader.wire.messages import Fork, Get, Missing, Ready, Refused, Returned, Spawn

STREAM = [Get("step"), Missing("step"), Ready(), Returned([1, 2.5, None, "é"][3], [0, "x"]), Refused("too deep")]


def framed(payload: bytes) -> bytes:
    return len(payload).to_bytes(4, "big") + payload


def returned(value: bytes) -> bytes:
    """A reply as bytes, written by hand: [tag, value, []]."""
    return framed(b"\x93\xa8returned" + value + b"\x90")


def messages_of(reader):
    while (message := reader.next_message()) is not None:
        yield message


def test_a_frame_is_what_messagepack_says_it_is():
    # By hand from the MessagePack specification: fixarray of 3, fixstr "get", fixstr "step", nil.
    assert frame(Get("step")) == b"\x00\x00\x00\x0b" + b"\x93\xa3get\xa4step\xc0"


@pytest.mark.parametrize("size", range(1, 90))
def test_messages_arrive_whole_however_the_bytes_are_cut(size):
    data = b"".join(map(frame, STREAM))
    reader, arrived = FrameReader(), []
    for start in range(0, len(data), size):
        reader.receive(data[start : start + size])
        arrived += messages_of(reader)
    assert arrived == STREAM


def test_one_byte_too_few_gives_no_message():
    reader = FrameReader()
    reader.receive(frame(Ready())[:-1])
    assert reader.next_message() is None
    reader.receive(frame(Ready())[-1:])
    assert reader.next_message() == Ready()


@pytest.mark.parametrize("size", [limits.FRAME_BYTES + 1, 2**31, 2**32 - 1])
def test_a_frame_over_the_limit_is_refused_at_its_length(size):
    reader = FrameReader()
    reader.receive(size.to_bytes(4, "big"))
    with pytest.raises(RemoteProtocolError, match=f"frame of {size} bytes: the limit is"):
        reader.next_message()


def test_a_frame_at_the_limit_is_waited_for():
    reader = FrameReader()
    reader.receive(limits.FRAME_BYTES.to_bytes(4, "big"))
    assert reader.next_message() is None


def test_a_message_at_the_limit_is_sent_and_one_over_it_is_not():
    overhead = len(frame(Spawn(True, 1, 1, 1, 1, 1, 1, bytes(2**16), []))) - 4 - 2**16
    room = limits.FRAME_BYTES - overhead
    assert len(frame(Spawn(True, 1, 1, 1, 1, 1, 1, bytes(room), []))) == limits.FRAME_BYTES + 4
    with pytest.raises(LocalProtocolError, match="the limit is"):
        frame(Spawn(True, 1, 1, 1, 1, 1, 1, bytes(room + 1), []))


@pytest.mark.parametrize(
    "message",
    [Get("\ud800"), Fork(2**70, 1), Missing(object()), Returned(object, []), Refused(type("S", (str,), {})())],
)
def test_what_messagepack_cannot_say_is_a_local_error(message):
    with pytest.raises(LocalProtocolError, match="a message that cannot be packed: "):
        frame(message)


def test_a_message_that_holds_itself_is_a_local_error():
    items = []
    items.append(items)
    with pytest.raises(LocalProtocolError, match="cannot be packed"):
        frame(Returned(items, []))


GARBAGE = {
    "nothing": framed(b""),
    "zeros": framed(bytes(64)),
    "text": framed(b"GET / HTTP/1.1\r\n\r\n"),
    "pickle": framed(b"\x80\x04\x95\x00."),
    "a number": framed(b"\x01"),
    "a map": framed(b"\x81\xa1a\x01"),
    "an empty array": framed(b"\x90"),
    "no tag": framed(b"\x91\x01"),
    "unknown tag": framed(b"\x91\xa3foo"),
    "long unknown tag": framed(b"\x91\xdb\x00\x10\x00\x00" + b"x" * 2**20),
    "a value's tag": framed(b"\x92\xa1l\x90"),
    "extra field": framed(b"\x92\xa5ready\xc0"),
    "missing field": framed(b"\x92\xa8returned\xc0"),
    "wrong type": framed(b"\x92\xa7missing\x01"),
    "trailing byte": framed(b"\x91\xa5ready\x00"),
    "trailing message": framed(b"\x91\xa5ready\x91\xa5ready"),
    "truncated inside": framed(b"\x93\xa8returned\xc4\xff"),
    "unused opcode": returned(b"\xc1"),
    "timestamp": returned(b"\xd7\xff" + bytes(8)),
    "extension": returned(b"\xd4\x01a"),
    "bare bytes": returned(b"\xc4\x01a"),
    "bare map": returned(b"\x81\xa1a\x01"),
    "bare array": returned(b"\x92\x01\x02"),
    "invalid UTF-8": returned(b"\xa1\xff"),
    "surrogate in UTF-8": returned(b"\xa3\xed\xa0\x80"),
    "negative handle": returned(b"\x94\xa1h\xff\xa1x\xc2"),
    "long type name": returned(b"\x94\xa1h\x00\xda\x00\xc9" + b"x" * 201 + b"\xc2"),
    "boolean number": returned(b"\x94\xa1h\xc3\xa1x\xc2"),
    "float in a shape": returned(b"\x94\xa1a\xa3<f8\x91\xcb" + bytes(8) + b"\xc4\x00"),
    "text for data": returned(b"\x93\xa1s\xa3|b1\xa1a"),
    "pair of three": returned(b"\x92\xa1d\x91\x93\x01\x02\x03"),
    "pair of one": returned(b"\x92\xa1d\x91\x91\x01"),
    "extra field in a value": returned(b"\x93\xa1l\x90\x90"),
    "list of huge length": returned(b"\x92\xa1l\xdd\xff\xff\xff\xff"),
    "map of huge length": framed(b"\x94\xa8callback\x00\x90\xdf\xff\xff\xff\xff"),
    "text of huge length": returned(b"\xdb\xff\xff\xff\xff"),
    "bytes of huge length": returned(b"\x92\xa1b\xc6\xff\xff\xff\xff"),
    "extension of huge length": returned(b"\xc9\xff\xff\xff\xff\x00"),
    "frames without end": framed(b"\x93\xa6raised\x95\xa5error\xa1E\x90\xa1m\xdc\x00\x15" + b"\xa1f" * 21 + b"\x90"),
    "bases without end": framed(b"\x93\xa6raised\x95\xa5error\xa1E\xdc\x00\x15" + b"\xa1f" * 21 + b"\xa1m\x90\x90"),
    "long message": framed(b"\x93\xa6raised\x95\xa5error\xa1E\x90\xda\x07\xd1" + b"m" * 2001 + b"\x90\x90"),
    "long print": framed(b"\x92\xa7printed\xdb\x00\x01\x00\x01" + b"m" * 65537),
}


@pytest.mark.parametrize("data", GARBAGE.values(), ids=GARBAGE.keys())
def test_what_is_no_message_is_a_remote_error_in_a_short_sentence(data):
    reader = FrameReader()
    reader.receive(data)
    with pytest.raises(RemoteProtocolError, match=r"^frame of [0-9]+ bytes: no message: ") as caught:
        reader.next_message()
    assert len(str(caught.value)) < 300


NESTS = {
    "arrays": (b"\x91", framed),
    "arrays in a reply": (b"\x91", returned),
    "maps": (b"\x81", framed),
    "maps with keys": (b"\x81\xa1a", returned),
    "lists": (b"\x92\xa1l\x91", returned),
    "tuples": (b"\x92\xa1t\x91", returned),
    "dict values": (b"\x92\xa1d\x91\x92\x00", returned),
    "dict keys": (b"\x92\xa1d\x91\x92", returned),
    "lists that promise more": (b"\x92\xa1l\xdd\x00\xff\xff\xff", returned),
    "dicts that promise more": (b"\x92\xa1d\xdd\x00\xff\xff\xff\x92", returned),
    "fields that do not exist": (b"\x91", lambda nest: framed(b"\x93\xa8returned\xc0\x90" + nest)),
}


@pytest.mark.parametrize(("level", "around"), NESTS.values(), ids=NESTS.keys())
@pytest.mark.parametrize("depth", [300, 30_000, 2_000_000])
def test_deep_nesting_is_a_remote_error(level, around, depth):
    reader = FrameReader()
    reader.receive(around((level * depth)[: limits.FRAME_BYTES - 100]))
    with pytest.raises(RemoteProtocolError):
        reader.next_message()


def test_a_declared_size_costs_no_memory():
    tracemalloc.start()
    try:
        for name in ("list of huge length", "map of huge length", "text of huge length", "bytes of huge length"):
            reader = FrameReader()
            reader.receive(GARBAGE[name])
            with pytest.raises(RemoteProtocolError):
                reader.next_message()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2**20


IN_LITTLE_MEMORY = """
import pathlib, resource, sys
from grader.wire.errors import RemoteProtocolError
from grader.wire.frames import FrameReader
part, size = bytes.fromhex(sys.argv[1]), 2**24 - 64
count = size // len(part)
payload = b"\\x93\\xa8returned\\x92\\xa1l\\xdd" + count.to_bytes(4, "big") + part * count + b"\\x90"
reader = FrameReader()
reader.receive(len(payload).to_bytes(4, "big") + payload)
used = int(pathlib.Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 100 * 2**20, used + 100 * 2**20))
try:
    reader.next_message()
except RemoteProtocolError as error:
    print(error)
"""


@pytest.mark.parametrize("part", [b"\xe0", b"\x92\xa1l\x90", b"\x93\xa1c\x00\x00", b"\x92\xa1d\x91\x92\x01\x01"])
def test_a_frame_full_of_parts_is_refused_where_memory_is_short(part):
    program = [sys.executable, "-c", IN_LITTLE_MEMORY, part.hex()]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("frame of ")
