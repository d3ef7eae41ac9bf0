"""Checks as a small piece of HTML for a notebook. Self-contained: inline styles, no script, nothing loaded."""

from collections.abc import Sequence
from html import escape

from grader.feedback.groups import Group, grouped
from grader.feedback.plain import plain
from grader.feedback.words import OUTCOMES, Check, tally
from grader.records import Outcome

# Readable on white and on near-black alike: a notebook's theme does not say which it is.
_GREEN, _RED, _AMBER = "#2c8a50", "#d9463c", "#a87400"
_SIGNS: dict[Outcome, tuple[str, str]] = {"passed": ("✓", _GREEN), "skipped": ("–", _AMBER)}
_OTHER_SIGN = ("✗", _RED)

_CELL = "text-align:left;vertical-align:top;padding:2px 12px 2px 0;border:0;background:none"
_WRAP = "white-space:pre-wrap;overflow-wrap:anywhere"


def checks_html(rows: Sequence[Check]) -> str:
    """A table of (task, test): a sign, the task, the check in words, the message below those that do not pass.

    Checks of a task that fail alike share a row.

    Every string is cleaned, then escaped. The two classes keep MathJax from typesetting a "$" in a message.
    """
    body = "".join(map(_row, grouped(rows)))
    table = f'<table style="border-collapse:collapse;margin:0">{body}</table>' if rows else ""
    last = f'<p style="margin:4px 0 0"><strong>{escape(tally(rows))}</strong></p>'
    return f'<div class="tex2jax_ignore mathjax_ignore">{table}{last}</div>'


def _row(group: Group) -> str:
    sign, colour = _SIGNS.get(group.outcome, _OTHER_SIGN)
    word = escape(OUTCOMES[group.outcome])
    return (
        "<tr>"
        f'<td style="{_CELL}"><strong role="img" aria-label="{word}" style="color:{colour}">{sign}</strong></td>'
        f'<td style="{_CELL}"><code>{escape(plain(group.task, 80))}</code></td>'
        f'<td style="{_CELL};{_WRAP}">{escape(group.title("checks"))}{_below(group)}</td>'
        "</tr>"
    )


def _below(group: Group) -> str:
    if group.outcome == "passed":
        return ""
    lines = group.lines or [OUTCOMES[group.outcome]]
    return f'<div style="opacity:.8;{_WRAP}">{escape(chr(10).join(lines))}</div>'
