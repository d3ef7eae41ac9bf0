"""How much of a submission's answers is read and remembered, and how long its mistakes are looked for.

Reading costs the staff's side time, remembering memory. Answers are bounded one by one by the wire. A suite asks
hundreds of times, and a student's side can have each answer made ready before.
"""

from typing import Final

from grader.wire import limits

PARTS: Final = 8 * limits.NODES
"""Parts of all answers to one submission's tests; a million take seconds to read."""

REMEMBERED_BYTES: Final = 256 * 2**20
"""About the memory of what is kept until mistakes have been looked for."""

DIAGNOSIS_TESTS: Final = 5
"""To look for mistakes may use as much CPU time as so many tests may. Answers that train a network use it up."""


class Allowance:
    """What is left of both, for one submission."""

    def __init__(self) -> None:
        self._parts = PARTS
        self._bytes = REMEMBERED_BYTES

    @property
    def is_spent(self) -> bool:
        """Whether nothing more is to be read."""
        return self._parts < 0

    def read(self, parts: int) -> None:
        """An answer of so many parts has been read."""
        self._parts -= parts

    def remembers(self, weight: int) -> bool:
        """Whether an answer of about so many bytes is kept; what is not leaves room for others."""
        if weight > self._bytes:
            return False
        self._bytes -= weight
        return True
