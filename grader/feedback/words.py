"""Numbers, names and outcomes as people read them; shared by the terminal and the notebook."""

import math
from collections.abc import Sequence

from grader.feedback.plain import plain
from grader.records import Outcome, Summary, TestResult

Check = tuple[str, TestResult]  # the task's name and one of its tests

OUTCOMES: dict[Outcome, str] = {
    "passed": "passed",
    "failed": "failed",
    "error": "raised an error",
    "timeout": "ran out of time",
    "crashed": "crashed",
    "missing": "missing",
    "skipped": "skipped",
}
_BLOCKS = 10


def number(value: float) -> str:
    """Points in two digits after the point at most, without zeros at the end: 92.5, 100, 33.33."""
    shown = f"{value:z.2f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def score_of(score: float, most: float) -> str:
    """A score beside the best one: "92.5 / 100"."""
    return f"{number(score)} / {number(most)}"


def days(count: int) -> str:
    """ "1 day", "2 days"."""
    return f"{count} day" if count == 1 else f"{count} days"


def lateness(summary: Summary) -> str:
    """How late, what it costs, and what counts: "2 days late: -3, counts 12 / 20"; nothing when in time."""
    if not summary.days_late:
        return ""
    counts = score_of(summary.counted, summary.max_score)
    return f"{days(summary.days_late)} late: {number(-summary.penalty)}, counts {counts}"


def blocks(score: float, most: float) -> int:
    """How many of ten blocks a score fills: ten for full marks alone, none for zero alone."""
    if not (most > 0 and score > 0 and math.isfinite(score / most)):
        return 0
    if score >= most:
        return _BLOCKS
    return min(max(round(_BLOCKS * score / most), 1), _BLOCKS - 1)


def name_in_words(test: str) -> str:
    """What a test is about: "test_step_at_zero[3-0.5]" is "step at zero [3-0.5]"."""
    name, bracket, parameters = plain(test, 200).partition("[")
    words = name.rpartition("::")[2].removeprefix("test_").replace("_", " ").strip()
    return f"{words} {bracket}{parameters}".strip()


def message_lines(message: str, most: int = 12) -> list[str]:
    """The lines of a message that are not blank; the first `most`, then "…"."""
    lines = [line.rstrip() for line in plain(message, 1000, lines=True).splitlines() if line.strip()]
    return [*lines[:most], "…"] if len(lines) > most else lines


def tally(checks: Sequence[Check]) -> str:
    """The last line below checks: "7 of 9 checks pass"."""
    if not checks:
        return "no checks ran"
    passed = sum(test.outcome == "passed" for _, test in checks)
    noun = "check" if len(checks) == 1 else "checks"
    verb = "passes" if 1 in {passed, len(checks)} else "pass"
    return f"{passed} of {len(checks)} {noun} {verb}"
