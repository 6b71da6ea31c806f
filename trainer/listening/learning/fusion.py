"""What the ridge and the encoder say, joined into one calibrated probability a move, and from where it is asserted."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_OTHERS = 0.2  # how loudly the scores of other moves speak in the fit of one move
_CERTAIN = 8.0  # log-odds of a move that all of the replies make; its negative where none does
_STRENGTH = 0.05  # inverse of the penalty on the fit
# Inputs, slopes and log-odds are whole multiples of one over these: whole numbers have the same sum in every order, and
# thus on every processor.
_INPUT_STEPS, _SLOPE_STEPS, ODDS_STEPS = 1 << 10, 1 << 16, 1 << 8
MOST_ODDS, DECIMALS = 30, 3


@dataclass(frozen=True)
class Fusion:
    """Log-odds of the moves = inputs @ `slopes` + `constants`; `inputs` are one row of scores from each source."""

    slopes: Floats
    constants: Floats

    def odds(self, inputs: Floats) -> Floats:
        """Return log-odds by move for one row of inputs, or for many."""
        whole = np.rint(inputs * np.float64(_INPUT_STEPS)) @ np.rint(self.slopes * np.float64(_SLOPE_STEPS))
        odds = whole / (_INPUT_STEPS * _SLOPE_STEPS) + self.constants
        return (np.rint(odds * ODDS_STEPS) / ODDS_STEPS).astype(np.float32)


@dataclass(frozen=True)
class Limits:
    """Probabilities by move: from `sure` on a move is asserted, from `maybe` on it may have been made."""

    sure: Floats
    maybe: Floats


def probabilities(odds: Floats) -> Floats:
    """Return the probabilities, 0–1 in thousandths, of log-odds."""
    exact = 1 / (1 + np.exp(-np.clip(odds, -MOST_ODDS, MOST_ODDS).astype(np.float64)))
    return np.round(exact, DECIMALS).astype(np.float32)


def fit_fusion(inputs: Floats, made: NDArray[np.bool_]) -> Fusion:
    """Return the fusion for `inputs`, replies × (sources × moves), and the moves `made` in each reply."""
    from sklearn.linear_model import LogisticRegression  # slow, and for learning only

    middle, width = inputs.mean(axis=0), inputs.std(axis=0) + 1e-6
    spread = (inputs - middle) / width
    moves = made.shape[1]
    slopes, constants = np.zeros((inputs.shape[1], moves)), np.zeros(moves)
    for move in range(moves):
        if made[:, move].all() or not made[:, move].any():
            constants[move] = _CERTAIN if made[:, move].any() else -_CERTAIN
            continue
        weight = np.full(inputs.shape[1], _OTHERS)
        weight[move::moves] = 1.0  # this move's own score from each source
        fit = LogisticRegression(C=_STRENGTH, max_iter=500).fit(spread * weight, made[:, move])
        slopes[:, move] = fit.coef_[0] * weight / width
        constants[move] = fit.intercept_[0] - float(middle @ slopes[:, move])
    return Fusion(slopes.astype(np.float32), constants.astype(np.float32))


def fit_by_group(inputs: Floats, made: NDArray[np.bool_], groups: Sequence[str]) -> Floats:
    """Return each row's log-odds from a fusion fitted without its group."""
    names = np.array(groups)
    odds = np.zeros(made.shape, dtype=np.float32)
    for name in sorted(set(groups)):
        inside = names == name
        odds[inside] = fit_fusion(inputs[~inside], made[~inside]).odds(inputs[inside])
    return odds
