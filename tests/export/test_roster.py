"""Class lists of every kind are read as they come, and what is wrong in one is told by its line."""

from collections.abc import Callable

import pytest

from grader.errors import RequestError
from grader.export.formats import Listing
from grader.export.roster import changes, members_of
from grader.export.tables import Table
from grader.records import Member

Listed = Callable[[str], Listing]
READ = {
    "canvas.csv": [
        Member(name="Lovelace, Ada", login="ada1", sis="S1", lms="101", section="Course 1, and Lab"),
        Member(name='O\'Hara, "Bob"', login="bob2", sis="S2", lms="102", section="Course 1"),
        Member(name="Li, Wei", login="wei3", sis="S3", lms="103", section="Course 1"),
        Member(name="Li, Wei", login="wei4", sis="S4", lms="104", section="Course 1"),
    ],
    "moodle_worksheet.csv": [
        Member(name="Ada Lovelace", email="ada@example.org", lms="501"),
        Member(name="Zoë Çelik", email="zoe@example.org", lms="502"),
        Member(name="Li Wei", email="li@example.org", lms="503"),
    ],
    "moodle_grades.csv": [
        Member(name="Lovelace, Ada", email="ada@example.org", sis="S1"),
        Member(name="Çelik, Zoë", email="zoe@example.org", sis="S2"),
    ],
    "blackboard.csv": [
        Member(name="Lovelace, Ada", login="ada1", sis="S1"),
        Member(name="Li, Wei", login="wei3", sis="S3"),
    ],
    "gradescope.csv": [
        Member(name="Lovelace, Ada", email="ada@example.org", sis="S1", section="A"),
        Member(name="Çelik, Zoë", email="zoe@example.org", sis="S2", section="B"),
    ],
    "class.csv": [
        Member(student="ada", name="Ada Lovelace", email="ada@example.org", section="A"),
        Member(student="zoe", name="Zoë Çelik", email="zoe@example.org", section="B"),
    ],
}


def read(text: str) -> list[Member]:
    return members_of(Listing(Table.of(text.encode(), "class.csv")))


@pytest.mark.parametrize("name", list(READ))
def test_a_class_list_is_read_as_it_comes(listed: Listed, name: str) -> None:
    assert members_of(listed(name)) == READ[name]


@pytest.mark.parametrize("name", list(READ))
def test_a_list_that_comes_again_changes_nothing(listed: Listed, name: str) -> None:
    assert changes(READ[name], members_of(listed(name))) == ((), (), ())


def test_headers_are_known_in_any_case_and_order() -> None:
    assert read("Email;STUDENT;Name\r\na@b.org;ada;Ada\r\n") == [Member(student="ada", email="a@b.org", name="Ada")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name,email\nAda,a@b.org\n", "class.csv: line 1: no class list that is known here"),
        ("student,name\n", "class.csv: no student in it: nothing was changed"),
        ("student,name,Name\nada,A,B\n", "class.csv: line 1: two columns are called name"),
        ("student\nada\n../x\n", "class.csv: line 3: '../x' is no student's id"),
        ("student,name\nada,Ada\n,Bob\n", "class.csv: line 3: nothing that tells who it is"),
        ("student\nada\nbob\nada\n", "class.csv: line 4: student ada: line 2 has it too"),
        ("student\nada\nADA\n", "class.csv: line 3: student ADA: line 2 has it too"),
        ("student,email\nada,x@y.org\nbob,X@y.org\n", "class.csv: line 3: email X@y.org: line 2 has it too"),
    ],
)
def test_a_list_that_is_wrong_is_refused_by_its_line(text: str, says: str) -> None:
    with pytest.raises(RequestError) as refused:
        read(text)
    assert str(refused.value).startswith(says)


def test_all_lines_that_are_wrong_are_told_up_to_a_handful() -> None:
    with pytest.raises(RequestError) as refused:
        read("student\n" + "-x\n" * 9)
    assert len(str(refused.value).splitlines()) == 6
    assert str(refused.value).endswith("and 4 more")


def test_steering_characters_of_a_name_are_left_out() -> None:
    assert read("student,name\nada,\x1b[31mAda\u202e\n")[0].name == "Ada"


def test_what_an_import_changes_is_told_by_person() -> None:
    ada, bob, eve = (Member(student=name, name=name) for name in ("ada", "bob", "eve"))
    renamed = Member(student="ada", name="Countess")
    assert changes([ada, bob], [eve, renamed]) == ((eve,), ((ada, renamed),), (bob,))


def test_a_person_whose_id_changes_is_known_by_another() -> None:
    before, after = Member(lms="101", login="ada1"), Member(lms="101", login="lovelace")
    assert changes([before], [after]) == ((), ((before, after),), ())
