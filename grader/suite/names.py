"""What a result calls a test.

pytest makes the name of a parametrised test from its values, and what a hidden test asks, and expects, is nobody's to
read. What the author wrote as names (`ids=`, `pytest.param(…, id=…)`) was written to be read.
"""

from collections.abc import Sequence
from typing import Any

import pytest
from _pytest.mark import ParameterSet


def shown_name(item: pytest.Item, *, visible: bool) -> str:
    """The test's own name; where values of a hidden test would make it, the number of its row: `test_rule[2]`."""
    asked = set(getattr(getattr(item, "callspec", None), "params", ()))
    if visible or not asked:
        return item.name
    marks = list(item.iter_markers("parametrize"))
    if all(map(_has_names, marks)) and asked <= {name for mark in marks for name in _arguments(mark)}:
        return item.name
    own = _original(item)
    rows = [each for each in item.session.items if each.parent is item.parent and _original(each) == own]
    return f"{own}[{rows.index(item) + 1}]"


def _original(item: pytest.Item) -> str:
    return str(getattr(item, "originalname", item.name))


def _arguments(mark: pytest.Mark) -> list[str]:
    names = _given(mark, 0, "argnames")
    return [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)


def _has_names(mark: pytest.Mark) -> bool:
    """Whether its author wrote the names of all its rows."""
    names, values = _given(mark, 3, "ids"), _given(mark, 1, "argvalues")
    if callable(names) or (isinstance(names, Sequence) and None not in names):
        return True
    return isinstance(values, Sequence) and all(isinstance(row, ParameterSet) and row.id is not None for row in values)


def _given(mark: pytest.Mark, place: int, name: str) -> Any:
    return mark.args[place] if len(mark.args) > place else mark.kwargs.get(name)
