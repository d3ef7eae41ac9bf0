"""What an audit looks like on a terminal, wide and narrow, and as a page."""

import io

import msgspec
import pytest
from rich.cells import cell_len
from rich.console import Console

from grader.feedback.audit_page import audit_page
from grader.feedback.audit_view import AuditView
from grader.records import Audit, Finding, Mutant, Survivor
from tests.feedback import pages
from tests.feedback.pages import Read, strangers

CLEAN = Audit(assignment="hw1", suite="5a17e", misconceptions=89, alternatives=33, findings=())
MUTANT = Mutant(
    task="step", line=42, text="return np.where(z >= 0, 1, 0)", change=">= becomes >", cell=3, source="never shown"
)
HELPER = msgspec.structs.replace(MUTANT, task="", line=7, text="return x", change="the statement is left out")
FOUND = msgspec.structs.replace(
    CLEAN,
    mutants=10,
    killed=7,
    findings=(
        Finding(kind="misconception", task="step", name="strict_inequality", fact="loses no points"),
        Finding(kind="suite", task="", name="", fact="its points sum to 99.5"),
    ),
    survivors=(
        Survivor(mutant=MUTANT),
        Survivor(mutant=HELPER),
        Survivor(mutant=msgspec.structs.replace(HELPER, line=9), equivalent="nobody asks for x"),
    ),
)
HOSTILE = {
    "markup": "[bold]b[/bold][link=http://e]l[/link][/]",
    "ansi": "\x1b[31mred\x1b[2J\x1b[1;1H",
    "osc": "\x1b]0;title\x07\x1b]8;;http://e\x1b\\l\x1b]8;;\x1b\\",
    "bidi": "\u202edlog\u202c\u2066x",
    "long": "W" * 10_000,
    "wide": "数" * 500,
    "newlines": "a\n" * 500,
    "html": "</pre><script>alert(1)</script><img src=x onerror='alert(1)'>",
    "entities": "&lt;script&gt; & \"'",
    "surrogate": "\ud800\udfff",
    "nothing": "",
}


def lines(audit: Audit, width: int) -> list[str]:
    file = io.StringIO()
    Console(file=file, width=width).print(AuditView(audit))
    return [line.rstrip() for line in file.getvalue().splitlines()]


def ruined(text: str) -> Audit:
    mutant = msgspec.structs.replace(MUTANT, task=text, text=text, change=text)
    return msgspec.structs.replace(
        FOUND,
        assignment=text,
        findings=(Finding(kind="stub", task=text, name=text, fact=text),),
        survivors=(Survivor(mutant=mutant), Survivor(mutant=mutant, equivalent=text)),
    )


def test_a_clean_audit_is_one_line_of_numbers() -> None:
    assert lines(CLEAN, 120) == ["hw1  clean  89 misconceptions, 33 alternatives"]


def test_one_of_a_kind_is_told_as_one() -> None:
    one = msgspec.structs.replace(CLEAN, misconceptions=1, alternatives=1, findings=FOUND.findings[:1])
    assert lines(one, 120)[0] == "hw1  1 finding  1 misconception, 1 alternative"


def test_mutants_are_counted_without_the_equivalent_ones() -> None:
    audit = msgspec.structs.replace(FOUND, findings=(), survivors=FOUND.survivors[2:], killed=9)
    assert lines(audit, 120) == [
        "hw1  clean  89 misconceptions, 33 alternatives, 9 of 9 mutants noticed (100.0%), 1 equivalent"
    ]


def test_findings_and_survivors_are_tables_at_120_columns() -> None:
    assert lines(FOUND, 120) == [
        "hw1  2 findings  89 misconceptions, 33 alternatives, 7 of 9 mutants noticed (77.8%), 1 equivalent",
        "               task  what               fact",
        "misconception  step  strict_inequality  loses no points",
        "suite                                   its points sum to 99.5",
        "",
        "Mutants that pass every test",
        "line  task  as it is                       the change",
        "42    step  return np.where(z >= 0, 1, 0)  >= becomes >",
        "7           return x                       the statement is left out",
    ]


def test_tables_fold_and_lose_nothing_at_40_columns() -> None:
    shown = lines(FOUND, 40)
    assert max(map(len, shown)) <= 40
    assert shown == [
        "hw1  2 findings  89 misconceptions, 33",
        "alternatives, 7 of 9 mutants noticed",
        "(77.8%), 1 equivalent",
        "           task  what       fact",
        "misconcep  step  strict_in  loses no",
        "tion             equality   points",
        "suite                       its points",
        "                            sum to 99.5",
        "",
        "Mutants that pass every test",
        "line  task  as it is      the change",
        "42    step  return        >= becomes >",
        "            np.where(z",
        "            >= 0, 1, 0)",
        "7           return x      the statement",
        "                          is left out",
    ]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("width", [40, 120])
def test_hostile_text_keeps_to_the_width_and_steers_nothing(text: str, width: int) -> None:
    shown = lines(ruined(text), width)
    assert max(map(cell_len, shown)) <= width
    assert all(line.isprintable() for line in shown)
    assert len(shown) < 1000


def test_the_page_holds_every_audit_and_the_reasons_of_equivalent_mutants() -> None:
    text = Read(audit_page([CLEAN, FOUND])).text
    wanted = (
        "clean",
        "2 findings",
        "7 of 9",
        "77.8 %",
        "strict_inequality",
        "Mutants that are no mistakes",
        "nobody asks for x",
        "np.where(z >= 0, 1, 0)",
    )
    assert [words for words in wanted if words not in text] == []
    assert "never shown" not in text


def test_the_page_of_one_assignment_has_no_overview() -> None:
    assert "Overview" in Read(audit_page([CLEAN, FOUND])).text
    assert "Overview" not in Read(audit_page([FOUND])).text


@pytest.mark.parametrize("text", [*HOSTILE.values(), *pages.HOSTILE.values()], ids=[*HOSTILE, *pages.HOSTILE])
def test_the_page_stands_alone_and_holds_its_own_elements_alone_when_strings_are_hostile(text: str) -> None:
    html = audit_page([ruined(text)])
    assert strangers(html) == []
    assert html.encode("utf-8").decode("utf-8") == html
