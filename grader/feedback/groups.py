"""Tests of one task that fail alike, told once: eight tests of a stub are one entry, not eight."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.feedback.words import Check, message_lines, name_in_words
from grader.records import Outcome, TestResult

# A function that raises or is missing gives its tests one first line; only the hints below it differ.
_ALIKE_BY_FIRST_LINE: frozenset[Outcome] = frozenset({"error", "missing", "timeout", "crashed"})


@dataclass(frozen=True)
class Group:
    """Tests of `task` that share an entry, in their order; `whole` when they are all of a task of several tests."""

    task: str
    tests: tuple[TestResult, ...]
    whole: bool

    @property
    def outcome(self) -> Outcome:
        """What all of them ended with."""
        return self.tests[0].outcome

    @property
    def lines(self) -> list[str]:
        """Every line that one of their messages has, once; none for those that passed."""
        if self.outcome == "passed":
            return []
        return list(dict.fromkeys(line for test in self.tests for line in message_lines(test.message)))

    @property
    def points(self) -> tuple[float, float]:
        """Points earned and points possible."""
        return sum(test.points for test in self.tests), sum(test.max_points for test in self.tests)

    def title(self, noun: str) -> str:
        """Which tests these are: "all 8 tests", or their names in words."""
        return f"all {len(self.tests)} {noun}" if self.whole else ", ".join(_names(self.tests))


def grouped(rows: Sequence[Check]) -> list[Group]:
    """The rows as groups, each where its first test stands. What passed or says nothing is never put together."""
    groups: dict[tuple[object, ...], list[TestResult]] = {}
    sizes: dict[str, int] = {}
    for place, (task, test) in enumerate(rows):
        sizes[task] = sizes.get(task, 0) + 1
        groups.setdefault((task, *_likeness(test, place)), []).append(test)
    return [Group(str(key[0]), tuple(tests), 1 < len(tests) == sizes[str(key[0])]) for key, tests in groups.items()]


def _likeness(test: TestResult, place: int) -> tuple[object, ...]:
    lines = message_lines(test.message)
    if test.outcome == "passed" or not lines:
        return (place,)
    return (test.outcome, lines[0]) if test.outcome in _ALIKE_BY_FIRST_LINE else (test.outcome, *lines)


def _names(tests: Sequence[TestResult]) -> Iterator[str]:
    """Names in words; of parametrized tests in a row, the function's name once."""
    before = ""
    for test in tests:
        words, bracket, parameters = name_in_words(test.name).partition(" [")
        yield f"[{parameters}" if bracket and words == before else f"{words}{bracket}{parameters}"
        before = words if bracket else ""
