"""Solutions in our own marks: `# BEGIN SOLUTION` to `# END SOLUTION`, with `# STUB` lines for what students see."""

from collections.abc import Sequence
from typing import Final

from grader.course.regions import BEGIN, END

STUB: Final = "# STUB"
ANSWER_HERE: Final = "*Your answer here.*"


def region(solution: Sequence[str], stub: Sequence[str] | None = None) -> list[str]:
    """Lines of code as one region. Students see the lines of `stub` (none: a blank one), or else our placeholder."""
    indent = _indent([*solution, *(stub or ())])
    shown = [] if stub is None else [f"{indent}{STUB} {line[len(indent) :]}".rstrip() for line in stub or [""]]
    return [f"{indent}{BEGIN}", *shown, *solution, f"{indent}{END}"]


def hidden_text(text: str, shown: str = ANSWER_HERE) -> str:
    """Markdown that students do not see, but `shown` in its place.

    In percent format every line of a text gets a comment sign in front; what is left after it makes the marks.
    """
    return "\n".join([BEGIN[2:], f"{STUB[2:]} # {shown}".rstrip(), *text.split("\n"), END[2:]])


def whole(source: str) -> str:
    """A cell of which students see nothing but our placeholder."""
    return "\n".join(region(source.split("\n")))


def _indent(lines: Sequence[str]) -> str:
    indents = [line[: len(line) - len(line.lstrip())] for line in lines if line.strip()]
    return min(indents, key=len, default="")
