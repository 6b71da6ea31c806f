"""What comes out of the store about calls, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from trainer.calls.act import Act
from trainer.calls.setting import Setting


@dataclass(frozen=True, kw_only=True)
class StoredAct(Act):
    """An act at its place `n` in the call, from 1, with the hash of the listener that heard it."""

    n: int
    listener_hash: str = ""


@dataclass(frozen=True)
class StoredCall:
    """A call as it is kept: the exact scenario it is played with, and the trainee's acts in order.

    A call that was stopped has `ended_at` but no `ending`. `switched` holds the names of switches, blanks between.
    """

    id: str
    scenario: str
    scenario_hash: str
    scenario_text: str = field(repr=False)
    seed: int
    softened: bool
    started_at: datetime
    ended_at: datetime | None = None
    ending: str | None = None
    ending_kind: str | None = None
    variant: str = ""
    switched: str = ""
    acts: tuple[StoredAct, ...] = field(default=(), repr=False)

    @property
    def setting(self) -> Setting:
        """How it was set up before it began."""
        return Setting(self.softened, self.variant, frozenset(self.switched.split()))


@dataclass(frozen=True)
class CallSummary:
    """A call in a person's list; `total` is that of the latest scorecard, None where there is none."""

    id: str
    scenario: str
    softened: bool
    started_at: datetime
    ended_at: datetime | None
    ending: str | None
    ending_kind: str | None
    total: int | None


@dataclass(frozen=True)
class StoredScorecard:
    """A scorecard as plain JSON values, and when it was made."""

    card: Mapping[str, Any]
    made_at: datetime


@dataclass(frozen=True)
class Reflection:
    """What a trainee wrote after a call."""

    text: str = field(repr=False)
    updated_at: datetime
