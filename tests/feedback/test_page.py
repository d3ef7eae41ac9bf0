"""The shell that pages share: it stands alone, and what goes into it is text."""

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from grader.feedback import page as pages
from grader.feedback.page import moment, page, share
from tests.feedback.pages import HOSTILE, Read


@pytest.fixture
def of_template(monkeypatch: pytest.MonkeyPatch, tmp_path):
    """Makes a page of a template's text, beside the templates that there are."""

    def made(text: str, **values: object) -> str:
        loader = pages._environment().loader
        (tmp_path / "own.html").write_text(text, encoding="utf-8")
        monkeypatch.setattr(loader, "searchpath", [*loader.searchpath, str(tmp_path)])
        pages._environment().cache.clear()
        return page("own.html", **values)

    return made


WITH = '{% extends "page.html" %}{% block title %}{{ it }}{% endblock %}{% block main %}<p>{{ it }}</p>{% endblock %}'


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_string_is_text_wherever_a_template_prints_it(of_template, hostile: str) -> None:
    harmless, read = Read(of_template(WITH, it="harmless")), Read(of_template(WITH, it=hostile))
    assert read.elements == harmless.elements
    assert read.open == []


def test_markup_goes_in_as_it_is(of_template) -> None:
    assert "<p><b>x</b></p>" in of_template(WITH, it=Markup("<b>x</b>"))


def test_a_page_loads_and_runs_nothing_by_its_own_word() -> None:
    policies = [given for tag, given in Read(page("page.html")).elements if "http-equiv" in given]
    assert [given["http-equiv"] for given in policies] == ["Content-Security-Policy"]
    assert str(policies[0]["content"]).startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")


def test_a_page_says_its_language() -> None:
    assert 'lang="en"' in page("page.html")


def test_a_value_that_is_not_there_is_our_fault(of_template) -> None:
    with pytest.raises(UndefinedError):
        of_template(WITH)


@pytest.mark.parametrize(
    ("score", "most", "shown"),
    [(0, 10, 0), (5, 10, 50), (10, 10, 100), (12, 10, 100), (-1, 10, 0), (1, 0, 0), (1e-9, 10, 1), (9.999, 10, 99)],
)
def test_a_bar_is_full_for_full_marks_alone_and_empty_for_none(score: float, most: float, shown: float) -> None:
    assert share(score, most) == shown


@pytest.mark.parametrize(
    ("text", "shown"), [("2026-11-22T21:55:00Z", "2026-11-22 21:55:00 UTC"), ("long ago", "long ago")]
)
def test_a_moment_is_told_with_its_zone(text: str, shown: str) -> None:
    assert moment(text) == shown
