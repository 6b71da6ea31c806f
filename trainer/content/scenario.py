"""A scenario: one caller in one YAML file, as typed values. Reading and checking happen elsewhere."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from trainer.content.moves import CRITICAL_MOVES, HARMFUL_MOVES, GoodMove

CallType = Literal["A", "B", "C", "D"]
Channel = Literal["voice", "text", "text_then_voice", "prison_call", "borrowed_phone"]
EndingKind = Literal["good", "partial", "bad"]
Need = Literal[
    "safety",
    "police_and_raids",
    "housing",
    "health",
    "prison_and_court",
    "family",
    "work",
    "company",
    "worry_about_others",
]
Cue = Literal[
    "refusal",
    "suicide",
    "medical",
    "sensitive",
    "police_asked",
    "leaving_asked",
    "privacy_asked",
    "boundary_test",
]

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Words = Annotated[str, Field(min_length=1, max_length=1200)]
Level = Annotated[float, Field(ge=0, le=10)]


class Authored(BaseModel):
    """What people write by hand: frozen, and a key nobody knows is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Line(Authored):
    """One way of saying something; `soft` is said instead when the trainee asked for a softer call."""

    say: Words
    soft: Words | None = None

    @model_validator(mode="before")
    @classmethod
    def _plain_text_is_said(cls, value: Any) -> Any:
        return {"say": value} if isinstance(value, str) else value


Lines = Annotated[tuple[Line, ...], Field(min_length=1)]


class Range(Authored):
    """Bounds, both included; a bound left out does not bind."""

    min: float | None = None
    max: float | None = None

    def holds(self, value: float) -> bool:
        return (self.min is None or value >= self.min) and (self.max is None or value <= self.max)


class Guard(Authored):
    """When something may happen; every condition given must hold, after this reply has moved the mood.

    any/all/none: moves in this reply. earlier: moves made at any time so far, this reply included. never: moves
    not made so far. told/untold: facts disclosed or not. replies: how many replies this state has heard.
    switch: branches of the scenario that were switched on for this call.
    """

    any: tuple[Name, ...] = ()
    all: tuple[Name, ...] = ()
    none: tuple[Name, ...] = ()
    earlier: tuple[Name, ...] = ()
    never: tuple[Name, ...] = ()
    trust: Range = Range()
    distress: Range = Range()
    told: tuple[Name, ...] = ()
    untold: tuple[Name, ...] = ()
    replies: Range = Range()
    switch: tuple[Name, ...] = ()

    @property
    def gravity(self) -> int:
        """In which round it is tried: 0 if it looks for a critical move, 1 for another harmful one, 2 for neither."""
        looked_for = {*self.any, *self.all}
        return 0 if looked_for & CRITICAL_MOVES else 1 if looked_for & HARMFUL_MOVES else 2


class Fact(Authored):
    """Something the caller tells only when `opens` holds; `about` says it in the trainer's words, for the review."""

    about: Words
    opens: Guard
    lines: Lines
    cues: tuple[Cue, ...] = ()


class Reaction(Authored):
    """What the caller does when `when` holds: says a line, may tell a fact after it, may go elsewhere."""

    when: Guard
    lines: tuple[Line, ...] = ()
    tells: Name | None = None
    to: Name | None = None
    cues: tuple[Cue, ...] = ()


class Otherwise(Authored):
    """What the caller says when no reaction of the state applies."""

    lines: Lines
    cues: tuple[Cue, ...] = ()


class Hint(Authored):
    """What the coach says in a state, one level after another: what is happening, what kind of move, a line to try.

    Nothing in it gives away what the caller has not told by then.
    """

    sees: Words
    move: GoodMove
    says: Words


class Improvise(Authored):
    """What a language model may know to say a line of its own: what the caller is after in a state.

    Nothing in `goal` gives away what the caller has not told by then. `avoids` are words that the caller does not use
    here; they are looked for in what it says, and never told to it.
    """

    goal: Words
    avoids: tuple[Words, ...] = ()


class State(Authored):
    """Where the caller is in the call; reactions are tried in order, those to harmful moves before all others."""

    about: Words
    hint: Hint | None = None
    improvise: Improvise | None = None
    openers: tuple[Name, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    otherwise: Otherwise
    if_trainee_ends: Name
    danger: bool = False


class Ending(Authored):
    """How a call can end; `lines` are the caller's last words, `about` is told to the trainee afterwards."""

    kind: EndingKind
    title: Words
    about: Words
    lines: tuple[Line, ...] = ()


class Caller(Authored):
    """Who calls: an adult, fictional composite."""

    name: Words
    age: Annotated[int, Field(ge=18, le=110)]
    pronouns: Words
    about: Words


class Opening(Authored):
    """How the call begins."""

    state: Name
    trust: Level
    distress: Level
    lines: Lines
    cues: tuple[Cue, ...] = ()


class Variant(Authored):
    """Another way for the same call to begin; `after` names a scenario that must have been played before."""

    title: Words
    opening: Opening
    after: Name | None = None


class Switch(Authored):
    """A branch that is played only where it was switched on before the call; `about` tells the trainee of it."""

    title: Words
    about: Words


class ContentNote(Authored):
    """A theme to know of beforehand, and what softening the call does about it."""

    theme: Words
    softened: Words


class Scenario(Authored):
    """One call that can be practised; `id` is the file's name without its ending."""

    id: Name
    code: Annotated[str, Field(pattern=r"^[SX][0-9]{1,2}$")]
    title: Words
    situation: Words
    need: Need
    type: CallType
    channel: Channel
    time_limit_minutes: Annotated[float, Field(gt=0, le=60)] | None = None
    difficulty: Annotated[int, Field(ge=1, le=5)]
    minutes: Annotated[int, Field(ge=1, le=60)]
    content_notes: Annotated[tuple[ContentNote, ...], Field(min_length=1)]
    learning_goals: Annotated[tuple[Words, ...], Field(min_length=1)]
    caller: Caller
    opening: Opening
    least_distress: Level = 0
    fades: Words | None = None
    hints: bool = True
    variants: dict[Name, Variant] = {}
    switches: dict[Name, Switch] = {}
    facts: dict[Name, Fact]
    states: Annotated[dict[Name, State], Field(min_length=1)]
    anywhere: tuple[Reaction, ...] = ()
    endings: Annotated[dict[Name, Ending], Field(min_length=1)]
    caller_leaves: Name
    time_runs_out: Name | None = None
    resources: tuple[Name, ...] = ()
    protocols: tuple[Name, ...] = ()
    does_not_ask_for: tuple[Name, ...] = ()
    try_instead: dict[Name, Words] = {}
    debrief: Annotated[tuple[Words, ...], Field(min_length=1)]
