"""How a trainee's calls go over time, each dimension with what so few calls leave unsure. Nobody is ranked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from scipy.special import betaincinv

from trainer.content.moves import HARMFUL_MOVES, MOVES
from trainer.scoring.dimensions import HIGHEST

LOOKED_AT = 5  # calls, the latest ones; what was earlier says little of today
RECENT = 3
Scores = Mapping[str, int | None]  # of one call, 0–4 by dimension, None where it did not come up
_LIKELY = 0.8


@dataclass(frozen=True)
class Range:
    """Where a dimension likely is, 0–4: four times out of five in `low`–`high`; `calls` is what that rests on."""

    low: float
    high: float
    calls: int


@dataclass(frozen=True)
class Point:
    """One call in a dimension: its score, 0–4, and where the dimension likely was by then."""

    call: int
    score: int
    likely: Range


@dataclass(frozen=True)
class MovesOverTime:
    """Moves that came or went: gained and lost good ones, harmful ones left behind or come back."""

    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    left_behind: tuple[str, ...] = ()
    crept_in: tuple[str, ...] = ()


def likely(scores: Sequence[int]) -> Range:
    """Return where the score behind `scores` (0–4 each, at least one) likely is.

    A call counts as one observation of a share, with Jeffreys' prior: wide after one call, narrower with each. Where
    every call scored the least or the most, the range reaches as far (Brown, Cai and DasGupta, 2001).
    """
    share = sum(scores) / HIGHEST
    above, below = share + 0.5, len(scores) - share + 0.5
    tail = (1 - _LIKELY) / 2
    low, high = (HIGHEST * float(betaincinv(above, below, at)) for at in (tail, 1 - tail))
    return Range(low if share > 0 else 0.0, high if share < len(scores) else float(HIGHEST), len(scores))


def points(calls: Sequence[Scores], dimension: str) -> tuple[Point, ...]:
    """Return a dimension along `calls`, oldest first; calls in which it did not come up are left out."""
    found = [(number, one.get(dimension)) for number, one in enumerate(calls, start=1)]
    scored = [(number, score) for number, score in found if score is not None]
    scores = [score for _, score in scored]
    return tuple(
        Point(number, score, likely(scores[max(0, index + 1 - LOOKED_AT) : index + 1]))
        for index, (number, score) in enumerate(scored)
    )


def moves_over_time(calls: Sequence[Collection[str]]) -> MovesOverTime:
    """Return the moves that came or went between the earlier calls and the latest three.

    `calls` are the moves of each call, oldest first. A move has come when at least two of the latest three make it and
    at most a third of those before; with fewer than two before, there is nothing to say.
    """
    earlier, recent = calls[:-RECENT], calls[-RECENT:]
    if len(earlier) < 2:
        return MovesOverTime()

    def share(among: Sequence[Collection[str]], move: str) -> float:
        return sum(move in one for one in among) / len(among)

    shares = {move: (share(earlier, move), share(recent, move)) for move in sorted(MOVES)}
    came = [move for move, (before, now) in shares.items() if now > 0.6 and before < 0.34]
    went = [move for move, (before, now) in shares.items() if before > 0.6 and now < 0.34]
    return MovesOverTime(
        gained=tuple(move for move in came if move not in HARMFUL_MOVES),
        lost=tuple(move for move in went if move not in HARMFUL_MOVES),
        left_behind=tuple(move for move in went if move in HARMFUL_MOVES),
        crept_in=tuple(move for move in came if move in HARMFUL_MOVES),
    )
