"""How often a model's second opinion and people's own ratings say the same, measured only where there are enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from trainer.second_opinion.opinion import Opinion

FEWEST_RATINGS = 30
FEWEST_CALLS = 5
TOO_FEW = "too few ratings to say"


class Pair(NamedTuple):
    """One criterion of one call, rated by the model and by a person: whether each of them says that it is met."""

    call: str
    model: bool
    person: bool


@dataclass(frozen=True)
class Agreement:
    """How far a model and people agree on `ratings` criteria of `calls` different calls.

    `share` is the part on which they say the same, 0–1; `kappa`, Cohen's, is 0 where chance alone would agree as often
    and 1 where they always agree.
    """

    ratings: int
    calls: int
    share: float
    kappa: float


def pair_of(call: str, opinion: Opinion, criterion: str, person: bool) -> Pair | None:
    """Return a person's rating of a criterion beside the model's; None where the model did not settle on a word."""
    says = next((one.says for one in opinion.criteria if one.criterion == criterion), None)
    return Pair(call, says == "met", person) if says in {"met", "not_met"} else None


def agreement(pairs: Sequence[Pair]) -> Agreement | None:
    """Return the agreement over `pairs`, which are to be of one model and wording; None where it would say nothing.

    It says nothing over few ratings or calls, nor where either side gives the same answer everywhere.
    """
    calls = len({pair.call for pair in pairs})
    model, person = [pair.model for pair in pairs], [pair.person for pair in pairs]
    if len(pairs) < FEWEST_RATINGS or calls < FEWEST_CALLS or len(set(model)) < 2 or len(set(person)) < 2:
        return None
    from sklearn.metrics import cohen_kappa_score  # a second that nobody without ratings shall wait

    share = sum(pair.model == pair.person for pair in pairs) / len(pairs)
    return Agreement(len(pairs), calls, share, float(cohen_kappa_score(model, person)))


def in_words(measured: Agreement | None) -> str:
    """Return the agreement in a reader's words."""
    if measured is None:
        return TOO_FEW
    same = round(measured.share * measured.ratings)
    return (
        f"the same word as people here gave in {same} of {measured.ratings} ratings of {measured.calls} calls "
        f"(Cohen's kappa {measured.kappa:.2f}; 0 is what chance would give, 1 is always)"
    )
