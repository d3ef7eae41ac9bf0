"""The student side's memory, gathered for its forks."""

import ctypes
import os

from grader.student_side import memory


def test_what_is_in_memory_stays_as_it_was() -> None:
    held = [os.urandom(4096) for _ in range(2000)]
    copy = b"".join(held)
    memory.gather()
    assert b"".join(held) == copy


def test_a_fork_has_what_was_gathered() -> None:
    held = bytearray(os.urandom(8 * 2**20))
    memory.gather()
    child = os.fork()
    if child == 0:
        before = sum(held[::4096])
        held[::4096] = bytes(len(held[::4096]))
        os._exit(0 if before and not sum(held[::4096]) else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert sum(held[::4096])


def test_what_is_gathered_is_memory_of_the_processs_own() -> None:
    held = bytearray(2**22)
    place = ctypes.addressof(ctypes.c_char.from_buffer(held))
    found = list(memory.private())
    assert any(start <= place < place + len(held) <= end for start, end in found)
    code = ctypes.cast(ctypes.CDLL(None).madvise, ctypes.c_void_p).value or 0
    assert not any(start <= code < end for start, end in found)
