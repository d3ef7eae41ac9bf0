"""A function of the suite's is called with what the student's code chooses: it may take neither hours nor all memory."""

import resource
import threading
from typing import Any

import pytest

from grader.errors import StudentRaised, StudentTimeout
from grader.sandbox.bounds import Memory, no_more_memory_than, within

QUICK = {"test_cpu_seconds": 1, "notebook_cpu_seconds": 5, "wall_factor": 1, "memory_mb": 512}
CALLS = "def call(f, x):\n    return f(x)\ndef call_twice(f, x):\n    try:\n        f(x)\n    except MemoryError:\n        return f(1)"


def count(n: int) -> int:
    for _ in range(n):
        pass
    return n


def stubborn(n: int) -> int:
    try:
        return count(n)
    except Exception:
        return count(n)


@pytest.mark.parametrize("function", [count, stubborn])
def test_a_function_of_the_suites_that_is_made_to_run_for_ever(unprotected: Any, function: Any) -> None:
    notebook = unprotected.load(CALLS, **QUICK)
    with pytest.raises(StudentTimeout, match="no answer within 1 s"):
        notebook.call("call", function, 10**15)
    assert notebook.call("call", function, 3) == 3


def test_a_function_of_the_suites_that_calls_back_and_never_ends(unprotected: Any) -> None:
    notebook = unprotected.load("def call(f):\n    return f(lambda: f(None))", **QUICK)
    with pytest.raises(StudentTimeout, match="no answer within 1 s"):
        notebook.call("call", lambda inner: inner() if inner is not None else count(10**15))


def test_a_function_of_the_suites_that_is_made_to_take_all_memory(apart: Any) -> None:
    notebook = apart.load(CALLS, **QUICK)
    with pytest.raises(StudentRaised, match="MemoryError"):
        notebook.call("call", bytes, 10**10)
    assert notebook.call("call_twice", lambda n: len(bytes(n)), 10**10) == 1


def test_functions_of_the_suites_that_keep_what_they_are_given(nested: Any) -> None:
    kept: list[Any] = []
    notebook = nested.load("def flood(f):\n    while True: f(bytes(2**22))", test_cpu_seconds=5, memory_mb=256)
    for _ in range(2):  # what one test keeps, the next has less
        with pytest.raises(StudentRaised, match="MemoryError"):
            notebook.call("flood", kept.append)
    assert len(kept) < 200  # a few more where the process has memory to use again


def test_memory_within_the_bound_is_given_and_afterwards_there_is_no_bound() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    with no_more_memory_than(2**28):
        assert len(bytes(2**26)) == 2**26
        with pytest.raises(MemoryError), no_more_memory_than(2**40):
            bytes(2**29)
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_memory_that_a_call_gives_back_is_the_next_ones() -> None:
    memory, kept = Memory(2**28), []
    for _ in range(8):
        with memory.for_a_call():
            bytes(2**27)
    with memory.for_a_call():
        kept.append(bytes(2**26))
    kept.append(bytes(2**26))  # what the next is given
    with pytest.raises(MemoryError), memory.for_a_call():
        bytes(2**27 + 2**24)
    memory.pause()
    kept.append(bytes(2**26))
    with memory.for_a_call():
        assert len(bytes(2**26)) == 2**26


def test_another_thread_has_no_alarm() -> None:
    ended = []

    def run() -> None:
        with within(0.001):
            ended.append(count(100_000))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert ended == [100_000]
