"""Labelled replies read once, as numbers: what is learned from, and kept so that teaching takes seconds."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from trainer.content.moves import MOVES
from trainer.content.replies import MEASURED_AUTHORS, LabelledReply
from trainer.listening.learning.encoder import SILENT, ReadsReplies
from trainer.listening.learning.fusion import Floats
from trainer.listening.learning.ridge import matrix_of
from trainer.listening.learning.vectorizer import BUCKETS, Row, Vectorizer, fit_vectorizer
from trainer.listening.listener import Context
from trainer.listening.reading import Reader
from trainer.listening.terms import terms_in

NAMES: tuple[str, ...] = tuple(sorted(MOVES))

Tell = Callable[[str], None]
Authors = Mapping[str, Sequence[LabelledReply]]


@dataclass(frozen=True)
class Corpus:
    """`replies` with their `authors`; `matrix` is replies × buckets, `made` replies × moves (by name)."""

    replies: tuple[LabelledReply, ...]
    authors: tuple[str, ...]
    vectorizer: Vectorizer
    matrix: csr_matrix
    made: NDArray[np.bool_]

    @property
    def measured(self) -> NDArray[np.bool_]:
        """Which rows are by the authors on whom everything is measured."""
        return np.array([author in MEASURED_AUTHORS for author in self.authors])


def read_corpus(reader: Reader, authors: Authors, tell: Tell) -> Corpus:
    """Return the replies of `authors`, read and weighed."""
    pairs = _in_order(authors)
    replies = tuple(reply for _, reply in pairs)
    tell(f"Reading {len(replies):,} labelled replies …")
    terms = [terms_in(reader.read(reply.reply, context_of(reply))) for reply in replies]
    vectorizer = fit_vectorizer(terms)
    matrix = matrix_of([vectorizer.row(some) for some in terms])
    return Corpus(replies, tuple(author for author, _ in pairs), vectorizer, matrix, made_in(replies))


def row_of(reader: Reader, vectorizer: Vectorizer, reply: LabelledReply) -> Row:
    """Return one more reply as a row like those of a corpus."""
    return vectorizer.row(terms_in(reader.read(reply.reply, context_of(reply))))


def context_of(reply: LabelledReply) -> Context:
    """Return the context in which a labelled reply was said."""
    return Context(reply.caller, frozenset(reply.raised))


def made_in(replies: Sequence[LabelledReply]) -> NDArray[np.bool_]:
    """Return which moves (columns, by name) each reply makes."""
    return np.array([[name in reply.moves for name in NAMES] for reply in replies], dtype=bool).reshape(-1, len(NAMES))


def encoded_replies(encoder: ReadsReplies, replies: Sequence[LabelledReply]) -> Floats:
    """Return the encoder's log-odds, replies × moves."""
    return np.array([encoder_scores(encoder, reply.reply, context_of(reply)) for reply in replies], dtype=np.float32)


def encoder_scores(encoder: ReadsReplies, reply: str, context: Context) -> Floats:
    """Return the encoder's log-odds by move for one reply."""
    read = encoder.read(reply, context)
    return read.scores if read else np.full(len(NAMES), SILENT, dtype=np.float32)


def save_corpus(corpus: Corpus, path: Path) -> None:
    """Keep the numbers of `corpus`; its replies are in their files."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    matrix = corpus.matrix
    with part.open("wb") as file:
        np.savez(
            file,
            ids=np.frombuffer(json.dumps([reply.id for reply in corpus.replies]).encode(), dtype=np.uint8),
            rarity=corpus.vectorizer.rarity,
            values=matrix.data,
            buckets=matrix.indices,
            ends=matrix.indptr,
        )
    part.replace(path)


def load_corpus(path: Path, authors: Authors) -> Corpus | None:
    """Return the corpus kept at `path` if it is that of `authors`, else None."""
    pairs = _in_order(authors)
    replies = tuple(reply for _, reply in pairs)
    try:
        with np.load(path, allow_pickle=False) as stored:
            if json.loads(bytes(stored["ids"])) != [reply.id for reply in replies]:
                return None
            shape = (len(replies), BUCKETS)
            matrix = csr_matrix((stored["values"], stored["buckets"], stored["ends"]), shape=shape)
            vectorizer = Vectorizer(stored["rarity"])
    except (OSError, ValueError, KeyError, EOFError):
        return None
    return Corpus(replies, tuple(author for author, _ in pairs), vectorizer, matrix, made_in(replies))


def _in_order(authors: Authors) -> list[tuple[str, LabelledReply]]:
    return [(author, reply) for author in sorted(authors) for reply in authors[author]]
