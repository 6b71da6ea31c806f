"""A trial: replies with their true moves, and what each contender hears in them without knowing their author."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from trainer.content.replies import LabelledReply
from trainer.listening.cue_listener import CueListener
from trainer.listening.evaluation.metrics import Table
from trainer.listening.learned_listener import LearnedListener
from trainer.listening.learning.corpus import NAMES, Authors, context_of, made_in
from trainer.listening.learning.encoder import ReadsReplies
from trainer.listening.learning.learned import Learned
from trainer.listening.learning.training import Study, learned_from
from trainer.listening.listener import Hearing, Listener
from trainer.listening.reading import Reader

_SAME_AUTHOR = 0.5  # a file that shares this share of its replies with a shipped one is by the same author
_PLAIN_LIMIT = 0.25


@dataclass(frozen=True)
class Trial:
    """What one contender heard: `heard` and, if it gives any, `chances`, replies × moves; `milliseconds` a reply."""

    name: str
    heard: Table
    chances: NDArray[np.float32] | None = None
    hearings: tuple[Hearing, ...] = ()
    milliseconds: NDArray[np.float64] | None = None


@dataclass(frozen=True)
class Measured:
    """The replies measured on, in order, and for each author which shipped author must not have been learned from."""

    replies: tuple[LabelledReply, ...]
    authors: tuple[str, ...]
    known_as: dict[str, str]

    @property
    def made(self) -> Table:
        """Which moves each reply makes."""
        return made_in(self.replies)

    def by(self, author: str) -> NDArray[np.bool_]:
        """Which rows are by `author`."""
        return np.array([one == author for one in self.authors])


def measured_replies(data: Authors, shipped: Authors) -> Measured:
    """Return the replies of `data`, each author matched with the shipped author of the same replies, if any."""
    pairs = [(author, reply) for author in sorted(data) for reply in data[author]]
    known = {author: _known_as(replies, shipped) for author, replies in data.items()}
    return Measured(tuple(reply for _, reply in pairs), tuple(author for author, _ in pairs), known)


def listener_trial(
    reader: Reader, encoder: ReadsReplies | None, studied: Study, full: Learned, measured: Measured
) -> Trial:
    """Return what the listener hears, for each author after learning from all others only.

    `encoder` must not have learned from the authors measured either (`held_out.py`).
    """
    name = "listener" if encoder else "listener without encoder"
    chances = np.zeros((len(measured.replies), len(NAMES)), np.float32)
    hearings: list[Hearing] = [Hearing()] * len(measured.replies)
    took = np.zeros(len(measured.replies))
    for author, known in measured.known_as.items():
        listener = LearnedListener(reader, encoder, learned_from(studied, "", known) if known else full)
        for row in np.flatnonzero(measured.by(author)).tolist():
            reply = measured.replies[row]
            began = perf_counter()
            chances[row], hearings[row] = listener.weigh(reply.reply, context_of(reply))
            took[row] = (perf_counter() - began) * 1000
    return Trial(name, heard_in(hearings), chances, tuple(hearings), took)


def cue_trial(reader: Reader, measured: Measured) -> Trial:
    """Return what the cues alone hear. They were written with these replies in sight, which flatters them."""
    listener: Listener = CueListener(reader)
    hearings = [listener.hear(reply.reply, context_of(reply)) for reply in measured.replies]
    return Trial("cues alone", heard_in(hearings), hearings=tuple(hearings))


def majority_trial(measured: Measured) -> Trial:
    """Return the guess that knows only how often moves are made: the commonest one, always."""
    common = Counter(move for reply in measured.replies for move in reply.moves).most_common(1)
    heard = np.zeros(measured.made.shape, dtype=bool)
    for move, _ in common:
        heard[:, NAMES.index(move)] = True
    return Trial("majority", heard)


def plain_trial(measured: Measured, shipped: Authors) -> Trial:
    """Return what TF-IDF of words and word pairs with logistic regression hears, one limit (0.25) for all moves."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # slow, and for measuring only

    chances = np.zeros(measured.made.shape, np.float32)
    for author, known in measured.known_as.items():
        taught = [reply for name, replies in shipped.items() if name != known for reply in replies]
        rows = np.flatnonzero(measured.by(author))
        words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        seen = words.fit_transform([reply.reply for reply in taught])
        unseen = words.transform([measured.replies[row].reply for row in rows])
        made = made_in(taught)
        for column in range(len(NAMES)):
            chances[rows, column] = _plain(seen, made[:, column], unseen)
    return Trial("plain TF-IDF + logistic regression", chances >= _PLAIN_LIMIT, chances)


def heard_in(hearings: Sequence[Hearing]) -> Table:
    """Return which moves were asserted in each hearing."""
    asserted = [{one.move for one in hearing.moves} for hearing in hearings]
    return np.array([[name in moves for name in NAMES] for moves in asserted], dtype=bool).reshape(-1, len(NAMES))


def rows_where(replies: Sequence[LabelledReply], holds: Callable[[LabelledReply], bool]) -> NDArray[np.bool_]:
    """Return which rows hold."""
    return np.fromiter((holds(reply) for reply in replies), dtype=bool, count=len(replies))


def confusions(measured: Measured, heard: Table) -> Iterator[tuple[str, str, str]]:
    """Yield, for each wrong assertion, the move heard, what was made instead ("nothing" if so) and the reply's id."""
    made = measured.made
    for row, column in zip(*np.nonzero(heard & ~made), strict=True):
        missed = [NAMES[other] for other in np.flatnonzero(made[row] & ~heard[row])]
        for move in missed or (["nothing"] if not made[row].any() else ["something else"]):
            yield NAMES[column], move, measured.replies[row].id


def _plain(seen: object, made: NDArray[np.bool_], unseen: object) -> NDArray[np.float32]:
    from sklearn.linear_model import LogisticRegression  # slow, and for measuring only

    if not made.any():
        return np.zeros(1, np.float32)
    fit = LogisticRegression(C=10, solver="liblinear", max_iter=200).fit(seen, made)
    return np.asarray(fit.predict_proba(unseen)[:, 1], dtype=np.float32)


def _known_as(replies: Sequence[LabelledReply], shipped: Authors) -> str:
    """Return the shipped author who wrote at least half of `replies`; empty if nobody did."""
    texts = {(reply.caller, reply.reply) for reply in replies}
    shares = {
        author: len(texts & {(reply.caller, reply.reply) for reply in theirs}) / max(1, len(texts))
        for author, theirs in shipped.items()
    }
    best = max(shares, key=lambda author: shares[author], default="")
    return best if best and shares[best] >= _SAME_AUTHOR else ""
