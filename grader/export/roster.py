"""A class list read, and what an import of it changes."""

import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

import msgspec

from grader.course.identity import student_of
from grader.errors import RequestError
from grader.export.formats import Listing
from grader.export.people import IDENTIFIERS, folded
from grader.records import Member

_KEYS: Final = ("student", "lms", "sis", "login", "email")
_SHOWN: Final = 5


class Changes(NamedTuple):
    """What a new roster changes; `changed` pairs the old member with the new."""

    added: tuple[Member, ...]
    changed: tuple[tuple[Member, Member], ...]
    removed: tuple[Member, ...]


def members_of(listing: Listing) -> list[Member]:
    """The people of a class list, in its order.

    Raises RequestError with the line of every row that is wrong: without any identifier, with a student's id that is
    none, or with an identifier of an earlier row.
    """
    place, found, wrong = listing.table.place, [], []
    seen: dict[tuple[str, str], int] = {}
    for row, member in listing.people():
        fault = _fault(member) or _repeats(member, seen, row.line)
        if fault:
            wrong.append(f"{place}: line {row.line}: {fault}")
            continue
        found.append(_normal(member))
    if wrong:
        more = [f"and {len(wrong) - _SHOWN} more"] if len(wrong) > _SHOWN else []
        raise RequestError("\n".join([*wrong[:_SHOWN], *more]))
    if not found:
        raise RequestError(f"{place}: no student in it: nothing was changed")
    return found


def changes(before: Sequence[Member], after: Sequence[Member]) -> Changes:
    """Who comes, who goes, and whose entry changes. A person is known by any identifier that stayed."""
    old = {(name, folded(getattr(member, name))): member for member in before for name in _KEYS}
    kept: set[int] = set()
    added, changed = [], []
    for member in after:
        known = _earlier(old, member, kept)
        if known is None:
            added.append(member)
            continue
        kept.add(id(known))
        if known != member:
            changed.append((known, member))
    return Changes(tuple(added), tuple(changed), tuple(member for member in before if id(member) not in kept))


def _earlier(old: dict[tuple[str, str], Member], member: Member, kept: set[int]) -> Member | None:
    for name in _KEYS:
        known = old.get((name, folded(value))) if (value := getattr(member, name)) else None
        if known is not None and id(known) not in kept:
            return known
    return None


def _fault(member: Member) -> str:
    if member.student:
        try:
            student_of(member.student, None, None)
        except RequestError as error:
            return str(error).removeprefix("--student: ")
    elif not any(getattr(member, name) for name in IDENTIFIERS):
        return "nothing that tells who it is: give it an id, a login or an address"
    return ""


def _repeats(member: Member, seen: dict[tuple[str, str], int], line: int) -> str:
    for name in ("student", *IDENTIFIERS):
        value = getattr(member, name)
        if not value:
            continue
        earlier = seen.setdefault((name, folded(value)), line)
        if earlier != line:
            return f"{name} {value}: line {earlier} has it too: two people cannot share it"
    return ""


def _normal(member: Member) -> Member:
    return msgspec.structs.replace(member, student=unicodedata.normalize("NFC", member.student))
