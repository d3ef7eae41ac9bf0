"""The parts of a batch on a cluster, without one: what is packed, what is believed, what a node's process answers."""

import os
import shutil
import signal
import stat
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future
from pathlib import Path

import msgspec
import pytest
from distributed.comm.core import CommClosedError

from grader.batch.cluster import client
from grader.batch.cluster.alike import difference, versions
from grader.batch.cluster.client import DaskEngine, Scheduler, open_cluster, read_address
from grader.batch.cluster.messages import Died, Graded, Reply, Request, Unfit, decode_reply, encode
from grader.batch.cluster.process import Process
from grader.batch.cluster.shipping import digest, pack, unpack
from grader.batch.run import MachineLost
from grader.batch.worker import Chunk, Outcome, Where, grade_chunk
from grader.course.layout import find_course
from grader.errors import ClusterError, RequestError
from grader.records import Result, Submission
from grader.suite.digest import suite_digest

ADA = Submission(
    id="1", assignment="hw1", student="ada", name="ada.py", data=b"double = abs", sha256="5", submitted_at="2026"
)
WHERE = Where(course="/nowhere", assignment="hw1", suite="s", sandbox="none")
CHUNK = Chunk(where=WHERE, submissions=(ADA,))
BACK = msgspec.structs.replace(ADA, data=b"")
RESULT = Result(
    assignment="hw1", student="ada", submission="1", sha256="5", suite="s", submitted_at="2026", elapsed=0.1,
    status="graded", score=7.0, max_score=10.0,
)  # fmt: skip


def answered(**changes: object) -> bytes:
    return encode(Graded(outcomes=(Outcome(submission=BACK, result=msgspec.structs.replace(RESULT, **changes)),)))


def test_an_answer_is_taken_as_it_was_given() -> None:
    assert decode_reply(answered(), CHUNK) == Graded(outcomes=(Outcome(submission=BACK, result=RESULT),))


WRONG: dict[str, object] = {
    "no bytes": 5,
    "no message": b"\x00",
    "a pickle": b"cos\nsystem\n(S'true'\ntR.",
    "another's": answered(student="bob"),
    "another submission's": answered(submission="2"),
    "another suite's": answered(suite="t"),
    "more than all": answered(score=10.5),
    "less than nothing": answered(score=-1.0),
    "no number": answered(score=float("nan")),
    "no end": answered(score=float("inf"), max_score=float("inf")),
    "no status": answered(status="passed"),
    "too few": encode(Graded(outcomes=())),
    "too many": encode(Graded(outcomes=(Outcome(submission=BACK),) * 2)),
    "with other bytes": encode(Graded(outcomes=(Outcome(submission=ADA),))),
}


@pytest.mark.parametrize("data", WRONG.values(), ids=list(WRONG))
def test_an_answer_that_no_grader_gives_is_refused(data: object) -> None:
    with pytest.raises(ClusterError):
        decode_reply(data, CHUNK)


@pytest.mark.parametrize("name", sorted(versions()))
def test_another_version_is_named(name: str) -> None:
    assert str(difference(versions(), versions() | {name: "0.0"})).startswith(f"{name}: 0.0 there, {versions()[name]}")


def test_what_is_unpacked_judges_as_what_was_packed(course: Path, tmp_path: Path) -> None:
    whole = find_course(course)
    (tmp_path / "there").mkdir()
    umask = os.umask(0o077)
    unpack(packed := pack(whole, whole.assignment("hw1")), digest(packed), tmp_path / "there")
    os.umask(umask)
    there = find_course(tmp_path / "there").assignment("hw1")
    assert suite_digest(there) == suite_digest(whole.assignment("hw1"))
    assert stat.S_IMODE((there.folder / "assignment.toml").stat().st_mode) == 0o644


def test_what_is_packed_is_what_grading_needs(course: Path) -> None:
    public = course / "assignments/hw1_double"
    (course / "solutions/hw1_double/alternatives.py").write_text("")
    (course / ".grader").mkdir()
    (course / ".grader/gradebook.sqlite").touch()
    (public / "data").mkdir()
    (public / "data/x.csv").write_text("1")
    (public / "model.py").symlink_to(course / "solutions/hw1_double/hw1.py")
    whole = find_course(course)
    assert sorted(msgspec.msgpack.decode(pack(whole, whole.assignment("hw1")))) == [
        "assignments/hw1_double/assignment.toml",
        "assignments/hw1_double/data/x.csv",
        "course.toml",
        "solutions/hw1_double/hw1.py",
        "tests/hidden/hw1_double/test_hw1_double.py",
    ]


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x"])
def test_nothing_is_unpacked_outside(name: str, tmp_path: Path) -> None:
    archive = msgspec.msgpack.encode({name: b""})
    with pytest.raises(ClusterError, match="leads out"):
        unpack(archive, digest(archive), tmp_path)


def test_a_course_that_was_damaged_is_not_unpacked(tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match="damaged"):
        unpack(msgspec.msgpack.encode({"x": b""}), digest(b""), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("scheduler", "said"),
    [
        (Scheduler("127.0.0.1:8786"), "say tcp://"),
        (Scheduler("tls://127.0.0.1:8786"), "needs certificates"),
        (Scheduler("tls://127.0.0.1:8786", *[Path("/no.pem")] * 3), "cannot be used"),
        (Scheduler("tcp://127.0.0.1:9"), "no scheduler that answers"),
    ],
)
def test_a_scheduler_that_cannot_be_reached_is_said(
    scheduler: Scheduler, said: str, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "CONNECTS_IN", 0.2)
    whole = find_course(course)
    with pytest.raises(RequestError, match=said), open_cluster(scheduler, whole, whole.assignment("hw1")):
        pass


@pytest.mark.parametrize("written", [b"", b"[]", b"{}", b"\xff"])
def test_a_scheduler_file_that_is_none_is_said(written: bytes, tmp_path: Path) -> None:
    (tmp_path / "s.json").write_bytes(written)
    with pytest.raises(RequestError, match="not written by"):
        read_address(tmp_path / "s.json")


def test_a_scheduler_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="start `dask scheduler"):
        read_address(tmp_path / "s.json")


class Dask:
    """A client whose tasks all end in one way."""

    def __init__(self, end: Callable[["Future[object]"], object]) -> None:
        self._end = end

    def get_executor(self, **_: object) -> "Dask":
        return self

    def submit(self, *_: object, **__: object) -> "Future[object]":
        future: Future[object] = Future()
        self._end(future)
        return future


ENDS: dict[str, tuple[Callable[["Future[object]"], object], type[Exception], str]] = {
    "unfit": (lambda task: task.set_result(encode(Unfit(reason="n7: no sandbox"))), ClusterError, "n7: no sandbox"),
    "its process died": (lambda task: task.set_result(encode(Died())), BrokenExecutor, ""),
    "its worker died": (lambda task: task.set_exception(CommClosedError("gone")), MachineLost, "gone"),
    "the scheduler is gone": (lambda task: task.cancel(), ClusterError, "the scheduler is lost"),
    "grader is not there": (lambda task: task.set_exception(ImportError("no grader")), ClusterError, "cannot grade"),
    "nonsense": (lambda task: task.set_result(b"?"), ClusterError, "an answer that is none"),
}


@pytest.mark.parametrize(("end", "kind", "said"), ENDS.values(), ids=list(ENDS))
def test_what_becomes_of_a_task_is_said_as_the_seam_asks(
    end: Callable[["Future[object]"], object], kind: type[Exception], said: str
) -> None:
    engine = DaskEngine(Dask(end), "tcp://x:1", "hw1")  # type: ignore[arg-type]
    error = engine.submit(grade_chunk, CHUNK).exception()
    assert type(error) is kind
    assert said in str(error)


@pytest.fixture
def process(course: Path) -> Iterator[Process]:
    started = Process(course)
    yield started
    shutil.rmtree(course)  # as a worker does, before it ends its processes
    started.close()


def ask(process: Process, request: Request) -> Reply:
    return msgspec.msgpack.decode(process.ask(encode(request)) or b"", type=Reply)


def test_a_process_grades_with_nothing_but_what_the_caller_has(process: Process, course: Path) -> None:
    own = find_course(course).assignment("hw1")
    chunk = Chunk(where=msgspec.structs.replace(WHERE, suite=suite_digest(own)), submissions=(ADA,))
    refused = ask(process, Request(versions=versions() | {"numpy": "0.9"}, chunk=chunk))
    other_suite = ask(process, Request(versions=versions(), chunk=CHUNK))
    graded = ask(process, Request(versions=versions(), chunk=chunk))
    assert isinstance(refused, Unfit)
    assert "numpy" in refused.reason
    assert isinstance(other_suite, Unfit)
    assert isinstance(graded, Graded)
    assert [outcome.result is not None and outcome.result.score for outcome in graded.outcomes] == [0.0]


def test_a_process_that_died_is_known_to_be_dead(process: Process) -> None:
    os.kill(process._program.pid, signal.SIGKILL)
    assert process.ask(b"") is None
    process._program.wait()
    assert not process.alive
