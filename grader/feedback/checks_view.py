"""The checks that a student ran: a line each, and one for those that fail alike."""

from collections.abc import Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from grader.feedback.cells_view import cells_that_raised, section
from grader.feedback.groups import Group, grouped
from grader.feedback.plain import plain
from grader.feedback.signs import outcome_word, sign
from grader.feedback.words import Check, score_of, tally
from grader.records import CellReport

_ROOM_FOR_TASKS = 60


class ChecksView:
    """Renders (task, test) rows, then how many pass."""

    def __init__(self, rows: Sequence[Check], cells: Sequence[CellReport] = ()) -> None:
        self.rows = rows
        self.cells = cells

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if self.rows:
            yield checks_grid(grouped(self.rows), options)
        yield from section("Cells that raised", cells_that_raised(self.cells))
        passed = all(test.outcome == "passed" for _, test in self.rows)
        yield Text(tally(self.rows), "green" if self.rows and passed else "")


def checks_grid(groups: Sequence[Group], options: ConsoleOptions, *, points: bool = False) -> Table:
    """A sign, the task, and the check in words over its message; with `points`, what it was worth as well.

    On a narrow terminal the task stands before the check, in one column.
    """
    wide = options.max_width >= _ROOM_FOR_TASKS
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    for _ in range(1 + wide):
        grid.add_column(overflow="fold")
    for group in groups:
        name, described = Text(plain(group.task, 80)), _described(group, points=points)
        columns = [name, described] if wide else [Text(": ").join([name, described])]
        grid.add_row(sign(group.outcome, options), *columns)
    return grid


def _described(group: Group, *, points: bool) -> Text:
    text = Text(group.title("tests" if points else "checks"))
    if points or group.outcome not in {"passed", "failed"}:
        worth = f", {score_of(*group.points)}" if points else ""
        text.append(" (").append_text(outcome_word(group.outcome)).append(f"{worth})")
    for line in group.lines:
        text.append(f"\n{line}", "dim")
    return text
