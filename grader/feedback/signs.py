"""Outcomes and bars as signs and colours; a colour never stands without a sign or a word."""

from rich.console import ConsoleOptions
from rich.text import Text

from grader.feedback.words import OUTCOMES, blocks
from grader.records import Outcome

_PASSED, _NOT, _SKIPPED = ("✓", "+", "green"), ("✗", "x", "red"), ("–", "-", "yellow")
_BAR, _ASCII_BAR = ("█", "░"), ("#", ".")


def sign(outcome: Outcome, options: ConsoleOptions) -> Text:
    """✓, ✗ or –; +, x or - on a terminal without them."""
    shown, ascii_shown, style = {"passed": _PASSED, "skipped": _SKIPPED}.get(outcome, _NOT)
    return Text(ascii_shown if options.ascii_only else shown, style)


def outcome_word(outcome: Outcome) -> Text:
    """The outcome in a word or two."""
    return Text(OUTCOMES[outcome], {"passed": "green", "skipped": "yellow"}.get(outcome, "red"))


def bar(score: float, most: float, options: ConsoleOptions) -> Text:
    """Ten blocks, as many of them filled as the score is of the best."""
    filled = blocks(score, most)
    full, empty = _ASCII_BAR if options.ascii_only else _BAR
    return Text.assemble((full * filled, "green" if filled == 10 else "yellow"), (empty * (10 - filled), "dim"))
