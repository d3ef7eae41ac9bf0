"""What a notebook shows of checks: small HTML in which a student's strings are text and nothing else."""

import subprocess
import sys
from html.parser import HTMLParser

import pytest

from grader.feedback.html import checks_html
from grader.records import TestResult as OneTest

PASSED = OneTest(name="test_step_at_zero", outcome="passed", points=4.0, max_points=4.0, message="not shown")
FAILED = OneTest(name="test_step_of_array", outcome="failed", points=0.0, max_points=6.0, message="shape\nis lost")
MISSING = OneTest(name="test_bias", outcome="missing", points=0.0, max_points=1.0)

TAGS = {"div", "table", "tr", "td", "strong", "code", "p"}


class Reader(HTMLParser):
    """Collects the tags, the attributes' names and the text; knows whether every tag was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def test_checks_html_says_what_the_terminal_says() -> None:
    reader = read(checks_html([("step", PASSED), ("step", FAILED), ("neuron_output", MISSING)]))
    assert reader.text == (
        "✓stepstep at zero✗stepstep of arrayshape\nis lost✗neuron_outputbiasmissing1 of 3 checks passes"
    )
    assert reader.open == []


def test_checks_html_names_the_outcome_for_those_who_hear_it() -> None:
    shown = checks_html([("step", PASSED), ("step", MISSING)])
    assert 'aria-label="passed"' in shown
    assert 'aria-label="missing"' in shown


def test_checks_html_is_the_tally_alone_when_there_are_no_checks() -> None:
    reader = read(checks_html([]))
    assert reader.text == "no checks ran"
    assert "table" not in reader.tags


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"' onmouseover='alert(1)",
        "</td></tr></table><h1>",
        "<!-- ",
        "&lt;b&gt; &#60;b&#62;",
        "<\x00script>\x1b[31m\u202e",
        "<style>*{display:none}",
        "\ud800]]>",
        "$\\href{javascript:alert(1)}{x}$",
    ],
)
def test_checks_html_holds_its_own_tags_alone_when_strings_are_hostile(text: str) -> None:
    test = OneTest(name=text, outcome="failed", points=0.0, max_points=1.0, message=text)
    reader = read(checks_html([(text, test)]))
    assert reader.tags == TAGS
    assert reader.attributes <= {"class", "style", "role", "aria-label"}
    assert reader.open == []


def test_checks_html_shows_markup_as_it_was_typed() -> None:
    test = OneTest(name="test_a", outcome="failed", points=0.0, max_points=1.0, message="<b> & \"c\" $d$ 'e'")
    shown = checks_html([("step", test)])
    assert "<b> & \"c\" $d$ 'e'" in read(shown).text
    assert "tex2jax_ignore mathjax_ignore" in shown


def test_checks_html_is_short_when_strings_are_long() -> None:
    test = OneTest(name="W" * 10_000, outcome="failed", points=0.0, max_points=1.0, message="<" * 10_000_000)
    assert len(checks_html([("W" * 10_000, test)])) < 10_000


def test_checks_html_loads_nothing_heavy() -> None:
    program = "import sys, grader.feedback.html; sys.exit(any(m in sys.modules for m in ('rich', 'IPython', 'numpy')))"
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=60).returncode == 0
