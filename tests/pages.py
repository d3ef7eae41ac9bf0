"""The blocks of code in the pages of the documentation, and the tutorials' followed word by word.

A comment before a block says what becomes of it, and is not seen on the page:

    <!-- run -->, <!-- run: status 1 -->    the commands are run; a `text` block next is what they print
    <!-- file: NAME -->                     a reader writes this file
    <!-- in: NAME, OLD -->                  … or puts the block in the place of the function OLD, in that file
    <!-- cell: NOTEBOOK -->                 … or in the place of the cell that defines the same function, in a notebook
"""

import ast
import difflib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

REPOSITORY = Path(__file__).parents[1]
PAGES = (REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").rglob("*.md")))

_BLOCK = re.compile(
    r"^(?P<indent> *)(?:<!-- (?P<does>run|file|in|cell)(?:: (?P<what>.*?))? -->\n *)?"
    r"```(?P<kind>\w*)[^\n]*\n(?P<text>.*?)^ *```$",
    re.MULTILINE | re.DOTALL,
)
_LOOSE = (
    (r"\d+(\.\d+)? ?(seconds|ms|s|MB)\b", "# s"),
    (r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?", "TIME"),
)
"""What differs from one run to the next."""

_NOT_THEIRS = ("GRADE_", "PYTEST_", "COV", "PYTHON", "FORCE_COLOR", "TTY_")
"""Variables of whoever runs the tests."""

_CELLS = """
import ast, sys
import numpy as np
names = {"np": np}
for statement in ast.parse(sys.stdin.read()).body:
    exec(compile(ast.Interactive([statement]), "notebook", "single"), names)
"""
"""A notebook's cells, each of whose expressions shows its value."""


class Block(NamedTuple):
    """One block: its language, its text, where it stands, and what its comment says."""

    kind: str
    text: str
    line: int
    does: str
    what: str


def blocks(page: Path) -> Iterator[Block]:
    """The blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    for found in _BLOCK.finditer(text):
        lines = (line.removeprefix(found["indent"]) for line in found["text"].splitlines(keepends=True))
        line = text.count("\n", 0, found.start("kind")) + 1
        yield Block(found["kind"], "".join(lines), line, found["does"] or "", found["what"] or "")


class Reader:
    """Somebody who follows a page in an empty folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._home = folder
        self._cells = ""
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(_NOT_THEIRS)},
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(REPOSITORY),
            "COLUMNS": "80",
        }

    def follows(self, block: Block) -> str | None:
        """Do what a block says. What it printed, for one that is run."""
        if block.does == "run":
            return self._run_cells(block) if block.kind == "python" else self._run(block)
        if block.does:
            name, _, old = block.what.partition(", ")
            path = self.folder / name
            if block.does == "file":
                path.write_text(block.text, encoding="utf-8")
            elif block.does == "in":
                path.write_text(_replaced(path.read_text(encoding="utf-8"), old, block.text), encoding="utf-8")
            else:
                self._cells += block.text
                _fill(path, block.text)
        return None

    def _run(self, block: Block) -> str:
        last = self._home.parent / "last-folder"
        script = f"set -e\n{block.text}\n"
        found = self._called(["sh", "-c", f"trap 'pwd >{last}' EXIT\n{script}"])
        self.folder = Path(last.read_text(encoding="utf-8").strip())
        expected = int(block.what.removeprefix("status ") or 0)
        assert found.returncode == expected, (
            f"line {block.line}: status {found.returncode}: {found.stdout}{found.stderr}"
        )
        return found.stdout

    def _run_cells(self, block: Block) -> str:
        return self._called([sys.executable, "-c", _CELLS], self._cells + block.text).stdout

    def _called(self, words: list[str], text: str = "") -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            words,
            cwd=self.folder,
            env=self._environment,
            input=text,
            encoding="utf-8",
            check=False,
            capture_output=True,
        )


def same(shown: str, printed: str) -> str:
    """Nothing, or in which lines they differ. A line `…` stands for any lines; times may be others."""
    wanted, found = _plain(shown), _plain(printed)
    pattern = "".join(r"(?:.*\n)*?" if line == "…" else re.escape(line) + "\n" for line in wanted)
    if re.fullmatch(pattern, "".join(line + "\n" for line in found)):
        return ""
    return "\n".join(difflib.unified_diff(wanted, found, "shown", "printed", lineterm=""))


def _plain(text: str) -> list[str]:
    text = text.replace("\ufeff", "")
    for pattern, loose in _LOOSE:
        text = re.sub(pattern, loose, text)
    return [line.rstrip() for line in text.strip().splitlines()]


def _defined(code: str) -> list[str]:
    return [node.name for node in ast.parse(code).body if isinstance(node, ast.FunctionDef)]


def _replaced(code: str, old: str, new: str) -> str:
    (node,) = [each for each in ast.parse(code).body if isinstance(each, ast.FunctionDef) and each.name == old]
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    lines = code.splitlines(keepends=True)
    return "".join([*lines[: first - 1], new, *lines[node.end_lineno :]])


def _fill(path: Path, code: str) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    (name,) = _defined(code)
    (cell,) = [
        cell
        for cell in notebook["cells"]
        if cell["cell_type"] == "code" and re.search(rf"^def {name}\(", "".join(cell["source"]), re.MULTILINE)
    ]
    cell["source"] = code.splitlines(keepends=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
