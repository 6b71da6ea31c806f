"""A double of a language model that listens: its answers are written out, and read as any model's are."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from trainer.content.moves import load_moves
from trainer.listening.model_listener import ModelListener
from trainer.model.asking import Message, ModelFault
from trainer.model.shaped import Shape, read_as

CATALOGUE = load_moves()
REPLY = "I believe you. He said 'calm down'; what would help most tonight?"


def answer(*marks: tuple[str, str]) -> str:
    return json.dumps({"marks": [{"move": move, "quote": quote} for move, quote in marks]})


BELIEVES = answer(("believes_caller", "I believe you."))
NONE = answer()


@dataclass
class Double:
    """Answers with these texts in turn; a fault is raised. Keeps what it was asked."""

    texts: Sequence[str | ModelFault]
    asked: list[Sequence[Message]] = field(default_factory=list)
    seeds: list[int] = field(default_factory=list)

    def __call__(self, messages: Sequence[Message], shape: type[Shape], *, max_tokens: int, seed: int) -> Shape:
        text = self.texts[len(self.asked) % len(self.texts)]
        self.asked.append(messages)
        self.seeds.append(seed)
        if isinstance(text, ModelFault):
            raise text
        return read_as(shape, text)


def listener(*texts: str | ModelFault) -> ModelListener:
    return ModelListener(Double(texts), "double", CATALOGUE)
