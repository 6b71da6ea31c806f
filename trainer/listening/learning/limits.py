"""From which probability a move is asserted: the best balance of misses and false alarms, move by move.

A false alarm weighs more than a miss, most of all in a reply that makes no move. Accusations together must be right
as often as LEAST_PRECISION; which of them pay for that is decided by what it costs each.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trainer.content.moves import HARMFUL_MOVES
from trainer.listening.learning.fusion import Limits

Floats = NDArray[np.float32]
Curve = NDArray[np.float64]

LEAST_PRECISION = 0.87
_BETA = 0.8  # below 1: a false alarm weighs more than a miss
_EMPTY_COSTS = 4.0  # what hearing a move in every empty reply would cost, in F1
_HARMFUL_EMPTY_COSTS = 1.2  # accusations have the precision to keep besides
_MAYBE_SHARE = 0.4  # below this share of its limit a move is not even "may have"
_STEEPEST = 3.0
_HALVINGS = 20


@dataclass(frozen=True)
class _Asserting:
    """What asserting the n likeliest replies of one move brings, for n = 1, 2, …"""

    chances: Floats
    right: Curve
    wrong: Curve
    made: int
    empty: Curve

    def quality(self, beta: float, empty_costs: float) -> Curve:
        """Return F-beta, less what false alarms in empty replies cost."""
        weight = beta * beta
        return (1 + weight) * self.right / (self.right + self.wrong + weight * self.made) - empty_costs * self.empty

    def limit_at(self, best: int) -> float:
        """Return the limit that lets just the `best` + 1 likeliest through."""
        following = self.chances[min(best + 1, len(self.chances) - 1)]
        return float(self.chances[best] + following) / 2


def fit_limits(chances: Floats, made: NDArray[np.bool_], moves: Sequence[str]) -> Limits:
    """Return the limits for `chances` (replies × moves), measured on replies that the chances were not learned from."""
    empty = np.asarray(~made.any(axis=1))
    found = [_asserting(chances[:, column], made[:, column], empty) for column in range(len(moves))]
    harmful = [column for column, move in enumerate(moves) if move in HARMFUL_MOVES]
    sure = np.array([_best(one.quality(_BETA, _EMPTY_COSTS), one)[1] for one in found], dtype=np.float32)
    for column, limit in zip(harmful, _limits_right_often([found[column] for column in harmful]), strict=True):
        sure[column] = limit
    return Limits(sure, sure * np.float32(_MAYBE_SHARE))


def _asserting(chances: Floats, made: NDArray[np.bool_], empty: NDArray[np.bool_]) -> _Asserting:
    order = np.argsort(-chances, kind="stable")
    right = np.cumsum(made[order]).astype(float)
    alarms = np.cumsum(empty[order]) / max(1, empty.sum())
    return _Asserting(chances[order], right, np.arange(1, len(order) + 1) - right, max(1, int(made.sum())), alarms)


def _best(quality: Curve, one: _Asserting) -> tuple[int, float]:
    best = int(np.argmax(quality))
    return best, one.limit_at(best)


def _limits_right_often(found: Sequence[_Asserting]) -> list[float]:
    """Return limits with the best mean F1 among those whose assertions, taken together, are right often enough.

    The price of a wrong assertion beyond what LEAST_PRECISION allows is raised until they are.
    """
    allowed = 1 / LEAST_PRECISION - 1

    def at(price: float) -> tuple[float, list[float]]:
        right = wrong = 0.0
        limits = []
        for one in found:
            excess = (one.wrong - allowed * one.right) / one.made
            best, limit = _best(one.quality(1.0, _HARMFUL_EMPTY_COSTS) - price * excess, one)
            right, wrong = right + one.right[best], wrong + one.wrong[best]
            limits.append(limit)
        return right / max(1.0, right + wrong), limits

    low, high = 0.0, _STEEPEST
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if at(middle)[0] >= LEAST_PRECISION else (middle, high)
    return at(high)[1]
