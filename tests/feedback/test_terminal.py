"""What a terminal shows of results and checks, at 80 columns, at 40, and for hostile strings."""

import io
import subprocess
import sys
import unicodedata

import msgspec
import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from grader.feedback.terminal import checks_table, class_table, result_tables, usage_table
from grader.records import CellError, CellReport, Diagnosis, Outcome, Result, TaskResult, Usage
from grader.records import TestResult as OneTest

PASSED = OneTest(name="test_step_at_zero", outcome="passed", points=4.0, max_points=4.0)
FAILED = OneTest(name="test_step_of_array", outcome="failed", points=0.0, max_points=6.0, message="shape is lost")
ERROR = OneTest(name="test_bias[3-0.5]", outcome="error", points=0.0, max_points=7.5, message="IndexError: index 3")

RESULT = Result(
    assignment="hw1",
    student="ada",
    submission="0f3c",
    sha256="ab",
    suite="5a17e",
    submitted_at="2026-11-22T21:55:00Z",
    elapsed=0.2,
    status="graded",
    score=92.5,
    max_score=100.0,
    cells=(
        CellReport(index=3, error=CellError(type="NameError", message="name 'npp' is not defined")),
        CellReport(index=7, error=CellError(type="AssertionError", message="")),
    ),
    tasks=(
        TaskResult(
            name="step",
            score=4.0,
            max_score=10.0,
            tests=(PASSED, FAILED),
            diagnoses=(Diagnosis(misconception="strict", message="0 counts as 1"),),
        ),
        TaskResult(name="neuron_output", score=0.0, max_score=7.5, tests=(ERROR,)),
    ),
)
BROKEN = msgspec.structs.replace(
    RESULT, student="bob", status="failed", error="hw1.ipynb: no code cell", score=0.0, cells=(), tasks=()
)

HOSTILE = {
    "markup": "[bold]b[/bold][link=http://e]l[/link][/]",
    "emoji code": ":smile: :pile_of_poo:",
    "ansi": "\x1b[31mred\x1b[2J\x1b[1;1H",
    "osc": "\x1b]0;title\x07\x1b]8;;http://e\x1b\\l\x1b]8;;\x1b\\",
    "c1": "\x9b31m\x9d0;t\x9c\x85",
    "bidi": "\u202edlog\u202c\u2066x",
    "zalgo": "e" + "\u0301" * 100,
    "long": "W" * 10_000,
    "wide": "数" * 500,
    "newlines": "a\n" * 500,
    "other newlines": "\r\x0b\x0c\x1c\u2028\u2029x",
    "html": "<script>alert(1)</script>",
    "surrogate": "\ud800\udfff",
    "nothing": "",
}


def rendered(what: RenderableType, width: int = 80) -> str:
    file = io.StringIO()
    Console(file=file, width=width).print(what)
    return file.getvalue()


def lines(what: RenderableType, width: int = 80) -> list[str]:
    return [line.rstrip() for line in rendered(what, width).splitlines()]


def ruined(text: str) -> Result:
    test = OneTest(name=text, outcome="failed", points=0.0, max_points=1.0, message=text)
    task = TaskResult(
        name=text, score=0.0, max_score=1.0, tests=(test,), diagnoses=(Diagnosis(misconception=text, message=text),)
    )
    cells = (CellReport(index=0, error=CellError(type=text, message=text)),)
    return msgspec.structs.replace(
        RESULT, assignment=text, student=text, submitted_at=text, error=text, tasks=(task,), cells=cells
    )


def everything(result: Result) -> list[RenderableType]:
    rows = [(task.name, test) for task in result.tasks for test in task.tests]
    failed = msgspec.structs.replace(result, status="failed")
    return [result_tables(result), result_tables(failed), class_table([result, RESULT, failed]), checks_table(rows)]


def test_result_tables_show_the_score_by_task_at_80_columns() -> None:
    assert lines(result_tables(RESULT)) == [
        "hw1  ada  92.5 / 100",
        "",
        "step            4 / 10  ████░░░░░░  1/2 passed",
        "neuron_output  0 / 7.5  ░░░░░░░░░░  0/1 passed",
        "",
        "Not passed",
        "  ✗  step           step of array (failed, 0 / 6)",
        "                    shape is lost",
        "  ✗  neuron_output  bias [3-0.5] (raised an error, 0 / 7.5)",
        "                    IndexError: index 3",
        "",
        "Likely reasons",
        "  step: 0 counts as 1",
        "",
        "Cells that raised",
        "  cell 4: NameError: name 'npp' is not defined",
        "  cell 8: AssertionError",
    ]


def test_result_tables_fold_when_the_terminal_is_narrow() -> None:
    assert lines(result_tables(RESULT), 40)[:9] == [
        "hw1  ada  92.5 / 100",
        "",
        "step            4 / 10  1/2",
        "neuron_output  0 / 7.5  0/1",
        "",
        "Not passed",
        "  ✗  step: step of array (failed, 0 / 6)",
        "     shape is lost",
        "  ✗  neuron_output: bias [3-0.5] (raised",
    ]


def test_result_tables_stop_after_the_tasks_when_all_is_well() -> None:
    well = TaskResult(name="step", score=4.0, max_score=4.0, tests=(PASSED,))
    shown = lines(result_tables(msgspec.structs.replace(RESULT, tasks=(well,), cells=())))
    assert shown[2:] == ["step  4 / 4  ██████████  1/1 passed"]


def test_result_tables_show_the_error_alone_when_nothing_could_be_run() -> None:
    assert lines(result_tables(BROKEN)) == ["hw1  bob  failed: 0 / 100", "hw1.ipynb: no code cell"]


def test_result_tables_say_how_many_cells_more_when_many_raised() -> None:
    cells = tuple(CellReport(index=at, error=CellError(type="E", message="")) for at in range(5000))
    shown = lines(result_tables(msgspec.structs.replace(RESULT, cells=cells)))
    assert shown[-2:] == ["  cell 10: E", "  and 4990 more"]


def test_class_table_has_a_line_a_student() -> None:
    assert lines(class_table([RESULT, BROKEN])) == [
        "student     assignment       score  tasks  submitted (UTC)",
        "ada         hw1         92.5 / 100  4 0    2026-11-22 21:55:00",
        "bob         hw1             failed         2026-11-22 21:55:00",
    ]


def test_class_table_leaves_columns_out_when_the_terminal_is_narrow() -> None:
    assert lines(class_table([RESULT, BROKEN]), 58)[0] == "student     assignment       score  submitted (UTC)"
    assert lines(class_table([RESULT, BROKEN]), 40) == [
        "student     assignment       score",
        "ada         hw1         92.5 / 100",
        "bob         hw1             failed",
    ]


def test_class_table_says_so_when_there_are_no_results() -> None:
    assert lines(class_table([])) == ["no results yet"]


def test_checks_table_has_a_line_a_check_and_a_tally() -> None:
    rows = [("step", PASSED), ("step", FAILED), ("neuron_output", ERROR)]
    assert lines(checks_table(rows)) == [
        "✓  step           step at zero",
        "✗  step           step of array",
        "                  shape is lost",
        "✗  neuron_output  bias [3-0.5] (raised an error)",
        "                  IndexError: index 3",
        "1 of 3 checks passes",
    ]


def test_checks_table_says_so_when_there_are_no_checks() -> None:
    assert lines(checks_table([])) == ["no checks ran"]


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("passed", "✓  step  at"),
        ("failed", "✗  step  at"),
        ("error", "✗  step  at (raised an error)"),
        ("timeout", "✗  step  at (ran out of time)"),
        ("crashed", "✗  step  at (crashed)"),
        ("missing", "✗  step  at (missing)"),
        ("skipped", "–  step  at (skipped)"),
    ],
)
def test_checks_table_tells_outcomes_apart_without_colour(outcome: Outcome, words: str) -> None:
    test = OneTest(name="test_at", outcome=outcome, points=0.0, max_points=1.0)
    assert lines(checks_table([("step", test)]))[0] == words


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_tables_stay_plain_and_in_their_width_when_strings_are_hostile(text: str, width: int) -> None:
    for what in everything(ruined(text)):
        shown = rendered(what, width)
        assert max(map(cell_len, shown.split("\n"))) <= width
        assert not {unicodedata.category(c) for c in shown.replace("\n", "")} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize("text", ["[bold]b[/bold]", "[link=http://e]l", ":smile:", "[/]", "<b>", "\\[x]"])
def test_markup_is_shown_as_it_was_typed(text: str) -> None:
    for what in everything(ruined(text)):
        assert text in rendered(what)


def test_tables_stay_short_when_strings_are_long() -> None:
    assert all(len(lines(what)) < 120 for what in everything(ruined("W" * 10_000)))
    assert all(len(lines(what)) < 120 for what in everything(ruined("a\n" * 5_000)))


def test_colours_come_on_a_terminal_alone() -> None:
    terminal = io.StringIO()
    Console(file=terminal, width=80, force_terminal=True, color_system="standard", no_color=False).print(
        checks_table([("step", PASSED)])
    )
    assert "\x1b[32m✓" in terminal.getvalue()
    assert "\x1b" not in rendered(checks_table([("step", PASSED)]))


def test_signs_are_ascii_when_the_terminal_has_no_others() -> None:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding="ascii", errors="strict")
    skipped = OneTest(name="test_c", outcome="skipped", points=0.0, max_points=1.0)
    console = Console(file=file, width=80)
    console.print(checks_table([("step", PASSED), ("step", FAILED), ("step", skipped)]))
    console.print(result_tables(RESULT))
    file.flush()
    shown = raw.getvalue().decode("ascii").splitlines()
    assert [line[:7] for line in shown[:5]] == ["+  step", "x  step", "       ", "-  step", "1 of 3 "]


def test_rich_is_not_loaded_before_a_table_is_asked_for() -> None:
    program = "import sys, grader.feedback.terminal, grader.feedback.html; sys.exit('rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=60).returncode == 0


def test_usage_is_summed_and_names_the_dearest_tests():
    tests = tuple(
        OneTest(
            name=f"test_{number}", outcome="passed", points=1.0, max_points=1.0,
            usage=Usage(cpu_seconds=number / 10, memory_mb=50.0 + number, output_chars=number),
        )
        for number in range(7)
    )  # fmt: skip
    task = TaskResult(name="step", score=7.0, max_score=7.0, tests=tests)
    shown = rendered(usage_table(msgspec.structs.replace(RESULT, tasks=(task,), bounds="cgroup v2")))
    assert "2.10 s of CPU in 7 tests, at most 56 MB, bounded by cgroup v2" in shown
    assert [word for word in shown.split() if word.startswith("test_")] == [f"test_{n}" for n in (6, 5, 4, 3, 2)]


def test_nothing_is_said_of_usage_that_nobody_measured():
    assert rendered(usage_table(RESULT)) == ""
