import unicodedata

import pytest

from grader.course.identity import assignment_of, student_of
from grader.errors import RequestError


@pytest.mark.parametrize(
    ("option", "metadata", "stem", "id"),
    [
        ("hw2", "hw1", "hw3", "hw2"),
        (None, "hw1", "hw3", "hw1"),
        (None, None, "hw3", "hw3"),
        (None, None, "hw3_ada", "hw3"),
        (None, None, "hw3-ada", "hw3"),
        (None, None, "hw3 (2)", "hw3"),
        (None, None, "hw3.1_ada-b c", "hw3.1"),
        ("lab-2", None, "", "lab-2"),
    ],
)
def test_the_assignment_is_the_first_that_is_given(option, metadata, stem, id):
    assert assignment_of(option, metadata, stem) == id


@pytest.mark.parametrize(
    ("option", "metadata", "stem", "words"),
    [
        ("", "hw1", "hw1", "--assignment: '' is no"),
        ("hw1/x", "hw1", "hw1", "--assignment: 'hw1/x' is no"),
        (None, "", "hw1", "metadata.grader.assignment: '' is no"),
        (None, 5, "hw1", "metadata.grader.assignment: a value of type int is no"),
        (None, ["hw1"], "hw1", "metadata.grader.assignment: a value of type list is no"),
        (None, "../hw1", "hw1", "metadata.grader.assignment: '../hw1' is no"),
        (None, "hw1\n", "hw1", r"metadata.grader.assignment: 'hw1\n' is no"),
        (None, None, "_hw1", "the file's name: '' is no"),
        (None, None, "übung", "the file's name: 'übung' is no"),
    ],
)
def test_the_first_assignment_given_is_never_passed_over(option, metadata, stem, words):
    with pytest.raises(RequestError) as caught:
        assignment_of(option, metadata, stem)
    assert str(caught.value).startswith(words)


@pytest.mark.parametrize(
    ("option", "metadata", "login", "id"),
    [
        ("ada", "eve", "root", "ada"),
        (None, "eve", "root", "eve"),
        (None, None, "root", "root"),
        ("12345", None, None, "12345"),
        ("a.b-c_d@e+f", None, None, "a.b-c_d@e+f"),
        ("_x", None, None, "_x"),
        ("李雷", None, None, "李雷"),
        ("a" * 64, None, None, "a" * 64),
    ],
)
def test_the_student_is_the_first_that_is_given(option, metadata, login, id):
    assert student_of(option, metadata, login) == id


def test_one_name_in_two_unicode_forms_is_one_student():
    assert student_of(unicodedata.normalize("NFD", "Zoë"), None, None) == "Zoë"


BAD_IDS = [
    "",
    " ",
    "a b",
    ".",
    "..",
    ".a",
    "-a",
    "a/b",
    "a\\b",
    "../../etc/passwd",
    "a\0b",
    "a\nb",
    "a\x1b[31mb",
    "a\u202eb",
    "a\u2066b",
    "a\u200bb",
    "a\u200db",
    "\ufeffa",
    "a\u00a0b",
    "a\u3164",
    "\ud800",
    "a:b",
    "a=b",
    "é" * 65,
    "a" * 65,
    "a" * 10**6,
    "😀",
    "<script>",
    "a\u0301\u0302",
]


@pytest.mark.parametrize("id", BAD_IDS)
@pytest.mark.parametrize("source", ["option", "metadata", "login"])
def test_a_bad_student_id_is_refused_wherever_it_comes_from(id, source):
    given = {"option": None, "metadata": None, "login": "ada"} | {source: id}
    with pytest.raises(RequestError) as caught:
        student_of(**given)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("metadata", [5, True, 1.5, ["ada"], {"id": "ada"}])
def test_a_student_in_the_metadata_that_is_no_text_is_not_passed_over(metadata):
    with pytest.raises(RequestError, match=r"metadata\.grader\.student: a value of type \w+ is no student's id"):
        student_of(None, metadata, "root")


def test_without_any_name_the_way_out_is_told():
    with pytest.raises(RequestError, match="say --student ID"):
        student_of(None, None, None)
