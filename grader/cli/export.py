"""`grade export`: marks for an LMS."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from grader.cli.common import course_option, gradebook_option, open_course, open_gradebook, write_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.course.layout import Assignment, Course
    from grader.export.marks import Marks, Unplaced
    from grader.records import Member

FORMATS: Final = ("csv", "canvas", "moodle", "blackboard", "gradescope")
_NOTHING: Final = "no result in the gradebook: grade batch makes them"
_FILE: Final = click.Path(path_type=Path, readable=False)


@click.command(short_help="Write the marks as a file that an LMS reads.")
@click.argument("assignments", metavar="[ASSIGNMENT]...", nargs=-1)
@click.option("--format", "kind", type=click.Choice(FORMATS), help="Of a new file. Otherwise csv, for everybody.")
@click.option("--into", type=_FILE, metavar="FILE", help="Fill in this export of the LMS; all else in it stays.")
@click.option("--output", type=_FILE, metavar="FILE", help="Where to write. Otherwise to stdout.")
@click.option(
    "--column", "columns", multiple=True, metavar="NAME", help="The column of --into; for one of several hw1=NAME."
)
@click.option("--missing", type=click.Choice(["empty", "zero"]), default="empty", help="For who handed nothing in.")
@click.option("--raw", is_flag=True, help="Scores before any late penalty.")
@click.option("--scale", is_flag=True, help="Convert to a column that is out of other points.")
@course_option
@gradebook_option
def export(
    assignments: tuple[str, ...],
    kind: str | None,
    into: Path | None,
    output: Path | None,
    columns: tuple[str, ...],
    missing: str,
    raw: bool,
    scale: bool,
    course: Path | None,
    gradebook: str | None,
) -> int:
    """Write what counts of each student for the ASSIGNMENTs, or for all, as Canvas, Moodle or Blackboard read it.

    Results that find no place in the file are listed, and the exit status is 1 then. For Gradescope, --output names
    a folder for a results.json a student.

    \b
    Example:
        grade export hw1 --into canvas_gradebook.csv --output upload.csv
    """
    from grader.export.filling import filled
    from grader.export.formats import Listing
    from grader.export.fresh import fresh
    from grader.export.tables import Table

    _check(kind, into, output, columns)
    here = open_course(course)
    chosen = [here.assignment(id) for id in dict.fromkeys(assignments)]
    names = _names(columns, [each.id for each in chosen] or here.assignment_ids)
    if kind == "gradescope" and output is not None:
        return _results_json(here, gradebook, chosen, output, raw=raw)
    listing = Listing(Table.read(into)) if into is not None else None
    marks, roster = _marks(here, gradebook, chosen, raw=raw)
    if listing is not None:
        data, unplaced = filled(listing, marks, roster, names, missing_zero=missing == "zero", scale=scale)
    else:
        data, unplaced = fresh(kind or "csv", marks, roster, missing_zero=missing == "zero")
    _write(data, output)
    return _tell(unplaced)


def _check(kind: str | None, into: Path | None, output: Path | None, columns: tuple[str, ...]) -> None:
    if into is None and columns:
        raise click.UsageError("--column goes with --into")
    if into is not None and kind is not None:
        raise click.UsageError("--format is told by the file of --into: leave it out")
    if into is not None and output is not None and output.exists() and into.exists() and output.samefile(into):
        raise click.UsageError("--output is the file of --into: name another, so that yours stays as it is")
    if kind == "gradescope" and output is None:
        raise click.UsageError("--format gradescope: say --output FOLDER")


def _names(columns: tuple[str, ...], ids: "Sequence[str]") -> dict[str, str]:
    names = {}
    for each in columns:
        id, equals, name = each.partition("=")
        if equals and id in ids:
            names[id] = name
        elif len(ids) == 1:
            names[ids[0]] = each
        else:
            raise click.UsageError("--column: say of which assignment, as in hw1=NAME")
    return names


def _marks(
    course: "Course", gradebook: str | None, chosen: "Sequence[Assignment]", *, raw: bool
) -> "tuple[list[Marks], list[Member]]":
    """The columns: those of `chosen`, else of all that somebody has a result for. And the class list."""
    from grader.errors import RequestError
    from grader.export.marks import marks_of

    with open_gradebook(course, gradebook) as book:
        roster = book.roster()
        wanted = chosen or [course.assignment(id) for id in course.assignment_ids]
        summaries = {each.id: book.summaries(each.id) for each in wanted}
    wanted = [each for each in wanted if chosen or summaries[each.id]]
    if not wanted:
        raise RequestError(_NOTHING)
    for each in wanted:
        odd = sum(summary.max_score != each.max_score for summary in summaries[each.id])
        if odd:
            fact = f"{each.id}: {odd} of {len(summaries[each.id])} results are not out of {each.max_score:g} points"
            click.echo(f"grade: {fact}, as the assignment is now: grade regrade {each.id}", err=True)
    return [marks_of(each, summaries[each.id], raw=raw) for each in wanted], roster


def _results_json(
    course: "Course", gradebook: str | None, chosen: "Sequence[Assignment]", folder: Path, *, raw: bool
) -> int:
    import msgspec

    from grader.course.identity import student_of
    from grader.errors import RequestError
    from grader.export.gradescope import results_json

    with open_gradebook(course, gradebook) as book:
        ids = [each.id for each in chosen] or course.assignment_ids
        marks = [mark for id in ids for mark in book.marks(id)]
    if not marks:
        raise RequestError(_NOTHING)
    for mark in marks:
        document: bytes = msgspec.json.format(msgspec.json.encode(results_json(mark, raw=raw)))
        student = student_of(mark.result.student, None, None)  # it names a folder
        write_file(folder / mark.result.assignment / student / "results.json", document)
    return 0


def _write(data: bytes, output: Path | None) -> None:
    if output is None:
        click.echo(data, nl=False)
    else:
        write_file(output, data)


def _tell(unplaced: "Sequence[Unplaced]") -> int:
    from grader.feedback.plain import plain

    for each in unplaced:
        click.echo(f"grade: {each.assignment}: {plain(each.student, 64)}: {plain(each.reason, 200)}", err=True)
    if unplaced:
        count = len(unplaced)
        click.echo(f"grade: {count} {'result stands' if count == 1 else 'results stand'} in nobody's row", err=True)
    return 1 if unplaced else 0
