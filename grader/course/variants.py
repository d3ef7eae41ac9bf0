"""Wrong and right answers that the hidden suite is judged with, read from `misconceptions.py` and `alternatives.py`.

    @misconception(task="step")
    def strict_inequality(z):
        '''Your step gives 0 at exactly z = 0; the contract says 1 where z >= 0.'''
        return np.where(np.asarray(z) > 0, 1, 0)

The files are parsed, never run. Each variant becomes one more cell after the model answer: the module's imports,
constants and helpers, the function or class itself, and a line that gives it the task's name.

Two rules follow. A variant uses no other variant of its file: what they share is a helper without decorator. And inside
a variant the task's name would mean the variant itself: to recurse it calls itself by its own name; to wrap the model's
answer it keeps that as a default, which is taken before the name changes: `def doubled(x, *, right=mse): …`.
"""

import ast
import copy
import symtable
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from grader.course.quoting import quoted
from grader.errors import CourseError
from grader.records import Cell, Record

Definition = ast.FunctionDef | ast.ClassDef
KINDS = ("misconception", "alternative")
ANSWERS = "answers"


class Variant(Record, frozen=True, kw_only=True):
    """One answer to one task. `source` is a whole cell; `lesson` what to tell a student who gave this answer."""

    kind: Literal["misconception", "alternative"]
    name: str
    task: str
    source: str
    answer: str | None = None  # the key in `answers`, when the task is "answers"
    lesson: str = ""


def read_variants(path: Path) -> tuple[Variant, ...]:
    """The variants in a file, in its order; a file that does not exist holds none.

    Raises CourseError with file and line: for what is not valid Python, a decorator with other arguments than `task`
    and `answer`, a misconception without a docstring, a name used twice, a variant that breaks one of the two rules.
    """
    place = f"{path.parent.name}/{path.name}"
    try:
        module = ast.parse(path.read_bytes())
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise CourseError(f"{place}: cannot be read: {(error.strerror or 'unknown reason').lower()}") from error
    except (SyntaxError, ValueError) as error:
        raise CourseError(f"{place}:{getattr(error, 'lineno', None) or 1}: not valid Python: {error}") from error
    return tuple(_Reader(module, place).variants())


def with_variant(cells: tuple[Cell, ...], variant: Variant) -> tuple[Cell, ...]:
    """The cells of a model answer and, after them, the variant's."""
    index = max((cell.index for cell in cells), default=-1) + 1
    return (*cells, Cell(index=index, source=variant.source))


def script_with_variant(model_source: str, variant: Variant) -> str:
    """A model answer in percent format with the variant as its last cell: it can be submitted as a `.py`."""
    return f"{model_source.rstrip()}\n\n# %%\n{variant.source}"


class _Reader:
    """One file: its shared part, and what makes each variant of the rest."""

    def __init__(self, module: ast.Module, place: str) -> None:
        self.place = place
        self.shared: list[ast.stmt] = []
        self.marked: list[tuple[Definition, ast.Call]] = []
        for statement in module.body:
            self._sort(statement)
        # A variant that bears its task's own name hides nothing: elsewhere the name means the model's function.
        self.names = {node.name for node, mark in self.marked if node.name != self._arguments(mark)[0]}
        self.helpers = {node.name: node for node in self.shared if isinstance(node, Definition)}
        self.shared_source = _source(self.shared) + "\n" if self.shared else ""
        self.looked_up_by = {name: _looked_up(_source([node])) for name, node in self.helpers.items()}

    def variants(self) -> Iterator[Variant]:
        seen: set[str] = set()
        for node, decorator in self.marked:
            if node.name in seen or node.name in self.helpers:
                raise self._error(node, f"{node.name} is defined twice")
            seen.add(node.name)
            yield self._variant(node, decorator)

    def _error(self, node: ast.stmt | ast.expr, words: str) -> CourseError:
        return CourseError(f"{self.place}:{node.lineno}: {words}")

    def _sort(self, statement: ast.stmt) -> None:
        if isinstance(statement, Definition):
            marks = [node for node in statement.decorator_list if _kind_of(node)]
            if len(marks) > 1:
                raise self._error(statement, f"{statement.name} is marked twice: write one variant for each task")
            if marks and not isinstance(marks[0], ast.Call):
                raise self._error(marks[0], f'{_kind_of(marks[0])} needs a task: @{_kind_of(marks[0])}(task="…")')
            if marks and isinstance(marks[0], ast.Call):
                self.marked.append((statement, marks[0]))
            else:
                self.shared.append(statement)
        elif isinstance(statement, ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign):
            self.shared += [statement] if not _imports_grader(statement) else []
        elif not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)):
            raise self._error(statement, "only imports, constants, functions and classes can stand here")

    def _variant(self, node: Definition, decorator: ast.Call) -> Variant:
        kind: Literal["misconception", "alternative"] = (
            "misconception" if _kind_of(decorator) == "misconception" else "alternative"
        )
        task, answer = self._arguments(decorator)
        lesson = ast.get_docstring(node) or ""
        if kind == "misconception" and not lesson:
            raise self._error(node, f"{node.name} has no docstring: write what to tell the student")
        if answer is not None and not _takes_nothing(node):
            raise self._error(node, f"{node.name} must be a function without arguments that returns the answer")
        bare = _source([_without(node, decorator)])
        self._check_names(node, self._names_used(bare), task)
        source = self.shared_source + bare + _binding(node.name, task, answer)
        return Variant(kind=kind, name=node.name, task=task, answer=answer, lesson=lesson, source=source)

    def _arguments(self, decorator: ast.Call) -> tuple[str, str | None]:
        given: dict[str, Any] = {}
        for keyword in decorator.keywords:
            if keyword.arg not in ("task", "answer"):
                raise self._error(decorator, f"unknown argument {keyword.arg or '**'}: there are task and answer")
            value = keyword.value.value if isinstance(keyword.value, ast.Constant) else None
            if not isinstance(value, str) or not value:
                raise self._error(decorator, f"{keyword.arg} must be a string")
            given[keyword.arg] = value
        task, answer = given.get("task"), given.get("answer")
        if decorator.args or task is None:
            raise self._error(decorator, 'write it with task="…"')
        if not task.isidentifier():
            raise self._error(decorator, f"task {quoted(task)} is no name of Python")
        if (answer is not None) != (task == ANSWERS):
            raise self._error(decorator, 'answer="…" goes with task="answers", and only with it')
        return task, answer

    def _check_names(self, node: Definition, used: set[str], task: str) -> None:
        if task in used and task not in {node.name, ANSWERS}:
            raise self._error(
                node,
                f"{node.name} calls {task}, which is {node.name} itself once it is judged: "
                "write it out, or keep the model's as a default argument",
            )
        others = sorted((used & self.names) - {node.name})
        if others:
            raise self._error(node, f"{node.name} uses the variant {others[0]}: make the shared part a helper")

    def _names_used(self, source: str) -> set[str]:
        """Global names that are looked up when `source` is called, those of the helpers it uses among them."""
        used: set[str] = set()
        found = _looked_up(source)
        while found:
            used |= found
            found = {each for name in found & self.helpers.keys() for each in self.looked_up_by[name]} - used
        return used


def _kind_of(decorator: ast.expr) -> str | None:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", None)
    return name if name in KINDS else None


def _imports_grader(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.ImportFrom):
        return (statement.module or "").split(".")[0] == "grader"
    return isinstance(statement, ast.Import) and any(name.name.split(".")[0] == "grader" for name in statement.names)


def _takes_nothing(node: Definition) -> bool:
    if isinstance(node, ast.ClassDef):
        return False
    return not any((node.args.posonlyargs, node.args.args, node.args.vararg, node.args.kwonlyargs, node.args.kwarg))


def _without(node: Definition, decorator: ast.expr) -> Definition:
    bare = copy.copy(node)
    bare.decorator_list = [other for other in node.decorator_list if other is not decorator]
    return bare


def _source(statements: list[ast.stmt]) -> str:
    return ast.unparse(ast.Module(body=statements, type_ignores=[])) + "\n"


def _binding(name: str, task: str, answer: str | None) -> str:
    if answer is not None:
        return f"{ANSWERS}[{answer!r}] = {name}()\n"
    return "" if name == task else f"{task} = {name}\n"


def _looked_up(source: str) -> set[str]:
    # Only functions count: defaults, decorators and the body of a class are evaluated before the task's name changes.
    module = symtable.symtable(source, "variant", "exec")
    return {name for table in _functions(module.get_children()) for name in _globals(table)}


def _functions(tables: Iterable[symtable.SymbolTable]) -> Iterator[symtable.SymbolTable]:
    for table in tables:
        if table.get_type() == "function":
            yield table
        yield from _functions(table.get_children())


def _globals(table: symtable.SymbolTable) -> Iterator[str]:
    return (symbol.get_name() for symbol in table.get_symbols() if symbol.is_global() and symbol.is_referenced())
