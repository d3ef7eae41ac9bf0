import runpy
import warnings
from pathlib import Path

import pytest

fuzz = runpy.run_path(str(Path(__file__).with_name("fuzz_wire.py")))["fuzz"]


@pytest.mark.parametrize("seed", [20261122, 3, 14])
def test_nothing_escapes_from_hostile_bytes_and_objects(seed):
    with warnings.catch_warnings(action="ignore"):  # Python's own, over what the objects answer
        refused = fuzz(seed, 150)
    assert 50 < refused < 150
