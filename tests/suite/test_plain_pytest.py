"""Hidden suites as a teacher runs them: plain pytest in a process of its own."""

import os
import subprocess
import sys

import pytest

SUITE = """
@pytest.mark.points(4)
def test_two(student): assert student.double(2) == 4, "double of 2"
@pytest.mark.points(5)
def test_three(student, reference): assert student.double(3) == reference.double(3)
@pytest.mark.task("answers")
@pytest.mark.points(1.5)
def test_answer(student): assert student.answers["yes"] is True
"""
MODEL = "def double(x):\n    return 2 * x\n# %%\nanswers = {'yes': True}\n"
WRONG = "def double(x):\n    print('hello from the student')\n    return x + 2"


@pytest.fixture(scope="module")
def root(make_course):
    return make_course(SUITE, model=MODEL, tasks={"double": 9, "answers": 1.5})


@pytest.fixture(scope="module")
def suite(root):
    return root / "tests/hidden/hw1_double"


@pytest.fixture(scope="module")
def wrong(write_notebook):
    return write_notebook(WRONG, student="ada")


@pytest.fixture(scope="module")
def run_of_wrong(run_pytest, suite, wrong):
    return run_pytest(suite, "--submission", wrong, "--sandbox", "none", "-p", "no:randomly")


def test_against_the_model_answer(run_pytest, suite):
    done = run_pytest(suite, "-W", "error")
    assert (done.returncode, "3 passed" in done.stdout, "score:" in done.stdout) == (0, True, False)


def test_against_a_notebook(run_of_wrong):
    assert run_of_wrong.returncode == 1
    assert "\ndouble: 4 / 9\nanswers: 0 / 1.5\nscore: 4 / 10.5\n" in run_of_wrong.stdout


@pytest.mark.parametrize("words", ["assert 5 == 6", "the notebook does not define yes", "hello from the student"])
def test_staff_see_all(run_of_wrong, words):
    assert words in run_of_wrong.stdout


@pytest.mark.walls
def test_against_a_notebook_behind_walls(run_pytest, suite, wrong):
    done = run_pytest(suite, "--submission", wrong)
    assert "score: 4 / 10.5" in done.stdout
    assert "1 passed" in done.stdout


def test_with_several_workers(run_pytest, suite, wrong):
    done = run_pytest(suite, "--submission", wrong, "--sandbox", "none", "-n", "2")
    lines = done.stdout.splitlines()
    assert {"double: 4 / 9", "answers: 0 / 1.5", "score: 4 / 10.5"} <= set(lines)
    assert "INTERNALERROR" not in done.stdout


@pytest.mark.parametrize(
    ("words", "ended", "score"),
    [
        (["-k", "two"], "1 passed, 2 deselected", "score: 4 / 4"),
        (["-k", "three", "--tb=short"], "1 failed, 2 deselected", "score: 0 / 5"),
        (["-x"], "1 failed, 1 passed", "score: 4 / 9"),
        (["--tb=no"], "2 failed, 1 passed", "score: 4 / 10.5"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_options_mean_what_they_mean_to_pytest(run_pytest, suite, wrong, words, ended, score):
    done = run_pytest(suite, "--submission", wrong, "--sandbox", "none", *words)
    assert f"{ended} in" in done.stdout
    assert score in done.stdout.splitlines()


def test_collecting_alone_gives_no_points(run_pytest, suite, wrong):
    done = run_pytest(suite, "--submission", wrong, "--collect-only", "-q")
    assert done.returncode == 0
    assert "score" not in done.stdout


def test_one_test_by_its_name_gets_the_same_inputs_from_anywhere(run_pytest, make_course):
    root = make_course("def test_a(student, rng): student.double(1); pytest.fail(f'drew {rng.integers(2**60)}.')\n")
    file = "tests/hidden/hw1_double/test_hw1.py"
    runs = [
        run_pytest(f"{file}::test_a", cwd=root),
        run_pytest(root / file, cwd=root / "tests"),
        run_pytest("test_hw1.py", "--rootdir", "/", cwd=(root / file).parent),
    ]
    assert len({done.stdout.partition("drew ")[2].partition(".")[0] for done in runs}) == 1


def test_a_course_behind_a_link(run_pytest, root, tmp_path):
    (tmp_path / "link").symlink_to(root)
    done = run_pytest(tmp_path / "link/tests/hidden/hw1_double")
    assert "3 passed" in done.stdout


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "no such file: --submission takes a notebook"),
        ("{}", "not a notebook (no nbformat in it): save it again in Jupyter"),
    ],
)
@pytest.mark.parametrize("workers", [[], ["-n", "1"]], ids=["alone", "xdist"])
def test_a_submission_that_cannot_be_read_is_a_usage_error_in_one_line(
    run_pytest, suite, tmp_path, text, words, workers
):
    file = tmp_path / "hw1.ipynb"
    if text is not None:
        file.write_text(text)
    done = run_pytest(suite, "--submission", file, *workers)
    assert (done.returncode, done.stdout) == (pytest.ExitCode.USAGE_ERROR, "")
    assert [line for line in done.stderr.splitlines() if line] == [f"ERROR: hw1.ipynb: {words}"]


def test_a_submission_over_the_assignments_own_limit_is_a_usage_error(run_pytest, make_course, wrong):
    root = make_course("def test_a(student): pass\n", limits="cells = 1")
    wrong = wrong.with_name("two.py")
    wrong.write_text("# %%\n1\n# %%\n2\n")
    done = run_pytest(root / "tests/hidden/hw1_double", "--submission", wrong)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "ERROR: two.py: more than 1 cells: delete some" in done.stderr


@pytest.mark.parametrize(
    ("suite", "words"),
    [
        ("@pytest.mark.points(0)\ndef test_a(): pass\n", "test_a: points(0): must be more than 0"),
        ("@pytest.mark.task(1)\ndef test_a(): pass\n", "test_a: task: takes one str"),
    ],
)
def test_marks_that_say_nonsense_are_a_usage_error(run_pytest, make_course, suite, words):
    done = run_pytest(make_course(suite) / "tests/hidden/hw1_double")
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert words in done.stderr


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("solutions/hw1_double/hw1.py", None, "hw1.py: cannot be read: the model answer belongs in"),
        ("assignments/hw1_double/assignment.toml", "x = 1", "assignment.toml"),
        ("course.toml", "x =", "course.toml"),
    ],
)
def test_a_course_file_that_is_wrong_is_a_usage_error(run_pytest, make_course, file, text, words):
    root = make_course("def test_a(student): pass\n")
    (root / file).unlink() if text is None else (root / file).write_text(text)
    done = run_pytest(root / "tests/hidden/hw1_double")
    assert words in done.stdout + done.stderr
    assert "INTERNALERROR" not in done.stdout


def test_a_test_that_is_the_suites_own_fault_is_an_error_like_any_other(run_pytest, make_course, wrong):
    root = make_course("def test_a(student): undefined\n")
    done = run_pytest(root / "tests/hidden/hw1_double", "--submission", wrong, "--sandbox", "none")
    assert "NameError: name 'undefined'" in done.stdout
    assert "score" not in done.stdout


def test_the_public_checks_run_too(run_pytest, make_course):
    check = 'import pytest\n@pytest.mark.task("double")\ndef test_a(student): assert student.double(1) == 2\n'
    root = make_course(files={"assignments/hw1_double/test_hw1_public.py": check})
    done = run_pytest(root / "assignments/hw1_double")
    assert "1 passed" in done.stdout


def test_the_public_checks_have_no_model_answer(run_pytest, make_course):
    check = 'import pytest\n@pytest.mark.task("double")\ndef test_a(student, reference): pass\n'
    root = make_course(files={"assignments/hw1_double/test_hw1_public.py": check})
    done = run_pytest(root / "assignments/hw1_double")
    assert "public checks have no model answer" in done.stdout


# What is installed or configured around a course changes no mark.


HOSTILE = """
import pytest

@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    return True

@pytest.fixture(autouse=True)
def broken(): raise RuntimeError("from around the course")
"""


def test_settings_around_the_course_change_no_graded_run(make_course, judge, run_pytest, monkeypatch):
    root = make_course("def test_a(student): assert student.double(2) == 5\n", tasks={"double": 10})
    for folder in (root, root / "tests", root.parent):
        (folder / "conftest.py").write_text(HOSTILE)
        (folder / "pytest.ini").write_text("[pytest]\naddopts = -k nothing -p nothing_of_this_name\n")
        (folder / "pyproject.toml").write_text('[tool.pytest.ini_options]\naddopts = "--maxfail=0 -k nothing"\n')
    (root / "hostile_plugin.py").write_text(HOSTILE)
    monkeypatch.syspath_prepend(root)
    monkeypatch.setenv("PYTEST_ADDOPTS", "-k nothing")
    monkeypatch.setenv("PYTEST_PLUGINS", "hostile_plugin")
    try:
        plain = run_pytest("-c", os.devnull, "--rootdir", root, root / "tests/hidden/hw1_double")
        (verdict,) = judge(root).verdicts
    finally:
        for name in ("conftest.py", "pytest.ini", "pyproject.toml"):
            (root.parent / name).unlink()
    assert "from around the course" in plain.stdout
    assert (verdict.outcome, verdict.detail[:22]) == ("failed", "AssertionError: assert")


def test_a_plugin_that_is_installed_changes_no_graded_run(make_course, judge, run_pytest, monkeypatch, tmp_path):
    (tmp_path / "hostile_installed.py").write_text(HOSTILE)
    info = tmp_path / "hostile-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: hostile\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[pytest11]\nhostile = hostile_installed\n")
    monkeypatch.syspath_prepend(tmp_path)
    root = make_course("def test_a(student): assert student.double(2) == 5\n")
    plain = run_pytest(root / "tests/hidden/hw1_double", env={"PYTHONPATH": str(tmp_path)})
    assert "from around the course" in plain.stdout
    (verdict,) = judge(root).verdicts
    assert (verdict.outcome, verdict.detail[:22]) == ("failed", "AssertionError: assert")


# Everybody else's tests.


def test_tests_that_belong_to_no_course_are_left_alone(run_pytest, tmp_path):
    (tmp_path / "test_other.py").write_text(
        "import pytest\n@pytest.fixture\ndef student(): return 'mine'\ndef test_a(student): assert student == 'mine'\n"
    )
    done = run_pytest(tmp_path, "-q")
    assert "1 passed" in done.stdout


def test_a_folder_named_like_a_suite_without_a_course_is_left_alone(run_pytest, tmp_path):
    folder = tmp_path / "tests/hidden/hw1_x"
    folder.mkdir(parents=True)
    (folder / "test_a.py").write_text("def test_a(): pass\n")
    assert "1 passed" in run_pytest(folder, "-q").stdout


@pytest.mark.parametrize(
    "module", ["numpy", "IPython", "nbformat", "grader.sandbox", "grader.suite.runs", "grader.wire"]
)
def test_the_plugin_is_cheap(module):
    script = f"import sys, grader.suite.plugin; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_the_plugin_stays_cheap_in_a_run_that_is_not_ours(run_pytest, tmp_path):
    (tmp_path / "test_other.py").write_text(
        "import sys\ndef test_a(): assert not {'numpy', 'IPython', 'nbformat', 'grader.suite.runs'} & set(sys.modules)\n"
    )
    env = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = run_pytest(tmp_path, "-q", "-p", "grader.suite.plugin", env=env)
    assert "1 passed" in done.stdout, os.linesep.join(done.stdout.splitlines()[-5:])
