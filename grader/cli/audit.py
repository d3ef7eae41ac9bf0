"""`grade audit`: is a hidden suite to be trusted?"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.common import course_option, json_option, open_course, print_json, show, write_file

if TYPE_CHECKING:
    from rich.progress import Progress

    from grader.audit.audit import Done


@click.command(short_help="Judge a hidden suite: what does it let pass?")
@click.argument("assignment", required=False)
@click.option("--mutants/--no-mutants", default=True, help="Whether to try small changes of the model answer too.")
@click.option("--trust-list", is_flag=True, help="Do not try mutants that equivalent_mutants.toml lists.")
@click.option(
    "--sandbox",
    type=click.Choice(("in-process", "bubblewrap")),
    default="in-process",
    show_default=True,
    help="Where the known answers run; bubblewrap: as students' work does, and several times slower.",
)
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes at a time. Otherwise one a core.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Also write a page.")
@course_option
@json_option
def audit(
    assignment: str | None,
    mutants: bool,
    trust_list: bool,
    sandbox: str,
    jobs: int | None,
    html: Path | None,
    course: Path | None,
    as_json: bool,
) -> int:
    """Judge the hidden suite of ASSIGNMENT (of all, when left out). Ends with 1 when something does not hold.

    The stub must get nothing; the model answer and every alternative everything; every misconception must lose points
    in its task and be named; and of the mutants of the model answer 97 of 100 must be noticed.

    \b
    Example:
        grade audit hw1
    """
    from rich.console import Console
    from rich.progress import Progress

    from grader.audit.audit import audit as judged
    from grader.audit.audit import cores
    from grader.batch.output import check_writable
    from grader.feedback.audit_view import AuditView

    if html is not None:
        check_writable(html)
    here = open_course(course)
    chosen = [assignment] if assignment is not None else list(here.assignment_ids)
    console = Console(stderr=True)
    # Where it cannot be wiped away again, even an empty bar would leave a line.
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        judge = partial(judged, sandbox=sandbox, mutants=mutants, trust_list=trust_list, jobs=jobs or cores())
        found = [judge(here, here.assignment(id), done=_bar(progress, id)) for id in chosen]
    if html is not None:
        from grader.feedback.audit_page import audit_page

        write_file(html, audit_page(found).encode())
    if as_json:
        print_json(list(found))
    else:
        for one in found:
            show(AuditView(one))
    return 1 if any(one.findings for one in found) else 0


def _bar(progress: "Progress", id: str) -> "Done":
    bar = progress.add_task(id, total=None)
    return lambda so_far, of: progress.update(bar, completed=so_far, total=of)
