"""`grade roster`: a class list comes in, says what it changes, and is shown."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_results import recorded

Run = Callable[..., Any]
LMS = Path(__file__).parents[1] / "samples" / "lms"


def test_an_import_tells_who_comes_who_goes_and_who_changes(grade: Run, course: Path) -> None:
    (course / "class.csv").write_text("student,name\nada,Ada L.\neve,Eve\n")
    assert grade("roster", "import", "class.csv").lines == [
        "added    Ada L. (ada)",
        "added    Eve (eve)",
        "2 in the class list: 2 added, 0 changed, 0 removed",
    ]
    assert grade("roster", "import", LMS / "class.csv").lines == [
        "added    Zoë Çelik (zoe)",
        "changed  Ada L. (ada): name Ada L. is now Ada Lovelace, email nothing is now ada@example.org, section nothing is now A",
        "removed  Eve (eve)",
        "2 in the class list: 1 added, 1 changed, 1 removed",
    ]


def test_the_same_list_once_more_changes_nothing(grade: Run, course: Path) -> None:
    grade("roster", "import", LMS / "canvas.csv")
    assert grade("roster", "import", LMS / "canvas.csv").lines == ["4 in the class list: 0 added, 0 changed, 0 removed"]


def test_a_dry_run_keeps_the_list_as_it_is(grade: Run, course: Path) -> None:
    assert grade("roster", "import", LMS / "class.csv", "--dry-run").lines[-1].endswith("2 added, 0 changed, 0 removed")
    assert grade("roster", "show").out == "no class list yet: grade roster import FILE\n"


def test_the_list_is_shown_with_the_ids_that_have_results(grade: Run, course: Path) -> None:
    grade("roster", "import", LMS / "gradescope.csv")
    for student in ("ada@example.org", "S2", "mallory"):
        recorded(course, student, 4.0)
    ran = grade("roster", "show")
    assert ran.lines == [
        "name           email            sis  section  results by",
        "Lovelace, Ada  ada@example.org  S1   A        ada@example.org",
        "Çelik, Zoë     zoe@example.org  S2   B        S2",
    ]
    assert ran.err == "grade: mallory: has results and is not, or not alone, in the class list\n"


def test_the_list_is_one_json_document_when_asked(grade: Run, course: Path) -> None:
    grade("roster", "import", LMS / "class.csv")
    assert [member["student"] for member in json.loads(grade("roster", "show", "--json").out)] == ["ada", "zoe"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("import", "none.csv"), "none.csv: no such file or directory"),
        (("import", "assignments"), "assignments: is a directory"),
        (("import", "course.toml"), "course.toml: line 1: no class list that is known here"),
        (("import",), "Missing argument 'FILE'.\ntry: grade roster import --help"),
        (("sing",), "No such command 'sing'.\ntry: grade roster --help"),
    ],
)
def test_what_cannot_be_imported_is_refused(grade: Run, course: Path, words: tuple[str, ...], says: str) -> None:
    ran = grade("roster", *words)
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err


def test_a_list_with_a_wrong_line_changes_nothing(grade: Run, course: Path) -> None:
    grade("roster", "import", LMS / "class.csv")
    (course / "class.csv").write_text("student\nbob\nbob\n")
    ran = grade("roster", "import", "class.csv")
    assert (ran.status, ran.err) == (
        2,
        "grade: class.csv: line 3: student bob: line 2 has it too: two people cannot share it\n",
    )
    assert len(json.loads(grade("roster", "show", "--json").out)) == 2
