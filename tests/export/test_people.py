"""Whose row is whose: any identifier, any case, and nobody where it may be two."""

import pytest

from grader.export.people import Directory, ids_of
from grader.records import Member

ADA = Member(name="Lovelace, Ada", email="ada@example.org", login="ada1", sis="S1", lms="101")
ZOE = Member(name="Zoë M. Çelik", email="zoe@example.org", lms="502")
WEI = Member(name="Li, Wei", login="wei3", lms="103")
WEI2 = Member(name="Li, Wei", login="wei4", lms="104")
CLASS = [ADA, ZOE, WEI, WEI2]


@pytest.mark.parametrize(
    ("student", "places"),
    [
        ("ada1", (0,)), ("ADA1", (0,)), ("Ada@Example.org", (0,)), ("s1", (0,)), ("101", (0,)),
        ("lovelaceada", (0,)), ("lovelaceada_101", (0,)), ("Ada.Lovelace", (0,)), ("Lovelace.Ada", (0,)),
        ("Zoë.M.Çelik", (1,)), ("Zoe\u0308.M.Çelik", (1,)), ("zoë.m.çelik_502", (1,)), ("çelikzoëm", (1,)),
        ("liwei", (2, 3)), ("liwei_104", (3,)), ("Wei.Li", (2, 3)), ("Wei.Li_103", (2,)),
        ("lovelaceada_102", ()), ("ada", ()), ("", ()),
    ],
)  # fmt: skip
def test_a_student_is_found_by_whatever_they_are_called(student: str, places: tuple[int, ...]) -> None:
    assert Directory(CLASS).find(student) == places


def test_who_is_listed_as_that_student_comes_before_who_is_called_so() -> None:
    assert Directory([*CLASS, Member(student="liwei", name="Someone Else")]).find("liwei") == (4,)


def test_a_name_that_is_anothers_login_is_nobody() -> None:
    assert Directory([ADA, Member(name="ada1", login="eve")]).find("ada1") == (0, 1)


def test_the_roster_tells_more_of_those_in_a_list() -> None:
    directory = Directory(CLASS)
    directory.learn(
        [Member(student="the-first", login="ADA1"), Member(student="liwei", lms="103"), Member(student="eve")]
    )
    assert [directory.find(student) for student in ("the-first", "liwei", "eve")] == [(0,), (2,), ()]


@pytest.mark.parametrize(
    ("roster", "places"),
    [
        ([Member(student="zed", name="Çelik, Zoë M.")], (1,)),
        ([Member(student="zed", name="Çelik, Zoë M."), Member(student="eve", name="Zoë M. Çelik")], ()),
        ([Member(student="zed", name="Wei Li")], ()),
        ([Member(student="zed", email="zoe@example.org", lms="101")], ()),
    ],
)
def test_a_name_links_lists_where_it_is_one_persons_alone(roster: list[Member], places: tuple[int, ...]) -> None:
    directory = Directory(CLASS)
    directory.learn(roster)
    assert directory.find("zed") == places


def test_ids_are_told_by_member_and_the_rest_apart() -> None:
    students = ["ada1", "liwei", "liwei_103", "lovelaceada", "eve"]
    assert ids_of(CLASS, students) == ([["ada1", "lovelaceada"], [], ["liwei_103"], []], ["liwei", "eve"])
