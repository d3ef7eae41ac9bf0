"""The one gate for markup that comes from a notebook: what is not listed here reaches no page."""

import re
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
    "mo": {"stretchy"},
}
# A formula that is too wide for the page scrolls, and so must be in reach of the keyboard.
_SET: Final = {"figure": {"tabindex": "0", "role": "group", "aria-label": "formula"}}
# Bidi, zero width and control characters, which references such as "&#x202e;" bring in.
_UNSEEN: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_IMAGE: Final = re.compile(r"<(/?)(?:img|image)\b", re.IGNORECASE)


def _kept(_tag: str, name: str, value: str) -> str | None:
    if name == "src":
        return value if is_safe_image(value) else None
    if name in {"colspan", "rowspan", "start"}:
        return value if value.isascii() and value.isdigit() and len(value) <= 3 else None
    allowed = {"display": {"block", "inline"}, "scope": {"row", "col"}, "stretchy": {"true", "false"}}
    return value if value in allowed.get(name, {value}) else None


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
    clean = _CLEANER.clean(html.encode("utf-8", "replace").decode())
    clean = clean.replace("<th></th>", "<td></td>")  # a header that says nothing is none
    return Markup(_UNSEEN.sub("", clean))  # noqa: S704  this is the gate


def without_images(html: str) -> str:
    """`html` without images of its own: the gate would leave them without an address, and without words for it."""
    return _IMAGE.sub(r"<\1span", html)
