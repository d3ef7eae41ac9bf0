"""Which column of an LMS's file an assignment's marks belong in, and what it counts to."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from grader.course.quoting import shown_name
from grader.errors import RequestError
from grader.export.formats import Listing
from grader.export.marks import Marks

_CANVAS: Final = re.compile(r"(?P<title>.*?)\s*\((?P<number>\d+)\)")
_BLACKBOARD: Final = re.compile(r"(?P<title>.*?)\s*\[Total Pts: (?P<most>[^\]]*)\]\s*(?:\|(?P<number>\w+))?")
_MOODLE: Final = re.compile(r"(?:Assignment:\s*)?(?P<title>.*?)\s*\((?:Real|Percentage|Letter)\)")
_COMPUTED: Final = re.compile(
    r"(?:.* )?(?:Unposted )?(?:Current|Final|Override) (?:Score|Points|Grade|Status)(?: \(.*\))?"
    r"|(?:Course|Category) total.*|Last downloaded from this course|Maximum Grade|Last modified.*|Status"
    r"|Grade can be changed|Feedback comments|Online text|Last Access|Availability|Child Course ID"
    r"|Integration ID|Root Account",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?")


class Column(NamedTuple):
    """A column of marks: its place, its names, and its best score where the file tells it."""

    place: int
    header: str
    title: str
    number: str
    most: float | None


def column_of(listing: Listing, marks: Marks, wanted: str | None) -> Column:
    """The column called `wanted` (its header, its title or its number), else the one that bears the assignment's name.

    Raises RequestError when there is none or more than one, or when it is not to be written to.
    """
    columns = list(_columns(listing))
    if wanted is not None:
        called = {wanted.strip().casefold()}
        found = [each for each in columns if called & {each.header.casefold(), each.title.casefold(), each.number}]
    elif len(columns) == 1 and columns[0].title == "Grade":
        found = columns
    else:
        found = [each for each in columns if _is_named_for(each.title, marks)]
    place = listing.table.place
    if len(found) != 1:
        known = ", ".join(shown_name(each.header) for each in (found or columns)[:8]) or "none"
        fact = "more than one column" if found else "no column"
        raise RequestError(f"{place}: {fact} for {wanted or marks.assignment}: say --column: there are {known}")
    if any("read only" in row.text(found[0].place).casefold() for row in listing.table.rows[:2]):
        raise RequestError(
            f"{place}: {shown_name(found[0].header)}: the LMS computes this column: say another --column"
        )
    return found[0]


def factor(column: Column, marks: Marks, place: str, *, scale: bool) -> float:
    """What marks are multiplied by. Raises RequestError when the column has another best score and `scale` is off."""
    if column.most is None or abs(column.most - marks.max_score) < 1e-6:
        return 1.0
    if not scale or column.most <= 0:
        raise RequestError(
            f"{place}: {shown_name(column.header)}: is out of {column.most:g}, but {marks.assignment} is out of "
            f"{marks.max_score:g}: change it there, or say --scale"
        )
    return column.most / marks.max_score


def _columns(listing: Listing) -> Iterator[Column]:
    for place, header in enumerate(listing.table.header):
        if place in listing.used or not header or _COMPUTED.fullmatch(header):
            continue
        found = _BLACKBOARD.fullmatch(header) or _CANVAS.fullmatch(header) or _MOODLE.fullmatch(header)
        names = found.groupdict() if found else {}
        most = _number(names["most"]) if names.get("most") else _most_in_rows(listing, place)
        yield Column(place, header, names.get("title") or header, names.get("number") or "", most)


def _most_in_rows(listing: Listing, place: int) -> float | None:
    """Canvas has a row of the points possible; Moodle's worksheet has them in each row."""
    table = listing.table
    if listing.format == "canvas":
        return next((_number(row.text(place)) for row in table.rows[:2] if "Points Possible" in row.text(0)), None)
    if "maximum grade" in listing.headers:
        maximum = listing.headers.index("maximum grade")
        return next((most for row in table.rows if (most := _number(row.text(maximum))) is not None), None)
    return None


def _number(text: str) -> float | None:
    found = _NUMBER.search(text)
    return float(found[0].replace(",", ".")) if found else None


def _is_named_for(title: str, marks: Marks) -> bool:
    said, id = title.casefold(), marks.assignment.casefold()
    return said in {id, marks.title.casefold()} or re.match(rf"{re.escape(id)}(?![\w.])", said) is not None
