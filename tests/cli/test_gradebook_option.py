"""Where the gradebook is: the option, then the variable, then course.toml, then the state folder."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.mark.parametrize(
    ("words", "variable", "in_course_toml", "expected"),
    [
        ((), None, None, "course/.grader/gradebook.sqlite"),
        ((), None, "../kept/marks.sqlite", "kept/marks.sqlite"),
        ((), "variable.sqlite", "../kept/marks.sqlite", "course/variable.sqlite"),
        (("--gradebook", "option.sqlite"), "variable.sqlite", "../kept/marks.sqlite", "course/option.sqlite"),
    ],
)
def test_the_gradebook_is_where_it_was_said_nearest(
    grade: Run, course: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], variable: str | None,
    in_course_toml: str | None, expected: str,
) -> None:  # fmt: skip
    if variable is not None:
        monkeypatch.setenv("GRADE_GRADEBOOK", variable)
    if in_course_toml is not None:
        (course / "course.toml").write_text(f'gradebook = "{in_course_toml}"\n')
    assert grade("results", *words) == (0, "no results yet\n", "")
    assert [str(path.relative_to(course.parent)) for path in course.parent.rglob("*.sqlite")] == [expected]


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("mysql://u:secret@h/d", "mysql: no database that is known here: name a file, or postgresql"),
        ("://", "not a URL: name a file, or postgresql"),
        ("postgresql://u:secret@h:port/d", "not a URL: name a file, or postgresql"),
    ],
)
def test_a_place_that_is_none_is_refused_in_one_line(grade: Run, course: Path, where: str, says: str) -> None:
    ran = grade("results", "--gradebook", where)
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert says in ran.err
    assert "secret" not in ran.err


def test_a_server_that_does_not_answer_is_told_without_the_password(grade: Run, course: Path, tmp_path: Path) -> None:
    ran = grade("results", "--gradebook", f"postgresql://ada:secret@/marks?host={tmp_path}")
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (3, "", 1)
    assert "the server cannot be reached" in ran.err
    assert "secret" not in ran.err


@pytest.mark.parametrize(
    ("missing", "where", "extra"),
    [("sqlalchemy", "marks.sqlite", "staff"), ("psycopg", "postgresql://ada@/marks", "postgres")],
)
def test_a_library_that_is_not_installed_is_named_with_its_extra(
    process: Run, course: Path, missing: str, where: str, extra: str
) -> None:
    program = f"import sys\nsys.modules['{missing}'] = None\nfrom grader.cli.main import main\nmain()\n"
    ran = process("results", "--gradebook", where, program=("-c", program))
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (3, "", 1)
    assert f"pip install 'gradescent[{extra}]'" in ran.err
