"""What another grader's notebook holds, whichever grader it was: its parts in order, and what has no place here."""

from typing import Literal

from grader.records import Record


class Piece(Record, frozen=True):
    """One test cell's code. `public` is what students see of it, "" when they see none.

    `judged_by_output`: its last expression must give what the notebook saved: `result`, as text, and `printed`.
    """

    place: str
    source: str
    public: str = ""
    judged_by_output: bool = False
    result: str | None = None
    printed: str = ""


class Test(Record, frozen=True):
    """What earns points together: all pieces must pass. `weight` is what it was worth."""

    name: str
    pieces: tuple[Piece, ...]
    weight: float
    hint: str = ""


class Part(Record, frozen=True):
    """One cell of the notebook, or what is made of it; a solution is marked by our own words.

    A "solution" is code that students change, "given" is code that they get; a "test" is in no student's notebook.
    """

    kind: Literal["text", "given", "solution", "test"]
    place: str
    source: str = ""
    name: str = ""  # of a solution: the id or question that it belongs to
    test: Test | None = None


class Left(Record, frozen=True):
    """What is not carried over, and why."""

    place: str
    why: str
    source: str = ""


def marked_by_a_person(points: float | None) -> str:
    """Why a question is not carried over that no machine marks."""
    worth = "" if points is None else f": {points:g} point{'' if points == 1 else 's'}"
    return f"a person marks it{worth}"


class Master(Record, frozen=True):
    """A notebook with solutions and tests."""

    parts: tuple[Part, ...]
    left: tuple[Left, ...] = ()
    title: str = ""
    reads: tuple[str, ...] = ()
    """Files that go with it, as far as it says so."""
