"""The bare limit of our own kind: cells by `exec`, the hidden suite by pytest's own protocol, in one warm process.

Started as a program with a course, an assignment and notebooks, it prints a line of JSON: each one's points, and the
seconds that all of them took after the first had warmed the process up.
"""

import gc
import json
import sys
import time
from pathlib import Path
from typing import Any, cast

import pytest
from _pytest.runner import runtestprotocol

from grader.course.layout import find_course
from grader.course.notebook import read_submission
from grader.sandbox.fake import Fake
from grader.suite.places import Place
from grader.suite.runs import QUIET, own_settings
from grader.suite.served import Served
from grader.suite.sitting import Sitting


class BareRun(Served):
    """The suite, collected once, over notebooks in this very process."""

    def __init__(self, place: Place, files: list[Path]) -> None:
        super().__init__(place, Fake(), lambda: None, lambda _: None)
        self._place = place
        self._files = files
        self.found: dict[str, Any] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Judge each file."""
        self._points(session, self._files[0])
        gc.collect()
        gc.freeze()
        wall, cpu = time.perf_counter(), time.process_time()
        points = [self._points(session, file) for file in self._files]
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        self.found = {"wall": wall, "cpu": cpu, "points": points}
        return True

    def _points(self, session: pytest.Session, file: Path) -> float:
        limits = self._place.assignment.limits
        cells = read_submission(file.read_bytes(), file.name, limits).cells
        sitting = self._sitting = Sitting(self._place, file.stem, lambda: Fake().load(cells, limits))
        for item in session.items:
            cast(Any, item)._initrequest()  # its fixtures are made anew
        for item in session.items:
            runtestprotocol(item, log=False, nextitem=None)
        assert len(sitting.verdicts) == len(session.items)
        return sum(verdict.max_points for verdict in sitting.verdicts if verdict.outcome == "passed")


def main() -> None:
    """Judge the notebooks that are named."""
    root, assignment = Path(sys.argv[1]), sys.argv[2]
    chosen = find_course(root, root).assignment(assignment)
    run = BareRun(
        Place(assignment=chosen, folder=chosen.hidden_folder, graded=True), [Path(name) for name in sys.argv[3:]]
    )
    folder = str(chosen.hidden_folder)
    with own_settings():
        pytest.main([folder, "--rootdir", folder, "--confcutdir", folder, *QUIET], plugins=[run])
    print(json.dumps(run.found))


if __name__ == "__main__":
    main()
