"""Runs in otter's environment: otter_worker.py JOBS AUTOGRADER.zip OUT.json NOTEBOOK… writes the points of each."""

import contextlib
import io
import json
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path


def points(notebook: str, autograder: str) -> float:
    """What otter gives one notebook."""
    from otter.api import grade_submission  # type: ignore[import-not-found]  # installed where this runs

    with contextlib.redirect_stdout(io.StringIO()):
        return float(grade_submission(notebook, autograder, quiet=True).total)


if __name__ == "__main__":
    jobs, autograder, out, *notebooks = sys.argv[1:]
    with ProcessPoolExecutor(int(jobs), mp_context=multiprocessing.get_context("spawn")) as pool:
        found = list(pool.map(partial(points, autograder=autograder), notebooks))
    Path(out).write_text(json.dumps(found))
