import json
import os
import stat
import zipfile
from pathlib import Path

import nbformat
import pytest

from grader.course.layout import Assignment, find_course
from grader.course.notebook import read_submission
from grader.course.release import stub_notebook, write_bundle, write_stub
from grader.errors import CourseError, RequestError
from grader.records import Limits

MODEL_PATH = "solutions/hw1_double/hw1.py"
REGION = "# %%\n# BEGIN SOLUTION\nx = 1\n# END SOLUTION\n"


@pytest.fixture
def hw1(course) -> Assignment:
    return course.assignment("hw1")


def with_model(make_course, model: str) -> Assignment:
    return find_course(make_course({MODEL_PATH: model})).assignment("hw1")


def stub_sources(assignment: Assignment) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(stub_notebook(assignment))["cells"]]


def test_the_stub_is_the_model_answer_without_its_solutions(hw1):
    assert stub_sources(hw1) == [
        "# Doubling",
        "import math",
        'def double(x):\n    """Twice x."""\n    raise NotImplementedError("your code here")',
        'answers = {"two_is_even": None}  # True or False',
    ]


def test_the_stub_is_a_valid_notebook(hw1):
    nbformat.validate(nbformat.reads(stub_notebook(hw1), as_version=4))


def test_the_stub_has_no_metadata_but_its_own(hw1):
    stub = json.loads(stub_notebook(hw1))
    assert stub["metadata"] == {
        "grader": {"assignment": "hw1"},
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    assert [cell["metadata"] for cell in stub["cells"]] == [{}, {}, {"tags": ["demo"]}, {}]
    assert [cell["id"] for cell in stub["cells"]] == ["hw1-00", "hw1-01", "hw1-02", "hw1-03"]


def test_the_stub_can_be_handed_in(hw1):
    notebook = read_submission(stub_notebook(hw1).encode(), "hw1.ipynb", Limits())
    assert (notebook.assignment, [cell.index for cell in notebook.cells]) == ("hw1", [1, 2, 3])


def test_the_stub_is_text_with_one_line_end_at_its_end(hw1):
    text = stub_notebook(hw1)
    assert text.startswith('{\n "cells": [')
    assert text.endswith("}\n")
    assert text == stub_notebook(hw1)


def test_the_stub_runs_to_its_end(hw1):
    names: dict[str, object] = {}
    for source in stub_sources(hw1)[1:]:
        exec(source, names)
    with pytest.raises(NotImplementedError, match="your code here"):
        names["double"](1)


def test_windows_line_ends_make_the_same_stub(make_course, hw1):
    before = stub_notebook(hw1)
    hw1.model_path.write_bytes(hw1.model_path.read_bytes().replace(b"\n", b"\r\n"))
    assert stub_notebook(hw1) == before


def test_stub_lines_keep_the_indentation_of_their_region(make_course):
    model = (
        "# %%\ndef f(x):\n    # BEGIN SOLUTION\n    # STUB if x:\n    # STUB     return ...\n    # STUB\n    return 2\n"
        "    # END SOLUTION\n    # the end\n"
    )
    assert stub_sources(with_model(make_course, model)) == ["def f(x):\n    if x:\n        return ...\n\n    # the end"]


def test_an_id_with_a_dot_makes_valid_cell_ids(make_course):
    root = make_course({"assignments/lab.1_x/assignment.toml": "", "solutions/lab.1_x/lab.1.py": REGION})
    stub = stub_notebook(find_course(root).assignment("lab.1"))
    nbformat.validate(nbformat.reads(stub, as_version=4))
    assert '"id": "lab-1-00"' in stub


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ("# %%\nx = 1\n", "hw1_double/hw1.py: no solution region"),
        ("# %%\n# BEGIN SOLUTION\nx = 1\n", "hw1.py:2: # BEGIN SOLUTION without # END SOLUTION after it"),
        (REGION + "# END SOLUTION\n", "hw1.py:5: # END SOLUTION without # BEGIN SOLUTION before it"),
        ("# BEGIN SOLUTION\n" + REGION, "hw1.py:2: a cell begins inside a solution region"),
        (REGION.replace("x", "# BEGIN SOLUTION\nx"), "hw1.py:3: # BEGIN SOLUTION inside the region .* in line 2"),
        (REGION.replace("# B", "### B"), "hw1.py:2: almost a marker"),
        (REGION.replace("# BEGIN SOLUTION", "#begin solution"), "hw1.py:2: almost a marker"),
        (REGION.replace("END", "END_"), "hw1.py:4: almost a marker"),
        (REGION + "y = 2  # BEGIN SOLUTION\n", "hw1.py:5: almost a marker"),
        (REGION.replace("x = 1", "x = 1\n# STUB x = None"), "hw1.py:4: # STUB must come first"),
        (REGION.replace("x = 1", "# STUB x = (\nx = 1"), "the stub would not be valid Python"),
        (
            REGION.replace("x = 1", "# STUB answers = {'xor': False}\nanswers = {'xor': False}"),
            "would hand out a line of the solution: \"answers = {'xor': False}\"",
        ),
    ],
)
def test_a_model_answer_with_wrong_regions_is_refused(make_course, model, words):
    with pytest.raises(CourseError, match=words):
        stub_notebook(with_model(make_course, model))


def test_a_line_that_stands_outside_the_regions_as_well_is_no_leak(make_course):
    line = "answers = {'two_is_even': None}"
    model = f"# %% [markdown]\n# Write {line}.\n{REGION.replace('x = 1', f'# STUB {line}{chr(10)}{line}')}"
    assert line in stub_sources(with_model(make_course, model))[1]


def test_prose_about_the_end_of_a_solution_is_no_marker(make_course):
    assert len(stub_sources(with_model(make_course, "# %%\n# At the end, solutions are compared\n" + REGION))) == 2


def test_a_magic_in_the_model_answer_reaches_the_stub(make_course):
    assert stub_sources(with_model(make_course, "# %%\n# %matplotlib inline\n\n# %%\n!ls\n" + REGION)) == [
        "%matplotlib inline",
        "!ls",
        'raise NotImplementedError("your code here")',
    ]


def test_a_bundle_without_public_checks_holds_the_rest(hw1, tmp_path):
    hw1.public_checks.unlink()
    assert names_in(write_bundle(hw1, tmp_path)) == ["hw1_double/assignment.toml", "hw1_double/hw1.ipynb"]


def test_a_missing_model_answer_is_refused(hw1):
    hw1.model_path.unlink()
    with pytest.raises(CourseError, match=r"hw1_double/hw1\.py: no model answer"):
        stub_notebook(hw1)


def test_a_model_answer_in_another_encoding_is_refused(hw1):
    hw1.model_path.write_bytes(b"# \xe9\n")
    with pytest.raises(CourseError, match="byte 2: not UTF-8"):
        stub_notebook(hw1)


def test_writing_the_stub_tells_whether_it_changed(hw1):
    assert [write_stub(hw1), write_stub(hw1)] == [True, False]
    assert hw1.stub_path.read_bytes() == stub_notebook(hw1).encode()
    hw1.stub_path.write_text("{}")
    assert write_stub(hw1)


def names_in(bundle: Path) -> list[str]:
    with zipfile.ZipFile(bundle) as opened:
        return opened.namelist()


def test_a_bundle_holds_what_students_need(make_course, hw1, tmp_path):
    make_course({"assignments/hw1_double/digits.csv": "1", "assignments/hw1_double/data/more.txt": "2"})
    bundle = write_bundle(hw1, tmp_path / "out" / "zips")
    assert bundle == tmp_path / "out" / "zips" / "hw1_double.zip"
    assert names_in(bundle) == [
        "hw1_double/assignment.toml",
        "hw1_double/data/more.txt",
        "hw1_double/digits.csv",
        "hw1_double/hw1.ipynb",
        "hw1_double/test_hw1_public.py",
    ]


LITTER = [
    "hw1-Copy1.ipynb",
    "hw1_solution.py",
    "test_hw1_step.py",
    "conftest.py",
    "__pycache__/hw1.cpython-311.pyc",
    ".ipynb_checkpoints/hw1-checkpoint.ipynb",
    ".env",
    ".git/config",
    "hw1.py~",
    "hw1.csv.bak",
    "#hw1.txt#",
    ".hw1.txt.swp",
    "secrets.toml",
    "data/.hidden.csv",
    "data/solution.ipynb",
]


def test_a_bundle_holds_nothing_else(make_course, hw1, tmp_path):
    make_course({f"assignments/hw1_double/{name}": "SECRET" for name in LITTER})
    folder = hw1.folder
    (folder / "link.csv").symlink_to(hw1.model_path)
    (folder / "linked").symlink_to(hw1.hidden_folder)
    os.mkfifo(folder / "pipe.csv")
    assert names_in(write_bundle(hw1, tmp_path)) == [
        "hw1_double/assignment.toml",
        "hw1_double/hw1.ipynb",
        "hw1_double/test_hw1_public.py",
    ]


def test_a_bundle_holds_a_fresh_stub_whatever_lies_in_the_folder(hw1, tmp_path):
    hw1.stub_path.write_text("the teacher's own solution")
    with zipfile.ZipFile(write_bundle(hw1, tmp_path)) as opened:
        assert opened.read("hw1_double/hw1.ipynb") == stub_notebook(hw1).encode()


def test_no_line_of_a_solution_is_in_a_bundle(hw1, tmp_path):
    with zipfile.ZipFile(write_bundle(hw1, tmp_path)) as opened:
        everything = b"".join(opened.read(name) for name in opened.namelist())
    assert b"twice_of_the_argument" not in everything
    assert b"SECRET" not in everything


def test_a_bundle_has_the_same_bytes_each_time(hw1, tmp_path):
    first = write_bundle(hw1, tmp_path).read_bytes()
    for path in hw1.folder.iterdir():
        os.utime(path, (10**9, 10**9))
        path.chmod(0o600)
    assert write_bundle(hw1, tmp_path).read_bytes() == first


def test_files_of_a_bundle_can_be_read_by_all_and_run_by_none(hw1, tmp_path):
    with zipfile.ZipFile(write_bundle(hw1, tmp_path)) as opened:
        assert {stat.S_IMODE(entry.external_attr >> 16) for entry in opened.infolist()} == {0o644}


def test_a_bundle_that_cannot_be_written_is_a_request_error(hw1, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(RequestError, match="cannot be written"):
        write_bundle(hw1, tmp_path / "file" / "x")
