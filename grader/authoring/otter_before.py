"""Otter's older master notebooks: questions begin in a fenced block of a text, tests with `## Test ##`."""

import re
from typing import Any, Final

from grader.authoring.marking import hidden_text
from grader.authoring.master import Left, Master, Part, marked_by_a_person
from grader.authoring.otter import without_otter
from grader.authoring.otter_solutions import marked
from grader.authoring.otter_tests import Case, case_of, tests_of
from grader.authoring.otter_yaml import number, settings, words
from grader.authoring.source import SourceCell

FENCE: Final = re.compile(
    r"^```[ \t]*\n[ \t]*BEGIN (?P<what>QUESTION|ASSIGNMENT)[ \t]*\n(?P<said>.*?)^```[ \t]*$\n?",
    re.DOTALL | re.MULTILINE,
)
TEST: Final = re.compile(r"\s*#+\s*(?P<hidden>hidden\s+)?test\s*#*\s*$", re.IGNORECASE)
HEADER: Final = re.compile(r"\s*##+\s*solution\s*##+\s*$", re.IGNORECASE)
SOLUTION_TEXT: Final = re.compile(r"\s*(?:\*\*|#+\s*)?SOLUTION\b", re.IGNORECASE)


def is_older_otter(cells: tuple[SourceCell, ...]) -> bool:
    """Whether a notebook is Otter's, in its older format."""
    return any(cell.kind == "markdown" and FENCE.search(cell.source) for cell in cells)


def read_older_otter(cells: tuple[SourceCell, ...]) -> Master:
    """The parts of a master notebook. Raises NotebookError for what is no YAML, and for marks that do not pair."""
    reader = _Reader()
    for cell in cells:
        reader.take(cell)
    reader.finish()
    return Master(parts=tuple(reader.parts), left=tuple(reader.left), title=reader.title)


class _Reader:
    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.left: list[Left] = []
        self.title = ""
        self._said: dict[str, Any] | None = None
        self._place = ""
        self._cases: list[Case] = []

    def take(self, cell: SourceCell) -> None:
        """The next cell."""
        found = FENCE.search(cell.source) if cell.kind == "markdown" else None
        if found is not None:
            self._configure(cell, found)
        elif cell.kind == "code" and TEST.match(cell.lines[0]) and self._said is not None:
            self._cases.append(case_of(cell, self._place))
        elif cell.kind == "code":
            self._code(cell)
        elif cell.source.strip():
            self._text(cell)

    def finish(self) -> None:
        """The question at hand is at its end."""
        said, self._said = self._said, None
        if said is None:
            return
        if said.get("manual") is True:
            self.left.append(Left(place=self._place, why=marked_by_a_person(number(said.get("points")))))
        elif not self._cases:
            self.left.append(Left(place=self._place, why="it has no tests"))
        else:
            name = words(said.get("name")) or self._place
            tests = tests_of(name, said, self._cases)
            self.parts += [Part(kind="test", place=self._place, name=name, test=test) for test in tests]
        self._cases = []

    def _configure(self, cell: SourceCell, found: re.Match[str]) -> None:
        self.finish()
        said = settings(cell, found["said"].split("\n"))
        if found["what"] == "QUESTION":
            self._said, self._place = said, f"{cell.place} ({words(said.get('name')) or 'a question'})"
        text = (cell.source[: found.start()] + cell.source[found.end() :]).strip("\n")
        if text.strip():
            self.parts.append(Part(kind="text", place=cell.place, source=text))

    def _code(self, cell: SourceCell) -> None:
        if self._cases:  # code behind the tests is no question's
            self.finish()
        cell = without_otter(cell)
        source = marked(cell)
        if HEADER.match(source.split("\n")[0]):
            source = "\n".join(source.split("\n")[1:])
        name = (words(self._said.get("name")) or self._place) if self._said is not None else cell.place
        kind: Any = "solution" if self._said is not None or source != cell.source else "given"
        if source.strip():
            self.parts.append(Part(kind=kind, place=cell.place, source=source, name=name))

    def _text(self, cell: SourceCell) -> None:
        source = cell.source
        if self._said is not None and self._said.get("manual") is True and SOLUTION_TEXT.match(source):
            source = hidden_text(source)
        elif self._cases:
            self.finish()
        self.parts.append(Part(kind="text", place=cell.place, source=source))
