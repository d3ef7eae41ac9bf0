"""A class's code in the layout that JPlag reads."""

import ast
from pathlib import Path

import pytest

from grader.errors import RequestError
from grader.records import Cell
from grader.report.jplag import script, write_for_jplag


def cells(*sources: str) -> list[Cell]:
    return [Cell(index=index, source=source) for index, source in enumerate(sources)]


def test_a_folder_for_each_student_and_one_for_what_was_given(tmp_path: Path) -> None:
    write_for_jplag(tmp_path / "j", "hw1", {"ada": cells("a = 1"), "Bob": cells("b = 2")}, {"hw1": cells("c = 3")})
    found = sorted(str(path.relative_to(tmp_path / "j")) for path in (tmp_path / "j").rglob("*.py"))
    assert found == ["base-code/hw1.py", "submissions/Bob~cd9fb1e148cc/hw1.py", "submissions/ada/hw1.py"]


def test_commands_of_the_notebook_are_comments() -> None:
    source = script(cells("%matplotlib inline\n!ls\nx = 1", "def f():\n    return x"))
    assert [type(node).__name__ for node in ast.parse(source).body] == ["Assign", "FunctionDef"]


def test_an_earlier_export_is_not_mixed_in(tmp_path: Path) -> None:
    write_for_jplag(tmp_path, "hw1", {"ada": cells("a")}, {})
    with pytest.raises(RequestError, match="holds an earlier export: name another folder with --jplag"):
        write_for_jplag(tmp_path, "hw1", {"bob": cells("b")}, {})


def test_code_that_is_no_text_is_written_all_the_same(tmp_path: Path) -> None:
    write_for_jplag(tmp_path, "hw1", {"../x": cells("a = '\ud800'")}, {})
    (path,) = (tmp_path / "submissions").rglob("*.py")
    assert path.read_text("utf-8") == "a = '?'\n"
