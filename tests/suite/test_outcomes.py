"""What one test says of a submission: an outcome, what the student may read, and what stands in the staff's detail."""

import pytest

from grader.suite.verdicts import DETAIL_CHARS, MESSAGE_CHARS, NEUTRAL

HIDDEN = "31415"  # stands for a value that only staff may see

SUITE = """
SECRET = 31415.0

@pytest.fixture
def wrong_in_setup(student):
    assert student.double(3) == SECRET, "the fixture's own words"

@pytest.fixture
def nothing_in_setup(student):
    student.nothing(3)

def close(x): assert abs(x - SECRET) < 1, f"too far off, by the sign of {np.sign(x):g}"

class Rows:
    def __eq__(self, other): return False
    def __repr__(self): return "31415\\n31415"

def test_passes(student): assert student.double(2) == 4
def test_bare_assert(student): assert student.double(2) == SECRET
def test_message(student): assert student.double(2) == SECRET, "double of 2"
def test_message_of_lines(student): assert student.double(2) == SECRET, "double:\\nof 2"
def test_message_with_percent(student): assert student.double(2) == SECRET, "100% of %s {0}"
def test_message_like_an_assert(student): assert student.double(2) == SECRET, "assert yourself"
def test_message_of_another_type(student): assert student.double(2) == SECRET, ("double", 2)
def test_empty_message(student): assert student.double(2) == SECRET, ""
def test_message_of_an_expression(student): x = student.double(2); assert x == SECRET or x > SECRET, "neither"
def test_helper_of_the_file(student): close(student.double(2))
def test_helper_of_the_conftest(student, is_even): is_even(student.double(2) + 1)
def test_raised_by_hand(student): student.double(2); raise AssertionError("said by hand")
def test_raised_by_hand_without_words(student): student.double(2); raise AssertionError
def test_raised_with_introspection(student):
    try:
        assert student.double(2) == SECRET, "inner"
    except AssertionError as error:
        raise AssertionError(f"outer: {error}") from None
def test_one_caught_then_a_bare_one(student):
    try:
        assert student.double(2) == SECRET, "inner"
    except AssertionError:
        pass
    assert student.double(3) == SECRET
def test_plain_list(student): assert [student.double(2)] == [SECRET]
def test_rows(student): assert student.double(2) == Rows()
def test_numpy_testing(student): student.double(2); np.testing.assert_allclose(student.double(2), SECRET)
def test_judged(student): assert_close(student.double(2), SECRET, what="double of 2")
def test_pytest_fail(student): student.double(2); pytest.fail("said with fail")
def test_raises_nothing(student):
    with pytest.raises(ValueError, match="31415"): student.double(2)
def test_raises_with_other_words(student):
    with pytest.raises(ValueError, match="31415"): student.refuse(2)
def test_warns_nothing(student):
    with pytest.warns(UserWarning, match="31415"): student.double(2)
def test_raises_the_class(student):
    with pytest.raises(ValueError): student.refuse(2)
def test_raises_a_base(student):
    with pytest.raises(LookupError): student.look_up("a")
def test_error(student): student.refuse(2)
def test_error_of_its_own_class(student): student.strange()
def test_error_without_words(student): student.silent()
def test_error_is_no_assertion_of_ours(student): student.asserts()
def test_error_that_leaves(student): student.leave()
def test_broken_by_an_odd_answer(student): student.text() + SECRET
def test_timeout(student): student.forever()
def test_missing(student): student.nothing(2)
def test_missing_answer(student): student.answers["nothing"]
def test_missing_in_a_fixture(nothing_in_setup): pass
def test_fixture_judges(wrong_in_setup): pass
def test_skipped(student): student.double(2); pytest.skip("not today")
@pytest.mark.skip(reason="never")
def test_skipped_by_a_mark(student): pass
@pytest.mark.xfail(strict=True, reason="31415")
def test_passes_though_it_must_not(student): student.double(2)
@pytest.mark.xfail(reason="31415")
def test_fails_as_it_may(student): assert student.double(2) == SECRET
@pytest.mark.hint("think of two")
def test_hint(student): assert student.double(2) == SECRET
@pytest.mark.hint("think of two")
def test_hint_and_message(student): assert student.double(2) == SECRET, "double of 2"
@pytest.mark.hint("think of two")
def test_hint_of_what_passes(student): pass
@pytest.mark.visible
def test_visible_function(student):
    def f(): return 0
    assert student.double(2) == f
@pytest.mark.visible
def test_visible(student): assert student.double(2) == SECRET
@pytest.mark.visible
def test_visible_numpy_testing(student): student.double(2); np.testing.assert_allclose(student.double(2), SECRET)
@pytest.mark.parametrize("n", [2, 3])
def test_rows_of_a_table(student, n): assert student.double(n) == 4, f"double of {n}"
def test_long_words(student): student.double(2); raise AssertionError("x" * 5000)
def test_words_that_steer(student): student.steer()
def test_prints(student): student.chatter()
"""

CONFTEST = """
import pytest

@pytest.fixture
def is_even():
    def check(x):
        assert x % 2 == 0, "the conftest's own words"
    return check
"""

NOTEBOOK = """
def double(x): return 2 * x
def refuse(x): raise ValueError("no twos")
def look_up(key): return {}[key]
class Odd(Exception): pass
def strange(): raise Odd("how odd")
def silent(): raise RuntimeError
def asserts(): assert 1 == 2, "mine"
def leave(): raise SystemExit(3)
def text(): return "text"
def forever():
    while True: pass
def steer(): raise ValueError("\\x1b[31mred\\x1b[0m\\u202e \\udc80")
def chatter():
    print("hello" + "\\x1b[2J")
    print("x" * 9000)
    raise ValueError
"""


@pytest.fixture(scope="module")
def given(make_course, judge, verdicts_by_name):
    number = SUITE.count("def test_") + 1  # one of them is a table of two rows
    root = make_course(
        SUITE,
        tasks={"double": 10 * number},
        limits="test_cpu_seconds = 1",
        files={"tests/hidden/hw1_double/conftest.py": CONFTEST},
    )
    return verdicts_by_name(judge(root, NOTEBOOK))


@pytest.mark.parametrize(
    ("test", "outcome", "message"),
    [
        ("passes", "passed", ""),
        ("bare_assert", "failed", NEUTRAL),
        ("message", "failed", "double of 2"),
        ("message_of_lines", "failed", "double:\nof 2"),
        ("message_with_percent", "failed", "100% of %s {0}"),
        ("message_like_an_assert", "failed", "assert yourself"),
        ("message_of_another_type", "failed", "('double', 2)"),
        ("empty_message", "failed", NEUTRAL),
        ("message_of_an_expression", "failed", "neither"),
        ("helper_of_the_file", "failed", "too far off, by the sign of 1"),
        ("helper_of_the_conftest", "failed", "the conftest's own words"),
        ("raised_by_hand", "failed", "said by hand"),
        ("raised_by_hand_without_words", "failed", NEUTRAL),
        ("raised_with_introspection", "failed", "outer: inner"),
        ("one_caught_then_a_bare_one", "failed", NEUTRAL),
        ("plain_list", "failed", NEUTRAL),
        ("rows", "failed", NEUTRAL),
        ("numpy_testing", "failed", NEUTRAL),
        ("judged", "failed", "double of 2: wrong value"),
        ("pytest_fail", "failed", "said with fail"),
        ("raises_nothing", "failed", NEUTRAL),
        ("raises_with_other_words", "failed", NEUTRAL),
        ("warns_nothing", "failed", NEUTRAL),
        ("raises_the_class", "passed", ""),
        ("raises_a_base", "passed", ""),
        ("broken_by_an_odd_answer", "failed", NEUTRAL),
        ("timeout", "timeout", "gave no answer within 1 s"),
        ("missing", "missing", "the notebook does not define nothing"),
        ("missing_answer", "missing", "the notebook does not define nothing"),
        ("missing_in_a_fixture", "missing", "the notebook does not define nothing"),
        ("fixture_judges", "failed", "the fixture's own words"),
        ("skipped", "skipped", "not today"),
        ("skipped_by_a_mark", "skipped", "never"),
        ("passes_though_it_must_not", "failed", NEUTRAL),
        ("fails_as_it_may", "failed", NEUTRAL),
        ("hint", "failed", "think of two"),
        ("hint_and_message", "failed", "double of 2\nthink of two"),
        ("hint_of_what_passes", "passed", ""),
        ("rows_of_a_table[1]", "passed", ""),
        ("rows_of_a_table[2]", "failed", "double of 3"),
    ],
)
def test_outcome_and_message(given, test, outcome, message):
    assert (given[test].outcome, given[test].message) == (outcome, message)


@pytest.mark.parametrize(
    ("test", "words", "line", "function"),
    [
        ("error", "ValueError: no twos", 3, "refuse"),
        ("error_of_its_own_class", "Odd: how odd", 6, "strange"),
        ("error_without_words", "RuntimeError", 7, "silent"),
        ("error_is_no_assertion_of_ours", "AssertionError: mine", 8, "asserts"),
        ("error_that_leaves", "SystemExit: 3", 9, "leave"),
        ("words_that_steer", "ValueError: red ?", 13, "steer"),
    ],
)
def test_what_the_student_raised_is_told_with_its_place(given, test, words, line, function):
    source = NOTEBOOK.splitlines()[line - 1].strip()
    assert given[test].outcome == "error"
    assert given[test].message == f"{words} (cell 1, line {line}, in {function}: {source})"


def test_a_visible_test_shows_no_address_in_memory(given):
    verdict = given["visible_function"]
    assert "<function test_visible_function.<locals>.f>" in verdict.message
    assert " at 0x" not in verdict.message + verdict.detail


def test_a_visible_test_shows_all(given):
    assert given["visible"].message.startswith("assert 4 == 31415.0\n")
    assert "ACTUAL: " in given["visible_numpy_testing"].message


def test_every_test_of_the_table_is_there(given):
    assert len(given) == SUITE.count("def test_") + 1


def test_no_hidden_value_stands_in_a_message(given):
    told = [name for name, verdict in given.items() if HIDDEN in verdict.message]
    assert sorted(told) == ["visible", "visible_numpy_testing"]


@pytest.mark.parametrize("test", ["bare_assert", "message", "numpy_testing", "plain_list", "raises_nothing", "rows"])
def test_staff_see_the_values(given, test):
    assert HIDDEN in given[test].detail or "ValueError" in given[test].detail


def test_long_words_are_cut(given):
    verdict = given["long_words"]
    assert (len(verdict.message), len(verdict.detail)) == (MESSAGE_CHARS, DETAIL_CHARS + len("AssertionError: "))


def test_what_the_student_prints_is_kept_apart_and_cut(given):
    output = given["prints"].output
    assert output.startswith("hello\nxxx")
    assert len(output) == DETAIL_CHARS


def test_what_passed_has_no_detail(given):
    assert (given["passes"].detail, given["passes"].output) == ("", "")


def test_the_test_is_named_from_the_folder_of_the_suite(given):
    assert given["rows_of_a_table[1]"].test == "test_hw1.py::test_rows_of_a_table[2]"
