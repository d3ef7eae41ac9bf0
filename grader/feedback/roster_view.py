"""The class list as a table, and what an import changed as lines."""

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from grader.feedback.plain import plain
from grader.records import Member

_FIELDS = ("student", "name", "email", "login", "sis", "lms", "section")


class RosterView:
    """Renders members in their order; `ids` are those by which each has results."""

    def __init__(self, members: Sequence[Member], ids: Sequence[Sequence[str]]) -> None:
        self.members = members
        self.ids = ids

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if not self.members:
            yield Text("no class list yet: grade roster import FILE")
            return
        fields = [name for name in _FIELDS if any(getattr(member, name) for member in self.members)]
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
        for title in (*fields, "results by"):
            table.add_column(title, overflow="fold")
        for member, ids in zip(self.members, self.ids, strict=True):
            said = [plain(getattr(member, name), 64) for name in fields]
            table.add_row(*map(Text, [*said, plain(", ".join(ids), 200)]))
        yield table


def told(added: Sequence[Member], changed: Sequence[tuple[Member, Member]], removed: Sequence[Member]) -> Iterator[str]:
    """A line for each who came, went, or is called otherwise now."""
    for member in added:
        yield f"added    {_called(member)}"
    for before, after in changed:
        differences = (
            f"{name} {_value(before, name)} is now {_value(after, name)}"
            for name in _FIELDS
            if getattr(before, name) != getattr(after, name)
        )
        yield f"changed  {_called(before)}: {', '.join(differences)}"
    for member in removed:
        yield f"removed  {_called(member)}"


def _called(member: Member) -> str:
    id = member.student or member.login or member.email or member.sis or member.lms
    return plain(f"{member.name} ({id})" if member.name else id, 120)


def _value(member: Member, name: str) -> str:
    return plain(getattr(member, name), 64) or "nothing"
