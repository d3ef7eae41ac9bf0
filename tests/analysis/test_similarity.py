"""Copies are found among five hundred who did their own work, and nobody else is named."""

import random
from collections.abc import Sequence
from functools import cache

import pytest

from grader.analysis.matches import matches_of
from grader.analysis.similarity import Alike, Telling, alike, telling
from grader.analysis.tokens import defined_names, tokens_of
from grader.course.layout import find_course
from grader.course.notebook import read_submission
from grader.records import Cell, Limits
from tests.analysis.honest import REPOSITORY, copied, honest_student

Code = dict[str, Sequence[Cell]]


@cache
def stub(assignment: str) -> tuple[Cell, ...]:
    path = find_course(REPOSITORY).assignment(assignment).stub_path
    return read_submission(path.read_bytes(), path.name, Limits()).cells


@cache
def five_hundred() -> Code:
    return {f"s{number}": honest_student("hw3", number) for number in range(500)}


@cache
def with_copies() -> tuple[Code, frozenset[tuple[str, str]], Telling]:
    """The five hundred, and twenty copies of some of them under other names."""
    code = dict(five_hundred())
    whose = {f"copy{place}": student for place, student in enumerate(random.Random(0).sample(sorted(code), 20))}
    code |= {key: copied(code[student], "hw3", place) for place, (key, student) in enumerate(whose.items())}
    return code, frozenset(whose.items()), telling(code, stub("hw3"))


def named(pairs: Sequence[Alike]) -> set[tuple[str, str]]:
    return {(pair.first, pair.second) for pair in pairs}


def test_copies_are_found_among_five_hundred_and_nobody_else() -> None:
    _, planted, found = with_copies()
    assert named(alike(found)) == planted


def test_a_ring_of_copies_is_found_whole() -> None:
    code = dict(list(five_hundred().items())[:60])
    ring = {f"ring{number}": copied(code["s7"], "hw3", number) for number in range(3)}
    pairs = named(alike(telling(code | ring, stub("hw3"))))
    assert pairs == {tuple(sorted(pair)) for pair in _pairs([*ring, "s7"])}


def test_the_index_finds_what_looking_at_every_pair_finds() -> None:
    code, _, _ = with_copies()
    some = {key: code[key] for key in list(code)[-60:]}
    found = telling(some, stub("hw3"))
    expected = {pair for pair in _pairs(sorted(some)) if _similarity(found, *pair) >= 0.2}
    assert named(alike(found, 0.2, fewest=1)) == expected


def test_what_was_handed_out_tells_nothing() -> None:
    code: Code = {name: stub("hw3") for name in "abcdefgh"}
    assert alike(telling(code, stub("hw3"))) == []


def test_what_many_write_tells_nothing() -> None:
    code = dict(list(five_hundred().items())[:60])
    same = {f"same{number}": copied(code["s1"], "hw3", number) for number in range(40)}
    assert not {key for pair in named(alike(telling(code | same, stub("hw3")))) for key in pair} & same.keys()


@pytest.mark.parametrize("size", [0, 1, 2])
def test_small_classes(size: int) -> None:
    code = {name: honest_student("hw3", place) for place, name in enumerate("ab"[:size])}
    assert alike(telling(code, stub("hw3"))) == []


def test_two_who_hand_in_the_same_are_named_in_the_smallest_class() -> None:
    work = honest_student("hw3", 3)
    assert named(alike(telling({"a": work, "b": copied(work, "hw3", 1)}, stub("hw3")))) == {("a", "b")}


def test_the_order_of_submissions_is_no_matter() -> None:
    some = dict(list(with_copies()[0].items())[-60:])
    turned = telling(dict(reversed(some.items())), stub("hw3"))
    assert alike(turned, 0.1) == alike(telling(some, stub("hw3")), 0.1)


def test_matches_are_where_both_have_the_same() -> None:
    first = [Cell(index=0, source=FUNCTION), Cell(index=1, source="x = 1")]
    second = [Cell(index=4, source="y = 2\n\n" + FUNCTION.replace("total", "acc").replace("rows", "n"))]
    shared = telling({"a": first, "b": second}).of
    (match,) = matches_of(tokens_of(first), tokens_of(second), shared["a"] & shared["b"])
    assert (match.first, match.second) == (tuple((0, n) for n in range(1, 6)), tuple((4, n) for n in range(3, 8)))


def test_no_token_is_in_two_matches() -> None:
    code, planted, found = with_copies()
    one, other = sorted(planted)[0]
    names = defined_names(stub("hw3"))
    streams = tokens_of(code[one], names), tokens_of(code[other], names)
    matches = matches_of(*streams, found.of[one] & found.of[other])
    lines = [line for match in matches for line in match.first]
    assert len(matches) > 1
    assert len(lines) - len(set(lines)) < len(matches)  # two stretches may meet on a line


FUNCTION = """def helper(rows):
    # adds
    total = 0
    for row in rows: total = total + row * 2
    return total / len(rows)"""


def _pairs(keys: Sequence[str]) -> list[tuple[str, str]]:
    return [(one, other) for place, one in enumerate(keys) for other in keys[place + 1 :]]


def _similarity(found: Telling, one: str, other: str) -> float:
    weigh = found.weights.__getitem__
    either = sum(map(weigh, found.of[one] | found.of[other]))
    return sum(map(weigh, found.of[one] & found.of[other])) / either if either else 0.0
