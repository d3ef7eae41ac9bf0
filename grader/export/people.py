"""Whose row is whose: by any of a person's identifiers, in any case, and only where it can be one person alone."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from grader.batch.naming import Person, id_of
from grader.records import Member

IDENTIFIERS: Final = ("email", "login", "sis", "lms")
"""What no two people share. Of `sis` and `lms` each LMS has its own."""


def folded(text: str) -> str:
    """Two spellings of one identifier are equal after this."""
    return unicodedata.normalize("NFC", text.strip()).casefold()


def canvas_name(sortable: str) -> str:
    """How Canvas calls somebody in a file's name: "Lovelace, Ada" is "lovelaceada"."""
    return re.sub(r"[^\w]", "", sortable).lower()


def names_of(member: Member) -> Iterator[str]:
    """The ids that a batch may have made of a person's name, with the LMS's number and without."""
    for name in _spellings(member.name):
        for written in (name, canvas_name(name)):
            for numbered in (False, True) if member.lms else (False,):
                id = id_of(Person(written, member.lms), numbered=numbered)
                if id is not None:
                    yield id


def _spellings(name: str) -> Iterator[str]:
    """ "Lovelace, Ada" and "Ada Lovelace", whichever it was."""
    yield name
    last, comma, first = name.partition(",")
    if comma:
        yield f"{first.strip()} {last.strip()}"
        return
    words = name.split()
    for place in range(1, len(words)):
        yield f"{' '.join(words[place:])}, {' '.join(words[:place])}"


class Directory:
    """The people of one list; a person is known by their place in it."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._students: dict[str, set[int]] = defaultdict(set)
        self._others: dict[str, set[int]] = defaultdict(set)
        for place, member in enumerate(members):
            self._add(place, member)

    def _add(self, place: int, member: Member) -> None:
        if member.student:
            self._students[folded(member.student)].add(place)
        for name in IDENTIFIERS:
            if value := getattr(member, name):
                self._others[folded(value)].add(place)
        for name in names_of(member):
            self._others[folded(name)].add(place)

    def learn(self, roster: Sequence[Member]) -> None:
        """What the roster knows besides of the people in the list: all that is said of one whom both know.

        They are known by an identifier; else by a student's id or a name, where it is one person's alone in both.
        """
        bearers = Counter(key for member in roster for key in set(map(folded, names_of(member))))
        known = []
        for member in roster:
            ids = [folded(getattr(member, name)) for name in IDENTIFIERS]
            names = [key for key in map(folded, names_of(member)) if bearers[key] == 1]
            places = self._of(ids) or self._of([folded(member.student)]) or self._of(names)
            if len(places) == 1:
                known.append((places.pop(), member))
        for place, member in known:
            self._add(place, member)

    def _of(self, keys: Iterable[str]) -> set[int]:
        return {place for key in keys for place in self._at(key)}

    def _at(self, key: str) -> set[int]:
        return self._students.get(key) or self._others.get(key) or set()

    def find(self, student: str) -> tuple[int, ...]:
        """The places of those whom `student` may be: one, none, or several, who are then nobody.

        Who is listed as that very student comes before all who are only called so.
        """
        return tuple(sorted(self._at(folded(student))))


def ids_of(members: Sequence[Member], students: Iterable[str]) -> tuple[list[list[str]], list[str]]:
    """The ids that each member has results by; and those that are nobody's, or not one person's alone."""
    directory = Directory(members)
    theirs: list[list[str]] = [[] for _ in members]
    nobody: list[str] = []
    for student in students:
        places = directory.find(student)
        (theirs[places[0]] if len(places) == 1 else nobody).append(student)
    return theirs, nobody
