"""Text that came from student code, made safe to show: on a terminal, in JSON, on a page."""

import re
import unicodedata
from collections.abc import Iterator

_CUT = "…"
_MARKS_IN_A_ROW = 3
_WINDOW = 8  # how many characters are looked at for each one that may come out

# Complete sequences only, and no part of one can begin another: each is matched in one pass without backtracking.
_TERMINAL_SEQUENCE = re.compile(
    r"""
    (?: \x1b\[ | \x9b ) [0-?]*+ [\x20-/]*+ [@-~]                                # CSI: colours, cursor movement
    | (?: \x1b[\]PX^_] | [\x9d\x90\x98\x9e\x9f] )                               # OSC, DCS, SOS, PM, APC:
      [^\x07\x1b\x90\x98\x9b-\x9f]*+ (?: \x07 | \x1b\\ | \x9c )                 #   titles, links, clipboard
    | \x1b [\x20-/]++ [0-~]                                                     # character sets
    """,
    re.VERBOSE,
)
_NEWLINE = re.compile(r"\r\n?|\n")


def plain(text: str, most: int = 500, *, lines: bool = False) -> str:
    """`text` without anything that could steer a terminal or hide what it says; at most `most` characters.

    - Terminal sequences and control, format (Unicode Cf: bidi, zero width) and separator characters go.
    - A tab is a space; so is a newline, unless `lines`.
    - Lone surrogates, private and unassigned characters are U+FFFD; at most 3 combining marks stand in a row.
    - What is cut ends in "…". Only the first 8 `most` characters are looked at, so the time has a bound.

    The result is valid UTF-8 and `plain` leaves it as it is. It is not escaped: HTML and markup are the caller's.
    """
    most = max(most, 0)
    window = text[: _WINDOW * most]
    clean = _TERMINAL_SEQUENCE.sub("", window)
    clean = _NEWLINE.sub("\n" if lines else " ", clean)
    if not (clean.isascii() and clean.replace("\n", "").isprintable()):
        clean = "".join(_characters(clean))
    if len(clean) <= most and len(window) == len(text):
        return clean
    return (clean[: most - 1] + _CUT) if most else ""


def _characters(text: str) -> Iterator[str]:
    marks = 0
    for character in text:
        shown = _shown(character)
        if not shown:
            continue
        marks = marks + 1 if unicodedata.category(shown).startswith("M") else 0
        if marks <= _MARKS_IN_A_ROW:
            yield shown


def _shown(character: str) -> str:
    """The character itself, what stands for it, or nothing."""
    if character == "\n":
        return character
    if character == "\t":
        return " "
    category = unicodedata.category(character)
    if category in {"Cc", "Cf", "Zl", "Zp"}:
        return ""
    if category in {"Cs", "Co", "Cn"}:
        return "\ufffd"
    return character
