"""Another grader's notebook becomes an assignment of ours.

    read the notebook  →  plan its tests  →  write them as a suite  →  try it on its own solution and stub  →  files

What cannot be carried over is said, with the reason. A test that its own solution does not pass, or that an untouched
stub passes, is none that a mark could rest on: it is left out and said too.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

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
from grader.authoring.trial import Tried, tried
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
    files: Mapping[str, str]


def converted(data: bytes, name: str, id: str, topic: str, *, run: bool = True) -> Converted:
    """The assignment that a notebook becomes. `run`: whether its suite is tried on its own solution.

    Raises NotebookError for what cannot be read, RequestError for an id or topic that cannot be. Where nothing can be
    carried over there are no tasks and no files, and `left` says why.
    """
    folder = folder_name(id, topic)
    cells = read_notebook(data, name)
    try:
        master = _read(cells)
    except NotebookError as error:
        raise NotebookError(f"{shown_name(name)}: {error}") from None
    plan = planned(master)
    plan = plan.without([], list(_magics(master)))
    if any(test.worth for test in plan.tests):
        plan = _dropped(plan, [(test, "it was worth no points") for test in plan.tests if not test.worth])
    if run and plan.tests:
        plan = _proved(plan, tried(_files(master, plan, folder, id, name), id))
    points = _points(plan)
    return Converted(
        assignment=id,
        origin=name,
        tasks=tuple(_task(plan, points, task.name) for task in plan.tasks),
        left=plan.left,
        files=_files(master, plan, folder, id, name) if plan.tests else {},
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


def _files(master: Master, plan: Plan, folder: str, id: str, origin: str) -> Files:
    points = _points(plan)
    public = rendering.public_checks(plan, id, origin)
    suite = rendering.hidden_suite(plan, points, id, origin)
    return {
        f"solutions/{folder}/{id}.py": model_answer(master, plan),
        **{f"solutions/{folder}/{name}": f'"""{text.format(id=id)}"""\n' for name, text in _NO_VARIANTS.items()},
        f"solutions/{folder}/converted.md": rendering.page(plan, points, origin),
        f"assignments/{folder}/assignment.toml": rendering.settings(plan, points, _title(master, folder)),
        **({f"assignments/{folder}/test_{id}_public.py": public} if public is not None else {}),
        **{f"tests/hidden/{folder}/{name}": text for name, text in suite.items()},
    }


def _title(master: Master, folder: str) -> str:
    headings = (HEADING.search(part.source) for part in master.parts if part.kind == "text")
    found = next((heading["title"] for heading in headings if heading is not None), "")
    words = "".join(c for c in found or master.title if c.isprintable())
    return words[:100].strip() or folder


def _points(plan: Plan) -> rendering.Points:
    return dict(zip((test.name for test in plan.tests), scaled([test.worth for test in plan.tests]), strict=True))


def _task(plan: Plan, points: rendering.Points, name: str) -> ConvertedTask:
    tests = [test for test in plan.tests if test.task == name]
    return ConvertedTask(
        name=name,
        tests=len(tests),
        was=round(sum(test.worth for test in tests), 6),
        points=summed([points[test.name] for test in tests]),
    )


def _proved(plan: Plan, seen: Tried) -> Plan:
    """The plan without what the trial found wanting."""
    if seen.broken:
        return plan.without([], [Left(place="the stub", why=f"grade release refuses: {seen.broken}")])
    refused: list[tuple[PlannedTest, str]] = []
    for test in plan.tests:
        why = _reason(test, seen.hidden_on_model)
        if why:
            refused.append((test, f"its own solution does not pass it: {why}"))
        elif not _reason(test, seen.hidden_on_stub):
            refused.append((test, "an untouched stub passes it"))
    plan = _dropped(plan, refused)
    wrong = {test.name: why for test in plan.tests if test.public and (why := _reason(test, seen.public_on_model))}
    left = [
        Left(place=f"{name}, public check", why=f"its own solution does not pass it: {why}")
        for name, why in wrong.items()
    ]
    return plan.without_public(list(wrong), left)


def _reason(test: PlannedTest, outcomes: Mapping[str, str]) -> str:
    if test.name in outcomes:
        return outcomes[test.name]
    return next((f"its file does not import: {why}" for why in outcomes.values() if why), "it was not run")


def _dropped(plan: Plan, refused: Sequence[tuple[PlannedTest, str]]) -> Plan:
    left = [Left(place=f"{test.place}: {test.name}", why=why, source=test.source) for test, why in refused]
    return plan.without([test.name for test, _ in refused], left)


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
