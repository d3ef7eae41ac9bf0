"""The course that the samples attack: what it hides is drawn anew for each run."""

import random
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.hostile.samples import FOLDER

CANARY: Final = re.compile(r"CANARY-[0-9a-f]{16}")
TEMPLATE: Final = FOLDER / "target"
HONEST_SCORE: Final = 100.0

PLACES: Final = {
    "course.toml": "course.toml",
    "assignments/target_suite/assignment.toml": "assignment.toml",
    "solutions/target_suite/target.py": "model.py",
    "solutions/target_suite/misconceptions.py": "misconceptions.py",
    "tests/hidden/target_suite/test_target_@CANARY@.py": "suite.py",
}


@dataclass(frozen=True)
class Target:
    """A target's secrets: the word that must not be seen, and the numbers that only the staff side has."""

    canary: str
    table: tuple[int, ...]

    def files(self) -> dict[str, str]:
        """The course, by path."""
        course = {self._filled(place): self._text(name) for place, name in PLACES.items()}
        return {**course, ".grader/notes.txt": f"{self.canary}\n"}

    def honest(self) -> str:
        """A submission that is right in everything: somebody who was told the table."""
        return self._text("honest.py")

    def write(self, root: Path) -> None:
        """Write the course to a folder."""
        for name, text in self.files().items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def _text(self, name: str) -> str:
        return self._filled((TEMPLATE / name).read_text(encoding="utf-8"))

    def _filled(self, text: str) -> str:
        return text.replace("@CANARY@", self.canary).replace("@TABLE@", repr(self.table))

    def secrets_in(self, text: str) -> list[str]:
        """What of the target's secrets a text shows, also backwards, in hexadecimal or in base64."""
        words = [self.canary, *(str(number) for number in self.table)]
        return [word for word in words if any(form in text for form in _forms(word))]


def new_target() -> Target:
    """A target with secrets of its own."""
    draw = random.SystemRandom()
    return Target(f"CANARY-{secrets.token_hex(8)}", tuple(draw.randrange(10**8, 10**9) for _ in range(8)))


def _forms(word: str) -> tuple[str, ...]:
    import base64

    return word, word[::-1], word.encode().hex(), base64.b64encode(word.encode()).decode().rstrip("=")[:-1]
