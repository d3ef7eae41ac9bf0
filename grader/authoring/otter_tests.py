"""Otter's test cells: what each expects, whether students see it, and what it is worth."""

import ast
import re
from collections.abc import Sequence
from typing import Any, Final

from grader.authoring.master import Piece, Test
from grader.authoring.otter_yaml import number, settings, words
from grader.authoring.scopes import Names
from grader.authoring.source import SourceCell
from grader.records import Record

BEGIN: Final = re.compile(r'(?:.\s*=\s*)?""?"?\s*#\s*BEGIN\s*TEST\s*CONFIG', re.IGNORECASE)
END: Final = re.compile(r'""?"?\s*;?\s*#\s*END\s*TEST\s*CONFIG', re.IGNORECASE)
PUBLIC: Final = re.compile(r"\s*#+\s*test\s*#*\s*$", re.IGNORECASE)
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
    elif hidden or PUBLIC.match(lines[0]):
        lines = lines[1:] or [""]
    hidden = said.get("hidden") is True or (hidden and said.get("hidden") is not False)
    source, is_function = "\n".join(lines), False
    if cell.result is None:
        source, is_function = _without_function(source)
    piece = Piece(
        place=f"{place}, {cell.place}",
        source=source,
        public="" if hidden else source,
        judged_by_output=not is_function,
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
        Test(name=_name(name, turn, case), pieces=(case.piece,), weight=points, hint=_hint(case))
        for turn, (case, points) in enumerate(zip(cases, worth, strict=True), start=1)
    ]
    return tuple(tests)


def _name(question: str, turn: int, case: Case) -> str:
    return words(case.said.get("name")) or f"{question}_{turn}"


def _hint(case: Case) -> str:
    return words(case.said.get("failure_message"), most=300)


def _worth(total: object, own: Sequence[object]) -> list[float]:
    """What is said of a test is its own; the rest of the question's points is shared by those that say nothing."""
    if isinstance(total, dict):
        total = (number(total.get("each")) or 1.0) * len(own)
    if isinstance(total, list):
        own, total = [*total, *([None] * len(own))][: len(own)], None
    given = [number(points) for points in own]
    said = sum(points for points in given if points is not None)
    silent = sum(points is None for points in given)
    whole = number(total)
    if whole is None:
        whole = said if said else 1.0
    rest = max(whole - said, 0.0) / silent if silent else 0.0
    return [rest if points is None else points for points in given]


def _parsed(source: str) -> list[ast.stmt]:
    try:
        return ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _without_function(source: str) -> tuple[str, bool]:
    """A test that is a function is what that does, for its arguments are the student's names; and whether it was one.

    One that cannot be taken apart gets the call that Otter makes.
    """
    body = _parsed(source)
    function = body[0] if body else None
    if not isinstance(function, ast.FunctionDef) or not _alone(function, body[1:]):
        return source, False
    arguments = [argument.arg for argument in function.args.args]
    inside = _dedented(source, function)
    if inside is not None and not set(arguments) & Names(function.body).changed:
        return inside, True
    return f"{source}\n\n{function.name}({', '.join(arguments)})" if len(body) == 1 else source, True


def _alone(function: ast.FunctionDef, after: Sequence[ast.stmt]) -> bool:
    """Whether a function takes names alone, and nothing but a call of it with these names follows."""
    given = function.args
    if (
        given.defaults
        or given.kwonlyargs
        or given.vararg
        or given.kwarg
        or given.posonlyargs
        or function.decorator_list
    ):
        return False
    if not after:
        return True
    call = after[0].value if len(after) == 1 and isinstance(after[0], ast.Expr) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.func.id != function.name:
        return False
    names = [argument.id for argument in call.args if isinstance(argument, ast.Name)]
    return not call.keywords and names == [argument.arg for argument in given.args]


def _dedented(source: str, function: ast.FunctionDef) -> str | None:
    """A function's body on its own; None where text would change by that, or where it returns."""
    below = [node for statement in function.body for node in ast.walk(statement)]
    if any(isinstance(node, ast.Return | ast.Yield | ast.YieldFrom | ast.Global | ast.Nonlocal) for node in below):
        return None
    if any(_spans_lines(node) for node in below) or function.body[0].lineno == function.lineno:
        return None
    lines = source.split("\n")[function.body[0].lineno - 1 : function.end_lineno]
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    if any(line.strip() and not line.startswith(indent) for line in lines):
        return None
    return "\n".join(line.removeprefix(indent) for line in lines)


def _spans_lines(node: ast.AST) -> bool:
    is_text = isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
    return is_text and getattr(node, "lineno", 0) != getattr(node, "end_lineno", 0)
