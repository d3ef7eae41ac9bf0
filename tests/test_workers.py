"""How a worker ends."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import os, signal, sys
from pathlib import Path
from grader.workers import begin, held

def let_go():
    os.kill(os.getpid(), signal.SIGTERM)  # the news comes twice
    Path(sys.argv[1]).touch()

held.callback(let_go)
begin(os.getppid())
"""
ENDS = {
    "by itself": "",
    "when it is told to": "os.kill(os.getpid(), signal.SIGTERM)",
    "by an error": "raise ValueError",
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_worker_lets_go_of_what_it_holds_when_it_is_told_to_end_meanwhile(end: str, tmp_path: Path) -> None:
    done = tmp_path / "done"
    subprocess.run([sys.executable, "-c", PROGRAM + end, done], check=False, timeout=60, stderr=subprocess.DEVNULL)
    assert done.exists()
