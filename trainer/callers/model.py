"""The caller voiced by a language model: the script decides what is said, the model only says it, the guard listens."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import Protocol

from trainer.callers.guard import Allowed, is_for_the_end, objection, sentences
from trainer.callers.improvising import may_improvise, written_before
from trainer.callers.people import not_come_up
from trainer.callers.prompt import Asked, improvise, rephrase
from trainer.calls.call import Call
from trainer.calls.transcript import Turn
from trainer.calls.voiced_line import Taken, VoicedLine
from trainer.content.scenario import Scenario
from trainer.model.asking import Message, ModelFault
from trainer.model.breaker import Breaker, breaker_of
from trainer.model.endpoint import Endpoint
from trainer.model.saying import say

TEMPERATURE = 0.7
LINES_REMEMBERED = 3

Fill = Callable[[str], str]
Heard = Callable[[str], None]


def _unheard(_said: str) -> None:
    """Nobody listens while it is being said."""


class Spoken(Protocol):
    """An answer as it comes, piece by piece; closing it hangs up."""

    def __iter__(self) -> Iterator[str]: ...
    def __next__(self) -> str: ...
    def close(self) -> None: ...


class Says(Protocol):
    """Whatever says things: a model behind an endpoint, or a double of one."""

    def __call__(self, messages: Sequence[Message], *, max_tokens: int, seed: int) -> Spoken:
        """Return an answer; reading it raises ModelFault."""
        ...


class ModelCaller:
    """Voices callers through one model; safe to share between calls.

    `improvises`: where nothing rests on a line the model may say one of its own.
    """

    def __init__(
        self,
        says: Says,
        breaker: Breaker,
        fill: Fill = str,
        clock: Callable[[], float] = time.monotonic,
        *,
        improvises: bool = False,
    ) -> None:
        self._says = says
        self._improvises = improvises
        self._breaker = breaker
        self._fill = fill
        self._clock = clock

    def voice(self, call: Call, heard: Heard = _unheard) -> Taken:
        """Return how the caller's last line is said, after `heard` was given what may be shown, sentence by sentence.

        The script's words stand whatever goes wrong.
        """
        began, script = self._clock(), call.turns[-1].written
        if not self._breaker.allows():
            return Taken(VoicedLine(script, why="resting"), 0.0)
        asked, tokens = self._asked(call), 0
        try:
            with closing(self._ask(call, asked)) as spoken:
                line = self._said(call, asked, spoken, heard)
                tokens = _tokens(spoken)
        except ModelFault as fault:
            self._breaker.failed()
            line = VoicedLine(script, why=fault.kind)
        else:
            self._breaker.succeeded()
        return Taken(line, self._clock() - began, tokens)

    def _asked(self, call: Call) -> Asked:
        within = may_improvise(call) if self._improvises else None
        return improvise(call, within) if within else rephrase(call)

    def _ask(self, call: Call, asked: Asked) -> Spoken:
        return self._says(asked.messages, max_tokens=asked.most_tokens, seed=call.seed + len(call.turns))

    def _said(self, call: Call, asked: Asked, spoken: Spoken, heard: Heard) -> VoicedLine:
        rules, said, waits = allowed(call, asked, self._fill), list[str](), False
        for sentence in sentences(spoken):
            before = " ".join(said)
            said.append(sentence.strip())
            so_far = " ".join(said)
            if refused := objection(so_far, rules, whole=False):
                return VoicedLine(rules.script, "guarded", refused)
            waits = waits or is_for_the_end(sentence, before, rules)
            if not waits:
                heard(so_far)
        line = " ".join(said)
        refused = objection(line, rules)
        if refused:
            return VoicedLine(rules.script, "guarded", refused)
        return VoicedLine(line, "improvised" if asked.within else "model")


def _tokens(spoken: Spoken) -> int:
    usage = getattr(spoken, "usage", None)
    return usage.prompt_tokens + usage.completion_tokens if usage else 0


def caller_at(endpoint: Endpoint, fill: Fill, *, improvises: bool) -> ModelCaller:
    """Return callers voiced by the model behind `endpoint`; all in this process share what is known of its faults."""
    return ModelCaller(model_at(endpoint), breaker_of(endpoint), fill, improvises=improvises)


def model_at(endpoint: Endpoint) -> Says:
    """Return the model behind `endpoint`."""

    def says(messages: Sequence[Message], *, max_tokens: int, seed: int) -> Spoken:
        return say(endpoint, messages, max_tokens=max_tokens, seed=seed, temperature=TEMPERATURE)

    return says


def allowed(call: Call, asked: Asked, fill: Fill) -> Allowed:
    """Return what the guard has to know of this moment of the call."""
    last, before = call.turns[-1], call.turns[:-1]
    own = [turn.text for turn in before if turn.speaker == "caller"]
    heard = next((turn.text for turn in reversed(before) if turn.speaker == "trainee"), "")
    return Allowed(
        script=last.written,
        trainee=heard,
        said=tuple(own[-LINES_REMEMBERED:]),
        locked=_locked(call.scenario, call.turns, fill),
        name=call.scenario.caller.name,
        others=not_come_up(call),
        prompt=asked.system,
        marks=(asked.mark,),
        goal=asked.within.goal if asked.within else "",
        known=written_before(call) if asked.within else (),
        avoids=asked.within.avoids if asked.within else (),
    )


def _locked(scenario: Scenario, turns: Sequence[Turn], fill: Fill) -> tuple[str, ...]:
    """Every text of a fact that has not been told."""
    told = {name for turn in turns for name in turn.tells}
    return tuple(
        fill(text)
        for name, fact in scenario.facts.items()
        if name not in told
        for text in (fact.about, *(said for line in fact.lines for said in (line.say, line.soft) if said))
    )
