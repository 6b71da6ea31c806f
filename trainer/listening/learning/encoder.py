"""The sentence encoder: a small transformer that reads a reply after the caller's line and weighs every word for
every move. It ships with the project and runs in onnxruntime; without that the listener does without it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from trainer.listening.learning.wordpiece import WordPiece, read_vocabulary
from trainer.listening.listener import Context

MODEL_FILE, VOCABULARY_FILE = "encoder.onnx", "vocab.txt"
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

    def __init__(self, session: Any, pieces: WordPiece) -> None:
        self._session = session
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
        ids, kinds = inputs_of(self._pieces, before, part)
        scores, shares = self._session.run(
            None, {"ids": np.array([ids], dtype=np.int64), "kinds": np.array([kinds], dtype=np.int64)}
        )
        return scores[0], shares[0, len(before) : len(before) + len(part)]


def opening(pieces: WordPiece, context: Context) -> list[int]:
    """Return the ids that stand before a reply: the topics raised and the end of the caller's line."""
    topics = [pieces.id_of(topic) for topic in TOPICS if topic in context.raised]
    line = [piece for piece, _, _ in pieces.pieces(context.caller)][-_CALLER_PIECES:]
    return [pieces.id_of("[CLS]"), *topics, pieces.id_of("[SEP]"), *line, pieces.id_of("[SEP]")]


def inputs_of(pieces: WordPiece, before: list[int], part: list[Piece]) -> tuple[list[int], list[int]]:
    """Return ids, and kinds: 0 for what stands before, 1 for the reply and the mark that closes it."""
    ids = [*before, *(piece for piece, _, _ in part), pieces.id_of("[SEP]")]
    return ids, [0] * len(before) + [1] * (len(part) + 1)


def load_encoder(folder: Path = SHIPPED) -> Encoder | None:
    """Return the shipped encoder; None where onnxruntime or the model is not installed."""
    model = folder / MODEL_FILE
    try:
        import onnxruntime  # optional, and slow to import
    except ImportError:
        return None
    if not model.is_file():
        return None
    options = onnxruntime.SessionOptions()
    # One thread gives the same sums in the same order everywhere, and leaves the other cores to other trainees.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    return Encoder(session, WordPiece(read_vocabulary(folder / VOCABULARY_FILE)))
