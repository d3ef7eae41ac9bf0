"""The cells that raised, and the headed sections that they and others stand in."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from grader.feedback.words import message_lines
from grader.records import CellReport

_CELLS_SHOWN = 10


def section(title: str, body: list[RenderableType]) -> Iterator[RenderableType]:
    """A title over an indented body; nothing at all when the body is empty."""
    if body:
        yield Text(f"\n{title}", "bold")
        yield from (Padding(part, (0, 0, 0, 2)) for part in body)


def cells_that_raised(cells: Sequence[CellReport]) -> list[RenderableType]:
    """A line for each; the first ten of them."""
    # Records count cells from 0, people from 1.
    shown: list[RenderableType] = [
        hanging(f"cell {cell.index + 1}", f"{cell.error.type}: {cell.error.message}".removesuffix(": "))
        for cell in cells[:_CELLS_SHOWN]
    ]
    if len(cells) > _CELLS_SHOWN:
        shown.append(Text(f"and {len(cells) - _CELLS_SHOWN} more"))
    return shown


def hanging(place: str, message: str) -> Text:
    """A place and what is to be said of it, its own lines kept."""
    return Text(f"{place}: " + "\n".join(message_lines(message)), overflow="fold")
