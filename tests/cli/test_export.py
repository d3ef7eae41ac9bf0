"""`grade export`: what counts goes out, and what finds no place is told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_results import make_late, recorded

Run = Callable[..., Any]
LMS = Path(__file__).parents[1] / "samples" / "lms"


def test_what_counts_goes_out_for_everybody(grade: Run, course: Path) -> None:
    recorded(course, "ada", 4.0)
    recorded(course, "ada", 7.5, at="2026-11-23T08:00:00Z")
    recorded(course, "bob", 10.0)
    assert grade("export", "hw1") == (
        0, "\ufeffstudent,name,email,section,hw1\r\nada,,,,7.50\r\nbob,,,,10.00\r\n", "",
    )  # fmt: skip


def test_a_late_penalty_is_in_it_unless_raw_is_asked_for(grade: Run, course: Path) -> None:
    make_late(course)
    recorded(course, "bob", 10.0)
    assert "bob,,,,9.00\r\n" in grade("export").out
    assert "bob,,,,10.00\r\n" in grade("export", "--raw").out


def test_an_export_of_the_lms_is_filled(grade: Run, course: Path) -> None:
    recorded(course, "lovelaceada", 9.5)
    ran = grade("export", "hw1", "--into", LMS / "canvas.csv", "--output", "upload.csv")
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    before = (LMS / "canvas.csv").read_bytes()
    assert (course / "upload.csv").read_bytes() == before.replace(b'Lab",,17.5', b'Lab",9.50,17.5')


def test_a_result_without_a_place_is_listed_and_the_rest_is_written(grade: Run, course: Path) -> None:
    recorded(course, "ada1", 9.5)
    recorded(course, "mallory", 10.0)
    ran = grade("export", "--into", LMS / "blackboard.csv")
    assert '"Yes","9.50","2.00"' in ran.out
    assert (ran.status, ran.err) == (
        1,
        "grade: hw1: mallory: not in the class list\ngrade: 1 result stands in nobody's row\n",
    )


def test_the_class_list_makes_the_rows(grade: Run, course: Path) -> None:
    grade("roster", "import", LMS / "class.csv")
    recorded(course, "ADA@example.org", 9.5)
    ran = grade("export", "--format", "moodle", "--missing", "zero")
    assert (ran.status, ran.out) == (
        0,
        "Full name,Username,ID number,Email address,hw1\r\n"
        "Ada Lovelace,,,ada@example.org,9.50\r\nZoë Çelik,,,zoe@example.org,0.00\r\n",
    )


def test_gradescope_gets_a_file_a_student(grade: Run, course: Path) -> None:
    recorded(course, "ada", 4.0)
    assert grade("export", "hw1", "--format", "gradescope", "--output", "out") == (0, "", "")
    said = json.loads((course / "out/hw1/ada/results.json").read_text())
    assert (said["score"], said["tests"][0]["name"]) == (4.0, "double: double")


def test_a_column_of_one_of_several_assignments_is_named(grade: Run, course: Path) -> None:
    recorded(course, "bob2", 9.5)
    words = ("export", "hw1", "--into", LMS / "canvas.csv", "--scale", "--column")
    assert ",,19.00,,," in grade(*words, "hw1=Essay").out
    assert ",,19.00,,," in grade(*words, "4712").out


def test_results_of_other_points_than_now_are_told(grade: Run, course: Path) -> None:
    recorded(course, "ada", 9.5)
    path = course / "assignments/hw1_double/assignment.toml"
    path.write_text(path.read_text().replace("points = 2", "points = 12"))
    assert grade("export").err == (
        "grade: hw1: 1 of 1 results are not out of 20 points, as the assignment is now: grade regrade hw1\n"
    )


def test_without_any_result_there_is_nothing_to_export(grade: Run, course: Path) -> None:
    assert grade("export") == (2, "", "grade: no result in the gradebook: grade batch makes them\n")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("hw9",), "no assignment 'hw9'"),
        (("--column", "x"), "--column goes with --into"),
        (("--format", "gradescope"), "say --output FOLDER"),
        (("--into", LMS / "canvas.csv", "--format", "canvas"), "--format is told by the file"),
        (("--into", "mine.csv", "--output", "mine.csv"), "--output is the file of --into"),
        (("--into", "none.csv"), "none.csv: no such file"),
        (("hw1", "--into", LMS / "canvas.csv", "--column", "Exam"), "no column for Exam"),
        (("hw1", "--output", "course.toml/x.csv"), "course.toml/x.csv: cannot be written: file exists"),
    ],
)
def test_what_cannot_be_exported_is_refused(grade: Run, course: Path, words: tuple[Any, ...], says: str) -> None:
    (course / "mine.csv").write_text("student,hw1\n")
    ran = grade("export", *words)
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err
