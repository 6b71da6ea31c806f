"""The one listener of a process: read, learned and ready."""

from pathlib import Path

from trainer.content.moves import MOVES_FOLDER
from trainer.content.replies import REPLIES_FOLDER
from trainer.listening.learned_listener import LearnedListener
from trainer.listening.learning.encoder import load_encoder
from trainer.listening.learning.kept import learned_for
from trainer.listening.reading import load_reader


def load_listener(
    moves: Path = MOVES_FOLDER, replies: Path = REPLIES_FOLDER, *, use_encoder: bool = True
) -> LearnedListener:
    """Return the listener that has learned from the files in `moves` and `replies`.

    Raises ContentError with what is wrong in them. Where they have changed since it last learned, it learns anew,
    with progress on standard error.
    """
    reader = load_reader(moves)
    encoder = load_encoder() if use_encoder else None
    return LearnedListener(reader, encoder, learned_for(reader, replies))
