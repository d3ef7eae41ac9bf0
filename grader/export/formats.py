"""The files that LMSs hand out, known by their headers, and what each column of them says of a person."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from grader.errors import RequestError
from grader.export.tables import Row, Table
from grader.feedback.plain import plain
from grader.records import Member

_MOST: Final = 200


class Format(NamedTuple):
    """`needs` are headers that only this format has together; `columns` the headers that tell a field of a person."""

    name: str
    needs: frozenset[str]
    columns: Mapping[str, Sequence[str]]


FORMATS: Final = (
    Format(
        "canvas",
        frozenset({"id", "sis login id", "section"}),
        {
            "name": ("student",),
            "last": ("lastname",),
            "first": ("firstname",),
            "lms": ("id",),
            "sis": ("sis user id",),
            "login": ("sis login id",),
            "section": ("section",),
        },
    ),
    Format(
        "moodle",
        frozenset({"identifier", "full name"}),
        {
            "name": ("full name",),
            "lms": ("identifier",),
            "sis": ("id number",),
            "login": ("username",),
            "email": ("email address",),
            "section": ("groups", "group", "department"),
        },
    ),
    Format(
        "moodle",
        frozenset({"first name", "email address"}),
        {
            "last": ("last name", "surname"),
            "first": ("first name",),
            "sis": ("id number",),
            "login": ("username",),
            "email": ("email address",),
            "section": ("groups", "group", "department"),
        },
    ),
    Format(
        "blackboard",
        frozenset({"last name", "first name", "username"}),
        {
            "last": ("last name",),
            "first": ("first name",),
            "login": ("username",),
            "sis": ("student id",),
        },
    ),
    Format(
        "gradescope",
        frozenset({"sid", "email"}),
        {
            "name": ("name",),
            "last": ("last name",),
            "first": ("first name",),
            "sis": ("sid",),
            "email": ("email",),
            "section": ("section", "sections"),
        },
    ),
    Format(
        "csv",
        frozenset({"student"}),
        {
            "student": ("student",),
            "name": ("name",),
            "email": ("email",),
            "login": ("login", "username"),
            "sis": ("sis", "sis id"),
            "lms": ("lms", "lms id"),
            "section": ("section",),
        },
    ),
)


class Listing:
    """A table of people: its `format`, and what each row says."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.headers = [header.casefold() for header in table.header]
        self._format = _format_of(table, self.headers)
        self.format = self._format.name
        self._columns = {
            field: next((self.headers.index(name) for name in names if name in self.headers), None)
            for field, names in self._format.columns.items()
        }

    @property
    def used(self) -> frozenset[int]:
        """The columns that say something of a person."""
        return frozenset(column for column in self._columns.values() if column is not None)

    def people(self) -> Iterator[tuple[Row, Member]]:
        """Each row that is about a student, and who that is."""
        for row in self.table.rows:
            if not self._is_no_student(row):
                yield row, self._member(row)

    def _is_no_student(self, row: Row) -> bool:
        # Canvas has rows about the assignments, which have no number, and a student of its own for trying things.
        if self.format != "canvas":
            return False
        return not row.text(self._columns["lms"]) or row.text(self._columns["name"]) == "Student, Test"

    def _member(self, row: Row) -> Member:
        said = {field: plain(row.text(column), _MOST).strip() for field, column in self._columns.items()}
        first, last = said.pop("first", ""), said.pop("last", "")
        if not said.get("name"):
            said["name"] = f"{last}, {first}" if last and first else last or first
        if self.format == "moodle" and "lms" in said:  # "Participant 12": the number is also in the names of files
            said["lms"] = (re.findall(r"\d+", said["lms"]) or [""])[-1]
        return Member(**said)


def _format_of(table: Table, headers: Sequence[str]) -> Format:
    twice = {header for header in headers if header and headers.count(header) > 1}
    for known in FORMATS:
        if known.needs <= set(headers):
            shared = twice & {name for names in known.columns.values() for name in names}
            if shared:
                raise RequestError(f"{table.place}: line 1: two columns are called {min(shared)}: rename one")
            return known
    raise RequestError(
        f"{table.place}: line 1: no class list that is known here: it needs a column `student`, or to be an export of "
        "Canvas, Moodle (in English), Blackboard or Gradescope"
    )
