"""A reply read in its context: sentences, clauses, cues, and what the caller's side of the turn adds.

Everything that hears a reply, by cues or by what it has learned, starts from this.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from trainer.content.moves import MOVES_FOLDER, Move, load_moves, load_word_lists
from trainer.content.problem import Problem
from trainer.errors import ContentError
from trainer.listening import grammar
from trainer.listening.clauses import Sentence, sentences_in
from trainer.listening.cues import CueIndex, Heeded, Hit, build_index, find_hits, telling_words
from trainer.listening.listener import Context

SURE_ENOUGH = 0.5  # a cue this sure is heard on its own; below, only together with others


@dataclass(frozen=True)
class Reading:
    """One reply read: `hits` holds, for each of `sentences`, the cues that stand in it."""

    reply: str
    sentences: tuple[Sentence, ...]
    hits: tuple[tuple[Hit, ...], ...]
    heeded: Heeded

    @property
    def words(self) -> int:
        """How many words the reply has."""
        return sum(len(sentence.words) for sentence in self.sentences)


class Reader:
    """Reads replies with the cues of the move files."""

    def __init__(self, moves: Mapping[str, Move], lists: Mapping[str, tuple[str, ...]]) -> None:
        self.moves = moves
        self._lists = lists
        self._index: CueIndex = build_index(moves, lists)

    def read(self, reply: str, context: Context) -> Reading:
        """Return `reply` as it reads after what the caller said."""
        heeded = heed(context)
        sentences = tuple(sentences_in(reply))
        hits = tuple(tuple(self._stand(list(find_hits(sentence, self._index, heeded)))) for sentence in sentences)
        return Reading(reply, sentences, hits, heeded)

    def fingerprint(self) -> bytes:
        """Return a digest of the cues and word lists."""
        digest = hashlib.sha256()
        for move in self.moves.values():
            digest.update(move.model_dump_json(include={"id", "heard_as", "yields_to", "cues"}).encode())
        for name, entries in sorted(self._lists.items()):
            digest.update(f"\0{name}\0{chr(1).join(entries)}".encode())
        return digest.digest()

    def _stand(self, hits: list[Hit]) -> list[Hit]:
        """Return the hits of one sentence without those that give way to another move heard in it."""
        sure = {hit.move for hit in hits if hit.sure >= SURE_ENOUGH}
        return [hit for hit in hits if not sure.intersection(self.moves[hit.move].yields_to)]


def load_reader(folder: Path = MOVES_FOLDER) -> Reader:
    """Return the reader made from the move files in `folder`; raises ContentError with what is wrong in them."""
    moves = load_moves(folder)
    try:
        return Reader(moves, load_word_lists(folder))
    except ValueError as error:
        raise ContentError((Problem(str(folder), 1, 1, "error", "move-cue", str(error)),)) from None


def heed(context: Context) -> Heeded:
    """Return what the caller's last line and the topics raised add to the reading of a reply."""
    return _heed(context.caller, context.raised)


@lru_cache(maxsize=8192)  # a caller's authored line stands before many replies
def _heed(caller: str, raised: frozenset[str]) -> Heeded:
    sentences = sentences_in(caller)
    words = [word.text for sentence in sentences for word in sentence.words]
    asks = any(
        sentence.question or any(clause.mood in ("open_question", "closed_question") for clause in sentence.clauses)
        for sentence in sentences
    )
    return Heeded("^ " + " ".join(words) + " ", asks, grammar.refuses(words), telling_words(words), raised)
