"""Whether what people see is harmless, whatever student code put into it."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, Final

_STEERING: Final = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_PLAIN_TAGS: Final = {"div", "table", "tr", "td", "p", "pre", "strong", "code"}
_PLAIN_ATTRIBUTES: Final = {"style", "role", "aria-label", "class"}
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?", re.IGNORECASE)


def steers(text: str) -> bool:
    """Whether it has anything that could steer a terminal or hide what it says."""
    return bool({unicodedata.category(sign) for sign in text.replace("\n", "")} & _STEERING)


def document_steers(document: Any) -> bool:
    """As `steers`, for every string of a JSON document."""
    return any(steers(text) for text in _strings(document))


def is_document(text: str) -> bool:
    """Whether it is one JSON document as the standard has it: UTF-8, no NaN."""
    try:
        json.loads(text, parse_constant=_refuse)
        text.encode()
    except ValueError:
        return False
    return True


def page_injected(page: str) -> bool:
    """Whether a page has other elements than plain ones."""
    reader = _Tags()
    reader.feed(page)
    reader.close()
    return reader.injected


def table_injected(table: str) -> bool:
    """Whether a spreadsheet would find a formula in a CSV file."""
    try:
        rows = list(csv.reader(io.StringIO(table, newline="")))
    except csv.Error:
        return True
    cells = (cell for row in rows for cell in row)
    return any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not _NUMBER.fullmatch(cell) for cell in cells)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.injected = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.injected |= tag not in _PLAIN_TAGS or any(name not in _PLAIN_ATTRIBUTES for name, _ in attrs)

    def handle_comment(self, data: str) -> None:
        self.injected = True

    def handle_decl(self, decl: str) -> None:
        self.injected = True

    def handle_pi(self, data: str) -> None:
        self.injected = True


def _strings(document: Any) -> Iterator[str]:
    if isinstance(document, str):
        yield document
    elif isinstance(document, dict):
        for name, value in document.items():
            yield from _strings(name)
            yield from _strings(value)
    elif isinstance(document, list):
        for value in document:
            yield from _strings(value)


def _refuse(constant: str) -> None:
    raise ValueError(constant)
