"""`grade doctor`: what this machine can isolate, and what mends it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.mark.walls
def test_doctor_ends_with_0_where_student_code_can_be_isolated(grade: Run, course: Path) -> None:
    ran = grade("doctor")
    assert (ran.status, ran.err) == (0, "")
    assert all(line.startswith(("ok ", "better  control group", " " * 8)) for line in ran.lines)


@pytest.mark.walls
def test_doctor_prints_one_json_document_when_asked(grade: Run, course: Path) -> None:
    ran = grade("doctor", "--json")
    said = json.loads(ran.out)
    assert (ran.status, ran.err) == (0, "")
    assert {"system", "bubblewrap", "sandbox", "hidden files"} <= {finding["name"] for finding in said}
    assert all(finding["holds"] for finding in said if finding["needed"])


@pytest.mark.walls
def test_doctor_works_without_a_course(grade: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert grade("doctor").status == 0


def test_doctor_names_the_command_that_mends_a_machine_without_bubblewrap(
    grade: Run, course: Path, without_bubblewrap: Path
) -> None:
    ran = grade("doctor")
    assert (ran.status, ran.err) == (1, "")
    assert "mend: sudo apt-get install bubblewrap" in ran.out


def test_doctor_ends_with_1_in_json_too(grade: Run, course: Path, without_bubblewrap: Path) -> None:
    ran = grade("doctor", "--json")
    missing = [finding for finding in json.loads(ran.out) if not finding["holds"]]
    assert ran.status == 1
    assert [(finding["name"], finding["mend"]) for finding in missing] == [
        ("bubblewrap", "sudo apt-get install bubblewrap")
    ]


def test_doctor_says_what_bubblewrap_says_when_it_cannot_make_namespaces(
    grade: Run, course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing = tmp_path / "bin" / "bwrap"
    refusing.parent.mkdir()
    refusing.write_text("#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n")
    refusing.chmod(0o755)
    monkeypatch.setenv("PATH", str(refusing.parent), prepend=":")
    ran = grade("doctor")
    assert (ran.status, ran.err) == (1, "")
    assert "bwrap: setting up uid map: Permission denied" in ran.out
    assert "mend: " in ran.out
