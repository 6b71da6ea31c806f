"""What a model is asked: to say one line in this caller's voice. What may not be said now is not in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from trainer.callers.improvising import told_before
from trainer.calls.call import Call
from trainer.calls.mood import Mood
from trainer.calls.transcript import Turn
from trainer.content.scenario import Channel, Improvise
from trainer.model.asking import Message, unmarked

TURNS_SHOWN = 4  # of the call before, the newest last
_WRITES: frozenset[Channel] = frozenset({"text"})


@dataclass(frozen=True)
class Asked:
    """The messages for a model, how many tokens its answer may have, and a mark that must never come back in it.

    `within` is what the line is improvised within, None where the script's own line is to be said.
    """

    messages: tuple[Message, ...]
    most_tokens: int
    mark: str
    within: Improvise | None = None

    @property
    def system(self) -> str:
        """The system prompt, which must never come back in an answer."""
        return self.messages[0]["content"]


def rephrase(call: Call) -> Asked:
    """Return what is asked so that the caller's last line is said in answer to the trainee's last words.

    The trainee's words stand in the user's role only. No fact, state or ending is named: all a model learns of the
    caller is the script's line and the last turns.
    """
    name = call.scenario.caller.name
    return _asked(
        call,
        f"Say the line between the marks in {name}'s own words, in answer to what was just said. "
        "Keep every fact, name, number and every no in it. Add none. Ask nothing new, promise nothing, agree to "
        "nothing that it does not say.",
    )


def improvise(call: Call, within: Improvise) -> Asked:
    """Return what is asked so that the caller says something of their own where the script has its last line.

    Beside the script's line a model learns what the caller wants in this state and has told by then. What the caller
    avoids is not named: a word that is named comes back.
    """
    name = call.scenario.caller.name
    told = "\n".join(f"- {text}" for text in told_before(call))
    return _asked(
        call,
        f"{within.goal}\n"
        f"The line between the marks is roughly what {name} would say. Another way of saying or doing the same in this "
        f"moment is fine; answer what was just said. Agree to nothing, decide nothing, end nothing. Tell nothing new "
        f"about {name}'s life; what {name} has told is this:\n{told}\n",
        within,
    )


def _asked(call: Call, task: str, within: Improvise | None = None) -> Asked:
    caller, last = call.scenario.caller, call.turns[-1]
    mark = sha256(f"{call.seed}/{last.n}/{last.written}".encode()).hexdigest()[:12]
    before = call.turns[max(0, len(call.turns) - 1 - TURNS_SHOWN) : -1]
    medium = "types a text message" if call.scenario.channel in _WRITES else "speaks on the phone"
    system = (
        f"You write what {caller.name}, {caller.age}, {medium} next. {caller.name} {_mood(last.mood)} {task} "
        f"{_length(last)} Write the words alone, and never {mark}.\n"
        f"<<<\n{last.written}\n>>>"
    )
    return Asked(
        ({"role": "system", "content": system}, *_said(before)),
        most_tokens=40 + 2 * len(last.written.split()),
        mark=mark,
        within=within,
    )


def _mood(mood: Mood) -> str:
    guarded = "gives little away" if mood.trust < 4 else "opens up" if mood.trust > 7 else "is careful"
    shaken = "and is badly shaken." if mood.distress > 7 else "and is calm." if mood.distress < 4 else "and is tense."
    return f"{guarded} {shaken}"


def _length(last: Turn) -> str:
    words = len(last.written.split())
    return f"At most {max(12, words + words // 3)} words."


def _said(turns: Sequence[Turn]) -> tuple[Message, ...]:
    return tuple(
        {"role": "user", "content": unmarked(turn.text)}
        if turn.speaker == "trainee"
        else {"role": "assistant", "content": turn.text}
        for turn in turns
    )
