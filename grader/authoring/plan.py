"""What a converted assignment will hold: its tasks, and each test rewritten, in the notebook's order."""

from collections.abc import Mapping, Sequence

from grader.authoring.environment import Environment
from grader.authoring.expecting import Expected, with_expectation
from grader.authoring.grouping import Groups, PlannedTask, identifier, unique
from grader.authoring.inputs import CannotCarry
from grader.authoring.master import Left, Master, Piece, Test
from grader.authoring.rewriting import Rewriter, Rewritten
from grader.errors import NotebookError
from grader.records import Record


class PlannedTest(Record, frozen=True):
    """One test. `hidden` is what the suite has of it, `public` what students get; `worth` as the notebook has it."""

    name: str
    task: str
    place: str
    worth: float
    hint: str
    hidden: Rewritten | None
    public: Rewritten | None
    source: str


class Plan(Record, frozen=True):
    """All that is carried over, and what is not. Only tasks with hidden tests are in it."""

    tasks: tuple[PlannedTask, ...]
    tests: tuple[PlannedTest, ...]
    left: tuple[Left, ...]

    @property
    def graded(self) -> tuple[PlannedTest, ...]:
        """The tests that earn points."""
        return tuple(test for test in self.tests if test.hidden is not None)

    def changed(self, changes: Mapping[str, PlannedTest | None], left: Sequence[Left]) -> "Plan":
        """The plan with some tests, by name, replaced or left out; and why."""
        changed = (changes.get(test.name, test) for test in self.tests)
        tests = [test for test in changed if test is not None and (test.hidden or test.public)]
        used = {test.task for test in tests if test.hidden is not None}
        tasks = (
            PlannedTask(name=task.name, depends_on=tuple(name for name in task.depends_on if name in used))
            for task in self.tasks
            if task.name in used
        )
        return Plan(
            tasks=tuple(tasks),
            tests=tuple(test for test in tests if test.task in used),
            left=(*self.left, *left),
        )


def planned(master: Master) -> Plan:
    """The plan for a notebook. What cannot be carried over stands in `left`."""
    environment = Environment(master)
    rewriter = Rewriter(environment)
    groups = Groups(master, environment)
    tests: list[PlannedTest] = []
    left = list(master.left)
    for position, part in enumerate(master.parts):
        if part.test is None:
            continue
        hidden, public, why = _both(part.test, position, rewriter)
        left += [Left(place=told(part.place, part.test.name), why=one, source=source) for one, source in why]
        if hidden is not None:
            words = identifier(part.test.name).removeprefix("test_")
            name = unique(f"test_{words}", {test.name for test in tests})
            tests.append(
                PlannedTest(
                    name=name,
                    task=groups.task_of(part, position),
                    place=told(part.place, part.test.name),
                    worth=part.test.weight,
                    hint=part.test.hint,
                    hidden=hidden,
                    public=public,
                    source="\n\n".join(piece.source for piece in part.test.pieces),
                )
            )
    return Plan(tasks=groups.tasks(), tests=tuple(tests), left=tuple(left)).changed({}, ())


def told(place: str, name: str) -> str:
    """Where a test stands, and which it is."""
    return place if f"({name})" in place else f"{place}: {name}"


def _both(
    test: Test, position: int, rewriter: Rewriter
) -> tuple[Rewritten | None, Rewritten | None, list[tuple[str, str]]]:
    """What the suite has of a test, what students get of it, and what is left of it, with its source."""
    hidden: list[Rewritten] = []
    public: list[Rewritten] = []
    left: list[tuple[str, str]] = []
    for turn, piece in enumerate(test.pieces):
        try:
            hidden.append(_rewritten(piece, (position, turn), rewriter, public=False))
        except (CannotCarry, NotebookError) as error:
            left.append((str(error), piece.source))
            continue
        if piece.public.strip():
            try:
                public.append(_rewritten(piece, (position, turn), rewriter, public=True))
            except (CannotCarry, NotebookError) as error:
                left.append((f"no public check: {error}", ""))
    return _joined(hidden), _joined(public), left


def _rewritten(piece: Piece, position: tuple[int, int], rewriter: Rewriter, *, public: bool) -> Rewritten:
    source = piece.public if public else piece.source
    made = rewriter.rewrite(source, position, public=public, place=piece.place)
    if public and "assert_alike(" in made.body:
        raise CannotCarry("AUTOTEST asks for the model answer, which no student has")
    if not piece.judged_by_output:
        return made
    body = with_expectation(made.body, Expected(result=piece.result, printed=piece.printed))
    return Rewritten(body=body, imports=made.imports, helpers=made.helpers)


def _joined(found: Sequence[Rewritten]) -> Rewritten | None:
    if not found:
        return None
    return Rewritten(
        body="\n".join(one.body for one in found),
        imports=tuple(dict.fromkeys(text for one in found for text in one.imports)),
        helpers=tuple(dict.fromkeys(text for one in found for text in one.helpers)),
    )
