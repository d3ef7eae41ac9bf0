"""`grade roster`: the class list."""

from pathlib import Path

import click

from grader.cli.common import (
    course_option,
    gradebook_option,
    json_option,
    open_course,
    open_gradebook,
    print_json,
)
from grader.cli.common import show as show_on_screen


@click.group(short_help="Keep the class list.")
def roster() -> None:
    """Keep the class list: who takes the course, and what each LMS calls them.

    \b
    Example:
        grade roster import class.csv
        grade roster show
    """


@roster.command("import", short_help="Read FILE as the class list, in place of the one before.")
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option("--dry-run", is_flag=True, help="Say what would change; change nothing.")
@course_option
@gradebook_option
def import_(file: Path, dry_run: bool, course: Path | None, gradebook: str | None) -> None:
    """Read FILE as the class list, in place of the one before; results are not touched.

    It is a CSV file with a column `student` (the id that submissions have), and name, email, login, sis, lms and
    section where they are known; or an export of Canvas's gradebook, of Moodle's participants, grades or grading
    worksheet, of Blackboard's grade centre or of Gradescope's roster, as it comes.

    \b
    Example:
        grade roster import class.csv
    """
    from grader.export.formats import Listing
    from grader.export.roster import changes, members_of
    from grader.export.tables import Table
    from grader.feedback.roster_view import told

    members = members_of(Listing(Table.read(file)))
    with open_gradebook(open_course(course), gradebook) as book:
        before = book.roster() if dry_run else book.replace_roster(members)
    made = changes(before, members)
    for line in told(made.added, made.changed, made.removed):
        click.echo(line)
    click.echo(
        f"{len(members)} in the class list: {len(made.added)} added, {len(made.changed)} changed, "
        f"{len(made.removed)} removed"
    )


@roster.command("show")
@course_option
@gradebook_option
@json_option
def show(course: Path | None, gradebook: str | None, as_json: bool) -> None:
    """Show the class list, and by which ids each has results.

    \b
    Example:
        grade roster show
    """
    from grader.export.people import ids_of
    from grader.feedback.roster_view import RosterView

    with open_gradebook(open_course(course), gradebook) as book:
        members = book.roster()
        students = sorted({each.student for each in book.summaries()})
    if as_json:
        print_json(list(members))
        return
    theirs, nobody = ids_of(members, students)
    show_on_screen(RosterView(members, theirs))
    for student in nobody:
        click.echo(f"grade: {student}: has results and is not, or not alone, in the class list", err=True)
