"""The local engine: processes on this machine, behind the seam of `concurrent.futures`.

The standard library's pool of processes breaks as a whole when one of them dies. Here each process is a pool of its
own: a death fails the one future that it was at, and the next gets a fresh process.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.process import BaseProcess
from typing import ParamSpec, TypeVar

from grader.batch.run import Engine
from grader.workers import begin

_P = ParamSpec("_P")
_T = TypeVar("_T")


class LocalPool(Engine):
    """`jobs` processes. Leaving it by an error ends them in the middle of their work."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._others = set(multiprocessing.active_children())
        self._threads = ThreadPoolExecutor(jobs, "batch", initializer=_leave_ctrl_c_to_the_caller)
        self._own = threading.local()
        self._pools: set[ProcessPoolExecutor] = set()
        self._ended = False

    @property
    def jobs(self) -> int:
        """See `Engine`."""
        return self._jobs

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> "Future[_T]":
        """See `Executor`. The future fails with BrokenExecutor when its process dies."""
        return self._threads.submit(self._run, fn, *args, **kwargs)

    def _run(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        pool: ProcessPoolExecutor | None = getattr(self._own, "pool", None)
        if self._ended:
            raise BrokenExecutor("the pool has ended")
        if pool is None:
            pool = self._own.pool = self._fresh()
        try:
            return pool.submit(fn, *args, **kwargs).result()
        except BrokenExecutor:
            self._own.pool = None
            self._pools.discard(pool)
            pool.shutdown()
            raise

    def _fresh(self) -> ProcessPoolExecutor:
        pool = ProcessPoolExecutor(
            1, mp_context=multiprocessing.get_context("spawn"), initializer=begin, initargs=(os.getpid(),)
        )
        self._pools.add(pool)
        return pool

    def processes(self) -> set[BaseProcess]:
        """Those that are alive."""
        return set(multiprocessing.active_children()) - self._others

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """See `Executor`. A process ends with the thread that started it, and all that it started with it."""
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
        for pool in tuple(self._pools):
            pool.shutdown(wait, cancel_futures=cancel_futures)

    def end(self) -> None:
        """Wait for nothing: end every process in the middle of its work."""
        self._ended = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self.processes():
            process.terminate()
        self.shutdown()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.shutdown()
        else:
            self.end()


def _leave_ctrl_c_to_the_caller() -> None:
    # What these threads start does not hear it either, before it says so.
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
