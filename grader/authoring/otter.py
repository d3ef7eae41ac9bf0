"""Otter's master notebooks: blocks of cells between raw cells `# BEGIN …` and `# END …`, configured in YAML."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, Literal

from grader.authoring.marking import ANSWER_HERE, hidden_text, region
from grader.authoring.master import Left, Master, Part, marked_by_a_person
from grader.authoring.otter_solutions import marked
from grader.authoring.otter_tests import Case, case_of, tests_of
from grader.authoring.otter_yaml import number, settings, words
from grader.authoring.source import SourceCell
from grader.errors import NotebookError

BOUNDARY: Final = re.compile(r"#\s+(BEGIN|END)\s+(QUESTION|PROMPT|SOLUTION|TESTS)\b", re.IGNORECASE)
CONFIG: Final = re.compile(r"#\s+ASSIGNMENT\s+CONFIG\b", re.IGNORECASE)
FENCE: Final = re.compile(r"^```otter[ \t]*\n(.*?)^```[ \t]*$\n?", re.DOTALL | re.MULTILINE)

OTTER: Final = re.compile(
    r"(?:import otter\b.*|\w+\s*=\s*otter\.Notebook\(.*\)|grader\.(?:check|check_all|export)\(.*)\s*"
)


def is_otter(cells: tuple[SourceCell, ...]) -> bool:
    """Whether a notebook is Otter's, in its format of raw cells."""
    return any(_boundary(cell) or CONFIG.match(cell.source) for cell in unfenced(cells) if cell.kind == "raw")


def read_otter(cells: tuple[SourceCell, ...]) -> Master:
    """The parts of a master notebook. Raises NotebookError for blocks that do not pair, and for what is no YAML."""
    reader = _Reader()
    for cell in unfenced(cells):
        reader.take(cell)
    return reader.master()


def unfenced(cells: Sequence[SourceCell]) -> Iterator[SourceCell]:
    """The cells, with blocks that stand in a text between ```otter and ``` as raw cells of their own."""
    for cell in cells:
        if cell.kind != "markdown" or "```otter" not in cell.source:
            yield cell
            continue
        for place, text in enumerate(FENCE.split(cell.source)):
            if text.strip():
                yield _with(cell, "raw" if place % 2 else "markdown", text.strip("\n"))


def _with(cell: SourceCell, kind: Literal["code", "raw", "markdown"], source: str) -> SourceCell:
    return SourceCell(index=cell.index, kind=kind, source=source, metadata=cell.metadata)


def without_otter(cell: SourceCell) -> SourceCell:
    """A cell of code without the lines that are about Otter itself."""
    lines = [line for line in cell.lines if not OTTER.fullmatch(line)]
    return cell if len(lines) == len(cell.lines) else _with(cell, "code", "\n".join(lines))


def _boundary(cell: SourceCell) -> tuple[str, str] | None:
    found = BOUNDARY.match(cell.source) if cell.kind == "raw" else None
    return (found[1].lower(), found[2].lower()) if found else None


def _is_shown(cell: SourceCell) -> bool:
    """Whether a text inside a solution is for students all the same."""
    tags = cell.metadata.get("tags")
    return isinstance(tags, list) and "otter_include" in tags


class Question:
    """One question while it is read."""

    def __init__(self, place: str, said: dict[str, Any]) -> None:
        self.name = words(said.get("name")) or place
        self.place = f"{place} ({self.name})"
        self.said = said
        self.manual = said.get("manual") is True
        self.cases: list[Case] = []
        self.prompted = False


class _Reader:
    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.left: list[Left] = []
        self.reads: list[str] = []
        self.title = ""
        self.question: Question | None = None
        self.block: str | None = None

    def take(self, cell: SourceCell) -> None:
        """The next cell."""
        boundary = _boundary(cell)
        if boundary is not None:
            self._cross(*boundary, cell)
        elif cell.kind == "raw" and CONFIG.match(cell.source):
            self._configure(settings(cell))
        elif self.block == "tests" and self.question is not None:
            if cell.kind == "code":
                self.question.cases.append(case_of(cell, self.question.place))
        elif cell.kind == "code":
            self._code(cell)
        else:
            self._text(cell)

    def master(self) -> Master:
        """All that was read."""
        if self.question is not None:
            raise NotebookError(f"{self.question.place}: # END QUESTION is missing")
        reads = tuple(dict.fromkeys(self.reads))
        return Master(parts=tuple(self.parts), left=tuple(self.left), title=self.title, reads=reads)

    def _configure(self, said: dict[str, Any]) -> None:
        self.title = words(said.get("name"))
        for key in ("files", "student_files"):
            if isinstance(said.get(key), list):
                self.reads += [words(name) for name in said[key][:20]]
        for key in ("seed", "plugins", "variables"):
            if said.get(key):
                self.left.append(Left(place=key, why="this setting has no place here"))

    def _cross(self, verb: str, what: str, cell: SourceCell) -> None:
        if what == "question":
            if (verb == "begin") != (self.question is None) or self.block is not None:
                raise NotebookError(f"{cell.place}: {verb.upper()} QUESTION out of its turn")
            if verb == "begin":
                self.question = Question(cell.place, settings(cell))
            elif self.question is not None:
                self._finish(self.question)
                self.question = None
            return
        if self.question is None or self.block != (None if verb == "begin" else what):
            raise NotebookError(f"{cell.place}: {verb.upper()} {what.upper()} out of its turn")
        self.block = what if verb == "begin" else None

    def _finish(self, question: Question) -> None:
        if question.manual:
            self.left.append(Left(place=question.place, why=marked_by_a_person(number(question.said.get("points")))))
            if question.cases:
                self.left.append(Left(place=question.place, why="its tests: only a person's mark counts there"))
            return
        if not question.cases:
            self.left.append(Left(place=question.place, why="it has no tests"))
        tests = tests_of(question.name, question.said, question.cases)
        self.parts += [Part(kind="test", place=question.place, name=question.name, test=test) for test in tests]

    def _code(self, cell: SourceCell) -> None:
        cell = without_otter(cell)
        if self.question is None:
            source, kind = marked(cell), "given"
            # Marks count wherever they stand; a cell without any is the same for all.
            self._add("solution" if source != cell.source else kind, cell, source)
        elif self.block == "prompt":
            self.question.prompted = True
            self._add("solution", cell, "\n".join(region([], cell.lines)))
        else:
            self._add("solution", cell, marked(cell))

    def _text(self, cell: SourceCell) -> None:
        source = cell.source
        if self.question is not None and self.block == "prompt":
            self.question.prompted = True
        if self.question is not None and self.block == "solution" and not _is_shown(cell):
            source = hidden_text(source, shown="" if self.question.prompted else ANSWER_HERE)
        if source.strip():
            self.parts.append(Part(kind="text", place=cell.place, source=source))

    def _add(self, kind: Any, cell: SourceCell, source: str) -> None:
        if source.strip():
            name = self.question.name if self.question is not None else cell.place
            self.parts.append(Part(kind=kind, place=cell.place, source=source, name=name))
