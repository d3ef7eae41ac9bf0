"""A short run of the fuzzers of what reads files; `scripts/fuzz` makes a long one."""

import runpy
from pathlib import Path

import pytest

fuzz = runpy.run_path(str(Path(__file__).with_name("fuzz_course.py")))["fuzz"]


@pytest.mark.parametrize("seed", [20261125, 5])
def test_nothing_escapes_from_hostile_files_settings_and_names(seed):
    notebooks, settings, names = fuzz(seed, 150)
    assert all(10 < count < 150 for count in (notebooks, settings, names))
