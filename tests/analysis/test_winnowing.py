"""Winnowing does what the paper defines, and keeps what it promises."""

import random
from itertools import pairwise

import pytest

from grader.analysis.tokens import Token
from grader.analysis.winnowing import WINDOW, K, fingerprints, hashes


def stream(texts: str, block: int = 0) -> list[Token]:
    return [Token(text, block, 0, 1, 1) for text in texts]


def letters(seed: int, length: int) -> str:
    return "".join(random.Random(seed).choices("abcdef", k=length))


@pytest.mark.parametrize("length", [0, 1, K - 1, K, K + 1, K + WINDOW, 200])
def test_what_is_kept_is_what_the_paper_says(length: int) -> None:
    values, _ = hashes(stream(letters(1, length)))
    kept: dict[int, int] = {}
    for start in range(max(len(values) - WINDOW + 1, min(len(values), 1))):
        window = values[start : start + WINDOW].tolist()
        smallest = max(place for place, value in enumerate(window) if value == min(window))
        kept[start + smallest] = window[smallest]
    found, places = fingerprints(stream(letters(1, length)))
    assert dict(zip(places.tolist(), found.tolist(), strict=True)) == kept


@pytest.mark.parametrize("seed", range(20))
def test_streams_that_share_enough_share_a_fingerprint(seed: int) -> None:
    shared = letters(seed, K + WINDOW - 1)
    one = fingerprints(stream(letters(seed + 100, 30) + shared + letters(seed + 200, 9)))[0]
    other = fingerprints(stream(letters(seed + 300, 7) + shared + letters(seed + 400, 40)))[0]
    assert set(one.tolist()) & set(other.tolist())


def test_what_is_shorter_than_a_hash_is_never_noticed() -> None:
    assert len(fingerprints(stream("x" * (K - 1)))[0]) == 0


def test_blocks_in_another_order_have_the_same_fingerprints() -> None:
    blocks = [letters(seed, 40) for seed in range(4)]
    one, other = (
        [token for number, texts in enumerate(order) for token in stream(texts, number)]
        for order in (blocks, blocks[::-1])
    )
    assert sorted(fingerprints(one)[0].tolist()) == sorted(fingerprints(other)[0].tolist())


def test_places_are_in_order_and_no_gap_is_wider_than_a_window() -> None:
    places = fingerprints(stream(letters(5, 300)))[1].tolist()
    assert all(0 < after - before <= WINDOW for before, after in pairwise(places))


def test_hashes_do_not_depend_on_the_run() -> None:
    # A hash that Python salts anew in each process would make another report each time.
    assert hashes(stream("abcdefghij"))[0].tolist() == [11657294559815841817]
