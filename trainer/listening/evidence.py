"""Which words of a reply made a move: the run of clauses in one sentence that adds most to it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from trainer.listening.clauses import Clause
from trainer.listening.reading import Reading
from trainer.listening.terms import Term

_FEWEST_WORDS = 2

Floats = NDArray[np.float64]


class Spread:
    """Spreads what terms, pieces or cues add over the words of a reply; words are counted over all its sentences."""

    def __init__(self, reading: Reading, terms: Sequence[Term]) -> None:
        self._reading = reading
        ends = np.cumsum([0, *(len(sentence.words) for sentence in reading.sentences)])
        self.words = int(ends[-1])
        self._offsets = ends[:-1]
        placed = np.array([term[2:] for term in terms], dtype=np.int64).reshape(-1, 3)
        self._known = placed[:, 0] >= 0
        placed = placed[self._known]
        self._first = self._offsets[placed[:, 0]] + placed[:, 1]
        self._last = np.maximum(self._offsets[placed[:, 0]] + placed[:, 2], self._first + 1)

    def terms(self, adds: Floats) -> Floats:
        """Return what each word adds, given what each term adds."""
        return self._spread(self._first, self._last, adds[self._known])

    def spans(self, spans: Sequence[tuple[int, int]], adds: Floats) -> Floats:
        """Return what each word adds, given what stretches of characters add; each goes to the word it begins in."""
        starts = [word.start for sentence in self._reading.sentences for word in sentence.words]
        at = np.searchsorted(np.array(starts), [start for start, _ in spans], side="right") - 1
        at = np.clip(at, 0, self.words - 1)
        return self._spread(at, at + 1, adds)

    def cue(self, sentence: int, first: int, last: int, adds: float) -> Floats:
        """Return what each word adds, given what one cue adds."""
        offset = int(self._offsets[sentence])
        return self._spread(np.array([offset + first]), np.array([offset + last]), np.array([adds]))

    def _spread(self, first: NDArray[np.int64], last: NDArray[np.int64], adds: Floats) -> Floats:
        steps = np.zeros(self.words + 1)
        each = adds / (last - first)
        np.add.at(steps, first, each)
        np.add.at(steps, last, -each)
        return np.cumsum(steps)[:-1]


def evidence_for(reading: Reading, adds: Floats) -> tuple[int, int]:
    """Return start and end of the clauses that made a move, given what each word of the reply adds to it."""
    clauses = [(number, clause) for number, sentence in enumerate(reading.sentences) for clause in sentence.clauses]
    ends = np.cumsum([clause.last - clause.first for _, clause in clauses])
    sums = np.add.reduceat(adds, np.concatenate([[0], ends[:-1]])).tolist()
    first, last = _best_run([number for number, _ in clauses], sums)
    first, last = _long_enough(clauses, first, last)
    return clauses[first][1].start, clauses[last][1].end


def _best_run(sentences: Sequence[int], sums: Sequence[float]) -> tuple[int, int]:
    """Return the first and last clause of the run with the greatest sum that stays within one sentence."""
    best, run, begin, found = -np.inf, 0.0, 0, (0, 0)
    for index, adds in enumerate(sums):
        if index == 0 or sentences[index] != sentences[index - 1] or run <= 0:
            run, begin = 0.0, index
        run += adds
        if run > best:
            best, found = run, (begin, index)
    return found


def _long_enough(clauses: Sequence[tuple[int, Clause]], first: int, last: int) -> tuple[int, int]:
    """Return the run, widened within its sentence where it is a word or two that tell a reader nothing."""
    sentence = clauses[first][0]
    while clauses[last][1].last - clauses[first][1].first < _FEWEST_WORDS:
        if last + 1 < len(clauses) and clauses[last + 1][0] == sentence:
            last += 1
        elif first > 0 and clauses[first - 1][0] == sentence:
            first -= 1
        else:
            break
    return first, last
