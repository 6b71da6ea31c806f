import numpy as np
import pytest

from trainer.listening.learning.fusion import fit_by_group, fit_fusion, probabilities
from trainer.listening.learning.limits import COMMON, COMMON_HARMFUL, fit_limits

NUMBERS = np.random.default_rng(5)
MADE = NUMBERS.random((900, 2)) < 0.2
CHANCES = probabilities((NUMBERS.normal(size=(900, 2)) + 1.5 * MADE - 1).astype(np.float32))
MOVES = ("minimises", "validates_feeling")
LIMITS = fit_limits(CHANCES, MADE, MOVES)


def f1(limit: float, column: int) -> float:
    heard = CHANCES[:, column] >= limit
    return float(2 * (heard & MADE[:, column]).sum() / (heard.sum() + MADE[:, column].sum()))


def test_a_limit_lies_between_the_common_one_and_the_moves_own_best() -> None:
    for column, common in ((0, COMMON_HARMFUL), (1, COMMON)):
        best = max(np.linspace(0.05, 0.95, 91), key=lambda limit: f1(limit, column))
        low, high = sorted((best, common))
        assert low - 0.02 <= LIMITS.sure[column] <= high + 0.02
        assert abs(LIMITS.sure[column] - common) < abs(LIMITS.sure[column] - best)


def test_what_may_have_been_made_lies_below_what_is_asserted() -> None:
    assert (LIMITS.maybe < LIMITS.sure).all()


def test_a_move_that_nobody_makes_still_has_a_limit() -> None:
    limits = fit_limits(CHANCES, np.zeros_like(MADE), MOVES)
    assert np.isfinite(limits.sure).all()


def test_a_fusion_tells_moves_from_scores_of_two_sources_and_is_calibrated() -> None:
    inputs = np.hstack([MADE + NUMBERS.normal(0, 0.7, MADE.shape), MADE + NUMBERS.normal(0, 0.7, MADE.shape)])
    inputs = inputs.astype(np.float32)
    groups = ["a", "b", "c"] * 300
    chances = probabilities(fit_by_group(inputs, MADE, groups))
    assert chances.mean(axis=0) == pytest.approx(MADE.mean(axis=0), abs=0.03)
    assert (chances[MADE].mean() - chances[~MADE].mean()) > 0.35
    one = fit_fusion(inputs, MADE)
    assert one.odds(inputs[0]) == pytest.approx(one.odds(inputs)[0], abs=1e-5)


def test_a_move_that_is_never_made_is_never_likely() -> None:
    made = MADE.copy()
    made[:, 0] = False
    odds = fit_fusion(NUMBERS.normal(size=(900, 2)).astype(np.float32), made).odds(np.zeros((1, 2), np.float32))
    assert odds[0, 0] < -5
