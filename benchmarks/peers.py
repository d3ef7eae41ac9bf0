"""Ours beside nbgrader, otter-grader and the bare limit, on the same neutral work, in one go.

Prints the table, and writes docs/benchmark.md, docs/benchmark.svg and the table in README.md.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import report
from benchmarks.bare import Bare, BareSuite
from benchmarks.measure import ROOT
from benchmarks.ours import Ours
from benchmarks.system import Outcome, System
from benchmarks.with_nbgrader import Nbgrader
from benchmarks.with_otter import OtterRun, OtterWarm


def compared(systems: Sequence[System], jobs: int, rounds: int) -> list[list[Outcome]]:
    """The outcomes of each system; all take their turn in each round, so that a noisy hour is as noisy for all."""
    outcomes: list[list[Outcome]] = [[] for _ in systems]
    for number in range(rounds):
        for system, found in zip(systems, outcomes, strict=True):
            print(f"round {number + 1} of {rounds}: {system.name}, {system.count} submissions …", file=sys.stderr)
            with tempfile.TemporaryDirectory() as folder:
                found.append(system.grade(Path(folder), jobs))
    return outcomes


def rows_of(systems: Sequence[System], outcomes: Sequence[Sequence[Outcome]]) -> tuple[list[report.Row], int]:
    """A row for each system, and of how many students all have the points."""
    shared = min(system.count for system in systems)
    rows = [
        report.row(system.name, system.does, found, shared) for system, found in zip(systems, outcomes, strict=True)
    ]
    return rows, shared


def main(arguments: Sequence[str]) -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(prog="scripts/bench peers", description=__doc__)
    parser.add_argument("--students", type=int, default=1000, help="of ours and of the bare limit")
    parser.add_argument("--peer-students", type=int, default=20, help="of the others, which take seconds for each")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--docs", type=Path, default=ROOT / "docs", help="where the page and the chart go")
    options = parser.parse_args(arguments)
    many, few = options.students, options.peer_students
    systems: list[System] = [
        Ours(many),
        Nbgrader(few),
        Nbgrader(few, at_once=True),
        OtterRun(few),
        OtterWarm(few),
        BareSuite(many),
        Bare(many),
    ]
    rows, shared = rows_of(systems, compared(systems, options.jobs, options.rounds))
    print(report.table(rows, shared))
    options.docs.mkdir(parents=True, exist_ok=True)
    (options.docs / "benchmark.md").write_text(report.page(rows, shared, options.jobs), encoding="utf-8")
    (options.docs / "benchmark.svg").write_text(report.chart(rows), encoding="utf-8")
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    readme.write_text(report.between_marks(text, report.table(rows, shared)), encoding="utf-8")
