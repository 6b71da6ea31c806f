"""Doubles of a model that reads calls, and calls for them to read."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel

from tests.scoring.played import RUBRIC, caller, played, says
from trainer.calls.transcript import Transcript
from trainer.content.checklists import Checklist, Checklists, checklists
from trainer.model.asking import Message
from trainer.model.shaped import read_as
from trainer.scoring.scorecard import score
from trainer.second_opinion.judge import second_opinion
from trainer.second_opinion.opinion import Opinion

Shape = TypeVar("Shape", bound=BaseModel)

ALL = checklists()
CALL = played(
    caller(),
    says("Hi, peer support line, I'm Juno. Are you safe right now?", "introduces_service", "checks_immediate_safety"),
    says("That sounds terrifying. I believe you.", "validates_feeling", "believes_caller"),
    says("We could warn others, or do nothing tonight.", "offers_choices"),
    says("Thank you for calling. Take care.", "warm_close"),
)


def questions_in(messages: Sequence[Message]) -> list[str]:
    """Return the questions that a model was asked, in their order."""
    return re.findall(r"^[0-9]+\. (.*)$", messages[0]["content"], re.MULTILINE)


def filled(*answers: tuple[bool, str]) -> str:
    """Return what a model sends that answers questions 1, 2 and so on with these."""
    rows = [{"number": n, "quote": quote, "yes": yes} for n, (yes, quote) in enumerate(answers, start=1)]
    return json.dumps({"answers": rows})


@dataclass
class Double:
    """A model that sends what `write` makes of the messages; it remembers all it was asked."""

    write: Callable[[Sequence[Message]], str]
    asked: list[list[Message]] = field(default_factory=list)
    seeds: list[int] = field(default_factory=list)

    def __call__(self, messages: Sequence[Message], shape: type[Shape], *, max_tokens: int, seed: int) -> Shape:
        self.asked.append(list(messages))
        self.seeds.append(seed)
        return read_as(shape, self.write(messages))


def always(yes: bool, quote: str = "") -> Double:
    """A model that answers every question with this."""
    return Double(lambda messages: filled(*[(yes, quote) for _ in questions_in(messages)]))


def opinion_of(double: Double, call: Transcript = CALL, asked: Checklists = ALL, seed: int = 1) -> Opinion:
    """Return the double's opinion on a call."""
    return second_opinion(call, RUBRIC, score(call, RUBRIC), asked, double, model="double", seed=seed)


def only(*criteria: str) -> Checklists:
    """Return the shipped checklists of these criteria alone."""
    return Checklists(checklists={name: ALL.checklists[name] for name in criteria})


def checklist(met_when: str, *questions: str) -> Checklist:
    """Return a checklist of these questions."""
    return Checklist.model_validate({"met_when": met_when, "questions": questions})
