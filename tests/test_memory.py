"""The student side's memory, gathered for its forks."""

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
