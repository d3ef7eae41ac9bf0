"""A new course and a new assignment work at once, and nothing that is there is lost."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from grader.audit.audit import audit
from grader.authoring.new import add_assignment, add_course
from grader.cli.main import grade
from grader.course.layout import Assignment, Course, _AssignmentFile, _CourseFile, find_course
from grader.course.release import stub_notebook
from grader.errors import RequestError
from grader.records import LatePolicy, Limits, Result

Mark = Callable[[Assignment, Path], Result]

SETTING = re.compile(r"^# (\w+ = .*)$", re.MULTILINE)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def tree(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("id", "topic"), [("hw9", "attention"), ("a-1.b", "Two_words-2")])
def test_a_new_assignment_gives_its_model_everything_and_its_stub_nothing(
    course: Course, mark: Mark, id: str, topic: str
) -> None:
    added = add_assignment(course, id, topic)
    assert (mark(added, added.model_path).score, mark(added, added.stub_path).score) == (100.0, 0.0)
    assert text_of(added.stub_path) == stub_notebook(added)


def test_the_audit_of_a_new_assignment_is_clean(course: Course) -> None:
    found = audit(course, add_assignment(course, "hw9", "attention"), "in-process", mutants=True, jobs=1)
    assert (found.findings, found.survivors) == ((), ())
    assert min(found.misconceptions, found.alternatives, found.mutants) > 0


def fields(kind: Any) -> Iterator[str]:
    return (field.name for field in msgspec.structs.fields(kind))


@pytest.mark.parametrize(
    ("file", "kind", "left_out"),
    [
        ("course.toml", _CourseFile, set()),
        ("course.toml", Limits, set()),
        ("course.toml", LatePolicy, {"due"}),
        ("assignments/hw1_x/assignment.toml", _AssignmentFile, set()),
        ("assignments/hw1_x/assignment.toml", Limits, set()),
        ("assignments/hw1_x/assignment.toml", LatePolicy, set()),
    ],
)
def test_every_setting_is_shown(course: Course, file: str, kind: Any, left_out: set[str]) -> None:
    add_assignment(course, "hw1", "x")
    shown = set(re.findall(r"^(?:# |\[+)?(\w+)(?: =|\]+$)", text_of(course.root / file), re.MULTILINE))
    assert set(fields(kind)) - left_out <= shown


def test_the_settings_that_are_shown_are_the_defaults(course: Course) -> None:
    plain = add_assignment(course, "hw1", "x")
    for path in (course.root / "course.toml", plain.folder / "assignment.toml"):
        path.write_text(SETTING.sub(r"\1", text_of(path)), encoding="utf-8")
    (course.root / "assignments/hw2_y").mkdir()  # the list of assignments that is shown is an example
    said = find_course(course.root, course.root)
    told = said.assignment("hw1")
    late = msgspec.structs.replace(told.counting.late, due=None, cut_off_days=None)
    assert told.limits == plain.limits == Limits()
    assert (late, told.counting.attempt) == (LatePolicy(), plain.counting.attempt)
    assert (told.consequential_errors, said.consequential_errors) == (True, True)


@pytest.mark.parametrize(
    ("id", "topic"),
    [
        ("", "x"), ("a_b", "x"), ("../a", "x"), ("a/b", "x"), ("hw1.", "x"), ("é", "x"), ("a" * 65, "x"), ("a\n", "x"),
        ("hw1", ""), ("hw1", "a/b"), ("hw1", ".."), ("hw1", "_"), ("hw1", "x_"), ("hw1", "a b"), ("hw1", "x" * 65),
    ],
)  # fmt: skip
def test_ids_and_topics_that_cannot_be_are_refused(course: Course, id: str, topic: str) -> None:
    before = tree(course.root)
    with pytest.raises(RequestError):
        add_assignment(course, id, topic)
    assert tree(course.root) == before


@pytest.mark.parametrize("topic", ["attention", "another"])
def test_an_id_that_is_taken_is_refused(course: Course, topic: str) -> None:
    add_assignment(course, "hw9", "attention")
    before = tree(course.root)
    with pytest.raises(RequestError, match="assignments/hw9_attention: is there already"):
        add_assignment(course, "HW9", topic)
    assert tree(course.root) == before


@pytest.mark.parametrize(
    "name", ["solutions/hw9_attention/alternatives.py", "tests/hidden/hw9_attention/test_hw9_attend.py"]
)
def test_no_file_is_written_over(course: Course, name: str) -> None:
    (course.root / name).parent.mkdir(parents=True)
    (course.root / name).write_text("mine")
    with pytest.raises(RequestError, match=re.escape(name)):
        add_assignment(course, "hw9", "attention")
    assert tree(course.root)[name] == b"mine"
    assert not (course.root / "assignments").exists()


def test_what_cannot_be_written_leaves_nothing_behind(course: Course) -> None:
    (course.root / "tests").write_text("a file where a folder belongs")
    before = tree(course.root)
    with pytest.raises(RequestError, match="cannot be written"):
        add_assignment(course, "hw9", "attention")
    assert tree(course.root) == before


def test_a_course_is_not_made_over_files(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    with pytest.raises(RequestError, match="README.md: is there already"):
        add_course(tmp_path, "A course")
    assert tree(tmp_path) == {"README.md": b"mine"}


def test_new_course_works_from_its_first_command(run: Callable[..., Any], tmp_path: Path) -> None:
    made = run("new", "course", str(tmp_path / "nets"), "--title", 'Nets "and" more')
    assert (made.exit_code, "grade audit hw1" in made.output) == (0, True)
    course = find_course(tmp_path / "nets")
    assert (course.title, course.assignment_ids) == ("Nets and more", ("hw1",))


def test_new_course_may_be_empty(run: Callable[..., Any], tmp_path: Path) -> None:
    assert run("new", "course", str(tmp_path / "nets"), "--empty").exit_code == 0
    assert sorted(tree(tmp_path / "nets")) == [".gitignore", "README.md", "course.toml"]


def test_new_assignment_says_what_to_change_and_to_try(run: Callable[..., Any], course: Course) -> None:
    (course.root / "course.toml").write_text('assignments = ["hw1"]\n')
    made = run("new", "assignment", "hw9", "--topic", "attention", "--course", str(course.root))
    for said in ("solutions/hw9_attention/hw9.py", "pytest tests/hidden/hw9_attention", 'add "hw9" to `assignments`'):
        assert said in made.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("new", "course", "{root}"), "is a course already"),
        (("new", "course", "{root}/course.toml"), "is a file"),
        (("new", "assignment", "a_b", "--topic", "x", "--course", "{root}"), "'a_b' is no assignment's id"),
        (("new", "assignment", "hw1", "--topic", "", "--course", "{root}"), "--topic: ''"),
        (("new", "assignment", "hw1", "--topic", "x", "--course", "{root}/none"), "no course.toml"),
    ],
)
def test_new_refuses_what_it_cannot_do(
    run: Callable[..., Any], course: Course, words: tuple[str, ...], said: str
) -> None:
    refused = run(*(word.format(root=course.root) for word in words))
    assert isinstance(refused.exception, RequestError)
    assert said in str(refused.exception)


@pytest.mark.walls
def test_a_new_course_marks_in_the_real_sandbox(run: Callable[..., Any], course: Course, tmp_path: Path) -> None:
    added = add_assignment(course, "hw9", "attention")
    words = ("--course", str(course.root), "--student", "ada", "--json")
    given = [run("submit", str(path), *words).output for path in (added.model_path, added.stub_path)]
    assert [msgspec.json.decode(text)["score"] for text in given] == [100.0, 0.0]


@pytest.fixture
def run() -> Callable[..., Any]:
    """`grade WORDS…` in this process; the error that ended it is kept."""
    from click.testing import CliRunner

    return lambda *words: CliRunner().invoke(grade, words)
