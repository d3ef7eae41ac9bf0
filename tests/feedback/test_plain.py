"""Hostile text becomes plain text: nothing steers, nothing hides, nothing grows."""

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.feedback.plain import plain

# Characters that matter, often enough that they meet: escapes and their ends, marks, bidi, surrogates, private use.
ODD = "\x1b\x9b\x9d\x9c\x07[]();0m\\\r\n\t\x00\x7f\x85\u0301\u20dd\u202e\u200b\u2028\u2066…a"
ODD += "\ud800\udfff\ue000\u0378\U000e0041"
hostile = st.one_of(
    st.text(st.sampled_from(ODD), max_size=60), st.text(st.characters(exclude_categories=()), max_size=60)
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("name 'npp' is not defined", "name 'npp' is not defined"),
        ("größer ≥ 数 ñ 👍", "größer ≥ 数 ñ 👍"),
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x9b31mred", "red"),
        ("\x1b[?25l\x1b[2J\x1b[1;1Hgone", "gone"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;http://e\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b]52;c;cm0gLXJm\x9cafter", "after"),
        ("\x1bPdevice\x1b\\after", "after"),
        ("\x1b(Bafter", "after"),
        ("\x1b]0;no end", "]0;no end"),
        ("\x1b[12", "[12"),
        ("\x1b\x1b[0m[31mred", "[31mred"),
        ("a\x00\x08\x7f\x85b", "ab"),
        ("a\tb\nc\r\nd\re", "a b c d e"),
        ("\u202eevil\u202c \u2066x\u2069 a\u200bb \ufeffc", "evil x ab c"),
        ("a\u2028b\u2029c", "abc"),
        ("a\U000e0041\U000e0042b", "ab"),
        ("a\ud800b\udc80", "a\ufffdb\ufffd"),
        ("\ue000\U0010ffff\u0378", "\ufffd\ufffd\ufffd"),
        ("e" + "\u0301" * 9 + "f\u0301", "e\u0301\u0301\u0301f\u0301"),
        ("e\u0301\u0301\u200b\u0301\u0301", "e\u0301\u0301\u0301"),
        ("[bold]<script>&amp;", "[bold]<script>&amp;"),
    ],
)
def test_plain_shows_what_a_reader_should_see(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"), [("a\nb", "a\nb"), ("a\r\nb\rc", "a\nb\nc"), ("a\tb\x0bc", "a bc"), ("\x1b[0m\n", "\n")]
)
def test_plain_keeps_newlines_when_lines_are_asked_for(text: str, shown: str) -> None:
    assert plain(text, lines=True) == shown


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("abcde", 5, "abcde"),
        ("abcdef", 5, "abcd…"),
        ("ab", 1, "…"),
        ("ab", 0, ""),
        ("ab", -3, ""),
        ("\x1b[0m" * 3 + "abcde", 5, "abcde"),
        ("\x00" * 1000 + "a", 5, "…"),
    ],
)
def test_plain_ends_in_a_sign_when_it_is_cut(text: str, most: int, shown: str) -> None:
    assert plain(text, most) == shown


@pytest.mark.parametrize("unit", ["a", "\x1b[", "\x1b]", "\x9b1", "\x9d", "e\u0301", "\x1b[0m", "\r"])
def test_plain_looks_at_no_more_than_the_start_when_the_text_is_huge(unit: str) -> None:
    class Watched(str):
        __slots__ = ()

        def __getitem__(self, key: object) -> str:
            assert isinstance(key, slice)
            assert key.stop == 8 * 500
            return super().__getitem__(key)

    assert plain(Watched(unit * 1_000_000)).endswith("…")


@given(hostile, st.integers(0, 40), st.booleans())
def test_plain_leaves_its_own_result_as_it_is(text: str, most: int, lines: bool) -> None:
    once = plain(text, most, lines=lines)
    assert plain(once, most, lines=lines) == once


@given(hostile, st.integers(0, 40), st.booleans())
def test_plain_is_never_longer_than_asked(text: str, most: int, lines: bool) -> None:
    assert len(plain(text, most, lines=lines)) <= most


@given(hostile, st.booleans())
def test_plain_holds_only_shown_characters(text: str, lines: bool) -> None:
    shown = plain(text, lines=lines)
    categories = {unicodedata.category(character) for character in shown.replace("\n", "" if lines else "\n")}
    assert not categories & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert shown.encode("utf-8").decode("utf-8") == shown


@given(hostile)
def test_plain_stacks_at_most_three_marks(text: str) -> None:
    pattern = "".join(unicodedata.category(character)[0] for character in plain(text))
    assert "MMMM" not in pattern


@given(st.text(string.ascii_letters + string.punctuation + " äßλ数", max_size=500))
def test_plain_changes_nothing_when_the_text_is_harmless(text: str) -> None:
    assert plain(text) == text
