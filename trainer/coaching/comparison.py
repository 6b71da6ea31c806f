"""Two scorecards of the same caller beside each other: what is different."""

from dataclasses import dataclass

from trainer.content.rubric import Rubric
from trainer.scoring.scorecard import Scorecard


@dataclass(frozen=True)
class Difference:
    """One dimension in two calls, each 0–4 or None where it did not come up."""

    title: str
    first: int | None
    second: int | None


def differences(first: Scorecard, second: Scorecard, rubric: Rubric) -> tuple[Difference, ...]:
    """Return the dimensions in which two calls differ, in the rubric's order."""
    one, other = ({dimension.id: dimension.score for dimension in card.dimensions} for card in (first, second))
    return tuple(
        Difference(dimension.title, one.get(dimension.id), other.get(dimension.id))
        for dimension in rubric.dimensions
        if one.get(dimension.id) != other.get(dimension.id)
    )
