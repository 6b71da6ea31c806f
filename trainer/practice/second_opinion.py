"""A model's second opinion on a call, people's own ratings beside it, and how far the two agree here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from trainer.content.checklists import checklists
from trainer.errors import CallError
from trainer.practice.line import ANOTHER_MODEL, PracticeLine
from trainer.practice.open_call import OpenCall
from trainer.scoring.scorecard import Scorecard
from trainer.second_opinion.agreement import Agreement, agreement, pair_of
from trainer.second_opinion.asking import prompt_hash
from trainer.second_opinion.judge import asked_about, second_opinion
from trainer.second_opinion.opinion import Opinion
from trainer.second_opinion.opinion_json import from_json, to_json
from trainer.store import opinions
from trainer.store.stored import Rating, StoredOpinion


@dataclass(frozen=True)
class KeptOpinion:
    """An opinion and when it was given."""

    opinion: Opinion
    made_at: datetime


def _unseen(_done: int, _of_all: int) -> None:
    """Nobody watches."""


def kept(line: PracticeLine, person: str, opened: OpenCall) -> KeptOpinion | None:
    """Return the latest second opinion on a call, None where nobody has asked for one."""
    found = opinions.opinion_of(line.database, opened.stored.id, person)
    return KeptOpinion(from_json(found.opinion), found.made_at) if found else None


def is_kept(line: PracticeLine, opened: OpenCall) -> bool:
    """Return whether anybody has asked for a second opinion on a call."""
    return opinions.has_opinion(line.database, opened.stored.id)


def may_ask(line: PracticeLine, opened: OpenCall, latest: KeptOpinion | None) -> bool:
    """Return whether the model that is set now can be asked; once for each model and wording, and not in a check-in.

    A second answer to the same question, asked until it pleases, would be worth less than the first. Raises InputError
    or ContentError if there is nothing to ask by.
    """
    if line.model is None or not opened.over or opened.stored.check_in:
        return False
    asked = (latest.opinion.model, latest.opinion.prompt_hash) if latest else None
    return asked != (line.model.endpoint.label, prompt_hash(checklists()))


def ask(
    line: PracticeLine,
    person: str,
    opened: OpenCall,
    told_of: str,
    now: Callable[[], datetime],
    progress: Callable[[int, int], None] = _unseen,
) -> Opinion:
    """Ask the model that the person was told of for its opinion on a call, and keep it; the whole call is sent to it.

    Raises CallError where it may not be asked, or another model is set by now; ModelFault where it cannot answer.
    """
    if line.model is not None and not line.model.is_the_one(told_of):
        raise CallError(ANOTHER_MODEL)
    if line.model is None or not may_ask(line, opened, kept(line, person, opened)):
        raise CallError("There is nobody to ask for a second opinion on this call.")
    card = line.scorecard(opened, now())
    opinion = second_opinion(
        line.scored_transcript(opened, card),
        line.rubric,
        card,
        checklists(),
        line.model.answers,
        model=line.model.endpoint.label,
        seed=opened.stored.seed,
        progress=progress,
    )
    opinions.save_opinion(line.database, opened.stored.id, person, StoredOpinion(to_json(opinion), now()))
    return opinion


def criteria(line: PracticeLine, card: Scorecard) -> list[str]:
    """Return the criteria that a person and a model can be asked about in a call, in the rubric's order."""
    return asked_about(card, line.rubric, checklists())


def rate(line: PracticeLine, person: str, opened: OpenCall, met: Mapping[str, bool], now: datetime) -> None:
    """Keep what a person says of a call's criteria, in place of what they said before."""
    given = [Rating(criterion, says, now) for criterion, says in met.items()]
    opinions.save_ratings(line.database, opened.stored.id, person, given)


def rated(line: PracticeLine, person: str, opened: OpenCall) -> dict[str, bool]:
    """Return what a person says of a call's criteria."""
    return {one.criterion: one.met for one in opinions.ratings_of(line.database, opened.stored.id, person)}


def agreement_with(line: PracticeLine, opinion: Opinion) -> Agreement | None:
    """Return how far this model, in this wording, agrees with people here; None where too little is known.

    Only ratings given before the model was asked count: who has read its word first is no measure of it.
    """
    pairs = [
        pair_of(one.call_id, from_json(one.opinion.opinion), one.rating.criterion, one.rating.met)
        for one in opinions.rated_opinions(line.database, opinion.model, opinion.prompt_hash)
        if one.rating.at < one.opinion.made_at
    ]
    return agreement([pair for pair in pairs if pair])
