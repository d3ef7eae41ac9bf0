"""Where there are no walls there are still processes, limits, and a home of its own for each submission."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.sandbox.unprotected import Unprotected


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_what_was_written_is_gone_when_it_is_closed(folder: Path) -> None:
    sandbox = Unprotected(None)
    assert list(folder.iterdir())
    sandbox.close()
    assert list(folder.iterdir()) == []


def test_student_code_starts_in_a_home_below(folder: Path, own_room: Callable[..., Any]) -> None:
    notebook = own_room(Unprotected(None)).load("import os\ndef f(): return [os.getcwd(), os.environ['HOME']]")
    places = {Path(place).resolve() for place in notebook.call("f")}
    assert len(places) == 1
    assert folder.resolve() in places.pop().parents


def test_environment_of_the_staff_is_not_handed_on(
    monkeypatch: pytest.MonkeyPatch, own_room: Callable[..., Any], word: str
) -> None:
    monkeypatch.setenv("STAFF_TOKEN", word)
    notebook = own_room(Unprotected(None)).load("import os\ndef f(): return sorted(os.environ)")
    assert "STAFF_TOKEN" not in notebook.call("f")
