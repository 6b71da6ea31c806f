"""An answer in a shape: asked for as JSON by schema, read whole, and checked before anybody uses it."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Protocol, TypeVar

from pydantic import BaseModel

from trainer.model.asking import Message, ModelFault
from trainer.model.endpoint import Endpoint
from trainer.model.settings import may_send

Shape = TypeVar("Shape", bound=BaseModel)
PATIENCE = 120.0  # s; nobody is on the line
PAUSES = (3.0, 12.0)  # s


class Answers(Protocol):
    """Whatever answers in a shape: a model behind an endpoint, or a double of one."""

    def __call__(self, messages: Sequence[Message], shape: type[Shape], *, max_tokens: int, seed: int) -> Shape:
        """Return the answer; raises ModelFault where there is none, or one of another shape."""
        ...


def answers_at(endpoint: Endpoint, wait: Callable[[float], None] = time.sleep) -> Answers:
    """Return the model behind `endpoint`, asked without haste and without chance as far as it can be.

    Before each question it is looked up whether text may still go there. A server that has too much to do is asked
    again after a pause, in which `wait` is given seconds.
    """
    unhurried = replace(endpoint, first_word=PATIENCE / 2, silence=PATIENCE / 4, total=PATIENCE)

    def answer(messages: Sequence[Message], shape: type[Shape], *, max_tokens: int, seed: int) -> Shape:
        for pause in (*PAUSES, None):
            try:
                return read_as(shape, once(messages, shape.model_json_schema(), max_tokens, seed))
            except ModelFault as fault:
                if pause is None or not _is_too_much_for_now(fault):
                    raise
                wait(pause)
        raise AssertionError("the last try answers or raises")

    def once(messages: Sequence[Message], schema: Mapping[str, object], max_tokens: int, seed: int) -> str:
        from trainer.model.saying import say  # half a second that nobody without a model shall wait

        if not may_send(endpoint):
            raise ModelFault("not_agreed")
        asked = say(unhurried, messages, max_tokens=max_tokens, seed=seed, temperature=0.0, schema=schema)
        with closing(asked) as said:
            return "".join(said)

    return answer


def _is_too_much_for_now(fault: ModelFault) -> bool:
    return fault.status is not None and (fault.status == 429 or fault.status >= 500)


def read_as(shape: type[Shape], text: str) -> Shape:
    """Return `text`, JSON with or without a fence around it, as `shape`; raises ModelFault for anything else."""
    inner = text.strip().removeprefix("```json").removeprefix("```").removesuffix("```")
    try:
        return shape.model_validate_json(inner, strict=True)
    except (ValueError, RecursionError):
        raise ModelFault("broken") from None  # what it said may hold what was typed, so none of it is repeated
