"""One way to grade the neutral work, as the comparison sees it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from benchmarks.measure import Cost


@dataclass(frozen=True)
class Outcome:
    """What it cost to grade a class, and the points of each student in the class's order."""

    cost: Cost
    points: list[float]


class System(Protocol):
    """A grader, set up as its own users would."""

    name: str
    """As the table calls it, with its version."""
    does: str
    """What one run does, in a sentence."""
    count: int
    """Students of a run."""

    def grade(self, folder: Path, jobs: int) -> Outcome:
        """Make the assignment and a class in `folder`, and grade it, `jobs` at a time. Raises ProgramFailed."""
