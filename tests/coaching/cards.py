"""Scorecards made by hand, as far as coaching looks at them."""

from collections.abc import Mapping

from tests.scoring.played import RUBRIC
from trainer.scoring.criteria import Status
from trainer.scoring.critical import CriticalMoment
from trainer.scoring.scorecard import CriterionResult, DimensionScore, Scorecard

WEIGHTS = {one.id: one.weight for one in RUBRIC.dimensions}
CRITICAL = (CriticalMoment("CF1", 2, "the police", "A note.", "A line."),)
_OF = {criterion.id: dimension.id for dimension, criterion in RUBRIC.criteria()}


def card(
    total: int = 60,
    scores: Mapping[str, int | None] | None = None,
    statuses: Mapping[str, Status] | None = None,
    *,
    critical: bool = False,
) -> Scorecard:
    """Return a scorecard with these dimensions' scores and these criteria's statuses."""
    dimensions = tuple(DimensionScore(name, score, WEIGHTS[name]) for name, score in (scores or {}).items())
    criteria = tuple(CriterionResult(name, _OF[name], "required", one) for name, one in (statuses or {}).items())
    return Scorecard(RUBRIC.id, total, (), dimensions, criteria, CRITICAL if critical else ())
