"""What more replies would bring: the ridge alone, learned from parts of the corpus, measured without authors."""

from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np

from trainer.content.replies import MEASURED_AUTHORS, LabelledReply
from trainer.listening.evaluation.metrics import macro_f1
from trainer.listening.learning.corpus import NAMES, Corpus
from trainer.listening.learning.fusion import fit_by_group, probabilities
from trainer.listening.learning.limits import fit_limits
from trainer.listening.learning.ridge import inverse_of, leave_groups_out
from trainer.listening.learning.training import targets_of

PARTS = (0.125, 0.25, 0.5, 1.0)


def learning_curve(corpus: Corpus, parts: Sequence[float] = PARTS) -> Iterator[tuple[int, float]]:
    """Yield, for each part, how many replies were learned from and the macro-F1 on its measured replies.

    Replies of one pair or call stay together. Without the encoder, which cannot be taught anew here.
    """
    for part in parts:
        rows = np.array([_in_part(reply, part) for reply in corpus.replies])
        authors = [author for author, kept in zip(corpus.authors, rows, strict=True) if kept]
        made = corpus.made[rows]
        scores = leave_groups_out(inverse_of(corpus.matrix[rows]), targets_of(made), authors)
        measured = np.array([author in MEASURED_AUTHORS for author in authors])
        groups = [author for author in authors if author in MEASURED_AUTHORS]
        chances = probabilities(fit_by_group(scores[measured], made[measured], groups))
        limits = fit_limits(chances, made[measured], NAMES)
        yield len(authors), macro_f1(made[measured], chances >= limits.sure)


def _in_part(reply: LabelledReply, part: float) -> bool:
    together = reply.call or reply.pair or reply.id
    return crc32(together.encode()) % 1000 < 1000 * part
