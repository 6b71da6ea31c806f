"""Which of a caller's lines a model may say in words of its own, and what has been told by then."""

from trainer.calls.call import Call
from trainer.content.moves import HARMFUL_MOVES
from trainer.content.scenario import Improvise


def may_improvise(call: Call) -> Improvise | None:
    """Return what the caller's last line may be improvised within; None where it is the script's.

    Only a line that nothing rests on: it answers a reply that did no harm, calls for nothing, tells no fact and leaves
    the caller in the state where the reply found them, which is none of danger. In a softened call none is, since what
    is left out there could come back.
    """
    if call.over or call.softened or len(call.turns) < 3:
        return None
    reply, last = call.turns[-2:]
    if last.speaker != "caller" or last.cues or last.tells or last.state != reply.state:
        return None
    if any(one.move in HARMFUL_MOVES for one in reply.moves):
        return None
    state = call.scenario.states[last.state]
    return None if state.danger else state.improvise


def written_before(call: Call) -> tuple[str, ...]:
    """Return the caller's earlier lines as the script has them."""
    return tuple(turn.written for turn in call.turns[:-1] if turn.speaker == "caller")


def told_before(call: Call) -> tuple[str, ...]:
    """Return the earlier lines in which the caller told something: the opening and every fact."""
    return tuple(turn.written for turn in call.turns[:-1] if turn.speaker == "caller" and (turn.tells or turn.n == 1))
