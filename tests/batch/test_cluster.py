"""Batches on a real Dask cluster of this machine: the same marks, and what is lost on the way is graded all the same."""

import signal
import stat
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

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
    "dee": ("1 / 0", ""),
    "eve": ("2 * x", "its patience"),
    "fay": ("x + x", ""),
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with closing(Cluster(tmp_path_factory.mktemp("cluster"))) as running:
        yield running


@pytest.fixture
def cluster(shared: Cluster) -> Cluster:
    shared.revive()
    return shared


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return write(tmp_path / "course", COURSE | {"tests/hidden/hw1_double/test_hw1_double.py": HIDDEN})


def a_class(root: Path, *students: str) -> Path:
    return write(root / "class", {f"{name}.py": ANSWER.format(*STUDENTS[name]) for name in students})


def results(path: Path) -> list[Result]:
    with Gradebook.open(path) as book:
        assert book.ungraded() == []
        return [without_times(result) for result in book.results("hw1")]


def grade_by_api(course: Path, folder: Path, book: str, engine: OpenEngine | None = None) -> list[Result]:
    here = find_course(course)
    wanted = Wanted(jobs=1, sandbox="in-process")
    grade_batch(here, here.assignment("hw1"), folder, lambda: Gradebook.open(course / book), wanted, engine=engine)
    return results(course / book)


def test_a_class_has_the_results_of_one_machine_whoever_else_is_in_it(
    cluster: Cluster, tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = a_class(tmp_path, *STUDENTS)
    (cluster.folder / "go").touch()
    monkeypatch.setenv("GRADE_TEST_FOLDER", str(cluster.folder))
    alone = grade_by_api(tiny, folder, "alone.sqlite")
    assert [result.score for result in alone] == [10.0, 4.0, 4.0, 10.0, 10.0]
    here = find_course(tiny)
    dask = Scheduler(read_address(cluster.file))
    (folder / "zoe.py").write_text(ANSWER.format("2 * x", "its death"))
    engine = lambda _: open_cluster(dask, here, here.assignment("hw1"))  # noqa: E731
    *clustered, zoe = grade_by_api(tiny, folder, "clustered.sqlite", engine)
    assert clustered == alone
    assert (zoe.status, zoe.score) == ("failed", 0.0)
    assert "died, 3 times" in str(zoe.error)
    assert cluster.worker.poll() is None  # it is not the worker that zoe's work kills
    assert cluster.courses() == []


@contextmanager
def waiting(cluster: Cluster, course: Path, folder: Path) -> "Iterator[subprocess.Popen[str]]":
    """A batch of which one submission is being judged until the cluster's folder has a file `go`."""
    for name in ("go", "waits"):
        (cluster.folder / name).unlink(missing_ok=True)
    with start(batch(course, folder, "--scheduler-file", str(cluster.file))) as running:
        try:
            wait_for(lambda: (cluster.folder / "waits").exists() or running.poll() is not None)
            yield running
        finally:
            running.kill()  # what a failed test leaves is not the next one's


def test_what_a_killed_worker_had_is_graded_by_another(cluster: Cluster, tiny: Path, tmp_path: Path) -> None:
    with waiting(cluster, tiny, a_class(tmp_path, "eve", "fay")) as running:
        killed = int((cluster.folder / "waits").read_text())
        assert [stat.S_IMODE(course.stat().st_mode) for course in cluster.courses()] == [0o700]
        first = cluster.worker
        first.kill()
        first.wait()
        cluster.revive()
        (cluster.folder / "go").touch()
        _, said = running.communicate()
    assert running.returncode == 0, said
    assert [one.score for one in results(tiny / BOOK)] == [10.0, 10.0]
    assert killed == first.pid
    wait_for(lambda: not cluster.courses())  # that of the killed worker, too


def test_an_interrupt_leaves_the_cluster_as_it_was(cluster: Cluster, tiny: Path, tmp_path: Path) -> None:
    with waiting(cluster, tiny, a_class(tmp_path, "eve")) as running:
        running.send_signal(signal.SIGINT)
        _, said = running.communicate()
    assert running.returncode == 130
    assert "the same command goes on with the rest" in said
    assert cluster.courses() == []


def test_a_scheduler_that_is_lost_is_said_and_loses_nothing(cluster: Cluster, tiny: Path, tmp_path: Path) -> None:
    with waiting(cluster, tiny, a_class(tmp_path, "eve")) as running:
        cluster.scheduler.kill()
        _, said = running.communicate()
    assert running.returncode == 3, said
    assert "the scheduler is lost" in said
    assert "the same command goes on with the rest" in said
    with Gradebook.open(tiny / BOOK) as book:
        assert [one.student for one in book.ungraded()] == ["eve"]
