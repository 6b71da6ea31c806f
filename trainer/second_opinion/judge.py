"""A model asked twice about every criterion that a scorecard applied, the second time in the opposite order."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple, TypeVar

from trainer.calls.transcript import Transcript
from trainer.content.checklists import Checklist, Checklists
from trainer.content.rubric import Rubric
from trainer.model.asking import UNUSABLE, ModelFault
from trainer.model.shaped import Answers
from trainer.scoring.criteria import Status
from trainer.scoring.scorecard import Scorecard
from trainer.second_opinion.answers import VOID, Reading, filled_with, in_order, reading_of
from trainer.second_opinion.asking import messages_for, prompt_hash
from trainer.second_opinion.opinion import CriterionOpinion, Opinion

APPLIED: frozenset[Status] = frozenset({"met", "partly", "missed"})
TOKENS = 80  # what the shape around the answers may cost
TOKENS_EACH = 120  # what one answer with its quotation may cost

Item = TypeVar("Item")
Progress = Callable[[int, int], None]


def _unseen(_done: int, _of_all: int) -> None:
    """Nobody watches."""


class ScoredCall(NamedTuple):
    """A finished call and the scorecard that the opinion will stand beside."""

    transcript: Transcript
    card: Scorecard


@dataclass(frozen=True)
class _Asked:
    """One criterion of one call, its questions in the order of the first run."""

    call: int
    criterion: str
    checklist: Checklist


def second_opinion(
    transcript: Transcript,
    rubric: Rubric,
    card: Scorecard,
    checklists: Checklists,
    answers: Answers,
    *,
    model: str,
    seed: int,
    progress: Progress = _unseen,
) -> Opinion:
    """Return what `model`, asked through `answers`, reads in one call; `card` is only looked at.

    `progress` is told after each question how many were answered, of how many. Raises ModelFault where the model
    cannot be reached, refuses or does not answer in time.
    """
    calls = [ScoredCall(transcript, card)]
    [opinion] = second_opinions(calls, rubric, checklists, answers, model=model, seed=seed, progress=progress)
    return opinion


def second_opinions(
    calls: Sequence[ScoredCall],
    rubric: Rubric,
    checklists: Checklists,
    answers: Answers,
    *,
    model: str,
    seed: int,
    progress: Progress = _unseen,
) -> tuple[Opinion, ...]:
    """Return the second opinion on each of `calls`, in their order; as `second_opinion` in all else.

    `seed` decides the order of calls, criteria and questions; the second run turns all of it round.
    """
    first = [
        _Asked(number, criterion, _in_order(checklists.checklists[criterion], seed, f"{number}/{criterion}"))
        for number in _shuffled(range(len(calls)), seed, "calls")
        for criterion in _shuffled(asked_about(calls[number].card, rubric, checklists), seed, f"{number}")
    ]
    readings: dict[tuple[int, str], list[Reading]] = {}
    for run, order in enumerate((first, [_turned(one) for one in reversed(first)])):
        for done, one in enumerate(order, start=1):
            read = _reading(one, calls[one.call].transcript, answers, _run_seed(seed, run))
            readings.setdefault((one.call, one.criterion), []).append(read)
            progress(run * len(order) + done, 2 * len(order))
    hashed = prompt_hash(checklists)
    return tuple(
        Opinion(
            model,
            hashed,
            rubric.hash,
            tuple(
                both(criterion, *readings[number, criterion])
                for criterion in asked_about(call.card, rubric, checklists)
            ),
        )
        for number, call in enumerate(calls)
    )


def asked_about(card: Scorecard, rubric: Rubric, checklists: Checklists) -> list[str]:
    """Return the criteria to ask about, in the rubric's order: those `card` applied that are not left to a person."""
    applied = {result.id for result in card.criteria if result.status in APPLIED}
    return [
        criterion.id
        for _, criterion in rubric.criteria()
        if criterion.id in applied and criterion.rule.kind != "person" and criterion.id in checklists.checklists
    ]


def both(criterion: str, first: Reading, second: Reading) -> CriterionOpinion:
    """Return what two runs say together: their word where it is the same, else that it is not sure."""
    says = first.says if first.says == second.says else "unsure"
    return CriterionOpinion(criterion, says, in_order(first.quotes + second.quotes))


def _reading(one: _Asked, transcript: Transcript, answers: Answers, seed: int) -> Reading:
    messages, count = messages_for(one.checklist.questions, transcript), len(one.checklist.questions)
    try:
        filled = answers(messages, filled_with(count), max_tokens=TOKENS + TOKENS_EACH * count, seed=seed)
    except ModelFault as fault:
        if fault.kind in UNUSABLE:
            return VOID
        raise
    return reading_of(filled, one.checklist, transcript)


def _in_order(checklist: Checklist, seed: int, key: str) -> Checklist:
    return checklist.model_copy(update={"questions": tuple(_shuffled(checklist.questions, seed, key))})


def _turned(one: _Asked) -> _Asked:
    turned = one.checklist.model_copy(update={"questions": one.checklist.questions[::-1]})
    return _Asked(one.call, one.criterion, turned)


def _shuffled(items: Iterable[Item], seed: int, key: str) -> list[Item]:
    # Hashing instead of `random`: the same order on every platform and in every Python version.
    return sorted(items, key=lambda item: sha256(f"{seed}/{key}/{item}".encode()).digest())


def _run_seed(seed: int, run: int) -> int:
    """Return a seed of the run's own that every server takes, however large `seed` is."""
    return int.from_bytes(sha256(f"{seed}/{run}".encode()).digest()[:3], "big")
