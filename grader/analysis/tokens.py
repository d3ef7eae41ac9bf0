"""Python code as a stream of tokens that renaming, comments and layout do not change."""

import builtins
import io
import keyword
import tokenize
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from grader.analysis.tokenizing import is_slow
from grader.records import Cell

MOST_CHARACTERS: Final = 100_000
"""Of one submission's code, as many characters are looked at: what a person writes for a homework is far shorter."""

_KEPT_NAMES: Final = frozenset(dir(builtins)) | frozenset(keyword.kwlist)
_NAME: Final = "a name"
_STRING: Final = "a string"
_NOT_CODE: Final = frozenset({tokenize.COMMENT, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER})
# From Python 3.12 on an f-string is many tokens; before, it is one.
_OPENS: Final = frozenset(kind for kind, name in tokenize.tok_name.items() if name.endswith("STRING_START"))
_CLOSES: Final = frozenset(kind for kind, name in tokenize.tok_name.items() if name.endswith("STRING_END"))
_BLOCK_STARTS: Final = frozenset({"def", "class", "async", "@"})
_ASSIGNS: Final = frozenset({"=", ":", "+=", "-=", "*=", "/=", "//=", "**=", "%=", "@=", "|=", "&=", "^="})

_Line = Sequence[tokenize.TokenInfo]


class Token(NamedTuple):
    """One token, what it is like, and where it stands: the cell's index, and its lines, counted from 1.

    `block` numbers functions, classes and what stands between them at the left margin: blocks may come in another
    order, the tokens of one may not.
    """

    text: str
    block: int
    cell: int
    first_line: int
    last_line: int


def tokens_of(cells: Iterable[Cell], given: Container[str] = frozenset()) -> list[Token]:
    """The normalised tokens of code cells, in order.

    - Comments, docstrings, imports and layout are left out.
    - A name of the student's own is one token, whatever it is. Keywords, built-in names, names that were `given` and
      attributes that the code does not make itself stay what they are: nobody can rename them.
    - All strings are one token; a number is its value, however it is written.

    Code that is not valid Python counts up to where it breaks off.
    """
    by_cell = _lines_by_cell(cells)
    own = _own_attributes(line for lines in by_cell.values() for line in lines)
    found: list[Token] = []
    for cell, lines in by_cell.items():
        after = found[-1].block + 1 if found else 0
        for block, line in _in_blocks(lines, after):
            for token, text in _texts(line, given, own):
                found.append(Token(text, block, cell, token.start[0], token.end[0]))
    return found


def defined_names(cells: Iterable[Cell]) -> frozenset[str]:
    """The functions and classes that the code defines."""
    lines = (line for lines in _lines_by_cell(cells).values() for line in lines)
    return frozenset(name.string for line in lines for word, name in pairwise(line) if word.string in {"def", "class"})


def _lines_by_cell(cells: Iterable[Cell]) -> dict[int, list[_Line]]:
    left = MOST_CHARACTERS
    found = {}
    for cell in cells:
        found[cell.index] = _logical_lines(cell.source[:left])
        left -= min(len(cell.source), left)
    return found


def _logical_lines(source: str) -> list[_Line]:
    """The code's statements and heads of statements, without imports and those that are a string alone."""
    lines: list[_Line] = []
    line: list[tokenize.TokenInfo] = []
    for token in _raw_tokens(source):
        if token.type != tokenize.NEWLINE:
            if token.type not in _NOT_CODE:
                line.append(token)
            continue
        lines.append(line)
        line = []
    return [each for each in (*lines, line) if _tells(each)]


def _tells(line: _Line) -> bool:
    return any(token.type != tokenize.STRING for token in line) and line[0].string not in {"import", "from"}


def _raw_tokens(source: str) -> Iterator[tokenize.TokenInfo]:
    # A notebook's commands are no Python: their lines are emptied, so that the others keep their numbers.
    lines = (
        "\n" if line.startswith(("%", "!")) or is_slow(line) else line for line in io.StringIO(source, newline="\n")
    )
    try:
        yield from tokenize.generate_tokens(lambda: next(lines, ""))
    except (tokenize.TokenError, SyntaxError, ValueError):
        return


def _own_attributes(lines: Iterable[_Line]) -> frozenset[str]:
    """Attributes that the code assigns, and names of functions, which may be methods."""
    own: set[str] = set()
    for line in lines:
        own |= {name.string for word, name in pairwise(line) if word.string == "def"}
        for dot, name, sign in zip(line, line[1:], line[2:], strict=False):
            if dot.string == "." and sign.string in _ASSIGNS:
                own.add(name.string)
    return frozenset(own)


def _in_blocks(lines: Iterable[_Line], first: int) -> Iterator[tuple[int, _Line]]:
    """Each line with the number of its block, counted on from `first`."""
    block, opened, decorated = first, False, False
    for line in lines:
        starts = line[0].string in _BLOCK_STARTS
        if line[0].start[1] == 0 and not decorated and (starts or opened):
            block += 1
            opened = starts
        decorated = line[0].string == "@"
        yield block, line


def _texts(line: _Line, given: Container[str], own: Container[str]) -> Iterator[tuple[tokenize.TokenInfo, str]]:
    before = ""
    inside = 0  # f-strings that are open
    for token in line:
        inside += token.type in _OPENS
        text = _STRING if inside else _text(token, before, given, own)
        inside -= token.type in _CLOSES
        if text == ";" or (text == before == _STRING):
            continue
        yield token, text
        before = text


def _text(token: tokenize.TokenInfo, before: str, given: Container[str], own: Container[str]) -> str:
    match token.type:
        case tokenize.STRING:
            return _STRING
        case tokenize.NUMBER:
            return _value(token.string)
        case tokenize.NAME if before == ".":
            return _NAME if token.string in own else token.string
        case tokenize.NAME:
            return token.string if token.string in _KEPT_NAMES or token.string in given else _NAME
        case _:
            return token.string


def _value(number: str) -> str:
    try:
        return repr(float(number))
    except ValueError:  # hexadecimal, imaginary
        return number.lower()
