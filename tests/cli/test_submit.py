"""`grade submit`: stored, graded in a sandbox, recorded, shown."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.gradebook.store import Gradebook

Run = Callable[..., Any]

pytestmark = pytest.mark.walls

RIGHT = "def double(x):\n    return 2 * x"
ANSWERS = 'answers = {"two_is_even": True}'
FORGETS_THE_SIGN = "def double(x):\n    return abs(2 * x)"
STUB = 'def double(x):\n    raise NotImplementedError("your code here")'


def book(course: Path) -> Gradebook:
    return Gradebook.open(course / ".grader" / "gradebook.sqlite")


def test_submit_shows_full_marks_for_the_model_answer(grade: Run, course: Path, model: Path) -> None:
    ran = grade("submit", model, "--student", "ada")
    assert (ran.status, ran.err) == (0, "")
    assert ran.lines == [
        "hw1  ada  10 / 10",
        "",
        "double   8 / 8  ██████████  3/3 passed",
        "answers  2 / 2  ██████████  1/1 passed",
    ]


def test_submit_ends_with_0_and_says_what_failed(grade: Run, course: Path, make_notebook: Run) -> None:
    ran = grade("submit", make_notebook(course.parent / "hw1.ipynb", FORGETS_THE_SIGN, ANSWERS, "1 / 0"))
    assert (ran.status, ran.err) == (0, "")
    assert ran.lines == [
        "hw1  login  7 / 10",
        "",
        "double   5 / 8  ██████░░░░  2/3 passed",
        "answers  2 / 2  ██████████  1/1 passed",
        "",
        "Not passed",
        "  ✗  double  double of less than nothing (failed, 0 / 3)",
        "             think of the sign",
        "",
        "Cells that raised",
        "  cell 3: ZeroDivisionError: division by zero",
    ]


def test_submit_tells_how_late_work_is_and_which_attempt_counts(
    grade: Run, course: Path, model: Path, make_notebook: Run
) -> None:
    settings = course / "assignments/hw1_double/assignment.toml"
    rules = 'attempt = "best"\n[late]\ndue = 2026-01-01T00:00:00Z\npercent_a_day = 0.001\n'
    settings.write_text(
        rules + settings.read_text(encoding="utf-8").replace('title = "Doubling"\n', ""), encoding="utf-8"
    )
    first = grade("submit", model, "--student", "ada").lines
    assert first[0] == "hw1  ada  10 / 10"
    assert re.fullmatch(r"\d+ days late: -0\.0\d+, counts 9\.9\d* / 10", first[1])
    second = grade("submit", make_notebook(course.parent / "hw1.ipynb", FORGETS_THE_SIGN), "--student", "ada").lines
    assert second[0] == "hw1  ada  5 / 10"
    assert "late" not in second[1]
    assert re.fullmatch(r"Another attempt counts: 9\.9\d* / 10, of 20\S+Z", second[-1])


def test_submit_ends_with_0_and_tells_once_what_fails_alike_for_a_stub(
    grade: Run, course: Path, make_notebook: Run
) -> None:
    ran = grade("submit", make_notebook(course.parent / "hw1.ipynb", STUB, ANSWERS))
    assert ran.status == 0
    assert "  ✗  double  all 3 tests (raised an error, 0 / 8)" in ran.lines
    assert ran.out.count("NotImplementedError: your code here") == 1


def test_submit_prints_one_json_document_when_asked(grade: Run, course: Path, make_notebook: Run) -> None:
    noise = 'import sys; print("noise"); print("noise", file=sys.stderr)'
    ran = grade("submit", make_notebook(course.parent / "hw1.ipynb", noise, FORGETS_THE_SIGN, ANSWERS), "--json")
    said = json.loads(ran.out)
    assert (ran.status, ran.err) == (0, "")
    assert (said["schema"], said["status"], said["error"], said["score"], said["max_score"]) == (
        1, "graded", None, 7.0, 10.0,
    )  # fmt: skip
    assert [test["outcome"] for task in said["tasks"] for test in task["tests"]] == [
        "passed", "failed", "passed", "passed",
    ]  # fmt: skip


def test_submit_says_nothing_secret_in_json(grade: Run, course: Path, make_notebook: Run) -> None:
    ran = grade("submit", make_notebook(course.parent / "hw1.ipynb", "def double(x): return 12.5", ANSWERS), "--json")
    messages = [test["message"] for test in json.loads(ran.out)["tasks"][0]["tests"]]
    assert messages == [
        "the answer is not what the task asks for",
        "think of the sign",
        "twice nothing is nothing",
    ]


def test_submit_records_what_it_shows(grade: Run, course: Path, model: Path) -> None:
    said = json.loads(grade("submit", model, "--student", "ada", "--json").out)
    with book(course) as kept:
        submission = kept.submission(said["submission"])
        result = kept.latest("ada", "hw1")
        ungraded = kept.ungraded()
    assert submission is not None
    assert result is not None
    assert (submission.data, submission.name, submission.student) == (model.read_bytes(), "hw1.py", "ada")
    assert (result.score, result.submission, ungraded) == (10.0, said["submission"], [])


def test_submit_makes_two_attempts_of_one_file(grade: Run, course: Path, model: Path) -> None:
    first, second = (json.loads(grade("submit", model, "--json").out) for _ in range(2))
    with book(course) as kept:
        attempts = [kept.submission(said["submission"]) for said in (first, second)]
    assert first["submission"] != second["submission"]
    assert None not in attempts
    assert first["sha256"] == second["sha256"]


@pytest.mark.parametrize(
    ("words", "metadata", "student"),
    [
        (("--student", "ada"), {"student": "bob"}, "ada"),
        ((), {"student": "bob"}, "bob"),
        ((), {}, "login"),
        ((), None, "login"),
        (("--student", "Jürgen.Müller@uni-x+1"), None, "Jürgen.Müller@uni-x+1"),
    ],
)
def test_submit_takes_the_student_from_option_then_metadata_then_login(
    grade: Run, course: Path, make_notebook: Run, words: tuple[str, ...], metadata: Any, student: str
) -> None:
    ran = grade("submit", make_notebook(course.parent / "hw1.ipynb", RIGHT, grader=metadata), *words, "--json")
    assert (ran.status, json.loads(ran.out)["student"]) == (0, student)


@pytest.mark.parametrize(
    ("name", "words", "metadata"),
    [
        ("hw9.ipynb", ("--assignment", "hw1"), {"assignment": "hw8"}),
        ("hw9.ipynb", (), {"assignment": "hw1"}),
        ("hw1_ada_final.ipynb", (), None),
        ("hw1-final.ipynb", (), {}),
        ("hw1 (2).ipynb", (), None),
    ],
)
def test_submit_takes_the_assignment_from_option_then_metadata_then_file_name(
    grade: Run, course: Path, make_notebook: Run, name: str, words: tuple[str, ...], metadata: Any
) -> None:
    ran = grade("submit", make_notebook(course.parent / name, RIGHT, grader=metadata), *words, "--json")
    assert (ran.status, json.loads(ran.out)["assignment"]) == (0, "hw1")


def test_submit_asks_for_the_student_when_the_user_has_no_name(process: Run, course: Path, model: Path) -> None:
    # As in a container that runs under a number of its own.
    program = "import os\nos.getuid = lambda: 2**31 - 7\nfrom grader.cli.main import main\nmain()\n"
    nameless = {"LOGNAME": "", "USER": "", "LNAME": "", "USERNAME": ""}
    ran = process("submit", model, "--sandbox", "none", program=("-c", program), **nameless)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "grade: no login name to go by: say --student ID\n"


def test_submit_warns_when_there_is_no_sandbox_by_wish(grade: Run, course: Path, model: Path) -> None:
    ran = grade("submit", model, "--sandbox", "none", "--json")
    assert (ran.status, json.loads(ran.out)["score"]) == (0, 10.0)
    assert ran.err == "grade: --sandbox none: this notebook's code can read every file that you can\n"


@pytest.mark.parametrize(
    ("file", "text", "error"),
    [
        ("hw1.ipynb", '{"cells": [', "hw1.ipynb: line 1: not valid JSON: cut short: save it again in Jupyter"),
        ("hw1.py", "# %% [markdown]\n# words\n", "hw1.py: no code cell in it"),
    ],
)
def test_submit_records_a_failed_result_when_the_notebook_cannot_be_read(
    grade: Run, course: Path, file: str, text: str, error: str
) -> None:
    (course.parent / file).write_text(text)
    ran = grade("submit", course.parent / file, "--student", "ada")
    with book(course) as kept:
        result = kept.latest("ada", "hw1")
    assert (ran.status, ran.out, ran.err) == (2, "", f"grade: {error}\n")
    assert result is not None
    assert (result.status, result.score, result.max_score, result.error) == ("failed", 0.0, 10.0, error)


def test_submit_prints_the_failed_result_as_json_when_asked(grade: Run, course: Path) -> None:
    (course.parent / "hw1.ipynb").write_text("[]")
    ran = grade("submit", course.parent / "hw1.ipynb", "--json")
    said = json.loads(ran.out)
    assert (ran.status, said["status"], said["score"], said["tasks"]) == (2, "failed", 0.0, [])
    assert ran.err == f"grade: {said['error']}\n"


def test_submit_without_bubblewrap_stores_but_gives_no_mark(
    grade: Run, course: Path, model: Path, without_bubblewrap: Path
) -> None:
    ran = grade("submit", model)
    with book(course) as kept:
        waiting, results = kept.ungraded(), kept.results()
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (3, "", 1)
    assert "grade doctor" in ran.err
    assert ([each.data for each in waiting], results) == ([model.read_bytes()], [])


@pytest.mark.parametrize(
    "text",
    [
        "import no_such_module_here\n",
        "def test_a(student)\n",
        "# no test at all\n",
        "def test_without_marks(student): ...\n",
        'import pytest\n@pytest.mark.task("double")\n@pytest.mark.points(3)\ndef test_of_few_points(student): ...\n',
        "raise SystemExit(0)\n",
        "import os\nos._exit(0)\n",
    ],
)
def test_submit_gives_no_mark_when_the_suite_is_broken(grade: Run, course: Path, model: Path, text: str) -> None:
    (course / "tests/hidden/hw1_double/test_hw1_double.py").write_text(text)
    ran = grade("submit", model, "--json")
    with book(course) as kept:
        waiting, results = kept.ungraded(), kept.results()
    assert (ran.status, ran.out, "Traceback" in ran.err) == (3, "", False)
    assert 1 <= len(ran.err.splitlines()) <= 2
    assert (len(waiting), results) == (1, [])


def test_submit_gives_no_mark_when_there_is_no_suite(grade: Run, course: Path, model: Path) -> None:
    (course / "tests").rename(course.parent / "tests")
    ran = grade("submit", model)
    with book(course) as kept:
        waiting = kept.ungraded()
    assert (ran.status, ran.out, len(waiting)) == (3, "", 1)
    assert ran.err == "grade: hw1_double: no hidden suite: it belongs in tests/hidden\n"


def test_submit_says_in_one_line_when_the_gradebook_is_damaged(grade: Run, course: Path, model: Path) -> None:
    (course / ".grader").mkdir()
    (course / ".grader/gradebook.sqlite").write_bytes(b"not a gradebook at all, but longer than a header" * 50)
    ran = grade("submit", model)
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (3, "", 1)
    assert "gradebook.sqlite: " in ran.err
    assert "move it away" in ran.err


def test_submit_says_in_one_line_when_the_state_folder_is_read_only(ordinary: Run, course: Path, model: Path) -> None:
    (course / ".grader").mkdir(mode=0o555)
    ran = ordinary("submit", model)
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (3, "", 1)
    assert "write access" in ran.err


def test_submit_writes_into_the_state_folder_alone(grade: Run, course: Path, model: Path) -> None:
    def files() -> set[Path]:
        return {path for path in course.parent.rglob("*") if not {".grader", "__pycache__"} & set(path.parts)}

    before = files()
    assert grade("submit", model).status == 0
    assert files() == before


@pytest.mark.parametrize(("which", "score"), [("solutions/hw1_perceptron/hw1.py", 100), ("stub", 0)])
def test_submit_grades_the_repositorys_first_assignment(
    grade: Run, repository_course: Path, tmp_path: Path, which: str, score: float
) -> None:
    source = "assignments/hw1_perceptron/hw1.ipynb" if which == "stub" else which
    handed_in = tmp_path / Path(source).name
    handed_in.write_bytes((repository_course / source).read_bytes())
    ran = grade("submit", handed_in, "--student", "ada")
    assert (ran.status, ran.lines[0]) == (0, f"hw1  ada  {score} / 100")
    assert len(ran.lines) < 80


SHOWS = "def double(x):\n    raise ValueError(f'given {x}')"


def test_submit_draws_the_inputs_of_the_student_that_seed_names(grade: Run, course: Path, make_notebook: Run) -> None:
    notebook = make_notebook(course.parent / "hw1.ipynb", SHOWS)

    def inputs(*words: str) -> tuple[str, str]:
        said = json.loads(grade("submit", notebook, "--json", *words).out)
        return said["student"], said["tasks"][0]["tests"][0]["message"]

    ada, bob = inputs("--student", "ada"), inputs("--student", "bob")
    assert "given " in ada[1]
    assert inputs("--student", "bob", "--seed", "ada") == ("bob", ada[1])
    assert bob[1] != ada[1]


@pytest.mark.parametrize("seed", ["", "-ada", "a b", "a" * 65, "../ada"])
def test_submit_ends_with_2_and_stores_nothing_when_seed_is_no_id(
    grade: Run, course: Path, model: Path, seed: str
) -> None:
    ran = grade("submit", model, f"--seed={seed}")
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert ran.err.startswith("grade: --seed: ")
    assert ran.err.endswith("is no student's id: use 1 to 64 letters, digits and . _ - @ +\n")
    assert not (course / ".grader/gradebook.sqlite").exists()


SIGNLESS = """from grader.testing import misconception

@misconception(task="double")
def forgets_the_sign(x):
    "Your double forgets the sign."
    return abs(2 * x)
"""
BUILDS_ON = '[[tasks]]\nname = "quadruple"\npoints = 1\ndepends_on = ["double"]\n[limits]\n'
QUADRUPLE = """
@pytest.mark.task("quadruple")
@pytest.mark.points(1)
def test_quadruple(student):
    assert student.quadruple(-1) == -4
"""


def test_submit_prints_diagnoses_and_consequential_errors_as_json(grade: Run, course: Path, make_notebook: Run) -> None:
    for name, change in {
        "solutions/hw1_double/misconceptions.py": lambda text: SIGNLESS,
        "assignments/hw1_double/assignment.toml": lambda text: text.replace("[limits]\n", BUILDS_ON),
        "tests/hidden/hw1_double/test_hw1_double.py": lambda text: text + QUADRUPLE,
    }.items():
        (course / name).write_text(change((course / name).read_text()))
    source = f"{FORGETS_THE_SIGN}\ndef quadruple(x): return double(double(x))"
    ran = grade("submit", make_notebook(course.parent / "hw1.ipynb", source, ANSWERS), "--json")
    tasks = {task["name"]: task for task in json.loads(ran.out)["tasks"]}
    assert tasks["double"]["diagnoses"] == [
        {"misconception": "forgets_the_sign", "message": "Your double forgets the sign."}
    ]
    assert (tasks["quadruple"]["consequential"], tasks["quadruple"]["score"]) == (["double"], 1.0)
    assert (tasks["answers"]["diagnoses"], "consequential" in tasks["answers"]) == ([], False)


@pytest.mark.walls
def test_submit_says_in_json_what_each_test_used_and_what_held_it(grade: Run, course: Path, make_notebook: Run) -> None:
    notebook = make_notebook(course.parent / "hw1.ipynb", "def double(x):\n    print('seen')\n    return 2 * x")
    document = json.loads(grade("submit", notebook, "--json").out)
    used = [test["usage"] for task in document["tasks"] for test in task["tests"] if test["outcome"] == "passed"]
    assert document["bounds"] in ("cgroup v2", "cgroup v1", "rlimits")
    assert used
    assert all(0 <= usage["cpu_seconds"] < 10 and usage["memory_mb"] > 10 for usage in used)
    assert max(usage["output_chars"] for usage in used) >= len("seen\n")
