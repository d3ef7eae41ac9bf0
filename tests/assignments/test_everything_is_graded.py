"""The shipped assignments, held against every answer that is known to be right or wrong."""

from collections import Counter
from pathlib import Path

import nbformat
import pytest
from _pytest.mark.structures import ParameterSet

from grader import records
from grader.audit.variants import Judge
from grader.course.layout import Assignment, find_course
from grader.course.notebook import read_submission
from grader.course.release import stub_notebook
from grader.course.variants import Variant, read_variants
from grader.sandbox.fake import Fake
from grader.suite.checks import run_checks
from tests.assignments.conftest import ROOT

COURSE = find_course(ROOT)
ASSIGNMENTS = {id: COURSE.assignment(id) for id in COURSE.assignment_ids}
VARIANTS = [
    pytest.param(id, variant, id=f"{id}-{variant.kind}-{variant.task}-{variant.name}")
    for id, assignment in ASSIGNMENTS.items()
    for path in (assignment.misconceptions_path, assignment.alternatives_path)
    for variant in read_variants(path)
]
LEAST = {"misconception": 5, "alternative": 3}
# One question of yes or no: the wrong truth value, none at all, and a text are all that can be wrong with it.
FEWER = {("hw1", "misconception", "answers"): 3}


def public_checks(assignment: Assignment, file: Path) -> list[tuple[str, records.TestResult]]:
    notebook = read_submission(file.read_bytes(), file.name, assignment.limits)
    return run_checks(assignment, lambda: Fake().load(notebook.cells, assignment.limits))


def one_of_each(rows: list[ParameterSet]) -> list[ParameterSet]:
    """The last of each kind in each task of the first assignment, and in each of the others that trains no network."""
    usual = records.Limits().test_cpu_seconds
    quick = [row for row in rows if ASSIGNMENTS[row.values[0]].limits.test_cpu_seconds <= usual]
    key = {id: "" for id in list(ASSIGNMENTS)[1:]}
    return list(
        {(row.values[0], key.get(row.values[0], row.values[1].task), row.values[1].kind): row for row in quick}.values()
    )


def solution_lines(model: str) -> list[str]:
    """What stands in the solution regions and nowhere else: code that is long enough to be told from any other."""
    secret, outside, inside = list[str](), list[str](), False
    for line in model.splitlines():
        if line.strip() in ("# BEGIN SOLUTION", "# END SOLUTION"):
            inside = not inside
        elif not line.strip().startswith("# STUB"):
            (secret if inside else outside).append(line.strip())
    return [line for line in secret if len(line) > 12 and not any(line in other for other in outside)]


@pytest.mark.walls
@pytest.mark.parametrize("id", ASSIGNMENTS)
def test_model_answer_gets_everything(grade, id):
    result = grade(id, ASSIGNMENTS[id].model_path.read_bytes(), f"{id}.py")
    assert (result.score, result.cells) == (100, ())


@pytest.mark.walls
@pytest.mark.parametrize("id", ASSIGNMENTS)
def test_untouched_stub_gets_nothing_of_what_its_tasks_are_worth(grade, id):
    result = grade(id, ASSIGNMENTS[id].stub_path.read_bytes(), f"{id}.ipynb")
    assert (result.status, result.score, result.cells) == ("graded", 0, ())
    worth = {task.name: sum(test.max_points for test in task.tests) for task in result.tasks}
    assert worth == pytest.approx({task.name: task.points for task in ASSIGNMENTS[id].tasks})
    assert sum(worth.values()) == pytest.approx(100)
    names = Counter(test.name for task in result.tasks for test in task.tests)
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("id", ASSIGNMENTS)
def test_committed_stub_is_what_release_writes(id):
    assert ASSIGNMENTS[id].stub_path.read_text(encoding="utf-8") == stub_notebook(ASSIGNMENTS[id])


@pytest.mark.parametrize("id", ASSIGNMENTS)
def test_committed_stub_is_a_notebook_without_a_line_of_the_solution(id):
    stub = nbformat.read(ASSIGNMENTS[id].stub_path, as_version=4)
    nbformat.validate(stub)
    secret = solution_lines(ASSIGNMENTS[id].model_path.read_text(encoding="utf-8"))
    handed_out = "\n".join(cell.source for cell in stub.cells)
    assert len(secret) >= len(ASSIGNMENTS[id].tasks)
    assert [line for line in [*secret, "SOLUTION", "STUB"] if line in handed_out] == []


@pytest.mark.parametrize("id", ASSIGNMENTS)
def test_model_answer_passes_its_public_checks(id):
    checks = public_checks(ASSIGNMENTS[id], ASSIGNMENTS[id].model_path)
    assert [(test.name, test.message) for _, test in checks if test.outcome != "passed"] == []
    assert {task for task, _ in checks} == {task.name for task in ASSIGNMENTS[id].tasks}


@pytest.mark.parametrize("id", ASSIGNMENTS)
def test_untouched_stub_passes_no_public_check(id):
    checks = public_checks(ASSIGNMENTS[id], ASSIGNMENTS[id].stub_path)
    assert checks
    assert [test.name for _, test in checks if test.outcome == "passed"] == []


@pytest.mark.walls
@pytest.mark.parametrize(("id", "variant"), one_of_each(VARIANTS))
def test_variant_gets_what_it_deserves_behind_walls_too(grader_of, id: str, variant: Variant):
    """`grade audit` judges every one of them, in process."""
    assert Judge(grader_of(id)).variant(variant) == []


@pytest.mark.parametrize("kind", LEAST)
@pytest.mark.parametrize("id", ASSIGNMENTS)
def test_every_task_has_variants_enough(id, kind):
    found = [row.values[1] for row in VARIANTS if row.values[0] == id]
    counted = Counter(variant.task for variant in found if variant.kind == kind)
    tasks = {task.name: FEWER.get((id, kind, task.name), LEAST[kind]) for task in ASSIGNMENTS[id].tasks}
    assert {name: counted[name] for name, least in tasks.items() if counted[name] < least} == {}
