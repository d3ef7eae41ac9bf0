"""Solution regions of a model answer, `# BEGIN SOLUTION` to `# END SOLUTION`, and what replaces them in the stub.

A region becomes one line that raises NotImplementedError, at the indentation of its BEGIN line; or, when its first
lines begin with `# STUB `, what follows these words.
"""

import re

import msgspec

from grader.course.percent import marker_in
from grader.course.quoting import quoted
from grader.errors import CourseError

BEGIN = "# BEGIN SOLUTION"
END = "# END SOLUTION"
PLACEHOLDER = 'raise NotImplementedError("your code here")'
STUB = re.compile(r"#[ \t]*STUB(?: (?P<text>.*))?")
# A marker with a slip of the pen would hand the solution out.
ALMOST = re.compile(r"#\W*(?:BEGIN|END)[\s_-]*SOLUTIONS?\b", re.IGNORECASE)
# Shorter lines (`return 0`) are no secret, and stand in many places.
SECRET_FROM = 21


class Split(msgspec.Struct, frozen=True):
    """A model answer taken apart: the stub's text, the text outside of all regions, and the regions' lines."""

    stub: str
    outside: str
    secret_lines: tuple[str, ...]


class _Region(msgspec.Struct):
    begin: int
    indent: str
    lines: list[str]


def split_regions(text: str, place: str) -> Split:
    """Takes a model answer (percent format) apart; `place` is the file's name in errors.

    Raises CourseError with file and line for a BEGIN without END, an END without BEGIN, a BEGIN inside a region, a cell
    that begins inside a region, a marker that is almost one, a file without any region, and a solution that leaks.
    """
    stub: list[str] = []
    outside: list[str] = []
    secret: list[str] = []
    region: _Region | None = None
    found = False
    for number, line in enumerate(text.split("\n"), start=1):
        mark = _mark(line, f"{place}:{number}")
        if region is None and mark == BEGIN:
            region = _Region(begin=number, indent=line[: len(line) - len(line.lstrip())], lines=[])
            found = True
        elif region is None:
            _refuse(mark == END, f"{place}:{number}: {END} without {BEGIN} before it")
            stub.append(line)
            outside.append(line)
        elif mark == END:
            stub += _replacement(region, place)
            secret += region.lines
            region = None
        else:
            _refuse(mark == BEGIN, f"{place}:{number}: {BEGIN} inside the region that begins in line {region.begin}")
            _refuse(marker_in(line) is not None, f"{place}:{number}: a cell begins inside a solution region")
            region.lines.append(line)
    if region is not None:
        raise CourseError(f"{place}:{region.begin}: {BEGIN} without {END} after it")
    _refuse(not found, f"{place}: no solution region: put {BEGIN} and {END} around what students write")
    return Split(stub="\n".join(stub), outside="\n".join(outside), secret_lines=tuple(secret))


def refuse_leaks(split: Split, handed_out: str, place: str) -> None:
    """Raises CourseError when a line of a region, 21 characters or longer, occurs in what is handed out.

    A line that occurs outside of the regions as well is no secret.
    """
    for line in split.secret_lines:
        bare = line.strip()
        if len(bare) >= SECRET_FROM and bare in handed_out and bare not in split.outside:
            raise CourseError(f"{place}: the stub would hand out a line of the solution: {quoted(bare)}")


def _mark(line: str, place: str) -> str | None:
    bare = line.strip()
    if bare in (BEGIN, END):
        return bare
    _refuse(bool(ALMOST.search(line)), f"{place}: almost a marker: write exactly {BEGIN} or {END}, alone on its line")
    return None


def _refuse(wrong: bool, words: str) -> None:
    if wrong:
        raise CourseError(words)


def _replacement(region: _Region, place: str) -> list[str]:
    stubs: list[str] = []
    for offset, line in enumerate(region.lines, start=1):
        found = STUB.fullmatch(line.strip())
        if found is None:
            continue
        _refuse(len(stubs) + 1 != offset, f"{place}:{region.begin + offset}: # STUB must come first in its region")
        stubs.append((region.indent + (found["text"] or "")).rstrip())
    return stubs or [region.indent + PLACEHOLDER]
