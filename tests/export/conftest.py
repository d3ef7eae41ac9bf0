"""Files as the LMSs hand them out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.export.formats import Listing
from grader.export.tables import Table

LMS = Path(__file__).parents[1] / "samples" / "lms"
Listed = Callable[[str], Listing]


@pytest.fixture
def listed() -> Listed:
    """A sample, read."""
    return lambda name: Listing(Table.read(LMS / name))
