"""Otter's test cells: what each expects, whether students see it, and what it is worth."""

import ast
import re
from collections.abc import Sequence
from typing import Any, Final

from grader.authoring.master import Piece, Test
from grader.authoring.otter_yaml import settings
from grader.authoring.source import SourceCell
from grader.records import Record

BEGIN: Final = re.compile(r'(?:.\s*=\s*)?""?"?\s*#\s*BEGIN\s*TEST\s*CONFIG', re.IGNORECASE)
END: Final = re.compile(r'""?"?\s*;?\s*#\s*END\s*TEST\s*CONFIG', re.IGNORECASE)
HIDDEN: Final = re.compile(r"\s*#.*\bhidden\b", re.IGNORECASE)


class Case(Record, frozen=True):
    """One test cell and its settings."""

    piece: Piece
    said: dict[str, Any]

    @property
    def hidden(self) -> bool:
        """Whether students do not see it."""
        return not self.piece.public


def case_of(cell: SourceCell, place: str) -> Case:
    """A test cell, read. Raises NotebookError for settings that are no YAML."""
    lines, said = cell.lines, dict[str, Any]()
    hidden = bool(HIDDEN.match(lines[0]))
    if BEGIN.match(lines[0]):
        end = next((row for row, line in enumerate(lines) if END.match(line)), len(lines) - 1)
        said = settings(cell, lines[1:end])
        lines = lines[end + 1 :]
    hidden = said.get("hidden") is True or (hidden and said.get("hidden") is not False)
    source = _with_call("\n".join(lines))
    piece = Piece(
        place=f"{place}, {cell.place}",
        source=source,
        public="" if hidden else source,
        judged_by_output=not _is_function(source),
        result=cell.result,
        printed=cell.printed,
    )
    return Case(piece=piece, said=said)


def tests_of(name: str, said: dict[str, Any], cases: Sequence[Case]) -> tuple[Test, ...]:
    """A question's tests, each with its points, as Otter shares them out."""
    worth = _worth(said.get("points"), [case.said.get("points") for case in cases])
    if said.get("all_or_nothing") is True and cases:
        pieces = tuple(case.piece for case in cases)
        return (Test(name=f"{name}_all_or_nothing", pieces=pieces, weight=sum(worth)),)
    tests = [
        Test(name=_name(name, number, case), pieces=(case.piece,), weight=points, hint=_hint(case))
        for number, (case, points) in enumerate(zip(cases, worth, strict=True), start=1)
    ]
    return tuple(tests)


def _name(question: str, number: int, case: Case) -> str:
    own = case.said.get("name")
    return own if isinstance(own, str) and own else f"{question}_{number}"


def _hint(case: Case) -> str:
    hint = case.said.get("failure_message")
    return " ".join(hint.split())[:300] if isinstance(hint, str) else ""


def _worth(total: object, own: Sequence[object]) -> list[float]:
    """What is said of a test is its own; the rest of the question's points is shared by those that say nothing."""
    if isinstance(total, dict):
        total = (_number(total.get("each")) or 1.0) * len(own)
    if isinstance(total, list):
        own, total = [*total, *([None] * len(own))][: len(own)], None
    given = [_number(points) for points in own]
    said = sum(points for points in given if points is not None)
    silent = sum(points is None for points in given)
    whole = _number(total)
    if whole is None:
        whole = said if said else 1.0
    rest = max(whole - said, 0.0) / silent if silent else 0.0
    return [rest if points is None else points for points in given]


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value < 1e9 else None


def _parsed(source: str) -> list[ast.stmt]:
    try:
        return ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _is_function(source: str) -> bool:
    body = _parsed(source)
    return bool(body) and isinstance(body[0], ast.FunctionDef) and len(body) == 2 and _calls(body[1], body[0])


def _calls(statement: ast.stmt, function: ast.FunctionDef) -> bool:
    call = statement.value if isinstance(statement, ast.Expr) else None
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == function.name


def _with_call(source: str) -> str:
    """A test that is a function gets the call that Otter makes: each argument is the name of the student's."""
    body = _parsed(source)
    if len(body) == 1 and isinstance(body[0], ast.FunctionDef):
        arguments = ", ".join(argument.arg for argument in body[0].args.args if argument.arg != "env")
        return f"{source}\n\n{body[0].name}({arguments})"
    return source
