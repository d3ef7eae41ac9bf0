"""A CSV file that keeps every byte which nobody changes: quotes, delimiter, line ends, encoding, byte order mark."""

import codecs
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple, Self

from grader.course.quoting import shown_name
from grader.errors import RequestError

MOST_BYTES: Final = 64 * 2**20
_DELIMITERS: Final = ",;\t"
_QUOTED: Final = re.compile(r'"(?:[^"]|"")*+(?:"|\Z)')
_HEADERS: Final = 100_000  # in these characters the header ends
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Cell(NamedTuple):
    """A cell's text, and where it stands in the file's text, quotes included."""

    text: str
    start: int
    end: int


class Row(NamedTuple):
    """One record; `line` counts the file's lines from 1."""

    line: int
    cells: tuple[Cell, ...]

    def text(self, column: int | None) -> str:
        """What stands in that column, without blanks around it; nothing where there is none."""
        return self.cells[column].text.strip() if column is not None and column < len(self.cells) else ""


class Table:
    """`header` and the `rows` below it, without those that are blank."""

    def __init__(self, place: str, text: str, encoding: str, mark: bytes) -> None:
        self.place = place
        self._text = text
        self._encoding = encoding
        self._mark = mark
        headers = _QUOTED.sub("", text[:_HEADERS]).lstrip("\r\n").splitlines()[:1]
        self.delimiter = max(_DELIMITERS, key="".join(headers).count)
        first, *others = _rows_of(text, self.delimiter, place)
        self.header = tuple(cell.text.strip() for cell in first.cells)
        self.rows = tuple(row for row in others if any(cell.text.strip() for cell in row.cells))

    @classmethod
    def read(cls, path: Path) -> Self:
        """The file at `path`: UTF-8, or UTF-16 with its mark. Raises RequestError, which names file and line."""
        place = shown_name(path.name)
        try:
            if path.stat().st_size > MOST_BYTES:
                raise RequestError(f"{place}: larger than {MOST_BYTES // 2**20} MB: no class list is")
            return cls.of(path.read_bytes(), place)
        except OSError as error:
            raise RequestError(f"{place}: {(error.strerror or 'cannot be read').lower()}") from error

    @classmethod
    def of(cls, data: bytes, place: str) -> Self:
        """As `read`, for a file's bytes."""
        mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8"))
        try:
            text = data[len(mark) :].decode(encoding)
        except UnicodeDecodeError as error:
            raise RequestError(f"{place}: byte {error.start}: not UTF-8: save it as CSV UTF-8") from error
        if not text.strip() or "\0" in text:
            raise RequestError(f"{place}: no CSV file: {'a NUL is in it' if text.strip() else 'it is empty'}")
        return cls(place, text, encoding, mark)

    def with_cells(self, changes: Mapping[Cell, str]) -> bytes:
        """The file with these cells changed. A cell that was quoted stays quoted."""
        parts, done = [], 0
        for cell in sorted(changes, key=lambda each: each.start):
            quoted = self._text.startswith('"', cell.start)
            parts += [self._text[done : cell.start], written(changes[cell], self.delimiter, always=quoted)]
            done = cell.end
        return self._mark + "".join([*parts, self._text[done:]]).encode(self._encoding)


def written(text: str, delimiter: str = ",", *, always: bool = False) -> str:
    """A cell as it stands in a file: in quotes where it needs them, or `always`."""
    if always or any(sign in text for sign in (delimiter, '"', "\r", "\n")):
        return '"' + text.replace('"', '""') + '"'
    return text


def lines_of(rows: Iterable[Iterable[str]], *, always: bool = False, mark: bool = False) -> bytes:
    """A new CSV file in UTF-8 with CRLF; by the byte order `mark` spreadsheets know that it is UTF-8."""
    lines = (",".join(written(cell, always=always) for cell in row) + "\r\n" for row in rows)
    return (codecs.BOM_UTF8 if mark else b"") + "".join(lines).encode("utf-8", "replace")


def _rows_of(text: str, delimiter: str, place: str) -> list[Row]:
    """The records of `text`."""
    cell = re.compile(rf'(?:"((?:[^"]|"")*+)"|([^"\r\n{delimiter}][^\r\n{delimiter}]*+)?)({delimiter}|\r\n|\r|\n|\Z)')
    rows: list[Row] = []
    cells: list[Cell] = []
    at, line, first_line = 0, 1, 1
    while at < len(text) or cells:
        found = cell.match(text, at)
        if found is None:
            raise RequestError(f"{place}: line {line}: a quote that does not close, or text after one: mend the line")
        quoted, bare, end = found.groups()
        cells.append(Cell(bare or "" if quoted is None else quoted.replace('""', '"'), at, found.start(3)))
        line += (quoted or "").count("\n") + (end != delimiter)
        at = found.end()
        if end != delimiter:
            rows.append(Row(first_line, tuple(cells)))
            cells, first_line = [], line
    return rows
