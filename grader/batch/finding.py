"""The one file of each student below a folder, and why each other file is none."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple

from grader.batch.naming import Person, id_of, is_named_for, owned
from grader.batch.sources import Entry, Source
from grader.course.quoting import shown_name
from grader.errors import NotebookError, RequestError
from grader.records import Refused

METADATA: Final = "submission_metadata.yml"
METADATA_BYTES: Final = 16 * 2**20
MOST_BITS: Final = 128
"""Of a number that stands for somebody."""

NOTEBOOKS: Final = (".ipynb", ".py")
LATEST: Final = 253_402_300_799
"""The last second of the year 9999."""


class HandedIn(NamedTuple):
    """A student's file; `submitted_at` is when it was written or, where the LMS says so, handed in."""

    student: str
    path: PurePosixPath
    submitted_at: str


class Found(NamedTuple):
    """What is to be graded, by student; and what is not."""

    handed_in: tuple[HandedIn, ...]
    refused: tuple[Refused, ...]


class _Candidate(NamedTuple):
    # In the order of which the greatest is graded: the outermost first, where no other student has put it.
    height: int
    named: bool
    modified: int
    path: PurePosixPath


def find(source: Source, assignment: str) -> Found:
    """Look through all of `source`. What is no notebook, or nobody's, is told and costs nobody else anything."""
    refused: list[Refused] = []
    entries = list(source.entries())
    submitters, times = _gradescope(source, entries, refused)
    people: dict[Person, list[_Candidate]] = defaultdict(list)
    for entry in entries:
        if (reason := _why_no_notebook(entry)) is not None:
            refused.append(_refused(entry.path, reason))
        elif entry.path.suffix.lower() in NOTEBOOKS:
            belongs = owned(entry.path, assignment, source.name, submitters)
            at = times.get(belongs.place, entry.modified)
            height, named = -len(belongs.place.parts), is_named_for(belongs.file, assignment)
            for person in belongs.people:
                people[person].append(_Candidate(height, named, at, entry.path))
    handed_in = []
    for person, student in _students(people):
        *older, newest = sorted(people[person])
        if student is None:
            refused += (_refused(each.path, _no_id(person)) for each in people[person])
            continue
        handed_in.append(HandedIn(student, newest.path, _time(newest.modified)))
        refused += (_refused(each.path, f"{newest.path.name} is graded for {student} in its place") for each in older)
    return Found(tuple(sorted(handed_in)), tuple(sorted(refused, key=lambda each: (each.file, each.reason))))


def _why_no_notebook(entry: Entry) -> str | None:
    if entry.refusal is not None:
        return entry.refusal
    if entry.path.suffix.lower() in NOTEBOOKS or entry.path.name == METADATA:
        return None
    return "neither an .ipynb nor a .py file"


def _students(people: Mapping[Person, Iterable[_Candidate]]) -> Iterator[tuple[Person, str | None]]:
    """The id of each. Of those whom one id would make one student, the outermost keeps it.

    The others, or all where there are several of those, get the LMS's numbers; or none when there are none.
    """
    known = list(people)
    heights = {person: max(people[person]).height for person in known}
    ids: list[str | None] = [id_of(person) for person in known]
    for numbered in (True, False):
        of_id: dict[str | None, list[int]] = defaultdict(list)
        for person, id in zip(known, ids, strict=True):
            of_id[id].append(heights[person])
        keeps = {id: max(found) if found.count(max(found)) == 1 else None for id, found in of_id.items()}
        ids = [
            id if len(of_id[id]) == 1 or keeps[id] == heights[person] else _numbered(person) if numbered else None
            for person, id in zip(known, ids, strict=True)
        ]
    yield from zip(known, ids, strict=True)


def _numbered(person: Person) -> str | None:
    return id_of(person, numbered=True) if person.number else None


def _no_id(person: Person) -> str:
    if id_of(person) is None:
        return "no student's id can be made of its name: rename it"
    return "another student's file would get the same id: rename one"


def _refused(path: PurePosixPath, reason: str) -> Refused:
    return Refused(file=shown_name(str(path), 200), reason=reason)


def _time(modified: int) -> str:
    return datetime.fromtimestamp(min(max(modified, 0), LATEST), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _gradescope(
    source: Source, entries: Sequence[Entry], refused: list[Refused]
) -> tuple[dict[PurePosixPath, tuple[str, ...]], dict[PurePosixPath, int]]:
    """Who handed in what, and when, by folder, as the export's own file says: a student's own file says nothing."""
    outermost = {entry.path.parts[0] for entry in entries if entry.path.parts}
    deepest = 2 if len(outermost) == 1 else 1  # an export may lie in a folder of its own
    submitters: dict[PurePosixPath, tuple[str, ...]] = {}
    times: dict[PurePosixPath, int] = {}
    for entry in entries:
        if entry.path.name != METADATA or entry.refusal is not None or len(entry.path.parts) > deepest:
            continue
        try:
            content = _yaml(source.read(entry.path, METADATA_BYTES))
        except (NotebookError, RequestError) as error:
            refused.append(_refused(entry.path, str(error)))
            continue
        for key, said in content.items():
            if (name := _name(key)) is None:
                continue
            folder = entry.path.parent / name
            if isinstance(said, Mapping) and folder.parent == entry.path.parent:  # a student's own may say "."
                if names := tuple(_submitters(said.get(":submitters"))):
                    submitters[folder] = names
                if isinstance(at := said.get(":created_at"), datetime):
                    times[folder] = int(at.replace(tzinfo=at.tzinfo or UTC).timestamp())
    return submitters, times


def _yaml(data: bytes) -> Mapping[Any, Any]:
    import yaml  # type: ignore[import-untyped]  # it has none of its own

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content = yaml.load(data, Loader=loader)  # noqa: S506  a safe loader
    except (yaml.YAMLError, RecursionError, ValueError):
        raise RequestError("not valid YAML: students are called by their folders") from None
    return content if isinstance(content, Mapping) else {}


def _submitters(said: object) -> Iterator[str]:
    for one in said if isinstance(said, list) else ():
        if isinstance(one, Mapping):
            named = (_name(one.get(key)) for key in (":sid", ":email", ":name"))
            if name := next(filter(None, named), None):
                yield name


def _name(said: object) -> str | None:
    """A text, or a number as text; None for what no LMS calls anybody."""
    if isinstance(said, int) and said.bit_length() <= MOST_BITS:
        return str(said) if said else None
    return said if isinstance(said, str) else None
