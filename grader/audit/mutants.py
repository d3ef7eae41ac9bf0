"""Mutants of a model answer: one small change each, in what students are asked to write.

The kinds of change are those of the field's tools (operators, constants, comparisons, conditions, statements and calls
left out), with NumPy's own added: axes, copies, matrix products. Strings that only a person reads stay as they are.
"""

import ast
import copy
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from grader.course.percent import cells_of_script
from grader.course.regions import BEGIN, END
from grader.records import Cell, Mutant
from grader.suite.reference import LEFT_OUT

Change = tuple[str, Callable[[Any], Any]]
"""What is said of a change, and what it makes of a (copied) node: another node, or None to leave a statement out."""

_OPERATORS: Final[dict[type[ast.AST], tuple[type[ast.AST], ...]]] = {
    ast.Add: (ast.Sub,), ast.Sub: (ast.Add,), ast.Mult: (ast.Div,), ast.Div: (ast.Mult,), ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.FloorDiv,), ast.Pow: (ast.Mult,), ast.MatMult: (ast.Mult,),
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,), ast.And: (ast.Or,), ast.Or: (ast.And,),
}  # fmt: skip
_FOR_A_PERSON: Final = ("annotation", "returns")
_ONE_SIDE: Final = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.MatMult, ast.Pow)


def mutants_of(model: str, tasks: Sequence[str]) -> tuple[Mutant, ...]:
    """All mutants of a model answer in percent format. `tasks` are the names that are judged.

    A mutant belongs to the task in whose function or class it lies; one in a helper belongs to none ("").
    """
    lines = model.split("\n")
    asked = _lines_asked(lines)
    found: list[Mutant] = []
    cells = cells_of_script(model)
    held = sum(cell.marker.count("\n") + cell.source.count("\n") for cell in cells)
    line = 1 + model.count("\n") - held  # a header, or blank lines, before the first cell
    for cell in cells:
        first = line + cell.marker.count("\n")
        if cell.kind == "code" and LEFT_OUT not in cell.tags:
            found += _of_cell(cell.index, cell.source, first, asked, tasks, lines)
        line = first + cell.source.count("\n")
    return tuple(found)


def cells_with(cells: Sequence[Cell], mutant: Mutant) -> tuple[Cell, ...]:
    """The model answer's cells, with the mutant's in its place."""
    return tuple(Cell(index=cell.index, source=mutant.source) if cell.index == mutant.cell else cell for cell in cells)


def _lines_asked(lines: Sequence[str]) -> frozenset[int]:
    """The numbers, from 1, of the lines that students write."""
    inside, found = False, set[int]()
    for number, line in enumerate(lines, start=1):
        if line.strip() in (BEGIN, END):
            inside = line.strip() == BEGIN
        elif inside:
            found.add(number)
    return frozenset(found)


def _of_cell(
    index: int, source: str, first: int, asked: frozenset[int], tasks: Sequence[str], lines: Sequence[str]
) -> Iterator[Mutant]:
    tree = ast.parse(source)
    for path, node, task in _nodes(tree, tasks):
        number = first - 1 + getattr(node, "lineno", 0)
        if number not in asked:
            continue
        for change, make in _changes(node):
            mutated = _mutated(tree, path, make)
            if mutated is not None and mutated != ast.unparse(tree):
                yield Mutant(
                    task=task, line=number, text=lines[number - 1].strip(), change=change, cell=index, source=mutated
                )


Path = tuple[tuple[str, int | None], ...]


def _nodes(tree: ast.Module, tasks: Sequence[str]) -> Iterator[tuple[Path, ast.AST, str]]:
    """Every node that may be changed, with the way to it from the top and the task it belongs to."""
    for place, statement in enumerate(tree.body):
        name = getattr(statement, "name", "")
        task = name if name in tasks else ""
        if isinstance(statement, ast.Assign | ast.AnnAssign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            names = [target.id for target in targets if isinstance(target, ast.Name)]
            task = next((name for name in names if name in tasks), "")
        yield from _below(statement, (("body", place),), task)


def _below(node: ast.AST, path: Path, task: str) -> Iterator[tuple[Path, ast.AST, str]]:
    yield path, node, task
    if isinstance(node, ast.Raise | ast.JoinedStr | ast.Import | ast.ImportFrom | ast.Assert):
        return  # words for a person
    for field, value in ast.iter_fields(node):
        if field in _FOR_A_PERSON:
            continue
        if isinstance(value, ast.AST):
            yield from _below(value, (*path, (field, None)), task)
        elif isinstance(value, list):
            for place, item in enumerate(value):
                if isinstance(item, ast.AST) and not (field == "body" and _is_docstring(item)):
                    yield from _below(item, (*path, (field, place)), task)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _mutated(tree: ast.Module, path: Path, make: Callable[[Any], Any]) -> str | None:
    changed = copy.deepcopy(tree)
    parent: Any = changed
    for field, place in path[:-1]:
        parent = getattr(parent, field)
        parent = parent if place is None else parent[place]
    field, place = path[-1]
    node = getattr(parent, field) if place is None else getattr(parent, field)[place]
    new = make(node)
    if new is None:
        new = ast.Pass()
    if place is None:
        setattr(parent, field, new)
    else:
        getattr(parent, field)[place] = new
    try:
        text = ast.unparse(ast.fix_missing_locations(changed))
        compile(text, "<mutant>", "exec")
    except (SyntaxError, ValueError):
        return None
    return text


def _changes(node: ast.AST) -> Iterator[Change]:  # noqa: C901, PLR0912  one case for each kind of node
    match node:
        case ast.BinOp():
            yield from _binary(node)
        case ast.AugAssign():
            for new in _OPERATORS.get(type(node.op), ()):
                yield f"{_sign(node.op)}= becomes {_sign(new())}=", _with(op=new())
            yield "the old value is left out", lambda n: ast.Assign(targets=[n.target], value=n.value)
            yield "the statement is left out", lambda _: None
        case ast.Compare():
            yield from _comparison(node)
        case ast.BoolOp():
            for new in _OPERATORS[type(node.op)]:
                yield f"{_sign(node.op)} becomes {_sign(new())}", _with(op=new())
        case ast.UnaryOp(op=ast.USub() | ast.Not() | ast.Invert()):
            yield f"{_sign(node.op)} is left out", lambda n: n.operand
        case ast.Constant():
            yield from _constant(node)
        case ast.Call():
            yield from _call(node)
        case ast.If() | ast.IfExp() | ast.While():
            yield "the condition is turned round", lambda n: _set(n, test=ast.UnaryOp(op=ast.Not(), operand=n.test))
        case ast.Assign() | ast.AnnAssign(value=ast.expr()) | ast.Expr():
            yield "the statement is left out", lambda _: None
        case ast.Break():
            yield "break becomes continue", lambda _: ast.Continue()
        case ast.Continue():
            yield "continue becomes break", lambda _: ast.Break()
        case ast.Attribute(attr="T"):
            yield ".T is left out", lambda n: n.value


def _binary(node: ast.BinOp) -> Iterator[Change]:
    for new in _OPERATORS.get(type(node.op), ()):
        yield f"{_sign(node.op)} becomes {_sign(new())}", _with(op=new())
    if isinstance(node.op, _ONE_SIDE):
        sign = _sign(node.op)
        yield f"what stands after {sign} is left out", lambda n: n.left
        if not isinstance(node.op, ast.Pow):
            yield f"what stands before {sign} is left out", lambda n: n.right


def _comparison(node: ast.Compare) -> Iterator[Change]:
    for new in _OPERATORS.get(type(node.ops[0]), ()):
        changed = [new(), *node.ops[1:]]
        yield f"{_sign(node.ops[0])} becomes {_sign(new())}", _with(ops=changed)


def _constant(node: ast.Constant) -> Iterator[Change]:
    value = node.value
    if isinstance(value, bool):
        yield f"{value} becomes {not value}", _with(value=not value)
    elif isinstance(value, int | float):
        for new in (value + 1, value - 1):
            yield f"{value!r} becomes {new!r}", _with(value=new)
    elif isinstance(value, str) and value:
        yield f"{value!r} becomes another word", _with(value=value + "_")
    elif value is None:
        return


def _call(node: ast.Call) -> Iterator[Change]:
    name = ast.unparse(node.func)
    if isinstance(node.func, ast.Attribute) and not node.args and not node.keywords:
        yield f".{node.func.attr}() is left out", lambda n: n.func.value
    elif len(node.args) == 1 and not isinstance(node.args[0], ast.Starred):
        yield f"{name}(…) is left out", lambda n: n.args[0]
    for place, keyword in enumerate(node.keywords):
        if keyword.arg is not None:
            others = node.keywords[:place] + node.keywords[place + 1 :]
            yield f"{keyword.arg}= is left out", _with(keywords=others)
    if len(node.args) == 2:
        yield f"the arguments of {name} change places", lambda n: _set(n, args=n.args[::-1])


def _with(**fields: Any) -> Callable[[Any], Any]:
    return lambda node: _set(node, **fields)


def _set(node: Any, **fields: Any) -> Any:
    for name, value in fields.items():
        setattr(node, name, value)
    return node


def _sign(operator: ast.AST) -> str:
    signs = {
        ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
        ast.MatMult: "@", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
        ast.In: "in", ast.NotIn: "not in", ast.Is: "is", ast.IsNot: "is not", ast.And: "and", ast.Or: "or",
        ast.USub: "-", ast.Not: "not", ast.Invert: "~",
    }  # fmt: skip
    return signs.get(type(operator), type(operator).__name__)
