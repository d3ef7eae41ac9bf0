"""Otter's marks inside a cell of code: `# SOLUTION` lines, blocks, prompts, and lines that go nowhere."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final, Literal

from grader.authoring.marking import region
from grader.authoring.source import SourceCell
from grader.errors import NotebookError

Who = Literal["both", "model", "student"]
"""Whose a line is: everybody's, the model answer's alone, or the student's alone."""

BLOCK: Final = re.compile(r"(?P<indent>\s*)(?:\S.*)?#\s*BEGIN (?P<what>SOLUTION NO PROMPT|SOLUTION|PROMPT|IGNORE)\s*$")
LINE: Final = re.compile(r"(?P<code>(?P<indent>\s*).*?)\s*# ?SOLUTION(?P<bare> NO PROMPT)?\s*;?\s*$")
MOST_COMPARED: Final = 2000
TARGET: Final = re.compile(r"(\s*[\w.]+(?:\[[^\]=]*\])*(?:\s*,\s*[\w.]+(?:\[[^\]=]*\])*)*\s*=)(?!=)")


def marked(cell: SourceCell) -> str:
    """The cell with its solutions in our own marks. Raises NotebookError for marks that do not pair."""
    lines = list(_told_apart(cell))
    if all(who == "both" for who, _ in lines):
        return "\n".join(line for _, line in lines)
    made: list[str] = []
    held: list[tuple[Who, str]] = []
    for who, line in [*lines, ("both", "")]:
        if who != "both":
            held.append((who, line))
            continue
        made += _regions(held)
        held = []
        made.append(line)
    return "\n".join(made[:-1])


def _regions(held: list[tuple[Who, str]]) -> list[str]:
    """What the model answer and the student have in the same place; lines that both have are no secret."""
    model = [line for who, line in held if who == "model"]
    student = [line for who, line in held if who == "student"]
    if len(held) > MOST_COMPARED:
        return region(model, student)
    made: list[str] = []
    for what, start, end, first, last in SequenceMatcher(None, student, model, autojunk=False).get_opcodes():
        made += student[start:end] if what == "equal" else region(model[first:last], student[start:end])
    return made


def _told_apart(cell: SourceCell) -> Iterator[tuple[Who, str]]:
    block: str | None = None
    for line in cell.lines:
        begins = BLOCK.match(line)
        if begins is not None:
            if block is not None:
                raise NotebookError(f"{cell.place}: a block begins inside a block: {line.strip()}")
            block = begins["what"]
            if block == "SOLUTION":
                yield "student", f"{begins['indent']}..."
        elif block is not None:
            if re.search(rf"#\s*END {block.split()[0]}\s*;?\s*$", line):
                block = None
            elif block != "IGNORE":
                yield "student" if block == "PROMPT" else "model", line
        elif re.search(r"#\s*END (?:SOLUTION|PROMPT|IGNORE)\s*;?\s*$", line):
            raise NotebookError(f"{cell.place}: a block ends that did not begin: {line.strip()}")
        else:
            yield from _line(line)
    if block is not None:
        raise NotebookError(f"{cell.place}: # END {block.split()[0]} is missing")


def _line(line: str) -> Iterator[tuple[Who, str]]:
    if line.rstrip().endswith("# IGNORE"):
        return
    if line.rstrip().endswith("# SEED"):
        yield "model", line.rstrip().removesuffix("# SEED").rstrip()
        return
    found = LINE.match(line)
    if found is None:
        yield "both", line
        return
    yield "model", found["code"]
    if found["bare"] is None:
        target = TARGET.match(found["code"])
        yield "student", f"{target[1]} ..." if target else f"{found['indent']}..."
