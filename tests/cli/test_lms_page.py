"""docs/lms.md shows commands that there are, with options that they know, and samples that are there."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.export.formats import Listing
from grader.export.roster import members_of
from grader.export.tables import Table

Run = Callable[..., Any]
REPOSITORY = Path(__file__).parents[2]
PAGE = (REPOSITORY / "docs/lms.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^(grade [^\n#>]+)", PAGE, re.MULTILINE)


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_page_has_options_that_it_knows(grade: Run, line: str) -> None:
    words = line.split()[1:]
    command = words[:2] if words[0] == "roster" else words[:1]
    shown = grade(*command, "--help")
    assert shown.status == 0
    assert all(word in shown.out for word in words if word.startswith("--"))


def test_the_class_list_of_the_page_is_one() -> None:
    [shown] = re.findall(r"```csv\n(.*?)```", PAGE, re.DOTALL)
    assert [member.student for member in members_of(Listing(Table.of(shown.encode(), "page")))] == ["ada"]


@pytest.mark.parametrize("option", ["--raw", "--scale", "--missing zero", "--column NAME", "--sandbox none"])
def test_options_that_the_page_explains_are_there(grade: Run, option: str) -> None:
    helps = grade("export", "--help").out + grade("gradescope", "--help").out
    assert f"`{option}`" in PAGE or f"**`{option}`**" in PAGE
    assert option.partition(" ")[0] in helps
