"""Tests that look whether a function changed what it was given. Over the wire it gets a copy: the call has to tell."""

import ast
from collections.abc import Iterator, Sequence
from typing import Final

from grader.authoring.edits import Insert, before
from grader.authoring.scopes import Names
from grader.errors import GraderError

WATCHED: Final = "assert_leaves_inputs_alone"


class CannotCarry(GraderError):
    """A test that has no like here; the words say why."""


def watched_calls(body: Sequence[ast.stmt], functions: set[str], student: set[str]) -> Iterator[Insert]:
    """Calls of the student's `functions` whose arguments are looked at again by themselves, made calls that tell.

    An assert that is about such an argument and about nothing of the student's can mean only that it is to be as it
    was. Raises CannotCarry for a call that is written in an unusual way.
    """
    theirs = set(student)
    names = [Names([statement]) for statement in body]
    watched: dict[int, ast.Call] = {}
    for place, statement in enumerate(body):
        if _is_assert(statement) and not names[place].loaded & theirs:
            for name in names[place].loaded:
                watched |= {id(call): call for call in _given(name, body[:place], names, functions)}
        if names[place].loaded & theirs:
            theirs |= names[place].binds
    for call in watched.values():
        yield before(call.func, f"{WATCHED}(")
        yield _comma(call)


def _is_assert(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Assert):
        return True
    call = statement.value if isinstance(statement, ast.Expr) else None
    if not isinstance(call, ast.Call):
        return False
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return str(name).startswith("assert")


def _given(name: str, earlier: Sequence[ast.stmt], names: Sequence[Names], functions: set[str]) -> Iterator[ast.Call]:
    """The calls that were given the variable since it was last set, latest first."""
    for statement, found in reversed(list(zip(earlier, names, strict=False))):
        for node in ast.walk(statement):
            if isinstance(node, ast.Call) and _is_given(node, name) and getattr(node.func, "id", "") in functions:
                yield node
        if name in found.binds:
            return


def _is_given(call: ast.Call, name: str) -> bool:
    return any(isinstance(argument, ast.Name) and argument.id == name for argument in call.args)


def _comma(call: ast.Call) -> Insert:
    """The bracket behind the function's name becomes a comma."""
    first, end = call.args[0], call.func.end_col_offset or 0
    if first.lineno != call.func.end_lineno or isinstance(first, ast.Starred):
        raise CannotCarry("it looks whether an argument was changed: write that call on one line")
    return Insert(first.lineno, end, ", ", first.col_offset - end)
