"""What each reply changed in the caller's mood, and the moves that did it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from trainer.calls.mood import Mood
from trainer.calls.transcript import Transcript
from trainer.content.moves import HARMFUL_MOVES, HELPFUL_MOVES
from trainer.listening.listener import Heard


@dataclass(frozen=True)
class Change:
    """What the reply at turn `n` changed, each 0–10 before and after, and the moves heard in it that did it."""

    n: int
    before: Mood
    after: Mood
    because: tuple[Heard, ...]

    @property
    def trust(self) -> float:
        """By how much trust rose; below zero where it fell."""
        return self.after.trust - self.before.trust

    @property
    def distress(self) -> float:
        """By how much distress rose; below zero where it eased."""
        return self.after.distress - self.before.distress


def changes_in(transcript: Transcript) -> Iterator[Change]:
    """Yield what each answered reply changed, in their order."""
    for turn, answer in pairwise(transcript.turns):
        if turn.speaker == "trainee" and answer.speaker == "caller":
            yield Change(turn.n, turn.mood, answer.mood, _because(turn.moves, turn.mood == answer.mood))


def _because(moves: tuple[Heard, ...], nothing_changed: bool) -> tuple[Heard, ...]:
    harm = tuple(one for one in moves if one.move in HARMFUL_MOVES)
    if harm or nothing_changed:
        return harm
    return tuple(one for one in moves if one.move in HELPFUL_MOVES) or moves  # a neutral move can open a caller too
