"""Words and introspection told apart; whose fault an exception is."""

import linecache
import sys
from types import ModuleType

import pytest
from _pytest.assertion.rewrite import rewrite_asserts

from grader.errors import OurFault, SandboxError, StudentFault, StudentTimeout, SuiteError
from grader.suite import verdicts
from grader.suite.marks import Marks
from grader.suite.student import student_raised
from grader.testing import Judged, assert_close, assert_truth, assert_whole
from grader.wire.messages import Error

MARKS = Marks(task="double", points=4.0, visible=False, hint="")


def run_rewritten(source, folder):
    """The AssertionError of a module whose asserts pytest rewrote, as if the module lay in `folder`."""
    import ast

    file = str(folder / "test_hw1.py")
    tree = ast.parse(source)
    rewrite_asserts(tree, source.encode())
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    namespace = ModuleType("test_hw1").__dict__
    verdicts.listen_to_authors()
    verdicts.forget_words()
    with pytest.raises(AssertionError) as raised:
        exec(compile(tree, file, "exec"), namespace)
    return raised.value


def message(error, folder):
    return verdicts.verdict("t", "t", MARKS, error, folder, "").message


@pytest.mark.parametrize(
    "words", ["plain", "of two\nlines", "", "100 %", "assert x", "\n", "~tilde", "a\n>assert b", "a\\nb"]
)
def test_this_pytest_still_passes_the_authors_words_where_we_listen(tmp_path, words):
    error = run_rewritten(f"secret = 31415\nassert secret == 1, {words!r}\n", tmp_path)
    assert "31415" in str(error)
    assert message(error, tmp_path) == (words or verdicts.NEUTRAL)


def test_this_pytest_still_explains_a_bare_assert_where_we_listen(tmp_path):
    error = run_rewritten("secret = 31415\nassert secret == 1\n", tmp_path)
    assert verdicts._last_words == {str(error): None}
    assert message(error, tmp_path) == verdicts.NEUTRAL


@pytest.mark.parametrize("source", ["assert secret == 1", "assert secret == 1, 'words'", "assert secret == 1, 'a\\nb'"])
def test_should_pytest_stop_passing_them_the_values_stay_with_staff(tmp_path, source):
    error = run_rewritten(f"secret = 31415\n{source}\n", tmp_path)
    verdicts.forget_words()
    assert "31415" not in message(error, tmp_path)


def test_words_of_an_assertion_outside_the_suite_are_not_the_authors(tmp_path):
    error = run_rewritten("assert 0, 'words'", tmp_path)
    assert message(error, tmp_path / "elsewhere") == verdicts.NEUTRAL


def test_an_assertion_that_was_never_raised_is_nobodys(tmp_path):
    assert message(AssertionError("words"), tmp_path) == verdicts.NEUTRAL


@pytest.mark.parametrize(
    ("error", "in_setup", "asked", "ours"),
    [
        (None, False, False, False),
        (StudentFault(), True, False, False),
        (StudentTimeout(), False, True, False),
        (pytest.skip.Exception("x"), True, False, False),
        (SuiteError(), False, True, True),
        (SandboxError(), False, True, True),
        (OurFault(), False, True, True),
        (SystemExit(0), False, True, True),
        (KeyboardInterrupt(), False, True, True),
        (GeneratorExit(), False, True, True),
        (AssertionError(), False, False, True),
        (AssertionError(), False, True, False),
        (AssertionError(), True, True, False),
        (NameError(), False, False, True),
        (NameError(), False, True, False),
        (NameError(), True, True, True),
        (pytest.fail.Exception("x"), False, False, True),
        (pytest.fail.Exception("x"), False, True, False),
    ],
    ids=repr,
)
def test_whose_fault(error, in_setup, asked, ours):
    assert verdicts.is_our_fault(error, in_setup=in_setup, asked=asked) is ours


def test_a_passed_test_says_nothing(tmp_path):
    given = verdicts.verdict("t", "t", MARKS, None, tmp_path, "printed\x1b[2J")
    assert (given.outcome, given.message, given.detail, given.output) == ("passed", "", "", "printed")


def test_the_listener_is_pytests_own_function_with_an_ear():
    verdicts.listen_to_authors()
    verdicts.listen_to_authors()
    rewrite = sys.modules["_pytest.assertion.rewrite"]
    assert rewrite._format_explanation("words\n>assert 1 == 2") == "words\nassert 1 == 2"
    assert verdicts._last_words == {"words\nassert 1 == 2": "words"}


@pytest.mark.parametrize(
    ("error", "outcome", "words"),
    [
        (pytest.skip.Exception("later"), "skipped", "later"),
        (pytest.fail.Exception("said"), "failed", "said"),
        (pytest.fail.Exception("DID NOT RAISE ValueError"), "failed", verdicts.NEUTRAL),
        (pytest.fail.Exception("DID NOT WARN. 31415"), "failed", verdicts.NEUTRAL),
        (TypeError("31415"), "failed", verdicts.NEUTRAL),
        (StudentTimeout("too late"), "timeout", "too late"),
        (student_raised(Error("Odd", ["Exception"], "how odd", [])), "error", "Odd: how odd"),
        (student_raised(Error("Odd", [], "", ["cell 1, line 1", "cell 1, line 2"])), "error", "Odd (cell 1, line 2)"),
    ],
    ids=repr,
)
def test_outcome_and_words(tmp_path, error, outcome, words):
    given = verdicts.verdict("t", "t", MARKS, error, tmp_path, "")
    assert (given.outcome, given.message) == (outcome, words)


def test_a_hint_takes_the_neutral_sentences_place(tmp_path):
    marks = Marks(task="double", points=4.0, visible=False, hint="think")
    assert verdicts.verdict("t", "t", marks, TypeError("31415"), tmp_path, "").message == "think"


def test_a_visible_test_shows_all_but_addresses(tmp_path):
    marks = Marks(task="double", points=4.0, visible=True, hint="")
    assert verdicts.verdict("t", "t", marks, TypeError("<f at 0x7f3a>"), tmp_path, "").message == "<f>"


@pytest.mark.parametrize(
    ("judge", "values"),
    [
        (lambda: assert_close([1.0, 2.5], [1.0, 2.0]), "given [1.  2.5]\nexpected [1. 2.]"),
        (lambda: assert_close(2.5, 2.0), "given 2.5, expected 2."),
        (lambda: assert_whole(469, 468), "given 469, expected 468"),
        (lambda: assert_truth(False, True), "given False, expected True"),
        (lambda: assert_whole(10**5000, 468), ""),
    ],
)
def test_what_was_compared_is_said_to_staff_alone(tmp_path, judge, values):
    with pytest.raises(Judged) as raised:
        judge()
    given = verdicts.verdict("t", "t", MARKS, raised.value, tmp_path, "")
    assert given.detail.partition("\n")[2] == values
    assert not values or values not in given.message
    assert "468" not in given.message + str(raised.value)
