"""Stretches that two submissions share."""

import random

import pytest

from grader.analysis.matches import matches_of
from grader.analysis.tokens import Token
from grader.analysis.winnowing import hashes


def stream(words: list[str]) -> list[Token]:
    """One token a line."""
    return [Token(word, 0, 0, line, line) for line, word in enumerate(words, start=1)]


def shared(first: list[Token], second: list[Token]) -> frozenset[int]:
    return frozenset(hashes(first)[0].tolist()) & frozenset(hashes(second)[0].tolist())


@pytest.mark.parametrize("period", [7, 100_000], ids=["the same again and again", "all of it new"])
def test_a_whole_copy_is_one_stretch_however_long_it_is(period: int) -> None:
    draws = random.Random(1)
    words = [str(draws.randrange(50)) for _ in range(min(period, 40_000))]
    copy = stream((words * (40_000 // len(words) + 1))[:40_000])
    [match] = matches_of(copy, copy, shared(copy, copy))
    assert len(match.first) == len(match.second) == 40_000
