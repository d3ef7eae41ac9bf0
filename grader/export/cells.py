"""What may stand in a cell that a spreadsheet opens: numbers in one form, and text that is no formula."""

import unicodedata
from typing import Final

from grader.feedback.plain import plain

_STARTS_FORMULA: Final = frozenset("=+-\N{MINUS SIGN}@|%")
_PASSED_OVER: Final = " '\"`\u2018\u2019\u201c\u201d"  # blanks and quotes, curved ones too
_MOST: Final = 200


def points(value: float) -> str:
    """Points in two digits after a point: "92.50"."""
    return f"{value:z.2f}"


def harmless(text: str) -> str:
    """Text as a spreadsheet shows it and does not compute it.

    What begins like a formula, after blanks and quotes and in any width, gets an apostrophe before it. Control
    characters and line breaks go.
    """
    clean = plain(text, _MOST).strip()
    first = unicodedata.normalize("NFKC", clean).lstrip(_PASSED_OVER)[:1]
    return f"'{clean}" if first in _STARTS_FORMULA else clean
