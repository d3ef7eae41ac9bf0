"""Every sample, with both graders, spread over the cores."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from multiprocessing.util import Finalize

from tests.hostile.bench import BROKEN, KINDS, Bench, Finding, Report
from tests.hostile.ours import APART
from tests.hostile.samples import Sample, samples

_bench: Bench | None = None


def main(words: Sequence[str]) -> int:
    """0 when no sample beats our grader and each beats the naive one; 1 otherwise; 2 for what cannot be asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument("wanted", nargs="*", metavar="GROUP | GROUP/NAME")
    parser.add_argument("-j", "--jobs", type=int, default=3 * (os.cpu_count() or 1), help="worker processes")
    parser.add_argument("--show", action="store_true", help="print what came of each sample, with both graders")
    parser.add_argument("--slowest", type=int, default=0, metavar="N", help="also name the N slowest samples")
    parser.add_argument("--apart", action="store_true", help="a bubblewrap for each submission, as where none nest")
    asked = parser.parse_args(words)
    if asked.apart:
        os.environ[APART] = "yes"
    try:
        chosen = list(samples(asked.wanted))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if asked.show:
        with Bench() as bench:
            print(*(bench.shown(sample) for sample in chosen), sep="\n\n")
        return 0
    reports = []
    for report in tried(chosen, max(1, min(asked.jobs, len(chosen)))):
        reports.append(report)
        print(*lines_of(report), sep="\n", end="\n" if lines_of(report) else "", flush=True)
    for report in sorted(reports, key=lambda report: -report.seconds)[: asked.slowest]:
        print(f"{report.seconds:6.1f} s  {report.name}")
    print(*summary(reports), sep="\n")
    return 0 if chosen and all(report.naive_fell is not False and not report.findings for report in reports) else 1


def tried(chosen: Sequence[Sample], jobs: int) -> Iterator[Report]:
    """Try them in worker processes, each with a bench of its own; in the order in which they end."""
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start) as pool:
        asked = {pool.submit(_try_out, sample): sample for sample in sorted(chosen, key=_is_short)}
        for done in as_completed(asked):
            try:
                yield done.result()
            except BrokenProcessPool:
                yield Report(asked[done].name, [Finding(BROKEN, "a worker of the harness died")])


def lines_of(report: Report) -> list[str]:
    """What is to be said of one sample; nothing of one as it should be."""
    lines = [f"{report.name}: {finding.kind}: {finding.text}" for finding in report.findings]
    return [*lines, f"{report.name}: the naive grader does not fall to it"] if report.naive_fell is False else lines


def summary(reports: Sequence[Report]) -> list[str]:
    """The last lines: how many samples achieved what."""
    counts = {kind: sum(any(f.kind == kind for f in r.findings) for r in reports) for kind in (*KINDS, BROKEN)}
    lines = [f"{len(reports)} samples: " + ", ".join(f"{counts[kind]} {kind}" for kind in KINDS)]
    if counts[BROKEN]:
        lines.append(f"and {counts[BROKEN]} broken")
    claims = [report.naive_fell for report in reports if report.naive_fell is not None]
    return [*lines, f"naive: fell to {sum(claims)} of {len(claims)}"]


def _start() -> None:
    global _bench  # noqa: PLW0603  a worker has one
    _bench = Bench()
    Finalize(None, _bench.close, exitpriority=10)


def _try_out(sample: Sample) -> Report:
    assert _bench is not None
    return _bench.try_out(sample)


def _is_short(sample: Sample) -> bool:
    """Those that wait for a time limit come first: no core is to be idle at the end."""
    return not sample.name.startswith("exhaustion/")
