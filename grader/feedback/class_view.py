"""The class: one line a student, as many columns as fit."""

from collections.abc import Sequence
from itertools import zip_longest

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from grader.feedback.plain import plain
from grader.feedback.words import days, number, score_of
from grader.records import Result, Summary

_NO_LIMIT = 10_000


class ClassView:
    """Renders results in the order given."""

    def __init__(self, results: Sequence[Result], summaries: Sequence[Summary] = ()) -> None:
        self.results = results
        self.late = summaries if any(summary.days_late for summary in summaries) else ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if not self.results:
            yield Text("no results yet")
            return
        unbounded = options.update(max_width=_NO_LIMIT)
        for more in (("tasks", "submitted (UTC)"), ("submitted (UTC)",), ()):
            table = _table(self.results, self.late, more)
            if Measurement.get(console, unbounded, table).maximum <= options.max_width:
                break
        yield table


def _table(results: Sequence[Result], late: Sequence[Summary], more: Sequence[str]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    table.add_column("student", overflow="fold", min_width=10)
    table.add_column("assignment", no_wrap=True)
    table.add_column("score", justify="right", no_wrap=True)
    for title in ("late", "counts") if late else ():
        table.add_column(title, justify="right", no_wrap=True)
    for title in more:
        table.add_column(title, no_wrap=True)
    columns = {"tasks": _task_scores(results), "submitted (UTC)": [_submitted(result) for result in results]}
    for row, result in enumerate(results):
        names = Text(plain(result.student, 32)), Text(plain(result.assignment, 20))
        counts = _counts(late[row]) if late else ()
        table.add_row(*names, _score(result), *counts, *(columns[title][row] for title in more))
    return table


def _score(result: Result) -> Text:
    return Text("failed", "red") if result.status == "failed" else Text(score_of(result.score, result.max_score))


def _counts(summary: Summary) -> tuple[Text, Text]:
    penalty = f"{days(summary.days_late)}: {number(-summary.penalty)}" if summary.days_late else ""
    return Text(penalty, "yellow"), Text(number(summary.counted))


def _task_scores(results: Sequence[Result]) -> list[Text]:
    # Numbers of the same task stand below each other.
    scores = [[number(task.score) for task in result.tasks] for result in results]
    widths = [max(map(len, column)) for column in zip_longest(*scores, fillvalue="")]
    return [Text(" ".join(score.rjust(width) for score, width in zip(row, widths, strict=False))) for row in scores]


def _submitted(result: Result) -> Text:
    return Text(plain(result.submitted_at, 20).removesuffix("Z").replace("T", " "))
