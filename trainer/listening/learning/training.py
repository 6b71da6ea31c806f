"""How the listener learns: labelled replies in, what was learned out.

1. Every reply is read as terms and weighed. 2. A ridge learns all moves from all authors at once, and tells for each
author what it would have said without that author. 3. Those honest scores, with the encoder's, are joined into
calibrated probabilities and limits, on the measured authors only: of the others the encoder has no honest scores.
4. Each move's weights are refined with the examples written for that very move.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import vstack

from trainer.content.moves import Move
from trainer.content.replies import LabelledReply
from trainer.listening.learning.corpus import NAMES, Authors, Corpus, Tell, encoded_replies, read_corpus, row_of
from trainer.listening.learning.encoder import ReadsReplies
from trainer.listening.learning.fusion import Floats, fit_by_group, fit_fusion, probabilities
from trainer.listening.learning.learned import Joined, Learned, Weights, packed
from trainer.listening.learning.limits import fit_limits
from trainer.listening.learning.ridge import (
    inverse_of,
    leave_groups_out,
    matrix_of,
    refined,
    shares_without,
    weights_of,
)
from trainer.listening.reading import Reader


@dataclass(frozen=True)
class Sources:
    """What each source says of the measured replies, none of it learned from their own author.

    `inputs` is replies × (sources × moves), `odds` what a fusion fitted without their author makes of it.
    """

    inputs: Floats
    odds: Floats


@dataclass(frozen=True)
class Study:
    """A corpus studied once: from it comes what is learned from all authors, or from all but one.

    `groups` are the authors of the measured replies, in the order of `alone` and `with_encoder`.
    """

    corpus: Corpus
    inverse: Floats
    groups: tuple[str, ...]
    alone: Sources
    with_encoder: Sources | None


def study(reader: Reader, encoder: ReadsReplies | None, authors: Authors, tell: Tell) -> Study:
    """Return the replies of `authors` studied."""
    corpus = read_corpus(reader, authors, tell)
    tell("Learning the moves …")
    inverse = inverse_of(corpus.matrix)
    scores = leave_groups_out(inverse, targets_of(corpus.made), corpus.authors)[corpus.measured]
    groups = tuple(author for author, measured in zip(corpus.authors, corpus.measured, strict=True) if measured)
    made = corpus.made[corpus.measured]
    with_encoder = None
    if encoder:
        tell("Asking the encoder …")
        measured = [reply for reply, measured in zip(corpus.replies, corpus.measured, strict=True) if measured]
        with_encoder = _sources(np.hstack([scores, encoded_replies(encoder, measured)]), made, groups)
    return Study(corpus, inverse, groups, _sources(scores, made, groups), with_encoder)


def learn(reader: Reader, encoder: ReadsReplies | None, authors: Authors, digest: str, tell: Tell) -> Learned:
    """Return what the listener learns from `authors` and from the examples of the move files."""
    studied = study(reader, encoder, authors, tell)
    learned = learned_from(studied, digest)
    tell("Refining each move with its own examples …")
    shares = studied.inverse @ targets_of(studied.corpus.made)
    for column, name in enumerate(NAMES):
        examples = examples_of(reader.moves[name])
        weights, constant = refine(reader, studied.corpus, column, examples, shares[:, column])
        learned = with_column(learned, column, weights, constant, digest)
    return learned


def learned_from(studied: Study, digest: str, without: str = "") -> Learned:
    """Return what is learned from all authors but `without`."""
    corpus = studied.corpus
    rows = np.array([author != without for author in corpus.authors])
    shares = shares_without(studied.inverse, targets_of(corpus.made), rows)
    weights, constants = weights_of(corpus.matrix[rows], shares)
    made = corpus.made[corpus.measured]
    kept = np.array([group != without for group in studied.groups])
    return Learned(
        digest,
        NAMES,
        corpus.vectorizer.rarity,
        packed(weights, constants),
        _joined(studied.alone, made, kept),
        _joined(studied.with_encoder, made, kept) if studied.with_encoder else None,
    )


def targets_of(made: NDArray[np.bool_]) -> Floats:
    """Return 1 where a move was made and −1 where not."""
    return np.where(made, 1, -1).astype(np.float32)


def refine(
    reader: Reader,
    corpus: Corpus,
    column: int,
    examples: Sequence[LabelledReply],
    shares: Floats | None = None,
) -> tuple[Floats, float]:
    """Return the weights and constant of one move, learned from the corpus and from `examples` of this move.

    `shares`, one a row of the corpus, are where the fit may start from.
    """
    rows = [row_of(reader, corpus.vectorizer, one) for one in examples]
    matrix = vstack([corpus.matrix, matrix_of(rows)]).tocsr() if rows else corpus.matrix
    made = np.concatenate([corpus.made[:, column], [NAMES[column] in one.moves for one in examples]]).astype(bool)
    certain = np.arange(len(made)) >= len(corpus.replies)
    start = np.zeros(len(made), np.float32)
    if shares is not None:
        start[: len(shares)] = shares
    return refined(matrix, targets_of(made), start, certain=certain)


def with_column(learned: Learned, column: int, values: Floats, constant: float, digest: str) -> Learned:
    """Return `learned` with the weights of one move replaced."""
    old = learned.weights
    new = packed(values[:, None], np.array([constant], np.float32))
    all_values, scales, constants = old.values.copy(), old.scales.copy(), old.constants.copy()
    all_values[:, column] = new.values[:, 0]
    scales[column], constants[column] = new.scales[0], new.constants[0]
    return replace(learned, digest=digest, weights=Weights(all_values, scales, constants))


def examples_of(move: Move) -> list[LabelledReply]:
    """Return the examples and non-examples of a move's file as replies that speak of this move only."""
    judged = frozenset({move.id})
    texts = [(one, judged) for one in move.examples] + [(one, frozenset[str]()) for one in move.non_examples]
    return [
        LabelledReply(
            id=f"{move.id[:30]} {number}",
            caller=one.caller,
            raised=one.raised,
            reply=one.text,
            moves=moves,
            judged=judged,
        )
        for number, (one, moves) in enumerate(texts)
    ]


def _sources(inputs: Floats, made: NDArray[np.bool_], groups: Sequence[str]) -> Sources:
    return Sources(inputs, fit_by_group(inputs, made, groups))


def _joined(sources: Sources, made: NDArray[np.bool_], kept: NDArray[np.bool_]) -> Joined:
    limits = fit_limits(probabilities(sources.odds[kept]), made[kept], NAMES)
    return Joined(fit_fusion(sources.inputs[kept], made[kept]), limits)
