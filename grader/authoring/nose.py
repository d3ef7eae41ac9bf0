"""`nose.tools`, which older notebooks import and nobody can install any more: its asserts are unittest's."""

import ast
import re

_UPPER = re.compile(r"_([a-z])")
_OTHERWISE = {"assert_equals": "assertEqual", "assert_almost_equals": "assertAlmostEqual"}


def replaced_nose(source: str) -> str:
    """The source with each `from nose.tools import …` as names of unittest's; the same when there is none."""
    if "nose" not in source:
        return source
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return source
    lines = source.split("\n")
    for node in reversed(body):
        if isinstance(node, ast.ImportFrom) and node.module == "nose.tools" and node.lineno == node.end_lineno:
            lines[node.lineno - 1 : node.lineno] = _instead(node)
    return "\n".join(lines)


def _instead(node: ast.ImportFrom) -> list[str]:
    known = [f"{alias.asname or alias.name} = unittest.TestCase().{_method(alias.name)}" for alias in node.names]
    return ["import unittest", *known]


def _method(name: str) -> str:
    return _OTHERWISE.get(name) or _UPPER.sub(lambda found: found[1].upper(), name)
