"""The whole of a notebook, for a page: whatever is odd in it costs nobody the page."""

import json
from typing import Any

import pytest

from grader.course.notebook import read_submission
from grader.course.whole import MOST_OUTPUTS, whole_submission
from grader.errors import NotebookError
from grader.records import Limits, ShownCell

CODE = {"cell_type": "code", "source": "x = 1"}


def whole(cells: list[Any], name: str = "hw1.ipynb", **more: Any) -> tuple[ShownCell, ...]:
    content = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells} | more
    return whole_submission(json.dumps(content).encode(), name, Limits())


def outputs(*given: object) -> tuple[dict[str, str], ...]:
    return whole([CODE | {"outputs": list(given)}])[0].outputs


def test_text_and_code_come_in_their_order_and_number() -> None:
    cells = whole([{"cell_type": "markdown", "source": ["# a\n", "b"]}, CODE, {"cell_type": "raw", "source": "r"}])
    assert [(cell.index, cell.kind, cell.source) for cell in cells] == [
        (0, "markdown", "# a\nb"),
        (1, "code", "x = 1"),
        (2, "raw", "r"),
    ]


def test_code_cells_have_the_numbers_that_grading_gives_them() -> None:
    content = {"nbformat": 4, "metadata": {}, "cells": [{"cell_type": "markdown", "source": ""}, CODE, CODE]}
    data = json.dumps(content).encode()
    shown = [cell.index for cell in whole_submission(data, "hw1.ipynb", Limits()) if cell.kind == "code"]
    assert shown == [cell.index for cell in read_submission(data, "hw1.ipynb", Limits()).cells]


@pytest.mark.parametrize(
    ("output", "found"),
    [
        ({"output_type": "stream", "text": ["a\n", "b"]}, {"text/plain": "a\nb"}),
        ({"output_type": "error", "traceback": ["a", "b"]}, {"text/plain": "a\nb"}),
        ({"output_type": "display_data", "data": {"image/png": "iVBO", "text/plain": ["<", ">"]}},
         {"image/png": "iVBO", "text/plain": "<>"}),
        ({"output_type": "execute_result", "data": {"application/json": {"a": 1}, "text/plain": "x"}},
         {"application/json": "", "text/plain": "x"}),
    ],
)  # fmt: skip
def test_an_output_is_text_by_media_type(output: dict[str, Any], found: dict[str, str]) -> None:
    assert outputs(output) == (found,)


@pytest.mark.parametrize(
    "odd",
    [None, 1, [], {}, {"output_type": 5}, {"output_type": "stream", "text": {"a": 1}}, {"output_type": "stream"},
     {"output_type": "error", "traceback": [1]}, {"output_type": "display_data", "data": []}],
)  # fmt: skip
def test_an_odd_output_is_left_out(odd: object) -> None:
    assert outputs(odd) == ()


@pytest.mark.parametrize("odd", [None, "x", 5, {"a": 1}])
def test_odd_lists_of_outputs_and_attachments_are_empty(odd: object) -> None:
    text = {"cell_type": "markdown", "source": "x", "attachments": odd}
    code, shown = whole([CODE | {"outputs": odd}, text])
    assert code.outputs == ()
    assert not any(shown.attachments.values())


def test_outputs_without_end_have_one() -> None:
    assert len(outputs(*[{"output_type": "stream", "text": "x"}] * 1000)) == MOST_OUTPUTS


def test_an_attachment_keeps_its_name() -> None:
    text = {"cell_type": "markdown", "source": "x", "attachments": {"a.png": {"image/png": "iVBO"}}}
    assert whole([CODE, text])[1].attachments == {"a.png": {"image/png": "iVBO"}}


def test_an_odd_text_is_empty() -> None:
    cells = whole([CODE, {"cell_type": "markdown", "source": 5}])
    assert (cells[1].kind, cells[1].source) == ("markdown", "")


def test_a_script_is_its_cells_and_text_loses_its_comment_signs() -> None:
    cells = whole_submission(b"# %% [markdown]\n# # Title\n#\n# text\n\n# %%\nx = 1\n", "hw1.py", Limits())
    assert [(cell.kind, cell.source) for cell in cells] == [("markdown", "# Title\n\ntext"), ("code", "x = 1")]


def test_the_old_format_is_read_too() -> None:
    old = [
        {"cell_type": "heading", "level": 2, "source": "Title"},
        {"cell_type": "heading", "level": 2.0, "source": "odd"},
        {"cell_type": "code", "language": "python", "input": "x = 1", "outputs": []},
    ]
    cells = whole([], nbformat=3, nbformat_minor=0, worksheets=[{"cells": old}])
    assert [cell.source for cell in cells] == ["## Title", "odd", "x = 1"]


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe{}", b'{"cells": []}'])
def test_what_grading_refuses_is_refused_here(data: bytes) -> None:
    with pytest.raises(NotebookError, match=r"hw1\.ipynb"):
        whole_submission(data, "hw1.ipynb", Limits())
