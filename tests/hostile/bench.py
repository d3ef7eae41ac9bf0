"""Tries one sample with both graders, and says all that is wrong."""

import itertools
import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from tests.hostile.handing_in import hand_in
from tests.hostile.naive import Naive, fell
from tests.hostile.ours import Desk, Seen
from tests.hostile.samples import CARRIED, ESCAPED, Sample
from tests.hostile.seen import document_steers, is_document, page_injected, steers
from tests.hostile.target import HONEST_SCORE, Target, new_target
from tests.hostile.traces import OURS, Traces

KINDS: Final = ("gained", "leaked", "left behind", "contaminated", "hung")
BROKEN: Final = "broken"
STATUSES: Final = {"graded": (0,), "failed": (0, 2), "refused": (2,)}


@dataclass(frozen=True)
class Finding:
    """Something that a sample achieved: one of KINDS, or `broken`, which is everything else that must not be."""

    kind: str
    text: str


@dataclass
class Report:
    """One sample, tried: what it achieved with ours, and whether the naive grader fell (None: it claims nothing)."""

    name: str
    findings: list[Finding] = field(default_factory=list)
    naive_fell: bool | None = None
    seconds: float = 0.0


class Bench:
    """A target course of its own, with a warm grader of each kind."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix=OURS, ignore_cleanup_errors=True)
        root = Path(self._folder.name).resolve()
        self.target: Target = new_target()
        self.target.write(root / "course")
        self.desk = Desk(root / "course")
        self._handed_in = root / "handed_in"
        self._numbers = itertools.count()
        self._honest = root / "honest.py"
        self._honest.write_text(self.target.honest(), encoding="utf-8")
        poor = root / "poor.py"
        poor.write_text("nothing = 0\n", encoding="utf-8")
        self.neighbours = ((self._honest, HONEST_SCORE), (poor, 0.0))
        self.naive = Naive(self.target)
        self._traces = Traces(root / "course", lambda: self.naive.pid)
        self.naive.check()
        self._noted = 0
        self._warm()

    def try_out(self, sample: Sample, *, naive: bool = True) -> Report:
        """Try one sample."""
        started = time.monotonic()
        report = Report(sample.name, list(self._findings(sample)))
        if naive and sample.claim is not None:
            report.naive_fell = self.naive.falls(sample)
        report.seconds = time.monotonic() - started
        return report

    def shown(self, sample: Sample) -> str:
        """All that both graders say of a sample, for whoever writes it."""
        handed = hand_in(sample, self._handed_in / f"shown{next(self._numbers)}", "shown", self.desk.root)
        seen, naive = self.desk.submit(handed.path, *handed.words), self.naive.grade(sample)
        ours = f"{sample.name}: exit status {seen.status}, {seen.seconds:.1f} s\n{seen.document}{seen.terminal}{seen.errors}"
        theirs = "\n".join(f"naive {name}: {value}" for name, value in naive.items())
        return f"{ours}\n{theirs}\nnaive fell: {fell(sample, naive, self.target)}"

    def close(self) -> None:
        """End everything."""
        self.desk.close()
        self.naive.close()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _warm(self) -> None:
        for _ in range(2):
            seen = self.desk.submit(self._honest, "--student", "first", "--assignment", "target")
            if seen.result is None or seen.result.score != HONEST_SCORE:
                raise RuntimeError(f"the target course does not work: {seen.errors or seen.document}")
        self._noted = self.desk.changes
        self._traces.note()

    def _findings(self, sample: Sample) -> Iterator[Finding]:
        if self.desk.changes != self._noted:  # the sample before made an end of the grader
            self._warm()
        number = next(self._numbers)
        handed = hand_in(sample, self._handed_in / str(number), f"s{number}", self.desk.root)
        seen = self.desk.submit(handed.path, *handed.words)
        yield from judged(sample, seen, self.target)
        if seen.seconds > self.desk.bound:
            yield Finding("hung", f"{seen.seconds:.0f} s, where {self.desk.bound:.0f} are enough")
        for trace in self._traces.left() if seen.status != 3 else []:
            yield Finding("left behind", trace)
        yield from self._next(sample, number)
        if sample.twice:
            again = self.desk.submit(handed.path, "--student", f"again{number}", "--assignment", "target")
            yield from judged(sample, again, self.target)

    def _next(self, sample: Sample, number: int) -> Iterator[Finding]:
        for path, score in self.neighbours if sample.claim == "contaminates" else self.neighbours[:1]:
            seen = self.desk.mark(path, "--student", f"{path.stem}{number}", "--assignment", "target")
            if seen.result is None or seen.result.score != score:
                got = seen.errors if seen.result is None else f"{seen.result.score:g}"
                yield Finding("contaminated", f"the {path.stem} student after it: {got}")
            if seen.result is not None and seen.result.cells:
                yield Finding("contaminated", f"the {path.stem} student's cells raised: {seen.result.cells[0].error}")


def judged(sample: Sample, seen: Seen, target: Target) -> Iterator[Finding]:
    """What is wrong with the result itself."""
    everything = f"{seen.document}\n{seen.terminal}\n{seen.page}\n{seen.errors}"
    for word in target.secrets_in(everything):
        yield Finding("leaked", word)
    if f"Error: {CARRIED}" in everything:
        yield Finding("contaminated", "it found what another had left")
    if f"Error: {ESCAPED}" in everything:
        yield Finding(BROKEN, "it was granted what it asked of the system")
    if seen.result is not None:
        score = seen.result.score
        if score > sample.honest:
            yield Finding("gained", f"{score:g} points, where {sample.honest:g} are honest")
        elif score < sample.honest and not sample.at_most:
            yield Finding(BROKEN, f"{score:g} points, where {sample.honest:g} are honest")
    yield from (Finding(BROKEN, text) for text in _broken(sample, seen))


def _broken(sample: Sample, seen: Seen) -> Iterator[str]:
    if seen.status not in STATUSES[sample.verdict]:
        yield f"exit status {seen.status}: {seen.errors[-2000:]}"
    if seen.result is not None and sample.verdict not in {"refused", seen.result.status}:
        yield f"{seen.result.status}: {seen.result.error}"
    if seen.result is None and sample.verdict != "refused":
        yield f"no result: {seen.errors[-2000:]}"
    if "Traceback" in seen.errors:
        yield f"a traceback: {seen.errors[-2000:]}"
    if seen.status == 2 and not (seen.errors.startswith("grade: ") and len(seen.errors.splitlines()) <= 2):
        yield f"not one clear line: {seen.errors[:2000]!r}"
    if seen.document and not is_document(seen.document):
        yield "the result is no JSON"
    if (
        steers(seen.terminal)
        or steers(seen.errors)
        or (is_document(seen.document) and document_steers(json.loads(seen.document)))
    ):
        yield "something that steers a terminal"
    if seen.result != seen.stored:
        yield "the gradebook holds another result"
    if page_injected(seen.page):
        yield "markup on the page"
