"""The pages of a report as files: one of the class, and one of each pair that is alike."""

import hashlib
import re
from contextlib import suppress
from pathlib import Path
from typing import Final

from grader.analysis.class_report import ClassReport, Pair
from grader.feedback.page_files import write_page
from grader.feedback.pair_page import PairPage
from grader.feedback.report_page import ReportPage
from grader.report.classwork import Comparison

MOST_PAIRS: Final = 100
"""So many pairs have a page, the most similar ones."""


def report_name(assignment: str) -> str:
    """The file name of a class's page. It has no "_", as every student's page has."""
    return f"report-{assignment}.html"


def pair_name(assignment: str, pair: Pair) -> str:
    """The file name of a pair's page: the same for the same two students, whoever else is similar."""
    both = f"{pair.first}\0{pair.second}".encode("utf-8", "surrogatepass")
    return f"similar-{assignment}-{hashlib.sha256(both).hexdigest()[:12]}.html"


def write_report(folder: Path, course: str, report: ClassReport, comparison: Comparison) -> Path:
    """Writes the pages into `folder`, in place of earlier ones; where the class's page is.

    The pages of pairs that are similar no more are deleted. Raises RequestError when the folder cannot be written.
    """
    pairs = comparison.found.pairs[:MOST_PAIRS]
    names = {(pair.first, pair.second): pair_name(report.assignment, pair) for pair in pairs}
    page = ReportPage(course, report, names).html()
    path = write_page(folder, report_name(report.assignment), page)
    given = frozenset(cell.source.strip() for cell in comparison.classwork.given_cells)
    for pair in pairs:
        about = PairPage(
            course=course,
            assignment=report.assignment,
            title=report.title,
            pair=pair,
            cells=(comparison.classwork.code[pair.first], comparison.classwork.code[pair.second]),
            matches=comparison.matches(pair.first, pair.second),
            given=given,
            back=path.name,
        )
        write_page(folder, names[pair.first, pair.second], about.html())
    _delete_old(folder, report.assignment, frozenset(names.values()))
    return path


def _delete_old(folder: Path, assignment: str, kept: frozenset[str]) -> None:
    ours = re.compile(rf"similar-{re.escape(assignment)}-[0-9a-f]{{12}}\.html")
    for path in folder.iterdir():
        if ours.fullmatch(path.name) and path.name not in kept:
            with suppress(OSError):
                path.unlink()
