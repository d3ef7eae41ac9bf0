"""Classes that did their homework honestly, and copies made of some of it.

An honest student picks a way for each task, most often a usual one: the model answer or one of the author's
alternatives. They write it in a manner of their own: names, layout and comments, and also which side of a sum comes
first, what gets a name, what is looked at before it is used, what is tried out in a cell. How much of that, differs.
"""

import ast
import builtins
import random
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from grader.course.layout import find_course
from grader.course.percent import cells_of_script
from grader.course.variants import Definition, read_variants
from grader.records import Cell

REPOSITORY = Path(__file__).parents[2]
WORDS = (
    "total", "acc", "value", "out", "res", "tmp", "err", "delta", "grad", "step_", "pred", "target_",
    "row", "col", "vec", "mat", "item", "part", "size", "count",
)  # fmt: skip
TRIES = (
    "print({0})",
    "{1} = {0}\nprint({1})",
    "for {1} in range({2}):\n    print({1}, {1} * {0})",
    "assert {0} < {2}",
    "{1} = np.array([{0}, {2}, {0}])\n{1}.mean()",
    "plt.plot([{0}, {2}], [{2}, {0}])\nplt.show()",
    "check('{1}')",
)
LOOKS = (
    "{0} = np.asarray({0})",
    "{0} = np.array({0}, dtype=float)",
    "assert {0} is not None",
    "if {0} is None:\n    raise ValueError('no {0}')",
    "print('{0}:', {0})",
)


@cache
def ways(assignment: str) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """The model answer's cells, and for each task the ways to do it, each as source with the helpers that it needs."""
    course = find_course(REPOSITORY)
    about = course.assignment(assignment)
    cells = tuple(c.source for c in cells_of_script(about.model_path.read_text("utf-8")) if c.kind == "code")
    found: dict[str, list[str]] = {task.name: [] for task in about.tasks if task.name != "answers"}
    for variant in read_variants(about.alternatives_path):
        if variant.task in found:
            found[variant.task].append(_alone(ast.parse(variant.source), variant.name, variant.task))
    return cells, {task: tuple(sources) for task, sources in found.items()}


def honest_student(assignment: str, seed: int) -> list[Cell]:
    """The code cells of one honest student."""
    chance = random.Random(seed)
    cells, by_task = ways(assignment)
    manner = chance.uniform(0.05, 0.4)
    written: list[str] = []
    imported: set[str] = set()
    for source in cells:
        module = ast.parse(source)
        for place, node in enumerate(module.body):
            options = by_task.get(getattr(node, "name", ""), ())
            chosen = chance.choices(range(len(options) + 1), [1 / (1 + k) for k in range(len(options) + 1)])[0]
            if chosen:
                module.body[place : place + 1] = ast.parse(options[chosen - 1]).body
        module.body = [node for node in module.body if not _is_known_import(node, imported)]
        written.append(_in_own_manner(module, chance, manner))
        if chance.random() < 0.3:
            words = chance.choice(WORDS), chance.randint(2, 99)
            written.append(chance.choice(TRIES).format(round(chance.uniform(-3, 3), 2), *words))
    return _cells(written, chance)


def copied(cells: Sequence[Cell], assignment: str, seed: int) -> list[Cell]:
    """The same work under another name: variables renamed, functions in another order, other comments and layout."""
    chance = random.Random(seed)
    module = ast.parse("\n".join(cell.source for cell in cells))
    kept = {*ways(assignment)[1], "answers"}
    imports = [node for node in module.body if isinstance(node, ast.Import | ast.ImportFrom)]
    others = [node for node in module.body if node not in imports]
    runs = [list(run) for _, run in groupby(others, key=lambda node: id(node) if isinstance(node, Definition) else 0)]
    chance.shuffle(runs)
    renamed = _Renamed(kept, chance)
    first = "\n".join(map(ast.unparse, imports))
    sources = [first, *("\n".join(ast.unparse(renamed.visit(node)) for node in run) for run in runs)]
    return _cells(sources, chance)


def _cells(sources: Sequence[str], chance: random.Random) -> list[Cell]:
    written = ["\n".join(_laid_out(line, chance) for line in source.splitlines()) for source in sources]
    return [Cell(index=index, source=source) for index, source in enumerate(written)]


def _laid_out(line: str, chance: random.Random) -> str:
    if chance.random() < 0.15 and not line.rstrip().endswith("\\"):
        line += f"  # {' '.join(chance.choices(WORDS, k=3))}"
    return line + chance.choice(["", "", "", " ", "\n"]) * ('"""' not in line)


def _alone(module: ast.Module, name: str, task: str) -> str:
    """One variant under its task's name, with the imports and helpers that it uses."""
    defined = {node.name: node for node in module.body if isinstance(node, Definition)}
    wanted, waiting = {name}, [name]
    while waiting:
        names = {node.id for node in ast.walk(defined[waiting.pop()]) if isinstance(node, ast.Name)}
        waiting += (found := (names & defined.keys()) - wanted)
        wanted |= found
    body: list[ast.stmt] = [node for node in module.body if isinstance(node, ast.Import | ast.ImportFrom)]
    used = {node.id for each in wanted for node in ast.walk(defined[each]) if isinstance(node, ast.Name)}
    for node in module.body:
        constant = isinstance(node, ast.Assign) and any(getattr(to, "id", "") in used for to in node.targets)
        if getattr(node, "name", None) in wanted or (constant and not _is_binding(node, name)):
            body.append(node)
    for node in (node for each in body for node in ast.walk(each)):
        for field in ("name", "id"):
            if getattr(node, field, None) == name:
                setattr(node, field, task)
    return ast.unparse(ast.Module(body=body, type_ignores=[]))


def _is_known_import(node: ast.stmt, imported: set[str]) -> bool:
    if not isinstance(node, ast.Import | ast.ImportFrom):
        return False
    known = ast.unparse(node) in imported
    imported.add(ast.unparse(node))
    return known


def _is_binding(node: ast.stmt, name: str) -> bool:
    return isinstance(node, ast.Assign) and isinstance(node.value, ast.Name) and node.value.id == name


def _in_own_manner(module: ast.Module, chance: random.Random, manner: float) -> str:
    rewritten = _Manner(chance, manner).visit(module)
    return ast.unparse(ast.fix_missing_locations(rewritten))


class _Manner(ast.NodeTransformer):
    """Small changes that leave the meaning, each with the student's own likelihood."""

    def __init__(self, chance: random.Random, manner: float) -> None:
        self.chance, self.manner = chance, manner

    def _now(self) -> bool:
        return self.chance.random() < self.manner

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        if isinstance(node.op, ast.Add | ast.Mult) and self._now():
            node.left, node.right = node.right, node.left
        if isinstance(node.op, ast.MatMult) and self._now():
            return ast.parse(f"np.dot({ast.unparse(node.left)}, {ast.unparse(node.right)})", mode="eval").body
        if isinstance(node.op, ast.Pow) and ast.unparse(node.right) == "2" and self._now():
            return ast.parse(f"np.square({ast.unparse(node.left)})", mode="eval").body
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        turned = {ast.GtE: ast.LtE, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.Lt: ast.Gt, ast.Eq: ast.Eq}
        if len(node.ops) == 1 and type(node.ops[0]) in turned and self._now():
            return ast.Compare(node.comparators[0], [turned[type(node.ops[0])]()], [node.left])
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.stmt:
        self.generic_visit(node)
        if isinstance(node.target, ast.Name) and self._now():
            value = ast.BinOp(ast.Name(node.target.id, ast.Load()), node.op, node.value)
            return ast.Assign([node.target], value)
        return node

    def visit_Return(self, node: ast.Return) -> ast.stmt | list[ast.stmt]:
        self.generic_visit(node)
        if node.value is None or not self._now():
            return node
        return self._with_a_name(node, node.value)

    def visit_Assign(self, node: ast.Assign) -> ast.stmt | list[ast.stmt]:
        self.generic_visit(node)
        inner = [part for part in ast.walk(node.value) if isinstance(part, ast.BinOp) and part is not node.value]
        if not inner or not self._now():
            return node
        return self._with_a_name(node, self.chance.choice(inner))

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        self.generic_visit(node)
        names = [argument.arg for argument in node.args.args if argument.arg != "self"]
        if names and self._now():
            looks = self.chance.sample(LOOKS, k=self.chance.randint(1, 2))
            lines = "\n".join(look.format(self.chance.choice(names)) for look in looks)
            after_docstring = int(ast.get_docstring(node) is not None)
            node.body[after_docstring:after_docstring] = ast.parse(lines).body
        return node

    def _with_a_name(self, statement: ast.stmt, part: ast.expr) -> list[ast.stmt]:
        name = self.chance.choice(WORDS)
        first = ast.parse(f"{name} = {ast.unparse(part)}").body[0]
        statement = _Replaced(part, name).visit(statement)
        return [first, statement]


class _Replaced(ast.NodeTransformer):
    def __init__(self, part: ast.expr, name: str) -> None:
        self.part, self.name = part, name

    def visit(self, node: ast.AST) -> ast.AST:
        return ast.Name(self.name, ast.Load()) if node is self.part else self.generic_visit(node)


class _Renamed(ast.NodeTransformer):
    """Every name that can be renamed is, and docstrings say something else."""

    def __init__(self, kept: set[str], chance: random.Random) -> None:
        self.kept = kept | set(dir(builtins)) | {"np", "self"}
        self.chance = chance
        self.new: dict[str, str] = {}

    def _named(self, name: str) -> str:
        if name in self.kept:
            return name
        return self.new.setdefault(name, f"{self.chance.choice(WORDS)}{len(self.new)}")

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self._named(node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.arg = self._named(node.arg)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        if ast.get_docstring(node) is not None:
            node.body[0] = ast.Expr(ast.Constant(" ".join(self.chance.choices(WORDS, k=5))))
        self.generic_visit(node)
        return node
