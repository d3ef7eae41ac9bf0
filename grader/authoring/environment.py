"""What stands behind each name that a test uses: the student's answer, an import, or code that comes with it."""

import ast
from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from grader.authoring.master import Master
from grader.authoring.python import Statement, statements
from grader.errors import NotebookError

FROM_OUTSIDE: Final = frozenset({"open", "input", "random", "urlopen", "requests", "time", "datetime"})
"""What gives another value elsewhere, or another time: read from the student's notebook, not worked out anew."""

Kind = Literal["import", "definition", "data"]


class Known(NamedTuple):
    """A statement that stands in the notebook before a test, and that the test may need."""

    position: tuple[int, int]
    kind: Kind
    statement: Statement
    public: bool

    @property
    def sets(self) -> set[str]:
        """The names that it sets or changes."""
        return self.statement.names.changed


class Environment:
    """The names of a notebook. `functions` and `values` are the student's; `known` is what can be carried."""

    def __init__(self, master: Master) -> None:
        self.functions: set[str] = set()
        self.values: set[str] = set()
        self.known: list[Known] = []
        self.looked_up: set[str] = set()
        """What functions of the student's look up in the notebook while they run."""
        for part in master.parts:
            if part.kind == "solution":
                self._take_solution(_of(part.source, part.place))
        for position, part in enumerate(master.parts):
            if part.kind == "given":
                self._take_given((position, 0), _of(part.source, part.place))
            elif part.kind == "solution":
                self._take_imports((position, 0), _of(part.source, part.place))
            elif part.test is not None:
                for turn, piece in enumerate(part.test.pieces):
                    shown = {ast.dump(one.node) for one in _of(piece.public, piece.place)}
                    self._take_test((position, turn), _of(piece.source, piece.place), shown)

    @property
    def student(self) -> set[str]:
        """All names that are the student's."""
        return self.functions | self.values

    def _take_solution(self, found: Iterable[Statement]) -> None:
        for statement in found:
            if isinstance(statement.node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                self.functions |= statement.names.binds
                self.looked_up |= statement.names.loaded
            elif not isinstance(statement.node, ast.Import | ast.ImportFrom):
                self.values |= statement.names.binds
                self.functions |= {name for name in statement.names.binds if _is_lambda(statement.node)}
        self.values -= self.functions

    def _take_imports(self, position: tuple[int, int], found: Iterable[Statement]) -> None:
        for statement in found:
            if isinstance(statement.node, ast.Import | ast.ImportFrom):
                self.known.append(Known(position, "import", statement, public=True))

    def _take_given(self, position: tuple[int, int], found: Iterable[Statement]) -> None:
        for statement in found:
            kind = _kind(statement.node)
            sets = statement.names.changed
            if isinstance(statement.node, ast.ClassDef):
                self.functions |= statement.names.binds  # its objects have to live where the student's code does
            elif kind == "data" and (sets & self.student or not self._is_the_same_anywhere(statement)):
                # The student's own notebook knows the value.
                self.values |= statement.names.binds
            elif sets and not sets <= self.student:
                self.known.append(Known(position, kind, statement, public=True))

    def _take_test(self, position: tuple[int, int], found: Iterable[Statement], shown: set[str]) -> None:
        for statement in found:
            if statement.names.changed:
                public = ast.dump(statement.node) in shown
                self.known.append(Known(position, _kind(statement.node), statement, public))

    def _is_the_same_anywhere(self, statement: Statement) -> bool:
        words = {node.attr for node in ast.walk(statement.node) if isinstance(node, ast.Attribute)}
        words |= statement.names.loaded
        if words & FROM_OUTSIDE or any(word.startswith(("read_", "load")) for word in words):
            return False
        tainted = self.student | {
            name
            for known in self.known
            if known.kind == "definition" and known.statement.names.loaded & self.student
            for name in known.sets
        }
        return not statement.names.loaded & tainted


def _kind(node: ast.stmt) -> Kind:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return "import"
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return "definition"
    return "data"


def _is_lambda(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda)


def _of(source: str, place: str) -> list[Statement]:
    try:
        return statements(source, place)
    except NotebookError:
        return []  # said where the cell is used
