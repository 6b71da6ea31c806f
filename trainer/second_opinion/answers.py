"""A model's answers to one checklist: their shape, and what of them holds once every quotation was looked up."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from trainer.calls.transcript import Transcript
from trainer.content.checklists import Checklist
from trainer.model.quoting import found_in
from trainer.scoring.criteria import Evidence

FEWEST_WORDS = 2  # a shorter quotation has to be all that was said


class Ticked(BaseModel):
    """The answer to one question; the quotation comes first, to be looked for before the answer is given."""

    model_config = ConfigDict(extra="forbid")
    number: int
    quote: str
    yes: bool


class Filled(BaseModel):
    """The answers to one checklist."""

    model_config = ConfigDict(extra="forbid")
    answers: list[Ticked]


@cache
def filled_with(count: int) -> type[Filled]:
    """Return the shape of exactly `count` answers, so that a server which holds a model to a shape gets them all."""
    exactly = Annotated[list[Ticked], Field(min_length=count, max_length=count)]
    return create_model(f"Filled{count}", __base__=Filled, answers=(exactly, ...))


@dataclass(frozen=True)
class Reading:
    """What one run says of one criterion, and the trainee's words shown for it."""

    says: Literal["met", "not_met", "void"]
    quotes: tuple[Evidence, ...] = ()


VOID = Reading("void")


def reading_of(filled: Filled, checklist: Checklist, transcript: Transcript) -> Reading:
    """Return what the answers say.

    They are void unless every question is answered once and every yes is shown with the trainee's own words.
    """
    numbers = sorted(answer.number for answer in filled.answers)
    if numbers != list(range(1, len(checklist.questions) + 1)):
        return VOID
    shown = [evidence(answer.quote, transcript) for answer in filled.answers if answer.yes]
    quotes = tuple(one for one in shown if one is not None)
    if len(quotes) < len(shown):
        return VOID
    needed = len(numbers) if checklist.met_when == "all_yes" else 0
    return Reading("met" if len(quotes) == needed else "not_met", in_order(quotes))


def evidence(quote: str, transcript: Transcript) -> Evidence | None:
    """Return where the trainee first says `quote` word for word, in the words as they stand there, or None."""
    for turn in transcript.turns:
        if turn.speaker == "trainee" and (place := found_in(quote, turn.text)):
            said = turn.text[slice(*place)]
            if _words(said) >= FEWEST_WORDS or said == turn.text.strip():
                return Evidence(turn.n, said)
    return None


def _words(said: str) -> int:
    return sum(any(character.isalnum() for character in part) for part in said.split())


def in_order(quotes: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return each of `quotes` once, in the order of the call."""
    return tuple(sorted(dict.fromkeys(quotes), key=lambda one: (one.turn, one.quote)))
