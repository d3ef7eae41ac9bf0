"""A student's page: what it says, what it keeps to itself, and that a student's strings are text in it."""

from datetime import UTC, datetime

import pytest

from grader.feedback.sanitised import ATTRIBUTES, TAGS
from grader.feedback.student_page import without_inputs
from grader.records import CellError, CellReport, Diagnosis, Usage
from tests.feedback.pages import HOSTILE, Read, a_page, a_task, a_test, code, text

STEP = a_task(
    "step",
    a_test("test_step_at_zero", "failed", "wrong value\nwhat is asked at z = 0?"),
    a_test("test_step_of_a_number", "passed", points=3.0),
    a_test("test_step_of_an_array[3-0.5]", "error", "ValueError: shapes", points=1.0),
    diagnoses=(Diagnosis(misconception="strict", message="Your step gives 0 at zero."),),
)
RULE = a_task("rule", a_test("test_rule", "passed", usage=Usage(cpu_seconds=0.5, memory_mb=33.2, output_chars=0)))
BUILDS_ON_IT = a_task("update", a_test("test_update", "passed"), consequential=("step",))
RAISED = CellReport(index=1, error=CellError(type="NameError", message="name 'npp' is not defined"))
CELLS = (code("def step(z):\n    return z > 0"), code("npp.array(1)", 1), text("My *own* words", 2))

OWN_TAGS = (
    "html head meta title style body header main footer section nav ul li a p h1 h2 h3 div span strong code pre dl dt "
    "dd table thead tbody tr th td details summary img"
)
OWN_ATTRIBUTES = (
    "lang charset http-equiv content name class id href style aria-hidden aria-label aria-labelledby scope tabindex "
    "role src alt"
)


def whole(**more: object) -> str:
    return a_page(STEP, RULE, BUILDS_ON_IT, cells=CELLS, result={"cells": (RAISED,)}, **more).html()


def test_a_page_says_all_there_is_to_say() -> None:
    said = Read(whole()).text
    for words in (
        "A course hw1: Doubling Student: ada",
        "7 / 10",
        "Handed in2026-11-22 21:55:00 UTC",
        "Attemptyour only one",
        "step at zero failed 0 / 2 wrong value what is asked at z = 0?",
        "step of an array raised an error 0 / 1 ValueError: shapes",
        "Likely reason: Your step gives 0 at zero.",
        "judged with the model’s step in place of your own",
        "1 of 3 tests passed step of a number",
        "Cell 2: NameError: name 'npp' is not defined",
        "def step(z): return z > 0",
        "My own words",
        "0.50 s of CPU in 1 test, at most 33.2 MB at once",
    ):
        assert words in said


def test_the_verdict_stands_with_its_cell() -> None:
    cell = whole().partition('id="cell-1"')[2].partition('id="cell-2"')[0]
    assert "3 / 6" in cell
    assert "Your step gives 0 at zero." in cell


@pytest.mark.parametrize(
    ("shows", "said", "unsaid"),
    [
        ("all", ["7 / 10", "3 / 6", "step at zero", "My own words"], []),
        (
            "tasks",
            ["7 / 10", "3 / 6", "My own words", "npp"],
            ["step at zero", "wrong value", "Likely", "model", "CPU"],
        ),
        ("score", ["7 / 10"], ["3 / 6", "step", "My own words", "npp", "CPU"]),
    ],
)
def test_a_page_shows_what_it_may(shows: str, said: list[str], unsaid: list[str]) -> None:
    read = Read(whole(shows=shows)).text
    assert [words for words in said if words not in read] == []
    assert [words for words in unsaid if words in read] == []


def test_a_page_says_when_it_will_show_more() -> None:
    opens = datetime(2026, 12, 1, 12, tzinfo=UTC)
    assert "shown after 2026-12-01 12:00+00:00" in Read(whole(shows="score", opens=opens)).text


@pytest.mark.parametrize("shows", ["all", "score"])
def test_a_failed_one_says_why(shows: str) -> None:
    failed = {"status": "failed", "error": "hw1.ipynb: line 7: not valid JSON", "max_score": 10.0}
    read = Read(a_page(result=failed, shows=shows).html()).text
    assert "0 / 10" in read
    assert "hw1.ipynb: line 7: not valid JSON" in read


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        ({"days_late": 2, "penalty": 1.4, "counted": 5.6}, "2 days late: 7 / 10, less 1.4, counts 5.6 / 10"),
        ({"due": datetime(2026, 11, 30, tzinfo=UTC)}, "2026-11-30 00:00+00:00 (in time)"),
        ({"attempts": 3}, "the last of your 3: the one that counts"),
    ],
)
def test_a_page_says_what_counts_and_why(summary: dict[str, object], said: str) -> None:
    assert said in Read(whole(summary=summary)).text


def test_the_best_attempt_is_called_so() -> None:
    assert "the best of your 3" in Read(whole(summary={"attempts": 3}, attempt="best")).text


def test_inputs_in_the_name_of_a_hidden_test_are_not_told() -> None:
    tests = [
        a_test("test_a[3-0.5]"),
        a_test("test_a[secret]"),
        a_test("test_b[7]"),
        a_test("test_c"),
        a_test("test_a[open]", visible=True),
    ]
    names = [test.name for test in without_inputs(tests)]
    assert names == ["test_a[1 of 3]", "test_a[2 of 3]", "test_b", "test_c", "test_a[open]"]


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_page_holds_its_own_elements_alone_when_strings_are_hostile(hostile: str) -> None:
    task = a_task(
        hostile,
        a_test(hostile, message=hostile),
        a_test(hostile, "passed", visible=True, usage=Usage(cpu_seconds=1.0, memory_mb=1.0, output_chars=1)),
        diagnoses=(Diagnosis(misconception=hostile, message=hostile),),
        consequential=(hostile,),
    )
    outputs = [{kind: hostile} for kind in ("text/plain", "text/html", "text/latex", "text/markdown", "image/png")]
    outputs.append({"text/html": f"<table>{hostile}</table>"})
    made = a_page(
        task,
        cells=(code(hostile, 0, *outputs), text(hostile, 1, **{hostile: {"image/png": hostile}})),
        result={
            "assignment": hostile,
            "student": hostile,
            "submission": hostile,
            "suite": hostile,
            "submitted_at": hostile,
            "error": hostile,
            "status": "failed",
            "cells": (CellReport(index=0, error=CellError(type=hostile, message=hostile)),),
        },
        course=hostile,
        title=hostile,
    )
    read = Read(made.html())
    assert read.open == []
    assert {tag for tag, _ in read.elements} <= set(OWN_TAGS.split()) | TAGS
    allowed = set(OWN_ATTRIBUTES.split()).union(*ATTRIBUTES.values())
    assert {name for _, given in read.elements for name in given} <= allowed
    assert [value for value in read.attributes("style") if not value.startswith("width:")] == []
    assert [value for value in read.attributes("href") if not value.startswith("#")] == []
    assert [value for value in read.attributes("src") if not value.startswith("data:image/")] == []


def test_ids_of_a_page_are_its_own_and_each_leads_somewhere() -> None:
    read = Read(whole())
    ids = read.attributes("id")
    assert len(ids) == len(set(ids))
    assert {value.removeprefix("#") for value in read.attributes("href")} <= set(ids)


def test_a_page_has_a_bounded_size() -> None:
    tests = [a_test(f"test_{n}" + "W" * 10_000, message="<" * 10_000) for n in range(10)]
    cells = tuple(code("x = [" + "1, " * 100_000, index, {"text/plain": "<" * 1_000_000}) for index in range(50))
    assert len(a_page(a_task("step", *tests), cells=cells).html()) < 8_000_000
