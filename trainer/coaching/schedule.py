"""When a skill is due again: spaced repetition by FSRS. A skill that went badly comes back within a day or so."""

from datetime import datetime, timedelta
from math import inf
from typing import NamedTuple

from fsrs import Card, Rating, Scheduler, State

# Without steps of minutes every interval is of days: a skill is practised again on another day. Fuzz would make the
# same practice come back on different days.
_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=30, enable_fuzzing=False)
_LEAST_STABLE = 0.001  # days; these bounds are FSRS's own
_EASIEST, _HARDEST = 1.0, 10.0


class Scheduled(NamedTuple):
    """A skill's card, as JSON, and when it is due."""

    card: str
    due: datetime


def schedule(card: str | None, met: float, now: datetime) -> Scheduled:
    """Return when a skill is due again after a drill in which the share `met` (0–1) of the lines was met.

    `card` is what was returned the last time, None the first.
    """
    before = Card.from_json(card) if card else Card(card_id=0, due=now)
    after, _ = _SCHEDULER.review_card(before, _rating(met), review_datetime=now)
    due = max(after.due, now + timedelta(hours=12))
    return Scheduled(after.to_json(), due)


def is_schedule(card: str) -> bool:
    """Return whether `card`, from a file anybody may have written, is one that `schedule` takes."""
    try:
        before = Card.from_json(card)
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError):
        return False
    return (
        before.state is State.Review
        and before.stability is not None
        and _LEAST_STABLE <= before.stability < inf
        and before.difficulty is not None
        and _EASIEST <= before.difficulty <= _HARDEST
        and before.last_review is not None
        and before.last_review.utcoffset() == timedelta()
    )


def _rating(met: float) -> Rating:
    if met < 0.4:
        return Rating.Again
    return Rating.Hard if met < 0.8 else Rating.Good  # never easy: that would put it off for a season
