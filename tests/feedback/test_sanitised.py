"""The gate for a notebook's markup: an outside parser finds nothing behind it but what is listed."""

import pytest

from grader.feedback.markdown import markdown
from grader.feedback.sanitised import ATTRIBUTES, TAGS, sanitised, without_images
from tests.feedback.pages import HOSTILE, Read

OF_FORMULA = {"tabindex": "0", "role": "group", "aria-label": "formula"}
PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def is_listed(tag: str, given: dict[str, str | None]) -> bool:
    if tag == "figure":
        return given == OF_FORMULA
    return tag in TAGS and given.keys() <= ATTRIBUTES.get(tag, set())


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("made", [sanitised, markdown])
def test_only_what_is_listed_passes(made, hostile: str) -> None:
    read = Read(made(hostile.encode("utf-8", "replace").decode()))
    assert all(is_listed(tag, given) for tag, given in read.elements)
    assert read.open == []


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<table><tr><td colspan='2'>x</td></tr></table>", '<td colspan="2">'),
        ("<table><tr><td colspan='9999'>x</td></tr></table>", "<td>"),
        ("<table><tr><td rowspan='-1'>x</td></tr></table>", "<td>"),
        ("<table><tr><th></th><th scope=row>x</th></tr></table>", '<td></td><th scope="row">'),
        ("<p class=panel id=score>x</p>", "<p>x</p>"),
        ("<a href='https://x'>x</a>", "x"),
        (f"<img src='{PIXEL}' alt='a dot'>", f'<img src="{PIXEL}" alt="a dot">'),
        ("<img src='data:image/svg+xml;base64,PHN2Zy8+' alt=x>", '<img alt="x">'),
        ("<img src='https://x/y.png' alt=x>", '<img alt="x">'),
        ("<math display=block><mi mathcolor=red>x</mi></math>", '<math display="block"><mi>x</mi></math>'),
        ("<math href='javascript:x'><mo stretchy=false>(</mo></math>", '<math><mo stretchy="false">(</mo></math>'),
        ("<math><mspace width=2em></mspace></math>", '<mspace width="2em">'),
        ("<math><mspace width=999em></mspace></math>", "<mspace>"),
        ("<math><mo minsize='1em;x'>(</mo></math>", "<mo>"),
        ("a&#x202e;b&#27;[31m&#8203;c&#x9b;&zwj;\u2066d\ud800", "ab[31mc›d?"),
        ("a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"),
    ],
)
def test_what_a_page_has_a_use_for_stays(html: str, clean: str) -> None:
    assert clean in sanitised(html)


@pytest.mark.parametrize("html", ["<img src=x>", "<IMG src=x>", "a<image href=x>b", "<img\n/src=x>"])
def test_images_of_markup_are_left_out_as_a_whole(html: str) -> None:
    assert "<" not in sanitised(without_images(html))


def test_words_about_images_stay() -> None:
    assert without_images("img <imgage> the image") == "img <imgage> the image"


def test_formatting_that_is_left_open_is_not_repeated_in_every_paragraph() -> None:
    html = "<table></table><p>" + "<i aa>" * 600 + "<p>x" * 3000
    assert sanitised(html) == "<p>not shown: more than 50 tags of formatting stand open in it</p>"


def test_formatting_that_is_closed_stays() -> None:
    html = "<b>x</b> " * 200
    assert sanitised(html) == html
