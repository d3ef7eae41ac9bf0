"""A suite that cannot judge gives no mark: SuiteError, which names the file or the test."""

import pytest

from grader.errors import SandboxError, StudentCrashed, StudentTimeout, SuiteError
from grader.sandbox.fake import Fake

TEST = "def test_a(student):\n    assert student.double(1) == 2\n"


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"README.md": ""}, "hw1_double: no test in it"),
        ({"test_hw1.py": ""}, "hw1_double: no test in it"),
        ({"test_hw1.py": "x ="}, r"hw1_double: test_hw1\.py: SyntaxError: invalid syntax \(test_hw1\.py, line 1\)"),
        ({"test_hw1.py": "import nothing_of_this_name"}, r"test_hw1\.py: .*No module named 'nothing_of_this_name'"),
        ({"test_hw1.py": "1 / 0"}, r"test_hw1\.py: .*ZeroDivisionError"),
        ({"test_hw1.py": "import pytest\npytest.skip('x', allow_module_level=True)"}, "no test in it"),
        ({"test_hw1.py": "import sys\nsys.exit(0)"}, "hw1_double: .*SystemExit"),
        ({"test_hw1.py": "import pytest\npytest.exit('enough')"}, "hw1_double: .*enough"),
        ({"test_hw1.py": "import os\nos._exit(0)"}, "the suite's process ended: run the suite with pytest to see why"),
        ({"test_hw1.py": TEST, "conftest.py": "1 / 0"}, "pytest does not start on it: .*ZeroDivisionError"),
        ({"test_hw1.py": TEST, "conftest.py": "pytest_plugins = ['nothing_x']"}, "pytest does not start on it: .*x"),
    ],
    ids=lambda value: None if isinstance(value, dict) else value[:30],
)
def test_a_suite_that_does_not_start(make_course, judge, files, words):
    with pytest.raises(SuiteError, match=words):
        judge(make_course(files))


@pytest.mark.parametrize(
    ("suite", "words"),
    [
        ("def test_a(student): undefined", r"test_hw1\.py::test_a: NameError: name 'undefined' is not defined"),
        ("def test_a(): assert 1 == 2", r"test_hw1\.py::test_a: AssertionError"),
        ("def test_a(student): pytest.fail('x')", r"test_hw1\.py::test_a: Failed: x"),
        ("def test_a(student, unknown): pass", r"test_hw1\.py::test_a: FixtureLookupError"),
        ("@pytest.fixture\ndef f(): 1 / 0\ndef test_a(f): pass", r"test_hw1\.py::test_a: ZeroDivisionError"),
        ("@pytest.fixture\ndef f(student): student.double(1) / 0\ndef test_a(f): pass", "test_a: ZeroDivisionError"),
        ("@pytest.fixture\ndef f():\n  yield\n  1 / 0\ndef test_a(f): pass", "test_a: ZeroDivisionError"),
        ("@pytest.fixture(scope='session')\ndef f(): assert 0\ndef test_a(f, student): pass", "test_a: AssertionError"),
        ("@pytest.fixture(scope='session')\ndef f(student): pass\ndef test_a(f): pass", "test_a: .*ScopeMismatch"),
        ("def test_a(student): raise SystemExit(0)", "test_a: SystemExit: 0"),
        ("def test_a(student): student.double(1); raise SystemExit(0)", "test_a: SystemExit: 0"),
        ("def test_a(student): student.double({1})", "test_a: SuiteError: a set cannot be passed to student code"),
        ("def test_a(student, reference): reference.nothing", "test_a: AttributeError"),
        ("def test_a(student): import os; os._exit(0)", "the suite's process died: run the suite with pytest"),
        ("def test_a(student): import os; os._exit(1)", "the suite's process died"),
        ("def test_a(student): import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "the suite's process died"),
        ("def test_a(student): student.double(1); pytest.exit('enough')", "the suite's process died"),
        ("def test_a(student): student.double(1); raise KeyboardInterrupt", "the suite's process died"),
    ],
    ids=lambda value: value[-40:],
)
def test_a_suite_that_fails_by_itself(make_course, judge, suite, words):
    with pytest.raises(SuiteError, match=words) as raised:
        judge(make_course(f"{suite}\n"))
    assert "process died" in words or str(raised.value).startswith("hw1_double: ")


def test_one_broken_test_is_enough(make_course, judge):
    root = make_course(f"{TEST}def test_b(student): undefined\n", tasks={"double": 20})
    with pytest.raises(SuiteError, match="test_b: NameError"):
        judge(root)


def test_the_first_that_broke_is_named(make_course, judge):
    root = make_course("def test_a(student): one\ndef test_b(student): two\n", tasks={"double": 20})
    with pytest.raises(SuiteError, match="test_a: NameError: name 'one'"):
        judge(root)


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ("x =", r"test_a: SuiteError: hw1\.py: cell 1: SyntaxError"),
        ("# %%\nx = 1\n# %%\n1 / 0", r"hw1\.py: cell 2: ZeroDivisionError"),
    ],
)
def test_a_model_answer_that_does_not_run(make_course, judge, model, words):
    root = make_course("def test_a(student, reference): pass\n", model=model)
    with pytest.raises(SuiteError, match=words):
        judge(root)


@pytest.mark.parametrize("how", ["gone", "not UTF-8"])
def test_a_model_answer_that_cannot_be_read(make_course, judge, how):
    root = make_course("def test_a(student, reference): pass\n")
    file = root / "solutions/hw1_double/hw1.py"
    file.unlink() if how == "gone" else file.write_bytes(b"\xff")
    with pytest.raises(SuiteError, match=r"hw1\.py: cannot be read: the model answer belongs in"):
        judge(root)


def test_cells_that_only_show_are_left_out_of_the_model_answer(make_course, judge):
    model = 'double = abs\n# %% tags=["demo"]\n1 / 0\n# %% [markdown]\n# text\n# %%\ndouble(1)\n'
    (verdict,) = judge(make_course("def test_a(reference, student): reference.double(-1)\n", model=model)).verdicts
    assert verdict.outcome == "passed"


def test_a_test_without_a_verdict_gives_no_mark(make_course, judge):
    conftest = """
from grader.suite.plugin import MARKS

def pytest_collection_finish(session):
    del session.items[0].stash[MARKS]
"""
    root = make_course(TEST, tasks={}, files={"tests/hidden/hw1_double/conftest.py": conftest})
    with pytest.raises(SuiteError, match="hw1_double: a test gave no verdict"):
        judge(root)


class _Failing(Fake):
    """Loads no notebook, or opens no test, or dies in the middle of one."""

    def __init__(self, error, when):
        self._error, self._when = error, when

    def load(self, cells, limits):
        if self._when == "load":
            raise self._error
        loaded = super().load(cells, limits)
        open_test, error = loaded.open_test, self._error

        def failing(seed):
            if self._when == "open":
                raise error
            test = open_test(seed)
            test.request = self.fail
            return test

        loaded.open_test = failing
        return loaded

    def fail(self, request, answer):
        raise self._error


@pytest.mark.parametrize(
    ("error", "when", "outcome"),
    [
        (StudentCrashed("its process was killed (SIGSEGV)"), "request", "crashed"),
        (StudentCrashed("the notebook's process does not start a test"), "open", "crashed"),
        (StudentTimeout("the submission has used up its time"), "open", "timeout"),
    ],
)
def test_a_process_that_dies_costs_the_test(make_course, judge, error, when, outcome):
    (verdict,) = judge(make_course(TEST), sandbox=_Failing(error, when)).verdicts
    assert (verdict.outcome, verdict.message) == (outcome, str(error))


def test_a_notebook_of_which_nothing_runs_is_a_report_without_verdicts(make_course, judge):
    report = judge(make_course(TEST), sandbox=_Failing(StudentCrashed("died again and again"), "load"))
    assert (report.failure, report.verdicts) == ("died again and again", ())


@pytest.mark.parametrize(("when", "kind"), [("load", SandboxError), ("open", SuiteError), ("request", SuiteError)])
def test_a_sandbox_that_fails_gives_no_mark(make_course, judge, when, kind):
    with pytest.raises(kind, match="no sandbox today"):
        judge(make_course(TEST), sandbox=_Failing(SandboxError("no sandbox today"), when))
