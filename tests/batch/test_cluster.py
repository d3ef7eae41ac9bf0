"""Batches on a real Dask cluster of this machine: the same marks, and what is lost on the way is graded all the same."""

import os
import signal
import stat
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

pytest.importorskip("distributed")

from grader.batch.batch import OpenEngine, Wanted, grade_batch
from grader.batch.cluster.client import Scheduler, open_cluster, read_address
from grader.course.layout import find_course
from grader.gradebook.store import Gradebook
from grader.records import Result
from tests.batch.cluster import ANSWER, HIDDEN, Cluster, batch, start, wait_for
from tests.batch.conftest import COURSE, write
from tests.results import without_times

BOOK = ".grader/gradebook.sqlite"

pytestmark = pytest.mark.walls

STUDENTS = {
    "ada": ("2 * x", ""),
    "bob": ("abs(3 * x)", ""),
    "cy": ("2 * x", "its death"),
    "dee": ("1 / 0", ""),
    "eve": ("2 * x", "its patience"),
    "fay": ("x + x", ""),
}


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


def results(path: Path) -> list[Result]:
    with Gradebook.open(path) as book:
        assert book.ungraded() == []
        return [without_times(result) for result in book.results("hw1")]


def grade_by_api(course: Path, folder: Path, *runs: Wanted, engine: OpenEngine | None = None) -> list[Result]:
    """Into a gradebook of its own."""
    here = find_course(course)
    book = course / f"{len(list(course.iterdir()))}.sqlite"
    for wanted in runs:
        grade_batch(here, here.assignment("hw1"), folder, lambda: Gradebook.open(book), wanted, engine=engine)
    return results(book)


def test_a_class_has_the_same_results_wherever_it_is_graded(
    cluster: Cluster, tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = a_class(tmp_path, "ada", "bob", "dee", "eve", "fay")
    (cluster.folder / "go").touch()
    monkeypatch.setenv("GRADE_TEST_FOLDER", str(cluster.folder))
    here = find_course(tiny)
    one, two = (Wanted(jobs=jobs, sandbox="in-process") for jobs in (1, 2))
    alone = grade_by_api(tiny, folder, one)
    by_two = grade_by_api(tiny, folder, two)
    sharded = grade_by_api(tiny, folder, one._replace(shard=(1, 2)), one._replace(shard=(2, 2)))
    dask = Scheduler(read_address(cluster.file))
    clustered = grade_by_api(tiny, folder, one, engine=lambda _: open_cluster(dask, here, here.assignment("hw1")))
    assert [result.score for result in alone] == [10.0, 4.0, 4.0, 10.0, 10.0]
    assert alone == by_two == sharded == clustered
    assert cluster.courses() == []


def waiting(cluster: Cluster, course: Path, folder: Path) -> "subprocess.Popen[str]":
    """A batch of which one submission is being judged until the cluster's folder has a file `go`."""
    for name in ("go", "waits"):
        (cluster.folder / name).unlink(missing_ok=True)
    running = start(batch(course, folder, "--scheduler-file", str(cluster.file)))
    wait_for(lambda: (cluster.folder / "waits").exists() or running.poll() is not None)
    return running


def test_what_a_killed_worker_had_is_graded_by_another(cluster: Cluster, tiny: Path, tmp_path: Path) -> None:
    running = waiting(cluster, tiny, a_class(tmp_path, "eve", "fay"))
    killed = int((cluster.folder / "waits").read_text())
    assert [stat.S_IMODE(course.stat().st_mode) for course in cluster.courses()] == [0o700]
    os.kill(killed, signal.SIGKILL)
    (cluster.folder / "go").touch()
    _, said = running.communicate()
    assert running.returncode == 0, said
    assert [one.score for one in results(tiny / BOOK)] == [10.0, 10.0]
    assert killed in {worker.pid for worker in cluster.workers}
    wait_for(lambda: not cluster.courses())  # that of the killed worker, too
    cluster.revive()


def test_what_kills_its_grader_is_given_up_and_costs_the_rest_nothing(
    cluster: Cluster, tiny: Path, tmp_path: Path
) -> None:
    running = start(batch(tiny, a_class(tmp_path, "ada", "cy"), "--scheduler-file", str(cluster.file)))
    _, said = running.communicate()
    assert running.returncode == 0, said
    ada, cy = results(tiny / BOOK)
    assert (ada.score, cy.score, cy.status) == (10.0, 0.0, "failed")
    assert "died, 3 times" in str(cy.error)
    assert all(worker.poll() is None for worker in cluster.workers)


def test_an_interrupt_leaves_the_cluster_as_it_was(cluster: Cluster, tiny: Path, tmp_path: Path) -> None:
    running = waiting(cluster, tiny, a_class(tmp_path, "eve"))
    running.send_signal(signal.SIGINT)
    _, said = running.communicate()
    assert running.returncode == 130
    assert "the same command goes on with the rest" in said
    assert cluster.courses() == []


def test_a_scheduler_that_is_lost_is_said_and_loses_nothing(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "cluster").mkdir()
    folder = a_class(tmp_path, "eve")
    with closing(Cluster(tmp_path / "cluster", 1)) as lost:
        running = waiting(lost, tiny, folder)
        lost.scheduler.kill()
        _, said = running.communicate()
    assert running.returncode == 3, said
    assert "the scheduler is lost" in said
    assert "the same command goes on with the rest" in said
    with Gradebook.open(tiny / BOOK) as book:
        assert [one.student for one in book.ungraded()] == ["eve"]
