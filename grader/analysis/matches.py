"""Where two submissions are alike: stretches of tokens that both have, grown from the fingerprints that they share."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from grader.analysis.tokens import Token
from grader.analysis.winnowing import K, hashes

LONG: Final = 10 * K
"""Tokens of a stretch that no other one can take the place of."""

Line = tuple[int, int]
"""A cell's index, and a line in it, counted from 1."""


class Match(NamedTuple):
    """One stretch: the lines that it covers on either side."""

    first: tuple[Line, ...]
    second: tuple[Line, ...]


class _Stretch(NamedTuple):
    first: int
    second: int
    length: int


def matches_of(first: Sequence[Token], second: Sequence[Token], shared: frozenset[int]) -> list[Match]:
    """The stretches that hold one of the `shared` fingerprints, in the order of the first submission.

    No token is in two of them: longer stretches go before shorter ones.
    """
    seeds_in_second: dict[int, int] = {}
    values, places = hashes(second)
    for value, place in zip(values.tolist(), places.tolist(), strict=True):
        seeds_in_second.setdefault(value, place)
    values, places = hashes(first)
    found: set[_Stretch] = set()
    covered = 0  # seeds inside a long stretch would each walk through all of it, to find it or a shorter one again
    for value, place in zip(values.tolist(), places.tolist(), strict=True):
        if value in shared and value in seeds_in_second and place + K > covered:
            stretch = _grown(first, second, place, seeds_in_second[value])
            found.add(stretch)
            if stretch.length >= LONG:
                covered = max(covered, stretch.first + stretch.length)
    kept: list[_Stretch] = []
    used_first: set[int] = set()
    used_second: set[int] = set()
    for stretch in sorted(found, key=lambda each: (-each.length, each.first, each.second)):
        in_first = range(stretch.first, stretch.first + stretch.length)
        in_second = range(stretch.second, stretch.second + stretch.length)
        if used_first.isdisjoint(in_first) and used_second.isdisjoint(in_second):
            used_first.update(in_first)
            used_second.update(in_second)
            kept.append(stretch)
    return [
        Match(_lines(first, each.first, each.length), _lines(second, each.second, each.length)) for each in sorted(kept)
    ]


def _grown(first: Sequence[Token], second: Sequence[Token], start: int, other: int) -> _Stretch:
    length = K
    while _alike(first, second, start - 1, other - 1, start, other):
        start, other, length = start - 1, other - 1, length + 1
    while _alike(first, second, start + length, other + length, start, other):
        length += 1
    return _Stretch(start, other, length)


def _alike(first: Sequence[Token], second: Sequence[Token], one: int, two: int, start: int, other: int) -> bool:
    """Whether the tokens at `one` and `two` are alike and stand in the blocks of those at `start` and `other`."""
    if not (0 <= one < len(first) and 0 <= two < len(second)):
        return False
    same_blocks = first[one].block == first[start].block and second[two].block == second[other].block
    return same_blocks and first[one].text == second[two].text


def _lines(tokens: Sequence[Token], start: int, length: int) -> tuple[Line, ...]:
    """The lines from the first token to the last one, with the comments and blank lines that stand between them."""
    of_cell: dict[int, list[int]] = {}
    for token in tokens[start : start + length]:
        of_cell.setdefault(token.cell, []).extend((token.first_line, token.last_line))
    return tuple((cell, line) for cell, lines in of_cell.items() for line in range(min(lines), max(lines) + 1))
