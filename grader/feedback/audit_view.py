"""What an audit found, for a terminal."""

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from grader.feedback.plain import plain
from grader.records import Audit, Finding, Survivor


class AuditView:
    """Renders one audit: a line of numbers, the findings, the mutants that are left."""

    def __init__(self, audit: Audit) -> None:
        self.audit = audit

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        audit = self.audit
        clean = Text("clean", "green") if not audit.findings else Text(_counted(len(audit.findings), "finding"), "red")
        yield Text.assemble((plain(audit.assignment, 100), "bold"), "  ", clean, "  ", ", ".join(_numbers(audit)))
        if audit.findings:
            yield _findings(audit.findings)
        left = left_of(audit)
        if left:
            yield Text("\nMutants that pass every test", "bold")
            yield _survivors(left)


def _numbers(audit: Audit) -> Iterator[str]:
    yield _counted(audit.misconceptions, "misconception")
    yield _counted(audit.alternatives, "alternative")
    if audit.mutants:
        equivalent = len(equivalents_of(audit))
        yield f"{audit.killed} of {audit.mutants - equivalent} mutants noticed ({audit.kill_rate:.1%})"
        yield f"{equivalent} equivalent"


def left_of(audit: Audit) -> list[Survivor]:
    """The mutants that pass every test and are not known to be no mistakes."""
    return [survivor for survivor in audit.survivors if survivor.equivalent is None]


def equivalents_of(audit: Audit) -> list[Survivor]:
    """The mutants that the author's list calls no mistakes."""
    return [survivor for survivor in audit.survivors if survivor.equivalent is not None]


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _findings(findings: Sequence[Finding]) -> Table:
    table = Table("", "task", "what", "fact", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for finding in findings:
        words = (finding.kind, finding.task, finding.name, finding.fact)
        table.add_row(*(Text(plain(word, 400), overflow="fold") for word in words))
    return table


def _survivors(survivors: Sequence[Survivor]) -> Table:
    table = Table("line", "task", "as it is", "the change", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for survivor in survivors:
        mutant = survivor.mutant
        words = (str(mutant.line), mutant.task, mutant.text, mutant.change)
        table.add_row(*(Text(plain(word, 400), overflow="fold") for word in words))
    return table
