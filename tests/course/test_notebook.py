import json
import logging
import warnings
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.course.notebook import Notebook, read_submission, said_of
from grader.errors import NotebookError
from grader.records import Limits

LIMITS = Limits()
CODE = {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": None, "outputs": [], "source": "x = 1"}
TEXT = {"cell_type": "markdown", "id": "b", "metadata": {}, "source": "# Title"}


def ipynb(*cells: Any, **changes: Any) -> bytes:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)} | changes).encode()


def without(cell: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in cell.items() if key not in keys}


def read(data: bytes, name: str = "hw1.ipynb", limits: Limits = LIMITS) -> Notebook:
    return read_submission(data, name, limits)


def sources(data: bytes, name: str = "hw1.ipynb") -> list[tuple[int, str]]:
    return [(cell.index, cell.source) for cell in read(data, name).cells]


def refusal(data: bytes, name: str = "hw1.ipynb", limits: Limits = LIMITS) -> str:
    with pytest.raises(NotebookError) as caught:
        read(data, name, limits)
    text = str(caught.value)
    assert text.isprintable()
    assert len(text) < 250
    return text


def test_code_cells_come_with_their_index_among_all_cells():
    assert sources(ipynb(TEXT, CODE, TEXT, CODE)) == [(1, "x = 1"), (3, "x = 1")]


def test_a_notebook_is_read_as_nbformat_reads_it():
    lines = ["def f():\n", "    return 'ü\u2028'\n", "\n", "%time f()"]
    data = ipynb(TEXT, CODE | {"source": lines}, CODE | {"id": "c", "source": ""}, CODE | {"id": "d", "source": []})
    oracle = nbformat.reads(data.decode(), as_version=4)
    assert [source for _, source in sources(data)] == [cell.source for cell in oracle.cells if cell.cell_type == "code"]


@pytest.mark.parametrize("name", ["hw1.ipynb", "HW1.IPYNB", "a.b.ipynb", "größe.ipynb"])
def test_the_ending_of_the_name_tells_a_notebook(name):
    assert sources(ipynb(CODE), name) == [(0, "x = 1")]


@pytest.mark.parametrize("name", ["hw1", "hw1.txt", "hw1.ipynb.zip", "hw1.json", ".ipynb", ""])
def test_any_other_ending_is_refused(name):
    assert refusal(ipynb(CODE), name).endswith("neither an .ipynb nor a .py file")


SLOPPY = {
    "byte order mark": b"\xef\xbb\xbf" + ipynb(CODE),
    "windows line ends": ipynb(CODE).replace(b", ", b",\r\n"),
    "no cell ids": ipynb(without(CODE, "id")),
    "no cell ids in an old minor version": ipynb(without(CODE, "id"), nbformat_minor=0),
    "ids in an old minor version": ipynb(CODE, nbformat_minor=2),
    "an id with odd characters": ipynb(CODE | {"id": "a b/../é"}),
    "an id that is a number": ipynb(CODE | {"id": 5}),
    "no outputs": ipynb(without(CODE, "outputs", "execution_count")),
    "no metadata": ipynb(without(CODE, "metadata")),
    "odd metadata": ipynb(CODE | {"metadata": {"tags": 5, "collapsed": "yes"}}),
    "odd outputs": ipynb(CODE | {"outputs": [{"output_type": "stream", "text": 5}], "execution_count": "three"}),
    "outputs that are no list": ipynb(CODE | {"outputs": {"a": 1}}),
    "unknown keys": ipynb(CODE | {"colour": 1}, colour=2),
    "attachments": ipynb(CODE | {"attachments": {"a.png": {"image/png": "!"}}}),
    "no notebook metadata": json.dumps({"nbformat": 4, "nbformat_minor": 5, "cells": [CODE]}).encode(),
    "no minor version": json.dumps({"nbformat": 4, "metadata": {}, "cells": [CODE]}).encode(),
    "a newer minor version": ipynb(CODE, nbformat_minor=99),
    "a kernel of its own name": ipynb(CODE, metadata={"kernelspec": {"name": "my-env", "display_name": "R lab"}}),
    "odd kernel metadata": ipynb(CODE, metadata={"kernelspec": 5, "language_info": {"name": 7}}),
    "a text cell without source": ipynb(CODE, without(TEXT, "source")),
    "no cell but this": ipynb(CODE),
}


@pytest.mark.parametrize("data", SLOPPY.values(), ids=SLOPPY.keys())
def test_a_sloppy_notebook_is_read(data):
    assert sources(data) == [(0, "x = 1")]


def test_copied_cells_of_one_id_cost_nothing():
    assert sources(ipynb(CODE, CODE, CODE)) == [(0, "x = 1"), (1, "x = 1"), (2, "x = 1")]


def test_cells_of_a_kind_that_is_not_known_yet_count_as_text():
    assert sources(ipynb({"cell_type": "video"}, CODE, nbformat_minor=6)) == [(1, "x = 1")]


def test_a_notebook_of_format_3_is_read():
    code = {"cell_type": "code", "language": "python", "input": ["x = 1\n", "y"], "outputs": [{"output_type": "pyout"}]}
    heading = {"cell_type": "heading", "level": 10**9, "source": "Title"}
    sheets = [{"cells": [heading, code]}, {"cells": [{"cell_type": "html", "source": ""}, without(code, "outputs")]}]
    data = json.dumps({"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": sheets}).encode()
    assert sources(data) == [(1, "x = 1\ny"), (3, "x = 1\ny")]


def test_nothing_is_warned_of_or_logged(caplog, capfd):
    with caplog.at_level(logging.DEBUG), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        read(ipynb(without(CODE, "id"), CODE, CODE))
        read(json.dumps({"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": "x"}]}]}).encode())
    assert (caught, caplog.records, capfd.readouterr()) == ([], [], ("", ""))


def test_the_metadata_of_the_grader_comes_raw():
    own = {"assignment": ["hw1"], "student": "\u202e"}
    notebook = read(ipynb(CODE, metadata={"grader": own}))
    assert (notebook.assignment, notebook.student) == (["hw1"], "\u202e")


@pytest.mark.parametrize("metadata", [{}, {"grader": {}}, {"grader": {"assignment": None}}])
def test_the_metadata_of_the_grader_may_be_absent(metadata):
    notebook = read(ipynb(CODE, metadata=metadata))
    assert (notebook.assignment, notebook.student) == (None, None)


@pytest.mark.parametrize("metadata", [{}, {"grader": {}}, {"grader": {"student": 5}}, {"grader": {"assignment": "x"}}])
def test_a_quick_look_finds_the_same_metadata(metadata):
    data = ipynb(CODE, metadata=metadata)
    notebook = read(data)
    assert said_of(data, "hw1.ipynb") == (notebook.assignment, notebook.student)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "hw1.ipynb"),
        (b"\xff\xfe", "hw1.ipynb"),
        (b"[" * 10**6, "hw1.ipynb"),
        (b"[]", "hw1.ipynb"),
        (b'{"metadata": [{"grader": 1}]}', "hw1.ipynb"),
        (b'{"metadata": {"grader": "hw1"}}', "hw1.ipynb"),
        (b'{"metadata": {"grader": {"student": "eve", "student": "ada"}}}', "hw1.ipynb"),
        (b'{"metadata": {"grader": {"student": "eve"}}}', "hw1.py"),
    ],
)
def test_a_quick_look_at_what_cannot_be_read_finds_nothing(data, name):
    assert said_of(data, name) == (None, None)


BAD = {
    "empty": (b"", "the file is empty"),
    "blank": (b" \r\n\t", "the file is empty"),
    "no JSON": (b"hello", "line 1: not valid JSON"),
    "a zip": (b"PK\x03\x04\xff\xfe", "byte 4: not UTF-8"),
    "truncated": (ipynb(CODE, CODE)[:-30], "line 1: not valid JSON: cut short"),
    "an array": (b"[]", "not a notebook"),
    "another document": (b'{"a": 1}', "not a notebook"),
    "format 2": (ipynb(CODE, nbformat=2), "notebook format 2, and only 3 and 4 can be read"),
    "format 5": (ipynb(CODE, nbformat=5), "notebook format 5, and only 3 and 4 can be read"),
    "a huge format": (ipynb(CODE, nbformat=10**4000), "notebook format 10000000000000000000,"),
    "format as text": (ipynb(CODE, nbformat="4"), "nbformat is no version number"),
    "format true": (ipynb(CODE, nbformat=True), "nbformat is no version number"),
    "negative minor": (ipynb(CODE, nbformat_minor=-1), "nbformat is no version number"),
    "no cells": (json.dumps({"nbformat": 4}).encode(), "cells is not a list"),
    "cells an object": (ipynb(cells={}), "cells is not a list"),
    "a cell that is a number": (ipynb(CODE, 5), "cells[1]: not an object"),
    "a cell of no kind": (ipynb(CODE, without(CODE, "cell_type")), "cell 1: neither code nor text"),
    "a cell of unknown kind": (ipynb(CODE, CODE | {"cell_type": "video"}), "cell 1: neither code nor text"),
    "a cell whose kind is a list": (ipynb(CODE | {"cell_type": ["code"]}), "cell 0: neither code nor text"),
    "a source that is a number": (ipynb(TEXT, CODE | {"source": 5}), "cell 1: neither code nor text"),
    "a source of numbers": (ipynb(CODE | {"source": [5]}), "cell 0: neither code nor text"),
    "no source": (ipynb(without(CODE, "source")), "cell 0: neither code nor text"),
    "metadata a list": (ipynb(CODE, metadata=[]), "metadata is not an object"),
    "own metadata a text": (ipynb(CODE, metadata={"grader": "hw1"}), "metadata.grader is not an object"),
    "no code cell": (ipynb(TEXT), "no code cell in it"),
    "no cell": (ipynb(), "no code cell in it"),
    "a null character": (ipynb(TEXT, CODE | {"source": "x\0"}), "cell 1: a null character"),
    "a lone surrogate": (ipynb(TEXT, CODE | {"source": "'\ud800'"}), "cell 1: half a character"),
    "UTF-16": (ipynb(CODE).decode().encode("utf-16"), "UTF-16 or UTF-32 text"),
    "UTF-16 without mark": (ipynb(CODE).decode().encode("utf-16-le"), "UTF-16 or UTF-32 text"),
    "UTF-32": (ipynb(CODE).decode().encode("utf-32"), "UTF-16 or UTF-32 text"),
    "UTF-32 big-endian": (ipynb(CODE).decode().encode("utf-32-be"), "UTF-16 or UTF-32 text"),
    "invalid UTF-8": (ipynb(CODE).replace(b"x = 1", b"'\xe9'"), "not UTF-8: save it as UTF-8"),
    "a duplicate key": (b'{"cells": [], ' + ipynb(CODE)[1:], "the key 'cells' occurs twice"),
    "a duplicate source": (ipynb(CODE).replace(b'"id"', b'"source": "", "id"'), "the key 'source' occurs twice"),
    "deep": (ipynb(CODE).replace(b'"outputs": []', b'"outputs": ' + b"[" * 900 + b"]" * 900), "nested more than 100"),
    "very deep": (b"[" * 10**6, "nested more than 100"),
    "worksheets missing": (json.dumps({"nbformat": 3}).encode(), "worksheets is not a list"),
    "format 3 in Ruby": (
        json.dumps({"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "language": "ruby"}]}]}).encode(),
        "cell 0: its language is 'ruby'",
    ),
    "format 3 without input": (
        json.dumps({"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code"}]}]}).encode(),
        "cell 0: neither code nor text",
    ),
}


@pytest.mark.parametrize(("data", "words"), BAD.values(), ids=BAD.keys())
def test_what_cannot_be_read_is_refused(data, words):
    text = refusal(data)
    assert text.startswith("hw1.ipynb: ")
    assert words in text


@pytest.mark.parametrize(
    "metadata",
    [
        {"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}},
        {"kernelspec": {"name": "julia-1.9", "display_name": "Julia", "language": "julia"}},
        {"kernelspec": {"name": "ir"}},
        {"kernelspec": {"name": "julia-1.9"}},
        {"kernelspec": {"name": "python3"}, "language_info": {"name": "R"}},
        {"language_info": {"name": "\x1b[31mocaml"}},
    ],
)
def test_another_language_is_refused(metadata):
    assert refusal(ipynb(CODE, metadata=metadata)).endswith(": choose a Python kernel")


@pytest.mark.parametrize(
    "metadata",
    [
        {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        {"kernelspec": {"name": "conda-env-r-py"}, "language_info": {"name": "python", "version": "3.11.4"}},
        {"kernelspec": {"name": "ir", "language": "python"}, "language_info": {"name": "R"}},
        {"language_info": {"name": "ipython"}},
    ],
)
def test_python_by_any_of_its_names_is_read(metadata):
    assert sources(ipynb(CODE, metadata=metadata)) == [(0, "x = 1")]


def test_fifty_thousand_cells_are_refused():
    assert refusal(ipynb(*[CODE] * 50_000)) == "hw1.ipynb: more than 2,000 cells: delete some"
    assert refusal(b"# %%\n1\n" * 50_000, "hw1.py") == "hw1.py: more than 2,000 cells: delete some"


def test_as_many_cells_as_the_limit_are_read():
    assert len(read(ipynb(*[CODE] * 20), limits=Limits(cells=20)).cells) == 20
    assert len(read(b"# %%\n1\n" * 20, "hw1.py", Limits(cells=20)).cells) == 20


def test_one_cell_over_the_limit_is_refused():
    assert "more than 20 cells" in refusal(ipynb(*[CODE] * 21), limits=Limits(cells=20))
    assert "more than 20 cells" in refusal(b"# %%\n1\n" * 21, "hw1.py", Limits(cells=20))
    assert "more than 20 cells" in refusal(b"0\n" + b"# %%\n1\n" * 20, "hw1.py", Limits(cells=20))


def test_a_file_over_the_size_limit_is_refused():
    assert "larger than 1 MB" in refusal(b"x" * (2**20 + 1), limits=Limits(notebook_mb=1))
    assert "larger than 1 MB" in refusal(b"x" * (2**20 + 1), "hw1.py", limits=Limits(notebook_mb=1))


def test_a_hostile_name_is_shown_escaped_and_cut():
    assert refusal(b"", "\x1b]0;\u202e\n.ipynb").startswith(r"'\x1b]0;\u202e\n.ipynb': the file is empty")
    assert len(refusal(b"", "x" * 10**5)) < 120


def test_a_plain_script_is_one_cell():
    assert sources(b"x = 1\ny = 2\n", "hw1.py") == [(0, "x = 1\ny = 2\n")]


def test_a_script_in_percent_format_is_cut_into_cells():
    data = b"\xef\xbb\xbf# %% [markdown]\r\n# Title\r\n\r\n# %%\r\n%matplotlib inline\r\nx = '\xc3\xa9'\r\n"
    assert sources(data, "HW1.PY") == [(1, "%matplotlib inline\nx = 'é'\n")]


def test_a_script_that_is_no_valid_python_is_read_all_the_same():
    assert sources(b"def f(:\n", "hw1.py") == [(0, "def f(:\n")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b"\n\n", "the file is empty"),
        (b"# %% [markdown]\n# only text\n", "no code cell in it"),
        (b"x = '\xe9'\n", "byte 5: not UTF-8"),
        ("x = 1".encode("utf-16"), "UTF-16 or UTF-32 text"),
        (b"x = 12345\0", "cell 0: a null character"),
    ],
)
def test_a_script_that_cannot_be_read_is_refused(data, words):
    assert words in refusal(data, "hw1.py")


def outcome(data: bytes, name: str) -> Notebook | str:
    try:
        return read(data, name)
    except NotebookError as error:
        return str(error)


def is_fine(outcome: Notebook | str) -> bool:
    if isinstance(outcome, str):
        return outcome.startswith("hw1.") and outcome.isprintable()
    return bool(outcome.cells) and all(b"\0" not in cell.source.encode() for cell in outcome.cells)


@pytest.mark.parametrize("name", ["hw1.ipynb", "hw1.py"])
@given(data=st.binary(max_size=200))
def test_any_bytes_are_a_notebook_or_a_notebook_error(name, data):
    assert is_fine(outcome(data, name))


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["code", "markdown", "python", "\ud800", "\0"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["cell_type", "source", "input", "name", "cells", "id"]), inner, max_size=4)
    ),
    max_leaves=8,
)
CELLS = st.lists(st.fixed_dictionaries({}, optional={"cell_type": ODD, "source": ODD, "input": ODD, "language": ODD}))
DOCUMENTS = st.fixed_dictionaries(
    {"nbformat": st.sampled_from([3, 4]) | ODD},
    optional={
        "nbformat_minor": ODD | st.integers(0, 9),
        "metadata": ODD | st.dictionaries(st.sampled_from(["kernelspec", "language_info", "grader"]), ODD),
        "cells": CELLS | ODD,
        "worksheets": st.lists(st.fixed_dictionaries({"cells": CELLS})) | ODD,
    },
)


@given(DOCUMENTS)
def test_any_document_like_a_notebook_is_one_or_a_notebook_error(document):
    assert is_fine(outcome(json.dumps(document).encode(), "hw1.ipynb"))


@pytest.mark.parametrize("constant", [float("nan"), float("inf"), float("-inf")])
def test_constants_that_plots_leave_in_outputs_cost_nothing(constant):
    data = ipynb(CODE | {"outputs": [{"output_type": "display_data", "data": {"a": constant}, "metadata": {}}]})
    assert read_submission(data, "hw1.ipynb", Limits()).cells[0].source == CODE["source"]


def nbformat_finds_valid(content):
    try:
        nbformat.validate(content)
    except nbformat.ValidationError:
        return False
    return True


ANY_CELL = st.fixed_dictionaries(
    {"cell_type": st.sampled_from(["code", "markdown", "raw", "heading", ""])},
    optional={
        "source": st.one_of(st.text("ab\n"), st.lists(st.one_of(st.text("ab"), st.none()), max_size=3), st.none()),
    },
)


@given(st.lists(ANY_CELL, min_size=1, max_size=4))
def test_cells_are_read_exactly_when_nbformat_finds_them_valid(cells):
    full = [{"metadata": {}, "outputs": [], "execution_count": None, **cell} for cell in cells]
    bare = [
        cell if cell.get("cell_type") == "code" else {"metadata": {}, "source": "", "cell_type": cell.get("cell_type")}
        for cell in full
    ]
    valid = nbformat_finds_valid({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": bare})
    has_code = any(cell.get("cell_type") == "code" for cell in cells)
    try:
        read_submission(ipynb(*cells), "hw1.ipynb", Limits())
    except NotebookError:
        assert not (valid and has_code)
    else:
        assert valid
