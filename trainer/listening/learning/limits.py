"""From which probability a move is asserted: the best balance of misses and false alarms, move by move.

An accusation must be right more often than other moves: see LEAST_PRECISION.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from trainer.content.moves import HARMFUL_MOVES
from trainer.listening.learning.fusion import Limits

Floats = NDArray[np.float32]

LEAST_PRECISION = 0.85
_FEWEST_FOR_PRECISION = 10  # a precision from fewer assertions is chance
_MAYBE_SHARE = 0.4  # below this share of its limit a move is not even "may have"
_NEVER = 1.01


def fit_limits(chances: Floats, made: NDArray[np.bool_], moves: Sequence[str], caution: float = 1.0) -> Limits:
    """Return the limits for `chances` (replies × moves), measured on replies that the chances were not learned from.

    `caution` above 1 weighs a false alarm more than a miss (the β of F-beta is its inverse).
    """
    sure = np.array(
        [
            _limit(chances[:, number], made[:, number], LEAST_PRECISION if move in HARMFUL_MOVES else 0.0, caution)
            for number, move in enumerate(moves)
        ],
        dtype=np.float32,
    )
    return Limits(sure, np.minimum(sure, 1) * np.float32(_MAYBE_SHARE))


def _limit(chances: Floats, made: NDArray[np.bool_], precision: float, caution: float) -> float:
    order = np.argsort(-chances, kind="stable")
    right = np.cumsum(made[order])
    asserted = np.arange(1, len(order) + 1)
    squared = caution**-2
    quality = (1 + squared) * right / (asserted + squared * max(1, made.sum()))
    allowed = (right >= precision * asserted) & (asserted >= _FEWEST_FOR_PRECISION) if precision else asserted > 0
    if not allowed.any():
        return _NEVER
    best = int(np.argmax(np.where(allowed, quality, -1)))
    following = chances[order[min(best + 1, len(order) - 1)]]
    return float(chances[order[best]] + following) / 2
