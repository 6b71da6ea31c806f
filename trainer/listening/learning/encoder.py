"""The sentence encoder: a small transformer that reads a reply after the caller's line and weighs every word for
every move. It ships with the project.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from trainer.errors import ListenerError
from trainer.listening.learning.products import load_products
from trainer.listening.learning.transformer import Transformer
from trainer.listening.learning.wordpiece import WordPiece, read_vocabulary
from trainer.listening.listener import Context

MODEL_FILE, PRODUCTS_FILE, VOCABULARY_FILE = "encoder.npz", "products.onnx", "vocab.txt"
SHIPPED = Path(__file__).resolve().parents[1] / "shipped"
SILENT = -8.0  # log-odds of every move where there is nothing to read
TOPICS = ("police", "exit", "suicide", "faith", "children", "drugs")
_CALLER_PIECES = 24  # the end of the line decides most; more costs time at every reply
_REPLY_PIECES = 256  # longer replies are read in parts

Piece = tuple[int, int, int]


@dataclass(frozen=True)
class Encoded:
    """What the encoder made of one reply.

    `scores` are log-odds by move (sorted by name). `shares`, pieces × moves, say what each piece of the reply adds
    to them; piece i stands at `spans[i]` (start and end in the reply).
    """

    scores: NDArray[np.float32]
    shares: NDArray[np.float32]
    spans: tuple[tuple[int, int], ...]


class ReadsReplies(Protocol):
    """What the listener needs of an encoder."""

    def read(self, reply: str, context: Context) -> Encoded | None:
        """Return what is made of `reply` in its context; None for a reply without a piece."""


class Encoder:
    """Reads replies; made by `load_encoder`."""

    def __init__(self, transformer: Transformer, pieces: WordPiece) -> None:
        self._transformer = transformer
        self._pieces = pieces

    def read(self, reply: str, context: Context) -> Encoded | None:
        """Return what the encoder makes of `reply` in its context; None for a reply without a piece."""
        before = opening(self._pieces, context)
        pieces = self._pieces.pieces(reply)
        parts = [pieces[start : start + _REPLY_PIECES] for start in range(0, len(pieces), _REPLY_PIECES)]
        read = [self._part(before, part) for part in parts]
        if not read:
            return None
        return Encoded(
            np.max([scores for scores, _ in read], axis=0),
            np.concatenate([shares for _, shares in read]),
            tuple((start, end) for _, start, end in pieces),
        )

    def _part(self, before: list[int], part: list[Piece]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        scores, shares = self._transformer.read(before, closed(self._pieces, part))
        return scores, shares[: len(part)]


def opening(pieces: WordPiece, context: Context) -> list[int]:
    """Return the ids that stand before a reply: the topics raised and the end of the caller's line."""
    topics = [pieces.id_of(topic) for topic in TOPICS if topic in context.raised]
    line = [piece for piece, _, _ in pieces.pieces(context.caller)][-_CALLER_PIECES:]
    return [pieces.id_of("[CLS]"), *topics, pieces.id_of("[SEP]"), *line, pieces.id_of("[SEP]")]


def closed(pieces: WordPiece, part: list[Piece]) -> list[int]:
    """Return the ids of a reply, or of a part of one, and of the mark that closes it."""
    return [*(piece for piece, _, _ in part), pieces.id_of("[SEP]")]


def load_encoder(folder: Path = SHIPPED) -> Encoder | None:
    """Return the shipped encoder; None where it is not installed. Raises ListenerError if it cannot be read."""
    model = folder / MODEL_FILE
    if not model.is_file():
        return None
    try:
        with np.load(model, allow_pickle=False) as stored:
            transformer = Transformer(stored, load_products(folder / PRODUCTS_FILE))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise ListenerError(f"{model}: the encoder cannot be read ({type(error).__name__}).") from None
    return Encoder(transformer, WordPiece(read_vocabulary(folder / VOCABULARY_FILE)))
