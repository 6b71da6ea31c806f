"""WordPiece: a text cut into the pieces of a fixed vocabulary, as BERT models read it (uncased, accents dropped)."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from trainer.listening.words import INVISIBLE

_LONGEST_WORD = 100
# Whole words, and every other mark by itself; an underscore joins words for `\w` but stands alone for the model.
# Invisible characters are no marks, and do not part a word.
_TOKENS = re.compile(rf"[^\W_](?:[{INVISIBLE}]*[^\W_])*|[^\w\s\x00-\x1f\x7f-\x9f{INVISIBLE}]|_")


class WordPiece:
    """Cuts texts into ids of `vocabulary`, piece → id."""

    def __init__(self, vocabulary: dict[str, int]) -> None:
        self._ids = vocabulary
        self._unknown = vocabulary["[UNK]"]
        self._word = lru_cache(maxsize=8192)(self._cut)

    def pieces(self, text: str) -> list[tuple[int, int, int]]:
        """Return id, start and end (character offsets) of each piece of `text`, without the marks around it."""
        return [
            (piece, match.start(), match.end())
            for match in _TOKENS.finditer(text)
            for piece in self._word(_plain(match.group()))
        ]

    def id_of(self, piece: str) -> int:
        """Return the id of one whole piece."""
        return self._ids.get(piece, self._unknown)

    def _cut(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST_WORD:
            return (self._unknown,)
        found: list[int] = []
        start = 0
        while start < len(word):
            end = len(word)
            while end > start and (name := ("##" if start else "") + word[start:end]) not in self._ids:
                end -= 1
            if end == start:
                return (self._unknown,)
            found.append(self._ids[name])
            start = end
        return tuple(found)


def read_vocabulary(path: Path) -> dict[str, int]:
    """Return the pieces of a vocabulary file, one a line, with their ids."""
    return {piece: number for number, piece in enumerate(path.read_text(encoding="utf-8").splitlines())}


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(mark for mark in decomposed if unicodedata.category(mark) not in ("Mn", "Cf"))
