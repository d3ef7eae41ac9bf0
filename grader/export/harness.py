"""The program that grades one submission on Gradescope: `python -m grader.export.harness /autograder`.

It reads what Gradescope's harness lays out (source, submission, submission_metadata.json) and writes
results/results.json. Where the grader itself fails it writes none: no mark may come of it. What it prints is shown to
staff alone.
"""

import os
import stat
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click
import msgspec

from grader.batch.naming import Person, id_of, is_named_for
from grader.batch.sources import Folder
from grader.course.layout import Assignment, find_course
from grader.errors import GraderError, NotebookError, OurFault
from grader.export.autograder import SETTINGS, Settings
from grader.export.gradescope import refused_json, results_json
from grader.gradebook.counting import Row, counting
from grader.gradebook.ids import submission_id
from grader.grading import Grader, digest, grade_one
from grader.records import Cell, Limits, Mark, Result, Submission, Summary

NOTEBOOKS: Final = (".ipynb", ".py")
NOBODY: Final = "student"

FALLS_BACK: Final = (
    "bubblewrap does not work here, so student code runs as a user of its own: the hidden suite and the results are "
    "out of its reach, the network is not"
)
UNPROTECTED: Final = "--sandbox none: student code runs as root, and can read the hidden suite and write any score"


class _User(msgspec.Struct):
    id: int = 0
    email: str | None = None
    sid: str | int | None = None


class Metadata(msgspec.Struct):
    """What is read of submission_metadata.json."""

    created_at: datetime | None = None
    users: tuple[_User, ...] = ()


def main(home: Path) -> int:
    """Grade what lies below `home`. Returns the exit status."""
    results = home / "results" / "results.json"
    try:
        results.unlink(missing_ok=True)
        with _closed_to_others(home):
            document = _graded(home)
    except GraderError as error:
        click.echo(f"grade: {error}")
        return OurFault.exit_status
    except Exception:  # noqa: BLE001  a bug of ours: no mark, and all that we know of it
        click.echo(traceback.format_exc())
        return OurFault.exit_status
    _write(results, document)
    return 0


def _graded(home: Path) -> dict[str, Any]:
    source = home / "source"
    settings = msgspec.json.decode((source / SETTINGS).read_bytes(), type=Settings)
    course = find_course(source / "course", source / "course")
    assignment = course.assignment(settings.assignment)
    sandbox = _sandbox(settings, source)  # settled before any student code runs
    try:
        name, data = handed_in(home / "submission", assignment)
    except NotebookError as error:
        return refused_json(str(error), assignment.max_score)
    submission = _submission(assignment, name, data, _metadata(home))
    with Grader(course, assignment, sandbox) as grader:
        graded = grade_one(submission, grader)
    mark = Mark(summary=_summary(graded.result, assignment), result=graded.result)
    document = results_json(mark, raw=settings.raw)
    document["extra_data"]["sandbox"] = sandbox
    return document


@contextmanager
def _closed_to_others(home: Path) -> Iterator[None]:
    """Everything below is the staff's while student code runs; the sandbox hands on what it is to see."""
    mode = stat.S_IMODE(home.stat().st_mode)
    home.chmod(0o700)
    try:
        yield
    finally:
        home.chmod(mode)


def _sandbox(settings: Settings, source: Path) -> str:
    if settings.sandbox == "none":
        click.echo(f"grade: {UNPROTECTED}")
        return "none"
    refused = _why_no_bubblewrap(source) if settings.sandbox == "best" else None
    if refused is None:
        return "bubblewrap"
    click.echo(f"grade: {refused}\ngrade: {FALLS_BACK}")
    return "other-user"


def _why_no_bubblewrap(source: Path) -> str | None:
    from grader.sandbox.choice import open_sandbox

    try:
        sandbox = open_sandbox("bubblewrap", None, [source])
        try:
            sandbox.load([Cell(index=0, source="1")], Limits()).close()
        finally:
            sandbox.close()
    except GraderError as error:
        return str(error)
    return None


def handed_in(folder: Path, assignment: Assignment) -> tuple[str, bytes]:
    """The name and the bytes of the one notebook. Raises NotebookError when there is none, or no one can tell which."""
    entries = [entry for entry in Folder(folder).entries() if entry.path.suffix.lower() in NOTEBOOKS]
    ranks = [(is_named_for(entry.path.name, assignment.id), entry.path.suffix.lower() == ".ipynb") for entry in entries]
    best = [entry for entry, rank in zip(entries, ranks, strict=True) if rank == max(ranks)]
    if len(best) != 1:
        fact = f"{len(best)} notebooks" if best else "no notebook"
        raise NotebookError(f"{fact} in what was handed in: hand in one that is called {assignment.id}.ipynb")
    if best[0].refusal is not None:
        raise NotebookError(f"{best[0].path.name}: {best[0].refusal}")
    return best[0].path.name, Folder(folder).read(best[0].path, assignment.limits.notebook_bytes)


def _metadata(home: Path) -> Metadata:
    try:
        return msgspec.json.decode((home / "submission_metadata.json").read_bytes(), type=Metadata)
    except (OSError, msgspec.MsgspecError) as error:
        click.echo(f"grade: submission_metadata.json: {error}: taken as handed in now")
        return Metadata()


def _submission(assignment: Assignment, name: str, data: bytes, metadata: Metadata) -> Submission:
    """The student is the number or the address, as in a batch; of a group, whoever came to Gradescope first."""
    first = min(metadata.users, key=lambda user: user.id, default=_User())
    student = id_of(Person(str(first.sid or first.email or ""))) or NOBODY
    at = (metadata.created_at or datetime.fromtimestamp(time.time(), UTC)).astimezone(UTC)
    submitted_at = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return Submission(
        id=submission_id(assignment.id, student, digest(data), submitted_at),
        assignment=assignment.id,
        student=student,
        name=name,
        data=data,
        sha256=digest(data),
        submitted_at=submitted_at,
    )


def _summary(result: Result, assignment: Assignment) -> Summary:
    row = Row(
        result.assignment, result.student, result.submission, result.submitted_at, 0, 0,
        result.suite, result.status, result.score, result.max_score,
    )  # fmt: skip
    (summary,) = counting([row], lambda _: assignment.counting, {})
    return summary


def _write(path: Path, document: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(msgspec.json.encode(document))
    unfinished.replace(path)


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.exit(main(Path(sys.argv[1])))
