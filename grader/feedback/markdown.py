"""Markdown of a notebook as HTML for a page: no links, no images from elsewhere, formulas without scripts."""

from collections.abc import Mapping
from functools import lru_cache
from html import escape, unescape
from typing import Any, Final

from markupsafe import Markup
from mistune import HTMLRenderer
from mistune.util import striptags
from nbconvert.filters.markdown_mistune import MarkdownWithMath

from grader.feedback.formulas import formula
from grader.feedback.images import image_address
from grader.feedback.plain import plain
from grader.feedback.sanitised import sanitised, without_images

MOST_CHARACTERS: Final = 10_000
_ATTACHMENT: Final = "attachment:"


def markdown(source: str, attachments: Mapping[str, Mapping[str, str]] | None = None) -> Markup:
    """The text, its headings as `h1` to `h6`; sanitised. Only attachments are shown of images."""
    source = plain(source.expandtabs(4), MOST_CHARACTERS, lines=True)
    # Text cells of an assignment are alike in every student's notebook.
    return _rendered(source, attachments) if attachments else _remembered(source)


@lru_cache(maxsize=512)
def _remembered(source: str) -> Markup:
    return _rendered(source, {})


def _rendered(source: str, attachments: Mapping[str, Mapping[str, str]]) -> Markup:
    try:
        html = MarkdownWithMath(renderer=_Renderer(attachments)).render(source)
    except Exception:  # noqa: BLE001  hostile text that the parser does not survive is shown as it was typed
        html = f"<pre>{escape(source)}</pre>"
    return sanitised(html)


class _Renderer(HTMLRenderer):
    """mistune's, but for what would load, lead elsewhere, or need a script."""

    def __init__(self, attachments: Mapping[str, Mapping[str, str]]) -> None:
        super().__init__(escape=False)
        self._attachments = attachments

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """The text, and where it would lead."""
        return text if escape(url) in text else f"{text} ({escape(url)})"

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """An attachment; of any other image its description."""
        name = url.removeprefix(_ATTACHMENT)
        address = image_address(self._attachments.get(name, {})) if url.startswith(_ATTACHMENT) else None
        shown = escape(unescape(striptags(text))) or "image"
        return f'<img src="{address}" alt="{shown}">' if address else f"[{shown}: not shown]"

    def block_html(self, html: str) -> str:
        """Markup that stands alone."""
        return super().block_html(without_images(html))

    def inline_html(self, html: str) -> str:
        """Markup within a line."""
        return super().inline_html(without_images(html))

    def inline_math(self, body: str) -> str:
        """Between single dollar signs."""
        return formula(body)

    def block_math(self, body: str) -> str:
        """Between double dollar signs."""
        return formula(body, block=True)

    def latex_environment(self, name: str, body: str) -> str:
        r"""\begin{name}…\end{name}."""
        return formula(f"\\begin{{{name}}}{body}\\end{{{name}}}", block=True)

    def block_code(self, code: str, info: str | None = None, **_attributes: Any) -> str:
        """Code between fences, whatever its language."""
        return f"<pre><code>{escape(code)}</code></pre>\n"
