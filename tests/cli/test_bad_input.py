"""What cannot be served: exit 2, a line or two that name the file and the way out, and nothing left behind."""

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

CELL = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": "x = 1"}
RIGHT = {**CELL, "source": 'def double(x):\n    return 2 * x\nanswers = {"two_is_even": True}'}


def notebook(**changes: object) -> bytes:
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [RIGHT], **changes}).encode()


UNREADABLE = {
    "not a notebook": b'{"a": 1}',
    "no json": b"print(1)\n",
    "a number": b"7",
    "truncated": notebook()[:-20],
    "nbformat 2": notebook(nbformat=2),
    "nbformat 5": notebook(nbformat=5),
    "nbformat a word": notebook(nbformat="four"),
    "blank": b" \n\n",
    "no cells": notebook(cells=[]),
    "cells an object": notebook(cells={}),
    "cells of numbers": notebook(cells=[1, 2]),
    "a cell of no kind": notebook(cells=[{"source": "x"}]),
    "50,000 cells": b'{"nbformat": 4, "cells": [' + b"{}," * 50_000 + b'{"cell_type": "code", "source": ""}]}',
    "deep": b'{"nbformat": 4, "metadata": ' + b"[" * 100_000 + b"]" * 100_000 + b', "cells": []}',
    "deep and open": b"[" * 200_000,
    "the key cells twice": b'{"nbformat": 4, "cells": [], ' + notebook()[1:],
    "UTF-16": notebook().decode().encode("utf-16"),
    "UTF-32": notebook().decode().encode("utf-32"),
    "Latin-1": notebook().replace(b"x = 1", b"x").replace(b"double", b"d\xe9uble"),
    "a null character": notebook(cells=[{**CELL, "source": "x\0"}]),
    "a lone surrogate": notebook(cells=[{**CELL, "source": "\ud800"}]),
    "a long number": b'{"nbformat": ' + b"9" * 5000 + b', "cells": []}',
    "R": notebook(metadata={"kernelspec": {"name": "ir", "language": "R"}}),
    "Julia": notebook(metadata={"kernelspec": {"name": "julia-1.9"}}),
    "a sound": b"RIFF\x00\x01\x02\x03WAVE" * 10,
}


def tree(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if not {".grader", "__pycache__"} & set(path.parts)}


@pytest.fixture(params=["check", "submit"])
def command(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def refused(grade: Run, course: Path, command: str) -> Callable[..., str]:
    """Runs the command on what must be refused; gives what it says."""

    def run(*words: str | Path) -> str:
        before = tree(course.parent)
        ran = grade(command, *words)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith("grade: ")
        assert 1 <= len(ran.err.splitlines()) <= 2
        assert max(map(len, ran.err.splitlines())) < 330
        assert ran.err.replace("\n", "").isprintable()
        assert tree(course.parent) == before
        return str(ran.err)

    return run


@pytest.mark.walls
@pytest.mark.parametrize("data", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_file_that_is_no_notebook_is_refused(refused: Run, course: Path, data: bytes) -> None:
    (course.parent / "hw1.ipynb").write_bytes(data)
    assert "hw1.ipynb: " in refused(course.parent / "hw1.ipynb")


@pytest.mark.walls
@pytest.mark.parametrize("name", ["hw1.txt", "hw1", "hw1_ipynb.bak", "hw1.zip"])
def test_a_file_of_another_kind_is_refused(refused: Run, course: Path, name: str) -> None:
    (course.parent / name).write_bytes(notebook())
    assert f"{name}: neither an .ipynb nor a .py file" in refused(course.parent / name)


def test_an_empty_file_is_refused(refused: Run, course: Path) -> None:
    (course.parent / "hw1.ipynb").touch()
    assert refused(course.parent / "hw1.ipynb") == "grade: hw1.ipynb: the file is empty: save it again\n"


def test_a_file_over_the_limit_is_refused(refused: Run, course: Path, command: str) -> None:
    with (course.parent / "hw1.ipynb").open("wb") as file:
        file.truncate(50 * 2**20)
    said = refused(course.parent / "hw1.ipynb")
    assert "hw1.ipynb: larger than " in said
    assert "clear all outputs" in said


def test_a_file_that_is_not_there_is_refused(refused: Run, course: Path) -> None:
    assert refused("hw1.ipynb") == "grade: hw1.ipynb: no such file\n"


def test_a_pipe_is_refused_at_once(refused: Run, course: Path) -> None:
    os.mkfifo(course.parent / "hw1.ipynb")
    assert refused(course.parent / "hw1.ipynb") == "grade: hw1.ipynb: a pipe, not a file\n"


def test_a_symbolic_link_is_refused(refused: Run, course: Path) -> None:
    (course.parent / "real.ipynb").write_bytes(notebook())
    (course.parent / "hw1.ipynb").symlink_to(course.parent / "real.ipynb")
    said = refused(course.parent / "hw1.ipynb")
    assert said == "grade: hw1.ipynb: a symbolic link: name the file itself\n"


def test_a_folder_is_refused(refused: Run, course: Path) -> None:
    (course.parent / "hw1.ipynb").mkdir()
    assert refused(course.parent / "hw1.ipynb") == "grade: hw1.ipynb: a folder, not a file\n"


def test_a_socket_is_refused(refused: Run, course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(course.parent)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("hw1.ipynb")
        monkeypatch.chdir(course)
        assert "hw1.ipynb: a socket" in refused(course.parent / "hw1.ipynb")


@pytest.mark.parametrize("device", ["null", "zero"])
def test_a_device_is_refused(refused: Run, device: str) -> None:
    assert refused(f"/dev/{device}", "--assignment", "hw1") == f"grade: {device}: a device, not a file\n"


def test_a_file_that_may_not_be_read_is_refused(ordinary: Run, course: Path, command: str) -> None:
    path = course.parent / "hw1.ipynb"
    path.write_bytes(notebook())
    path.chmod(0)
    ran = ordinary(command, path)
    assert (ran.status, ran.out, ran.err) == (2, "", "grade: hw1.ipynb: no permission to read it\n")


@pytest.mark.walls
def test_a_byte_order_mark_is_accepted(grade: Run, course: Path, command: str) -> None:
    (course.parent / "hw1.ipynb").write_bytes(b"\xef\xbb\xbf" + notebook())
    ran = grade(command, course.parent / "hw1.ipynb")
    assert (ran.status, ran.err) == (0, "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--assignment", "hw9"), "no assignment 'hw9' in course: known are hw1"),
        (("--assignment", "../hw1"), "'../hw1' is no assignment's id"),
        (("--assignment", ""), "'' is no assignment's id"),
        (("--assignment", "x" * 10_000), "is no assignment's id"),
        (("--assignment", "\x1b[31mhw1"), "'\\x1b[31mhw1' is no assignment's id"),
    ],
)
def test_an_unknown_assignment_is_refused(refused: Run, course: Path, words: tuple[str, ...], said: str) -> None:
    (course.parent / "hw1.ipynb").write_bytes(notebook())
    assert said in refused(course.parent / "hw1.ipynb", *words)


@pytest.mark.parametrize("name", ["hw9.ipynb", "my solution.ipynb", "Untitled.ipynb"])
def test_a_file_name_that_tells_no_assignment_is_refused(refused: Run, course: Path, name: str) -> None:
    (course.parent / name).write_bytes(notebook())
    assert "hw1" in refused(course.parent / name)


@pytest.mark.parametrize("metadata", ["../../etc", 7, ["hw1"], "", "hw1\n", {"id": "hw1"}])
def test_metadata_that_names_no_assignment_is_refused(refused: Run, course: Path, metadata: object) -> None:
    (course.parent / "hw1.ipynb").write_bytes(notebook(metadata={"grader": {"assignment": metadata}}))
    assert "metadata.grader.assignment: " in refused(course.parent / "hw1.ipynb")


@pytest.mark.parametrize("words", [("--halve",), ("hw1.ipynb", "hw2.ipynb"), ()])
def test_an_odd_command_line_is_refused_with_the_way_to_help(
    refused: Run, command: str, words: tuple[str, ...]
) -> None:
    assert f"try: grade {command} --help" in refused(*words)


def test_an_unknown_command_is_refused(grade: Run) -> None:
    ran = grade("sumbit", "hw1.ipynb")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "grade: No such command 'sumbit'.\ntry: grade --help\n"


STUDENTS = {
    "empty": "",
    "a parent": "..",
    "a path": "../../etc/passwd",
    "a separator": "ada/bob",
    "a backslash": "ada\\bob",
    "a dot first": ".ada",
    "a dash first": "--ada",
    "a space": "ada lovelace",
    "a newline": "ada\nbob",
    "an escape": "\x1b[31mada",
    "bidi": "ada\u202ebob",
    "zero width": "ada\u200b",
    "a blank letter": "ada\u3164",
    "markup": "[bold]ada[/bold]",
    "a formula": "=1+1",
    "quotes": "ada'; DROP TABLE results; --",
    "10,000 characters": "a" * 10_000,
    "a lone surrogate": "ada\udcff",
}


@pytest.mark.parametrize("student", STUDENTS.values(), ids=STUDENTS.keys())
def test_a_student_who_is_no_id_is_refused(grade: Run, course: Path, student: str) -> None:
    (course.parent / "hw1.ipynb").write_bytes(notebook())
    ran = grade("submit", course.parent / "hw1.ipynb", f"--student={student}")
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert ran.err.endswith("is no student's id: use 1 to 64 letters, digits and . _ - @ +\n")
    assert ran.err.strip().isprintable()
    assert not (course / ".grader").exists()


@pytest.mark.parametrize("student", [7, ["ada"], "../ada", "", "a\nb", {"id": "ada"}])
def test_metadata_that_names_no_student_is_refused(grade: Run, course: Path, student: object) -> None:
    (course.parent / "hw1.ipynb").write_bytes(notebook(metadata={"grader": {"student": student}}))
    ran = grade("submit", course.parent / "hw1.ipynb")
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert ran.err.startswith("grade: metadata.grader.student: ")
    assert ran.err.endswith(": say --student ID\n")


HOSTILE_NAMES = {
    "newline": "hw1_\nexit 0\n.ipynb",
    "ansi": "hw1_\x1b[2J\x1b[31mred.ipynb",
    "osc": "hw1_\x1b]0;title\x07.ipynb",
    "markup": "hw1_[bold red]b[:smile:].ipynb",
    "255 bytes": "hw1_" + "x" * (255 - 10) + ".ipynb",
    "bidi": "hw1_\u202egpj.ipynb",
    "dash": "-hw1.ipynb",
    "percent": "hw1_%s%n{0}.ipynb",
}


@pytest.mark.walls
@pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES.keys())
def test_a_hostile_file_name_is_shown_harmless(refused: Run, course: Path, name: str) -> None:
    (course.parent / name).write_bytes(b"{")
    assert "hw1" in refused(course.parent / name, "--assignment", "hw1")


@pytest.mark.walls
@pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES.keys())
def test_a_hostile_file_name_costs_no_mark(grade: Run, course: Path, name: str) -> None:
    (course.parent / name).write_bytes(notebook())
    ran = grade("submit", course.parent / name, "--assignment", "hw1", "--json")
    assert (ran.status, json.loads(ran.out)["score"]) == (0, 10.0)


@pytest.mark.walls
@pytest.mark.parametrize("data", [b"{", notebook()], ids=["broken", "right"])
def test_a_file_name_that_is_not_unicode_is_no_obstacle(process: Run, course: Path, command: str, data: bytes) -> None:
    path = os.fsencode(course.parent) + b"/hw1_\xff\xfe.ipynb"
    Path(os.fsdecode(path)).write_bytes(data)
    ran = process(command, path)
    assert ran.status == (2 if data == b"{" else 0)
    assert "Traceback" not in ran.err
    assert len(ran.err.splitlines()) <= 1


@pytest.mark.parametrize("name", ["x" * 300 + ".ipynb", "", "."])
def test_a_name_that_no_file_can_have_is_refused(refused: Run, name: str) -> None:
    refused(name, "--assignment", "hw1")


@pytest.mark.parametrize(
    ("words", "way_out"),
    [
        (("check", "hw1.ipynb"), "put it back into the folder that it was handed out in, or say --course DIR"),
        *(
            (words, "no course.toml here or above: change into a course, or say --course DIR")
            for words in (("submit", "hw1.ipynb"), ("results",), ("show", "ada"), ("release",))
        ),
    ],
)
def test_no_course_is_said_with_the_way_out(
    grade: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], way_out: str
) -> None:
    (tmp_path / "hw1.ipynb").write_bytes(notebook())
    monkeypatch.chdir(tmp_path)
    ran = grade(*words)
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert ran.err.endswith(f"{way_out}\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "course.toml: not valid TOML: "),
        ("titel = 'x'", "course.toml: object contains unknown field titel"),
        ("[limits]\nmemory_mb = 1", "course.toml: limits.memory_mb: "),
        ("[limits]\nnotebook_cpu_seconds = 'long'", "course.toml: limits.notebook_cpu_seconds: "),
        ("assignments = ['hw1', 'hw1']", "course.toml: assignments: 'hw1' is listed twice"),
        ("assignments = ['../x']", "course.toml: assignments: '../x' is no id"),
        (b"title = '\xff'", "course.toml: byte "),
    ],
)
@pytest.mark.parametrize("words", [("submit", "hw1.ipynb"), ("results",)])
def test_a_course_file_that_says_nonsense_is_named(
    grade: Run, course: Path, text: str | bytes, said: str, words: tuple[str, ...]
) -> None:
    (course / "hw1.ipynb").write_bytes(notebook())
    (course / "course.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    ran = grade(*words)
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert said in ran.err


def test_the_course_is_the_option_then_the_variable_then_the_folder_around(
    grade: Run, course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other/course.toml").write_text("title = 'empty'\n")
    monkeypatch.chdir(course / "assignments")
    assert grade("results", "hw1").status == 0
    monkeypatch.setenv("GRADE_COURSE", str(tmp_path / "other"))
    assert "the course has none yet" in grade("results", "hw1").err
    assert grade("results", "hw1", "--course", course).status == 0


@pytest.mark.parametrize("value", ["/nonexistent", "course.toml", "/dev/null"])
def test_a_variable_that_names_no_course_is_refused(
    grade: Run, course: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("GRADE_COURSE", value)
    ran = grade("results")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"grade: {value}: no course.toml in it: name the course's own folder\n"
