"""The clock of a call with a time limit: what has run since the call began."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from trainer.calls.act import Act

LONGEST_SILENCE = timedelta(minutes=2)


def elapsed(acts: Iterable[Act], started_at: datetime, now: datetime) -> timedelta:
    """Return how long the call has run: pauses left out, and no silence counted for more than two minutes.

    The bound on a silence keeps a lost connection or a closed laptop from using up the call.
    """
    total = timedelta()
    since: datetime | None = started_at
    for act in acts:
        if since is not None:
            total += _counted(since, act.at)
        if act.kind == "pause":
            since = None
        elif act.kind == "resume" or since is not None:
            since = act.at
    return total + _counted(since, now) if since is not None else total


def _counted(start: datetime, end: datetime) -> timedelta:
    return max(timedelta(), min(end - start, LONGEST_SILENCE))
