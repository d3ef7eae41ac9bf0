"""LaTeX as MathML, which browsers show without any script; what cannot be converted is shown as it was typed."""

from functools import lru_cache
from html import escape, unescape
from typing import Final
from xml.etree import ElementTree as ET

from latex2mathml.converter import convert_to_element

from grader.feedback.plain import plain

MOST_CHARACTERS: Final = 2000
_LONG: Final = 40
"""Characters of LaTeX from which on a formula on a line of its own may be wider than a phone."""


@lru_cache(maxsize=2048)
def formula(latex: str, *, block: bool = False) -> str:
    """The formula as HTML, not yet sanitised."""
    latex = plain(latex.strip(), MOST_CHARACTERS, lines=True)
    try:
        made = _mathml(latex, block)
    except Exception:  # noqa: BLE001  a library that meets what it does not know raises what it likes
        shown = f"<code>{escape(latex)}</code>"
        return f"<p>{shown}</p>" if block else shown
    return f"<figure>{made}</figure>" if block and len(latex) > _LONG else made


def _mathml(latex: str, block: bool) -> str:
    root = convert_to_element(latex, display="block" if block else "inline")
    for element in root.iter():
        # The library leaves references in its text, and would leave a "<" as one.
        element.text = unescape(element.text) if element.text else element.text
        element.attrib.pop("xmlns", None)
    return ET.tostring(root, encoding="unicode")
