"""Messages as bytes: MessagePack behind a length of four bytes, big-endian."""

import gc
from typing import Final

import msgspec

from grader.wire import limits
from grader.wire.errors import LocalProtocolError, RemoteProtocolError
from grader.wire.messages import Message

HEADER: Final = 4

_MANY: Final = 2**16
"""Bytes from which on the collector of cycles rests meanwhile: it would look at millions of new objects many times."""

_encoder: Final = msgspec.msgpack.Encoder()
_decoder: Final[msgspec.msgpack.Decoder[Message]] = msgspec.msgpack.Decoder(Message)


def frame(message: Message) -> bytes:
    """The bytes of one message. Raises LocalProtocolError when it is over `limits.FRAME_BYTES`, or cannot be packed."""
    try:
        payload = _encoder.encode(message)
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise LocalProtocolError(f"a message that cannot be packed: {type(message).__name__}: {error}") from None
    if len(payload) > limits.FRAME_BYTES:
        raise LocalProtocolError(f"frame of {len(payload)} bytes: the limit is {limits.FRAME_BYTES}")
    return len(payload).to_bytes(HEADER, "big") + payload


class FrameReader:
    """Cuts a byte stream into messages, however the bytes arrive."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def receive(self, data: bytes) -> None:
        """Take bytes that arrived."""
        self._buffer += data

    def next_message(self) -> Message | None:
        """The next whole message, or None when more bytes are needed.

        Raises RemoteProtocolError for a frame over the limit (as soon as its length is known) and for bytes that are
        no message.
        """
        if len(self._buffer) < HEADER:
            return None
        size = int.from_bytes(self._buffer[:HEADER], "big")
        if size > limits.FRAME_BYTES:
            raise RemoteProtocolError(f"frame of {size} bytes: the limit is {limits.FRAME_BYTES}")
        if len(self._buffer) < HEADER + size:
            return None
        payload = bytes(self._buffer[HEADER : HEADER + size])
        del self._buffer[: HEADER + size]
        try:
            return _decoded(payload)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError, MemoryError) as error:
            # The error may quote what arrived, and that may be as long as the frame.
            raise RemoteProtocolError(f"frame of {size} bytes: no message: {str(error)[:200]}") from None


def _decoded(payload: bytes) -> Message:
    if len(payload) < _MANY or not gc.isenabled():
        return _decoder.decode(payload)
    gc.disable()
    try:
        return _decoder.decode(payload)
    finally:
        gc.enable()
