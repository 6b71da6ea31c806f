"""An answer in a shape: asked for as JSON by schema, read whole, and checked before anybody uses it."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from typing import Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from trainer.model.asking import Message, ModelFault
from trainer.model.endpoint import Endpoint

Shape = TypeVar("Shape", bound=BaseModel)
PATIENCE = 120.0  # s; nobody is on the line


class Answers(Protocol):
    """Whatever answers in a shape: a model behind an endpoint, or a double of one."""

    def __call__(self, messages: Sequence[Message], shape: type[Shape], *, max_tokens: int, seed: int) -> Shape:
        """Return the answer; raises ModelFault where there is none, or one of another shape."""
        ...


def answers_at(endpoint: Endpoint) -> Answers:
    """Return the model behind `endpoint`, asked without haste and without chance as far as it can be."""
    from trainer.model.llm_client import say  # half a second that nobody without a model shall wait

    unhurried = replace(endpoint, first_word=PATIENCE / 2, silence=PATIENCE / 4, total=PATIENCE)

    def answer(messages: Sequence[Message], shape: type[Shape], *, max_tokens: int, seed: int) -> Shape:
        with closing(
            say(
                unhurried, messages, max_tokens=max_tokens, seed=seed, temperature=0.0, schema=shape.model_json_schema()
            )
        ) as said:
            return read_as(shape, "".join(said))

    return answer


def read_as(shape: type[Shape], text: str) -> Shape:
    """Return `text`, JSON with or without a fence around it, as `shape`; raises ModelFault for anything else."""
    inner = text.strip().removeprefix("```json").removeprefix("```").removesuffix("```")
    try:
        return shape.model_validate_json(inner, strict=True)
    except (ValidationError, ValueError, RecursionError):
        raise ModelFault("broken") from None  # what it said may hold what was typed, so none of it is repeated
