"""One assignment's audit, whole: clean, and with something to be found in every part of it."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from grader.audit.audit import audit
from grader.course.layout import Assignment, find_course
from grader.errors import CourseError, SuiteError
from grader.records import Audit, Mutant, Survivor

MakeAssignment = Callable[..., Assignment]

WITHOUT_NEGATE = """
@pytest.mark.task("negate")
@pytest.mark.points(20)
def test_negate(student):
    assert student.negate(0) == 0
"""
EQUIVALENTS = """[[equivalent]]
line = "return -x"
change = "- is left out"
reason = "zero has no sign"

[[equivalent]]
line = "return x + x"
change = "+ becomes -"
reason = "it is noticed all the same"
"""


class Told(NamedTuple):
    """An audit's outcome, and what was told of its progress."""

    audit: Audit
    progress: list[tuple[int, int]]


@pytest.fixture(scope="module")
def run() -> Callable[..., Told]:
    def run(assignment: Assignment, *, mutants: bool = True, jobs: int = 1, trust_list: bool = False) -> Told:
        progress: list[tuple[int, int]] = []
        course = find_course(assignment.folder)
        found = audit(
            course,
            assignment,
            "in-process",
            mutants=mutants,
            jobs=jobs,
            trust_list=trust_list,
            done=lambda so_far, of: progress.append((so_far, of)),
        )
        return Told(found, progress)

    return run


@pytest.fixture(scope="module")
def clean(run: Callable[..., Told], make_assignment: MakeAssignment) -> Told:
    return run(make_assignment(), jobs=2)


def test_a_sound_course_is_clean(clean: Told) -> None:
    assert clean.audit.findings == ()
    assert (clean.audit.misconceptions, clean.audit.alternatives) == (1, 1)


def test_every_mutant_of_a_sound_course_is_noticed(clean: Told) -> None:
    assert clean.audit.mutants == clean.audit.killed > 10
    assert (clean.audit.survivors, clean.audit.kill_rate) == ((), 1.0)


def test_progress_is_told_to_its_end(clean: Told) -> None:
    of = 3 + clean.audit.mutants  # the stub and model as one, a misconception, an alternative
    assert [so_far for so_far, _ in clean.progress] == sorted({so_far for so_far, _ in clean.progress})
    assert {whole for _, whole in clean.progress} == {of}
    assert clean.progress[-1] == (of, of)


@pytest.fixture(scope="module")
def unsound(run: Callable[..., Told], make_assignment: MakeAssignment, hidden_text: str, model_text: str) -> Audit:
    """A test that is too weak, an alternative that is none, a list with one entry too many."""
    before, _, after = hidden_text.partition('\n@pytest.mark.task("negate")')
    rest = after.partition("\n@pytest.mark.task")
    subtract, _, answers = rest[2].partition("\n@pytest.mark.task")
    subtract = subtract.replace("student.subtract(7, 3) == 4", "student.subtract(7, 0) == 7")
    hidden = f"{before}{WITHOUT_NEGATE}\n@pytest.mark.task{subtract}\n@pytest.mark.task{answers}"
    alternatives = 'from grader.testing import alternative\n@alternative(task="double")\ndef wrong(x): return 0\n'
    return run(make_assignment(hidden=hidden, alternatives=alternatives, equivalents=EQUIVALENTS)).audit


def test_findings_come_from_the_answers_first_and_then_from_the_mutants(unsound: Audit) -> None:
    assert [(finding.kind, finding.task, finding.name) for finding in unsound.findings] == [
        ("alternative", "double", "wrong"),
        ("alternative", "quadruple", "wrong"),
        ("mutants", "", ""),
        ("mutants", "", "equivalent_mutants.toml"),
    ]


def test_too_few_mutants_noticed_is_a_finding_with_its_numbers(unsound: Audit) -> None:
    judged = unsound.mutants - 1
    few, stale = unsound.findings[-2:]
    assert few.fact == f"{unsound.killed} of {judged} are noticed, less than 97%: see the survivors"
    assert stale.fact == "no survivor fits this entry: return x + x: + becomes -"


def test_survivors_are_told_with_the_authors_reason(unsound: Audit) -> None:
    told = [(survivor.mutant.text, survivor.mutant.change, survivor.equivalent) for survivor in unsound.survivors]
    assert told == [
        ("return -x", "- is left out", "zero has no sign"),
        ("return x + negate(y)", "+ becomes -", None),
        ("return x + negate(y)", "what stands after + is left out", None),
        ("return x + negate(y)", "negate(…) is left out", None),
    ]


def test_the_kill_rate_leaves_equivalent_mutants_out(unsound: Audit) -> None:
    assert unsound.killed == unsound.mutants - 4
    assert unsound.kill_rate == unsound.killed / (unsound.mutants - 1)


def test_what_the_list_names_is_not_tried_when_it_is_trusted(
    run: Callable[..., Told], make_assignment: MakeAssignment
) -> None:
    assignment = make_assignment(equivalents=EQUIVALENTS)
    tried, trusting = run(assignment), run(assignment, trust_list=True)
    believed = trusting.audit
    # The model's first line is noticed when it is changed, whatever the list says.
    assert {(one.mutant.text, one.equivalent) for one in believed.survivors} >= {
        ("return x + x", "it is noticed all the same")
    }
    assert (believed.mutants, believed.findings) == (tried.audit.mutants, ())
    assert believed.killed < tried.audit.killed
    assert trusting.progress[-1][1] < tried.progress[-1][1]


@pytest.mark.parametrize(
    ("mutants", "killed", "equivalent", "rate"), [(0, 0, 0, 1.0), (4, 3, 1, 1.0), (4, 3, 0, 0.75), (1, 0, 1, 1.0)]
)
def test_kill_rate(mutants: int, killed: int, equivalent: int, rate: float) -> None:
    mutant = Mutant(task="", line=1, text="", change="", cell=0, source="")
    left = [Survivor(mutant=mutant, equivalent="so" if n < equivalent else None) for n in range(mutants - killed)]
    found = Audit(
        assignment="hw1",
        suite="",
        misconceptions=0,
        alternatives=0,
        findings=(),
        mutants=mutants,
        killed=killed,
        survivors=tuple(left),
    )
    assert found.kill_rate == rate


def test_without_mutants_the_list_of_equivalents_is_not_stale(
    run: Callable[..., Told], make_assignment: MakeAssignment
) -> None:
    told = run(make_assignment(equivalents=EQUIVALENTS), mutants=False)
    assert (told.audit.findings, told.audit.mutants) == ((), 0)
    assert told.progress[-1] == (3, 3)


@pytest.mark.parametrize(
    ("files", "error", "words"),
    [
        ({"misconceptions": "print(1)\n"}, CourseError, r"hw1_double/misconceptions\.py:1"),
        ({"equivalents": "x = 1\n"}, CourseError, r"hw1_double/equivalent_mutants\.toml: "),
        ({"model": "# %%\nx = (\n"}, SuiteError, r"hw1\.py: cell 1: SyntaxError"),
        ({"stub": None}, CourseError, r"hw1\.ipynb: cannot be read"),
        ({"hidden": "import no_such_module\n"}, SuiteError, "hw1_double: "),
    ],
)
def test_a_file_that_says_nonsense_ends_the_audit_with_its_name(
    run: Callable[..., Told],
    make_assignment: MakeAssignment,
    files: dict[str, str | None],
    error: type[Exception],
    words: str,
) -> None:
    with pytest.raises(error, match=f"^{words}"):
        run(make_assignment(**files))


def test_an_assignment_without_a_model_answer_is_refused(
    run: Callable[..., Told], make_assignment: MakeAssignment
) -> None:
    assignment = make_assignment()
    assignment.model_path.unlink()
    with pytest.raises(CourseError, match=r"^hw1\.py: no model answer to audit with"):
        run(assignment)
