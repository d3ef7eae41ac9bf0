"""The author's list of mutants that are no mistakes."""

from collections.abc import Callable

import pytest

from grader.audit.equivalents import Equivalents
from grader.course.layout import Assignment
from grader.errors import CourseError
from grader.records import Mutant

MakeAssignment = Callable[..., Assignment]

LIST = """[[equivalent]]
line = "    return x + 1.0 "
change = "1.0 becomes 2.0"
reason = "x is infinite"

[[equivalent]]
line = "return -x"
change = "- is left out"
reason = "x is zero"
"""


def mutant(text: str, change: str, line: int = 7) -> Mutant:
    return Mutant(task="f", line=line, text=text, change=change, cell=0, source="")


KNOWN = mutant("return x + 1.0", "1.0 becomes 2.0")
ALSO_KNOWN = mutant("return -x", "- is left out")


@pytest.fixture
def read(make_assignment: MakeAssignment) -> Callable[[str], Equivalents]:
    return lambda text: Equivalents(make_assignment(equivalents=text))


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (KNOWN, "x is infinite"),
        (mutant(KNOWN.text, KNOWN.change, line=900), "x is infinite"),
        (ALSO_KNOWN, "x is zero"),
        (mutant(KNOWN.text, "1.0 becomes 0.0"), None),
        (mutant("return x + 1", KNOWN.change), None),
    ],
)
def test_a_mutant_is_known_by_its_line_and_its_change(
    read: Callable[[str], Equivalents], found: Mutant, reason: str | None
) -> None:
    assert read(LIST).reason(found) == reason


@pytest.mark.parametrize(
    ("left", "stale"),
    [
        ([KNOWN, ALSO_KNOWN], []),
        ([ALSO_KNOWN], ["return x + 1.0: 1.0 becomes 2.0"]),
        ([mutant("return 0", "0 becomes 1")], ["return x + 1.0: 1.0 becomes 2.0", "return -x: - is left out"]),
    ],
)
def test_an_entry_that_fits_no_survivor_is_stale(
    read: Callable[[str], Equivalents], left: list[Mutant], stale: list[str]
) -> None:
    assert read(LIST).stale(left) == stale


def test_without_a_file_no_mutant_is_equivalent(make_assignment: MakeAssignment) -> None:
    none = Equivalents(make_assignment())
    assert none.reason(KNOWN) is None
    assert none.stale([]) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("equivalent = 3", "equivalent: expected array, got int"),
        ('[[equivalent]]\nline = "x"\nchange = "y"\n', r"equivalent\[0\]: object missing required field reason"),
        (LIST.replace('"x is zero"', "0"), r"equivalent\[1\]\.reason: expected str, got int"),
        (LIST + "task = 'f'\n", r"equivalent\[1\]: object contains unknown field task"),
        ('[[equivalents]]\nline = "x"\n', "object contains unknown field equivalents"),
        ("[[equivalent]\n", "not valid TOML"),
    ],
)
def test_a_list_that_says_nonsense_is_refused_with_file_and_field(
    read: Callable[[str], Equivalents], text: str, words: str
) -> None:
    with pytest.raises(CourseError, match=rf"^hw1_double/equivalent_mutants\.toml: {words}"):
        read(text)
