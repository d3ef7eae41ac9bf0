"""Processes that an audit spreads its work over. They end with it, and all that they started ends with them."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

from grader.workers import begin

Call = tuple[Callable[..., Any], *tuple[Any, ...]]
"""A function and its arguments."""


@contextmanager
def at_work(jobs: int, calls: Sequence[Call]) -> Iterator[list[Future[Any]]]:
    """These calls, made in processes; whoever leaves otherwise than well ends them in the middle of their work."""
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(
        jobs, mp_context=multiprocessing.get_context("spawn"), initializer=begin, initargs=(os.getpid(),)
    )
    try:
        with _ctrl_c_put_off():
            futures = [pool.submit(function, *arguments) for function, *arguments in calls]
        yield futures
    except BaseException:
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()
        raise
    finally:
        # Waits also after an error: the pool's own thread must not close its pipe while Python's exit writes to it.
        pool.shutdown(cancel_futures=True)


@contextmanager
def _ctrl_c_put_off() -> Iterator[None]:
    """Processes that are started meanwhile do not hear it before they say so."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
