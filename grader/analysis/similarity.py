"""Submissions that share more than an honest class does.

Each submission is the set of its fingerprints (`winnowing`), without those of code that was given and without those
that more than `COMMON` of the class have: what many write tells nothing of anybody. Of the rest a rare one weighs more
than one that several have: log((n + 1) / the number of submissions that have it). The similarity of two submissions is
the weight that they share as a part of the weight that either of them has (Jaccard's index, weighted), 0 to 1.

A pair is reported from `THRESHOLD` on, when it shares `FEWEST` fingerprints at least: a few lines alone are chance.
Tests hold both to classes of honest and copied work. It is an indication that somebody should read both, no verdict.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple

import numpy as np

from grader.analysis.tokens import defined_names, tokens_of
from grader.analysis.winnowing import fingerprints, hashes
from grader.records import Cell

THRESHOLD: Final = 0.75
FEWEST: Final = 8
COMMON: Final = 0.2
NEVER_COMMON: Final = 3
"""What no more than so many submissions share is never common, however small the class."""


class Alike(NamedTuple):
    """Two submissions by their keys, in order; `shared` counts fingerprints."""

    first: str
    second: str
    similarity: float
    shared: int


class Telling(NamedTuple):
    """What is left of a class's fingerprints: those of each submission, and the weight of each."""

    of: dict[str, frozenset[int]]
    weights: dict[int, float]


def telling(code: Mapping[str, Sequence[Cell]], given: Sequence[Cell] = ()) -> Telling:
    """The fingerprints of each submission's code that tell something, and what each weighs.

    `given` is what was handed out. The names that it defines are not the students' own to choose.
    """
    names = defined_names(given)
    known = frozenset(hashes(tokens_of(given, names))[0].tolist())
    own = {key: frozenset(fingerprints(tokens_of(cells, names))[0].tolist()) - known for key, cells in code.items()}
    counts = Counter(chain.from_iterable(own.values()))
    most = max(NEVER_COMMON, COMMON * len(own))
    weights = {value: math.log((len(own) + 1) / count) for value, count in counts.items() if count <= most}
    return Telling({key: values & weights.keys() for key, values in own.items()}, weights)


def alike(found: Telling, threshold: float = THRESHOLD, fewest: int = FEWEST) -> list[Alike]:
    """The pairs from `threshold` on that share `fewest` fingerprints or more, the most alike first.

    Only pairs that share a fingerprint are looked at, through an index from each fingerprint to who has it.
    """
    keys = sorted(found.of)
    holders: dict[int, list[int]] = {}
    for place, key in enumerate(keys):
        for value in found.of[key]:
            holders.setdefault(value, []).append(place)
    total = np.array([sum(found.weights[value] for value in found.of[key]) for key in keys])
    pairs: list[Alike] = []
    for place, key in enumerate(keys):
        mine = [value for value in found.of[key] if holders[value][-1] > place]
        if len(mine) < fewest:
            continue
        others = np.concatenate([np.array(holders[value]) for value in mine])
        weights = np.repeat([found.weights[value] for value in mine], [len(holders[value]) for value in mine])
        shared = np.bincount(others, minlength=len(keys))
        common = np.bincount(others, weights, len(keys))
        similarity = common / np.maximum(total + total[place] - common, 1e-12)
        close = np.flatnonzero((shared >= fewest) & (similarity >= threshold))
        pairs += [
            Alike(key, keys[other], min(round(float(similarity[other]), 6), 1.0), int(shared[other]))
            for other in close.tolist()
            if other > place
        ]
    return sorted(pairs, key=lambda pair: (-pair.similarity, -pair.shared, pair.first, pair.second))
