"""A transcript: what was said in a call, turn by turn, with what was heard in it; read and written as JSON."""

from dataclasses import dataclass
from typing import Literal

from trainer.calls.mood import Mood
from trainer.calls.voiced_line import Voice
from trainer.content.scenario import CallType, Channel, Cue, EndingKind
from trainer.listening.listener import Heard

Speaker = Literal["caller", "trainee"]
EndedBy = Literal["caller", "trainee", "time"]


@dataclass(frozen=True)
class Turn:
    """One line of the call; `n` counts from 1 over both speakers.

    A caller's turn has the `state` and `mood` that the line comes from; a trainee's turn those it was said in, so
    what a reply did shows in the turn after it. Only the trainee's turns have `moves`, and `maybe`, which may have been
    made and count for nothing; only the caller's have `cues` (what the line calls for) and `tells` (facts disclosed).
    A caller's line may be said in another `voice` than the script's: `script` holds its words then, `why` names a
    refusal or a fault.
    """

    n: int
    speaker: Speaker
    text: str
    state: str
    mood: Mood
    moves: tuple[Heard, ...] = ()
    cues: tuple[Cue, ...] = ()
    tells: tuple[str, ...] = ()
    maybe: tuple[Heard, ...] = ()
    voice: Voice = "scripted"
    why: str = ""
    script: str = ""

    @property
    def written(self) -> str:
        """The line as the scenario has it, whoever's words were said; what is heard and felt goes by it."""
        return self.script or self.text


@dataclass(frozen=True)
class ReachedEnding:
    """How the call ended: an ending of the scenario, its kind, and who or what ended it.

    `in_danger`: the state it ended from is one in which being left alone is dangerous.
    """

    id: str
    kind: EndingKind
    by: EndedBy
    in_danger: bool = False


@dataclass(frozen=True)
class Transcript:
    """One call as it was played; everything scoring needs.

    `does_not_ask_for` names criteria that this call spares; `hints` counts how often the coach was asked.
    """

    scenario: str
    scenario_hash: str
    listener_hash: str
    type: CallType
    channel: Channel
    seed: int
    softened: bool
    turns: tuple[Turn, ...]
    ending: ReachedEnding | None
    variant: str = ""
    switched: frozenset[str] = frozenset()
    does_not_ask_for: tuple[str, ...] = ()
    hints: int = 0
