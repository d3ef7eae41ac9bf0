"""Whole notebooks become assignments that give their own solution full marks and an untouched stub none."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from grader.authoring.convert import Converted, converted
from grader.authoring.files import write_new
from grader.cli.main import grade
from grader.course.layout import Assignment, Course, find_course
from grader.course.release import stub_notebook, write_stub
from grader.errors import NotebookError, RequestError
from grader.records import Result
from tests.authoring.notebooks import NBGRADER, OLDER_OTTER, OTTER, code, graded, notebook, question, solution, text

Mark = Callable[[Assignment, Path], Result]


def in_course(course: Course, made: Converted) -> Assignment:
    write_new(course.root, made.files)
    assignment = find_course(course.root, course.root).assignment(made.assignment)
    write_stub(assignment)
    return assignment


def tasks_of(made: Converted) -> list[tuple[str, int, float, float]]:
    return [(task.name, task.tests, task.was, task.points) for task in made.tasks]


@pytest.mark.parametrize(
    ("data", "tasks"),
    [
        (NBGRADER, [("grown", 2, 4, 88.89), ("doubled_after", 1, 0.5, 11.11)]),
        (OTTER, [("rate", 2, 3, 75), ("grown", 2, 1, 25)]),
        (OLDER_OTTER, [("square", 2, 2, 100)]),
    ],
    ids=["nbgrader", "otter", "older otter"],
)
def test_a_converted_notebook_marks_its_own_solution(
    course: Course, mark: Mark, data: bytes, tasks: list[tuple[str, int, float, float]]
) -> None:
    made = converted(data, "growth.ipynb", "hw1", "growth")
    assignment = in_course(course, made)
    assert tasks_of(made) == tasks
    assert (mark(assignment, assignment.model_path).score, mark(assignment, assignment.stub_path).score) == (100, 0)


@pytest.mark.parametrize(
    ("data", "left"),
    [
        (
            NBGRADER,
            {
                "cell 10 (why)": "a person marks it: 2 points",
                "cell 9 (uses_grown)": "it takes the student's grown away, or puts something in its place",
            },
        ),
        (
            OTTER,
            {
                "files": "give them to students with --data FILE, where they need them: rates.csv",
                "cell 23 (q3)": "a person marks it: 1 point",
            },
        ),
        (OLDER_OTTER, {"cell 6 (q2)": "a person marks it"}),
    ],
    ids=["nbgrader", "otter", "older otter"],
)
def test_what_is_not_carried_over_is_listed(data: bytes, left: dict[str, str]) -> None:
    made = converted(data, "growth.ipynb", "hw1", "growth", run=False)
    assert {one.place: one.why for one in made.left} == left
    page = made.files["solutions/hw1_growth/converted.md"]
    assert isinstance(page, str)
    assert all(f"- {place}: {why}" in page for place, why in left.items())


def test_a_file_that_was_given_is_not_asked_for() -> None:
    made = converted(OTTER, "growth.ipynb", "hw1", "growth", beside={"rates.csv": b"1"}, run=False)
    assert "files" not in {one.place for one in made.left}


def test_nothing_secret_is_given_to_students(course: Course) -> None:
    assignment = in_course(course, converted(NBGRADER, "growth.ipynb", "hw1", "growth", run=False))
    given = stub_notebook(assignment) + assignment.public_checks.read_text(encoding="utf-8")
    assert [word for word in ("225", "1 + rate", "years += 1", "Because money", "del grown") if word in given] == []
    assert "grown(100, 0, 5) == 100" in given


def test_tests_that_prove_nothing_are_left_out() -> None:
    cells = [
        code("given = 3"),
        solution("x = 5\ny = 0.1 + 0.2", "x"),
        graded("assert x == 5", "sound"),
        graded("assert given == 3", "given"),
        graded("assert x == 6", "wrong"),
        graded("try:\n    assert x == 5\nexcept Exception:\n    pass", "lenient"),
        graded("assert (x, y).count(x) == 1 and x.real.bit_length() == 3", "methods"),
    ]
    made = converted(notebook(*cells), "hw1.ipynb", "hw1", "x")
    assert tasks_of(made) == [("x", 2, 2, 100)]
    assert [one.why for one in made.left] == [
        "it asks nothing of the student",
        "its own solution does not pass it: AssertionError: assert 5 == 6",
        "an untouched stub passes it",
    ]


def test_a_test_that_was_worth_nothing_is_a_public_check_alone() -> None:
    cells = [solution("x = 5", "x"), graded("assert x == 5", "a", 2), graded("assert x > 0", "b", 0)]
    made = converted(notebook(*cells), "hw1.ipynb", "hw1", "x", run=False)
    assert tasks_of(made) == [("x", 1, 2, 100)]
    checks = made.files["assignments/hw1_x/test_hw1_public.py"]
    assert isinstance(checks, str)
    assert "def test_b(student):" in checks


def test_objects_that_stay_with_the_student_are_said() -> None:
    cells = [solution("def pairs():\n    yield 1", "p"), graded("assert next(pairs()) == 1")]
    made = converted(notebook(*cells), "hw1.ipynb", "hw1", "x")
    assert made.files == {}
    assert made.left[0].why.startswith("it needs an object that stays on the student's side")


def test_one_piece_that_cannot_be_carried_leaves_the_others() -> None:
    tests = [code("x", "1"), code("None"), code("import never_installed_anywhere")]
    cells = question("name: q1\npoints: 3\nall_or_nothing: true", [code("x = 1 # SOLUTION")], tests)
    made = converted(notebook(*cells), "hw1.ipynb", "hw1", "x", run=False)
    assert tasks_of(made) == [("x", 1, 3, 100)]
    assert len(made.left) == 2


def test_what_draws_at_random_draws_the_same_again(course: Course, mark: Mark) -> None:
    draws = "import numpy as np\nx = np.random.rand(3)\nassert (f(x) == x).all()"
    made = converted(
        notebook(solution("def f(n):\n    return n", "f"), graded(draws)), "a.ipynb", "hw1", "x", run=False
    )
    suite = made.files["tests/hidden/hw1_x/test_hw1_f.py"]
    assert isinstance(suite, str)
    assert "def seeded(rng):" in suite
    assignment = in_course(course, made)
    assert mark(assignment, assignment.model_path).score == 100


def test_a_function_that_changes_what_it_is_given_is_found_out(course: Course, mark: Mark, tmp_path: Path) -> None:
    test = graded("a = [1, 2]\nassert f(a) == 3\nassert a == [1, 2]")
    made = converted(notebook(solution("def f(n):\n    return sum(n)", "f"), test), "a.ipynb", "hw1", "x", run=False)
    assignment = in_course(course, made)
    changing = tmp_path / "hw1.py"
    changing.write_text("def f(n):\n    n[0] += n.pop()\n    return n[0]\n", encoding="utf-8")
    assert (mark(assignment, assignment.model_path).score, mark(assignment, changing).score) == (100, 0)


def test_magics_are_kept_for_students_and_said(course: Course, mark: Mark) -> None:
    cells = [
        code("%matplotlib inline\nimport math"),
        code("%%bash\nls"),
        solution("%time x = 4\nx = 5", "x"),
        graded("%timeit x\nassert x == 5"),
    ]
    made = converted(notebook(*cells), "hw1.ipynb", "hw1", "x")
    assignment = in_course(course, made)
    assert {one.place: one.why for one in made.left} == {
        "cell 2": "%%bash: the cell is no Python: students get it as text",
        "cell 3 (x)": "its magics are not run when it is marked",
    }
    assert "%matplotlib inline" in stub_notebook(assignment)
    assert mark(assignment, assignment.model_path).score == 100


def test_data_beside_the_notebook_goes_to_students(course: Course, mark: Mark) -> None:
    cells = [code("text = open('n.txt').read()"), solution("x = int(text)", "x"), graded("assert x == int(text)")]
    made = converted(notebook(*cells), "hw1.ipynb", "hw1", "x", beside={"n.txt": b"7\n"})
    assert tasks_of(made) == [("x", 1, 1, 100)]
    assert in_course(course, made).folder.joinpath("n.txt").read_bytes() == b"7\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (notebook(code("x = 1")), "hw1.ipynb: neither an nbgrader source notebook nor an Otter master notebook"),
        (notebook(graded("assert 1")), "hw1.ipynb: no solution in it that students would write"),
        (notebook(solution("### BEGIN SOLUTION\nx = 1")), "hw1.ipynb: cell 1: the mark that ends its solution"),
        (notebook(solution("### END SOLUTION\nx = 1")), "hw1.ipynb: cell 1: the marks around its solution do not pair"),
        (b"{}", "hw1.ipynb: not a notebook"),
        (b'{"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": "1", "language": "python"}]}]}',
         "hw1.ipynb: notebook format 3: open it in Jupyter and save it again"),
    ],
)  # fmt: skip
def test_what_cannot_be_converted_is_named(data: bytes, said: str) -> None:
    with pytest.raises(NotebookError) as refused:
        converted(data, "hw1.ipynb", "hw1", "x", run=False)
    assert str(refused.value).startswith(said)


def test_code_that_ends_its_process_is_no_traceback() -> None:
    cells = [solution("import os\nos._exit(0)\nx = 1", "x"), graded("assert x")]
    with pytest.raises(RequestError, match="ends the process"):
        converted(notebook(*cells), "hw1.ipynb", "hw1", "x")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Any]:
    """`grade convert WORDS…` in this process, in a folder with two notebooks."""
    from click.testing import CliRunner

    monkeypatch.chdir(tmp_path)
    Path("hw1_growth.ipynb").write_bytes(NBGRADER)
    Path("text.ipynb").write_bytes(notebook(solution("x = 1"), text("No test."), graded("assert never_set")))
    return lambda *words: CliRunner().invoke(grade, ("convert", *words))


def test_convert_makes_a_course_and_tells_what_became_of_the_points(run: Callable[..., Any]) -> None:
    ran = run("hw1_growth.ipynb", "--to", "bank", "--topic", "growth", "--no-run")
    assert (ran.exit_code, ran.exception) == (0, None)
    assert "  grown          2 tests    4 points, now 88.89\n" in ran.output
    assert "  cell 10 (why): a person marks it: 2 points\n" in ran.output
    assert find_course(Path("bank")).assignment("hw1").title == "Growth"


def test_convert_prints_one_document(run: Callable[..., Any]) -> None:
    ran = run("hw1_growth.ipynb", "--to", "bank", "--no-run", "--json")
    told = msgspec.json.decode(ran.output)
    assert (told["assignment"], sum(task["points"] for task in told["tasks"])) == ("hw1", 100)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("text.ipynb", "--to", "new"), "text.ipynb: no test in it can be carried over: nothing was written"),
        (("none.ipynb", "--to", "new"), "none.ipynb: no such file"),
        (("hw1_growth.ipynb",), "no course.toml here or above"),
        (("hw1_growth.ipynb", "--to", "new", "--assignment", "a/b"), "'a/b' is no assignment's id"),
        (("hw1_growth.ipynb", "--to", "new", "--topic", ".."), "--topic: '..'"),
        (("hw1_growth.ipynb", "--to", "text.ipynb"), "is a file"),
        (("hw1_growth.ipynb", "--to", "new", "--data", "text.ipynb"), "--data: text.ipynb: no data"),
        (("hw1_growth.ipynb", "--to", "new", "--course", "new"), "say --to DIR or --course DIR"),
    ],
)
def test_convert_refuses_and_writes_nothing(run: Callable[..., Any], words: tuple[str, ...], said: str) -> None:
    ran = run(*words, "--no-run")
    assert said in str(ran.exception) + ran.output
    assert not Path("new").exists()


def test_convert_does_not_write_over_an_assignment(run: Callable[..., Any]) -> None:
    run("hw1_growth.ipynb", "--to", "bank", "--no-run")
    before = {path: path.read_bytes() for path in Path("bank").rglob("*") if path.is_file()}
    ran = run("hw1_growth.ipynb", "--to", "bank", "--topic", "other", "--no-run")
    assert "is there already" in str(ran.exception)
    assert {path: path.read_bytes() for path in Path("bank").rglob("*") if path.is_file()} == before


def test_the_page_on_converting_names_options_that_are_there(run: Callable[..., Any]) -> None:
    page = (Path(__file__).parents[2] / "docs/convert.md").read_text(encoding="utf-8")
    told = run("--help").output
    assert [option for option in sorted(set(re.findall(r"--[a-z]+(?:-[a-z]+)*", page))) if option not in told] == []


@pytest.mark.walls
def test_a_converted_course_marks_in_the_real_sandbox(run: Callable[..., Any]) -> None:
    from click.testing import CliRunner

    assert run("hw1_growth.ipynb", "--to", "bank", "--topic", "growth").exit_code == 0
    words = ("submit", "bank/solutions/hw1_growth/hw1.py", "--course", "bank", "--student", "ada", "--json")
    assert msgspec.json.decode(CliRunner().invoke(grade, words).output)["score"] == 100
