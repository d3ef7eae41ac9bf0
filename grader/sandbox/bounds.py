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
from pathlib import Path
from typing import Final

from grader.errors import StudentTimeout

AGAIN_SECONDS: Final = 1.0
"""Code that catches one interrupt gets another."""


@contextlib.contextmanager
def no_more_memory_than(size: int) -> Iterator[None]:
    """At most `size` bytes of address space beside what this process has now. Beyond it, a MemoryError. Linux only."""
    import resource

    before, most = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_bytes().split()[0])
    bound = pages * os.sysconf("SC_PAGE_SIZE") + size
    limits = [limit for limit in (bound, before, most) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(limits), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, most))


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
