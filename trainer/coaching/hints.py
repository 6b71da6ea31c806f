"""What the coach says when asked in a call: what is happening, then what kind of move, then a line to try."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from trainer.calls.call import Call
from trainer.coaching.calling_for import ANSWERS, CALLS_FOR, CANNOT_WAIT, OWN_FIRST, criteria_for
from trainer.content.moves import HARMFUL_MOVES, Move
from trainer.content.rubric import Rubric
from trainer.content.scenario import Cue, Hint

LANDED_HARD = "Something in your last words landed hard. It can be put right, in one line."
SORRY = "That came out wrong, and I'm sorry. I'm still listening."


@dataclass(frozen=True)
class CoachSays:
    """A hint for this moment in its three levels: what is happening, a kind of move in words, an example line."""

    sees: str
    kind: str
    line: str


def hint_now(call: Call, rubric: Rubric, moves: Mapping[str, Move]) -> CoachSays | None:
    """Return the coach's hint for the next reply, None where the scenario has none for this moment.

    What cannot wait comes first, then harm in the very last reply, then what else the caller's line calls for, then
    the state.
    """
    hint = (
        _for_last_line(call, rubric, CANNOT_WAIT)
        or _after_harm(call)
        or _for_last_line(call, rubric, tuple(CALLS_FOR))
        or _own(call)
    )
    if hint is None:
        return None
    move = moves[hint.move]
    return CoachSays(hint.sees, move.how or f"{move.title}.", hint.says)


def _after_harm(call: Call) -> Hint | None:
    last = next((turn for turn in reversed(call.turns) if turn.speaker == "trainee"), None)
    if last is None or HARMFUL_MOVES.isdisjoint(one.move for one in last.moves):
        return None
    own, repair = _own(call), "repairs_mistake"
    return Hint(sees=LANDED_HARD, move=repair, says=own.says if own and own.move == repair else SORRY)


def _for_last_line(call: Call, rubric: Rubric, cues: Collection[Cue]) -> Hint | None:
    own, last = _own(call), call.turns[-1]
    for cue in (cue for cue in CALLS_FOR if cue in cues and cue in last.cues):
        if cue in OWN_FIRST and own:
            return own
        for _, rule in criteria_for(cue, rubric, call.scenario.type):
            move, says = (own.move, own.says) if own and own.move in rule.moves else ANSWERS[cue]
            return Hint(sees=CALLS_FOR[cue], move=move, says=says)
    return None


def _own(call: Call) -> Hint | None:
    """The hint of the state the call is in. The scenario's better lines are for afterwards: they know too much."""
    state = call.scenario.states.get(call.situation.state)
    return state.hint if state else None
