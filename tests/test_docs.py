"""The pages are held to the code."""

import ast
import re
from pathlib import Path

import pytest

from tests.hostile.samples import GROUPS, samples

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`((?:tests|grader|scripts|docs)/[\w/.]+(?:::\w+)?)`", PAGE)))
COUNTS = dict(re.findall(r"^\| `(\w+)` \| (\d+) \|", PAGE, re.MULTILINE))


@pytest.mark.parametrize("name", NAMED)
def test_what_the_security_page_names_exists(name):
    file, _, function = name.partition("::")
    assert (ROOT / file).exists()
    if function:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_the_security_page_proves_its_promises():
    assert sum("::" in name for name in NAMED) > 10


@pytest.mark.parametrize("group", GROUPS)
def test_the_security_page_counts_the_samples(group):
    assert int(COUNTS[group]) == len(list(samples([group])))
