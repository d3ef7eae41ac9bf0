"""A test that ran among the student's names becomes one that calls them over the wire: `student.squares(3)`.

What the test needs beside the student's answers comes with it. What cannot be judged from outside is said, with the
reason, and left to the teacher.
"""

import ast
import builtins
import sys
from collections.abc import Iterable, Sequence
from importlib.machinery import PathFinder
from itertools import groupby
from pathlib import Path
from typing import Final

from grader.authoring.edits import Insert, before, behind, has_formatted, inserted, normalized
from grader.authoring.environment import Environment, Known
from grader.authoring.inputs import CannotCarry, watched_calls
from grader.authoring.python import Statement, plain_python, statements
from grader.authoring.scopes import Names
from grader.records import Record

BUILTINS: Final = frozenset(dir(builtins)) | {"__name__"}
NO_PLACE: Final = {
    **dict.fromkeys(("globals", "locals", "vars", "dir"), "it looks into the notebook's namespace"),
    **dict.fromkeys(("get_ipython", "In", "Out", "_", "display"), "it needs IPython"),
    **dict.fromkeys(("exec", "eval", "compile"), "it runs text as code among the student's names"),
    "open": "it opens a file: what student code writes stays in its sandbox",
    "input": "it reads from the keyboard",
}
NO_IMPORT: Final = {
    "matplotlib": "it looks at a plot, which stays in the sandbox",
    "seaborn": "it looks at a plot, which stays in the sandbox",
    "mock": "it puts a mock in the place of a name that the student's code uses",
    "unittest.mock": "it puts a mock in the place of a name that the student's code uses",
    "inspect": "it looks at the student's source",
    "otter": "it needs otter itself",
    "nbgrader": "it needs nbgrader itself",
}
AUTOTEST: Final = "__autotest__"
FIXTURES: Final = frozenset({"student", "reference", "rng"})


class Rewritten(Record, frozen=True):
    """A test's body in our words, and the statements that have to stand in front of the whole suite."""

    body: str
    imports: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()


class Rewriter:
    """Rewrites the tests of one notebook."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment

    def rewrite(self, source: str, position: tuple[int, int], *, public: bool, place: str) -> Rewritten:
        """What stands at `position` among the notebook's parts; `public`: with nothing that students do not see.

        Raises CannotCarry, or NotebookError for what is no Python.
        """
        plain = plain_python(source)
        own = statements(plain, place)
        if has_formatted(ast.Module([one.node for one in own], [])):
            plain = normalized(plain)
            own = statements(plain, place)
        self._refuse(own)
        needed = self._needed(own, position, public)
        self._refuse(known.statement for known in needed)
        apart = [known for known in needed if self._stands_apart(known, needed)]
        inside = [known.statement for known in needed if known not in apart]
        names = Names(one.node for one in [*inside, *own])
        self._refuse_attributes([*inside, *own])
        self._refuse_names(names, {name for known in needed for name in known.sets})
        hoisted = sorted(names.changed & names.loaded & self.environment.values)
        local = names.binds | set(hoisted) | {name for known in needed for name in known.sets}
        parts = [self._told(one.text, local) for one in inside]
        parts = [f"{name} = student.{name}" for name in hoisted] + parts + [self._told(plain, local)]
        return Rewritten(
            body="\n".join(parts),
            imports=tuple(known.statement.text for known in apart if known.kind == "import"),
            helpers=tuple(known.statement.text for known in apart if known.kind != "import"),
        )

    def _needed(self, own: Sequence[Statement], position: tuple[int, int], public: bool) -> list[Known]:
        """What the test cannot do without, in its order, of all that stands before it."""
        names = Names(one.node for one in own)
        wanted = names.wanted
        found: list[Known] = []
        for known in reversed(self.environment.known):
            if known.position >= position or (public and not known.public):
                continue
            if known.sets & wanted - self.environment.student:
                found.append(known)
                wanted |= known.statement.names.loaded
        found.reverse()
        missing = wanted - BUILTINS - self.environment.student - {name for known in found for name in known.sets}
        missing -= names.binds | {AUTOTEST}
        for name in sorted(missing):
            raise CannotCarry(NO_PLACE.get(name) or self._nowhere(name, position))
        return found

    def _nowhere(self, name: str, position: tuple[int, int]) -> str:
        if any("*" in known.sets for known in self.environment.known if known.position < position):
            return f"{name} is set nowhere before it, or comes with an import of all that a module has: name it there"
        return f"{name} is set nowhere before it"

    def _stands_apart(self, known: Known, needed: Sequence[Known]) -> bool:
        """Whether a statement can stand at the head of the suite: an import, or a function that needs only such."""
        if known.kind == "import":
            return True
        if known.kind != "definition":
            return False
        others = {name for other in needed if other.kind != "import" for name in other.sets}
        uses = known.statement.names.loaded - known.sets
        return not uses & (others | self.environment.student)

    def _refuse(self, found: Iterable[Statement]) -> None:
        for one in found:
            for node in ast.walk(one.node):
                self._refuse_node(node)
            for name in sorted(one.names.loaded & NO_PLACE.keys() - self.environment.student - one.names.binds):
                raise CannotCarry(NO_PLACE[name])

    def _refuse_node(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import):
            for alias in node.names:
                self._refuse_module(alias.name)
        elif isinstance(node, ast.ImportFrom):
            if node.level or any(alias.name == "*" for alias in node.names):
                raise CannotCarry(f"it imports all of {node.module or 'a package'}: name what it needs")
            for module in (node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)):
                if module in NO_IMPORT:
                    raise CannotCarry(NO_IMPORT[module])
            self._refuse_module(node.module or "")
        elif isinstance(node, ast.Attribute) and node.attr in ("stdout", "stderr", "redirect_stdout"):
            raise CannotCarry("it looks at what student code prints, which does not cross")
        elif isinstance(node, ast.Call) and _name_of(node.func) == "default_rng" and not (node.args or node.keywords):
            raise CannotCarry("it draws random numbers without a seed: give default_rng one")
        elif isinstance(node, ast.Global | ast.Nonlocal):
            raise CannotCarry("it sets names of the notebook's from within a function")

    def _refuse_module(self, name: str) -> None:
        root = name.split(".", maxsplit=1)[0]
        for known in (name, root):
            if known in NO_IMPORT:
                raise CannotCarry(NO_IMPORT[known])
        if not is_installed(root):
            raise CannotCarry(f"it imports {root}, which is not installed here")

    def _refuse_names(self, names: Names, carried: set[str]) -> None:
        student = self.environment
        set_here = names.binds | names.deletes | names.touches
        for name in sorted(set_here & student.functions | names.deletes & student.values):
            raise CannotCarry(f"it takes the student's {name} away, or puts something in its place")
        for name in sorted(names.binds & student.values & student.looked_up):
            raise CannotCarry(f"it sets {name}, which the student's functions look up")
        for name in sorted((names.binds | carried) & FIXTURES):
            raise CannotCarry(f"it has a name of its own called {name}, which means something else in a suite")

    def _refuse_attributes(self, found: Iterable[Statement]) -> None:
        """What is set on an object of the student's would stay on this side."""
        theirs = set(self.environment.student)
        for one in found:
            if one.names.attributes & theirs:
                raise CannotCarry("it changes an object of the student's, which stays on the student's side")
            if one.names.loaded & theirs:
                theirs |= one.names.binds

    def _told(self, source: str, local: set[str]) -> str:
        """The source with the student's names called over the wire."""
        if AUTOTEST not in source:
            return self._with(source, local, "student")
        told = []
        for is_autotest, lines in groupby(source.split("\n"), key=lambda line: line.startswith(AUTOTEST)):
            if is_autotest:
                told += [self._autotest(line, local) for line in lines]
            else:
                told.append(self._with("\n".join(lines), local, "student"))
        return "\n".join(told)

    def _autotest(self, line: str, local: set[str]) -> str:
        expression = line.rstrip().removeprefix(f"{AUTOTEST}(").removesuffix(")")
        try:
            given, wanted = (self._with(expression, local, whose) for whose in ("student", "reference"))
        except SyntaxError:
            raise CannotCarry("AUTOTEST of more than one expression") from None
        return f"assert_alike({given}, {wanted})"

    def _with(self, source: str, local: set[str], whose: str) -> str:
        tree = ast.parse(source)
        own = [node for node in Names(tree.body).loads if node.id in self.environment.student - local]
        inserts = [before(node, f"{whose}.") for node in own]
        inserts += watched_calls(tree.body, self.environment.functions - local, self.environment.student)
        return inserted(source, [*inserts, *_as_sets(tree, {id(node) for node in own})])


def is_installed(root: str) -> bool:
    """Whether a module can be imported wherever the suite runs: beside the notebook does not count."""
    if root in sys.builtin_module_names or root in sys.stdlib_module_names:
        return True
    here = {"", ".", str(Path.cwd())}
    return PathFinder.find_spec(root, [path for path in sys.path if path not in here]) is not None


def _name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _as_sets(tree: ast.AST, own: set[int]) -> Iterable[Insert]:
    """A set stays on the student's side, as an object: what is compared with one is made a set of its items."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare) or not isinstance(node.ops[0], ast.Eq | ast.NotEq) or len(node.ops) > 1:
            continue
        sides = (node.left, node.comparators[0])
        for one, other in (sides, sides[::-1]):
            if _is_set(other) and not _is_set(one) and any(id(below) in own for below in ast.walk(one)):
                yield before(one, "set(")
                yield behind(one, ")")


def _is_set(node: ast.expr) -> bool:
    made = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("set", "frozenset")
    return made or isinstance(node, ast.Set | ast.SetComp)
