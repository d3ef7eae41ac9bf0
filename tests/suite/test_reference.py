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
