"""What the tests of one submission used: for staff."""

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from grader.feedback.cells_view import section
from grader.feedback.plain import plain
from grader.records import Result, TestResult, Usage

DEAREST = 5


class UsageView:
    """Renders the sums, and the tests that used most."""

    def __init__(self, result: Result) -> None:
        self.result = result

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        used = [
            (test, test.usage) for task in self.result.tasks for test in task.tests if isinstance(test.usage, Usage)
        ]
        if used:
            cpu = sum(usage.cpu_seconds for _, usage in used)
            memory = max(usage.memory_mb for _, usage in used)
            held = f", bounded by {self.result.bounds}" if isinstance(self.result.bounds, str) else ""
            sums = Text(f"{cpu:.2f} s of CPU in {len(used)} tests, at most {memory:.0f} MB{held}")
            dearest = sorted(used, key=lambda each: -each[1].cpu_seconds)[:DEAREST]
            yield from section("Used", [sums, _table(dearest)])


def _table(used: list[tuple[TestResult, Usage]]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(overflow="fold")
    for _ in range(3):
        table.add_column(justify="right", no_wrap=True)
    for test, usage in used:
        numbers = f"{usage.cpu_seconds:.3f} s", f"{usage.memory_mb:.0f} MB", f"{usage.output_chars} printed"
        table.add_row(Text(plain(test.name, 80)), *map(Text, numbers))
    return table
