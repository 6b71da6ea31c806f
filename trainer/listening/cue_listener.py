"""The cue listener: hears moves by the cues of the move files, clause by clause, with nothing learned.

It is what the listener is measured against, and what explains in words why something was heard.
"""

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from trainer.listening.clauses import Sentence
from trainer.listening.cues import Hit
from trainer.listening.listener import Context, Heard, Hearing, said_why
from trainer.listening.reading import SURE_ENOUGH, Reader, Reading

LISTENER_VERSION = "cues-2"
_MOST_SURE = 0.97


@dataclass(frozen=True)
class CueFound:
    """A hit with the sentence it stands in."""

    hit: Hit
    sentence: Sentence

    @property
    def start(self) -> int:
        """Where its first word begins in the reply."""
        return self.sentence.words[self.hit.first].start

    @property
    def end(self) -> int:
        """Where its last word ends in the reply."""
        return self.sentence.words[self.hit.last - 1].end

    @property
    def quoted(self) -> tuple[int, int]:
        """Start and end of the clauses that hold the hit, which say more to a reader than its few words alone."""
        first, last = self.sentence.clause_at(self.hit.first), self.sentence.clause_at(self.hit.last - 1)
        return min(first.start, self.start), max(last.end, self.end)


class CueListener:
    """Hears the moves whose cues stand in a reply."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @cached_property
    def hash(self) -> str:
        """Hex digest of the cues, the word lists and this listener's version."""
        return hashlib.sha256(LISTENER_VERSION.encode() + self._reader.fingerprint()).hexdigest()

    def hear(self, reply: str, context: Context) -> Hearing:
        """Return the moves that `reply` makes, each once with its strongest words, in the order of their words."""
        reading = self._reader.read(reply, context)
        heard = [self._heard(reply, move, hits) for move, hits in cues_found(reading).items()]
        return Hearing(tuple(sorted((one for one in heard if one), key=lambda one: (one.start, one.end, one.move))))

    def _heard(self, reply: str, name: str, hits: list[CueFound]) -> Heard | None:
        move = self._reader.moves[name]
        best = strongest(hits)
        confidence = best.hit.sure if move.kind == "harmful" else together(hits)
        if confidence < SURE_ENOUGH:
            return None
        start, end = best.quoted
        quote = reply[start:end]
        return Heard(name, round(confidence, 3), quote, start, end, said_why(move.heard_as, quote))


def cues_found(reading: Reading) -> dict[str, list[CueFound]]:
    """Return the cues of `reading` by move."""
    found: dict[str, list[CueFound]] = defaultdict(list)
    for sentence, hits in zip(reading.sentences, reading.hits, strict=True):
        for hit in hits:
            found[hit.move].append(CueFound(hit, sentence))
    return found


def strongest(hits: list[CueFound]) -> CueFound:
    """Return the surest of one move's cues; of equals the longest, then the first."""
    return max(hits, key=lambda found: (found.hit.sure, found.hit.last - found.hit.first, -found.start))


def together(hits: list[CueFound]) -> float:
    """Return how sure different cues of one move are together (0–0.97), each counted once."""
    doubt = 1.0
    for sure in {found.hit.cue: found.hit.sure for found in hits}.values():
        doubt *= 1 - sure
    return min(1 - doubt, _MOST_SURE)
