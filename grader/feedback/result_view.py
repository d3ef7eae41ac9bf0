"""One mark: the score by task, then everything that cost points."""

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from grader.feedback.cells_view import cells_that_raised, hanging, section
from grader.feedback.checks_view import checks_grid
from grader.feedback.groups import grouped
from grader.feedback.plain import plain
from grader.feedback.signs import bar
from grader.feedback.words import lateness, message_lines, score_of
from grader.records import Result, Summary, TaskResult

_ROOM_FOR_BARS = 50


class ResultView:
    """Renders one result."""

    def __init__(self, result: Result, summary: Summary | None = None) -> None:
        self.result = result
        self.summary = summary

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        result = self.result
        yield _header(result)
        if self.summary is not None and self.summary.days_late:
            yield Text(lateness(self.summary), "yellow", overflow="fold")
        if result.status == "failed":
            yield Text("\n".join(message_lines(result.error or "nothing could be run")), overflow="fold")
            return
        yield Text()
        yield _tasks(result.tasks, options)
        tests = [(task.name, test) for task in result.tasks for test in task.tests]
        lost = [group for group in grouped(tests) if group.outcome != "passed"]
        if lost:
            yield from section("Not passed", [checks_grid(lost, options, points=True)])
        yield from section("Likely reasons", _diagnoses(result.tasks))
        yield from section("Judged with the model's functions in place of your own", _consequential(result.tasks))
        yield from section("Cells that raised", cells_that_raised(result.cells))


def _header(result: Result) -> Text:
    text = Text(overflow="fold")
    text.append(plain(result.assignment, 80), "bold").append("  ").append(plain(result.student, 80)).append("  ")
    if result.status == "failed":
        return text.append("failed: ", "red").append(score_of(result.score, result.max_score), "bold")
    return text.append(score_of(result.score, result.max_score), "bold")


def _tasks(tasks: tuple[TaskResult, ...], options: ConsoleOptions) -> Table:
    with_bars = options.max_width >= _ROOM_FOR_BARS
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    for _ in range(1 + with_bars):
        table.add_column(no_wrap=True)
    for task in tasks:
        passed = sum(test.outcome == "passed" for test in task.tests)
        tests = Text(f"{passed}/{len(task.tests)}")
        more = [bar(task.score, task.max_score, options), tests.append(" passed")] if with_bars else [tests]
        table.add_row(Text(plain(task.name, 80)), Text(score_of(task.score, task.max_score)), *more)
    return table


def _diagnoses(tasks: tuple[TaskResult, ...]) -> list[RenderableType]:
    return [
        hanging(plain(task.name, 80), diagnosis.message or diagnosis.misconception)
        for task in tasks
        for diagnosis in task.diagnoses
    ]


def _consequential(tasks: tuple[TaskResult, ...]) -> list[RenderableType]:
    return [hanging(plain(task.name, 80), ", ".join(task.consequential)) for task in tasks if task.consequential]
