"""New files have the columns that each LMS reads."""

import pytest

from grader.export.fresh import fresh
from grader.export.marks import Marks, Unplaced
from grader.records import Member

ROSTER = [
    Member(
        student="ada", name="Lovelace, Ada", email="ada@example.org", login="ada1", sis="S1", lms="101", section="A"
    ),
    Member(name='=HYPERLINK("x")', email="zoe@example.org", login="zoe2", sis="S2", lms="102", section="B"),
    Member(name="Li Wei", login="wei3"),
]
HW1 = Marks("hw1", "Doubling", 10.0, {"ada": 9.5, "ZOE2": 10.0})
HW2 = Marks("hw2", "Halving", 20.0, {"ada": 66.6666 / 5})


def made(kind: str, *, missing_zero: bool = False, roster: list[Member] = ROSTER) -> tuple[list[str], list[Unplaced]]:
    data, unplaced = fresh(kind, [HW1, HW2], roster, missing_zero=missing_zero)
    return data.decode().split("\r\n"), unplaced


def test_canvas_gets_a_row_of_points_possible() -> None:
    assert made("canvas")[0] == [
        "Student,ID,SIS User ID,SIS Login ID,Section,hw1,hw2",
        "    Points Possible,,,,,10.00,20.00",
        '"Lovelace, Ada",101,S1,ada1,A,9.50,13.33',
        '"\'=HYPERLINK(""x"")",102,S2,zoe2,B,10.00,',
        "Li Wei,,,wei3,,,",
        "",
    ]


def test_moodle_gets_all_that_it_can_map_a_person_by() -> None:
    assert made("moodle", missing_zero=True)[0] == [
        "Full name,Username,ID number,Email address,hw1,hw2",
        '"Lovelace, Ada",ada1,S1,ada@example.org,9.50,13.33',
        '"\'=HYPERLINK(""x"")",zoe2,S2,zoe@example.org,10.00,0.00',
        "Li Wei,wei3,,,0.00,0.00",
        "",
    ]


def test_blackboard_gets_quotes_and_a_byte_order_mark() -> None:
    assert made("blackboard")[0] == [
        '\ufeff"Last Name","First Name","Username","Student ID","hw1 [Total Pts: 10 Score]","hw2 [Total Pts: 20 Score]"',
        '"Lovelace","Ada","ada1","S1","9.50","13.33"',
        '"\'=HYPERLINK(""x"")","","zoe2","S2","10.00",""',
        '"Wei","Li","wei3","","",""',
        "",
    ]


def test_a_plain_file_tells_the_students_own_ids() -> None:
    assert made("csv")[0] == [
        "\ufeffstudent,name,email,section,hw1,hw2",
        'ada,"Lovelace, Ada",ada@example.org,A,9.50,13.33',
        'ZOE2,"\'=HYPERLINK(""x"")",zoe@example.org,B,10.00,',
        ",Li Wei,,,,",
        "",
    ]


@pytest.mark.parametrize("kind", ["canvas", "moodle", "blackboard"])
def test_who_is_not_in_the_class_list_is_told(kind: str) -> None:
    assert made(kind, roster=ROSTER[:1])[1] == [Unplaced("hw1", "ZOE2", "not in the class list")]


def test_a_plain_file_holds_everybody() -> None:
    lines, unplaced = made("csv", roster=ROSTER[:1])
    assert (lines[2], unplaced) == ("ZOE2,,,,10.00,", [])


def test_a_plain_file_tells_of_two_results_of_one_person() -> None:
    twice = Marks("hw1", "", 10.0, {"ada": 9.5, "ADA": 7.0})
    data, unplaced = fresh("csv", [twice], ROSTER[:1], missing_zero=False)
    assert data.decode().splitlines()[1:] == ['ada,"Lovelace, Ada",ada@example.org,A,', "ADA,,,,7.00", "ada,,,,9.50"]
    assert {each.student for each in unplaced} == {"ada", "ADA"}
    assert all("both are Lovelace, Ada: has a line of its own" in each.reason for each in unplaced)


def test_without_a_class_list_there_is_a_row_for_each_with_a_result() -> None:
    lines, unplaced = made("canvas", roster=[])
    assert (lines[2:4], unplaced) == (["ZOE2,,,ZOE2,,10.00,", "ada,,,ada,,9.50,13.33"], [])
