"""An LMS's own file gets the marks, each in the right row, and is otherwise the same byte for byte."""

import difflib
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.errors import RequestError
from grader.export.filling import filled
from grader.export.formats import Listing
from grader.export.marks import Marks, Unplaced
from grader.export.tables import Table
from grader.records import Member

Listed = Callable[[str], Listing]
LMS = Path(__file__).parents[1] / "samples" / "lms"


def marks(scores: dict[str, float], id: str = "hw1", title: str = "Doubling", most: float = 10.0) -> Marks:
    return Marks(id, title, most, scores)


def fill(
    listing: Listing,
    scores: dict[str, float],
    *,
    roster: tuple[Member, ...] = (),
    names: dict[str, str] | None = None,
    missing_zero: bool = False,
    most: float = 10.0,
    scale: bool = False,
) -> tuple[str, list[Unplaced]]:
    data, unplaced = filled(
        listing, [marks(scores, most=most)], roster, names or {}, missing_zero=missing_zero, scale=scale
    )
    return data.decode(), unplaced


def changed(name: str, after: str) -> list[str]:
    """The lines that are new."""
    before = (LMS / name).read_bytes().decode()
    lines = difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True))
    return [line[2:] for line in lines if line.startswith("+ ")]


@pytest.mark.parametrize(
    ("name", "student", "line"),
    [
        (
            "canvas.csv",
            "lovelaceada",
            '"Lovelace, Ada",101,S1,ada1,"Course 1, and Lab",9.50,17.5,87.5,87.5,87.5\r\n',
        ),
        ("canvas.csv", "liwei_104", '"Li, Wei",104,S4,wei4,Course 1,9.50,,,,\r\n'),
        (
            "moodle_worksheet.csv",
            "Ada.Lovelace",
            '"Participant 501","Ada Lovelace",ada@example.org,"Submitted for grading",9.50,10.00,Yes,'
            '"Sunday, 22 November 2026, 9:55 PM",-,\n',
        ),
        ("moodle_worksheet.csv", "li@example.org", '"Participant 503","Li Wei",li@example.org,"No submission",9.50,10.00,Yes,-,-,\n'),
        ("moodle_grades.csv", "S2", "Zoë,Çelik,S2,,,zoe@example.org,9.50,-,1795648512\n"),
        ("blackboard.csv", "ADA1", '"Lovelace","Ada","ada1","S1","2026-11-22 21:55:00","Yes","9.50","2.00"\n'),
        ("blackboard.csv", "wei3", '"Li","Wei","wei3","S3","","Yes","9.50",""\n'),
    ],
)  # fmt: skip
def test_a_mark_changes_its_own_line_alone(listed: Listed, name: str, student: str, line: str) -> None:
    after, unplaced = fill(listed(name), {student: 9.5})
    assert (changed(name, after), unplaced) == ([line], [])


def test_a_utf_16_file_with_tabs_stays_one() -> None:
    text = (LMS / "blackboard.csv").read_text(encoding="utf-8-sig").replace('","', '"\t"')
    data = text.encode("utf-16")
    after, _ = filled(Listing(Table.of(data, "gc.xls")), [marks({"ada1": 7})], (), {}, missing_zero=False, scale=False)
    assert after == text.replace('"Yes"\t""', '"Yes"\t"7.00"').encode("utf-16")


@pytest.mark.parametrize(
    ("student", "reason"),
    [
        ("eve", "not in the class list"),
        ("liwei", "may be line 6 or line 7"),
        ("wei3", "is excused in the file"),
    ],
)
def test_a_result_without_a_place_is_told(listed: Listed, student: str, reason: str) -> None:
    after, unplaced = fill(listed("canvas.csv"), {student: 9.5})
    assert (changed("canvas.csv", after), unplaced) == ([], [Unplaced("hw1", student, reason)])


def test_two_results_of_one_person_are_both_told(listed: Listed) -> None:
    after, unplaced = fill(listed("canvas.csv"), {"ada1": 9.5, "lovelaceada": 3.0})
    assert changed("canvas.csv", after) == []
    assert {each.reason for each in unplaced} == {"ada1 and lovelaceada have results, and both are line 4"}


def test_the_roster_says_who_is_meant(listed: Listed) -> None:
    roster = (Member(student="the-second", login="wei4"),)
    after, unplaced = fill(listed("canvas.csv"), {"the-second": 9.5}, roster=roster)
    assert (changed("canvas.csv", after), unplaced) == (['"Li, Wei",104,S4,wei4,Course 1,9.50,,,,\r\n'], [])


def test_zeros_go_only_where_nothing_stands(listed: Listed) -> None:
    after, _ = fill(listed("canvas.csv"), {"bob2": 9.5}, missing_zero=True)
    cells = [row.cells[5].text for row in Table.of(after.encode(), "after").rows]
    assert cells == ["Manual Posting", "10.00", "0.00", "9.50", "EX", "3.00", ""]


@pytest.mark.parametrize("wanted", ["Essay (4712)", "essay", "4712"])
def test_a_column_may_be_named(listed: Listed, wanted: str) -> None:
    after, _ = fill(listed("canvas.csv"), {"bob2": 9.5}, names={"hw1": wanted}, most=20)
    assert changed("canvas.csv", after) == ['"O\'Hara, ""Bob""",102,S2,bob2,Course 1,,9.50,,,\r\n']


@pytest.mark.parametrize(
    ("name", "names", "most", "says"),
    [
        ("canvas.csv", {"hw1": "Exam"}, 10, r"no column for Exam: say --column: there are Doubling \(4711\), Essay"),
        ("canvas.csv", {"hw1": "Final Score"}, 10, "no column for Final Score"),
        ("canvas.csv", {"hw1": "SIS User ID"}, 10, "no column for SIS User ID"),
        (
            "canvas.csv",
            {},
            100,
            r"Doubling \(4711\): is out of 10, but hw1 is out of 100: change it there, or say --scale",
        ),
        ("moodle_worksheet.csv", {}, 100, "Grade: is out of 10, but hw1 is out of 100"),
        ("blackboard.csv", {}, 100, "is out of 10, but hw1 is out of 100"),
        ("class.csv", {}, 10, "no column for hw1: say --column: there are none"),
    ],
)
def test_a_column_that_does_not_fit_is_refused(
    listed: Listed, name: str, names: dict[str, str], most: float, says: str
) -> None:
    with pytest.raises(RequestError, match=says):
        fill(listed(name), {}, names=names, most=most)


def test_two_assignments_do_not_share_a_column(listed: Listed) -> None:
    both = [marks({}), marks({}, id="hw2")]
    with pytest.raises(RequestError, match="Grade: hw1 and hw2 would both go there: name one ASSIGNMENT"):
        filled(listed("moodle_worksheet.csv"), both, (), {}, missing_zero=False, scale=False)


def test_a_file_of_the_teachers_own_is_filled() -> None:
    listing = Listing(Table.of(b"student;note;hw1\nada;x;\nbob;;3\n", "mine.csv"))
    assert fill(listing, {"ADA": 9.5})[0] == "student;note;hw1\nada;x;9.50\nbob;;3\n"


def test_marks_are_converted_when_asked(listed: Listed) -> None:
    after, _ = fill(listed("blackboard.csv"), {"ada1": 95.0}, most=100, scale=True)
    assert '"9.50"' in after


@pytest.mark.parametrize("header", ["hw1 (12)", "HW1: Doubling numbers (12)", "hw1", "doubling (12)"])
def test_a_column_is_known_by_the_assignments_id_or_title(header: str) -> None:
    table = Table.of(f"Student,ID,SIS Login ID,Section,hw10 (1),{header}\nAda,1,ada,,,\n".encode(), "x.csv")
    after, _ = fill(Listing(table), {"ada": 1})
    assert after.endswith("\nAda,1,ada,,,1.00\n")


def test_a_row_that_is_cut_short_is_told() -> None:
    table = Table.of(b"Student,ID,SIS Login ID,Section,hw1 (1)\nAda,1,ada\n", "x.csv")
    assert fill(Listing(table), {"ada": 1})[1] == [Unplaced("hw1", "ada", "line 2 is shorter than the header")]
