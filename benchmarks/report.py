"""What the comparison found, as a table in Markdown and as a chart that reads on light and on dark pages."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

from benchmarks.system import Outcome

BEGIN: Final = "<!-- benchmark: written by scripts/bench peers -->"
END: Final = "<!-- end of benchmark -->"

_WIDTH, _LEFT, _ROW, _TOP = 760, 250, 34, 46
_INK, _OURS, _OTHERS = "#6e7781", "#2f81f7", "#8c959f"
"""Shades that stand out from white and from black alike."""


@dataclass(frozen=True)
class Row:
    """One line of the table. Seconds are those of one submission, `memory` is in megabytes."""

    name: str
    does: str
    count: int
    wall: float
    cpu: float | None
    memory: float
    points: float
    """Of the students whom all systems graded."""

    @property
    def a_second(self) -> float:
        """Submissions a second."""
        return 1 / self.wall


def row(name: str, does: str, outcomes: Sequence[Outcome], shared: int) -> Row:
    """The best of several runs: what else the machine does makes a run slower, and none faster."""
    count = len(outcomes[0].points)
    cpu = [outcome.cost.cpu for outcome in outcomes if outcome.cost.cpu is not None]
    return Row(
        name=name,
        does=does,
        count=count,
        wall=min(outcome.cost.wall for outcome in outcomes) / count,
        cpu=min(cpu) / count if cpu else None,
        memory=max(outcome.cost.memory for outcome in outcomes),
        points=sum(outcomes[0].points[:shared]),
    )


def table(rows: Sequence[Row], shared: int) -> str:
    """The table; each row's ratios are to the first row, which is ours."""
    first = rows[0]
    lines = [
        f"| | submissions | s each | CPU s each | peak memory | points of the first {shared} | throughput | CPU |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in rows:
        cpu = "?" if one.cpu is None else f"{one.cpu:.3g}"
        more = "?" if one.cpu is None or first.cpu is None else f"× {one.cpu / first.cpu:.2g}"
        faster = f"× {one.a_second / first.a_second:.2g}"
        lines.append(
            f"| {one.name} | {one.count} | {one.wall:.3g} | {cpu} | {one.memory:.0f} MB | {one.points:g} "
            f"| {faster} | {more} |"
        )
    return "\n".join(lines)


def page(rows: Sequence[Row], shared: int, jobs: int) -> str:
    """All that is said about the comparison."""
    runs = "\n".join(f"- **{one.name}**: {one.does}." for one in rows)
    said = (
        f"Written by `scripts/bench peers` on {machine()}, {jobs} at a time. The work is the same for all: a notebook "
        "of five functions, twelve tests, a class of right and wrong answers (`benchmarks/workload/`). Seconds are "
        "those of a run divided by its submissions, start-up included; CPU seconds are those of all its processes; "
        "memory is the most that they held at once, shared pages counted once. The last two columns are "
        "ratios to the first row. The points are the check that all did the same."
    )
    return "\n\n".join(["# Beside other graders", table(rows, shared), said, runs]) + "\n"


def machine() -> str:
    """What it ran on."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())
    return f"{os.cpu_count()} cores ({model.strip()}), Python {platform.python_version()}"


def between_marks(text: str, inside: str) -> str:
    """`text` with what stands between its two marks replaced; as it was when it has none."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    return f"{before}{begin}\n{inside}\n{end}{after}" if begin and end else text


def chart(rows: Sequence[Row]) -> str:
    """Submissions a second, as bars."""
    most = max(one.a_second for one in rows)
    scale = (_WIDTH - _LEFT - 70) / most
    height = _TOP + _ROW * len(rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'font-family="system-ui, sans-serif" font-size="14" fill="{_INK}">',
        "<title>Submissions a second</title>",
        f'<text x="{_LEFT}" y="22">submissions a second, more is better</text>',
    ]
    for place, one in enumerate(rows):
        middle = _TOP + _ROW * place + 11
        length = max(1.0, one.a_second * scale)
        colour, weight = (_OURS, "bold") if place == 0 else (_OTHERS, "normal")
        name = escape(one.name)
        parts += [
            f'<text x="{_LEFT - 10}" y="{middle + 5}" text-anchor="end" font-weight="{weight}">{name}</text>',
            f'<rect x="{_LEFT}" y="{middle - 10}" width="{length:.1f}" height="20" rx="2" fill="{colour}"/>',
            f'<text x="{_LEFT + length + 8:.1f}" y="{middle + 5}" font-weight="{weight}">{one.a_second:.3g}</text>',
        ]
    return "\n".join([*parts, "</svg>"]) + "\n"
