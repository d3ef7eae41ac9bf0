"""Scripts in percent format: cells start with a line `# %%`; also the reading of a plain script, which is one cell."""

import io
import json
import re
import tokenize
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from grader.analysis.tokenizing import is_slow
from grader.records import Record

# Whatever follows the two signs at once belongs to a cell magic in a comment (`# %%time`), not to a marker.
# A line is matched without the blanks at its end: no two parts of the pattern may want the same ones.
MARKER = re.compile(r"#[ \t]*%%+(?:[ \t]+(?P<options>[^ \t].*)?)?")
TEXT_KIND = re.compile(r"\[(?:markdown|md|raw)\]")
TAGS = re.compile(r"\btags=(?P<tags>\[[^\[\]]*\])")
HEADER_RULE = "# ---"
# Tokenizing costs up to three seconds a megabyte; longer scripts are cut by lines alone.
MOST_TOKENIZED = 2**18


class ScriptCell(Record, frozen=True):
    """One cell of a script. `marker` + `source` is its text to the letter, line ends included.

    `index` counts all cells from 0. The source of a markdown (or raw) cell keeps its comment signs.
    """

    index: int
    kind: Literal["code", "markdown"]
    source: str
    tags: tuple[str, ...] = ()
    marker: str = ""  # the `# %%` line; empty for what stands before the first one


def cells_of_script(text: str, most: int | None = None) -> tuple[ScriptCell, ...]:
    """The cells of a script in percent format, or the first `most`; a script without markers is one code cell.

    Text before the first marker is a cell unless it is blank; a YAML header at the top (`# ---` to `# ---`) is dropped.
    A marker inside a string does not count. Nothing is parsed as Python: broken code makes cells as well.
    """
    lines = _lines(text)
    markers = _marker_rows(text, lines)
    first = markers[0] if markers else len(lines)
    cells: list[ScriptCell] = []
    lead = "".join(lines[_header_length(lines[:first]) : first])
    if lead.strip():
        cells.append(ScriptCell(index=0, kind="code", source=lead))
    edges = [*markers, len(lines)]
    for start, end in pairwise(edges if most is None else edges[: most + 1]):
        cells.append(_cell(len(cells), lines[start], "".join(lines[start + 1 : end])))
    return tuple(cells[:most])


def _lines(text: str) -> list[str]:
    # Not str.splitlines: it also cuts at form feeds and other signs that end no line of Python.
    return list(io.StringIO(text, newline="\n"))


def _cell(index: int, marker: str, source: str) -> ScriptCell:
    found = marker_in(marker)
    options = (found["options"] if found else None) or ""
    kind: Literal["code", "markdown"] = "markdown" if TEXT_KIND.search(options) else "code"
    return ScriptCell(index=index, kind=kind, source=source, tags=_tags(options), marker=marker)


def marker_in(line: str) -> re.Match[str] | None:
    """What a line says if it begins a cell; None when it does not."""
    return MARKER.fullmatch(line.removesuffix("\n").rstrip(" \t\r"))


def _tags(options: str) -> tuple[str, ...]:
    found = TAGS.search(options)
    if not found:
        return ()
    try:
        return tuple(tag for tag in json.loads(found["tags"]) if isinstance(tag, str))
    except ValueError:
        return ()


def _marker_rows(text: str, lines: list[str]) -> list[int]:
    rows = [row for row, line in enumerate(lines) if line.startswith("#") and marker_in(line)]
    if not rows or not _may_hold_long_strings(text) or any(map(is_slow, lines)):
        return rows
    try:
        comments = set(_comment_rows(lines))
    except (tokenize.TokenError, SyntaxError, ValueError):  # one broken cell must not swallow those after it
        return rows
    return [row for row in rows if row in comments]


def _may_hold_long_strings(text: str) -> bool:
    return len(text) <= MOST_TOKENIZED and any(sign in text for sign in ('"""', "'''", "\\\n", "\\\r\n"))


def _comment_rows(lines: list[str]) -> Iterator[int]:
    for token in tokenize.generate_tokens(iter([*lines, ""]).__next__):
        if token.type == tokenize.COMMENT and token.start[1] == 0:
            yield token.start[0] - 1


def _header_length(lead: list[str]) -> int:
    """How many of the lines before the first marker are a YAML header."""
    if not lead or lead[0].rstrip() != HEADER_RULE:
        return 0
    for row, line in enumerate(lead[1:], start=1):
        if line.rstrip() == HEADER_RULE:
            return row + 1
        if not line.startswith("#"):
            return 0
    return 0
