"""A trial of a language model as listener: what it hears, and what its answers were worth."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from trainer.content.replies import LabelledReply
from trainer.listening.evaluation.trial import Measured, Trial, heard_in
from trainer.listening.learning.corpus import Tell, context_of
from trainer.listening.listener import Heard
from trainer.listening.model_listener import Marked, ModelListener

_TOLD_EVERY = 10  # replies


@dataclass(frozen=True)
class Worth:
    """What a model's answers were worth: counts, and shares 0–1 (nan of none).

    `surely_right` and `maybe_right` are the shares of moves heard surely, or perhaps, that were made; the model's
    confidences can be held against them.
    """

    answers: int
    unreadable: int
    marks: int
    void: int
    heard_surely: int
    surely_right: float
    heard_perhaps: int
    maybe_right: float


def model_trial(listener: ModelListener, measured: Measured, tell: Tell) -> tuple[Trial, Worth]:
    """Return what the model hears and what its answers were worth; raises ModelFault where it does not answer."""
    marked: list[Marked] = []
    took = np.zeros(len(measured.replies))
    for row, reply in enumerate(measured.replies):
        began = perf_counter()
        marked.append(listener.marked(reply.reply, context_of(reply)))
        took[row] = (perf_counter() - began) * 1000
        if len(marked) % _TOLD_EVERY == 0:
            tell(f"The model has heard {len(marked)} of {len(measured.replies)} replies …")
    hearings = tuple(one.hearing for one in marked)
    return Trial("model", heard_in(hearings), hearings=hearings, milliseconds=took), _worth(measured.replies, marked)


def _worth(replies: Sequence[LabelledReply], marked: Sequence[Marked]) -> Worth:
    sure = list(_right(replies, (one.hearing.moves for one in marked)))
    maybe = list(_right(replies, (one.hearing.maybe for one in marked)))
    return Worth(
        answers=sum(one.answers for one in marked),
        unreadable=sum(one.unreadable for one in marked),
        marks=sum(one.marks for one in marked),
        void=sum(one.void for one in marked),
        heard_surely=len(sure),
        surely_right=float(np.mean(sure)) if sure else float("nan"),
        heard_perhaps=len(maybe),
        maybe_right=float(np.mean(maybe)) if maybe else float("nan"),
    )


def _right(replies: Sequence[LabelledReply], heard: Iterable[Sequence[Heard]]) -> Iterable[bool]:
    """Yield, for each move heard, whether the reply makes it."""
    for reply, moves in zip(replies, heard, strict=True):
        yield from (one.move in reply.moves for one in moves)
