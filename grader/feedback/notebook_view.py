"""A student's notebook as it is shown: cells as HTML, each beside the tasks that it holds the answer to."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from grader.feedback.formulas import formula
from grader.feedback.highlighting import highlighted
from grader.feedback.images import image_address
from grader.feedback.markdown import markdown
from grader.feedback.plain import plain
from grader.feedback.sanitised import sanitised, without_images
from grader.records import ShownCell

MOST_CELLS: Final = 500
MOST_CHARACTERS: Final = 200_000
"""Of a notebook's code, text, outputs and formulas together."""
MOST_IMAGE_CHARACTERS: Final = 6 * 2**20
MOST_OF_AN_OUTPUT: Final = 4000
MOST_LINES: Final = 40

_DEFINED: Final = re.compile(
    r"^(?:(?:async[ \t]+)?(?:def|class)[ \t]+(?P<named>\w+)|(?P<assigned>\w+)[ \t]*(?::[^=\n]*)?=(?!=))", re.MULTILINE
)
_NOTHING: Final = Markup()
_HEADING: Final = re.compile(r"<(?P<end>/?)h(?P<level>[1-6])>")


@dataclass(frozen=True)
class OutputView:
    """One of `text`, `html` and `image` (a `data:` address)."""

    text: str = ""
    html: Markup = _NOTHING
    image: Markup = _NOTHING


@dataclass(frozen=True)
class CellView:
    """A cell as a template shows it; `defines` are the names of the tasks whose last answer stands in it."""

    number: int
    kind: str
    html: Markup
    outputs: tuple[OutputView, ...]
    defines: tuple[str, ...]


def notebook_view(cells: Sequence[ShownCell], tasks: Sequence[str]) -> tuple[list[CellView], int]:
    """The cells, and how many of them are left out because the page would be too large."""
    answers = _last_cells(cells, tasks)
    room, headings = _Room(), _Headings()
    shown: list[CellView] = []
    for cell in cells[:MOST_CELLS]:
        if room.is_used_up():
            break
        defines = tuple(task for task in tasks if answers.get(task) == cell.index)
        html = headings.in_order(_source(cell, room))
        outputs = tuple(
            OutputView(each.text, headings.in_order(each.html), each.image) for each in _outputs(cell, room)
        )
        shown.append(CellView(cell.index + 1, cell.kind, html, outputs, defines))
    return shown, len(cells) - len(shown)


class _Room:
    """How much of a notebook a page still has room for."""

    def __init__(self) -> None:
        self._characters = MOST_CHARACTERS
        self._of_images = MOST_IMAGE_CHARACTERS

    def is_used_up(self) -> bool:
        return self._characters <= 0

    def for_text(self, text: str, most: int) -> str:
        """As much of it as there is room for; what is left out is told by a sign at its end."""
        cut = text if len(text) <= min(most, self._characters) else text[: min(most, max(self._characters, 0))] + "…"
        self._characters -= len(cut)
        return cut

    def has_for_image(self, address: str) -> bool:
        self._of_images -= len(address)
        return self._of_images >= 0


def _last_cells(cells: Sequence[ShownCell], tasks: Sequence[str]) -> dict[str, int]:
    """In which cell each task's name is defined last: an earlier one is overwritten when the notebook runs."""
    wanted = set(tasks)
    found: dict[str, int] = {}
    for cell in cells:
        for match in _DEFINED.finditer(cell.source) if cell.kind == "code" else ():
            name = match["named"] or match["assigned"]
            if name in wanted:
                found[name] = cell.index
    return found


def _source(cell: ShownCell, room: _Room) -> Markup:
    source = room.for_text(cell.source, MOST_CHARACTERS)
    if cell.kind == "code":
        return highlighted(source)
    if cell.kind == "raw":
        return Markup("<pre>{}</pre>").format(plain(source, MOST_OF_AN_OUTPUT, lines=True))
    return markdown(source, {name: _with_room(data, room) for name, data in cell.attachments.items()})


def _with_room(data: Mapping[str, str], room: _Room) -> Mapping[str, str]:
    address = image_address(data)
    return data if address is not None and room.has_for_image(address) else {}


def _outputs(cell: ShownCell, room: _Room) -> Iterator[OutputView]:
    for data in cell.outputs:
        address = image_address(data)
        if address is not None and room.has_for_image(address):
            yield OutputView(image=Markup(address))  # noqa: S704  base64 of our own making
        elif "<table" in data.get("text/html", ""):
            html = room.for_text(data["text/html"], 5 * MOST_OF_AN_OUTPUT)
            yield OutputView(html=sanitised(without_images(html)))
        elif "text/latex" in data:
            latex = room.for_text(data["text/latex"], MOST_OF_AN_OUTPUT).strip().strip("$")
            yield OutputView(html=sanitised(formula(latex, block=True)))
        elif "text/markdown" in data:
            yield OutputView(html=markdown(room.for_text(data["text/markdown"], MOST_OF_AN_OUTPUT)))
        elif data.get("text/plain", "").strip():
            yield OutputView(text=_lines(room.for_text(data["text/plain"], 2 * MOST_OF_AN_OUTPUT)))
        else:
            yield OutputView(text="(an output that is not shown here)")


def _lines(text: str) -> str:
    """Output as a terminal would leave it: what a carriage return overwrites is gone; long ones are cut."""
    lines = [line.rpartition("\r")[2] for line in text.replace("\r\n", "\n").rstrip().split("\n")]
    cut = [*lines[:MOST_LINES], f"… {len(lines) - MOST_LINES} lines more"] if len(lines) > MOST_LINES else lines
    return plain("\n".join(line.expandtabs(8) for line in cut), MOST_OF_AN_OUTPUT, lines=True)


class _Headings:
    """Puts headings below the page's own, none deeper than one level below the one before."""

    def __init__(self) -> None:
        self._level = 2

    def in_order(self, html: Markup) -> Markup:
        return Markup(_HEADING.sub(self._renumbered, html))  # noqa: S704  as safe as before

    def _renumbered(self, found: re.Match[str]) -> str:
        if not found["end"]:
            self._level = min(int(found["level"]) + 2, self._level + 1, 6)
        return f"<{found['end']}h{self._level}>"
