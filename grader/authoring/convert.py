"""Another grader's notebook becomes an assignment of ours.

    read the notebook  →  plan its tests  →  write them as a suite  →  try it on its own solution and stub  →  files

What cannot be carried over is said, with the reason. A test that its own solution does not pass, or that an untouched
stub passes, is none that a mark could rest on: it is left out and said too.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from grader.authoring import rendering
from grader.authoring.files import Files
from grader.authoring.master import Left, Master
from grader.authoring.naming import folder_name
from grader.authoring.nbgrader import is_nbgrader, read_nbgrader
from grader.authoring.notebook import model_answer
from grader.authoring.otter import is_otter, read_otter
from grader.authoring.otter_before import is_older_otter, read_older_otter
from grader.authoring.plan import Plan, PlannedTest, planned
from grader.authoring.points import scaled, summed
from grader.authoring.python import foreign_magic, has_magics
from grader.authoring.source import SourceCell, read_notebook
from grader.authoring.trial import ASKS_NOTHING, Tried, tried
from grader.course.quoting import shown_name
from grader.errors import NotebookError
from grader.records import Record

HEADING: Final = re.compile(r"^#\s+(?P<title>\S.*?)\s*#*$", re.MULTILINE)
QUIET_MAGIC: Final = re.compile(r"\s*%(?:matplotlib|load_ext|autoreload)\b")

_NO_VARIANTS: Final = {
    "misconceptions.py": """Wrong answers that students give to {id}, each with what to tell the student.

Write each as a function marked with `@misconception(task="…")` of `grader.testing`, its docstring for the student.
""",
    "alternatives.py": """Right answers to {id} that are written otherwise than the model's.

Write each as a function marked with `@alternative(task="…")` of `grader.testing`.
""",
}


class ConvertedTask(Record, frozen=True):
    """A task, what its tests were worth, and what they are worth now."""

    name: str
    tests: int
    was: float
    points: float


class Converted(Record, frozen=True):
    """A converted notebook: the files to be written, its tasks, and what was not carried over."""

    assignment: str
    origin: str
    tasks: tuple[ConvertedTask, ...]
    left: tuple[Left, ...]
    files: Mapping[str, str | bytes]


def converted(
    data: bytes, name: str, id: str, topic: str, *, beside: Mapping[str, bytes] | None = None, run: bool = True
) -> Converted:
    """The assignment that a notebook becomes. `run`: whether its suite is tried on its own solution.

    `beside` are files that the notebook reads, by name; students get them.

    Raises NotebookError for what cannot be read, RequestError for an id or topic that cannot be. Where nothing can be
    carried over there are no tasks and no files, and `left` says why.
    """
    folder = folder_name(id, topic)
    cells = read_notebook(data, name)
    try:
        master = _read(cells)
    except NotebookError as error:
        raise NotebookError(f"{shown_name(name)}: {error}") from None
    if missing := [name for name in master.reads if name not in (beside or {})]:
        why = f"give them to students with --data FILE, where they need them: {', '.join(missing)}"
        master = msgspec.structs.replace(master, left=(*master.left, Left(place="files", why=why)))
    if not any(part.kind == "solution" for part in master.parts):
        raise NotebookError(f"{shown_name(name)}: no solution in it that students would write")
    try:
        plan = _weighed(planned(master).changed({}, list(_magics(master))))
    except RecursionError:
        raise NotebookError(f"{shown_name(name)}: its code is nested too deep to be taken apart") from None
    draft = _Draft(master, folder, id, name, beside or {})
    if run and plan.graded:
        plan = _proved(plan, tried(draft.files(plan), id))
    points = _points(plan)
    return Converted(
        assignment=id,
        origin=name,
        tasks=tuple(_task(plan, points, task.name) for task in plan.tasks),
        left=plan.left,
        files=draft.files(plan) if plan.graded else {},
    )


def _read(cells: tuple[SourceCell, ...]) -> Master:
    for is_one, read in (
        (is_nbgrader, read_nbgrader),
        (is_otter, read_otter),
        (is_older_otter, read_older_otter),
    ):
        if is_one(cells):
            return read(cells)
    raise NotebookError("neither an nbgrader source notebook nor an Otter master notebook")


class _Draft:
    """What does not change from one plan to the next."""

    def __init__(self, master: Master, folder: str, id: str, origin: str, beside: Mapping[str, bytes]) -> None:
        self._master, self._folder, self._id, self._origin, self._beside = master, folder, id, origin, beside

    def files(self, plan: Plan) -> Files:
        """All files of the assignment but its stub."""
        folder, id, points = self._folder, self._id, _points(plan)
        public = rendering.public_checks(plan, id, self._origin)
        suite = rendering.hidden_suite(plan, points, id, self._origin)
        title = _title(self._master, folder)
        return {
            f"solutions/{folder}/{id}.py": model_answer(self._master, plan),
            **{f"solutions/{folder}/{name}": f'"""{text.format(id=id)}"""\n' for name, text in _NO_VARIANTS.items()},
            f"solutions/{folder}/converted.md": rendering.page(plan, points, self._origin),
            f"assignments/{folder}/assignment.toml": rendering.settings(plan, points, title),
            **({f"assignments/{folder}/test_{id}_public.py": public} if public is not None else {}),
            **{f"tests/hidden/{folder}/{name}": text for name, text in suite.items()},
            **{f"assignments/{folder}/{name}": data for name, data in self._beside.items()},
        }


def _title(master: Master, folder: str) -> str:
    headings = (HEADING.search(part.source) for part in master.parts if part.kind == "text")
    found = next((heading["title"] for heading in headings if heading is not None), "")
    words = "".join(c for c in found or master.title if c.isprintable())
    return words[:100].strip() or folder


def _points(plan: Plan) -> rendering.Points:
    worth = [test.worth for test in plan.graded]
    return dict(zip((test.name for test in plan.graded), scaled(worth), strict=True))


def _task(plan: Plan, points: rendering.Points, name: str) -> ConvertedTask:
    tests = [test for test in plan.graded if test.task == name]
    return ConvertedTask(
        name=name,
        tests=len(tests),
        was=round(sum(test.worth for test in tests), 6),
        points=summed([points[test.name] for test in tests]),
    )


def _weighed(plan: Plan) -> Plan:
    """The plan, with no points for tests that were worth none; where all were, all count alike."""
    free = [test for test in plan.tests if not test.worth]
    if len(free) == len(plan.tests):
        return plan
    why = "it was worth no points: a check for students at most"
    changes = {test.name: msgspec.structs.replace(test, hidden=None) for test in free}
    return plan.changed(changes, [Left(place=test.place, why=why, source=test.source) for test in free])


def _proved(plan: Plan, seen: Tried) -> Plan:
    """The plan without what the trial found wanting."""
    changes: dict[str, PlannedTest | None] = {}
    left = [Left(place="the stub", why=f"grade release refuses: {seen.broken}")] if seen.broken else []
    for test in plan.tests:
        why = _wanting(test, seen) if test.hidden is not None else ""
        no_check = _why_not(test, seen.public_on_model) if test.public is not None else ""
        if why:
            changes[test.name] = None
            left.append(Left(place=test.place, why=why, source=test.source))
        elif no_check:
            changes[test.name] = msgspec.structs.replace(test, public=None)
            left.append(Left(place=test.place, why=f"no public check: {no_check}"))
    return plan.changed(changes, left)


def _wanting(test: PlannedTest, seen: Tried) -> str:
    why = _why_not(test, seen.hidden_on_model)
    if not why and not seen.hidden_on_stub.get(test.name, "it was not run"):
        return "an untouched stub passes it"
    return why


def _why_not(test: PlannedTest, outcomes: Mapping[str, str]) -> str:
    """Why a test's own solution does not pass it; "" when it does."""
    said = outcomes.get(test.name)
    if said is None:
        said = next((why for why in outcomes.values() if why), "it was not run")
    if said in ("", ASKS_NOTHING):
        return said
    if "StudentObject" in said or "student's" in said:
        return f"it needs an object that stays on the student's side, where calls and attributes alone reach it: {said}"
    return f"its own solution does not pass it: {said}"


def _magics(master: Master) -> Iterator[Left]:
    for part in master.parts:
        if part.kind not in ("given", "solution"):
            continue
        foreign = foreign_magic(part.source)
        if foreign is not None:
            yield Left(place=part.place, why=f"{foreign}: the cell is no Python: students get it as text")
        elif has_magics(part.source) and not all(map(_is_quiet, part.source.split("\n"))):
            yield Left(place=part.place, why="its magics are not run when it is marked")


def _is_quiet(line: str) -> bool:
    return not line.lstrip().startswith(("%", "!")) or QUIET_MAGIC.match(line) is not None
