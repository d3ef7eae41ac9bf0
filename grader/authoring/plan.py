"""What a converted assignment will hold: its tasks, and each test rewritten, in the notebook's order."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from grader.authoring.environment import Environment
from grader.authoring.expecting import Expected, with_expectation
from grader.authoring.master import Left, Master, Part, Piece, Test
from grader.authoring.python import statements
from grader.authoring.rewriting import CannotCarry, Rewriter, Rewritten
from grader.authoring.scopes import Names
from grader.errors import NotebookError
from grader.records import Record

NOT_A_NAME: Final = re.compile(r"\W+", re.ASCII)


class PlannedTest(Record, frozen=True):
    """One test of the suite. `public` is what students get of it; `worth` is in the notebook's points."""

    name: str
    task: str
    place: str
    worth: float
    hint: str
    hidden: Rewritten
    public: Rewritten | None
    source: str


class PlannedTask(Record, frozen=True):
    """A task; `depends_on` are earlier ones whose names its solution uses."""

    name: str
    depends_on: tuple[str, ...]


class Plan(Record, frozen=True):
    """All that is carried over, and what is not. Only tasks with tests are in it."""

    tasks: tuple[PlannedTask, ...]
    tests: tuple[PlannedTest, ...]
    left: tuple[Left, ...]

    def without(self, names: Sequence[str], left: Sequence[Left]) -> "Plan":
        """The plan without some tests, and why."""
        tests = tuple(test for test in self.tests if test.name not in names)
        return Plan(tasks=_used(self.tasks, tests), tests=tests, left=(*self.left, *left))

    def without_public(self, names: Sequence[str], left: Sequence[Left]) -> "Plan":
        """The plan with some tests hidden as a whole, and why."""
        tests = tuple(_hidden(test) if test.name in names else test for test in self.tests)
        return Plan(tasks=self.tasks, tests=tests, left=(*self.left, *left))


def planned(master: Master) -> Plan:
    """The plan for a notebook. What cannot be carried over stands in `left`."""
    environment = Environment(master)
    rewriter = Rewriter(environment)
    groups = _Groups(master, environment)
    tests: list[PlannedTest] = []
    left = list(master.left)
    for position, part in enumerate(master.parts):
        if part.test is None:
            continue
        try:
            made, why = _planned_test(part.test, position, rewriter)
        except (CannotCarry, NotebookError) as error:
            left.append(Left(place=f"{part.place}: {part.test.name}", why=_why(error), source=_source(part.test)))
            continue
        left += [Left(place=f"{part.place}: {part.test.name}, public check", why=one) for one in why]
        hidden, public = made
        tests.append(
            PlannedTest(
                name=_unique(f"test_{identifier(part.test.name)}", {test.name for test in tests}),
                task=groups.task_of(part, position),
                place=part.place,
                worth=part.test.weight,
                hint=part.test.hint,
                hidden=hidden,
                public=public,
                source=_source(part.test),
            )
        )
    return Plan(tasks=_used(groups.tasks(), tests), tests=tuple(tests), left=tuple(left))


def identifier(text: str) -> str:
    """A text as a part of a Python name."""
    return NOT_A_NAME.sub("_", text).strip("_")[:60] or "it"


def _planned_test(
    test: Test, position: int, rewriter: Rewriter
) -> tuple[tuple[Rewritten, Rewritten | None], list[str]]:
    hidden = [_rewritten(piece, (position, turn), rewriter, public=False) for turn, piece in enumerate(test.pieces)]
    public, why = [], []
    for turn, piece in enumerate(test.pieces):
        if piece.public.strip():
            try:
                public.append(_rewritten(piece, (position, turn), rewriter, public=True))
            except (CannotCarry, NotebookError) as error:
                why.append(_why(error))
    return (_joined(hidden), _joined(public) if public else None), why


def _rewritten(piece: Piece, position: tuple[int, int], rewriter: Rewriter, *, public: bool) -> Rewritten:
    source = piece.public if public else piece.source
    made = rewriter.rewrite(source, position, public=public, place=piece.place)
    if public and "assert_alike(" in made.body:
        raise CannotCarry("AUTOTEST asks for the model answer, which no student has")
    if not piece.judged_by_output:
        return made
    body = with_expectation(made.body, Expected(result=piece.result, printed=piece.printed))
    return Rewritten(body=body, imports=made.imports, helpers=made.helpers)


def _joined(found: Sequence[Rewritten]) -> Rewritten:
    return Rewritten(
        body="\n".join(one.body for one in found),
        imports=tuple(dict.fromkeys(text for one in found for text in one.imports)),
        helpers=tuple(dict.fromkeys(text for one in found for text in one.helpers)),
    )


def _why(error: Exception) -> str:
    return str(error)


def _source(test: Test) -> str:
    return "\n\n".join(piece.source for piece in test.pieces)


def _unique(name: str, taken: set[str]) -> str:
    found, number = name, 2
    while found in taken:
        found, number = f"{name}_{number}", number + 1
    return found


def _hidden(test: PlannedTest) -> PlannedTest:
    return PlannedTest(
        name=test.name, task=test.task, place=test.place, worth=test.worth, hint=test.hint, hidden=test.hidden,
        public=None, source=test.source,
    )  # fmt: skip


def _used(tasks: Sequence[PlannedTask], tests: Sequence[PlannedTest]) -> tuple[PlannedTask, ...]:
    used = {test.task for test in tests}
    return tuple(
        PlannedTask(name=task.name, depends_on=tuple(name for name in task.depends_on if name in used))
        for task in tasks
        if task.name in used
    )


class _Group:
    """The solution cells of one question."""

    def __init__(self, key: str, position: int) -> None:
        self.key = key
        self.position = position
        self.sets: set[str] = set()
        self.functions: list[str] = []
        self.uses: set[str] = set()
        self.task = ""

    def take(self, part: Part, environment: Environment) -> None:
        """One cell of it."""
        try:
            names = Names(one.node for one in statements(part.source, part.place))
        except NotebookError:
            return
        self.sets |= names.binds & environment.student
        self.functions += sorted(names.binds & environment.functions)
        self.uses |= names.loaded


class _Groups:
    def __init__(self, master: Master, environment: Environment) -> None:
        found: dict[str, _Group] = {}
        for position, part in enumerate(master.parts):
            if part.kind == "solution":
                found.setdefault(part.name, _Group(part.name, position)).take(part, environment)
        self._groups = list(found.values())
        taken: set[str] = set()
        for group in self._groups:
            group.task = _unique(self._name(group, taken), taken)
            taken.add(group.task)
        self._own: dict[str, str] = {}

    def _name(self, group: _Group, taken: set[str]) -> str:
        for names in (group.functions, sorted(group.sets)):
            if len(set(names)) == 1 and names[0] not in taken:
                return names[0]
        return identifier(group.key)

    def task_of(self, part: Part, position: int) -> str:
        """The task that a test belongs to: its question's, else that of the latest solution that it uses."""
        for group in self._groups:
            if part.name and group.key == part.name:
                return group.task
        before = [group for group in self._groups if group.position < position]
        used = [group for group in before if part.test and group.sets & _loaded(part.test)]
        if used or before:
            return (used or before)[-1].task
        return self._own.setdefault(part.name or part.place, identifier(part.test.name if part.test else part.place))

    def tasks(self) -> tuple[PlannedTask, ...]:
        """All tasks in the notebook's order."""
        return (*self._of_groups(), *(PlannedTask(name=name, depends_on=()) for name in self._own.values()))

    def _of_groups(self) -> Iterator[PlannedTask]:
        for place, group in enumerate(self._groups):
            earlier = [other.task for other in self._groups[:place] if other.sets & group.uses - group.sets]
            yield PlannedTask(name=group.task, depends_on=tuple(earlier))


def _loaded(test: Test) -> set[str]:
    found: set[str] = set()
    for piece in test.pieces:
        found |= Names(one.node for one in statements(piece.source, piece.place)).loaded
    return found
