"""The id of a submission: stable, and different where any field differs."""

import pytest

from grader.gradebook.ids import submission_id

FIELDS = ("hw1", "ada", "ab" * 32, "2026-11-22T21:55:00Z")


def test_submission_id_is_the_same_in_every_process() -> None:
    # Computed with coreutils: for each field its length as 8 big-endian bytes, then the field; sha256sum.
    assert submission_id(*FIELDS) == "dc7472bb0971b9d7"


@pytest.mark.parametrize("place", range(4))
def test_submission_id_differs_when_one_field_does(place: int) -> None:
    other = [field + "x" if at == place else field for at, field in enumerate(FIELDS)]
    assert submission_id(*other) != submission_id(*FIELDS)


def test_submission_id_differs_when_a_letter_moves_to_the_next_field() -> None:
    assert submission_id("hw1", "1ada", "s", "t") != submission_id("hw11", "ada", "s", "t")


@pytest.mark.parametrize("student", ["", "\udc80", "\x00", "ж" * 1000])
def test_submission_id_is_16_hex_digits_when_the_student_is_odd(student: str) -> None:
    made = submission_id("hw1", student, "s", "t")
    assert len(made) == 16
    assert set(made) <= set("0123456789abcdef")
