"""The class's page and a pair's in a real browser: readable for everybody, on a phone too."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from grader.analysis.class_report import Compared
from tests.feedback.test_in_a_browser import DESK, PHONE, WCAG, browser, opened
from tests.feedback.test_report_page import a_pair, a_report, html_of, pair_html

__all__ = ["browser"]

PAIRS = Compared(submissions=12, threshold=0.75, pairs=(a_pair(), a_pair("a" * 64, "b" * 64)), unreadable=("torn",))
WHOLE = html_of(a_report(similar=PAIRS), {("ada", "bob"): "similar.html"})
NOBODY = html_of(a_report(0, roster=None))
PAIR = pair_html("def f(" + "x" * 300 + "):\n    return 1\n\ny = 2")


@pytest.mark.parametrize(
    ("html", "size", "scheme"),
    [
        (WHOLE, DESK, "light"),
        (WHOLE, PHONE, "dark"),
        (NOBODY, PHONE, "light"),
        (PAIR, DESK, "dark"),
        (PAIR, PHONE, "light"),
    ],
    ids=["desk, light", "phone, dark", "nobody", "pair, desk, dark", "pair, phone, light"],
)
def test_a_report_is_readable_for_everybody(
    browser: Browser, tmp_path: Path, html: str, size: dict[str, int], scheme: str
) -> None:
    page = opened(browser, html, tmp_path, viewport=size, color_scheme=scheme, bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = Axe().run(page, options=WCAG).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.context.close()
