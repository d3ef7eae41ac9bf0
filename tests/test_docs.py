"""What docs/security.md names is there, and its numbers are those of the corpus."""

import ast
import re
from pathlib import Path

import pytest

from tests.hostile.samples import GROUPS, samples

REPOSITORY = Path(__file__).parents[1]
TEXT = (REPOSITORY / "docs/security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`((?:tests|grader|scripts)/[^`\s]*)", TEXT)))
COUNTS = re.findall(r"^\| (?:`tests/samples/hostile/(\w+)`|all) \| (\d+) \|", TEXT, re.MULTILINE)


def is_there(named: str) -> bool:
    """Whether a path is there, and defines the function that stands after `::`."""
    name, _, function = named.partition("::")
    path = REPOSITORY / name
    if not function:
        return path.exists()
    tree = ast.parse(path.read_text(encoding="utf-8")) if path.is_file() else ast.Module([], [])
    return function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("named", NAMED)
def test_what_the_security_page_names_is_there(named: str) -> None:
    assert is_there(named)


@pytest.mark.parametrize(
    ("named", "there"),
    [
        ("tests/test_docs.py", True),
        ("tests/test_docs.py::test_what_is_not_there_is_found", True),
        ("tests/test_docs.py::test_what_never_was", False),
        ("tests/test_never.py", False),
        ("tests/test_never.py::test_what_never_was", False),
    ],
)
def test_what_is_not_there_is_found(named: str, there: bool) -> None:
    assert is_there(named) is there


def test_the_page_counts_the_samples_of_each_group() -> None:
    counted = {group: len(list(samples([group]))) for group in GROUPS}
    assert {group: int(count) for group, count in COUNTS} == counted | {"": sum(counted.values())}
