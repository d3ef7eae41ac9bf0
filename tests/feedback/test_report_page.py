"""The class's page: what it says, and that no string of a student's gets through it."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from functools import cache

import pytest

from grader.analysis.class_report import ClassReport, Compared, Pair, class_report
from grader.analysis.matches import Match
from grader.feedback.pair_page import PairPage
from grader.feedback.report_page import ReportPage
from grader.records import Attempt, Cell
from tests.analysis.results import a_mark, a_result, a_task, a_test
from tests.feedback.pages import HOSTILE, Read

DUE = datetime(2026, 11, 30, 23, 59, tzinfo=timezone(timedelta(hours=1)))


def a_pair(first: str = "ada", second: str = "bob", **more: object) -> Pair:
    given = {"first_submission": "of-1", "second_submission": "of-2", "similarity": 0.9, "shared": 40}
    return Pair(first=first, second=second, **(given | more))  # type: ignore[arg-type]


def a_report(
    students: int = 12, text: str = "Told to students.", names: Sequence[str] = (), **more: object
) -> ClassReport:
    """A class where some fail, one test passes with all and one with nobody, and some are late."""
    marks = []
    for number in range(students):
        tests = (
            a_test("test_a", number % 3 > 0, 3),
            a_test("test_b", number % 2 > 0, 1),
            a_test("test_all", True, 4),
            a_test("test_none", False, 2),
        )
        task = a_task("one", *tests, diagnoses=[("strict_inequality", text)] if number % 3 == 0 else [])
        late = {"days_late": 1, "penalty": 0.4, "counted": 3.6, "due": DUE} if number % 4 == 0 else {}
        marks.append(a_mark(a_result(names[number] if names else f"s{number}", task), **late))
    marks += [a_mark(a_result("torn", status="failed", score=0.0))] if students else []
    moments = ("2026-11-22T21:55:00Z", "2026-11-25T09:00:00Z")
    attempts = [
        Attempt(student=mark.summary.student, submission="x", submitted_at=moments[place % 2])
        for place, mark in enumerate(marks)
    ]
    given = {
        "assignment": "hw1", "title": "The perceptron", "max_score": 10.0, "due": DUE,
        "roster": ["s1", "gone"], "similar": Compared(submissions=students, threshold=0.75, pairs=()),
    }  # fmt: skip
    return class_report(marks=marks, attempts=attempts, **(given | more))  # type: ignore[arg-type]


def html_of(report: ClassReport, pairs: dict[tuple[str, str], str] | None = None) -> str:
    return ReportPage("A course", report, pairs or {}).html()


@cache
def usual() -> str:
    return said(a_report())


def said(report: ClassReport) -> str:
    return Read(html_of(report)).text


@pytest.mark.parametrize(
    "words",
    [
        "Mean of 10 6",
        "Nobody passes 1 test.",
        "Everybody passes 1 test",
        "item-rest correlation",
        "strict inequality",
        "Told to students.",
        "s0, s3, s6, s9",
        "Missing (1): gone",
        "An indication, never a verdict.",
        "No pair of the 12 submissions reaches the threshold of 75 %.",
        "13 students with 1 attempt.",
        "Failed, nothing could be run (1): torn",
        "Due 2026-11-30 23:59+01:00",
        "1 day 0.4 3.6",
    ],
)
def test_the_page_says(words: str) -> None:
    assert words in usual()


@pytest.mark.parametrize("students", [0, 1, 2, 3])
def test_small_classes_have_a_page_without_nan(students: int) -> None:
    found = html_of(a_report(students, roster=None))
    assert not re.search(r"\bnan\b|\binf\b|None", found)


def test_a_class_of_nobody_is_told_so() -> None:
    assert "No results yet." in said(a_report(0))


def test_each_plot_has_its_numbers_as_a_table() -> None:
    read = Read(html_of(a_report()))
    tags = [tag for tag, _ in read.elements]
    assert tags.count("svg") == 3
    assert read.text.count("The plot as a table") == 2  # tests have theirs in the open


def test_ids_on_the_page_are_unique_and_led_to() -> None:
    read = Read(html_of(a_report()))
    ids = read.attributes("id")
    assert len(ids) == len(set(ids))
    led_to = {value[1:] for name in ("href", "xlink:href") for value in read.attributes(name) if value[0] == "#"}
    assert led_to | {each for value in read.attributes("aria-labelledby") for each in value.split()} <= set(ids)


def test_the_same_numbers_are_the_same_bytes() -> None:
    assert html_of(a_report()) == html_of(a_report())


def test_plots_have_the_colours_of_the_page_alone() -> None:
    plots = "".join(re.findall(r"<svg.*?</svg>", html_of(a_report()), re.DOTALL))
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?!-)|font-family", re.sub(r'href="#[^"]*"|url\(#[^)]*\)', "", plots)) == []


def test_a_pair_leads_to_its_page() -> None:
    report = a_report(similar=Compared(submissions=12, threshold=0.75, pairs=(a_pair(), a_pair("ada", "eve"))))
    read = Read(html_of(report, {("ada", "bob"): "similar.html"}))
    assert "similar.html" in read.attributes("href")
    assert "ada and eve 90 % 40 left out" in read.text


def structure(html: str) -> list[str]:
    return [tag for tag, _ in Read(html).elements]


def test_hostile_students_are_text_on_the_class_page() -> None:
    hostile = list(HOSTILE.values())
    harmless = a_report(len(hostile), names=[f"{place:02}" for place in range(len(hostile))])
    found = a_report(len(hostile), names=hostile, text="".join(hostile))
    assert structure(html_of(found)) == structure(html_of(harmless))


def pair_html(source: str, student: str = "ada") -> str:
    cells = [Cell(index=0, source=source), Cell(index=1, source="import numpy")]
    lines = tuple((0, number) for number in (1, 2))
    about = PairPage(
        course="A course", assignment="hw1", title="One", pair=a_pair(student), cells=(cells, cells),
        matches=[Match(lines, lines)], given={"import numpy"}, back="report-hw1.html",
    )  # fmt: skip
    return about.html()


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_hostile_code_is_text_on_a_pairs_page(hostile: str) -> None:
    assert structure(pair_html(hostile + "\nb", hostile)) == structure(pair_html("x\nb"))


def test_marked_lines_lead_to_their_counterpart_and_back() -> None:
    read = Read(pair_html("def f():\n    return 1\nx = 2"))
    assert [value for value in read.attributes("href") if value[0] == "#"] == ["#b-1", "#a-1"]
    assert read.attributes("class").count("line match") == 4


def test_a_pairs_page_says_that_it_is_no_verdict_and_leaves_out_what_was_given() -> None:
    text = Read(pair_html("x = 1")).text
    assert "This is an indication, never a verdict." in text
    assert "Cell 2: as it was handed out" in text
    assert "import numpy" not in text
