"""What a regrade changes: one line a submission, before anything is recorded."""

from collections.abc import Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from grader.feedback.plain import plain
from grader.feedback.words import number
from grader.records import Change


class ChangesView:
    """Renders changes in the order given; `regraded` is how many submissions were graded anew."""

    def __init__(self, changes: Sequence[Change], regraded: int) -> None:
        self.changes = changes
        self.regraded = regraded

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if self.changes:
            yield _table(self.changes)
        yield Text(f"{self.regraded} graded anew, {len(self.changes)} changed")


def _table(changes: Sequence[Change]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    table.add_column("student", overflow="fold", min_width=10)
    for title in ("before", "after", "change"):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column("tasks", overflow="fold")
    for change in changes:
        before = "none" if change.before is None else number(change.before)
        tasks = ", ".join(f"{plain(name, 40)} {_signed(new - old)}" for name, (old, new) in change.tasks.items())
        table.add_row(
            Text(plain(change.student, 64)), before, number(change.after), _difference(change.difference), Text(tasks)
        )
    return table


def _signed(points: float) -> str:
    return f"+{number(points)}" if points > 0 else number(points)


def _difference(points: float) -> Text:
    return Text(_signed(points), "green" if points > 0 else "red" if points < 0 else "")
