"""Where what was learned is found: shipped with the project, kept from before, or learned now with progress shown.

Each file is named by the digest of everything it was learned from, so that a changed cue or example is never missed.
"""

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from trainer.content.replies import OWN_FILE, REPLIES_FOLDER, LabelledReply, load_replies, read_replies, reply_line
from trainer.errors import ContentError, ListenerError
from trainer.listening.learning.corpus import NAMES, Authors, Corpus, Tell, load_corpus, read_corpus, save_corpus
from trainer.listening.learning.encoder import SHIPPED
from trainer.listening.learning.held_out import encoder_digest, load_held_out_encoder
from trainer.listening.learning.learned import Learned, load_learned, save_learned
from trainer.listening.learning.training import examples_of, learn, refine, with_column
from trainer.listening.reading import Reader
from trainer.places import data_folder

LEARNING_VERSION = b"learned-3"  # to be raised when the code changes what is learned from the same files
SHIPPED_FILE = SHIPPED / "learned.npz"


def say_progress(line: str) -> None:
    """Show a progress line on standard error."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def learned_for(reader: Reader, replies: Path = REPLIES_FOLDER, tell: Tell = say_progress) -> Learned:
    """Return what was learned from `replies`, the organisation's own among them; learns it now where it is not kept.

    Raises ContentError if a line of the replies cannot be used.
    """
    digest = base_digest(reader, replies)
    learned = _found(digest, SHIPPED_FILE, kept_at(digest))
    if learned is None:
        tell("The moves or their examples have changed; the listener learns them anew. This takes some minutes, once.")
        learned = learn(reader, load_held_out_encoder(), shipped_replies(replies), digest, tell)
        save_learned(learned, kept_at(digest))
    own = own_replies(replies)
    return with_own(reader, learned, own, replies, tell) if own else learned


def with_own(reader: Reader, base: Learned, own: Sequence[LabelledReply], replies: Path, tell: Tell) -> Learned:
    """Return `base` with the organisation's own examples learned as well."""
    digest = _own_digest(base.digest, own)
    if learned := _found(digest, kept_at(digest)):
        return learned
    corpus = corpus_of(reader, replies, tell)
    learned = base
    for name in sorted({name for one in own for name in one.judged or NAMES}):
        examples = [*examples_of(reader.moves[name]), *(one for one in own if one.judged is None or name in one.judged)]
        values, constant = refine(reader, corpus, NAMES.index(name), examples)
        learned = with_column(learned, NAMES.index(name), values, constant, digest)
    save_learned(learned, kept_at(digest))
    return learned


def corpus_of(reader: Reader, replies: Path = REPLIES_FOLDER, tell: Tell = say_progress) -> Corpus:
    """Return the shipped replies as numbers, read once and then kept."""
    authors = shipped_replies(replies)
    path = data_folder() / "listener" / f"corpus-{base_digest(reader, replies)[:32]}.npz"
    corpus = load_corpus(path, authors)
    if corpus is None:
        corpus = read_corpus(reader, authors, tell)
        save_corpus(corpus, path)
    return corpus


def shipped_replies(replies: Path = REPLIES_FOLDER) -> Authors:
    """Return the replies by author without the organisation's own; raises ContentError."""
    return {author: rows for author, rows in load_replies(replies).items() if author != Path(OWN_FILE).stem}


def own_replies(replies: Path = REPLIES_FOLDER) -> tuple[LabelledReply, ...]:
    """Return what this organisation has taught, oldest first; raises ContentError."""
    path = replies / OWN_FILE
    if not path.is_file():
        return ()
    file = read_replies(path)
    if file.problems:
        raise ContentError(file.problems)
    return file.replies


def base_digest(reader: Reader, replies: Path = REPLIES_FOLDER) -> str:
    """Return the hex digest of everything the base is learned from."""
    digest = hashlib.sha256(LEARNING_VERSION + reader.fingerprint() + encoder_digest().encode())
    for move in reader.moves.values():
        for example in examples_of(move):
            digest.update(reply_line(example).encode())
    for path in sorted(replies.glob("*.jsonl")):
        if path.name != OWN_FILE:
            digest.update(path.name.encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def kept_at(digest: str) -> Path:
    """Return where this installation keeps what was learned under `digest`."""
    return data_folder() / "listener" / f"{digest[:32]}.npz"


def _own_digest(base: str, own: Sequence[LabelledReply]) -> str:
    return hashlib.sha256("\n".join([base, *map(reply_line, own)]).encode()).hexdigest()


def _found(digest: str, *paths: Path) -> Learned | None:
    for path in paths:
        try:
            learned = load_learned(path)
        except ListenerError:
            continue
        if learned.digest == digest:
            return learned
    return None
