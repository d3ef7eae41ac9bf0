"""Our grader, warm, met as people meet it: by the commands `grade submit` and `grade show`."""

import contextlib
import io
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NamedTuple, cast
from unittest.mock import patch

import msgspec

import grader.grading
import grader.sandbox.fonts
from grader.cli.main import main
from grader.course.layout import find_course
from grader.grading import Grader
from grader.records import Result
from grader.sandbox.bubblewrap import Bubblewrap
from grader.sandbox.interface import Sandbox

MARGIN_SECONDS: Final = 60.0
"""How long a submission may take beyond its limits. It tells what hangs from what is slow, on any machine."""


APART: Final = "HOSTILE_APART"
"""Set where each submission is to have a bubblewrap of its own; handed on to the worker processes."""


class Seen(NamedTuple):
    """What came of one submission. `document` is the JSON result; `terminal` and `page` are what a student reads.

    `result` is the document, read; `stored` what the gradebook holds.
    """

    status: int
    document: str
    terminal: str
    page: str
    errors: str
    seconds: float
    result: Result | None = None
    stored: Result | None = None


class Hung(BaseException):
    """The time is over. No `except Exception` may take it for something else."""


class Desk:
    """A course with a warm grader, which every command that runs here meets in the place of a new one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._warm: Grader | None = None
        self.changes = 0  # how often a grader was made or ended
        limits = find_course(root, root).assignment("target").limits
        self.bound = limits.submission_wall_seconds + MARGIN_SECONDS
        self._environment = {
            "COLUMNS": "80",
            "LOGNAME": "login",
            "OPENBLAS_NUM_THREADS": "1",
            "GRADE_COURSE": str(root),
        }

    def submit(self, path: Path, *words: str) -> Seen:
        """What comes of handing in this file, and what people then read."""
        seen = self.mark(path, *words)
        if seen.result is None:
            return seen
        whose = seen.result.student, seen.result.assignment
        _, terminal, _ = self._grade("show", *whose)
        _, held, _ = self._grade("show", *whose, "--json")
        stored = next(iter(_results(held)), None)
        return seen._replace(terminal=terminal, stored=stored, page=_page(seen.result))

    def mark(self, path: Path, *words: str) -> Seen:
        """What comes of handing in this file."""
        started = time.monotonic()
        status, document, errors = self._grade("submit", f"{path}", "--json", *words)
        seconds = time.monotonic() - started
        result = next(iter(_results(f"[{document}]")), None)
        if status == 3:
            self.close()  # whatever it is, the next one shall not suffer from it
        return Seen(status, document, "", "", errors, seconds, result)

    def close(self) -> None:
        """End the warm grader; the next submission gets a new one."""
        if self._warm is not None:
            self._warm.close()
            self.changes += 1
        self._warm = None

    def _grader(self, *arguments: Any) -> "_Borrowed":
        if self._warm is None:
            self._warm = Grader(*arguments)
            self.changes += 1
        return _Borrowed(self._warm)

    def _grade(self, *words: str) -> tuple[int, str, str]:
        out, err = _stream(), _stream()
        try:
            with contextlib.ExitStack() as meanwhile:
                meanwhile.enter_context(contextlib.redirect_stdout(out))
                meanwhile.enter_context(contextlib.redirect_stderr(err))
                meanwhile.enter_context(patch.dict(os.environ, self._environment))
                meanwhile.enter_context(patch.object(sys, "argv", ["grade", *words]))
                meanwhile.enter_context(patch.object(grader.grading, "Grader", self._grader))
                if APART in os.environ:
                    meanwhile.enter_context(patch.object(grader.grading, "open_sandbox", _apart))
                # No sample draws, and matplotlib takes as long to find its fonts as a dozen submissions.
                meanwhile.enter_context(patch.object(grader.sandbox.fonts, "font_list", lambda state: None))
                meanwhile.enter_context(_at_most(self.bound))
                main()
        except SystemExit as ended:
            status = int(ended.code or 0)
        except Hung:  # wherever it came
            status = 3
        return status, _text(out), _text(err)


class _Borrowed:
    """A grader for one command, which leaves it open."""

    def __init__(self, warm: Grader) -> None:
        self._warm = warm

    def __enter__(self) -> Grader:
        return self._warm

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """The next command uses it too."""


@contextlib.contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    def over(*_: object) -> None:
        raise Hung

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _apart(_: str, data: Path | None, hidden: Sequence[Path], __: Path | None = None) -> Sandbox:
    return Bubblewrap(data, hidden, nested=False)


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return cast(io.BytesIO, stream.buffer).getvalue().decode("utf-8", "surrogateescape")


def _results(documents: str) -> list[Result]:
    try:
        return msgspec.json.decode(documents, type=list[Result])
    except (msgspec.DecodeError, UnicodeEncodeError):
        return []


def _page(result: Result) -> str:
    from grader.feedback.html import checks_html

    return checks_html([(task.name, test) for task in result.tasks for test in task.tests])
