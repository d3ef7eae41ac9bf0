"""The class list is kept as it was imported last."""

import pytest

from grader.errors import GradebookError
from grader.gradebook.store import Gradebook
from grader.records import Member

ADA = Member(
    student="ada", name="Ada Lovelace", email="ada@example.org", login="ada1", sis="S1", lms="101", section="A"
)
ZOE = Member(name="Zoë Çelik", lms="102")


def test_there_is_none_at_first(book: Gradebook) -> None:
    assert book.roster() == []


def test_it_comes_back_as_it_was_in_its_order(book: Gradebook) -> None:
    assert book.replace_roster([ZOE, ADA]) == []
    assert book.roster() == [ZOE, ADA]


def test_a_new_one_takes_the_place_of_the_old(book: Gradebook) -> None:
    book.replace_roster([ZOE, ADA])
    assert book.replace_roster([ADA]) == [ZOE, ADA]
    assert book.roster() == [ADA]


def test_what_no_database_holds_is_replaced(book: Gradebook) -> None:
    book.replace_roster([Member(name="a\0\udc80b")])
    assert book.roster() == [Member(name="a\ufffd?b")]


def test_one_that_cannot_be_kept_leaves_the_old(book: Gradebook, monkeypatch: pytest.MonkeyPatch) -> None:
    book.replace_roster([ADA])
    monkeypatch.setattr("grader.gradebook.queries.member_rows", lambda members: [{"place": 0}])
    with pytest.raises(GradebookError):
        book.replace_roster([ZOE])
    assert book.roster() == [ADA]
