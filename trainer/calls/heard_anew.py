"""A call that was played, heard again: the same words and the same caller, and what this listener hears in them."""

from dataclasses import replace

from trainer.calls.transcript import Transcript, Turn
from trainer.listening.listener import Context, Listener
from trainer.listening.topics import topics_in


def heard_anew(transcript: Transcript, listener: Listener) -> Transcript:
    """Return `transcript` with each reply as `listener` hears it; what the caller said and felt stays as it was."""
    turns: list[Turn] = []
    caller, raised = "", frozenset[str]()
    for turn in transcript.turns:
        if turn.speaker == "caller":
            caller, raised = turn.written, raised | topics_in(turn.written)
            turns.append(turn)
            continue
        hearing = listener.hear(turn.text, Context(caller, raised))
        turns.append(replace(turn, moves=hearing.moves, maybe=hearing.maybe))
    return replace(transcript, turns=tuple(turns), listener_hash=listener.hash)
