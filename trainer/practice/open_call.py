"""One stored call, replayed: what a page draws."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from trainer.calls.call import Call
from trainer.calls.clock import elapsed
from trainer.calls.playable import Playable
from trainer.store.calls import StoredCall


@dataclass(frozen=True)
class OpenCall:
    """One stored call, replayed: what a page draws."""

    stored: StoredCall
    playable: Playable
    call: Call

    @property
    def over(self) -> bool:
        """Whether nothing more can be said in it."""
        return self.stored.ended_at is not None

    @property
    def coached(self) -> bool:
        """Whether the coach may be asked: not in a check-in, nor where the scenario says no."""
        return not self.stored.check_in and self.playable.scenario.hints

    @property
    def stopped(self) -> bool:
        """Whether the trainee stopped it before any ending; it is then not scored unless they ask."""
        return self.over and self.call.ending is None

    @property
    def replies(self) -> int:
        """How many replies the trainee has given."""
        return sum(turn.speaker == "trainee" for turn in self.call.turns)

    def time_left(self, now: datetime) -> timedelta | None:
        """Return what is left of a limited call, never below zero; None where there is no limit."""
        limit = self.playable.scenario.time_limit_minutes
        if limit is None:
            return None
        used = elapsed(self.stored.acts, self.stored.started_at, now)
        return max(timedelta(), timedelta(minutes=limit) - used)
