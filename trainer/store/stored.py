"""What comes out of the store about calls, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from trainer.calls.act import Act
from trainer.calls.contested import ContestedMark
from trainer.calls.setting import Setting
from trainer.calls.voiced_line import VoicedLine


@dataclass(frozen=True, kw_only=True)
class StoredAct(Act):
    """An act at its place `n` in the call, from 1, with the hash of the listener that heard it."""

    n: int
    listener_hash: str = ""


@dataclass(frozen=True)
class StoredCall:
    """A call as it is kept: the exact scenario it is played with, and the trainee's acts in order.

    A call that was stopped has `ended_at` but no `ending`. `switched` holds the names of switches, blanks between.
    `with_model`: a language model voices the rest of it; `told_of` names the one that its trainee was told of before it
    (`Endpoint.told`), empty for none. `voiced` holds how its lines were said, by turn.
    A branch, made at `made_at`, goes back into the call `branch_of`; its acts from the `branched_at`-th on are its own.
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
    branch_of: str | None = None
    branched_at: int | None = None
    made_at: datetime | None = None
    check_in: bool = False
    with_model: bool = False
    told_of: str = ""
    acts: tuple[StoredAct, ...] = field(default=(), repr=False)
    voiced: Mapping[int, VoicedLine] = field(default_factory=dict, repr=False)

    @property
    def setting(self) -> Setting:
        """How it was set up before it began."""
        return Setting(self.softened, self.variant, frozenset(self.switched.split()))


@dataclass(frozen=True)
class CallSummary:
    """A call in a person's list; `total` is that of the latest scorecard, None where there is none.

    `started_at` is when it was begun, or gone back into.
    """

    id: str
    scenario: str
    softened: bool
    started_at: datetime
    ended_at: datetime | None
    ending: str | None
    ending_kind: str | None
    branch_of: str | None
    check_in: bool
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


@dataclass(frozen=True)
class Contest(ContestedMark):
    """A contested mark and when it was contested."""

    at: datetime


@dataclass(frozen=True)
class StoredOpinion:
    """A model's second opinion on a call as plain JSON values, and when it was given.

    One that was not `asked_here` came in an archive, and measures no model.
    """

    opinion: Mapping[str, Any]
    made_at: datetime
    asked_here: bool = True


@dataclass(frozen=True)
class Rating:
    """Whether a person who read a call says that a criterion is met, and when they said it."""

    criterion: str
    met: bool
    at: datetime


@dataclass(frozen=True)
class OwnMood:
    """How a trainee felt before and after a call, 1 (rough) to 5 (good), None where they did not say."""

    before: int | None = None
    after: int | None = None


@dataclass(frozen=True)
class DrillTry:
    """Whether a drill's line was last met, and when; `line` names the line, nothing that was typed is kept."""

    skill: str
    line: str
    met: bool
    at: datetime


@dataclass(frozen=True)
class DrillCard:
    """When a skill is due again; `card` is what the scheduler keeps of it, as JSON."""

    skill: str
    card: str
    due: datetime


@dataclass(frozen=True)
class Message:
    """What somebody wrote to a person of the organisation; nothing says who wrote it."""

    id: int
    recipient: str
    text: str = field(repr=False)
    sent_at: datetime
    read_at: datetime | None = None


@dataclass(frozen=True)
class PractisedCall:
    """An ended call with what is learned from it.

    `scores` are those of its latest scorecard by dimension, 0–4 or None each, and None where it has none; `moves` are
    those heard surely.
    """

    summary: CallSummary
    scores: Mapping[str, int | None] | None
    moves: frozenset[str]
