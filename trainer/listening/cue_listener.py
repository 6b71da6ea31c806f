"""The first listener: hears moves by the cues of the move files, clause by clause, with no model."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from trainer.content.moves import MOVES_FOLDER, Move, load_moves, load_word_lists
from trainer.content.problem import Problem
from trainer.errors import ContentError
from trainer.listening.clauses import Sentence, sentences_in
from trainer.listening.cues import CueIndex, Heeded, Hit, build_index, find_hits, telling_words
from trainer.listening.listener import Context, Heard

LISTENER_VERSION = "cues-1"
_HEARD_FROM = 0.5
_MOST_SURE = 0.97
_LONGEST_QUOTE_IN_REASON = 60


@dataclass(frozen=True)
class _Found:
    """A hit with the sentence it stands in."""

    hit: Hit
    sentence: Sentence

    @property
    def start(self) -> int:
        return self.sentence.words[self.hit.first].start

    @property
    def end(self) -> int:
        return self.sentence.words[self.hit.last - 1].end

    @property
    def quoted(self) -> tuple[int, int]:
        """Start and end of the clauses that hold the hit, which say more to a reader than its few words alone."""
        first, last = self.sentence.clause_at(self.hit.first), self.sentence.clause_at(self.hit.last - 1)
        return min(first.start, self.start), max(last.end, self.end)


class CueListener:
    """Hears the moves whose cues stand in a reply."""

    def __init__(self, moves: dict[str, Move], lists: dict[str, tuple[str, ...]]) -> None:
        self._moves = moves
        self._lists = lists
        self._index: CueIndex = build_index(moves, lists)

    @cached_property
    def hash(self) -> str:
        """Hex digest of the cues, the word lists and this listener's version."""
        digest = hashlib.sha256(LISTENER_VERSION.encode())
        for move in self._moves.values():
            digest.update(move.model_dump_json(include={"id", "heard_as", "yields_to", "cues"}).encode())
        for name, entries in sorted(self._lists.items()):
            digest.update(f"\0{name}\0{chr(1).join(entries)}".encode())
        return digest.hexdigest()

    def hear(self, reply: str, context: Context) -> tuple[Heard, ...]:
        """Return the moves that `reply` makes, each once with its strongest words, in the order of their words."""
        heeded = _heed(context)
        found: dict[str, list[_Found]] = defaultdict(list)
        for sentence in sentences_in(reply):
            for hit in self._stand(list(find_hits(sentence, self._index, heeded))):
                found[hit.move].append(_Found(hit, sentence))
        heard = [self._heard(reply, move, hits) for move, hits in found.items()]
        return tuple(sorted((one for one in heard if one), key=lambda one: (one.start, one.end, one.move)))

    def _stand(self, hits: list[Hit]) -> list[Hit]:
        """Return the hits of one sentence without those that give way to another move heard in it."""
        sure = {hit.move for hit in hits if hit.sure >= _HEARD_FROM}
        return [hit for hit in hits if not sure.intersection(self._moves[hit.move].yields_to)]

    def _heard(self, reply: str, move: str, hits: list[_Found]) -> Heard | None:
        best = max(hits, key=lambda found: (found.hit.sure, found.hit.last - found.hit.first, -found.start))
        confidence = best.hit.sure if self._moves[move].kind == "harmful" else _together(hits)
        if confidence < _HEARD_FROM:
            return None
        start, end = best.quoted
        quote = reply[start:end]
        reason = f"heard as {self._moves[move].heard_as}: '{_shortened(quote)}'"
        return Heard(move, round(confidence, 3), quote, start, end, reason)


def load_listener(folder: Path = MOVES_FOLDER) -> CueListener:
    """Return the listener made from the move files in `folder`; raises ContentError with what is wrong in them."""
    moves = load_moves(folder)
    try:
        return CueListener(moves, load_word_lists(folder))
    except ValueError as error:
        raise ContentError((Problem(str(folder), 1, 1, "error", "move-cue", str(error)),)) from None


def _heed(context: Context) -> Heeded:
    sentences = sentences_in(context.caller)
    words = [word.text for sentence in sentences for word in sentence.words]
    asks = any(
        sentence.question or any(clause.mood in ("open_question", "closed_question") for clause in sentence.clauses)
        for sentence in sentences
    )
    return Heeded("^ " + " ".join(words) + " ", asks, telling_words(words), context.raised)


def _together(hits: list[_Found]) -> float:
    """Return how sure different cues are together, each counted once."""
    doubt = 1.0
    for sure in {found.hit.cue: found.hit.sure for found in hits}.values():
        doubt *= 1 - sure
    return min(1 - doubt, _MOST_SURE)


def _shortened(quote: str) -> str:
    one_line = " ".join(quote.split())
    if len(one_line) <= _LONGEST_QUOTE_IN_REASON:
        return one_line
    return one_line[:_LONGEST_QUOTE_IN_REASON].rsplit(" ", 1)[0] + " …"
