"""What a model is asked: to say one scripted line in this caller's voice. What may not be said now is not in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from trainer.calls.call import Call
from trainer.calls.mood import Mood
from trainer.calls.transcript import Turn
from trainer.content.scenario import Channel
from trainer.model.asking import Message

TURNS_SHOWN = 4  # of the call before, the newest last
_WRITES: frozenset[Channel] = frozenset({"text"})


@dataclass(frozen=True)
class Asked:
    """The messages for a model, how many tokens its answer may have, and a mark that must never come back in it."""

    messages: tuple[Message, ...]
    most_tokens: int
    mark: str

    @property
    def system(self) -> str:
        """The system prompt, which must never come back in an answer."""
        return self.messages[0]["content"]


def rephrase(call: Call) -> Asked:
    """Return what is asked so that the caller's last line is said in answer to the trainee's last words.

    The trainee's words stand in the user's role only. No fact, state or ending is named: all a model learns of the
    caller is the script's line and the last turns.
    """
    last = call.turns[-1]
    mark = sha256(f"{call.seed}/{last.n}/{last.written}".encode()).hexdigest()[:12]
    before = call.turns[max(0, len(call.turns) - 1 - TURNS_SHOWN) : -1]
    return Asked(
        ({"role": "system", "content": _system(call, last, mark)}, *_said(before)),
        most_tokens=40 + 2 * len(last.written.split()),
        mark=mark,
    )


def _system(call: Call, last: Turn, mark: str) -> str:
    caller = call.scenario.caller
    medium = "types a text message" if call.scenario.channel in _WRITES else "speaks on the phone"
    return (
        f"You write what {caller.name}, {caller.age}, {medium} next. {caller.name} {_mood(last.mood)} "
        f"Say the line between the marks in {caller.name}'s own words, in answer to what was just said. "
        "Keep every fact, name, number and every no in it. Add none. Ask nothing new, promise nothing, agree to "
        f"nothing that it does not say. {_length(last)} Write the words alone, and never {mark}.\n"
        f"<<<\n{last.written}\n>>>"
    )


def _mood(mood: Mood) -> str:
    guarded = "gives little away" if mood.trust < 4 else "opens up" if mood.trust > 7 else "is careful"
    shaken = "and is badly shaken." if mood.distress > 7 else "and is calm." if mood.distress < 4 else "and is tense."
    return f"{guarded} {shaken}"


def _length(last: Turn) -> str:
    words = len(last.written.split())
    return f"At most {max(12, words + words // 3)} words."


def _said(turns: Sequence[Turn]) -> tuple[Message, ...]:
    return tuple({"role": "user" if turn.speaker == "trainee" else "assistant", "content": turn.text} for turn in turns)
