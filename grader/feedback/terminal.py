"""Results and checks as tables for a terminal. Rich is loaded when a table is asked for, not before.

What comes back is for `rich.console.Console.print`: it fits the console's width (from 40 columns), falls back to
ASCII signs where the terminal has no others, and every string from a record is plain text in it, never markup.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from grader.feedback.words import Check
from grader.records import CellReport, Change, Result, Summary

if TYPE_CHECKING:
    from rich.console import RenderableType


def result_tables(result: Result, summary: Summary | None = None) -> "RenderableType":
    """One mark: score, tasks, what did not pass and why, cells that raised; for a failed one, the error alone.

    With its `summary` also how late it came, what that costs, and what counts.
    """
    from grader.feedback.result_view import ResultView

    return ResultView(result, summary)


def class_table(results: Sequence[Result], summaries: Sequence[Summary] = ()) -> "RenderableType":
    """One line a student: assignment, score, and where they fit, the tasks' scores and the time of submission.

    With their `summaries`, where one of them came late, also what that costs and what counts.
    """
    from grader.feedback.class_view import ClassView

    return ClassView(results, summaries)


def changes_table(changes: Sequence[Change], regraded: int) -> "RenderableType":
    """One line a submission whose mark changes: before, after, difference, tasks; and how many were graded anew."""
    from grader.feedback.changes_view import ChangesView

    return ChangesView(changes, regraded)


def usage_table(result: Result) -> "RenderableType":
    """What the tests used: CPU, memory, printed text; nothing at all for a result that does not say."""
    from grader.feedback.usage_view import UsageView

    return UsageView(result)


def checks_table(rows: Sequence[Check], cells: Sequence[CellReport] = ()) -> "RenderableType":
    """One line a check, the message below those that do not pass, cells that raised, and "7 of 9 checks pass"."""
    from grader.feedback.checks_view import ChecksView

    return ChecksView(rows, cells)
