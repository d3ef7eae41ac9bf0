"""A result as a picture of a terminal: picture.py RESULT.json OUT.svg."""

import io
import sys
from pathlib import Path

import msgspec
from rich.console import Console

from grader.feedback.terminal import result_tables
from grader.records import Result

if __name__ == "__main__":
    result = msgspec.json.decode(Path(sys.argv[1]).read_bytes(), type=Result)
    console = Console(record=True, width=80, file=io.StringIO(), force_terminal=True, markup=False, highlight=False)
    console.print("$ grade submit hw1.ipynb --student grace", style="bold")
    console.print(result_tables(result))
    console.save_svg(sys.argv[2], title="grade submit", unique_id="result")
