"""What code on the staff's side may use when a student has a say in it: time, and memory.

A function of the suite's is called with what the student's code chooses. With a count of a billion, or an array as
long, an honest function takes hours, or all memory of the machine.
"""

import _thread
import contextlib
import os
import signal
import threading
import time
from collections.abc import Iterator
from typing import Final

from grader.errors import StudentTimeout

_PAGE_BYTES: Final = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096

AGAIN_SECONDS: Final = 1.0
"""Code that catches one interrupt gets another."""


@contextlib.contextmanager
def no_more_memory_than(size: int) -> Iterator[None]:
    """At most `size` bytes of address space beside what this process has now. Beyond it, a MemoryError. Linux only."""
    import resource

    before, most = resource.getrlimit(resource.RLIMIT_AS)
    bound = _address_space() + size
    limits = [limit for limit in (bound, before, most) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(limits), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, most))


class Memory:
    """At most `size` bytes for many calls together: what one of them keeps, the next has less. Linux only.

    What is read from one call to the next counts too, since that is what the calls are given; `pause` when they end.
    """

    def __init__(self, size: int) -> None:
        self._size = self._left = size
        self._seen: int | None = None

    @contextlib.contextmanager
    def for_a_call(self) -> Iterator[None]:
        """What is left bounds this call. Beyond it, and where nothing is left, a MemoryError."""
        self._look()
        if self._left <= 0:
            raise MemoryError
        try:
            with no_more_memory_than(self._left):
                yield
        finally:
            self._look()

    def pause(self) -> None:
        """What this process takes from now on until the next call is its own affair."""
        self._seen = None

    def _look(self) -> None:
        now = _address_space()
        if self._seen is not None:
            self._left = min(self._size, self._left - (now - self._seen))
        self._seen = now


def _address_space() -> int:
    """Bytes of this process's."""
    statm = os.open("/proc/self/statm", os.O_RDONLY)
    try:
        return int(os.read(statm, 64).split()[0]) * _PAGE_BYTES
    finally:
        os.close(statm)


def within(seconds: float) -> contextlib.AbstractContextManager[None]:
    """Interrupt the main thread after so many seconds, as Ctrl-C would, and call that a timeout.

    Not a C call that never returns, and only in the main thread.
    """
    if threading.current_thread() is not threading.main_thread():
        return contextlib.nullcontext()
    return _alarmed(seconds) if hasattr(signal, "setitimer") else _interrupted(seconds)


@contextlib.contextmanager
def _alarmed(seconds: float) -> Iterator[None]:
    """By the system's timer, again and again for those who catch it. A timer around this one goes on afterwards."""
    late = False

    def interrupt(*_: object) -> None:
        nonlocal late
        late = True
        raise KeyboardInterrupt

    started = time.monotonic()
    handler = signal.signal(signal.SIGALRM, interrupt)
    outer, _ = signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN_SECONDS)
    try:
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)  # while what comes at the last moment is still caught
    except KeyboardInterrupt:
        if not late:
            raise
    finally:
        signal.signal(signal.SIGALRM, handler)
        if outer:
            left = outer - (time.monotonic() - started)
            signal.setitimer(signal.ITIMER_REAL, max(left, 0.001), AGAIN_SECONDS)
    if late:
        raise StudentTimeout(f"gave no answer within {seconds:g} s")


@contextlib.contextmanager
def _interrupted(seconds: float) -> Iterator[None]:
    """By a thread, where the system has no such timer."""
    lock, state = threading.Lock(), {"running": True, "late": False}

    def interrupt() -> None:
        with lock:
            if state["running"]:
                state["late"] = True
                _thread.interrupt_main()

    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_IGN:  # as in what a script runs in the background
        signal.signal(signal.SIGINT, signal.default_int_handler)
    timer = threading.Timer(seconds, interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
        with lock:
            state["running"] = False
    except KeyboardInterrupt:
        if not state["late"]:
            raise
    finally:
        state["running"] = False
        timer.cancel()
        if before is signal.SIG_IGN:
            signal.signal(signal.SIGINT, before)
    if state["late"]:
        raise StudentTimeout(f"gave no answer within {seconds:g} s")
