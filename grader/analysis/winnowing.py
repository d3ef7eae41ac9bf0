"""Fingerprints of a stream of tokens, by winnowing.

Saul Schleimer, Daniel Wilkerson, Alex Aiken: Winnowing: Local Algorithms for Document Fingerprinting. SIGMOD 2003.
Every `K` tokens in a row have a hash; of each `WINDOW` hashes in a row the smallest is kept, the rightmost where
several are smallest. So two streams that share at least `K + WINDOW - 1` tokens in a row share a fingerprint, and
nothing shorter than `K` tokens is ever noticed.
"""

import zlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from grader.analysis.tokens import Token

K: Final = 10
WINDOW: Final = 4

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]

_BASE: Final = 0x9E3779B97F4A7C15
_POWERS: Final[Hashes] = np.array([pow(_BASE, power, 2**64) for power in range(K)], dtype=np.uint64)


def hashes(tokens: Sequence[Token]) -> tuple[Hashes, Places]:
    """The hash of every `K` tokens in a row that stand in one block, and the place of the first of them."""
    return _by_block(tokens, lambda found: np.arange(len(found)))


def fingerprints(tokens: Sequence[Token]) -> tuple[Hashes, Places]:
    """The hashes that winnowing keeps, and their places."""
    return _by_block(tokens, _winnowed)


def _by_block(tokens: Sequence[Token], chosen: Any) -> tuple[Hashes, Places]:
    values: list[Hashes] = []
    places: list[Places] = []
    start = 0
    for _, block in groupby(tokens, key=lambda token: token.block):
        texts = [token.text for token in block]
        found = _hashes(texts)
        kept = chosen(found)
        values.append(found[kept])
        places.append(kept + start)
        start += len(texts)
    if not values:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    return np.concatenate(values), np.concatenate(places)


def _hashes(texts: Sequence[str]) -> Hashes:
    if len(texts) < K:
        return np.zeros(0, np.uint64)
    numbers = np.array([_number(text) for text in texts], dtype=np.uint64)
    mixed: Hashes = (sliding_window_view(numbers, K) * _POWERS).sum(axis=1, dtype=np.uint64)
    # Its upper half alone is well mixed: put it below, so that the smallest hash is no particular code.
    mixed ^= mixed >> np.uint64(32)
    mixed *= np.uint64(0xD6E8FEB86659FD93)
    return mixed ^ (mixed >> np.uint64(32))


@lru_cache(maxsize=4096)
def _number(text: str) -> int:
    data = text.encode("utf-8", "surrogatepass")
    return zlib.crc32(data) << 32 | zlib.crc32(data[::-1])


def _winnowed(found: Hashes) -> Places:
    if len(found) == 0:
        return np.zeros(0, np.int64)
    width = min(WINDOW, len(found))
    windows = sliding_window_view(found, width)[:, ::-1]
    places = np.arange(len(windows)) + width - 1 - windows.argmin(axis=1)
    return np.unique(places)
