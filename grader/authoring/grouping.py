"""Which task a test belongs to: the cells of one question make one."""

import re
from collections.abc import Iterator
from typing import Final

from grader.authoring.environment import Environment
from grader.authoring.master import Master, Part, Test
from grader.authoring.python import statements
from grader.authoring.scopes import Names
from grader.errors import NotebookError
from grader.records import Record

NOT_A_NAME: Final = re.compile(r"\W+", re.ASCII)


class PlannedTask(Record, frozen=True):
    """A task; `depends_on` are earlier ones whose names its solution uses."""

    name: str
    depends_on: tuple[str, ...] = ()


class Group:
    """The solution cells of one question. `sets` are names that tests look at, `uses` those that it needs itself."""

    def __init__(self, key: str, position: int) -> None:
        self.key = key
        self.position = position
        self.sets: set[str] = set()
        self.functions: set[str] = set()
        self.uses: set[str] = set()
        self.task = ""

    def take(self, part: Part, environment: Environment) -> None:
        """One cell of it."""
        try:
            names = Names(one.node for one in statements(part.source, part.place))
        except NotebookError:
            return
        self.sets |= names.binds & environment.student
        self.functions |= names.binds & environment.functions
        self.uses |= names.loaded


class Groups:
    """The questions of a notebook, each a task: named for its one function or value, else as its author called it."""

    def __init__(self, master: Master, environment: Environment) -> None:
        found: dict[str, Group] = {}
        for position, part in enumerate(master.parts):
            if part.kind == "solution":
                found.setdefault(part.name, Group(part.name, position)).take(part, environment)
        self._groups = list(found.values())
        self._taken: set[str] = set()
        for group in self._groups:
            group.task = self._take(self._name(group))
        self._without: dict[str, str] = {}

    def _name(self, group: Group) -> str:
        for names in (group.functions, group.sets):
            if len(names) == 1 and not names & self._taken:
                return next(iter(names))
        return identifier(group.key)

    def _take(self, name: str) -> str:
        name = unique(name, self._taken)
        self._taken.add(name)
        return name

    def task_of(self, part: Part, position: int) -> str:
        """The task of a test: its question's, else that of the latest solution that it uses."""
        for group in self._groups:
            if part.name and group.key == part.name:
                return group.task
        before = [group for group in self._groups if group.position < position]
        used = [group for group in before if part.test is not None and group.sets & _loaded(part.test)]
        if not part.name and before:
            return (used or before)[-1].task
        key = part.name or part.place
        if key not in self._without:
            self._without[key] = self._take(identifier(part.name or (part.test.name if part.test else part.place)))
        return self._without[key]

    def tasks(self) -> tuple[PlannedTask, ...]:
        """All tasks in the notebook's order."""
        return (*self._of_groups(), *(PlannedTask(name=name) for name in self._without.values()))

    def _of_groups(self) -> Iterator[PlannedTask]:
        for place, group in enumerate(self._groups):
            earlier = [other.task for other in self._groups[:place] if other.sets & (group.uses - group.sets)]
            yield PlannedTask(name=group.task, depends_on=tuple(earlier))


def identifier(text: str) -> str:
    """A text as a part of a Python name."""
    return NOT_A_NAME.sub("_", text).strip("_")[:60] or "it"


def unique(name: str, taken: set[str]) -> str:
    """A name that is not taken yet."""
    found, number = name, 2
    while found in taken:
        found, number = f"{name}_{number}", number + 1
    return found


def _loaded(test: Test) -> set[str]:
    found: set[str] = set()
    for piece in test.pieces:
        try:
            found |= Names(one.node for one in statements(piece.source, piece.place)).loaded
        except NotebookError:
            continue  # said where it is rewritten
    return found
