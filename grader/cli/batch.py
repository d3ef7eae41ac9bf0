"""`grade batch`: a whole class, from a folder or an LMS's zip."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from grader.cli.common import (
    course_option,
    gradebook_option,
    json_option,
    open_course,
    open_gradebook,
    print_json,
    show,
)
from grader.errors import RequestError
from grader.sandbox.choice import KINDS

if TYPE_CHECKING:
    from grader.batch.batch import OpenEngine
    from grader.course.layout import Assignment, Course


_FILE: Final = click.Path(path_type=Path, readable=False)


def _shard(_: click.Context, __: click.Parameter, value: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", value, re.ASCII)
    if found is None or not 1 <= int(found[1]) <= int(found[2]):
        raise click.BadParameter("say which part of how many, as in 2/8")
    return int(found[1]), int(found[2])


@click.command(short_help="Grade a whole class, from a folder or an LMS's zip.")
@click.argument("assignment")
@click.argument("folder", type=click.Path(path_type=Path, readable=False))
@click.option("--jobs", type=click.IntRange(1, 1024), metavar="N", help="Processes at a time. Otherwise one a core.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Also write a line of JSON a result.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N students.")
@click.option("--shard", callback=_shard, default="1/1", metavar="I/N", help="Only part I of N of the class.")
@click.option("--regrade", is_flag=True, help="Grade again what has a result already.")
@click.option("--dry-run", is_flag=True, help="Say what would be graded; store and grade nothing.")
@click.option(
    "--sandbox", type=click.Choice(KINDS), default=KINDS[0], show_default=True, help="none: no isolation at all."
)
@click.option("--scheduler", metavar="ADDRESS", help="Grade on a Dask cluster: tcp://HOST:PORT or tls://HOST:PORT.")
@click.option("--scheduler-file", type=_FILE, metavar="FILE", help="The same; its address is in Dask's file.")
@click.option("--tls-ca-file", type=_FILE, metavar="FILE", help="As for `dask worker`; otherwise Dask's own settings.")
@click.option("--tls-cert", type=_FILE, metavar="FILE", help="As for `dask worker`.")
@click.option("--tls-key", type=_FILE, metavar="FILE", help="As for `dask worker`.")
@course_option
@gradebook_option
@json_option
def batch(
    assignment: str,
    folder: Path,
    jobs: int | None,
    output: Path | None,
    limit: int | None,
    shard: tuple[int, int],
    regrade: bool,
    dry_run: bool,
    sandbox: str,
    scheduler: str | None,
    scheduler_file: Path | None,
    tls_ca_file: Path | None,
    tls_cert: Path | None,
    tls_key: Path | None,
    course: Path | None,
    gradebook: str | None,
    as_json: bool,
) -> int:
    """Grade every notebook below FOLDER (or in that zip file) for ASSIGNMENT, and record the results.

    The student is the file's stem, or the folder's name in STUDENT/hw1.ipynb; downloads of Canvas, Moodle and
    Gradescope are read as they come. What has a result already is left alone: a batch that was ended goes on
    when it is started again.

    \b
    Example:
        grade batch hw1 handed_in/ --output hw1.jsonl
    """
    from grader.batch.batch import Wanted, cores, grade_batch
    from grader.cli.progress import shown_progress

    here = open_course(course)
    chosen = here.assignment(assignment)
    wanted = Wanted(jobs=jobs or cores(), sandbox=sandbox, limit=limit, shard=shard, regrade=regrade, dry_run=dry_run)
    engine = _engine((scheduler, scheduler_file), (tls_ca_file, tls_cert, tls_key), jobs, here, chosen)
    if sandbox == "none":
        click.echo("grade: --sandbox none: these notebooks' code can read every file that you can", err=True)
    if chosen.counting.late.due is not None and folder.is_dir() and not dry_run:
        click.echo("grade: what is late is told by the files' own times: a copy may have that of copying", err=True)
    with shown_progress(chosen.id) as progress:
        summary = grade_batch(
            here, chosen, folder, lambda: open_gradebook(here, gradebook), wanted,
            output=output, progress=progress, engine=engine,
        )  # fmt: skip
    if as_json:
        print_json(summary)
    else:
        from grader.feedback.batch_view import BatchView

        show(BatchView(summary, dry_run=dry_run))
    if summary.interrupted:
        again = "--regrade grades all of them again" if regrade else "the same command goes on with the rest"
        click.echo(f"grade: interrupted: what was graded is recorded; {again}", err=True)
        return 130
    return 3 if summary.unmarked else 0


def _engine(
    scheduler: tuple[str | None, Path | None],
    tls: tuple[Path | None, Path | None, Path | None],
    jobs: int | None,
    course: "Course",
    assignment: "Assignment",
) -> "OpenEngine | None":
    """A cluster, where one is named; else this machine's own cores."""
    address, file = scheduler
    if address is None and file is None:
        if any(tls):
            raise RequestError("--tls-…: these go with --scheduler or --scheduler-file")
        return None
    if address is not None and file is not None:
        raise RequestError("--scheduler, --scheduler-file: say one of them")
    if jobs is not None:
        raise RequestError("--jobs: on a cluster its workers' threads say how many: dask worker --nthreads N")
    from grader.batch.cluster.client import Scheduler, open_cluster, read_address

    found = Scheduler(address or read_address(file or Path()), *tls)
    return lambda _: open_cluster(found, course, assignment)
