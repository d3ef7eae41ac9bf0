"""How a process that works for another begins, and ends: with it, and with all that it started.

A worker is ended by SIGTERM: by us when the work is interrupted, by the pool when another worker died, by the kernel
when the caller's own process is gone. The terminal's Ctrl-C does not reach it: it says to the caller's process alone
what the user wants, and in a worker SIGINT is how an answer's time limit ends.
"""

import atexit
import ctypes
import os
import signal
from contextlib import ExitStack
from typing import Any, Final

_PR_SET_PDEATHSIG: Final = 1

held: Final = ExitStack()
"""What a worker keeps until its end."""


def begin(parent: int) -> None:
    """Make this process a worker of `parent`. The thread that started it must live as long as it is to work."""
    os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # forgets one that came before
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)  # what programs print that a model answer starts is no part of our output
    os.close(null)
    atexit.register(_let_go)
    worker = os.getpid()

    def end(*_: Any) -> None:
        if os.getpid() != worker:  # a fork, in which a mutant runs
            os._exit(128 + signal.SIGTERM)
        _let_go()
        os.killpg(0, signal.SIGKILL)  # with such forks

    signal.signal(signal.SIGTERM, end)
    end_with(parent, signal.SIGTERM)


def end_with(parent: int, by: signal.Signals = signal.SIGKILL) -> None:
    """Have the kernel send this process a signal when its parent's thread that made it ends. See prctl(2)."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, by, 0, 0, 0)
    if os.getppid() != parent:  # it was gone before the kernel knew
        signal.raise_signal(by)


def _let_go() -> None:
    # Two ends can come at once, a socket's and a signal's: the second must not cut the first short.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    held.close()
