"""Every bound of the wire, in one table. Both sides keep them; the receiver never trusts the sender to."""

from types import MappingProxyType
from typing import Final

FRAME_BYTES: Final = 16 * 2**20
"""One message, packed. Decoding one costs at most about forty times this in memory."""

VALUE_BYTES: Final = FRAME_BYTES - 2**16
"""One value, or all arguments of a call, packed: what is left over is room for the message around it."""

ARRAY_BYTES: Final = FRAME_BYTES // 2
"""One array, or one byte string."""

DEPTH: Final = 100
"""Containers in containers. The decoder's own recursion allows a little over twice this."""

NODES: Final = 1_000_000
"""Values in one message, containers included; and what a loop over an array that holds nothing may visit."""

TEXT_CHARS: Final = 2**20
"""One string."""

NAME_CHARS: Final = 200
"""A name of a variable, a type or an attribute."""

INTEGER_BYTES: Final = 1024
"""An integer beyond 64 bits; its decimal form stays under the 4,300 digits that Python prints."""

DIMENSIONS: Final = 16
"""Axes of one array."""

DICT_PAIRS: Final = 4096
"""Pairs of one dict. Small, since keys can be chosen to collide and insertion is then quadratic."""

SAME_HASH: Final = 32
"""Keys of one dict that share a hash: comparing long keys pair by pair could take minutes."""

HANDLES: Final = 10_000
"""Student objects that one test may hold."""

CALLBACKS: Final = 100_000
"""Calls back into the suite that one test may make."""

CALL_DEPTH: Final = 16
"""Requests inside callbacks inside requests."""

ITEMS: Final = 100_000
"""Items fetched from one iterable."""

FRAMES: Final = 20
"""Frames of a traceback."""

PLACE_CHARS: Final = 300
"""One frame of a traceback."""

MESSAGE_CHARS: Final = 2_000
"""An exception's text."""

AMOUNT: Final = 2.0**53
"""Seconds or kilobytes that a process may be said to have used."""

PRINTED_CHARS: Final = 65_536
"""Printed text in one message."""

DTYPES: Final = MappingProxyType(
    {
        "|b1": 1, "|i1": 1, "<i2": 2, "<i4": 4, "<i8": 8, "|u1": 1, "<u2": 2, "<u4": 4, "<u8": 8,
        "<f2": 2, "<f4": 4, "<f8": 8, "<c8": 8, "<c16": 16,
    }
)  # fmt: skip
"""The element types that may cross, little-endian, with their size in bytes."""
