"""What an audit found: for a terminal, and the same as a page."""

import io
from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from grader.feedback.plain import plain
from grader.records import Audit, Finding, Survivor

PAGE_WIDTH = 120


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
        left = [survivor for survivor in audit.survivors if survivor.equivalent is None]
        if left:
            yield Text("\nMutants that pass every test", "bold")
            yield _survivors(left)


def audit_page(audits: Sequence[Audit]) -> str:
    """All audits as one HTML page that stands alone, the equivalent mutants with their reasons among them."""
    console = Console(record=True, width=PAGE_WIDTH, file=io.StringIO(), markup=False, highlight=False, emoji=False)
    for audit in audits:
        console.print(AuditView(audit))
        equivalent = [survivor for survivor in audit.survivors if survivor.equivalent is not None]
        if equivalent:
            console.print(Text("\nMutants that are no mistakes", "bold"))
            console.print(_survivors(equivalent))
        console.print()
    return console.export_html(inline_styles=True)


def _numbers(audit: Audit) -> Iterator[str]:
    yield _counted(audit.misconceptions, "misconception")
    yield _counted(audit.alternatives, "alternative")
    if audit.mutants:
        equivalent = sum(survivor.equivalent is not None for survivor in audit.survivors)
        yield f"{audit.killed} of {audit.mutants - equivalent} mutants noticed ({audit.kill_rate:.1%})"
        yield f"{equivalent} equivalent"


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
        change = mutant.change if survivor.equivalent is None else f"{mutant.change}: {survivor.equivalent}"
        words = (str(mutant.line), mutant.task, mutant.text, change)
        table.add_row(*(Text(plain(word, 400), overflow="fold") for word in words))
    return table
