"""The harness of the hostile samples: that it sees what it is to see, and takes nothing for what it is not."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.bench import Bench, Finding, Report, judged
from tests.hostile.naive import fell
from tests.hostile.ours import Seen
from tests.hostile.run import lines_of, main, summary
from tests.hostile.samples import CLAIMS, Sample, read_sample, samples
from tests.hostile.seen import is_document, page_injected, steers, table_injected
from tests.hostile.target import new_target
from tests.hostile.traces import Traces

TARGET = new_target()
HEADER = "# attack: none\n# claims: {claim}\n# honest: {honest}\n# verdict: graded\n"
HONEST_PART = "def double(x):\n    return 2 * x\n\ndef apply(f, x):\n    return f(x) + 1\n"


def sample(claim: str = "gains", honest: str = "60", source: str = HONEST_PART) -> Sample:
    return read_sample("forgery/some", HEADER.format(claim=claim, honest=honest) + source)


def seen(document: str = "", status: int = 0, terminal: str = "", page: str = "", errors: str = "") -> Seen:
    return Seen(status, document, terminal, page, errors, 0.1)


def test_a_header_is_read() -> None:
    read = sample(honest="at most 60")
    assert (read.claim, read.honest, read.at_most, read.verdict, read.makes) == ("gains", 60.0, True, "graded", False)


@pytest.mark.parametrize("header", ["", "# attack: x\n# honest: many\n# verdict: graded\n", "# attack: x\n# honest: 60\n",
                                    HEADER.format(claim="wins", honest=60)])  # fmt: skip
def test_a_header_that_lacks_something_is_named(header: str) -> None:
    with pytest.raises(ValueError, match="forgery/some"):
        read_sample("forgery/some", header)


def test_every_sample_has_a_header_and_a_body_of_its_own() -> None:
    found = list(samples())
    assert len({each.source for each in found}) == len(found) > 0


def test_a_sample_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forgery/not_there"]) == 2
    assert "forgery/not_there" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"ValueError: {TARGET.canary}", True),
        (TARGET.canary[::-1], True),
        (TARGET.canary.encode().hex(), True),
        (f"expected {TARGET.table[5]}", True),
        ("CANARY-", False),
        ("", False),
    ],
    ids=["in words", "backwards", "in hexadecimal", "a number", "half of it", "nothing"],  # the same in every process
)
def test_secrets_are_seen_in_a_text(text: str, found: bool) -> None:
    assert bool(TARGET.secrets_in(text)) is found


@pytest.mark.parametrize(("text", "does"), [("a\nb é", False), ("\x1b[31m", True), ("a\rb", True), ("\u202e", True)])
def test_what_steers_a_terminal_is_seen(text: str, does: bool) -> None:
    assert steers(text) is does


@pytest.mark.parametrize(
    ("page", "is_injected"),
    [
        ('<div class="x"><p>1 &lt; 2</p></div>', False),
        ("<p><script>x</script></p>", True),
        ("<p><img src=x onerror=y></p>", True),
        ('<p onclick="x">y</p>', True),
        ("<!-- x -->", True),
    ],
)
def test_markup_on_a_page_is_seen(page: str, is_injected: bool) -> None:
    assert page_injected(page) is is_injected


@pytest.mark.parametrize(
    ("row", "is_injected"), [("ada,-1.5,ok\n", False), ("ada,5,=1+1\n", True), ('a,"\t=1"\n', True)]
)
def test_a_formula_in_a_table_is_seen(row: str, is_injected: bool) -> None:
    assert table_injected(row) is is_injected


@pytest.mark.parametrize(("text", "is_one"), [('{"a": 1}', True), ('{"a": NaN}', False), ("{} {}", False)])
def test_what_is_no_document_is_seen(text: str, is_one: bool) -> None:
    assert is_document(text) is is_one


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        (seen(TARGET.canary), "leaked"),
        (seen(terminal=f"expected {TARGET.table[2]}"), "leaked"),
        (seen(errors="Traceback (most recent call last):", status=3), "broken"),
        (seen(errors="grade: nonsense", status=2), "broken"),
        (seen(terminal="\x1b[31mred"), "broken"),
        (seen(page="<script>"), "broken"),
        (seen(), "broken"),
    ],
)
def test_what_is_wrong_with_a_result_is_found(what: Seen, kind: str) -> None:
    assert kind in {finding.kind for finding in judged(sample(), what, TARGET)}


@pytest.mark.parametrize(
    ("claim", "change", "does"),
    [
        ("gains", {"results": [["mallory", 60.0, "pipe"]]}, False),
        ("gains", {"results": [["mallory", 61.0, "pipe"]]}, True),
        ("gains", {"printed": 'RESULT {"student": "mallory", "score": 100}'}, True),
        ("leaks", {"printed": TARGET.canary}, True),
        ("leaves", {"left": 1}, True),
        ("contaminates", {"results": [["honest", 100.0, "pipe"], ["poor", 0.0, "pipe"]]}, False),
        ("contaminates", {"results": [["honest", 100.0, "pipe"], ["poor", 40.0, "pipe"]]}, True),
        ("hangs", {"ended": False}, True),
        ("breaks", {"results": []}, True),
        ("breaks", {"broke": True}, True),
        ("breaks", {"page": "<script>"}, True),
        ("escapes", {"outside": ["vault/x"]}, True),
        *((claim, {}, False) for claim in CLAIMS if claim != "contaminates"),
    ],
)
def test_what_a_naive_grader_falls_to_is_told_from_what_it_does_not(
    claim: str, change: dict[str, Any], does: bool
) -> None:
    usual = {"printed": "", "page": "", "table": "", "results": [["mallory", 60.0, "pipe"]], "left": 0}
    naive = {**usual, "ended": True, "broke": False, "outside": [], "gone": [], **change}
    assert fell(sample(claim), naive, TARGET) is does


def test_the_last_lines_count_samples() -> None:
    reports = [
        Report("a", [Finding("gained", "1"), Finding("gained", "2"), Finding("hung", "3")], naive_fell=True),
        Report("b", naive_fell=False),
    ]
    assert summary(reports) == [
        "2 samples: 1 gained, 0 leaked, 0 left behind, 0 contaminated, 1 hung",
        "naive: fell to 1 of 2",
    ]
    assert lines_of(reports[0])[0] == "a: gained: 1"
    assert lines_of(reports[1]) == ["b: the naive grader does not fall to it"]


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with Bench() as made:
        yield made


@pytest.mark.walls
def test_a_sample_that_attacks_nothing_is_found(bench: Bench) -> None:
    report = bench.try_out(sample("contaminates"))
    assert (report.findings, report.naive_fell) == ([], False)


@pytest.mark.walls
def test_a_sample_that_attacks_nothing_achieves_none_of_the_claims(bench: Bench) -> None:
    naive = bench.naive.grade(sample())
    claims = set(CLAIMS) - {"contaminates"}
    assert [claim for claim in claims if fell(sample(claim), naive, bench.target)] == []


@pytest.mark.walls
@pytest.mark.parametrize(
    ("honest", "source", "kind"),
    [
        ("20", HONEST_PART, "gained"),
        ("100", HONEST_PART, "broken"),
        ("0", "raise ValueError('CANARY')", "leaked"),
    ],
)
def test_a_sample_that_beats_the_grader_is_found(bench: Bench, honest: str, source: str, kind: str) -> None:
    report = bench.try_out(sample(honest=honest, source=source.replace("CANARY", bench.target.canary)), naive=False)
    assert {finding.kind for finding in report.findings} == {kind}


@pytest.mark.walls
def test_what_is_left_behind_is_seen(tmp_path: Path) -> None:
    traces = Traces(tmp_path, lambda: None)
    traces.note()
    (tmp_path / "left.txt").touch()
    with subprocess.Popen(["sleep", "60"]) as sleeping:
        left = traces.left(patience=0)
        sleeping.kill()
    assert [line.split()[:2] for line in left] == [["file", "left.txt"], ["process", str(sleeping.pid)]]


def test_what_was_there_before_is_no_trace(tmp_path: Path) -> None:
    (tmp_path / "before.txt").touch()
    traces = Traces(tmp_path, lambda: None)
    traces.note()
    assert traces.left() == []


@pytest.mark.walls
def test_the_naive_grader_starts_again_when_it_was_killed(bench: Bench) -> None:
    bench.naive.grade(sample())
    bench.naive.close()
    assert bench.naive.grade(sample())["ended"]


@pytest.mark.walls
def test_a_submission_that_takes_too_long_is_found(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    submit = bench.desk.submit
    monkeypatch.setattr(bench.desk, "submit", lambda *words: submit(*words)._replace(seconds=bench.desk.bound + 1))
    report = bench.try_out(sample(), naive=False)
    assert {finding.kind for finding in report.findings} == {"hung"}


@pytest.mark.walls
def test_a_next_student_with_another_score_is_found(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "neighbours", ((bench.neighbours[0][0], 99.0),))
    report = bench.try_out(sample(), naive=False)
    assert {finding.kind for finding in report.findings} == {"contaminated"}


@pytest.mark.parametrize(("claim", "does"), [("gains", False), ("leaks", False), ("breaks", True), ("hangs", True)])
def test_a_naive_grader_that_died_gave_no_points(claim: str, does: bool) -> None:
    assert fell(sample(claim), {"died": True}, TARGET) is does
