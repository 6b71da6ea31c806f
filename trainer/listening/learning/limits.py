"""From which probability a move is asserted.

Each move's own best limit (highest F1 on replies that were not learned from) is pulled most of the way towards one
common limit: fitted on some 150 replies each, own limits follow chance, and pulled ones hear unseen replies better.
The common limits lie well above one half, because a false alarm costs a volunteer more than a miss.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from trainer.content.moves import HARMFUL_MOVES
from trainer.listening.learning.fusion import Limits

Floats = NDArray[np.float32]

COMMON = 0.83
# Accusations come with lower probabilities than other moves, being rarer; at this limit six in seven are right.
COMMON_HARMFUL = 0.557
_OWN_SHARE = 0.15
_MAYBE_SHARE = 0.4  # below this share of its limit a move is not even "may have"


def fit_limits(chances: Floats, made: NDArray[np.bool_], moves: Sequence[str]) -> Limits:
    """Return the limits for `chances` (replies × moves), measured on replies that the chances were not learned from."""
    common = np.array([COMMON_HARMFUL if move in HARMFUL_MOVES else COMMON for move in moves])
    own = np.array([best_limit(chances[:, column], made[:, column]) for column in range(len(moves))])
    sure = (common + _OWN_SHARE * (own - common)).astype(np.float32)
    return Limits(sure, sure * np.float32(_MAYBE_SHARE))


def best_limit(chances: Floats, made: NDArray[np.bool_]) -> float:
    """Return the limit with the highest F1, midway between the last reply it lets through and the next."""
    order = np.argsort(-chances, kind="stable")
    right = np.cumsum(made[order])
    f1 = 2 * right / (np.arange(1, len(order) + 1) + max(1, int(made.sum())))
    best = int(np.argmax(f1))
    following = chances[order[min(best + 1, len(order) - 1)]]
    return float(chances[order[best]] + following) / 2
