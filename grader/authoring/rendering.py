"""A plan as files: the suite, the public checks, the settings, and a page on what was not carried over."""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from typing import Final

from grader.authoring.edits import indented
from grader.authoring.grouping import identifier
from grader.authoring.inputs import WATCHED
from grader.authoring.master import Left
from grader.authoring.plan import Plan, PlannedTest
from grader.authoring.points import summed
from grader.authoring.rewriting import Rewritten

ALIKE: Final = '''def assert_alike(given, wanted):
    """What the model answer gives: numbers to within rounding, all else exactly."""
    if isinstance(wanted, float | np.floating | np.ndarray):
        assert_close(given, wanted)
    else:
        assert given == wanted, "the value is another than the model answer's"'''

RANDOM: Final = re.compile(r"\brandom\b|\brand(?:n|int)?\(|\bchoice\(|\bshuffle\(")
NEEDED: Final = {
    "import contextlib": ["contextlib.redirect"],
    "import io": ["io.StringIO("],
    "import random": ["    random.seed(seed)"],
    "import numpy as np": ["np.floating", "    np.random.seed(seed)"],
}
SEEDED: Final = '''@pytest.fixture(autouse=True)
def seeded(rng):
    """The same random numbers for the same student, whenever and wherever a test is run."""
    seed = int(rng.integers(2**32))
    random.seed(seed)
    np.random.seed(seed)'''

Points = dict[str, float]
"""What each test is worth, by its name."""


def hidden_suite(plan: Plan, points: Points, id: str, origin: str) -> dict[str, str]:
    """The hidden suite's files, one for each task, by name."""
    made: dict[str, str] = {}
    for task in plan.tasks:
        tests = [(test, test.hidden) for test in plan.graded if test.task == task.name and test.hidden is not None]
        name = f"test_{id}_{identifier(task.name)}.py"
        while name in made:
            name = name.replace(".py", "_.py")
        head = f"Hidden tests of {_words(task.name)}, converted from {_words(origin)}."
        blocks = [_function(test, part, [f"points({_number(points[test.name])})"]) for test, part in tests]
        mark = f"pytestmark = [pytest.mark.task({json.dumps(task.name, ensure_ascii=False)})]"
        made[name] = _module(head, [part for _, part in tests], [mark], blocks)
    return made


def public_checks(plan: Plan, id: str, origin: str) -> str | None:
    """The public checks, or None when students saw no test."""
    shown = [(test, test.public) for test in plan.tests if test.public is not None]
    if not shown:
        return None
    head = f"Public checks of {id}, converted from {_words(origin)}. The hidden tests go further."
    blocks = [_function(test, public, [f"task({json.dumps(test.task, ensure_ascii=False)})"]) for test, public in shown]
    return _module(head, [public for _, public in shown], [], blocks)


def settings(plan: Plan, points: Points, title: str) -> str:
    """`assignment.toml`."""
    lines = [f"title = {_toml(title)}"]
    for task in plan.tasks:
        worth = summed([points[test.name] for test in plan.graded if test.task == task.name])
        lines += ["", "[[tasks]]", f"name = {_toml(task.name)}", f"points = {_number(worth)}"]
        if task.depends_on:
            lines.append(f"depends_on = [{', '.join(map(_toml, task.depends_on))}]")
    return "\n".join(lines) + "\n"


def page(plan: Plan, points: Points, origin: str) -> str:
    """What was carried over and what was not, for the teacher to keep."""
    lines = [f"# Converted from {_words(origin)}", "", "## Points", "", "| test | was | is |", "| --- | --- | --- |"]
    lines += [f"| {test.name} | {test.worth:g} | {points[test.name]:g} |" for test in plan.graded]
    lines += ["", "Points are scaled, in their proportions, so that they sum to 100.", ""]
    lines += ["## Not carried over", ""]
    for left in plan.left or (Left(place="nothing", why="all is there"),):
        lines += [f"- {_words(left.place)}: {_words(left.why)}"]
        if left.source.strip():
            lines += ["", *(f"      {line}".rstrip() for line in left.source.strip("\n").split("\n")), ""]
    return "\n".join(lines) + "\n"


def _module(head: str, parts: Sequence[Rewritten], marks: Sequence[str], blocks: Sequence[str]) -> str:
    text = "\n\n\n".join(blocks)
    imports = list(dict.fromkeys(one for part in parts for one in part.imports))
    helpers = list(dict.fromkeys(one for part in parts for one in part.helpers))
    helpers += [ALIKE] if "assert_alike(" in text else []
    helpers = [*([SEEDED] if RANDOM.search("\n".join([text, *helpers])) else []), *helpers]
    everything = "\n".join([text, *helpers])
    lines = [f'"""{head}"""', *_grouped([*_own_imports(everything, imports), "import pytest", *imports])]
    ours = [name for name in ("assert_close", WATCHED) if f"{name}(" in everything]
    lines += ["", f"from grader.testing import {', '.join(ours)}"] if ours else []
    lines += ["", *marks, *([""] if marks else [])]
    for block in [*helpers, *blocks]:
        lines += ["", block, ""]
    return "\n".join(lines).replace("\n\n\n\n", "\n\n\n").rstrip() + "\n"


def _grouped(imports: Sequence[str]) -> Iterator[str]:
    """Python's own modules first, then the others; each group in order, with a blank line before it."""
    kinds: dict[bool, list[str]] = {False: [], True: []}
    for line in imports:
        root = line.split()[1].split(".")[0].rstrip(",;")
        kinds[root not in sys.stdlib_module_names].append(line)
    for lines in kinds.values():
        if lines:
            yield from ("", *sorted(set(lines), key=lambda line: (line.startswith("from"), line)))


def _own_imports(text: str, imports: Sequence[str]) -> Iterator[str]:
    for line, signs in NEEDED.items():
        if any(sign in text for sign in signs) and line not in imports:
            yield line


def _function(test: PlannedTest, part: Rewritten, marks: Sequence[str]) -> str:
    said = [f"@pytest.mark.{mark}" for mark in marks]
    if test.hint:
        said.append(f"@pytest.mark.hint({json.dumps(test.hint, ensure_ascii=False)})")
    fixtures = "student, reference" if "assert_alike(" in part.body else "student"
    body = indented(part.body.strip("\n"))
    return "\n".join([*said, f"def {test.name}({fixtures}):", body])


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _words(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text).replace("\\", "/").replace('"', "'")[:200]
