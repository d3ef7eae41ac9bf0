"""The next test's process is forked while the suite makes ready; whatever comes of that, the next test has its own."""

import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.errors import StudentFault

NOTEBOOK = """
import os, signal
import numpy as np
count = 0
def bump():
    global count
    count += 1
    return count
def draw(): return float(np.random.random())
def pid(): return os.getppid()
def kill(): os.kill(os.getppid(), signal.SIGKILL)
"""


def first_draw(seed: int) -> float:
    return float(np.random.RandomState(seed).random_sample())


@pytest.mark.parametrize("expected", [(), (7,), (8,), (7, 8), (8, 7), (8, 9, 8)], ids=str)
def test_a_test_starts_from_its_own_seed_whatever_was_expected(anywhere: Any, expected: tuple[int, ...]) -> None:
    loaded = anywhere.load(NOTEBOOK)
    for seed in expected:
        loaded.notebook.expect_test(seed)
    assert loaded.call("draw", seed=7) == first_draw(7)
    assert loaded.call("draw", seed=8) == first_draw(8)


def test_an_expected_test_does_not_see_what_the_one_before_did(apart: Any) -> None:
    loaded = apart.load(NOTEBOOK)
    for _ in range(3):
        assert loaded.call("bump") == 1
        loaded.notebook.expect_test(0)
    assert loaded.call("bump") == 1


def test_a_test_is_expected_although_the_notebook_has_died(apart: Any) -> None:
    loaded = apart.load(NOTEBOOK)
    with suppress(StudentFault):  # where the notebook's process cannot be killed from within, all is well too
        loaded.call("kill")
    loaded.notebook.expect_test(7)
    assert loaded.call("draw", seed=7) == first_draw(7)


def test_the_notebook_dies_between_the_expectation_and_the_test(unprotected: Any) -> None:
    loaded = unprotected.load(NOTEBOOK)
    notebook = loaded.call("pid")
    loaded.notebook.expect_test(7)
    os.kill(notebook, signal.SIGKILL)
    assert loaded.call("draw", seed=7) == first_draw(7)
    assert loaded.call("pid") != notebook


def descriptors() -> int:
    return len([*Path("/proc/self/fd").iterdir()])


@pytest.mark.parametrize("expected", [(1,), (1, 2), (1, 1)], ids=str)
def test_closing_with_an_expected_test_leaves_no_descriptor(apart: Any, expected: tuple[int, ...]) -> None:
    apart.load(NOTEBOOK).close()
    before = descriptors()
    loaded = apart.load(NOTEBOOK)
    loaded.call("draw")
    for seed in expected:
        loaded.notebook.expect_test(seed)
    loaded.close()
    assert descriptors() == before
