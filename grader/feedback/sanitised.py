"""The one gate for markup that comes from a notebook: what is not listed here reaches no page."""

import re
from collections import Counter
from typing import Final

import nh3
from markupsafe import Markup

from grader.feedback.images import is_safe_image

_TEXT: Final = "p br hr em strong b i u s del sub sup code pre blockquote ul ol li dl dt dd h1 h2 h3 h4 h5 h6"
_TABLES: Final = "table caption thead tbody tfoot tr th td"
_MATH: Final = (
    "math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd "
    "mstyle mpadded mphantom mmultiscripts mprescripts"
)
TAGS: Final = frozenset(f"{_TEXT} {_TABLES} {_MATH} img figure".split())
ATTRIBUTES: Final = {
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "math": {"display"},
    "mo": {"stretchy", "fence", "form", "accent", "minsize", "maxsize"},
    "mover": {"accent"},
    "mspace": {"width"},
    "mstyle": {"displaystyle", "scriptlevel"},
    "mtable": {"displaystyle"},
    "mfrac": {"linethickness"},
}
_VALUE: Final = re.compile(r"true|false|block|inline|prefix|infix|postfix|row|col|[0-9]{1,3}|[0-9](?:\.[0-9]{1,3})?em")
# A formula that is too wide for the page scrolls, and so must be in reach of the keyboard.
_SET: Final = {"figure": {"tabindex": "0", "role": "group", "aria-label": "formula"}}
# Bidi, zero width and control characters, which references such as "&#x202e;" bring in.
_UNSEEN: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# HTML calls these "formatting elements": what is left open is opened again in each block that follows.
_FORMATTING: Final = re.compile(
    r"<(/?)(a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.IGNORECASE
)
MOST_OPEN: Final = 50
TOO_MANY_OPEN: Final = f"<p>not shown: more than {MOST_OPEN} tags of formatting stand open in it</p>"
_IMAGE: Final = re.compile(r"<(/?)(?:img|image)\b", re.IGNORECASE)


def _kept(tag: str, name: str, value: str) -> str | None:
    if name == "src":
        return value if is_safe_image(value) else None
    return value if tag == "figure" or name == "alt" or _VALUE.fullmatch(value) else None


_CLEANER: Final = nh3.Cleaner(
    tags=set(TAGS),
    attributes=ATTRIBUTES,
    attribute_filter=_kept,
    set_tag_attribute_values=_SET,
    strip_comments=True,
    link_rel=None,
    generic_attribute_prefixes=set(),
    url_schemes={"data"},
)


def sanitised(html: str) -> Markup:
    """`html` with nothing in it but text, tables, formulas and images that are part of it."""
    if _left_open(html) > MOST_OPEN:
        return Markup(TOO_MANY_OPEN)  # noqa: S704  our own words
    clean = _CLEANER.clean(html.encode("utf-8", "replace").decode())
    clean = clean.replace("<th></th>", "<td></td>")  # a header that says nothing is none
    return Markup(_UNSEEN.sub("", clean))  # noqa: S704  this is the gate


def _left_open(html: str) -> int:
    """How many tags of formatting stand open at once: every paragraph that follows repeats all of them."""
    most = 0
    open_tags: Counter[str] = Counter()
    for found in _FORMATTING.finditer(html):
        tag = found[2].lower()
        open_tags[tag] = max(0, open_tags[tag] + (-1 if found[1] else 1))
        most = max(most, open_tags.total())
    return most


def without_images(html: str) -> str:
    """`html` without images of its own: the gate would leave them without an address, and without words for it."""
    return _IMAGE.sub(r"<\1span", html)
