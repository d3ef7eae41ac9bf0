"""`grade release`: stub notebooks, and bundles in which nothing is secret."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

SECRETS = (b"twice_of_the_argument", b"a_word_that_no_student_reads", b"BEGIN SOLUTION", b"misconception")


def test_release_writes_the_stub_once(grade: Run, course: Path) -> None:
    stub = course / "assignments/hw1_double/hw1.ipynb"
    assert grade("release", "hw1") == (0, "hw1.ipynb: written\n", "")
    first = stub.read_bytes()
    assert grade("release") == (0, "hw1.ipynb: is up to date\n", "")
    assert stub.read_bytes() == first
    assert json.loads(first)["metadata"]["grader"] == {"assignment": "hw1"}


def test_release_packs_nothing_secret(grade: Run, course: Path, tmp_path: Path) -> None:
    ran = grade("release", "hw1", "--zip", tmp_path / "dist")
    with zipfile.ZipFile(tmp_path / "dist/hw1_double.zip") as bundle:
        held = {name: bundle.read(name) for name in bundle.namelist()}
    assert (ran.status, ran.err) == (0, "")
    assert sorted(held) == [
        "hw1_double/assignment.toml",
        "hw1_double/data/numbers.csv",
        "hw1_double/hw1.ipynb",
        "hw1_double/test_hw1_public.py",
    ]
    assert [secret for secret in SECRETS for data in held.values() if secret in data] == []


def test_a_bundle_works_where_it_is_unpacked(
    grade: Run, course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grade("release", "--zip", tmp_path / "dist")
    (tmp_path / "home").mkdir()
    with zipfile.ZipFile(tmp_path / "dist/hw1_double.zip") as bundle:
        bundle.extractall(tmp_path / "home")
    monkeypatch.chdir(tmp_path / "home/hw1_double")
    ran = grade("check", "hw1.ipynb")
    assert (ran.status, ran.err, ran.lines[-1]) == (1, "", "0 of 3 checks pass")


def test_release_packs_nothing_secret_of_the_repository(grade: Run, repository_course: Path, tmp_path: Path) -> None:
    assert grade("release", "hw1", "--zip", tmp_path / "dist").status == 0
    with zipfile.ZipFile(tmp_path / "dist/hw1_perceptron.zip") as bundle:
        assert sorted(bundle.namelist()) == [
            "hw1_perceptron/assignment.toml", "hw1_perceptron/hw1.ipynb", "hw1_perceptron/test_hw1_public.py",
        ]  # fmt: skip
        assert b"heaviside" not in bundle.read("hw1_perceptron/hw1.ipynb")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("hw9",), "no assignment 'hw9' in course: known are hw1"),
        (("../hw1",), "'../hw1' is no assignment's id: known are hw1"),
        (("hw1", "--zip", "course.toml"), "course.toml/hw1_double.zip: cannot be written"),
        (("hw1", "--zip", "/proc/none"), "/proc/none/hw1_double.zip: cannot be written"),
    ],
)
def test_release_refuses_what_it_cannot_do(grade: Run, course: Path, words: tuple[str, ...], said: str) -> None:
    ran = grade("release", *words)
    assert (ran.status, len(ran.err.splitlines())) == (2, 1)
    assert said in ran.err


@pytest.mark.parametrize("text", ["# BEGIN SOLUTION\n", "x = 1\n# END SOLUTION\n", b"\xff\xfe"])
def test_release_names_the_place_when_the_model_answer_is_wrong(grade: Run, course: Path, text: str | bytes) -> None:
    model = course / "solutions/hw1_double/hw1.py"
    model.write_bytes(text if isinstance(text, bytes) else text.encode())
    ran = grade("release", "hw1")
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert ran.err.startswith("grade: hw1_double/hw1.py:")
