"""Otter's tests expect what the notebook saved: the text of a value, and what was printed. Here they become asserts."""

import ast
import re
from typing import Any, Final

from grader.authoring.inputs import CannotCarry
from grader.records import Record

NOT_SAVED: Final = "the notebook holds no saved output for it: run the notebook, save it, and convert it again"
ARRAY: Final = re.compile(r"array\((?P<items>\[.*\])(?:,\s*dtype=\w+)?\)", re.DOTALL)
NUMPY: Final = re.compile(r"np\.\w+\((?P<value>[^()]*)\)|np\.(?P<truth>True|False)_")


class Expected(Record, frozen=True):
    """What a test cell is held to."""

    result: str | None
    printed: str


def with_expectation(body: str, expected: Expected) -> str:
    """A rewritten body whose last expression must give what is expected.

    Raises CannotCarry where there is nothing to compare with.
    """
    tree = ast.parse(body)
    if len(tree.body) == 1 and isinstance(tree.body[0], ast.Expr) and isinstance(tree.body[0].value, ast.Constant):
        raise CannotCarry("it compares nothing")
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        if expected.result is not None:
            raise CannotCarry(NOT_SAVED)
        return _printing(body, [], expected.printed)
    lines = body.split("\n")[: last.lineno]
    lines[-1] = lines[-1].encode()[: last.col_offset].decode().rstrip().rstrip(";")
    head = "\n".join(lines).rstrip()
    expression = ast.get_source_segment(body, last.value) or ast.unparse(last.value)
    if expected.result is None:
        return _without_result(head, expression, last.value, expected.printed)
    if expected.printed:
        return _printing(
            f"{head}\nvalue = {expression}".lstrip(),
            [_compared("value", ast.Name("value"), expected.result)],
            expected.printed,
        )
    return f"{head}\n{_compared(expression, last.value, expected.result)}".lstrip("\n")


def _without_result(head: str, expression: str, node: ast.expr, printed: str) -> str:
    """A call that gives None: an assert of some library's, or `print`. Anything else is not compared with anything."""
    asks_student = isinstance(node, ast.Call) and expression.startswith("student.")
    if not isinstance(node, ast.Call) or (asks_student and not printed):
        raise CannotCarry(NOT_SAVED)
    return _printing(f"{head}\n{expression}".lstrip("\n"), [], printed)


def _printing(body: str, after: list[str], printed: str) -> str:
    if not printed:
        return "\n".join([body, *after])
    inside = "\n".join(f"    {line}" if line.strip() else line for line in body.split("\n"))
    return "\n".join(
        [
            "printed = io.StringIO()",
            "with contextlib.redirect_stdout(printed):",
            inside,
            *after,
            f"assert printed.getvalue() == {printed!r}",
        ]
    )


def _compared(expression: str, node: ast.expr, result: str) -> str:
    """The assert that an expression gives the value whose text was saved."""
    text = result.strip()
    array = ARRAY.fullmatch(text)
    if array is not None and _is_numeric(items := _literal(array["items"])):
        return f"assert_close({expression}, {_one_line(items)})"
    plain = NUMPY.sub(lambda found: found["value"] or found["truth"], text)
    value = _literal(plain)
    if value is _NOTHING:
        return f"assert repr({expression}) == {text!r}"
    if isinstance(value, bool):
        return _truth(expression, node, value)
    if _is_numeric(value) and _has_float(value):
        return f"assert_close({expression}, {_one_line(value)})"
    if isinstance(value, set):
        return f"assert set({expression}) == {_one_line(value)}"
    return f"assert {_grouped(expression, node)} {'is' if value is None else '=='} {_one_line(value)}"


_NOTHING: Final = object()


def _literal(text: str) -> Any:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        return _NOTHING


def _one_line(value: Any) -> str:
    return repr(value)


def _truth(expression: str, node: ast.expr, value: bool) -> str:
    grouped = _grouped(expression, node)
    if isinstance(node, ast.Compare | ast.BoolOp | ast.UnaryOp) or _is_check(node):
        return f"assert {expression}" if value else f"assert not {grouped}"
    return f"assert {grouped} == {value}"


def _is_check(node: ast.expr) -> bool:
    names = ("isinstance", "issubclass", "callable", "hasattr", "all", "any")
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names


def _grouped(expression: str, node: ast.expr) -> str:
    simple = ast.Call | ast.Name | ast.Attribute | ast.Subscript | ast.Constant | ast.List | ast.Tuple | ast.Dict
    return expression if isinstance(node, simple) else f"({expression})"


def _is_numeric(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return all(_is_numeric(item) for item in value)
    return isinstance(value, int | float)


def _has_float(value: Any) -> bool:
    return any(map(_has_float, value)) if isinstance(value, list | tuple) else isinstance(value, float)
