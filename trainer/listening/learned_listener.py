"""The listener: hears moves by what was learned from labelled replies, and shows the words that made each."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from trainer.listening.evidence import Spread, evidence_for
from trainer.listening.language import language_of
from trainer.listening.learning.encoder import SILENT, Encoded, ReadsReplies
from trainer.listening.learning.fusion import DECIMALS, Floats, probabilities
from trainer.listening.learning.learned import Joined, Learned
from trainer.listening.learning.vectorizer import Row, Vectorizer
from trainer.listening.listener import Context, Heard, Hearing, said_why
from trainer.listening.reading import Reader, Reading
from trainer.listening.terms import Term, terms_in

_CUE_ADDS = 1.5  # log-odds that a sure cue adds to its words when the words of a move are looked for
# What is longer than any reply or line in a call is heard as far as this, so that nothing can stall the listener.
_LONGEST, _LONGEST_BEFORE = 20_000, 4_000


@dataclass(frozen=True)
class _Weighed:
    """One reply as it was weighed: kept for showing which words made a move."""

    reading: Reading
    terms: Sequence[Term]
    row: Row
    encoded: Encoded | None

    @cached_property
    def spread(self) -> Spread:
        """What spreads over the words; made only where a move was heard."""
        return Spread(self.reading, self.terms)


class LearnedListener:
    """Hears moves in replies; without `encoder` a little worse."""

    def __init__(self, reader: Reader, encoder: ReadsReplies | None, learned: Learned) -> None:
        self._reader = reader
        self._learned = learned
        self._vectorizer = Vectorizer(learned.rarity)
        self._encoder = encoder if learned.with_encoder else None
        self._joined: Joined = learned.with_encoder if encoder and learned.with_encoder else learned.alone

    @cached_property
    def hash(self) -> str:
        """Hex digest of what was learned and of which sources are listened to."""
        sources = b"encoder" if self._encoder else b"alone"
        return hashlib.sha256(self._learned.digest.encode() + sources).hexdigest()

    def hear(self, reply: str, context: Context) -> Hearing:
        """Return what `reply` does, each move once, in the order of their words."""
        return self.weigh(reply, context)[1]

    def weigh(self, reply: str, context: Context) -> tuple[Floats, Hearing]:
        """Return the probability of every move (0–1, in the order of their names) and what is heard."""
        reply, context = reply[:_LONGEST], Context(context.caller[-_LONGEST_BEFORE:], context.raised)
        language = language_of(reply)
        reading = self._reader.read(reply, context)
        if language != "en" or not reading.words:
            return np.zeros(len(self._learned.moves), np.float32), Hearing(language=language)
        terms = terms_in(reading)
        encoded = self._encoder.read(reply, context) if self._encoder else None
        weighed = _Weighed(reading, terms, self._vectorizer.row(terms), encoded)
        chances = probabilities(self._joined.fusion.odds(self._scores(weighed)))
        limits = self._joined.limits
        columns = np.flatnonzero(chances >= np.minimum(limits.maybe, limits.sure)).tolist()
        heard = [self._heard(weighed, column, float(chances[column])) for column in columns]
        return chances, Hearing(tuple(sorted(heard, key=lambda one: (one.start, one.end, one.move))))

    def _scores(self, weighed: _Weighed) -> Floats:
        weights, row = self._learned.weights, weighed.row
        sums = row.values.astype(np.float64) @ weights.values[row.buckets].astype(np.float64)  # whole numbers: exact
        scores = sums * weights.scales + weights.constants
        if not self._encoder:
            return np.asarray(scores, dtype=np.float32)
        silent = np.full(len(scores), SILENT, np.float32)
        return np.concatenate([scores, weighed.encoded.scores if weighed.encoded else silent])

    def _heard(self, weighed: _Weighed, column: int, chance: float) -> Heard:
        move = self._reader.moves[self._learned.moves[column]]
        start, end = evidence_for(weighed.reading, self._word_adds(weighed, column))
        quote = weighed.reading.reply[start:end]
        sure = bool(np.float32(chance) >= self._joined.limits.sure[column])
        return Heard(move.id, round(chance, DECIMALS), quote, start, end, said_why(move.heard_as, quote), sure)

    def _word_adds(self, weighed: _Weighed, column: int) -> np.typing.NDArray[np.float64]:
        """Return what each word adds to the log-odds of one move: by its terms, by the encoder, by sure cues."""
        slopes, weights = self._joined.fusion.slopes[:, column], self._learned.weights
        values = weights.values[weighed.row.at, column].astype(np.float64) * weighed.row.parts
        adds = weighed.spread.terms(values * float(slopes[column] * weights.scales[column]))
        if weighed.encoded:
            slope = float(slopes[len(self._learned.moves) + column])
            adds += weighed.spread.spans(
                weighed.encoded.spans, weighed.encoded.shares[:, column].astype(np.float64) * slope
            )
        name = self._learned.moves[column]
        for number, hits in enumerate(weighed.reading.hits):
            sure = max((hit for hit in hits if hit.move == name), key=lambda hit: hit.sure, default=None)
            if sure:
                adds += weighed.spread.cue(number, sure.first, sure.last, _CUE_ADDS * sure.sure)
        return adds
