"""Notebooks as the JSON that they are (format 4.5)."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Cell = dict[str, Any]


def code(source: str, name: str, metadata: dict[str, object] | None = None) -> Cell:
    """A code cell; `name` is its id."""
    parts: Cell = {"execution_count": None, "outputs": []}
    return _cell("code", source, name, metadata) | parts


def heading(number: int) -> Cell:
    """The text above part `number`."""
    return _cell("markdown", f"## Part {number}", f"text{number}")


def raw(source: str, name: str) -> Cell:
    """A raw cell."""
    return _cell("raw", source, name)


def write(cells: Sequence[Cell], file: Path) -> None:
    """A notebook of these cells."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    whole = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(whole, indent=1), encoding="utf-8")


def _cell(kind: str, source: str, name: str, metadata: dict[str, object] | None = None) -> Cell:
    return {"cell_type": kind, "id": name, "metadata": metadata or {}, "source": source}
