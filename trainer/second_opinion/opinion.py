"""What a language model says of a finished call, criterion by criterion, with the trainee's words it rests on."""

from dataclasses import dataclass
from typing import Literal

from trainer.scoring.criteria import Evidence

Says = Literal["met", "not_met", "unsure", "void"]


@dataclass(frozen=True)
class CriterionOpinion:
    """The word on one criterion.

    `unsure`: asked twice, the model did not say the same. `void`: neither answer holds, be it for its shape or for a
    quotation that the trainee never said. `quotes` stand word for word in the trainee's turns; that they also show what
    was asked is the model's reading.
    """

    criterion: str
    says: Says
    quotes: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Opinion:
    """A whole second opinion; the hashes, SHA-256 in hex, name what was asked and the rubric it was asked for."""

    model: str
    prompt_hash: str
    rubric_hash: str
    criteria: tuple[CriterionOpinion, ...]
