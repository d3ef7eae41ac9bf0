"""What crosses the network: records as MessagePack, checked on arrival. No pickle of ours, no code, no objects."""

import math

import msgspec

from grader.batch.worker import Chunk, Outcome
from grader.errors import ClusterError
from grader.records import Record, Submission


class Request(Record, frozen=True, kw_only=True):
    """A chunk to be graded, with what the caller would grade it with itself."""

    versions: dict[str, str]
    chunk: Chunk


class Graded(Record, frozen=True, kw_only=True, tag=True):
    """What became of a chunk."""

    outcomes: tuple[Outcome, ...]


class Died(Record, frozen=True, kw_only=True, tag=True):
    """The process that was at it died."""


class Unfit(Record, frozen=True, kw_only=True, tag=True):
    """This node cannot grade, and why."""

    reason: str


Reply = Graded | Died | Unfit


def encode(message: Request | Reply) -> bytes:
    """A message as bytes."""
    return msgspec.msgpack.encode(message)


def decode_request(data: bytes) -> Request:
    """Raises ClusterError when it is none."""
    try:
        return msgspec.msgpack.decode(data, type=Request)
    except msgspec.MsgspecError as error:
        raise ClusterError(f"no request of this version of grader ({error})") from error


def decode_reply(data: object, chunk: Chunk) -> Reply:
    """The answer to `chunk`. Raises ClusterError when it is none, or says what no grader says of these submissions."""
    if not isinstance(data, bytes):
        raise ClusterError("an answer that is not bytes")
    try:
        reply: Reply = msgspec.msgpack.decode(data, type=Reply)
    except msgspec.MsgspecError as error:
        raise ClusterError(f"an answer that is none ({error})") from error
    if isinstance(reply, Graded):
        if len(reply.outcomes) != len(chunk.submissions):
            raise ClusterError("an answer to another chunk")
        for submission, outcome in zip(chunk.submissions, reply.outcomes, strict=True):
            _check(submission, outcome, chunk.where.suite)
    return reply


def _check(submission: Submission, outcome: Outcome, suite: str) -> None:
    if outcome.submission != msgspec.structs.replace(submission, data=b""):
        raise ClusterError("an answer about another submission")
    result = outcome.result
    if result is None:
        return
    said = (result.assignment, result.student, result.submission, result.sha256, result.submitted_at, result.suite)
    if said != (*_identity(submission), suite):
        raise ClusterError("a result of another submission or suite")
    if not (math.isfinite(result.max_score) and 0.0 <= result.score <= result.max_score):
        raise ClusterError(f"a score of {result.score:g} of {result.max_score:g}")


def _identity(submission: Submission) -> tuple[str, ...]:
    return submission.assignment, submission.student, submission.id, submission.sha256, submission.submitted_at
