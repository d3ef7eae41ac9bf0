"""Python code with its words told apart by colour, every line on its own so that it can be numbered."""

from typing import Final

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from grader.feedback.plain import plain

MOST_CHARACTERS: Final = 20_000

_LEXER: Final = PythonLexer(stripnl=False, ensurenl=False)
_FORMATTER: Final = HtmlFormatter(nowrap=True)


def highlighted(source: str) -> Markup:
    """The code as lines, each a `span` of class `line`; more of it than a person reads is cut."""
    code = plain(source.expandtabs(4).rstrip(), MOST_CHARACTERS, lines=True)
    lines = highlight(code, _LEXER, _FORMATTER).removesuffix("\n").split("\n")
    shown = "".join(f'<span class="line">{line}\n</span>' for line in lines)
    return Markup(shown)  # noqa: S704  pygments escapes what it is given
