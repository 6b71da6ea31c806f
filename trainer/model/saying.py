"""Something said by a language model: piece by piece, under one deadline whatever its server does, tried twice at most.

Importing this takes half a second, which `llm_client` needs; leave it until a model is asked.
"""

import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from trainer.model.asking import Message, ModelFault, Usage
from trainer.model.endpoint import Endpoint
from trainer.model.llm_client import Ended, Reading

MAX_CHARACTERS = 4_000
TRIES = 2
LAST_WORDS = 0.5  # s to wait for the count of tokens once the answer itself is whole
WORTH_ANOTHER_TRY = {"refused", "silent", "broken", "empty", "status"}
PASSING = {408, 409, 425, 429}  # statuses below 500 that may be gone a moment later


@dataclass
class _Ending:
    finish: str | None = None
    usage: Usage | None = None


class Answer(Iterator[str]):
    """The pieces of one answer as they come; `finish` and `usage` are known once they have ended. Closing hangs up."""

    def __init__(self, pieces: Generator[str, None, None], ending: _Ending) -> None:
        self._pieces = pieces
        self._ending = ending

    def __next__(self) -> str:
        return next(self._pieces)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Hang up; the server is told to stop, and no more pieces come."""
        self._pieces.close()

    @property
    def finish(self) -> str | None:
        """Why the model stopped: `stop`, or `length` where its words ran out in mid-sentence."""
        return self._ending.finish

    @property
    def usage(self) -> Usage | None:
        """The tokens used, where the server counts them."""
        return self._ending.usage


def say(
    endpoint: Endpoint,
    messages: Sequence[Message],
    *,
    max_tokens: int,
    seed: int,
    temperature: float,
    clock: Callable[[], float] = time.monotonic,
    deadline: float | None = None,
    schema: Mapping[str, object] | None = None,
) -> Answer:
    """Ask the model, and return its answer to be read piece by piece; iterating raises ModelFault.

    `schema`, a JSON schema, asks for JSON of that shape; a server may pay no heed to it, so check what comes.
    The time runs from here: however slowly the server drips, reading ends `endpoint.total` seconds from now or at
    `deadline` (by `clock`), whichever is first. A second try is made only while nothing has been said.
    """
    until = clock() + endpoint.total
    until = until if deadline is None else min(until, deadline)
    body: dict[str, object] = {
        "model": endpoint.model,
        "messages": list(messages),
        "max_tokens": max_tokens,
        "seed": seed,
        "temperature": temperature,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    if schema is not None:
        shape = {"name": "answer", "strict": True, "schema": schema}
        body["response_format"] = {"type": "json_schema", "json_schema": shape}
    ending = _Ending()
    return Answer(_tried(endpoint, body, until, clock, ending), ending)


def _tried(
    endpoint: Endpoint, body: dict[str, object], until: float, clock: Callable[[], float], ending: _Ending
) -> Generator[str, None, None]:
    begun = False
    for tries_left in reversed(range(TRIES)):
        try:
            for piece in _pieces(endpoint, body, until, clock, ending):
                begun = True
                yield piece
            return
        except ModelFault as fault:
            if begun or not tries_left or not _is_worth_another_try(fault) or clock() >= until:
                raise


def _is_worth_another_try(fault: ModelFault) -> bool:
    return fault.kind in WORTH_ANOTHER_TRY and (fault.status is None or fault.status >= 500 or fault.status in PASSING)


def _pieces(
    endpoint: Endpoint, body: dict[str, object], until: float, clock: Callable[[], float], ending: _Ending
) -> Generator[str, None, None]:
    started = clock()
    ending.finish = ending.usage = None
    if started >= until:
        raise ModelFault("slow")
    reading = Reading(endpoint, body, until - started)
    try:
        characters, quiet_until = 0, started + endpoint.first_word
        while (heard := reading.next(min(quiet_until, until) - clock())) is not None and clock() < until:
            if isinstance(heard, Ended):
                _check_the_end(heard, ending, characters)
                return
            if heard.text:
                characters += len(heard.text)
                if characters > MAX_CHARACTERS:
                    raise ModelFault("too_long")
                yield heard.text
                quiet_until = clock() + endpoint.silence
            ending.usage = heard.usage or ending.usage
            if heard.finish:
                ending.finish = heard.finish
                quiet_until = clock() + LAST_WORDS
        if not ending.finish:
            raise ModelFault("slow" if clock() >= until else "silent")
        _check_the_end(Ended(), ending, characters)
    finally:
        reading.stop()


def _check_the_end(ended: Ended, ending: _Ending, characters: int) -> None:
    """An answer is whole once the model has said that it finished, whatever becomes of the connection after that."""
    if not ending.finish:
        raise ModelFault(ended.kind or "broken", ended.status)
    if not characters:
        raise ModelFault("empty")
