"""The author's list of mutants that are no mistakes: `solutions/<id>_<topic>/equivalent_mutants.toml`.

    [[equivalent]]
    line = "return np.heaviside(z, 1.0)"
    change = "1.0 becomes 2.0"
    reason = "why no test that keeps to the contract can tell it from the model answer"

A mutant is known by its line's text and its change, so that an entry outlives edits elsewhere in the file.
"""

from collections.abc import Iterable

import msgspec

from grader.course.layout import Assignment
from grader.course.toml import read_toml
from grader.records import Mutant

FILE = "equivalent_mutants.toml"


class Equivalent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry."""

    line: str
    change: str
    reason: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    equivalent: tuple[Equivalent, ...] = ()


class Equivalents:
    """The list of one assignment. A file that does not exist holds none; raises CourseError for nonsense."""

    def __init__(self, assignment: Assignment) -> None:
        path = assignment.solution_folder / FILE
        place = f"{assignment.solution_folder.name}/{FILE}"
        read = read_toml(path, place, _File) if path.is_file() else _File()
        self._reasons = {(entry.line.strip(), entry.change): entry.reason for entry in read.equivalent}

    def reason(self, mutant: Mutant) -> str | None:
        """Why a mutant counts as the model answer itself; None when the author does not say so."""
        return self._reasons.get((mutant.text, mutant.change))

    def stale(self, mutants: Iterable[Mutant]) -> list[str]:
        """Entries that fit none of these mutants: the suite notices what they speak of, or it is no longer there."""
        found = {(mutant.text, mutant.change) for mutant in mutants}
        return [f"{line}: {change}" for line, change in self._reasons if (line, change) not in found]
