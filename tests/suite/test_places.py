"""Which files are suites, the digest of a suite, and the seeds' home: told by where files lie."""

import pytest

from grader.course.layout import find_course
from grader.errors import CourseError
from grader.suite.digest import suite_digest
from grader.suite.places import place_of

TOML = '[[tasks]]\nname = "double"\npoints = 10\n'


def test_a_hidden_suite_and_its_folders(make_course):
    root = make_course(files={"tests/hidden/hw1_double/more/test_hw1_more.py": ""})
    place = place_of(root / "tests/hidden/hw1_double/more")
    assert (place.assignment.id, place.graded, place.folder) == ("hw1", True, root / "tests/hidden/hw1_double")


def test_the_public_checks_of_a_course(make_course):
    root = make_course(files={"course.toml": "[limits]\ncells = 7\n"})
    place = place_of(root / "assignments/hw1_double")
    assert (place.assignment.id, place.graded, place.assignment.limits.cells) == ("hw1", False, 7)


@pytest.mark.parametrize("folder", ["hw1_double", "assignments/hw1_double"])
def test_the_public_checks_as_a_student_unzipped_them(tmp_path, folder):
    (tmp_path / folder).mkdir(parents=True)
    (tmp_path / folder / "assignment.toml").write_text(TOML)
    place = place_of(tmp_path / folder)
    assert (place.assignment.id, place.graded) == ("hw1", False)


def test_a_folder_of_checks_elsewhere_in_a_course(make_course):
    root = make_course(files={"handouts/hw9_x/assignment.toml": TOML})
    assert place_of(root / "handouts/hw9_x").assignment.id == "hw9"


@pytest.mark.parametrize("folder", ["", "tests", "tests/hidden", "tests/other/hw1_double", "hidden/hw1_double"])
def test_folders_that_belong_to_no_assignment(make_course, folder):
    assert place_of(make_course() / folder) is None


def test_a_hidden_folder_without_a_course(tmp_path):
    assert place_of(tmp_path / "tests/hidden/hw1_x") is None


@pytest.mark.parametrize(
    ("file", "text", "folder"),
    [
        ("course.toml", "x =", "tests/hidden/hw1_double"),
        ("course.toml", "x =", "assignments/hw1_double"),
        ("assignments/hw1_double/assignment.toml", "x = 1", "tests/hidden/hw1_double"),
        ("tests/hidden/hw7_none/test_a.py", "", "tests/hidden/hw7_none"),
    ],
)
def test_a_course_that_says_nonsense(make_course, file, text, folder):
    root = make_course(files={file: text})
    with pytest.raises(CourseError):
        place_of(root / folder)


def test_a_course_behind_a_link(make_course, tmp_path):
    (tmp_path / "link").symlink_to(make_course())
    place = place_of(tmp_path / "link/tests/hidden/hw1_double")
    assert (place.graded, place.folder) == (True, tmp_path / "link/tests/hidden/hw1_double")


def digest(root):
    return suite_digest(find_course(root).assignment("hw1"))


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("tests/hidden/hw1_double/test_hw1.py", "changed"),
        ("tests/hidden/hw1_double/data/new.csv", ""),
        ("assignments/hw1_double/assignment.toml", TOML + "# changed"),
        ("solutions/hw1_double/hw1.py", "changed"),
        ("solutions/hw1_double/misconceptions.py", ""),
        ("course.toml", "[limits]\ncells = 7\n"),
        ("course.toml", "consequential_errors = false\n"),
    ],
)
def test_the_digest_is_another_when_what_judges_is(make_course, file, text):
    assert digest(make_course()) != digest(make_course(files={file: text}))


@pytest.mark.parametrize(
    "file",
    [
        "tests/hidden/hw1_double/__pycache__/test_hw1.cpython-311-pytest.pyc",
        "tests/hidden/hw1_double/.pytest_cache/README.md",
        "assignments/hw1_double/hw1.ipynb",
        "solutions/hw1_double/alternatives.py",
    ],
)
def test_the_digest_is_the_same_when_what_judges_is(make_course, file):
    assert digest(make_course()) == digest(make_course(files={file: "x"}))


def test_the_digest_without_a_model_answer(make_course):
    root = make_course()
    (root / "solutions/hw1_double/hw1.py").unlink()
    assert len(digest(root)) == 64


def test_the_digest_tells_two_files_from_one(make_course):
    suite = "tests/hidden/hw1_double/"
    one = make_course(files={f"{suite}a": "bc", f"{suite}d": ""})
    other = make_course(files={f"{suite}a": "b", f"{suite}cd": ""})
    assert digest(one) != digest(other)
