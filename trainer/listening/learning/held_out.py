"""What the encoder would have said of the measured replies had it never learned from their authors.

The shipped encoder has learned from all authors. Whatever is fitted or measured on the measured ones' replies asks for
these scores instead: those of encoders like it that learned without the author in question (`encoder_training.py`).
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from trainer.content.replies import LabelledReply
from trainer.errors import ListenerError
from trainer.listening.learning.encoder import MODEL_FILE, SHIPPED, Encoded, Encoder, load_encoder
from trainer.listening.learning.fusion import Floats
from trainer.listening.listener import Context

SCORES_FILE = "held_out.npz"

Scores = Mapping[bytes, Floats]


class HeldOutEncoder:
    """Reads as `encoder` does, but scores the replies in `scores` by encoders that had not seen their author.

    The shares of the pieces, which show words and decide nothing, stay those of `encoder`.
    """

    def __init__(self, encoder: Encoder, scores: Scores) -> None:
        self._encoder = encoder
        self._scores = scores

    def read(self, reply: str, context: Context) -> Encoded | None:
        """Return what is made of `reply` in its context; None for a reply without a piece."""
        read = self._encoder.read(reply, context)
        scores = self._scores.get(key_of(reply, context))
        return replace(read, scores=scores) if read and scores is not None else read


def load_held_out_encoder(folder: Path = SHIPPED) -> HeldOutEncoder | None:
    """Return the shipped encoder for learning and measuring; None where it is not installed.

    Raises ListenerError if its scores cannot be read.
    """
    encoder = load_encoder(folder)
    return HeldOutEncoder(encoder, load_scores(folder / SCORES_FILE)) if encoder else None


def save_scores(replies: Sequence[LabelledReply], scores: Floats, path: Path) -> None:
    """Write the log-odds, replies × moves, of `replies`."""
    keys = [key_of(reply.reply, Context(reply.caller, frozenset(reply.raised))) for reply in replies]
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            allow_pickle=False,
            keys=np.frombuffer(b"".join(keys), dtype=np.uint8),
            scores=scores.astype(np.float16),
        )


def load_scores(path: Path) -> Scores:
    """Return the log-odds by move of each reply, by its key; raises ListenerError if they cannot be read."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            scores = stored["scores"].astype(np.float32)
            keys = stored["keys"].reshape(len(scores), -1)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise ListenerError(f"{path}: the held-out scores cannot be read ({type(error).__name__}).") from None
    return {key.tobytes(): row for key, row in zip(keys, scores, strict=True)}


def key_of(reply: str, context: Context) -> bytes:
    """Return what a reply in its context is found by; it holds nothing of the words."""
    said = "\0".join([reply, context.caller, *sorted(context.raised)])
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest()[:12]


def encoder_digest(folder: Path = SHIPPED) -> str:
    """Return the hex digest of the shipped encoder and its held-out scores, empty if there is no encoder."""
    if not (folder / MODEL_FILE).is_file():
        return ""
    digest = hashlib.sha256()
    for name in (MODEL_FILE, SCORES_FILE):
        if (folder / name).is_file():
            digest.update(hashlib.sha256((folder / name).read_bytes()).digest())
    return digest.hexdigest()
