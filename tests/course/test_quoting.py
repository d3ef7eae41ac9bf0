import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.course.quoting import quoted, shown_name


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("hw1", "'hw1'"),
        ("größe", "'größe'"),
        ("a\x1b[0m\n", r"'a\x1b[0m\n'"),
        ("\u202e\ud800", r"'\u202e\ud800'"),
        (None, "nothing"),
        (5, "a value of type int"),
        ([[]], "a value of type list"),
    ],
)
def test_a_value_is_quoted(value, shown):
    assert quoted(value) == shown


@pytest.mark.parametrize(("name", "shown"), [("hw1 (2).ipynb", "hw1 (2).ipynb"), ("", "''"), ("a\tb", r"'a\tb'")])
def test_a_name_is_quoted_only_when_it_must_be(name, shown):
    assert shown_name(name) == shown


@given(st.text(st.characters()), st.integers(2, 100))
def test_what_is_shown_is_short_and_printable(text, most):
    assert all(shown.isprintable() and len(shown) <= most for shown in (quoted(text, most), shown_name(text, most)))
