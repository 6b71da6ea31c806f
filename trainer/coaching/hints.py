"""What the coach says when asked in a call: what is happening, then what kind of move, then a line to try."""

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.calls.call import Call
from trainer.coaching.calling_for import ANSWERS, CALLS_FOR, criteria_for
from trainer.content.moves import Move
from trainer.content.rubric import Rubric
from trainer.content.scenario import Hint

LANDED_HARD = "Something in your last words landed hard. It can be put right, in one line."


@dataclass(frozen=True)
class CoachSays:
    """A hint for this moment in its three levels: what is happening, a kind of move in words, an example line."""

    sees: str
    kind: str
    line: str


def hint_now(call: Call, rubric: Rubric, moves: Mapping[str, Move]) -> CoachSays | None:
    """Return the coach's hint for the next reply, None where the scenario has none for this moment.

    Harm not yet put right comes first, then what the caller's last line calls for, then the state.
    """
    hint = _after_harm(call, moves) or _for_last_line(call, rubric) or _own(call)
    if hint is None:
        return None
    move = moves[hint.move]
    return CoachSays(hint.sees, f"{move.title}: {move.heard_as}.", hint.says)


def _after_harm(call: Call, moves: Mapping[str, Move]) -> Hint | None:
    if not call.situation.hurt:
        return None
    own, repair = _own(call), "repairs_mistake"
    says = own.says if own and own.move == repair else moves[repair].examples[0].text
    return Hint(sees=LANDED_HARD, move=repair, says=says)


def _for_last_line(call: Call, rubric: Rubric) -> Hint | None:
    own, last = _own(call), call.turns[-1]
    for cue, called_for in CALLS_FOR.items():
        if cue in last.cues:
            for _, rule in criteria_for(cue, rubric, call.scenario.type):
                move, says = (own.move, own.says) if own and own.move in rule.moves else ANSWERS[cue]
                return Hint(sees=called_for, move=move, says=says)
    return None


def _own(call: Call) -> Hint | None:
    """The hint of the state the call is in. The scenario's better lines are for afterwards: they know too much."""
    state = call.scenario.states.get(call.situation.state)
    return state.hint if state else None
