"""What became of a batch, in a few lines."""

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from grader.feedback.plain import plain
from grader.feedback.words import number, score_of
from grader.records import BatchSummary

MOST_LINES = 20


class BatchView:
    """Renders a summary."""

    def __init__(self, summary: BatchSummary, *, dry_run: bool = False) -> None:
        self._summary = summary
        self._dry_run = dry_run

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        one = self._summary
        students = f"{one.submissions} student{'' if one.submissions == 1 else 's'}"
        yield Text(f"{plain(one.assignment)}  {students}  {', '.join(self._counts())}", "bold")
        if one.mean is not None and one.median is not None:
            yield Text(f"mean {number(round(one.mean, 2))}, median {score_of(round(one.median, 2), one.max_score)}")
        if one.graded:
            slow = ", ".join(f"{plain(each.student, 32)} {each.elapsed:.1f} s" for each in one.slowest)
            rate = (one.graded + one.failed) / max(one.elapsed, 1e-9)
            yield Text(f"{one.elapsed:.1f} s, {rate:.1f}/s; slowest {slow}")
        for unmarked in one.unmarked:
            yield Text(f"no mark: {plain(unmarked.student, 64)}: {plain(unmarked.reason)}", "red")
        yield from _listed("failed", [(each.student, each.reason) for each in one.failures])
        yield from _listed("look at", [(each.file, each.reason) for each in one.doubtful])
        yield from _listed("not graded", [(each.file, each.reason) for each in one.refused])

    def _counts(self) -> Iterator[str]:
        one = self._summary
        counts = {
            "graded": one.graded,
            "failed": one.failed,
            "already done": one.already_done,
            "without a mark": len(one.unmarked),
            "to be graded" if self._dry_run else "left": one.left,
        }
        always = "to be graded" if self._dry_run else "graded"
        yield from (f"{count} {what}" for what, count in counts.items() if count or what == always)


def _listed(what: str, named: Sequence[tuple[str, str]]) -> Iterator[Text]:
    for name, reason in named[:MOST_LINES]:
        yield Text(f"{what}: {plain(name, 200)}: {plain(reason)}", "yellow")
    if len(named) > MOST_LINES:
        yield Text(f"{what}: {len(named) - MOST_LINES} more: --json lists all", "yellow")
