"""A notebook's text on a page: formatted, with formulas, and without anything that leads elsewhere."""

import pytest

from grader.feedback.formulas import formula
from grader.feedback.markdown import markdown
from tests.feedback.pages import Read

PIXEL = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("# Title", "<h1>Title</h1>"),
        ("some *text* with `code` & more", "<p>some <em>text</em> with <code>code</code> &amp; more</p>"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "<td>1</td>"),
        ("```python\nx < 1\n```", "<pre><code>x &lt; 1\n</code></pre>"),
        ("<b>bold</b><br>", "<b>bold</b><br>"),
        ("[a page](https://example.org/?a=1&b=2)", "a page (https://example.org/?a=1&amp;b=2)"),
        ("https://example.org/a_b_c", "<p>https://example.org/a_b_c</p>"),
        ("![a plot](https://example.org/x.png)", "[a plot: not shown]"),
        ("![](attachment:nothing.png)", "[image: not shown]"),
        ("costs \\$5 and \\$6", "costs $5 and $6"),
    ],
)
def test_markdown_is_formatted(source: str, html: str) -> None:
    assert html in markdown(source)


def test_an_attachment_is_part_of_the_page() -> None:
    read = Read(markdown('![a "dot"](attachment:dot.gif)', {"dot.gif": {"image/gif": PIXEL}}))
    images = [given for tag, given in read.elements if tag == "img"]
    assert images == [{"src": f"data:image/gif;base64,{PIXEL}", "alt": 'a "dot"'}]


@pytest.mark.parametrize(
    ("source", "tags"),
    [
        ("$a_1 * b_1 * c$", ["p", "math", "mrow", "msub", "mi", "mn", "mo"]),
        ("$$\\frac{1}{2}$$", ["p", "math", "mrow", "mfrac", "mn"]),
        ("\\begin{align} a &= b \\end{align}", ["p", "math", "mtable", "mtr", "mtd"]),
    ],
)
def test_a_formula_is_mathml(source: str, tags: list[str]) -> None:
    found = [tag for tag, _ in Read(markdown(source)).elements]
    assert set(tags) <= set(found)
    assert "em" not in found


@pytest.mark.parametrize("latex", ["^" * 40, "\\left", "{" * 900, "\\begin{x}", "a" * 3000, "\x1b[31m\\frac"])
def test_what_is_no_formula_is_shown_as_it_was_typed(latex: str) -> None:
    read = Read(formula(latex))
    assert read.open == []
    assert len(read.text) <= 2000


def test_what_looks_like_markup_in_a_formula_is_its_text() -> None:
    assert Read(formula(r"\text{<script>} < b")).text == "<script><b"


def test_a_long_formula_is_in_reach_of_the_keyboard() -> None:
    long = "$$" + " + ".join(f"x_{{{n}}}" for n in range(20)) + "$$"
    figures = [given for tag, given in Read(markdown(long)).elements if tag == "figure"]
    assert figures == [{"tabindex": "0", "role": "group", "aria-label": "formula"}]


def test_a_long_text_is_cut() -> None:
    assert len(Read(markdown("word " * 100_000)).text) <= 10_000
