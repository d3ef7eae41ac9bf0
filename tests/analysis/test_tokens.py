"""Tokens: what a copier can change without thinking changes nothing; what the code does stays."""

import pytest

from grader.analysis.tokens import MOST_CHARACTERS, defined_names, tokens_of
from grader.records import Cell


def texts(*sources: str, given: frozenset[str] = frozenset({"step"})) -> list[str]:
    cells = [Cell(index=index, source=source) for index, source in enumerate(sources)]
    return [token.text for token in tokens_of(cells, given)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("total = z + 1", "acc = q + 1"),
        ("def helper(z): return z", "def other(w): return w"),
        ("import numpy as np\nnp.dot(a, b)", "import numpy as num\nnum.dot(x, y)"),
        ("import os\nfrom a import (b,\n    c)\nx = 1", "x = 1"),
        ("a = 1  # why", "a = 1"),
        (
            'def f(z):\n    """Says this."""\n    return z',
            "def f(z):\n    '''Says that.'''\n    # and this\n    return z",
        ),
        ("f(a,b)", "f( a,\n   b )"),
        ("a = 1; b = 2", "a = 1\n\n\nb = 2"),
        ("x = 1.0", "x = 1"),
        ("x = 1_000", "x = 1e3"),
        ("x = 'a' 'b'", 'x = "something else"'),
        ("x = f'{a!r} and {b:>{c}}'", "x = 'a'"),
        ("self.w = 1\nself.w.sum()", "self.weights = 1\nself.weights.sum()"),
        ("class A:\n    def go(self): self.go()", "class B:\n    def run(me): me.run()"),
        ("%matplotlib inline\n!ls\nx = 1", "x = 1"),
        ("if a:\n    b()", "if a:\n  b()"),
    ],
)
def test_what_changes_no_meaning_changes_no_token(one: str, other: str) -> None:
    assert texts(one) == texts(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a + b", "a - b"),
        ("np.dot(a)", "np.sum(a)"),
        ("sum(a)", "max(a)"),
        ("x = 1", "x = 2"),
        ("step(a)", "other(a)"),
        ("while a: b", "if a: b"),
        ("a.w", "b"),
    ],
)
def test_what_changes_the_meaning_changes_a_token(one: str, other: str) -> None:
    assert texts(one) != texts(other)


def test_a_token_tells_where_it_stands() -> None:
    cells = [Cell(index=2, source="x = 1"), Cell(index=5, source="%time\n\ny = '''a\nb'''")]
    assert [(token.cell, token.first_line, token.last_line) for token in tokens_of(cells)][-1] == (5, 3, 4)


def test_functions_and_what_is_between_them_are_blocks() -> None:
    source = "w = 0\nx = 1\n@deco\ndef f():\n    return 1\ny = 2\nz = 3\nclass C:\n    def m(self): pass"
    tokens = tokens_of([Cell(index=0, source=source), Cell(index=1, source="w = 4")])
    by_line = {(token.cell, token.first_line): token.block for token in tokens}
    assert list(by_line.values()) == [0, 0, 1, 1, 1, 2, 2, 3, 3, 4]


@pytest.mark.parametrize(
    "source",
    [
        "def f(:",
        "x = '''never closed",
        "x = (1",
        "\x00",
        "\ud800",
        "if a:\n b\n  c\n d",
        "?x",
        "1__0",
        "9" * 9000,
        "\f",
        "",
    ],
)
def test_broken_code_stops_nothing(source: str) -> None:
    assert texts(source, "x = 1")[-3:] == ["a name", "=", "1.0"]


def test_no_more_is_read_than_a_person_writes() -> None:
    assert len(texts("x = 1\n" * MOST_CHARACTERS)) <= MOST_CHARACTERS


def test_names_that_the_assignment_asks_for() -> None:
    assert defined_names([Cell(index=0, source="def step(z): ...\nclass Adam:\n    pass\nx = 1")]) == {"step", "Adam"}


def test_a_line_of_quotes_tells_nothing() -> None:
    assert texts("x = 1\n'" + "\\'" * 20_000 + "\ny = 2") == texts("x = 1\n\ny = 2")
