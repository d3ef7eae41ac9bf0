"""Processes that an audit spreads its work over. They end with it, and all that they started ends with them.

A worker is ended by SIGTERM: by us when the audit is interrupted, by the pool when another worker died, by the kernel
when the audit's own process is gone. The terminal's Ctrl-C does not reach it: it says to the audit's process alone what
the user wants, and in a worker SIGINT is how an answer's time limit ends.
"""

import atexit
import ctypes
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Any, Final

_PR_SET_PDEATHSIG: Final = 1

Call = tuple[Callable[..., Any], *tuple[Any, ...]]
"""A function and its arguments."""

held: Final = ExitStack()
"""What a worker keeps until its end."""


@contextmanager
def at_work(jobs: int, calls: Sequence[Call]) -> Iterator[list[Future[Any]]]:
    """These calls, made in processes; whoever leaves otherwise than well ends them in the middle of their work."""
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(
        jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_begin, initargs=(os.getpid(),)
    )
    try:
        with _ctrl_c_put_off():
            futures = [pool.submit(function, *arguments) for function, *arguments in calls]
        yield futures
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown()


@contextmanager
def _ctrl_c_put_off() -> Iterator[None]:
    """Processes that are started meanwhile do not hear it before they say so."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(parent: int) -> None:
    os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # forgets one that came before
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)  # what programs print that a model answer starts is no part of our output
    os.close(null)
    atexit.register(held.close)
    worker = os.getpid()

    def end(*_: Any) -> None:
        if os.getpid() != worker:  # a fork, in which a mutant runs
            os._exit(128 + signal.SIGTERM)
        held.close()
        os.killpg(0, signal.SIGKILL)  # with such forks

    signal.signal(signal.SIGTERM, end)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:  # it was gone before the kernel knew
        end()
