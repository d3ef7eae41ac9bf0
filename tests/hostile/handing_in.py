"""A sample as a file that is handed in, with the words of the command line that go with it."""

import os
from pathlib import Path
from typing import Any, Final, NamedTuple
from unittest.mock import patch

from tests.hostile.samples import Sample

WORDS: Final = "WORDS"
"""What a sample that makes its file may define: words for `grade submit` in the place of `--student` and `--assignment`."""


class HandedIn(NamedTuple):
    """A file, and the words that stand beside it."""

    path: Path
    words: tuple[str, ...]


def words_of(sample: Sample, student: str) -> tuple[str, ...]:
    """What is said beside the file: the sample's own words, or these."""
    usual = ("--student", student, "--assignment", "target")
    if not sample.makes:
        return usual
    own = _names(sample).get(WORDS)
    return usual if own is None else tuple(own)


def hand_in(sample: Sample, folder: Path, student: str, course: Path) -> HandedIn:
    """Write the sample into a folder of its own. A generator finds the course in TARGET_COURSE."""
    folder.mkdir(parents=True)
    path = folder / sample.file_name
    if not sample.makes:
        path.write_text(sample.source, encoding="utf-8")
        return HandedIn(path, words_of(sample, student))
    path = folder / "target.ipynb"
    with patch.dict(os.environ, {"TARGET_COURSE": str(course)}):
        written = _names(sample)["make"](path)
    return HandedIn(written or path, words_of(sample, student))


def _names(sample: Sample) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(compile(sample.source, sample.name, "exec"), names)
    return names
