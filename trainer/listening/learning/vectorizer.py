"""Terms as numbers: each term falls into one of 2^18 buckets, weighed by how rare it is, group by group."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from trainer.listening.terms import GROUPS, Group, Term

BUCKETS = 1 << 18
_FEWEST_REPLIES = 3  # a rarer term says little about other replies and fills the buckets
# How much each group counts; `normed` ones are brought to length 1 first, so that long replies do not shout.
_SHARE: dict[Group, float] = {"words": 1.0, "scope": 0.5, "form": 0.05, "cues": 0.25, "letters": 1.0}
_NORMED: dict[Group, bool] = {"words": True, "scope": True, "form": False, "cues": False, "letters": True}
_ROOTS = np.sqrt(np.array([_SHARE[group] for group in GROUPS]))
_IS_NORMED = np.array([_NORMED[group] for group in GROUPS])
_BEGUN = {group: crc32(f"{group}\0".encode()) for group in GROUPS}
_NUMBER = {group: number for number, group in enumerate(GROUPS)}
VALUE_STEPS = 1 << 14  # values are whole multiples of 1/VALUE_STEPS, so that their sums are exact everywhere
_LOG_STEPS = 1 << 20  # hides the last bit, in which mathematical libraries differ


@dataclass(frozen=True)
class Row:
    """One reply's terms: `buckets` (ascending) and their `values`; term i of the reply holds `parts[i]` of a value.

    `at[i]` is the bucket of term i; its part is 0 where the term is left out.
    """

    buckets: NDArray[np.int64]
    values: NDArray[np.float32]
    at: NDArray[np.int64]
    parts: NDArray[np.float32]


def buckets_of(terms: Iterable[Term]) -> list[int]:
    """Return the bucket, 0–BUCKETS-1, into which each term falls."""
    return [crc32(text.encode(), _BEGUN[group]) & (BUCKETS - 1) for group, text, _, _, _ in terms]


class Vectorizer:
    """Weighs terms by `rarity`: float32 of BUCKETS, the log of how rare each bucket is, 0 where it is left out."""

    def __init__(self, rarity: NDArray[np.float32]) -> None:
        self.rarity = rarity

    def row(self, terms: Sequence[Term]) -> Row:
        """Return the numbers of one reply."""
        at = np.array(buckets_of(terms), dtype=np.int64)
        groups = np.array([_NUMBER[term[0]] for term in terms], dtype=np.int64)
        buckets, first, place, times = np.unique(at, return_index=True, return_inverse=True, return_counts=True)
        exact = self._values(buckets, groups[first], times)
        values = (np.rint(exact * VALUE_STEPS) / VALUE_STEPS).astype(np.float32)
        kept = values != 0
        return Row(buckets[kept], values[kept], at, (values / times)[place].astype(np.float32))

    def _values(
        self, buckets: NDArray[np.int64], groups: NDArray[np.int64], times: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        rarity = self.rarity[buckets].astype(np.float64)
        normed = _IS_NORMED[groups]
        weighed = np.where(normed, (1 + np.rint(np.log(times) * _LOG_STEPS) / _LOG_STEPS) * rarity, rarity > 0)
        lengths = np.sqrt(np.bincount(groups, weighed * weighed, minlength=len(GROUPS)))
        scale = np.where(_IS_NORMED, _ROOTS / np.maximum(lengths, 1e-12), _ROOTS)
        return np.asarray(weighed * scale[groups])


def fit_vectorizer(replies: Iterable[Iterable[Term]]) -> Vectorizer:
    """Return the vectorizer for these replies' terms."""
    seen: Counter[int] = Counter()
    count = 0
    for terms in replies:
        count += 1
        seen.update(set(buckets_of(terms)))
    rarity = np.zeros(BUCKETS, dtype=np.float32)
    for bucket, times in seen.items():
        if times >= _FEWEST_REPLIES:
            rarity[bucket] = log(count / times) + 1
    return Vectorizer(rarity)
