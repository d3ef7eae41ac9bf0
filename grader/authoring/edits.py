"""Small changes of Python text that leave all the rest of it, comments too, as it is."""

import ast
import sys
from collections.abc import Iterable
from typing import NamedTuple


class Insert(NamedTuple):
    """Text to be put in at a place, a line from 1 and a column in bytes from 0, and for how many bytes there."""

    line: int
    column: int
    text: str
    instead_of: int = 0


def before(node: ast.expr, text: str) -> Insert:
    """Text in front of a node."""
    return Insert(node.lineno, node.col_offset, text)


def behind(node: ast.expr, text: str) -> Insert:
    """Text behind a node."""
    return Insert(node.end_lineno or node.lineno, node.end_col_offset or 0, text)


def inserted(source: str, inserts: Iterable[Insert]) -> str:
    """The source with the texts put in."""
    lines = [line.encode() for line in source.split("\n")]
    for insert in sorted(inserts, key=lambda one: (one.line, one.column), reverse=True):
        line = lines[insert.line - 1]
        lines[insert.line - 1] = (
            line[: insert.column] + insert.text.encode() + line[insert.column + insert.instead_of :]
        )
    return b"\n".join(lines).decode()


def has_formatted(tree: ast.AST) -> bool:
    """Whether there is an f-string whose inside this Python cannot place."""
    return sys.version_info < (3, 12) and any(isinstance(node, ast.JoinedStr) for node in ast.walk(tree))


def normalized(source: str) -> str:
    """The source as Python itself writes it: without comments, each string on one line, f-strings taken apart."""
    tree = ast.parse(source)
    return ast.unparse(ast.fix_missing_locations(_Plain().visit(tree)))


class _Plain(ast.NodeTransformer):
    """f"{a:>3}" becomes "{:>3}".format(a), whose names have places."""

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        self.generic_visit(node)
        words, values = _format_of(node)
        method = ast.Attribute(value=ast.Constant(value=words), attr="format", ctx=ast.Load())
        return ast.Call(func=method, args=values, keywords=[])


def _format_of(node: ast.JoinedStr) -> tuple[str, list[ast.expr]]:
    words, values = "", list[ast.expr]()
    for part in node.values:
        if isinstance(part, ast.Constant):
            words += str(part.value).replace("{", "{{").replace("}", "}}")
        elif isinstance(part, ast.FormattedValue):
            conversion = f"!{chr(part.conversion)}" if part.conversion >= 0 else ""
            spec = part.format_spec
            inner, more = ("", list[ast.expr]())
            if isinstance(spec, ast.JoinedStr):
                inner, more = _format_of(spec)
            elif isinstance(spec, ast.Call):  # already taken apart
                inner, more = str(getattr(getattr(spec.func, "value", None), "value", "")), spec.args
            words += "{" + conversion + (f":{inner}" if inner else "") + "}"
            values += [part.value, *more]
    return words, values


def indented(source: str, by: str = "    ") -> str:
    """The source further in, but for lines that begin inside a string."""
    inside = {
        line
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str | bytes))
        for line in range(node.lineno + 1, (node.end_lineno or node.lineno) + 1)
    }
    lines = source.split("\n")
    return "\n".join(
        line if number in inside or not line.strip() else by + line for number, line in enumerate(lines, start=1)
    )
