"""What one test says of a submission: an outcome, and a message that the student may read.

A hidden test's own words reach the student, its values do not: pytest's introspection, NumPy's comparison reports and
anything else that nobody wrote for the student go to staff alone.
"""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, cast

import pytest
from _pytest.assertion import rewrite

from grader.errors import OurFault, StudentFault, StudentRaised
from grader.feedback.plain import plain
from grader.records import CellError, CellReport, Outcome, Verdict
from grader.suite.marks import Marks
from grader.testing import Judged

NEUTRAL: Final = "the answer is not what the task asks for"
MESSAGE_CHARS: Final = 500
DETAIL_CHARS: Final = 4_000

_ADDRESS: Final = re.compile(r" at 0x[0-9a-fA-F]+")
_FORMAT: Final = "_format_explanation"
_format: Final[Callable[[str], str]] = getattr(rewrite, _FORMAT)
_BEFORE_ASSERT: Final = "\n>assert "
_last_words: dict[str, str | None] = {}


def listen_to_authors() -> None:
    """Note the message of each assert that fails, apart from the introspection that pytest puts behind it.

    Rewritten asserts pass message and introspection through one function of pytest's, just before they raise. pytest
    has no public way to tell the two apart; a test holds this one to the pytest that is installed.
    """
    setattr(rewrite, _FORMAT, _note)


def _note(explanation: str) -> str:
    text = _format(explanation)
    words, introspection, _ = explanation.partition(_BEFORE_ASSERT)
    _last_words.clear()
    _last_words[text] = words.replace("\n~", "\n") if introspection else None
    return text


def forget_words() -> None:
    """A new test begins: nobody has said anything yet."""
    _last_words.clear()


def outcome_of(error: BaseException | None) -> Outcome:
    """The outcome of a test that ended with `error`, or with nothing."""
    if error is None:
        return "passed"
    if isinstance(error, StudentFault):
        return cast(Outcome, error.outcome)
    if isinstance(error, pytest.skip.Exception):
        return "skipped"
    return "failed"


def is_our_fault(error: BaseException | None, *, in_setup: bool, asked: bool) -> bool:
    """Whether a test failed for a reason that no student has a part in.

    `asked`: whether the student's side had been asked for anything. What breaks before that is the suite's own; after
    that, an odd answer of the student's may have broken it.
    """
    if error is None or isinstance(error, StudentFault | pytest.skip.Exception):
        return False
    if isinstance(error, OurFault) or not isinstance(error, Exception | pytest.fail.Exception):
        return True
    return not asked or (in_setup and not isinstance(error, AssertionError))


def verdict(test: str, name: str, marks: Marks, error: BaseException | None, folder: Path, output: str) -> Verdict:
    """The verdict on one test that ended with `error`."""
    values = f"\n{error.values}" if isinstance(error, Judged) and error.values else ""
    introspection = "" if error is None else plain(_steady(error) + values, DETAIL_CHARS, lines=True)
    return Verdict(
        test=test,
        name=name,
        task=marks.task,
        outcome=outcome_of(error),
        max_points=marks.points,
        message="" if error is None else _message(error, marks, folder),
        visible=marks.visible,
        detail="" if error is None else f"{type(error).__name__}: {introspection}",
        output=plain(output, DETAIL_CHARS, lines=True),
    )


def _message(error: BaseException, marks: Marks, folder: Path) -> str:
    words = _words(error, folder)
    if words is None and marks.visible:
        words = _steady(error)
    parts = [words or (NEUTRAL if not marks.hint else ""), marks.hint]
    return plain("\n".join(part for part in parts if part), MESSAGE_CHARS, lines=True)


def _steady(error: BaseException) -> str:
    """All that it says, but no addresses in memory: the same submission is to get the same result everywhere."""
    return _ADDRESS.sub("", str(error))


def _words(error: BaseException, folder: Path) -> str | None:
    """What the author of the test, or the student's own code, said. None when nobody wrote it for the student."""
    if isinstance(error, StudentRaised):
        place = f" ({error.frames[-1]})" if error.frames else ""
        return f"{error}{place}"
    if isinstance(error, StudentFault | Judged):
        return str(error)
    if isinstance(error, pytest.skip.Exception):
        return error.msg
    if isinstance(error, pytest.fail.Exception):
        return None if str(error.msg).startswith(("DID NOT RAISE", "DID NOT WARN")) else error.msg
    if not isinstance(error, AssertionError) or not _raised_in(error, folder):
        return None
    text = str(error)
    if text in _last_words:
        return _last_words[text]
    # Raised by hand. Should pytest one day explain its asserts in another way, their values still stay here.
    return None if text.startswith("assert ") else text.partition("\nassert ")[0]


def _raised_in(error: BaseException, folder: Path) -> bool:
    trace: Any = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and Path(trace.tb_frame.f_code.co_filename).is_relative_to(folder)


def shown_cells(cells: Sequence[CellReport]) -> tuple[CellReport, ...]:
    """The cells that did not run to their end, their texts made fit to be read: the student's code wrote them."""
    return tuple(
        CellReport(
            index=cell.index,
            error=CellError(
                type=plain(cell.error.type, 100), message=plain(cell.error.message, MESSAGE_CHARS, lines=True)
            ),
        )
        for cell in cells
    )
