"""Which names a piece of code looks up in the notebook, and which it sets there."""

import ast
from collections.abc import Iterable, Sequence
from typing import Any

_Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
_Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


class Names(ast.NodeVisitor):
    """The names that some statements share with the notebook around them; those local to a function do not count.

    `loads` are looked up, each with its node; `binds` are set, `deletes` deleted, `touches` changed in place, and
    `asked` have a method called that may change them; of those in `attributes` an attribute is set.
    `declares` says whether a function of theirs sets a name of the notebook (`global`).
    """

    def __init__(self, statements: Iterable[ast.stmt]) -> None:
        self.loads: list[ast.Name] = []
        self.binds: set[str] = set()
        self.deletes: set[str] = set()
        self.touches: set[str] = set()
        self.asked: set[str] = set()
        self.attributes: set[str] = set()
        self.declares = False
        self._looked_up_first: dict[str, bool] = {}
        self._local: list[set[str]] = []
        for statement in statements:
            self.visit(statement)

    @property
    def changed(self) -> set[str]:
        """The names that may mean something else, or something changed, afterwards."""
        return self.binds | self.touches | self.asked

    @property
    def loaded(self) -> set[str]:
        """The names that are looked up."""
        return {node.id for node in self.loads}

    @property
    def wanted(self) -> set[str]:
        """The names that are looked up before they are set: they come from elsewhere."""
        return {name for name, looked_up in self._looked_up_first.items() if looked_up}

    def visit_Assign(self, node: ast.Assign) -> None:
        """The value comes first."""
        self._visit_all([node.value, *node.targets])

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """The value comes first; without one nothing is set."""
        self._visit_all([node.annotation, *([node.value, node.target] if node.value is not None else [])])

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        """The value comes first."""
        self._visit_all([node.value, node.target])

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        """What is gone through comes first."""
        self._visit_all([node.iter, node.target, *node.body, *node.orelse])

    def visit_AsyncFor(self, node: ast.AsyncFor) -> None:
        """As any loop."""
        self.visit_For(node)

    def visit_Name(self, node: ast.Name) -> None:
        """A name is local, or the notebook's."""
        if any(node.id in names for names in self._local):
            return
        if isinstance(node.ctx, ast.Load):
            self.loads.append(node)
            self._looked_up_first.setdefault(node.id, True)
        elif isinstance(node.ctx, ast.Del):
            self.deletes.add(node.id)
        else:
            self._bind(node.id)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        """A function is a name of the notebook's, and has names of its own."""
        self._bind(node.name)
        self._visit_all([*node.decorator_list, *_defaults(node.args)])
        self._within(_arguments(node.args) | _bound_in(node.body), node.body)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        """As any function."""
        self.visit_FunctionDef(node)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        """As any function."""
        self._visit_all(_defaults(node.args))
        self._within(_arguments(node.args), [node.body])

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """A class is a name of the notebook's, and has names of its own."""
        self._bind(node.name)
        self._visit_all([*node.decorator_list, *node.bases, *node.keywords])
        self._within(_bound_in(node.body), node.body)

    def visit_ListComp(self, node: _Comprehension) -> None:
        """A comprehension has names of its own."""
        targets = {name.id for part in node.generators for name in _names_in(part.target)}
        self._within(targets, list(ast.iter_child_nodes(node)))

    def visit_SetComp(self, node: ast.SetComp) -> None:
        """As any comprehension."""
        self.visit_ListComp(node)

    def visit_DictComp(self, node: ast.DictComp) -> None:
        """As any comprehension."""
        self.visit_ListComp(node)

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> None:
        """As any comprehension."""
        self.visit_ListComp(node)

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        """An import sets names."""
        for alias in node.names:
            self._bind(alias.asname or alias.name.split(".")[0])

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        """An import sets names."""
        self.visit_Import(node)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        """`except … as name` sets one."""
        if node.name is not None:
            self._bind(node.name)
        self.generic_visit(node)

    def visit_MatchAs(self, node: ast.MatchAs | ast.MatchStar) -> None:
        """A pattern sets names."""
        if node.name is not None:
            self._bind(node.name)
        self.generic_visit(node)

    def visit_MatchStar(self, node: ast.MatchStar) -> None:
        """A pattern sets names."""
        self.visit_MatchAs(node)

    def visit_Global(self, _: ast.Global) -> None:
        """A function that sets a name of the notebook's."""
        self.declares = True

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        """`x += 1` looks x up, too."""
        if isinstance(node.target, ast.Name) and not any(node.target.id in names for names in self._local):
            self.touches.add(node.target.id)
            self._looked_up_first.setdefault(node.target.id, True)
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """`x.a = 1` changes x."""
        self._touch(node)
        if not isinstance(node.ctx, ast.Load):
            self._note_root(node, self.attributes)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        """`x[0] = 1` changes x."""
        self._touch(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        """`x.append(1)`, alone on its line, changes x."""
        call = node.value
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            self._note_root(call.func, self.asked)
        self.generic_visit(node)

    def _touch(self, node: ast.Attribute | ast.Subscript) -> None:
        if not isinstance(node.ctx, ast.Load):
            self._note_root(node, self.touches)
        self.generic_visit(node)

    def _note_root(self, node: ast.expr, where: set[str]) -> None:
        while isinstance(node, ast.Attribute | ast.Subscript):
            node = node.value
        if isinstance(node, ast.Name) and not any(node.id in names for names in self._local):
            where.add(node.id)

    def _bind(self, name: str) -> None:
        if not self._local:
            self.binds.add(name)
            self._looked_up_first.setdefault(name, False)

    def _visit_all(self, nodes: Iterable[ast.AST]) -> None:
        for node in nodes:
            self.visit(node)

    def _within(self, local: set[str], nodes: Sequence[ast.AST]) -> None:
        self._local.append(local)
        self._visit_all(nodes)
        self._local.pop()


def _bound_in(body: Sequence[ast.stmt]) -> set[str]:
    """What a function's own statements make local to it."""
    outside = {name for node in _walk_own(body) if isinstance(node, ast.Global | ast.Nonlocal) for name in node.names}
    return Names(body).binds - outside


def _walk_own(body: Iterable[ast.AST]) -> Iterable[ast.AST]:
    for node in body:
        yield node
        if not isinstance(node, _Function | ast.ClassDef):
            yield from _walk_own(ast.iter_child_nodes(node))


def _arguments(arguments: ast.arguments) -> set[str]:
    given: list[Any] = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    given += [extra for extra in (arguments.vararg, arguments.kwarg) if extra is not None]
    return {argument.arg for argument in given}


def _defaults(arguments: ast.arguments) -> list[ast.expr]:
    return [*arguments.defaults, *(default for default in arguments.kw_defaults if default is not None)]


def _names_in(node: ast.AST) -> Iterable[ast.Name]:
    return (name for name in ast.walk(node) if isinstance(name, ast.Name))
