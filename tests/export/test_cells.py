"""Nothing that a student wrote is a formula to whoever opens the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.export.cells import harmless, points


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\u200b=1", "\ufeff=1", "\x00=1",
        "＝1", "＋1", "－1", "＠A1", "﹦1", "'=1", '"=1', "“=1", "''=1", "' =1", "=cmd|' /C calc'!A0", "|calc", "%0A=1",
        "\x1b[31m=1", "−1",
    ],
)  # fmt: skip
def test_what_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text)[0] == "'"


@pytest.mark.parametrize("text", ["Ada Lovelace", "O'Hara, Bob", "Zoë", "a=b", "", "李伟", "ada@example.org", "S-1"])
def test_a_name_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@given(st.text())
def test_no_text_begins_like_a_formula_or_breaks_the_line(text: str) -> None:
    shown = harmless(text)
    assert shown[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n"}
    assert not set(shown) & set("\r\n\t\0")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(92.5, "92.50"), (100, "100.00"), (0, "0.00"), (-0.001, "0.00"), (66.666666, "66.67"), (1e6, "1000000.00")],
)
def test_points_have_one_form(value: float, shown: str) -> None:
    assert points(value) == shown
