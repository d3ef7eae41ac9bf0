"""The suite's text, in the pieces that each system puts together in its own form."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.workload.cells import TASKS

SUITE: Final = Path(__file__).with_name("suite.py")


class Test(NamedTuple):
    """One test: its name, the task whose function it calls, and its text as a function of `student`."""

    name: str
    task: str
    function: ast.FunctionDef

    @property
    def cell(self) -> str:
        """The id of a cell that holds it."""
        return self.name.replace("_", "-")

    @property
    def text(self) -> str:
        """The function's source."""
        return ast.unparse(self.function)


@cache
def head() -> str:
    """The suite's imports and constants."""
    kinds = (ast.Import, ast.ImportFrom, ast.AnnAssign)
    return "\n".join(ast.unparse(node) for node in _tree().body if isinstance(node, kinds))


@cache
def tests() -> tuple[Test, ...]:
    """The tests in their order."""
    functions = [node for node in _tree().body if isinstance(node, ast.FunctionDef)]
    return tuple(Test(function.name, next(_called(function)), function) for function in functions)


def _tree() -> ast.Module:
    return ast.parse(SUITE.read_text(encoding="utf-8"))


def _called(function: ast.FunctionDef) -> Iterator[str]:
    attributes = (node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute))
    return (name for name in attributes if name in TASKS)
