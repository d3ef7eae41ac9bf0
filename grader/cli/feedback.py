"""`grade feedback`: a page for each student, to be mailed or put where they find it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from grader.cli.common import course_option, gradebook_option, json_option, open_course, open_gradebook, print_json
from grader.cli.progress import shown_progress

if TYPE_CHECKING:
    from grader.course.layout import Assignment, Course
    from grader.feedback.student_page import StudentPage
    from grader.gradebook.store import Gradebook
    from grader.records import Mark, ShownCell

Shows = Literal["all", "tasks", "score"]


@click.command(short_help="Write a page for each student.")
@click.argument("assignment", required=False)
@click.option("--student", "students", multiple=True, metavar="ID", help="Of this student alone; may be repeated.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="DIR",
    help="Where the pages go; earlier ones in it are replaced.",
)
@course_option
@gradebook_option
@json_option
def feedback(
    assignment: str | None,
    students: tuple[str, ...],
    out: Path,
    course: Path | None,
    gradebook: str | None,
    as_json: bool,
) -> None:
    """Write a page for each student of ASSIGNMENT, or of all: the score, the tests, and the notebook.

    \b
    Example:
        grade feedback hw1 --out pages
    """
    here = open_course(course)
    ids = [here.assignment(assignment).id] if assignment is not None else list(here.assignment_ids)
    with open_gradebook(here, gradebook) as book:
        marks = [(here.assignment(id), found) for id in ids if (found := _marks(book, id, students))]
        _refuse_none([mark for _, found in marks for mark in found], students)
        written = _written(here, book, marks, out)
    if as_json:
        print_json(written)
    else:
        click.echo(f"{len(written)} {'page' if len(written) == 1 else 'pages'} in {click.format_filename(out)}")


def shown_now(assignment: "Assignment", extensions: Sequence[datetime], now: datetime) -> tuple[Shows, datetime | None]:
    """How much a page shows, and when it will show all, if that is later.

    "after_due" is when the minutes of grace and the last of the assignment's `extensions` have run out: what one
    student's page tells would help another who still has time. Raises CourseError for it without a due date.
    """
    from grader.errors import CourseError

    visibility = assignment.feedback.visibility
    if visibility != "after_due":
        return visibility, None
    late = assignment.counting.late
    if late.due is None:
        raise CourseError(
            f"assignments/{assignment.folder.name}/assignment.toml: feedback.visibility is after_due, and there is no "
            "late.due: say when it is due, or another visibility"
        )
    opens = max([late.due + timedelta(minutes=late.grace_minutes), *extensions])
    return ("all", None) if now > opens else ("score", opens)


def _marks(book: "Gradebook", assignment: str, students: Sequence[str]) -> "list[Mark]":
    from grader.course.identity import student_of

    if not students:
        return book.marks(assignment)
    whose = dict.fromkeys(student_of(one, None, None) for one in students)
    return [mark for one in whose for mark in book.marks(assignment, one)]


def _refuse_none(marks: "Sequence[Mark]", students: Sequence[str]) -> None:
    """Raises RequestError for a student without any result, and when there is none at all."""
    from grader.course.identity import student_of
    from grader.errors import RequestError

    found = {mark.summary.student for mark in marks}
    for one in students:
        whose = student_of(one, None, None)
        if whose not in found:
            raise RequestError(f"{whose}: no result in the gradebook: grade submit makes one")
    if not marks:
        raise RequestError("no result in the gradebook: grade submit or grade batch makes them")


def _written(
    here: "Course", book: "Gradebook", marks: "Sequence[tuple[Assignment, Sequence[Mark]]]", out: Path
) -> list[dict[str, Any]]:
    from grader.errors import RequestError
    from grader.feedback.page_files import page_name, write_page

    try:
        import grader.feedback.student_page  # noqa: F401
    except ModuleNotFoundError as error:
        raise RequestError(f"pages need {error.name}: pip install 'gradescent[staff]'") from error
    most = sum(len(found) for _, found in marks)
    written = []
    with shown_progress("pages") as told:
        for about in (page for assignment, found in marks for page in _pages(here, book, assignment, found)):
            summary = about.mark.summary
            path = write_page(out, page_name(summary.assignment, summary.student), about.html())
            names = {name: getattr(summary, name) for name in ("assignment", "student", "submission")}
            written.append({**names, "shows": about.shows, "file": str(path)})
            told(len(written), most)
    return written


def _pages(
    here: "Course", book: "Gradebook", assignment: "Assignment", marks: "Sequence[Mark]"
) -> "Iterator[StudentPage]":
    from grader.feedback.student_page import StudentPage

    shows, opens = shown_now(assignment, [each.due for each in book.extensions(assignment.id)], datetime.now(UTC))
    for mark in marks:
        yield StudentPage(
            course=here.title,
            title=assignment.title,
            mark=mark,
            attempt=assignment.counting.attempt,
            shows=shows,
            opens=opens,
            cells=_cells(book, mark, assignment) if shows != "score" else (),
        )


def _cells(book: "Gradebook", mark: "Mark", assignment: "Assignment") -> "tuple[ShownCell, ...]":
    """The notebook; nothing of one that cannot be read: the page says why there is no score."""
    from grader.course.whole import whole_submission
    from grader.errors import NotebookError

    submission = book.submission(mark.summary.submission)
    try:
        return whole_submission(submission.data, submission.name, assignment.limits) if submission is not None else ()
    except NotebookError:
        return ()
