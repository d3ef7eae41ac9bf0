"""Hostile files against what reads them: notebooks, scripts, settings, and whose work a notebook says it is.

Whatever comes in, it ends in a value that holds what it promises, or in one clear line.

    python tests/course/fuzz_course.py --count 20000
"""

import argparse
import copy
import json
import random
import sys
import tempfile
import time
from pathlib import Path

from grader.course.identity import assignment_of, student_of
from grader.course.layout import read_assignment_folder
from grader.course.notebook import Notebook, read_submission, said_of
from grader.errors import CourseError, NotebookError, RequestError
from grader.records import Limits

ROOT = Path(__file__).resolve().parents[2]
LIMITS = Limits(notebook_mb=1, cells=50)
SLOW_SECONDS = 20.0
"""For inputs of a megabyte at most; a machine that is busy needs a tenth of it."""

WORDS = [
    b"{", b"}", b"[", b"]", b'"', b",", b":", b"null", b"NaN", b"-Infinity", b"1e999", b"1" * 400, b"\\ud800", b"\\u0000",
    b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3\x28", b"\x00", b"\r", b'"cells":', b'"nbformat":', b'"metadata":', b'"source":',
    b'"cell_type": "code"', b"[" * 500, b'{"a":' * 500, b"# %%", b"# %% [markdown]", b"\x0c", b"\xe2\x80\xa8", b"=", b"[[tasks]]",
    b"[limits]", b"points", b"depends_on", b'name = "step"', b"inf", b"0x1", b"1979-05-27", b"'''", b"#", b"true",
]  # fmt: skip
KEYS = ["cells", "source", "metadata", "cell_type", "nbformat", "worksheets"]
VALUES = [
    None, True, 0, -1, 10**30, 1.5, float("nan"), "", "code", "markdown", "../../etc", "\x1b[31m", "\ud800", "x" * 300, [], {}, [[]],
    {"grader": {"student": "ada"}}, ["a", 1], 4, 3, "python", "ir", {"name": "julia", "language": "julia"},
]  # fmt: skip


def one_line(error):
    text = str(error)
    assert text, "an error without a word"
    assert "\n" not in text, "more than one line"
    assert len(text) < 2000, "a flood"
    assert text.isprintable(), f"not fit for a terminal: {text!r}"


class Fuzzer:
    """Inputs from one seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.notebooks = [path.read_bytes() for path in sorted((ROOT / "assignments").glob("*/hw[12].ipynb"))]
        self.notebooks += [
            (ROOT / f"tests/samples/notebooks/{name}.ipynb").read_bytes() for name in ("hw1_right", "hw2_messy")
        ]
        self.scripts = [b"# %% [markdown]\n# hello\n\n# %%\nx = 1\n", b"def step(z):\n    return z\n"]
        self.settings = [path.read_bytes() for path in sorted((ROOT / "assignments").glob("*/assignment.toml"))]

    def damaged(self, data):
        """The bytes with a few things cut, doubled, swapped or put in."""
        data = bytearray(data)
        for _ in range(self.random.choice([1, 1, 2, 3, 8])):
            at = self.random.randrange(len(data) + 1)
            end = min(len(data), at + self.random.choice([1, 2, 10, 200]))
            kind = self.random.randrange(6)
            if kind == 0:
                del data[at:end]
            elif kind == 1:
                data[at:at] = self.random.choice(WORDS)
            elif kind == 2:
                data[at:end] = self.random.choice(WORDS)
            elif kind == 3 and at < len(data):
                data[at] = self.random.randrange(256)
            elif kind == 4:
                data[at:at] = data[at:end] * self.random.choice([1, 3, 50])
            else:
                del data[at:]
        return bytes(data[: 2**20 + 1])

    def restructured(self, data):
        """A notebook in which a value anywhere was put in the place of another."""
        tree = json.loads(data)
        for _ in range(self.random.choice([1, 1, 2, 4])):
            node = tree
            while True:
                keys = list(node) if isinstance(node, dict) else list(range(len(node)))
                if not keys:
                    break
                key = self.random.choice(keys)
                if isinstance(node[key], dict | list) and self.random.random() < 0.7:
                    node = node[key]
                    continue
                change = self.random.randrange(4)
                if change == 0:
                    del node[key]
                elif change == 1 and isinstance(node, dict):
                    node[self.random.choice(KEYS)] = copy.deepcopy(node[key])
                else:
                    node[key] = copy.deepcopy(self.random.choice(VALUES))
                break
        return json.dumps(tree).encode()

    def notebook(self):
        """Name and bytes of a file that is handed in."""
        if self.random.random() < 0.1:
            return "hw1.py", self.damaged(self.random.choice(self.scripts))
        data = self.random.choice(self.notebooks)
        if self.random.random() < 0.6:
            data = self.restructured(data)
        if self.random.random() < 0.5:
            data = self.damaged(data)
        return "hw1.ipynb", data

    def value(self):
        """What metadata may say of a name."""
        letters = "aA0._-@+/\\ \n\x00\x1b\u202e\u0301\u115f\ud800'\";=é数"
        if self.random.random() < 0.2:
            return self.random.choice(VALUES)
        if self.random.random() < 0.5:
            letters = "abcABC012é数"
        return "".join(self.random.choice(letters) for _ in range(self.random.choice([0, 1, 3, 10, 70, 5000])))


def reads_notebook(fuzzer):
    """Whether a file is refused."""
    name, data = fuzzer.notebook()
    try:
        notebook = read_submission(data, name, LIMITS)
    except NotebookError as error:
        one_line(error)
        said_of(data, name)
        return True
    assert isinstance(notebook, Notebook)
    assert 0 < len(notebook.cells) <= LIMITS.cells
    indices = [cell.index for cell in notebook.cells]
    assert indices == sorted(set(indices)), "cells out of order"
    assert all(isinstance(cell.source, str) for cell in notebook.cells)
    assert repr(said_of(data, name)) == repr((notebook.assignment, notebook.student)), "two readers, two owners"
    return False


def reads_settings(fuzzer, folder):
    """Whether an assignment's settings are refused."""
    (folder / "assignment.toml").write_bytes(fuzzer.damaged(fuzzer.random.choice(fuzzer.settings)))
    try:
        assignment = read_assignment_folder(folder)
    except CourseError as error:
        one_line(error)
        return True
    assert len({task.name for task in assignment.tasks}) == len(assignment.tasks)
    assert all(task.points >= 0 for task in assignment.tasks)
    return False


def reads_owner(fuzzer):
    """Whether a name is refused."""
    try:
        student = student_of(None, fuzzer.value(), "login")
        assignment = assignment_of(None, fuzzer.value(), "hw1")
    except RequestError as error:
        one_line(error)
        return True
    for id in (student, assignment):
        assert id.isprintable()
        assert Path(id).name == id
        assert id not in (".", "..")
    return False


def fuzz(seed, count):
    """Read `count` notebooks, and as many settings and names. How many of each kind were refused."""
    fuzzer, refused = Fuzzer(seed), [0, 0, 0]
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top) / "hw1_perceptron"
        folder.mkdir()
        readers = [reads_notebook, lambda fuzzer: reads_settings(fuzzer, folder), reads_owner]
        for _ in range(count):
            for place, reads in enumerate(readers):
                started = time.monotonic()
                refused[place] += reads(fuzzer)
                assert time.monotonic() - started < SLOW_SECONDS, "far too slow"
    return refused


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    refused = [0, 0, 0]
    for start in range(0, options.count, 100):
        seed = options.seed + start // 100
        try:
            found = fuzz(seed, min(100, options.count - start))
        except BaseException:
            print(f"seed {seed} escaped:", file=sys.stderr)
            raise
        refused = [sum(both) for both in zip(refused, found, strict=True)]
    kinds = zip(("notebooks", "settings", "names"), refused, strict=True)
    print("; ".join(f"{options.count} {kind}, {count} refused" for kind, count in kinds) + "; nothing escaped")


if __name__ == "__main__":
    main()
