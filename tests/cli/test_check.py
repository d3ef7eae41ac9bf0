"""`grade check`: what a student runs, with nothing at hand but the assignment's folder."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

RIGHT = "def double(x):\n    return 2 * x"
ANSWERS = 'answers = {"two_is_even": True}'
WRONG = "def double(x):\n    return x * x * x"
STUB = 'def double(x):\n    raise NotImplementedError("your code here")'


def test_check_ends_with_0_when_every_check_passes(grade: Run, course: Path, model: Path) -> None:
    ran = grade("check", model)
    assert (ran.status, ran.err) == (0, "")
    assert ran.lines == [
        "✓  double   double example [2-4]",
        "✓  double   double example [0-0]",
        "✓  answers  answers are filled in",
        "3 of 3 checks pass",
    ]


def test_check_ends_with_1_when_one_fails(grade: Run, course: Path, make_notebook: Run) -> None:
    ran = grade("check", make_notebook(course.parent / "hw1.ipynb", WRONG, ANSWERS))
    assert (ran.status, ran.err) == (1, "")
    assert ran.lines == [
        "✗  double   double example [2-4]",
        "            double(2) should be 4",
        "✓  double   double example [0-0]",
        "✓  answers  answers are filled in",
        "2 of 3 checks pass",
    ]


def test_check_tells_once_what_fails_alike(grade: Run, course: Path, make_notebook: Run) -> None:
    ran = grade("check", make_notebook(course.parent / "hw1.ipynb", STUB, ANSWERS))
    assert ran.status == 1
    assert ran.lines[0] == "✗  double   all 2 checks (raised an error)"
    assert ran.out.count("NotImplementedError: your code here") == 1
    assert ran.lines[-1] == "1 of 3 checks passes"


def test_check_shows_cells_that_raised(grade: Run, course: Path, make_notebook: Run) -> None:
    ran = grade("check", make_notebook(course.parent / "hw1.ipynb", RIGHT, ANSWERS, "print(npp)"))
    assert ran.status == 0
    assert "  cell 3: NameError: name 'npp' is not defined" in ran.lines


def test_check_runs_one_task_alone_when_asked(grade: Run, course: Path, make_notebook: Run) -> None:
    ran = grade("check", make_notebook(course.parent / "hw1.ipynb", WRONG, ANSWERS), "--task", "answers")
    assert (ran.status, ran.lines) == (0, ["✓  answers  answers are filled in", "1 of 1 check passes"])


def test_check_names_the_tasks_when_there_is_no_such_one(grade: Run, course: Path, model: Path) -> None:
    ran = grade("check", model, "--task", "halve")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "grade: hw1: no checks for task 'halve': there are double, answers\n"


def test_check_works_in_a_bundle_without_a_course(grade: Run, bundle: Path, make_notebook: Run) -> None:
    notebook = make_notebook(bundle / "hw1.ipynb", RIGHT, ANSWERS)
    assert grade("check", "hw1.ipynb").status == 0
    assert grade("check", notebook.resolve(), "--task", "double").status == 0


def test_check_works_in_a_bundle_from_another_folder(
    grade: Run, bundle: Path, make_notebook: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = make_notebook(bundle / "hw1.ipynb", RIGHT, ANSWERS)
    monkeypatch.chdir(tmp_path)
    assert grade("check", notebook).status == 0


def test_check_works_when_nothing_hidden_is_there(grade: Run, course: Path, model: Path) -> None:
    for name in ("solutions", "tests"):
        (course / name).rename(course.parent / name)
    assert grade("check", model).status == 0


def test_check_works_without_bubblewrap(grade: Run, course: Path, model: Path, without_bubblewrap: Path) -> None:
    assert grade("check", model).status == 0


def test_check_leaves_no_gradebook(grade: Run, course: Path, model: Path) -> None:
    grade("check", model)
    assert not (course / ".grader").exists()


def test_check_finds_the_data_beside_the_notebook(grade: Run, bundle: Path, make_notebook: Run) -> None:
    (bundle / "two.txt").write_text("2")
    reading = 'import pathlib\ntwo = pathlib.Path("two.txt").read_text()'
    notebook = make_notebook(bundle / "hw1.ipynb", reading, RIGHT, ANSWERS)
    ran = grade("check", notebook)
    assert (ran.status, "raised" in ran.out) == (0, False)


@pytest.mark.parametrize(
    "first",
    ["%matplotlib inline", "%time 1 + 1", "!true", "get_ipython()", "%%capture said\nprint(1)", "display(1)", "x = 1;"],
)
def test_check_runs_a_notebook_with_magics(process: Run, course: Path, make_notebook: Run, first: str) -> None:
    # IPython's shell is a singleton that a process keeps: hence one of its own.
    ran = process("check", make_notebook(course.parent / "hw1.ipynb", first, RIGHT, ANSWERS))
    assert (ran.status, ran.err) == (0, "")
    assert ran.lines[-1] == "3 of 3 checks pass"


def test_check_reads_a_plain_script_as_one_cell(grade: Run, course: Path) -> None:
    script = course.parent / "hw1.py"
    script.write_text(f"{RIGHT}\n{ANSWERS}\n", encoding="utf-8")
    assert grade("check", script).status == 0


def test_check_prints_one_json_document_when_asked(grade: Run, course: Path, make_notebook: Run) -> None:
    ran = grade("check", make_notebook(course.parent / "hw1.ipynb", 'print("noise")', STUB, ANSWERS, "1 / 0"), "--json")
    said = json.loads(ran.out)
    assert (ran.status, ran.err, said["assignment"]) == (1, "", "hw1")
    assert [(check["task"], check["test"], check["outcome"]) for check in said["checks"]] == [
        ("double", "test_double_example[2-4]", "error"),
        ("double", "test_double_example[0-0]", "error"),
        ("answers", "test_answers_are_filled_in", "passed"),
    ]
    assert said["cells"] == [{"index": 3, "error": {"type": "ZeroDivisionError", "message": "division by zero"}}]


def test_check_loads_nothing_that_only_staff_have(process: Run, course: Path, model: Path) -> None:
    program = (
        "import sys\nfrom grader.cli.main import main\n"
        "try:\n    main()\nexcept SystemExit as ended:\n    status = ended.code\n"
        "staff = ('sqlite3', 'jupytext', 'nbconvert', 'sqlalchemy', 'matplotlib', 'grader.gradebook',\n"
        "         'grader.sandbox.bubblewrap', 'grader.grading')\n"
        "print([name for name in staff if name in sys.modules], file=sys.stderr)\nsys.exit(status)\n"
    )
    ran = process("check", model, program=("-c", program))
    assert (ran.status, ran.err) == (0, "[]\n")


def test_check_refuses_a_file_of_checks_without_a_check(grade: Run, course: Path, model: Path) -> None:
    (course / "assignments/hw1_double/test_hw1_public.py").write_text("import pytest\n")
    ran = grade("check", model)
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith("grade: test_hw1_public.py: ")


@pytest.mark.parametrize("text", ["import no_such_module_here\n", "def test_a(student)\n", "def test_a(): pass\n"])
def test_check_says_in_two_lines_when_the_checks_are_broken(grade: Run, course: Path, model: Path, text: str) -> None:
    (course / "assignments/hw1_double/test_hw1_public.py").write_text(text)
    ran = grade("check", model)
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith("grade: test_hw1_public.py")
    assert len(ran.err.splitlines()) <= 2


def test_check_says_so_when_there_are_no_checks(grade: Run, course: Path, model: Path) -> None:
    (course / "assignments/hw1_double/test_hw1_public.py").unlink()
    ran = grade("check", model)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "grade: hw1: no public checks: test_hw1_public.py belongs beside the notebook\n"


@pytest.mark.parametrize("cell", ["import sys; sys.exit(0)", "raise KeyboardInterrupt", "exit()"])
def test_check_judges_on_when_a_cell_tries_to_end_it(process: Run, course: Path, make_notebook: Run, cell: str) -> None:
    ran = process("check", make_notebook(course.parent / "hw1.ipynb", cell, STUB, ANSWERS))
    assert ran.status != 0
    assert "Traceback" not in ran.err


def test_check_says_timeout_when_a_function_never_returns(grade: Run, course: Path, make_notebook: Run) -> None:
    loop = "def double(x):\n    while True:\n        pass"
    ran = grade("check", make_notebook(course.parent / "hw1.ipynb", loop, ANSWERS), "--task", "double")
    assert ran.status == 1
    assert "ran out of time" in ran.out


def test_check_passes_on_the_repositorys_model_answer(grade: Run, repository_course: Path, tmp_path: Path) -> None:
    answer = tmp_path / "hw1.py"
    answer.write_bytes((repository_course / "solutions/hw1_perceptron/hw1.py").read_bytes())
    ran = grade("check", answer)
    assert (ran.status, ran.lines[-1]) == (0, "17 of 17 checks pass")


def test_check_keeps_the_repositorys_stub_short(grade: Run, repository_course: Path) -> None:
    ran = grade("check", repository_course / "assignments/hw1_perceptron/hw1.ipynb")
    assert (ran.status, ran.lines[-1]) == (1, "0 of 17 checks pass")
    assert len(ran.lines) < 30


def test_check_leaves_the_process_as_it_was(grade: Run, course: Path, model: Path) -> None:
    before = (sys.stdout, list(sys.path), list(sys.meta_path), Path.cwd())
    grade("check", model)
    assert (sys.stdout, list(sys.path), list(sys.meta_path), Path.cwd()) == before
