import numpy as np
import pytest

from trainer.listening.learning.fusion import fit_by_group, fit_fusion, probabilities
from trainer.listening.learning.limits import LEAST_PRECISION, fit_limits

NUMBERS = np.random.default_rng(5)
MADE = NUMBERS.random((900, 3)) < 0.2
CHANCES = probabilities((NUMBERS.normal(size=(900, 3)) + (1.5, 3.0, 1.5) * MADE).astype(np.float32))
MOVES = ("minimises", "moralises", "validates_feeling")
LIMITS = fit_limits(CHANCES, MADE, MOVES)
HEARD = LIMITS.sure <= CHANCES


def right(columns: list[int]) -> float:
    return float(MADE[:, columns][HEARD[:, columns]].mean())


def test_accusations_together_are_right_often_enough_and_other_moves_need_not_be() -> None:
    assert right([0, 1]) >= LEAST_PRECISION - 0.01
    assert right([2]) < LEAST_PRECISION


def test_the_accusation_that_is_told_well_does_not_pay_for_the_other() -> None:
    missed = 1 - HEARD[MADE[:, 1], 1].mean()
    assert missed < 0.3
    assert 1 - HEARD[MADE[:, 0], 0].mean() > missed


def test_what_may_have_been_made_lies_below_what_is_asserted() -> None:
    assert (LIMITS.maybe < LIMITS.sure).all()


def test_false_alarms_in_empty_replies_raise_the_limit() -> None:
    chances = CHANCES[:, 2:].copy()
    busy = np.hstack([MADE[:, 2:], np.ones((900, 1), bool)])
    spare = np.hstack([chances, np.zeros((900, 1), np.float32)])
    without_empty = fit_limits(spare, busy, ("validates_feeling", "warm_close")).sure[0]
    assert fit_limits(chances, MADE[:, 2:], ("validates_feeling",)).sure[0] > without_empty


def test_a_fusion_tells_moves_from_scores_of_two_sources_and_is_calibrated() -> None:
    inputs = np.hstack([MADE + NUMBERS.normal(0, 0.7, MADE.shape), MADE + NUMBERS.normal(0, 0.7, MADE.shape)])
    inputs = inputs.astype(np.float32)
    groups = ["a", "b", "c"] * 300
    chances = probabilities(fit_by_group(inputs, MADE, groups))
    assert chances.mean(axis=0) == pytest.approx(MADE.mean(axis=0), abs=0.03)
    assert (chances[MADE].mean() - chances[~MADE].mean()) > 0.4
    one = fit_fusion(inputs, MADE)
    assert one.odds(inputs[0]) == pytest.approx(one.odds(inputs)[0], abs=1e-5)
