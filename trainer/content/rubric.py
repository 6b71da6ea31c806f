"""The rubric: what is noticed in a call, what it counts for, and the words said about it, from one YAML file.

How a rule is judged lives in `trainer.scoring`; how the file is read and checked, in `rubric_file`.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from trainer.content.moves import HARMFUL_MOVES, MOVES, GoodMove
from trainer.content.scenario import Authored, CallType, Channel, Cue, Name, Words

Level = Literal["required", "optional", "not_scored"]


def _harmful(move: str) -> str:
    if move not in HARMFUL_MOVES:
        raise ValueError(f"`{move}` is not a harmful move")
    return move


def _known(move: str) -> str:
    if move not in MOVES:
        raise ValueError(f"`{move}` is not a move")
    return move


def _pattern(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"`{pattern}` is not a regular expression: {error}") from None
    return pattern


HarmfulMove = Annotated[str, AfterValidator(_harmful)]
KnownMove = Annotated[str, AfterValidator(_known)]
Pattern = Annotated[str, AfterValidator(_pattern)]
GoodMoves = Annotated[tuple[GoodMove, ...], Field(min_length=1)]
HarmfulMoves = Annotated[tuple[HarmfulMove, ...], Field(min_length=1)]
Cues = Annotated[tuple[Cue, ...], Field(min_length=1)]
Times = Annotated[int, Field(ge=1, le=20)]
Score = Annotated[int, Field(ge=0, le=4)]


class Made(Authored):
    """Moves made in at least so many replies: any of `moves` `times` times, or each of `counts` that often.

    within_replies: made later counts as partly. if_caller_stays: does not apply when the caller hangs up hurt
    or the call has no end yet.
    """

    kind: Literal["made"]
    moves: tuple[GoodMove, ...] = ()
    times: Times = 1
    counts: dict[GoodMove, Times] = Field(default_factory=dict)
    within_replies: Times | None = None
    if_caller_stays: bool = False

    @model_validator(mode="after")
    def _names_moves_once(self) -> Self:
        if bool(self.moves) == bool(self.counts):
            raise ValueError("give either `moves` or `counts`")
        return self


class Before(Authored):
    """One of `moves` comes before the first of `then`."""

    kind: Literal["before"]
    moves: GoodMoves
    then: GoodMoves


class AnswersCue(Authored):
    """Each caller's line with one of `cues` is answered by one of `moves`.

    `first_only`: the first line is. `or_earlier`: a move made before the line answers it as well.
    """

    kind: Literal["answers_cue"]
    cues: Cues
    moves: GoodMoves
    first_only: bool = False
    or_earlier: bool = False


class Avoids(Authored):
    """None of these harmful `moves`; with `earns: false`, making none earns nothing and making one costs."""

    kind: Literal["avoids"]
    moves: HarmfulMoves
    earns: bool = True


class Repairs(Authored):
    """Every slip is owned within the next two replies."""

    kind: Literal["repairs"]


class Person(Authored):
    """Only a person can say; `reason` says so to the trainee."""

    kind: Literal["person"]
    reason: Words


Rule = Annotated[Made | Before | AnswersCue | Avoids | Repairs | Person, Field(discriminator="kind")]


class Levels(Authored):
    """How much a criterion counts in each type of call."""

    A: Level
    B: Level
    C: Level
    D: Level

    def of(self, call_type: CallType) -> Level:
        """Return the level in a call of `call_type`."""
        levels: dict[CallType, Level] = {"A": self.A, "B": self.B, "C": self.C, "D": self.D}
        return levels[call_type]


class Feedback(Authored):
    """What is said: `worked` when met, `partly` (or else `try`) when partly, `try` when missed, and why."""

    worked: Words
    partly: Words | None = None
    to_try: Words = Field(alias="try")
    better_line: Words
    why: Words


class Criterion(Authored):
    """One thing noticed in a call; after a caller's line with one of `optional_after` it is optional."""

    id: Name
    text: Words
    level: Levels
    optional_after: tuple[Cue, ...] = ()
    rule: Rule
    feedback: Feedback


class Dimension(Authored):
    """One way of looking at a call; `descriptors` says in plain words what 0, 1, 2, 3 and 4 look like."""

    id: Name
    title: Words
    weight: Annotated[int, Field(ge=1, le=100)]
    descriptors: Annotated[tuple[Words, ...], Field(min_length=5, max_length=5)]
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]


class MovesPerReply(Authored):
    """How many helpful moves of one reply count in full (`counted`), and how many at least half (`heard`).

    Each one past `heard` takes one away from both: a reply that does everything does nothing.
    """

    counted: Times
    heard: Times

    @model_validator(mode="after")
    def _hears_what_it_counts(self) -> Self:
        if self.heard < self.counted:
            raise ValueError("`heard` must not be less than `counted`")
        return self


class Harm(Authored):
    """The most a dimension can score with harm in it; `unrepaired` by the number of replies left standing."""

    repaired: Score
    unrepaired: Annotated[tuple[Score, ...], Field(min_length=1)]
    critical_repaired: Score
    critical: Score

    @model_validator(mode="after")
    def _more_harm_never_scores_more(self) -> Self:
        steps = (self.repaired, *self.unrepaired)
        if list(steps) != sorted(steps, reverse=True) or self.critical > self.critical_repaired:
            raise ValueError("more harm must not score more: write each limit no higher than the one before")
        return self


class Said(Authored):
    """A sentence with one of `moves` (any if none are given) that matches `words` and no `unless_words`."""

    kind: Literal["said"]
    moves: tuple[KnownMove, ...] = ()
    words: tuple[Pattern, ...] = ()
    unless_words: tuple[Pattern, ...] = ()

    @model_validator(mode="after")
    def _looks_for_something(self) -> Self:
        if not self.moves and not self.words:
            raise ValueError("give `moves`, `words` or both")
        return self


class OwnWords(Authored):
    """What a sign says in the place of its entry's `note` and `try`, where its moment is another."""

    note: Words | None = None
    to_try: Words | None = Field(default=None, alias="try")


class IgnoredCue(OwnWords):
    """A line with one of `cues`, and neither `moves` nor `unless_words` in the next two replies."""

    kind: Literal["ignored_cue"]
    cues: Cues
    moves: GoodMoves
    unless_words: tuple[Pattern, ...] = ()


class LeftInDanger(OwnWords):
    """The trainee ends it from a state of danger, or badly at `distress` (0–10) or more, no `unless_moves` made."""

    kind: Literal["left_in_danger"]
    distress: Annotated[float, Field(ge=0, le=10)]
    unless_moves: GoodMoves


Sign = Annotated[Said | IgnoredCue | LeftInDanger, Field(discriminator="kind")]


class Critical(Authored):
    """A moment a trainer looks at with the trainee; any of `signs` will do. No `types` or `channels`: all."""

    id: Annotated[str, Field(pattern=r"^CF[0-9]{1,2}$")]
    title: Words
    note: Words
    to_try: Words = Field(alias="try")
    types: tuple[CallType, ...] = ()
    channels: tuple[Channel, ...] = ()
    signs: Annotated[tuple[Sign, ...], Field(min_length=1)]

    def concerns(self, call_type: CallType, channel: Channel) -> bool:
        """Return whether calls of this type on this channel are looked at for it."""
        return call_type in (self.types or (call_type,)) and channel in (self.channels or (channel,))


class Major(Authored):
    """Harmful moves that, left unrepaired, hold some dimensions at `at_most`."""

    id: Name
    title: Words
    moves: HarmfulMoves
    dimensions: Annotated[tuple[Name, ...], Field(min_length=1)]
    at_most: Score


class Rubric(Authored):
    """A whole rubric; `hash` is the SHA-256 of the file it was read from, in hex."""

    id: Name
    title: Words
    about: Words
    hash: str
    short_call_replies: Times
    moves_per_reply: MovesPerReply
    optional_adds: Annotated[float, Field(ge=0, le=4)]
    harm: Harm
    critical_cap: Annotated[int, Field(ge=0, le=100)]
    dimensions: Annotated[tuple[Dimension, ...], Field(min_length=1)]
    majors: tuple[Major, ...] = ()
    critical: tuple[Critical, ...] = ()

    def criteria(self) -> Iterator[tuple[Dimension, Criterion]]:
        """Yield every criterion with its dimension, in the file's order."""
        for dimension in self.dimensions:
            for criterion in dimension.criteria:
                yield dimension, criterion
