"""Figures for moves heard against moves made; all take two boolean tables, replies × moves."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from trainer.content.moves import HARMFUL_MOVES
from trainer.listening.learning.corpus import NAMES

Table = NDArray[np.bool_]

FEWEST_MADE = 5  # a move made less often than this in the measured replies is left out of a mean over moves
_BINS = 10


def macro_f1(made: Table, heard: Table, moves: frozenset[str] | None = None) -> float:
    """Return the mean F1 over the moves (all, or these) that are made at least FEWEST_MADE times; nan without any."""
    counted = made.sum(axis=0) >= FEWEST_MADE
    if moves is not None:
        counted &= np.array([name in moves for name in NAMES])
    return float(f1_by_move(made, heard)[counted].mean()) if counted.any() else float("nan")


def micro_f1(made: Table, heard: Table) -> float:
    """Return the F1 over all replies and moves together; nan where nothing was made nor heard."""
    both = made.sum() + heard.sum()
    return float(2 * (made & heard).sum() / both) if both else float("nan")


def f1_by_move(made: Table, heard: Table) -> NDArray[np.float64]:
    """Return the F1 of each move; 0 for one never made nor heard."""
    return np.asarray(2 * (made & heard).sum(axis=0) / np.maximum(1, made.sum(axis=0) + heard.sum(axis=0)))


def precision(made: Table, heard: Table, moves: frozenset[str] = HARMFUL_MOVES) -> float:
    """Return how many assertions of `moves` were right; nan if there were none."""
    return _share((made & heard)[:, columns(moves)], heard[:, columns(moves)])


def recall(made: Table, heard: Table, moves: frozenset[str] = HARMFUL_MOVES) -> float:
    """Return how many of `moves` made were heard; nan if there were none."""
    return _share((made & heard)[:, columns(moves)], made[:, columns(moves)])


def any_heard(heard: Table, replies: NDArray[np.bool_], moves: frozenset[str] | None = None) -> float:
    """Return the share of the chosen `replies` in which at least one of `moves` was heard; nan without replies."""
    chosen = heard[replies][:, columns(moves) if moves is not None else slice(None)]
    return float(chosen.any(axis=1).mean()) if len(chosen) else float("nan")


def calibration_error(made: Table, chances: NDArray[np.float32], names: Sequence[str] = NAMES) -> float:
    """Return the expected calibration error over `names`: how far, on average, a probability is from what came true.

    Probabilities below 1 % are left out: nearly all are, and right.
    """
    chosen = columns(frozenset(names))
    chance, came_true = chances[:, chosen].ravel(), made[:, chosen].ravel()
    told = chance >= 0.01
    chance, came_true = chance[told], came_true[told]
    if not len(chance):
        return float("nan")
    bins = np.minimum((chance * _BINS).astype(int), _BINS - 1)
    gaps = [
        abs(chance[bins == number].mean() - came_true[bins == number].mean()) * (bins == number).sum()
        for number in range(_BINS)
        if (bins == number).any()
    ]
    return float(sum(gaps) / len(chance))


def columns(moves: frozenset[str]) -> list[int]:
    """Return the columns of `moves`."""
    return [column for column, name in enumerate(NAMES) if name in moves]


def _share(part: Table, whole: Table) -> float:
    return float(part.sum() / whole.sum()) if whole.any() else float("nan")
