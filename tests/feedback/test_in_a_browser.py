"""Pages in a real browser: readable for everybody, on a phone too, and dead: nothing runs, nothing is loaded.

Needs Chromium or Chrome on this machine: `scripts/setup dev` installs it.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from grader.records import CellError, CellReport, Diagnosis, Usage
from tests.feedback.pages import HOSTILE, a_page, a_task, a_test, code, text

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}

PIXEL = {"image/gif": "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"}
TASKS = (
    a_task(
        "a_name_that_is_" + "very_" * 8 + "long",
        a_test("test_step_at_zero", message="wrong value\nwhat is asked at z = 0?"),
        a_test("test_skipped", "skipped", "not today"),
        a_test("test_passed", "passed", usage=Usage(cpu_seconds=0.5, memory_mb=33.2, output_chars=0)),
        diagnoses=(Diagnosis(misconception="strict", message="Your step gives 0 at zero."),),
    ),
    a_task("rule", a_test("test_rule", "passed"), consequential=("step",)),
    a_task("step", a_test("test_step", "missing", "W" * 400)),
)
WIDE = "<table><tr><th></th>" + "<th>column</th>" * 30 + "</tr>" + "<tr><td>1.234567</td></tr>" * 3 + "</table>"
CELLS = (
    text(
        "# Title\n\n### Below\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n$$"
        + "x_1 + " * 60
        + "1$$ and $x^2$\n\n![x](attachment:a)",
        a=PIXEL,
    ),
    code(
        '%magic\n@d\ndef step(z: int) -> None:\n    """Doc."""\n    return print(z > 0.5, "s", True)  # why', 1, PIXEL
    ),
    code("W" * 500, 2, {"text/plain": "W" * 500}, {"text/html": WIDE}, {"text/latex": "$\\frac{1}{2}$"}),
    text("> quoted\n\n`code` **bold**\n\n```\nfenced\n```\n\n1. one\n2. two", 3),
)
RAISED = CellReport(index=2, error=CellError(type="NameError", message="name 'W' is not defined"))
WHOLE = a_page(
    *TASKS, cells=CELLS, result={"cells": (RAISED,)}, summary={"days_late": 2, "penalty": 1.0, "attempts": 3}
).html()
FAILED = a_page(result={"status": "failed", "error": "hw1.ipynb: line 7: not valid JSON", "max_score": 10.0}).html()
EVERYTHING = "\n\n".join(HOSTILE.values())


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert found is not None, "no Chromium on this machine: scripts/setup dev installs it"
    with sync_playwright() as playwright:
        # Pages are read, not the open web: the browser's own sandbox is no help here, and root cannot have it.
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


def opened(browser: Browser, html: str, folder: Path, **more: object) -> Page:
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    page = browser.new_context(**more).new_page()  # type: ignore[arg-type]
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize(
    ("html", "size", "scheme"),
    [(WHOLE, DESK, "light"), (WHOLE, PHONE, "dark"), (FAILED, PHONE, "light")],
    ids=["desk, light", "phone, dark", "failed"],
)
def test_a_page_is_readable_for_everybody(
    browser: Browser, tmp_path: Path, html: str, size: object, scheme: str
) -> None:
    # Its own policy would keep the checker out as well.
    page = opened(browser, html, tmp_path, viewport=size, color_scheme=scheme, bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = Axe().run(page, options=WCAG).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.context.close()


def test_the_two_schemes_differ(browser: Browser, tmp_path: Path) -> None:
    grounds = set()
    for scheme in ("light", "dark"):
        page = opened(browser, FAILED, tmp_path, color_scheme=scheme)
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        page.context.close()
    assert len(grounds) == 2


def test_paper_is_white_however_dark_the_screen(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, FAILED, tmp_path, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 33, 40)"
    page.context.close()


@pytest.mark.parametrize("bypass_csp", [False, True], ids=["with its policy", "without its policy"])
def test_a_hostile_page_runs_and_loads_nothing(browser: Browser, tmp_path: Path, bypass_csp: bool) -> None:
    outputs = [{kind: EVERYTHING} for kind in ("text/plain", "text/latex", "text/markdown")]
    cells = [code(EVERYTHING, 0, *outputs, {"text/html": "<table>" + EVERYTHING}), text(EVERYTHING, 1)]
    cells += [text(hostile, index) for index, hostile in enumerate(HOSTILE.values(), 2)]
    task = a_task(EVERYTHING, a_test("test_a", message=EVERYTHING))
    page = opened(browser, "<p>", tmp_path, bypass_csp=bypass_csp)
    met: list[str] = []
    page.on("dialog", lambda dialog: (met.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: met.append(request.url))
    (tmp_path / "hostile.html").write_text(a_page(task, cells=tuple(cells)).html(), encoding="utf-8")
    page.goto((tmp_path / "hostile.html").as_uri())
    assert [url for url in met if not url.endswith("hostile.html")] == []
    odd = "[...document.querySelectorAll('*')].flatMap(e => [e.localName, ...e.getAttributeNames()])"
    assert not {"script", "iframe", "svg", "link", "base", "form", "onerror", "onload"} & set(page.evaluate(odd))
    page.context.close()


def test_every_stop_of_the_keyboard_is_in_reading_order(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, WHOLE, tmp_path, viewport=PHONE)
    tops = []
    for _ in range(page.locator("a, summary, [tabindex]").count()):
        page.keyboard.press("Tab")
        tops.append(page.evaluate("document.activeElement.getBoundingClientRect().top + scrollY"))
    assert tops == sorted(tops)
    assert page.locator("[tabindex]:not([tabindex='0'])").count() == 0
    page.context.close()
