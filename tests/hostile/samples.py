"""What a hostile sample says of itself in the comments at its top."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parents[1] / "samples" / "hostile"
GROUPS: Final = ("forgery", "values", "exceptions", "stealing", "wire", "exhaustion", "escape", "contamination",
                 "injection", "notebooks", "identity")  # fmt: skip
CLAIMS: Final = ("gains", "leaks", "leaves", "contaminates", "hangs", "breaks", "escapes")
VERDICTS: Final = ("graded", "failed", "refused")

ESCAPED: Final = "ESCAPED: "
"""How a sample's exception begins when the system granted what no homework needs."""
CARRIED: Final = "CARRIED: "
"""How it begins when it found what another test, or another submission, had left."""

_LINE = re.compile(r"# (attack|claims|honest|verdict|makes|twice): *(.*)")
_HONEST = re.compile(r"(at most )?(\d+(?:\.\d+)?)")


@dataclass(frozen=True)
class Sample:
    """One hostile submission.

    `claim` is what it achieves on a naive grader, None for one that claims nothing; `honest` the points that it may
    earn with ours, exactly or `at_most`; `makes`: it is a generator, whose `make` writes the submission; `twice`: it
    looks for what it left, and is handed in once more, by somebody else.
    """

    name: str
    source: str
    attack: str
    claim: str | None
    honest: float
    at_most: bool
    verdict: str
    makes: bool
    twice: bool = False

    @property
    def file_name(self) -> str:
        """What it is handed in as."""
        return "target.py"


def read_sample(name: str, source: str) -> Sample:
    """A sample by its text. Raises ValueError that names what its header lacks."""
    said: dict[str, str] = {}
    for line in source.splitlines():
        if (match := _LINE.fullmatch(line.rstrip())) is None:
            break
        said[match[1]] = match[2].strip()
    honest = _HONEST.fullmatch(said.get("honest", ""))
    claim = said.get("claims") or None
    if not said.get("attack") or honest is None or said.get("verdict") not in VERDICTS:
        raise ValueError(f"{name}: its header needs attack, honest and verdict")
    if claim is not None and claim not in CLAIMS:
        raise ValueError(f"{name}: claims {claim}: known are {', '.join(CLAIMS)}")
    return Sample(
        name=name,
        source=source,
        attack=said["attack"],
        claim=claim,
        honest=float(honest[2]),
        at_most=honest[1] is not None,
        verdict=said["verdict"],
        makes="makes" in said,
        twice=said.get("twice") == "yes",
    )


def samples(wanted: Sequence[str] = ()) -> Iterator[Sample]:
    """All samples, or those of the groups and names that are `wanted`. Raises ValueError for one that fits none."""
    unknown = set(wanted)
    for group in GROUPS:
        for path in sorted((FOLDER / group).glob("*.py")):
            name = f"{group}/{path.stem}"
            if not wanted or {group, name} & set(wanted):
                unknown -= {group, name}
                yield read_sample(name, path.read_text(encoding="utf-8"))
    if unknown:
        raise ValueError(f"no such sample or group: {', '.join(sorted(unknown))}")
