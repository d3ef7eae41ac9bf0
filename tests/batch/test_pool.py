"""The local engine: a death costs one future, and nothing outlives the pool."""

import os
import signal
import time
from concurrent.futures import BrokenExecutor
from pathlib import Path

import pytest

from grader.batch.pool import LocalPool


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def sleep_long(told: Path) -> None:
    told.write_text(str(os.getpid()))
    time.sleep(600)


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_death_fails_one_future_and_the_next_gets_a_fresh_process() -> None:
    with LocalPool(1) as pool:
        futures = [pool.submit(os.getpid), pool.submit(die), pool.submit(os.getpid), pool.submit(os.getpid)]
        first, _, second, third = (future.exception() or future.result() for future in futures)
        assert isinstance(futures[1].exception(), BrokenExecutor)
        assert second == third != first
    assert gone(first)
    assert gone(second)


def test_an_error_ends_what_is_being_worked_at(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), LocalPool(1) as pool:  # noqa: PT012
        future = pool.submit(sleep_long, tmp_path / "pid")
        while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
            time.sleep(0.01)
        raise KeyboardInterrupt
    assert isinstance(future.exception(), BrokenExecutor)
    assert gone(int((tmp_path / "pid").read_text()))
