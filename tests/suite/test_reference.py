"""The model answer in the staff's process."""

import pytest

from grader.errors import SuiteError
from grader.suite.reference import load_reference

MODEL = '# %%\nx = 1\n# %% [markdown]\n# x = 2\n# %% tags=["demo"]\nx = 3\n# %%\ny = x + 1\n'


def test_code_cells_are_run_in_one_namespace_without_what_only_shows(tmp_path):
    file = tmp_path / "hw1.py"
    file.write_text(MODEL)
    module = load_reference(file, "hw1")
    assert (module.x, module.y, module.__name__) == (1, 2, "reference_hw1")
    assert load_reference(file, "hw1") is module


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "cannot be read: the model answer belongs in"),
        (b"\xff", "cannot be read: the model answer belongs in"),
        (b"x =", "cell 1: SyntaxError: invalid syntax"),
        (b"# %%\nx = 1\n# %%\n1 / 0\n", "cell 2: ZeroDivisionError: division by zero"),
    ],
)
def test_a_model_answer_that_does_not_serve(tmp_path, text, words):
    file = tmp_path / "hw1.py"
    if text is not None:
        file.write_bytes(text)
    with pytest.raises(SuiteError, match=rf"^hw1\.py: {words}"):
        load_reference(file, "hw1")


READS = "# %%\nk = int(open('k.txt').read())\ndef double(x):\n    return k * x\n"
SUITE = "def test_a(student, reference):\n    assert student.double(3) == reference.double(3) == 6\n"


@pytest.fixture(scope="module")
def reading(make_course):
    return make_course(SUITE, model=READS, files={"assignments/hw1_double/k.txt": "2"})


def test_a_model_answer_finds_its_data_wherever_the_grader_stands(reading, judge, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert [verdict.outcome for verdict in judge(reading, "def double(x): return 2 * x").verdicts] == ["passed"]


def test_a_model_answer_finds_its_data_wherever_pytest_is_started(reading, run_pytest, tmp_path):
    done = run_pytest(reading / "tests/hidden/hw1_double", cwd=tmp_path)
    assert (done.returncode, "1 passed" in done.stdout) == (0, True)
