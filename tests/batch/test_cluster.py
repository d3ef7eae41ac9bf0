"""Batches on a real Dask cluster of this machine: the same marks, and what is lost on the way is graded all the same."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed")

from grader.gradebook.store import Gradebook
from grader.records import Result
from tests.batch.cluster import ANSWER, HIDDEN, Cluster, batch, start, wait_for
from tests.batch.conftest import COURSE, write
from tests.results import without_times

pytestmark = pytest.mark.walls

STUDENTS = {
    "ada": ("2 * x", ""),
    "bob": ("abs(3 * x)", ""),
    "cy": ("2 * x", "its death"),
    "dee": ("1 / 0", ""),
    "eve": ("2 * x", "its patience"),
}
SCORES = {"ada": 10.0, "bob": 4.0, "cy": 0.0, "dee": 4.0, "eve": 10.0}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    running = Cluster(tmp_path_factory.mktemp("cluster"), 2)
    yield running
    running.close()


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return write(tmp_path / "course", COURSE | {"tests/hidden/hw1_double/test_hw1_double.py": HIDDEN})


def a_class(root: Path, *students: str) -> Path:
    return write(root / "class", {f"{name}.py": ANSWER.format(*STUDENTS[name]) for name in students})


def results(course: Path) -> list[Result]:
    with Gradebook.open(course / ".grader/gradebook.sqlite") as book:
        assert book.ungraded() == []
        return [without_times(result) for result in book.results("hw1")]


def scores(course: Path) -> dict[str, float]:
    return {result.student: result.score for result in results(course)}


def test_a_class_has_the_same_results_wherever_it_is_graded(cluster: Cluster, tiny: Path, tmp_path: Path) -> None:
    folder = a_class(tmp_path, *STUDENTS)
    (cluster.folder / "go").touch()
    ways = {
        "jobs 1": [["--jobs", "1"]],
        "jobs 2": [["--jobs", "2"]],
        "shards": [["--jobs", "1", "--shard", "1/2"], ["--jobs", "1", "--shard", "2/2"]],
        "cluster": [["--scheduler-file", str(cluster.file)]],
    }
    found = {}
    for way, runs in ways.items():
        for more in runs:
            running = start(batch(tiny, folder, *more), os.environ | {"GRADE_TEST_FOLDER": str(cluster.folder)})
            _, said = running.communicate()
            assert running.returncode == 0, (way, said)
        found[way] = results(tiny)
        (tiny / ".grader/gradebook.sqlite").unlink()
    assert {result.student: result.score for result in found["jobs 1"]} == SCORES
    assert all(each == found["jobs 1"] for each in found.values())
    assert cluster.courses() == []
