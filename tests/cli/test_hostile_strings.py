"""What student code says reaches a terminal and JSON as harmless text."""

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

Run = Callable[..., Any]

MESSAGES = {
    "ansi": "\x1b[2J\x1b[31mred\x1b[0m",
    "osc 8": "\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\",
    "title": "\x1b]0;title\x07",
    "c1": "\x9b31mred",
    "bidi": "\u202edlog\u2066x",
    "markup": "[bold]b[/bold][link=http://e]l[/link][/]:smile:",
    "html": "<script>alert(1)</script>",
    "newlines": "a\n" * 50 + "\r\x0b\u2028",
    "a megabyte": "W" * 2**20,
    "marks": "e" + "\u0301" * 5000,
    "a surrogate": "\udcff\ud800",
    "a null": "a\0b",
}


def is_harmless(text: str) -> bool:
    return not {unicodedata.category(sign) for sign in text.replace("\n", "")} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def raising(message: str) -> tuple[str, str]:
    said = repr(message) if len(message) < 2**14 else f"{message[0]!r} * {len(message)}"
    raised = f"raise ValueError({said})"
    return f"def double(x):\n    print({said})\n    {raised}", raised


def are_harmless(table: Any, document: Any) -> None:
    assert is_harmless(table.out)
    assert max(map(cell_len, table.out.split("\n"))) <= 80
    assert all(map(is_harmless, strings_of(json.loads(document.out))))
    assert table.err == document.err == ""


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES.keys())
def test_a_hostile_message_is_plain_text_in_the_checks(
    grade: Run, course: Path, make_notebook: Run, message: str
) -> None:
    notebook = make_notebook(course.parent / "hw1.ipynb", *raising(message))
    table, document = grade("check", notebook), grade("check", notebook, "--json")
    are_harmless(table, document)
    assert len(table.lines) < 60
    assert len(document.out) < 10_000


@pytest.mark.walls
def test_hostile_messages_are_plain_text_in_the_result(grade: Run, course: Path, make_notebook: Run) -> None:
    cells = [cell for message in MESSAGES.values() for cell in reversed(raising(message))]
    notebook = make_notebook(course.parent / "hw1.ipynb", *cells)
    table = grade("submit", notebook, "--student", "ada")
    are_harmless(table, grade("show", "ada", "--json"))
    assert len(table.lines) < 60 + 5 * len(MESSAGES)


def strings_of(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for each in inner for text in strings_of(each)]


@pytest.mark.walls
def test_a_hostile_message_is_plain_text_for_staff_too(grade: Run, course: Path, make_notebook: Run) -> None:
    message = "".join(MESSAGES[name] for name in ("ansi", "osc 8", "c1", "bidi", "markup"))
    grade("submit", make_notebook(course.parent / "hw1.ipynb", *raising(message)), "--student", "ada")
    ran = grade("show", "ada", "--staff")
    assert ran.status == 0
    assert "printed: " in ran.out
    assert is_harmless(ran.out)


def test_markup_is_shown_as_it_was_typed(grade: Run, course: Path, make_notebook: Run) -> None:
    ran = grade("check", make_notebook(course.parent / "hw1.ipynb", *raising("[bold]b[/bold] :smile: <b>")))
    assert ran.out.count("[bold]b[/bold] :smile: <b>") >= 2


HOSTILE_CODE = {
    "a class of that name": 'class Odd(Exception): pass\nOdd.__name__ = "\\x1b[31m"\nraise Odd("x")',
    "a str that raises": "class Odd(Exception):\n    def __str__(self): raise Odd\nraise Odd",
    "a str of another type": "class Odd(Exception):\n    def __str__(self): return 7\nraise Odd",
    "an endless chain": "e = ValueError()\ne.__cause__ = e\nraise e",
    "a recursion": "def f(): f()\nf()",
    "an exit": "raise SystemExit('\\x1b[31m')",
    "a group": "raise ExceptionGroup('\\x1b[31m', [ValueError('\\x1b[31m')])",
}


@pytest.mark.parametrize("command", ["check", pytest.param("submit", marks=pytest.mark.walls)])
def test_hostile_exceptions_cost_their_cells_alone(grade: Run, course: Path, make_notebook: Run, command: str) -> None:
    right = 'def double(x): return 2 * x\nanswers = {"two_is_even": True}'
    ran = grade(command, make_notebook(course.parent / "hw1.ipynb", *HOSTILE_CODE.values(), right))
    assert (ran.status, ran.err) == (0, "")
    assert [number for number in range(1, 9) if f"cell {number}: " in ran.out] == list(range(1, 8))
    assert is_harmless(ran.out)
