"""JSON with nothing left to chance: one meaning for each key, no nesting that would exhaust the stack."""

import json
import re
from typing import Any

from grader.course.quoting import quoted

MOST_LEVELS = 100
BRACKETS = b"[]{}"
ALL_BUT_BRACKETS = bytes(set(range(256)) - set(BRACKETS))
RUNS = re.compile(rb"\[+|\]+")
ROUNDS = 8
SQUARE = bytes.maketrans(b"{}", b"[]")


class StrictJSONError(ValueError):
    """The text is no JSON, or JSON that can be read in two ways; the words say where and what."""


def strict_loads(text: str, most_levels: int = MOST_LEVELS) -> Any:
    """The value of a JSON text.

    Raises StrictJSONError for what is no JSON, a key that occurs twice in one object, and
    arrays and objects nested deeper than `most_levels`.
    """
    if _is_nested_deeper(text, most_levels):
        raise StrictJSONError(f"nested more than {most_levels} levels deep")
    try:
        return json.loads(text, object_pairs_hook=_object)
    except StrictJSONError:
        raise
    except json.JSONDecodeError as error:
        cut_short = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
        fact = "cut short" if cut_short else _lowered(error.msg)
        raise StrictJSONError(f"line {error.lineno}: not valid JSON: {fact}") from None
    except RecursionError:
        raise StrictJSONError(f"nested more than {most_levels} levels deep") from None
    except ValueError:  # an integer of more digits than Python converts
        raise StrictJSONError("a number of too many digits") from None


def _is_nested_deeper(text: str, levels: int) -> bool:
    # Without the escapes, every second piece between quotes stands outside of strings; there only brackets count. Each
    # round takes away the innermost pairs, so that few are left to be counted in Python, however many there were.
    data = text.encode("utf-8", "surrogatepass")
    pieces = data.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')
    brackets = b"".join(pieces[::2]).translate(SQUARE, ALL_BUT_BRACKETS)
    for _ in range(min(ROUNDS, levels)):
        brackets = brackets.replace(b"[]", b"")
    depth = 0
    for run in RUNS.finditer(brackets):
        length = run.end() - run.start()
        depth += length if run[0].startswith(b"[") else -length
        if depth > levels - min(ROUNDS, levels):
            return True
    return False


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            raise StrictJSONError(f"the key {quoted(key)} occurs twice in one object")
        seen.add(key)
    raise AssertionError("never")


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
