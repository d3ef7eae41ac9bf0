"""The suites of the shipped assignments, held against every answer that is known to be right or wrong."""

from collections import Counter

import pytest

from grader.course.layout import find_course
from grader.course.release import stub_notebook
from grader.course.variants import Variant, read_variants, script_with_variant
from tests.assignments.conftest import ROOT

COURSE = find_course(ROOT)
ASSIGNMENTS = {id: COURSE.assignment(id) for id in COURSE.assignment_ids}
VARIANTS = [
    pytest.param(id, variant, id=f"{id}-{variant.kind}-{variant.name}")
    for id, assignment in ASSIGNMENTS.items()
    for path in (assignment.misconceptions_path, assignment.alternatives_path)
    for variant in read_variants(path)
]


@pytest.mark.walls
@pytest.mark.parametrize("id", ASSIGNMENTS)
def test_model_answer_gets_everything(grade, id):
    assert grade(id, ASSIGNMENTS[id].model_path.read_bytes(), f"{id}.py").score == 100


@pytest.mark.walls
@pytest.mark.parametrize("id", ASSIGNMENTS)
def test_untouched_stub_gets_nothing(grade, id):
    result = grade(id, ASSIGNMENTS[id].stub_path.read_bytes(), f"{id}.ipynb")
    assert (result.status, result.score, result.cells) == ("graded", 0, ())


@pytest.mark.parametrize("id", ASSIGNMENTS)
def test_committed_stub_is_what_release_writes(id):
    assert ASSIGNMENTS[id].stub_path.read_text(encoding="utf-8") == stub_notebook(ASSIGNMENTS[id])


@pytest.mark.walls
@pytest.mark.parametrize(("id", "variant"), VARIANTS)
def test_variant_gets_what_it_deserves(grade, id: str, variant: Variant):
    source = script_with_variant(ASSIGNMENTS[id].model_path.read_text(encoding="utf-8"), variant)
    result = grade(id, source.encode(), f"{id}.py")
    task = next(task for task in result.tasks if task.name == variant.task)
    if variant.kind == "alternative":
        assert result.score == 100
    else:
        assert task.score < task.max_score


@pytest.mark.parametrize("id", ASSIGNMENTS)
@pytest.mark.parametrize(("kind", "least"), [("misconception", 5), ("alternative", 3)])
def test_every_task_has_variants_enough(id, kind, least):
    counted = Counter(row.values[1].task for row in VARIANTS if row.values[0] == id and row.values[1].kind == kind)
    # A question with two possible answers cannot be answered wrongly in five ways.
    tasks = {task.name: least for task in ASSIGNMENTS[id].tasks} | {"answers": 1}
    assert {name: count for name, count in tasks.items() if counted[name] < count} == {}
