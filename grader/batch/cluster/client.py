"""The caller's side of a cluster: Dask behind the seam of `concurrent.futures`."""

import json
import logging
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from grader.batch.cluster.alike import versions
from grader.batch.cluster.messages import Graded, Request, Unfit, decode_reply, encode
from grader.batch.cluster.shipping import digest, pack
from grader.batch.run import Engine, MachineLost
from grader.batch.worker import Chunk, Outcome
from grader.course.layout import Assignment, Course
from grader.course.quoting import shown_name
from grader.errors import ClusterError, RequestError

if TYPE_CHECKING:
    from distributed import Client, Security

CONNECTS_IN: Final = 15.0
ENDS_IN: Final = 10.0
COUNTED_EVERY: Final = 5.0
GO_ON: Final = "what was graded is recorded; the same command goes on with the rest"


class Scheduler(NamedTuple):
    """Where the scheduler is, and the files of TLS (PEM); those that are None come from Dask's own configuration."""

    address: str
    ca_file: Path | None = None
    cert: Path | None = None
    key: Path | None = None


def read_address(scheduler_file: Path) -> str:
    """The address in the file that `dask scheduler --scheduler-file` writes. Raises RequestError."""
    shown = shown_name(str(scheduler_file))
    try:
        address = json.loads(scheduler_file.read_bytes())["address"]
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise RequestError(f"{shown}: {reason}: start `dask scheduler --scheduler-file` on it first") from None
    except (ValueError, KeyError, TypeError):
        raise RequestError(f"{shown}: not written by `dask scheduler --scheduler-file`") from None
    return str(address)


@contextmanager
def open_cluster(scheduler: Scheduler, course: Course, assignment: Assignment) -> "Iterator[DaskEngine]":
    """The cluster, with the course on each of its workers until the end.

    Raises RequestError when there is no such scheduler, ClusterError when it cannot work for us.
    """
    archive = pack(course, assignment)
    client = _connected(scheduler)
    engine = DaskEngine(client, scheduler.address, f"grade-{assignment.id}-{uuid.uuid4().hex}")
    try:
        engine.bring(archive)
        yield engine
        engine.shutdown()
    finally:
        engine.end()


class DaskEngine(Engine):
    """Implements `Engine` over a Dask client."""

    def __init__(self, client: "Client", address: str, name: str) -> None:
        self._client = client
        self._address = address
        self._name = name
        self._inner: Any = client.get_executor(pure=False, retries=0)
        self._jobs, self._counted = 0, -COUNTED_EVERY

    @property
    def jobs(self) -> int:
        """See `Engine`: the threads of all workers, one at least. Workers come and go."""
        if time.monotonic() - self._counted >= COUNTED_EVERY:
            with suppress(Exception):  # a scheduler that is gone is told of by the futures
                self._jobs = int(self._client.scheduler_info(n_workers=0)["total_threads"])
            self._counted = time.monotonic()
        return max(1, self._jobs)

    def bring(self, archive: bytes) -> None:
        """Have the course on every worker, those that come later too. Raises ClusterError."""
        try:
            from grader.batch.cluster.node import CourseHere

            answers = self._client.register_plugin(CourseHere(archive, digest(archive)), name=self._name)
        except Exception as error:
            raise ClusterError(f"{self._address}: a worker cannot take the course: {_words(error)}") from error
        for worker, answer in answers.items():
            if answer["status"] != "OK":
                raise ClusterError(f"{worker}: it cannot take the course: the worker's log says why")

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """See `Engine`. The one function of the seam is `grade_chunk`; what travels is its chunk alone."""
        from grader.batch.cluster.node import grade

        (chunk,) = args
        ours: Future[tuple[Outcome, ...]] = Future()
        request = encode(Request(versions=versions(), chunk=chunk))
        try:
            theirs = self._inner.submit(grade, self._name, request, key=f"{self._name}-{uuid.uuid4().hex}")
        except Exception as error:  # noqa: BLE001  whatever Dask raises, it does not work for us
            ours.set_exception(self._lost(error))
            return ours
        theirs.add_done_callback(lambda done: self._settle(ours, done, chunk))
        return ours

    def _settle(self, ours: "Future[tuple[Outcome, ...]]", theirs: "Future[Any]", chunk: Chunk) -> None:
        if not ours.set_running_or_notify_cancel():
            return
        try:
            ours.set_result(self._outcomes(theirs, chunk))
        except BaseException as error:  # noqa: BLE001  it is the future's to raise
            ours.set_exception(error)

    def _outcomes(self, theirs: "Future[Any]", chunk: Chunk) -> tuple[Outcome, ...]:
        """What came back. Raises BrokenExecutor, as the seam asks, or ClusterError."""
        from distributed import KilledWorker
        from distributed.comm.core import CommClosedError

        if theirs.cancelled():
            raise self._lost("the connection to it broke")
        try:
            data = theirs.result()
        except (KilledWorker, CommClosedError) as error:
            raise MachineLost(_words(error)) from None
        except Exception as error:
            raise ClusterError(f"{self._address}: a worker cannot grade: {_words(error)}") from error
        reply = decode_reply(data, chunk)
        if isinstance(reply, Graded):
            return reply.outcomes
        if isinstance(reply, Unfit):
            raise ClusterError(f"{reply.reason}; {GO_ON}")
        raise BrokenExecutor

    def _lost(self, why: object) -> ClusterError:
        return ClusterError(f"{self._address}: the scheduler is lost ({_words(why)}): {GO_ON}")

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """See `Executor`."""
        self._inner.shutdown(wait and not cancel_futures)

    def end(self) -> None:
        """Leave the cluster: nothing more is worked at for us, and the course is taken away."""
        if self._client.status == "running":
            with suppress(Exception):  # what is left is the scheduler's to clear when it misses us
                self.shutdown(wait=False)
                self._client.unregister_worker_plugin(self._name)
        with suppress(Exception):
            self._client.close(ENDS_IN)


def _connected(scheduler: Scheduler) -> "Client":
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise RequestError("a scheduler needs Dask: pip install 'gradescent[cluster]'") from error
    for name in ("distributed", "distributed.client", "distributed.core", "distributed.comm"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what is lost is said in our own words
    security = _security(scheduler)
    try:
        return Client(scheduler.address, security=security, timeout=CONNECTS_IN, set_as_default=False)
    except Exception as error:
        raise RequestError(f"{_shown(scheduler)}: no scheduler that answers: {_words(error)}") from error


def _security(scheduler: Scheduler) -> "Security":
    """What Dask is to connect with. All that a client that was half made would stumble over is found here."""
    from distributed import Security

    shown = _shown(scheduler)
    kind = scheduler.address.partition("://")[0]
    if kind not in {"tcp", "tls"}:
        raise RequestError(f"{shown}: no scheduler's address: say tcp://HOST:PORT or tls://HOST:PORT")
    files = {"tls_ca_file": scheduler.ca_file, "tls_client_cert": scheduler.cert, "tls_client_key": scheduler.key}
    given = {name: str(path) for name, path in files.items() if path is not None}
    try:
        security = Security(**given)
        context = security.get_connection_args("client").get("ssl_context")
    except (OSError, ValueError, TypeError) as error:
        raise RequestError(f"TLS: the certificates cannot be used: {_words(error)}") from error
    if kind == "tcp" and security.require_encryption:
        raise RequestError(f"{shown}: not encrypted, but TLS is asked for: start the scheduler with --protocol tls")
    if kind == "tls" and context is None:
        raise RequestError(f"{shown}: needs certificates: say --tls-ca-file, --tls-cert and --tls-key")
    return security


def _shown(scheduler: Scheduler) -> str:
    return shown_name(scheduler.address)


def _words(error: object) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= 300 else f"{text[:300]}…"
